package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard"
	"countyboard/dashboard/chart"
	"countyboard/dashboard/draw"
	"countyboard/dashboard/export"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"
	"countyboard/data/vocab"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// ChartCmd is "countyboard chart".
type ChartCmd struct {
	Slug    string `arg:"" optional:"" help:"Chart, as its address names it."`
	Output  string `short:"o" help:"File to write; its ending chooses the format: ${endings}. With --all a folder." required:"" type:"path" placeholder:"FILE"`
	Query   string `help:"What the chart's address takes: place=512022&from=2023&lang=en; for .csv also charset=gb18030 and format=sdmx." placeholder:"QUERY"`
	All     bool   `help:"Write all charts of a place, each in all formats that pages offer."`
	BaseURL string `help:"Of the site, for the addresses that files carry." name:"base-url" placeholder:"URL"`
	Font    string `help:"Font for PNG, before those in the binary." type:"path" placeholder:"FILE"`
	Terms
}

// endings are those of the formats, for the help.
func endings() string {
	var all []string
	for _, f := range export.Formats {
		if e := "." + f.Ending; !slices.Contains(all, e) {
			all = append(all, e)
		}
	}
	return strings.Join(all, " ")
}

// Run writes the file, or the files.
func (x *ChartCmd) Run(c *call) error {
	switch {
	case x.All && x.Slug != "":
		return data.Fail(data.Invalid, "chart-and-all", "slug", x.Slug, "dir", filepath.Base(x.Output))
	case !x.All && x.Slug == "":
		return data.Fail(data.Invalid, "chart-or-all")
	}
	q, err := url.ParseQuery(strings.TrimPrefix(x.Query, "?"))
	if err != nil {
		return data.Fail(data.Invalid, "parameter", "name", "--query", "got", x.Query, "would", "place=512022&lang=en").Because(err)
	}
	if !q.Has("lang") { // files speak as the command does
		q.Set("lang", string(c.lang))
	}
	if err := x.named(c); err != nil {
		return err
	}
	return c.with(func(db *sqldb.DB) error {
		m, err := x.maker(c, db, q)
		if err != nil {
			return err
		}
		if x.All {
			return m.all(c, x.Output)
		}
		return m.one(c, x.Slug, x.Output)
	})
}

// named checks what the call names before any figure is looked for: the chart,
// then the file's ending.
func (x *ChartCmd) named(c *call) error {
	if x.All {
		return nil
	}
	if _, err := chart.Find(x.Slug); err != nil {
		var known []string
		for _, d := range chart.Catalogue {
			known = append(known, d.Slug+" "+lang.Text(c.lang, "chart.title-"+d.Slug))
		}
		slug := chart.Catalogue[0].Slug
		return data.Fail(data.NotFound, "chart-slug", "got", x.Slug, "known", strings.Join(known, c.comma()), "would", slug+" -o "+slug+".svg").Because(err)
	}
	ending := endingOf(x.Output)
	if slices.ContainsFunc(export.Formats, func(f export.Format) bool { return f.Ending == ending }) {
		return nil
	}
	key := "chart-ending"
	if ending == "" {
		key = "chart-ending-none"
	}
	return data.Fail(data.NotFound, key, "got", "."+ending, "file", filepath.Base(x.Output), "known", strings.ReplaceAll(endings(), " ", c.comma()), "would", x.Slug+" -o "+x.Slug+".svg")
}

// endingOf is a file's ending as the table of formats has it.
func endingOf(file string) string {
	file = strings.ToLower(filepath.Base(file))
	if strings.HasSuffix(file, ".option.json") {
		return "option.json"
	}
	return strings.TrimPrefix(filepath.Ext(file), ".")
}

// unplaced says that no place, or an unknown one, was asked for, and which have
// figures.
func (x *ChartCmd) unplaced(c *call, names *vocab.Vocabulary, got string, places []string) error {
	if len(places) == 0 {
		return data.Fail(data.NotFound, "chart-no-data")
	}
	const most = 20
	var known []string
	for _, code := range places[:min(len(places), most)] {
		p, _ := names.Place(code)
		known = append(known, strings.TrimSpace(code+" "+lang.Pick(c.lang, p.Name, p.NameEn)))
	}
	if len(places) > most {
		known = append(known, "…")
	}
	would := cmp.Or(x.Slug, "--all") + " -o " + filepath.Base(x.Output) + " --query place=" + places[0]
	key := "chart-place"
	if got != "" {
		key = "chart-place-unknown"
	}
	return data.Fail(data.Invalid, key, "got", got, "known", strings.Join(known, c.comma()), "would", would)
}

// maker makes files of charts.
type maker struct {
	sources chart.Sources
	params  chart.Params
	query   url.Values
	by      export.Publisher
}

func (x *ChartCmd) maker(c *call, db *sqldb.DB, q url.Values) (maker, error) {
	read := chart.ParseParams
	if d, err := chart.Find(x.Slug); err == nil {
		read = d.ParseParams
	}
	p, err := read(q)
	if err != nil {
		return maker{}, err
	}
	names, err := desk(db).Vocabulary(c.ctx)
	if err != nil {
		return maker{}, err
	}
	unknown := slices.IndexFunc(p.Places, func(code string) bool { _, ok := names.Place(code); return !ok })
	if len(p.Places) == 0 || unknown >= 0 {
		places, err := db.Places(c.ctx, p.AsOf)
		switch {
		case err != nil:
			return maker{}, err
		case unknown >= 0:
			return maker{}, x.unplaced(c, names, p.Places[unknown], places)
		case len(places) != 1:
			return maker{}, x.unplaced(c, names, "", places)
		}
		p.Places = places
	}
	by := x.publisher(x.BaseURL)
	by.Files = true
	if by.Paint, err = x.painter(c, q, p); err != nil {
		return maker{}, err
	}
	s, err := dashboard.Sources(c.ctx, db, names, p.Places[0], p.AsOf)
	return maker{s, p, q, by}, err
}

// painter draws pictures as the query asks for them.
func (x *ChartCmd) painter(c *call, q url.Values, p chart.Params) (export.Painter, error) {
	o, err := draw.Parse(q, p)
	if err != nil {
		return nil, err
	}
	d, err := draw.New(x.Font)
	return func(built chart.Chart, ending, _ string) ([]byte, error) { return d.Draw(c.ctx, ending, &built, o) }, err
}

// make returns a chart ready to be taken along.
func (m maker) make(c *call, d chart.Definition) (export.Taken, error) {
	built, err := d.Build(c.ctx, m.sources, m.params)
	return m.by.Take(built), err
}

// one writes one chart; the file's ending chooses the format.
func (m maker) one(c *call, slug, file string) error {
	d, err := chart.Find(slug)
	if err != nil {
		return err
	}
	f, err := m.by.Find(endingOf(file), m.query)
	if err != nil {
		return err
	}
	t, err := m.make(c, d)
	if err != nil {
		return err
	}
	if t.Empty != nil {
		return data.Fail(data.NotFound, "chart-empty", "reason", t.Empty.Reason, "fill", t.Empty.Hint)
	}
	if err := write(file, f, t); err != nil {
		return err
	}
	c.say("chart-written", "file", file)
	return nil
}

// all writes each chart of the place in each format that readers are offered.
// A chart without figures has no file, and is told. What cannot be drawn or
// written does not keep the others from it; the call then ends with 1.
func (m maker) all(c *call, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // readable as other documents are
		return data.Fail(data.Invalid, "file-write", "file", dir).Because(err)
	}
	formats := slices.DeleteFunc(m.by.Offered(), func(f export.Format) bool { return !f.Take })
	bar := c.progress(len(chart.Catalogue) * len(formats))
	var empty []string
	var failed []about
	files := 0
	for _, d := range chart.Catalogue {
		p := m
		if len(p.params.Places) > max(d.Places, 1) { // what is compared elsewhere
			p.params.Places = p.params.Places[:max(d.Places, 1)]
		}
		t, err := p.make(c, d)
		if err != nil {
			failed = append(failed, about{d.Slug, err})
			_ = bar.Add(len(formats))
			continue
		}
		if t.Empty != nil {
			empty = append(empty, d.Slug+": "+t.Empty.Reason)
			_ = bar.Add(len(formats))
			continue
		}
		for _, f := range formats {
			if err := c.ctx.Err(); err != nil {
				return err
			}
			name := t.PlainName(f)
			if err := write(filepath.Join(dir, name), f, t); err != nil {
				failed = append(failed, about{name, err})
			} else {
				files++
			}
			_ = bar.Add(1)
		}
	}
	_ = bar.Finish()
	for _, e := range empty {
		c.say("chart-none", "reason", e)
	}
	c.say("charts-written", "count", strconv.Itoa(files), "file", dir)
	if len(failed) == 0 {
		return nil
	}
	var hints []string // each once: all charts may lack the same
	for _, f := range failed {
		fmt.Fprintln(c.err, c.reason(f))
		if hint := lang.Say(c.lang, data.AsError(f).Hint); !slices.Contains(hints, hint) {
			hints = append(hints, hint)
		}
	}
	fmt.Fprintln(c.err, strings.Join(hints, "\n"))
	return data.Fail(data.Invalid, "charts-failed", "count", strconv.Itoa(len(failed)))
}

func write(file string, f export.Format, t export.Taken) error {
	var b bytes.Buffer
	if err := f.Write(&b, t); err != nil {
		return err
	}
	return writeFile(file, b.Bytes())
}

// comma stands between the items of a list.
func (c *call) comma() string { return lang.Text(c.lang, "page.comma") }

// progress is a bar on a terminal, and silent elsewhere.
func (c *call) progress(steps int) *progressbar.ProgressBar {
	w := io.Discard
	if f, ok := c.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		w = f
	}
	return progressbar.NewOptions(steps, progressbar.OptionSetWriter(w), progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
}
