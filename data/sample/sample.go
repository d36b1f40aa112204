// Package sample holds the sample county: workbooks as a county bureau makes
// them, and a story that speaks of them.
//
// All workbooks but one hold invented figures, consistent with each other and
// with the few that were published; they say 示例数据 wherever they are seen.
// published-figures.xlsx holds published figures only, each with its source.
// The program in write makes all of them, so that they can be reviewed.
//
// What there is, by cluster and in total, of the 规上:
//   - output, cumulated by month with the published 同比, 2021 to September 2024,
//     of 乐至县 (512022), 资阳市 (512000), 雁江区 (512002) and 安岳县 (512021, which
//     has no aluminium)
//   - enterprises at the ends of quarters, from the last of 2020 on, of the same
//   - in 乐至县 what moved on the list, cumulated by quarter: entered, left,
//     reclassified in and out; and revenue (with its published 同比) and profit,
//     in which textiles slip into a loss and car parts out of one
//
// and the enterprises of all sizes in the park of 乐至县, by quarter.
package sample

import (
	"embed"
	"path"
	"strings"
	"time"
)

//go:generate go run ./write

//go:embed workbooks/*.xlsx stories/*.md
var files embed.FS

// Place is the county of the sample.
const Place = "512022"

// File is a workbook or a story of the sample.
type File struct {
	Name     string
	Bytes    []byte
	Released time.Time // workbooks: the day on which the figures are said to be public
}

// released are the workbooks, in the order in which they are published.
var released = []struct{ name, day string }{
	{"lezhi-park-2024q3.xlsx", "2024-10-10"},
	{"lezhi-2024-09.xlsx", "2024-10-15"},
	{"lezhi-list-2024q3.xlsx", "2024-10-15"},
	{"lezhi-results-2024.xlsx", "2024-10-16"},
	{"ziyang-2024-09.xlsx", "2024-10-16"},
	{"neighbours-2024-09.xlsx", "2024-10-16"},
	{"published-figures.xlsx", "2025-01-17"},
}

// Workbooks are the sample's workbooks in the order of their release.
func Workbooks() []File {
	all := make([]File, len(released))
	for i, r := range released {
		day, err := time.Parse(time.DateOnly, r.day)
		if err != nil {
			panic(err)
		}
		all[i] = File{Name: r.name, Bytes: read("workbooks/" + r.name), Released: day}
	}
	return all
}

// Stories are the sample's stories; a story's slug is its file's name without .md.
func Stories() []File {
	entries, err := files.ReadDir("stories")
	if err != nil {
		panic(err)
	}
	all := make([]File, len(entries))
	for i, e := range entries {
		all[i] = File{Name: strings.TrimSuffix(e.Name(), ".md"), Bytes: read(path.Join("stories", e.Name()))}
	}
	return all
}

// read returns an embedded file: what is not there was left out of the build.
func read(name string) []byte {
	b, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return b
}
