package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/export"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sample"
)

func TestCSV(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "enterprise-count", chart.Params{})
	c.Series[0].Name = "=1+1"
	var b bytes.Buffer
	if err := export.CSV(&b, take(c)); err != nil {
		t.Fatal(err)
	}
	text, bom := strings.CutPrefix(b.String(), "\ufeff")
	if !bom {
		t.Error("no byte order mark: Chinese Excel garbles it")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(rows[0], ","), "place,place_label,indicator,indicator_label,group,group_label,measure,period,value,unit,status,released,source,cell,illustrative"; got != want {
		t.Errorf("columns %s, want %s", got, want)
	}
	if got, want := strings.Join(rows[1], ","), "512022,乐至县,enterprises,企业数,\"\"cluster/铝材,park/经开区,'=1+1,level,2021-Q1,16,户,A,2024-10-10,lezhi-park-2024q3.xlsx,园区企业!B7,示例数据"; got != strings.ReplaceAll(want, `""`, "") {
		t.Errorf("first row %s, want %s", got, want)
	}
	if len(rows) != 1+15*7 {
		t.Errorf("%d rows", len(rows))
	}
}

func TestJSONStat(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "growth-share", chart.Params{})
	var b bytes.Buffer
	if err := export.JSONStat(&b, take(c)); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Version, Class, Label, Source string
		ID                            []string
		Size                          []int
		Role                          map[string][]string
		Dimension                     map[string]struct {
			Label    string
			Category struct {
				Index []string
				Label map[string]string
				Unit  map[string]struct {
					Label    string
					Decimals int
				}
			}
		}
		Value     map[string]float64
		Status    map[string]string
		Extension struct {
			Revision     int
			Illustrative bool
			Cells        map[string][]string
		}
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != "2.0" || got.Class != "dataset" || got.Role["time"][0] != "time" || !got.Extension.Illustrative || got.Extension.Revision != len(sample.Workbooks()) {
		t.Errorf("%+v", got)
	}
	cells := 1
	for i, id := range got.ID {
		if n := len(got.Dimension[id].Category.Index); n != got.Size[i] {
			t.Errorf("%s has %d categories, size says %d", id, n, got.Size[i])
		}
		cells *= got.Size[i]
	}
	if len(got.Value) != cells || len(got.Extension.Cells) != cells || len(got.Status) != cells {
		t.Errorf("%d values, %d statuses, %d cells for %d positions", len(got.Value), len(got.Status), len(got.Extension.Cells), cells)
	}
	if u := got.Dimension["metric"].Category.Unit["output/level"].Label; u != "亿元" {
		t.Errorf("the unit of output is %q", u)
	}
}

// TestFormats: each row of the table writes something, and has a label in each language.
func TestFormats(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "cluster-growth", chart.Params{Measure: data.YoY})
	for _, f := range take(c).Offered() {
		var b bytes.Buffer
		if err := f.Write(&b, take(c)); err != nil || b.Len() == 0 {
			t.Errorf("%s: %d bytes, %v", f.Ending, b.Len(), err)
		}
		for _, l := range lang.All {
			if !lang.Has(l, f.Label) {
				t.Errorf("%s has no label in %s", f.Ending, l)
			}
		}
	}
}

// TestEachValueUnderItsOwnName: what a chart shows besides its measure has a
// measure and a unit of its own in the files, and the ends of a band are told.
func TestEachValueUnderItsOwnName(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	tests := []struct {
		slug string
		chart.Params
		group, period string
		want          map[string]string // measure → value and unit
	}{
		{"published-vs-computed", chart.Params{}, "size/规上", "2024-01/P9M", map[string]string{
			"yoy": "9.8 %", "yoy-nominal": "9.75066785 %", "yoy-gap": "0.0493321 百分点", "base-published": "89.84 亿元",
			"base-implied": "89.7996357 亿元", "base-implied-low": "89.758743 亿元", "base-implied-high": "89.840528 亿元",
		}},
		{"published-vs-computed", chart.Params{View: "months"}, "size/规上", "2024-09", map[string]string{"yoy": "", "yoy-low": "", "yoy-high": "", "yoy-nominal": "", "yoy-gap": ""}},
		{"ranking", chart.Params{}, "cluster/铝材,size/规上", "2024-01/P9M", map[string]string{"rank": "1 ", "level": "26.79 亿元"}},
		{"growth-contribution", chart.Params{}, "cluster/铝材,size/规上", "2024-01/P9M", map[string]string{"points": "4.59706144256 百分点"}},
		{"growth-index", chart.Params{}, "cluster/铝材,size/规上", "2024-01/P9M", map[string]string{"index": ""}},
		{"cluster-growth", chart.Params{Basis: data.Implied}, "cluster/铝材,size/规上", "2024-09", map[string]string{"yoy": "", "yoy-low": "", "yoy-high": ""}},
	}
	for _, tt := range tests {
		c := charttest.Build(t, s, tt.slug, tt.Params)
		var b bytes.Buffer
		if err := export.CSV(&b, take(c)); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, r := range rows[1:] {
			if r[4] != tt.group || r[7] != tt.period {
				continue
			}
			if _, twice := got[r[6]]; twice || r[8] == "" || r[13] == "" {
				t.Errorf("%s: %v stands twice, or without value or cell", tt.slug, r)
			}
			got[r[6]] = r[8] + " " + r[9]
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: %v, want %v", tt.slug, got, tt.want)
		}
		for m, v := range tt.want {
			if g, ok := got[m]; !ok || !strings.HasPrefix(g, strings.TrimRight(v[:min(len(v), 10)], " ")) || v != "" && g[strings.Index(g, " "):] != v[strings.Index(v, " "):] {
				t.Errorf("%s %s: %q, want %q", tt.slug, m, g, v)
			}
		}
		b.Reset()
		if err := export.JSONStat(&b, take(c)); err != nil || strings.Contains(b.String(), "⟨") {
			t.Errorf("%s as JSON-stat: %v, or a word is missing", tt.slug, err)
		}
	}
}

// TestFilesSayWhatEachValueIs: steps name their indicator, parts their measure,
// lines their place.
func TestFilesSayWhatEachValueIs(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for slug, want := range map[string][]string{
		"enterprise-flow": {
			"512022,乐至县,enterprises,企业数,size/规上,合计,level,2023-Q4,107,户,A,2024-10-15,",
			"512022,乐至县,enterprises-left,退库企业数,size/规上,合计,level,2024-01/P9M,-4,户,A,2024-10-15,",
			"512022,乐至县,enterprises-reclassified,净转入企业数,size/规上,合计,level,2024-01/P9M,0,户,A,2024-10-15,",
			"512022,乐至县,enterprises,企业数,size/规上,合计,level,2024-Q3,113,户,A,2024-10-15,",
		},
		"shift-share": {
			`512022,乐至县,output,工业总产值,"cluster/装备制造,size/规上",装备制造,change,2024-01/P9M,2.25`,
			`512022,乐至县,output,工业总产值,size/规上,各集群合计,own,2024-01/P9M,1.0`,
		},
		"doubling": {
			"512022,乐至县,output,工业总产值,size/规上,工业总产值,level,2021-01/P9M,77.71,亿元,A,",
			"512022,乐至县,output,工业总产值,size/规上,再造进度,progress,2021-01/P9M,0,%,A,",
			"512022,乐至县,output,工业总产值,size/规上,按现速推算,pace,2024-01/P9M,98.6,亿元,E,",
		},
		"compare-places": {
			"512022,乐至县,output,工业总产值,size/规上,合计,level,2024-01/P9M,98.6,亿元,A,",
			"512002,雁江区,output,工业总产值,size/规上,合计,level,2021-01/P9M,142.93,亿元,A,",
		},
	} {
		var b bytes.Buffer
		if err := export.CSV(&b, take(charttest.Build(t, s, slug, chart.Params{}))); err != nil {
			t.Fatal(err)
		}
		for _, line := range want {
			if !strings.Contains(b.String(), "\n"+line) {
				t.Errorf("%s lacks %s:\n%.1500s", slug, line, b.String())
			}
		}
	}
}

// TestPlacesAreADimension: each place's figures stand at its own positions, also
// of places that are ranked and not drawn.
func TestPlacesAreADimension(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "compare-places", chart.Params{Measure: data.YoY, Places: []string{"512022", "512021", "512000"}})
	c.Series = c.Series[:2]
	var b bytes.Buffer
	if err := export.JSONStat(&b, take(c)); err != nil {
		t.Fatal(err)
	}
	var got struct {
		ID        []string
		Size      []int
		Role      map[string][]string
		Dimension map[string]struct {
			Category struct {
				Index []string
				Label map[string]string
			}
		}
		Value map[string]float64
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	geo := got.Dimension["geo"].Category
	if got.Role["geo"][0] != "geo" || strings.Join(geo.Index, " ") != "512022 512021 512000" || geo.Label["512021"] != "安岳县" || strings.Join(got.ID, " ") != "metric geo group time" {
		t.Fatalf("%+v", got)
	}
	times := got.Size[3]
	newest := slices.Index(got.Dimension["time"].Category.Index, "2024-01/P9M")
	for place, want := range []float64{9.8, 6.5, 6.7} {
		if x := got.Value[strconv.Itoa(place*times+newest)]; x != want {
			t.Errorf("%s: %v, want %v", geo.Index[place], x, want)
		}
	}
	if len(got.Value) != 2*times+1 {
		t.Errorf("%d values in %v", len(got.Value), got.Size)
	}
}
