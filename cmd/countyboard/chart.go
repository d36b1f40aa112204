package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"countyboard/dashboard"
	"countyboard/dashboard/chart"
	"countyboard/dashboard/draw"
	"countyboard/data"
	"countyboard/data/vocab"
)

// ChartCmd is "countyboard chart".
type ChartCmd struct {
	Slug   string `arg:"" optional:"" help:"The chart, as in its address."`
	Output string `short:"o" help:"File to write; the ending chooses the format (.svg, .png, .csv, .json, .option.json). With --all a folder." required:"" type:"path" placeholder:"FILE"`
	Query  string `help:"What the chart's address takes, for example place=512022&from=2023." placeholder:"QUERY"`
	All    bool   `help:"Write all charts of a place as SVG, PNG and CSV into a folder."`
	Font   string `help:"Font for PNG, before those in the binary." type:"path" placeholder:"FILE"`
}

// allEndings are the files of each chart that --all writes.
var allEndings = []string{"svg", "png", "csv"}

// Run writes charts as their addresses answer.
func (x *ChartCmd) Run(c *call) error {
	if (x.Slug == "") != x.All {
		return data.Fail(data.Invalid, "chart-which", "known", slugs())
	}
	q, err := url.ParseQuery(strings.TrimPrefix(x.Query, "?"))
	if err != nil {
		return data.Fail(data.Invalid, "chart-query", "got", x.Query).Because(err)
	}
	if !q.Has("lang") {
		q.Set("lang", string(c.lang))
	}
	drawer, err := draw.New(x.Font)
	if err != nil {
		return err
	}
	db, err := c.open()
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	server, err := dashboard.New(dashboard.Config{Store: db, Readers: readers, Embedded: vocab.Embedded(), Drawer: drawer})
	if err != nil {
		return err
	}
	write := func(slug, ending, file string) error {
		b, err := server.File(c.ctx, slug, ending, q)
		if err != nil {
			return err
		}
		return writeFile(file, b)
	}
	if !x.All {
		ending := endingOf(x.Output)
		if err := write(x.Slug, ending, x.Output); err != nil {
			return err
		}
		c.say("chart-written", "file", x.Output)
		return nil
	}
	if err := os.MkdirAll(x.Output, 0o755); err != nil { //nolint:gosec // readable as other folders are
		return data.Fail(data.Invalid, "file-write", "file", x.Output).Because(err)
	}
	for _, d := range chart.Catalogue {
		for _, ending := range allEndings {
			if err := write(d.Slug, ending, filepath.Join(x.Output, d.Slug+"."+ending)); err != nil {
				return err
			}
		}
	}
	c.say("charts-written", "count", strconv.Itoa(len(chart.Catalogue)), "folder", x.Output)
	return nil
}

func slugs() string {
	all := make([]string, len(chart.Catalogue))
	for i, d := range chart.Catalogue {
		all[i] = d.Slug
	}
	return strings.Join(all, ", ")
}

// endingOf is a file's ending as charts have them: "option.json" is one.
func endingOf(file string) string {
	name := filepath.Base(file)
	if strings.HasSuffix(name, ".option.json") {
		return "option.json"
	}
	return strings.TrimPrefix(filepath.Ext(name), ".")
}
