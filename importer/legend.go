package importer

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// legend is what a sheet's notes say of the marks that stand for numbers; it goes
// before what such marks mean elsewhere.
type legend map[string]vocab.Mark

var legendEntry = regexp.MustCompile(`(?i)(?:^|[\s:：;；,，。、(（"“”‘'「])(…{1,2}|\.{2,6}|[-－—–―]{1,2}|[#*×/]|[a-z])["“”’'」]?\s*(?:表示|代表|是指|指|为|=|＝|means|denotes|indicates|stands for|is)\s*["“]?([^;；。，,\n"“]{1,60})`)

// legendWords are what each line of a legend has one of.
var legendWords = []string{"表示", "代表", "指", "为", "=", "＝", "means", "denotes", "indicates", "stands for", " is "}

// What a legend may say, the first that fits.
var legendMeanings = []struct {
	says *regexp.Regexp
	mark vocab.Mark
}{
	{regexp.MustCompile(`(?i)不足.*单位|小于.*单位|less than|below|negligible`), vocab.Mark{Status: data.Missing, Note: "below-unit"}},
	{regexp.MustCompile(`(?i)不适用|无意义|not applicable`), vocab.Mark{Status: data.DoesNotApply}},
	{regexp.MustCompile(`(?i)涉密|保密|不公布|不予公布|不宜公布|suppress|confidential|disclos|withheld`), vocab.Mark{Status: data.Suppressed}},
	{regexp.MustCompile(`(?i)无该|无此|没有|缺|无数|无资料|不详|未统计|未公布|not available|unavailable|no data|missing`), vocab.Mark{Status: data.Missing}},
	{regexp.MustCompile(`(?i)零|^\s*0|等于\s*0|zero|\bnil\b`), vocab.Mark{}},
}

// legendOf gathers what the texts of a sheet say of marks.
func legendOf(s *Sheet, w *watch) legend {
	l := make(legend)
	for i := range s.Rows {
		if w.late(1) {
			break
		}
		if s.Rows[i].Hidden || s.Rows[i].Len() > 3 {
			continue
		}
		for c := range s.Cells(s.Rows[i]) {
			if c.Kind == Text && len(c.Text) > 4 && len(c.Text) < 2000 && mayBeLegend(c.Text) {
				l.read(c.Text)
			}
		}
	}
	return l
}

func mayBeLegend(text string) bool {
	return slices.ContainsFunc(legendWords, func(w string) bool { return strings.Contains(text, w) })
}

func (l legend) read(text string) {
	for _, g := range legendEntry.FindAllStringSubmatch(text, -1) {
		for _, m := range legendMeanings {
			if m.says.MatchString(g[2]) {
				l[oneMark(g[1])] = m.mark
				break
			}
		}
	}
}

// oneMark writes a mark in one way, however long its dash or dots are.
func oneMark(text string) string {
	s := strings.ToLower(strings.TrimSpace(text))
	switch {
	case strings.Trim(s, "-－—–―") == "":
		return "-"
	case strings.Trim(s, "…") == "" || len(s) > 2 && strings.Trim(s, ".") == "":
		return "…"
	}
	return s
}

// learnLegends reads the legends of all sheets before any table is.
func (t *translator) learnLegends(book *Workbook) {
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s.Hidden {
			continue
		}
		own := legendOf(s, t.watch)
		t.legends[s.Name] = own
		for mark, m := range own {
			if _, said := t.legend[mark]; !said {
				t.legend[mark] = m
			}
		}
	}
}

// legendMark is what the sheet's legend, else that of another sheet of the
// workbook, says of a mark; else what it means anyway.
func (t *translator) legendMark(sheet, text string, anyway vocab.Mark) vocab.Mark {
	if anyway.Status == "" {
		return anyway // a number
	}
	mark := oneMark(text)
	if m, ok := t.legends[sheet][mark]; ok {
		return m
	}
	if m, ok := t.legend[mark]; ok {
		return m
	}
	return anyway
}
