package chart_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/vocab"
)

// sheet is a small store: what a test writes down, released at once.
type sheet struct {
	data.Reader
	points map[data.Key]float64
}

func (s sheet) Series(_ context.Context, q data.Query) (data.Answer, error) {
	a := data.Answer{Revision: 1, Batches: map[string]data.BatchInfo{"b": {ID: "b", File: "test.xlsx"}}}
	at := map[string]int{}
	keys := make([]data.Key, 0, len(s.points))
	for k := range s.points {
		within := (q.From.IsZero() || k.Period == q.From) && (q.Groups == nil || slices.Contains(q.Groups, k.Group))
		if k.Indicator == q.Indicator && slices.Contains(q.Places, k.Place) && slices.Contains(q.Measures, k.Measure) && within {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b data.Key) int { return a.Period.Compare(b.Period) })
	for _, k := range keys {
		id := fmt.Sprint(k.Place, k.Group, k.Measure, k.Period.Freq())
		i, ok := at[id]
		if !ok {
			i = len(a.Series)
			at[id] = i
			a.Series = append(a.Series, data.Series{Indicator: k.Indicator, Place: k.Place, Group: k.Group, Measure: k.Measure, Freq: k.Period.Freq()})
		}
		unit := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}
		if strings.HasPrefix(k.Indicator, "enterprises") {
			unit = data.Unit{Label: "户", Base: data.BaseCount}
		}
		a.Series[i].Points = append(a.Series[i].Points, data.Point{
			Period: k.Period, Unit: unit, Value: data.Value{Number: s.points[k], Status: data.Normal}, Batch: "b",
			From: []data.CellRef{{Batch: "b", Sheet: "表", Cell: "B2"}},
		})
	}
	return a, nil
}

func (s sheet) Places(context.Context, data.AsOf) (all []string, err error) {
	for k := range s.points {
		if !slices.Contains(all, k.Place) {
			all = append(all, k.Place)
		}
	}
	slices.Sort(all)
	return all, nil
}

// written makes a store of "indicator place group period" and their values.
func written(t *testing.T, lines map[string]float64) chart.Sources {
	t.Helper()
	s := sheet{points: map[data.Key]float64{}}
	for line, x := range lines {
		var k data.Key
		f := strings.Split(line, " ")
		k.Indicator, k.Place, k.Group, k.Measure = f[0], f[1], data.Group(f[2]), data.Level
		p, err := data.ParsePeriod(f[3])
		if err != nil {
			t.Fatal(err)
		}
		k.Period = p
		s.points[k] = x
	}
	return chart.Sources{Reader: s, Names: vocab.Embedded()}
}

func printed(c chart.Chart) (rows []string) {
	for _, r := range c.Table().Rows {
		row := r.Label
		for _, cell := range r.Cells {
			if row += "|" + cell.Shown; !cell.Has {
				row += "(" + cell.Why + ")"
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestFlowShowsWhatDoesNotClose: 100 + 12 − 5 + (3 − 1) is 109; the list holds 108.
func TestFlowShowsWhatDoesNotClose(t *testing.T) {
	t.Parallel()
	lines := map[string]float64{
		"enterprises 512022 size/规上 2023-Q4": 100, "enterprises 512022 size/规上 2024-Q2": 108,
		"enterprises-entered 512022 size/规上 2024-01/P6M": 12, "enterprises-left 512022 size/规上 2024-01/P6M": 5,
		"enterprises-reclassified-in 512022 size/规上 2024-01/P6M": 3, "enterprises-reclassified-out 512022 size/规上 2024-01/P6M": 1,
		"enterprises-entered 512022 size/规上 2024-01/P9M": 20, // its end is not known yet
	}
	c := charttest.Build(t, written(t, lines), "enterprise-flow", chart.Params{})
	same(t, "flow", printed(c), "期初 2023年末|100户", "入库|+12户", "退库|−5户", "净转入|+2户", "余数|−1户", "期末 2024年6月末|108户")
	if c.Floor != 0 || !strings.Contains(c.Title, "净增8户") || !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "−1户") }) {
		t.Errorf("axis from %v, %q, %v", c.Floor, c.Title, c.Notes)
	}
	traced(t, c)

	// Without reclassification there is no such step, and the rest says so.
	delete(lines, "enterprises-reclassified-in 512022 size/规上 2024-01/P6M")
	delete(lines, "enterprises-reclassified-out 512022 size/规上 2024-01/P6M")
	c = charttest.Build(t, written(t, lines), "enterprise-flow", chart.Params{})
	same(t, "flow without moves", printed(c), "期初 2023年末|100户", "入库|+12户", "退库|−5户", "余数|+1户", "期末 2024年6月末|108户")

	// Small steps beside a large count cut the axis, and the picture says so.
	lines["enterprises 512022 size/规上 2023-Q4"], lines["enterprises 512022 size/规上 2024-Q2"] = 4000, 4007
	c = charttest.Build(t, written(t, lines), "enterprise-flow", chart.Params{})
	if c.Floor < 3000 || c.Floor >= 4000 || !strings.Contains(c.UnitLabel, lang.Number(lang.ZhHans, c.Floor, 0)) || !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "不从零起") }) {
		t.Errorf("axis from %v: %q, %v", c.Floor, c.UnitLabel, c.Notes)
	}
	delete(lines, "enterprises-left 512022 size/规上 2024-01/P6M")
	if c = charttest.Build(t, written(t, lines), "enterprise-flow", chart.Params{}); c.Empty == nil {
		t.Errorf("an account without what left is drawn: %v", printed(c))
	}
}

// TestShiftShareCloses: the city grew by 10 %, its aluminium by 50 %, its
// textiles by 5 %; here aluminium went from 10 to 16 and textiles from 20 to 19.
func TestShiftShareCloses(t *testing.T) {
	t.Parallel()
	lines := map[string]float64{}
	put := func(place, cluster string, base, now float64) {
		group := "size/规上"
		if cluster != "" {
			group = "cluster/" + cluster + "," + group
		}
		lines["output "+place+" "+group+" 2023-01/P9M"], lines["output "+place+" "+group+" 2024-01/P9M"] = base, now
	}
	put("512022", "铝材", 10, 16)
	put("512022", "纺织服装", 20, 19)
	put("512022", "", 33, 39)
	put("512000", "铝材", 20, 30)
	put("512000", "纺织服装", 100, 105)
	put("512000", "", 300, 330) // more than its two clusters
	c := charttest.Build(t, written(t, lines), "shift-share", chart.Params{})
	same(t, "shift-share", printed(c),
		"铝材|+1.00亿元|+4.00亿元|+1.00亿元|+6.00亿元", // 10×0.1, 10×(0.5−0.1), 10×(0.6−0.5)
		"纺织服装|+2.00亿元|−1.00亿元|−2.00亿元|−1.00亿元",
		"各集群合计|+3.00亿元|+3.00亿元|−1.00亿元|+5.00亿元")
	traced(t, c)

	// A cluster that the reference lacks keeps its change, unparted.
	put("512022", "电子信息", 3, 4)
	c = charttest.Build(t, written(t, lines), "shift-share", chart.Params{})
	rows := printed(c)
	if want := "电子信息|(参照地区没有这一项)|(参照地区没有这一项)|(参照地区没有这一项)|+1.00亿元|+1.00亿元"; !slices.Contains(rows, want) {
		t.Errorf("%s\nlacks %s", strings.Join(rows, "\n"), want)
	}
	if want := "各集群合计|+3.00亿元|+3.00亿元|−1.00亿元|+1.00亿元|+6.00亿元"; !slices.Contains(rows, want) {
		t.Errorf("%s\nlacks %s", strings.Join(rows, "\n"), want)
	}

	// What is printed adds up to the last digit, in either language.
	put("512022", "铝材", 10.01, 16.37)
	put("512000", "", 300.1, 331.7)
	for _, l := range lang.All {
		c = charttest.Build(t, written(t, lines), "shift-share", chart.Params{Lang: l})
		for _, r := range c.Table().Rows {
			sum, last := 0, 0
			for _, cell := range r.Cells {
				sum, last = sum+hundredths(cell.Shown), hundredths(cell.Shown)
			}
			if sum != 2*last {
				t.Errorf("%s in %s: the parts make %d, the change is %d", r.Label, l, sum-last, last)
			}
		}
	}
	// The neighbour as reference, by address; it has no figures.
	if c = charttest.Build(t, written(t, lines), "shift-share", chart.Params{Places: []string{"512022", "512021"}}); c.Empty == nil || !strings.Contains(c.Empty.Reason, "安岳县") {
		t.Errorf("no figures: %+v", c.Empty)
	}
}

func hundredths(shown string) (n int) {
	sign := 1
	for _, r := range shown {
		switch {
		case r == '−':
			sign = -1
		case r >= '0' && r <= '9':
			n = 10*n + int(r-'0')
		}
	}
	return sign * n
}

// TestDoubling: 100 in 2020, 121 in 2022, that is 10 % a year: 200 lies 5.27
// years ahead, in 2028.
func TestDoubling(t *testing.T) {
	t.Parallel()
	lines := map[string]float64{"output 512022 size/规上 2020": 100, "output 512022 size/规上 2021": 105, "output 512022 size/规上 2022": 121}
	s := written(t, lines)
	c := charttest.Build(t, s, "doubling", chart.Params{})
	rows := printed(c)
	if c.Title != "再造进度21%：按2020年以来的速度，2028年翻一番" || len(rows) != 9 || rows[2] != "2022年|121.0亿元|21%|121.0亿元" || c.Lines[0].Value != 200 {
		t.Errorf("%q, goal %v, %s", c.Title, c.Lines, strings.Join(rows, "\n"))
	}
	if want := "2028年|(尚未到这一期)|(尚未到这一期)|214.4亿元"; rows[8] != want { // 121 × 1.1⁶
		t.Errorf("%s, want %s", rows[8], want)
	}
	traced(t, c)
	if slices.ContainsFunc(c.Series, func(x chart.Series) bool { return x.Measure == "path" }) {
		t.Error("a target year is invented")
	}
	// With a target year: 200/100 over ten years is 7.18 % a year.
	c = charttest.Build(t, s, "doubling", chart.Params{To: data.Year(2030)})
	path := c.Series[len(c.Series)-1]
	if path.Measure != "path" || path.Points[5].Shown != "141.4亿元" || path.Points[10].Shown != "200.0亿元" {
		t.Errorf("%s: %+v", path.Measure, path.Points)
	}
	if !slices.ContainsFunc(c.Notes, func(n string) bool { return strings.Contains(n, "每年需增长+6.5%") }) { // (200/121)^(1/8)
		t.Errorf("%v", c.Notes)
	}
	// From another base, and to a story's goal.
	if c = charttest.Build(t, s, "doubling", chart.Params{From: data.Year(2021)}); !strings.HasPrefix(c.Title, "再造进度15%") {
		t.Errorf("from 2021: %q", c.Title)
	}
	s.Goals = []chart.Goal{{Indicator: "output", Place: "512022", Group: "size/规上", Base: data.Year(2021), Target: 3, Times: true}}
	if c = charttest.Build(t, s, "doubling", chart.Params{}); !strings.HasPrefix(c.Title, "再造进度8%") || c.Lines[0].Value != 315 {
		t.Errorf("three times 2021: %q, %v", c.Title, c.Lines)
	}
	// What shrinks never gets there.
	lines["output 512022 size/规上 2022"] = 90
	if c = charttest.Build(t, written(t, lines), "doubling", chart.Params{}); !strings.Contains(c.Title, "低于2020年") || len(c.Series) != 2 {
		t.Errorf("%q, %d series", c.Title, len(c.Series))
	}
	lines["output 512022 size/规上 2022"] = 230
	if c = charttest.Build(t, written(t, lines), "doubling", chart.Params{}); !strings.Contains(c.Title, "目标已达到") {
		t.Errorf("%q", c.Title)
	}
	if c = charttest.Build(t, s, "doubling", chart.Params{From: data.Year(2019)}); c.Empty == nil {
		t.Error("a base year without figures makes a way")
	}
}

// TestManyPlaces: eight of many are drawn, those that stand nearest; all are
// ranked.
func TestManyPlaces(t *testing.T) {
	t.Parallel()
	names := vocab.Embedded()
	var codes []string
	lines := map[string]float64{}
	for i := 110000; i < 660000; i += 10000 {
		if p, ok := names.Place(fmt.Sprint(i)); ok {
			lines["output "+p.Code+" size/规上 2023"], lines["output "+p.Code+" size/规上 2024"] = float64(100+len(codes)), float64(200+len(codes))
			codes = append(codes, p.Code)
		}
	}
	n := len(codes)
	mine := n - 10 // the tenth from the top
	c := charttest.Build(t, written(t, lines), "compare-places", chart.Params{Places: []string{codes[mine]}})
	if n < 30 || len(c.Series) != 8 || c.Series[0].Place != codes[mine] || c.Series[0].Rank != 0 || c.Series[1].Rank != chart.RankOther {
		t.Fatalf("%d of %d places are drawn, the first is %s", len(c.Series), n, c.Series[0].Place)
	}
	for _, s := range c.Series {
		if at := slices.Index(codes, s.Place); at < mine-4 || at > mine+4 {
			t.Errorf("%s, %d from below, is drawn beside %d", s.Place, at, mine)
		}
	}
	r, ok := c.Ranking()
	if !ok || len(r.Rows) != n || r.Rows[0].Cells[1].Shown != fmt.Sprint(200+n-1)+".0亿元" || r.Rows[9].Cells[0].Shown != "10" || r.Rows[9].Label != c.PlaceName {
		t.Errorf("%d rows, the tenth is %+v", len(r.Rows), r.Rows[9])
	}
	if !strings.Contains(c.Title, fmt.Sprintf("在%d个地区中列第10", n)) {
		t.Errorf("%q", c.Title)
	}
}

// TestPlacesOfTheAddress: those named are drawn, first ours; too many, unknown
// and repeated ones.
func TestPlacesOfTheAddress(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	c := charttest.Build(t, s, "compare-places", chart.Params{Places: []string{"512022", "512021", "512000"}})
	var got []string
	for _, x := range c.Series {
		got = append(got, x.Place)
	}
	same(t, "places", got, "512022", "512021", "512000")
	for _, d := range chart.Catalogue {
		nine := []string{"512022", "512000", "512021", "512002", "110000", "120000", "130000", "140000", "150000"}
		_, err := d.Build(t.Context(), s, chart.Params{Places: nine})
		if data.CodeOf(err) != data.Invalid || strings.Contains(lang.Say(lang.En, data.AsError(err).Hint), nine[8]) {
			t.Errorf("%s takes nine places: %v", d.Slug, err)
		}
	}
	compare, err := chart.Find("compare-places")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := compare.Build(t.Context(), s, chart.Params{Places: []string{"512022", "999999"}}); data.CodeOf(err) != data.NotFound {
		t.Errorf("an unknown second place: %v", err)
	}
	q, _ := url.ParseQuery("place=512022&place=512021&place=512022&place=")
	p, err := chart.ParseParams(q)
	if err != nil || p.Values().Encode() != "place=512022&place=512021" {
		t.Errorf("%v, %v", p.Values(), err)
	}
	for _, g := range [][]data.Group{{"cluster/铝材,size/规上"}, {"cluster/铝材,size/规上", "cluster/电子信息,size/规上"}} {
		c := charttest.Build(t, s, "compare-places", chart.Params{Groups: g})
		if len(g) == 1 && (c.Empty != nil || len(c.Series) != 2 || !strings.Contains(c.Title, "铝材")) { // 安岳 makes none
			t.Errorf("%v: %q, %d series", g, c.Title, len(c.Series))
		}
		if len(g) == 2 && c.Empty == nil {
			t.Errorf("two clusters make one line: %q", c.Title)
		}
	}
}
