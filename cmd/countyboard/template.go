package main

import (
	"os"
	"slices"
	"strconv"
	"time"

	"countyboard/data"
	"countyboard/data/sqldb"
	"countyboard/data/vocab"
	"countyboard/importer/template"
)

// TemplateCmd is "countyboard template".
type TemplateCmd struct {
	Output string `short:"o" help:"File to write." required:"" type:"path" placeholder:"FILE.xlsx"`
	Place  string `help:"Place whose figures are filled in: it and the places within it can be chosen." placeholder:"CODE"`
}

// Run writes the blank workbook. The words of a named database are offered as
// well; before the first import there is none, and none is made.
func (t *TemplateCmd) Run(c *call) error {
	v := vocab.Embedded()
	if c.database != "" {
		err := c.with(func(db *sqldb.DB) (err error) {
			v, err = desk(db).Vocabulary(c.ctx)
			return err
		})
		if err != nil && data.CodeOf(err) != data.NotFound {
			return err
		}
	}
	s := template.Sheet{
		Title: "规模以上工业主要指标", Groups: append([]string{"合计"}, v.FacetLabels("cluster")...),
		Periods: periods(time.Now()), Lang: c.lang,
	}
	for _, code := range []string{"enterprises", "output", "value-added", "revenue", "profit"} {
		if i, ok := v.Indicator(code); ok {
			s.Indicators = append(s.Indicators, i)
		}
	}
	home := data.Place{Code: "100000"}
	if t.Place != "" {
		p, ok := v.FindPlace(t.Place)
		if !ok {
			return data.Fail(data.Invalid, "home-place", "got", t.Place)
		}
		home = p
		s.Title = p.Name + s.Title
		s.Places = append(s.Places, p.Name)
	}
	for _, p := range v.Within(home.Code) {
		if !p.Region() {
			s.Places = append(s.Places, p.Name)
		}
	}
	if _, err := os.Stat(t.Output); err == nil {
		return data.Fail(data.Conflict, "file-there", "file", t.Output)
	}
	b, err := template.Write(s)
	if err != nil {
		return err
	}
	if err := writeFile(t.Output, b); err != nil {
		return err
	}
	c.say("template-written", "file", t.Output)
	return nil
}

// periods are those of this year and the two before, newest first: the year,
// the months from January on as statistics cumulate them, the quarters' ends.
func periods(now time.Time) []string {
	var all []string
	for y := now.Year(); y > now.Year()-3; y-- {
		last := 12
		if y == now.Year() {
			last = int(now.Month())
		}
		var months []string
		for m := 2; m <= last; m++ {
			months = append(months, strconv.Itoa(y)+"年1—"+strconv.Itoa(m)+"月")
		}
		slices.Reverse(months)
		if y < now.Year() {
			all = append(all, strconv.Itoa(y)+"年")
		}
		all = append(all, months...)
	}
	return all
}
