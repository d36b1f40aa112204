package dashboard_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"countyboard/dashboard"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/vocab"
)

// heap gathers figures for a large database.
type heap []data.Observation

const million = 1_000_000

func (h *heap) add(indicator, place string, g data.Group, m data.Measure, p data.Period, x float64, u data.Unit) {
	*h = append(*h, data.Observation{
		Key: data.Key{Indicator: indicator, Place: place, Group: g, Measure: m, Period: p}, Unit: u,
		Value: data.Value{Number: x, Status: data.Normal}, From: []data.CellRef{{Sheet: "表", Cell: fmt.Sprintf("B%d", len(*h)+1)}},
	})
}

var heapGroups = []data.Group{"", "cluster/铝材", "cluster/装备制造", "cluster/纺织服装", "cluster/食品饮料", "cluster/电子信息", "cluster/生物医药", "cluster/其他"}

// heapLevel is the level of the i-th of heapGroups; the first is more than all others.
func heapLevel(i, y, m int) float64 {
	if i == 0 {
		i = 35
	}
	return float64((i + 1) * (m + y%7))
}

func heapRate(i, y, m int) float64 { return float64((y + m*i) % 17) }

// fill adds counties of the country, the home county and those above it first,
// until there are a million figures.
func (h *heap) fill(county func(code string)) {
	var codes []string
	var walk func(string)
	walk = func(code string) {
		for _, p := range vocab.Embedded().Within(code) {
			if !p.Region() {
				codes = append(codes, p.Code)
				walk(p.Code)
			}
		}
	}
	walk("512000")
	walk("510000")
	walk("100000")
	seen := map[string]bool{}
	for _, code := range append([]string{"512022", "512000", "510000", "100000"}, codes...) {
		if !seen[code] && len(*h) < million {
			seen[code] = true
			county(code)
		}
	}
}

// openMillion has a million figures: output and enterprises by month of eight
// groups in as many counties as it takes, with published rates.
func openMillion(b *testing.B) site {
	b.Helper()
	s := open(b, nil)
	h := make(heap, 0, million)
	h.fill(func(code string) {
		for y := 2020; y <= 2024; y++ {
			for m := 2; m <= 12; m++ {
				for i, g := range heapGroups {
					h.add("output", code, g, data.Level, data.ToDate(y, m), heapLevel(i, y, m), yuan)
					h.add("output", code, g, data.YoY, data.ToDate(y, m), heapRate(i, y, m), percent)
					h.add("enterprises", code, g, data.Level, data.ToDate(y, m).AsStock(), heapLevel(i, y, m), count)
				}
			}
		}
	})
	s.publishFigures(b, h)
	return s
}

var yuan, count, percent = data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}, data.Unit{Label: "户", Base: data.BaseCount}, data.Unit{Label: "%", Base: data.BasePercent}

// BenchmarkFirstPage is what the first reader after a publication waits for: a
// place's page from a database of a million figures on disk; at most 150 ms.
func BenchmarkFirstPage(b *testing.B) {
	s := openMillion(b)
	for _, path := range []string{"/places/512022", "/places", "/charts?place=512022", "/charts/compare-places?place=512022"} {
		b.Run(path[1:], func(b *testing.B) { fresh(b, s, path) })
	}
}

// BenchmarkComparePlaces compares one of 3,277 places without a place above them
// with all others.
func BenchmarkComparePlaces(b *testing.B) {
	s := open(b, nil)
	var words []data.Word
	var obs []data.Observation
	for i := range 3277 {
		code := fmt.Sprintf("own-County %d", i)
		words = append(words, data.Word{Kind: data.PlaceWord, Code: code, Label: code[4:]})
		for y := 2000; y < 2023; y++ {
			obs = append(obs, data.Observation{
				Key: data.Key{Indicator: "unemployment", Place: code, Measure: data.Level, Period: data.Year(y)}, Unit: data.Unit{Label: "人", Base: data.BasePerson},
				Value: data.Value{Number: float64(i*7%3000 + y), Status: data.Normal}, From: []data.CellRef{{Sheet: "S", Cell: fmt.Sprintf("B%d", len(obs)+1)}},
			})
		}
	}
	if _, err := s.store.SaveWords(b.Context(), words, "test"); err != nil {
		b.Fatal(err)
	}
	s.publishFigures(b, obs)
	// All of them stand in the CSV, on the page the first and those around.
	const one = "/charts/compare-places?indicator=unemployment&place=own-County+7"
	if rows := strings.Count(s.get(b, one).body, "<th scope=\"row\">"); rows > 120 {
		b.Errorf("the page lists %d rows", rows)
	}
	if csv := s.get(b, strings.Replace(one, "?", ".csv?", 1)).body; strings.Count(csv, "\n") < len(words) {
		b.Errorf("the CSV has %d lines", strings.Count(csv, "\n"))
	}
	for _, path := range []string{"/charts/compare-places?indicator=unemployment&place=own-County+7", "/places/own-County%207", "/places", "/places?q=77"} {
		b.Run(path[1:], func(b *testing.B) { fresh(b, s, path) })
	}
}

// fresh asks a server that has just started.
func fresh(b *testing.B, s site, path string) {
	report := charttest.CPU(b)
	for b.Loop() {
		h, err := dashboard.New(dashboard.Config{Store: s.store, Readers: readers, Embedded: vocab.Embedded(), Version: "bench"})
		if err != nil {
			b.Fatal(err)
		}
		ask(b, h, path)
	}
	report()
}

func ask(b *testing.B, h http.Handler, path string) {
	b.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK || w.Body.Len() == 0 {
		b.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
}
