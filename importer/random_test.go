package importer_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/race"
	"countyboard/importer"
)

// The property: figures written in a randomly composed layout are read back,
// every one, with the right key, unit and cell, and nothing else is.

type thing struct {
	code, word, unit string
	stock            bool
}

var (
	someIndicators = []thing{
		{"enterprises", "企业数", "户", true}, {"output", "工业总产值", "亿元", false}, {"revenue", "营业收入", "万元", false},
		{"profit", "利润总额", "亿元", false}, {"employees", "从业人员", "人", true}, {"tax", "税收", "万元", false},
	}
	someGroups = []thing{
		{"cluster/铝材", "铝材", "", false}, {"cluster/装备制造", "装备制造", "", false}, {"cluster/电子信息", "电子信息", "", false},
		{"cluster/纺织服装", "纺织服装", "", false}, {"cluster/汽车零部件", "汽车零部件", "", false}, {"cluster/其他", "其他", "", false},
	}
	somePlaces = []thing{{"510000", "四川", "", false}, {"110000", "北京", "", false}, {"310000", "上海市", "", false}, {"150000", "内蒙古", "", false}}
)

type span struct {
	word string // without the year
	in   func(y int) data.Period
}

func someSpans(r *rand.Rand) []span {
	sets := [][]span{
		{{"1—2月", func(y int) data.Period { return data.ToDate(y, 2) }}, {"1—3月", func(y int) data.Period { return data.ToDate(y, 3) }}, {"1-9月", func(y int) data.Period { return data.ToDate(y, 9) }}},
		{{"7月", func(y int) data.Period { return data.Month(y, 7) }}, {"8月", func(y int) data.Period { return data.Month(y, 8) }}, {"12月", func(y int) data.Period { return data.Month(y, 12) }}},
		{{"一季度", func(y int) data.Period { return data.Quarter(y, 1) }}, {"二季度", func(y int) data.Period { return data.Quarter(y, 2) }}, {"三季度", func(y int) data.Period { return data.Quarter(y, 3) }}},
	}
	return sets[r.IntN(len(sets))]
}

// scribe draws tables onto a sheet and remembers what they say.
type scribe struct {
	r      *rand.Rand
	cells  map[[2]int]any
	merges []importer.Range
	want   map[data.Key]string // value, unit and cell
	top    int                 // first free row
	left   int
	merge  bool // groups of columns are merged, else merely left blank
	asText bool
	facets []string // of the title
	place  string   // of the title
	year   int
}

func (s *scribe) put(row, col int, v any) {
	if v != nil {
		s.cells[[2]int{row, col}] = v
	}
}

// word writes a label as people do: with blanks inside, with blanks around it.
func (s *scribe) word(w string) string {
	rs := []rune(w)
	if s.r.IntN(5) == 0 && len(rs) == 2 {
		return string(rs[0]) + strings.Repeat(" ", 1+s.r.IntN(4)) + string(rs[1])
	}
	return w
}

// figure writes a value and what it means.
func (s *scribe) figure(row, col int, ind thing, group, place string, m data.Measure, p data.Period, unit string) {
	x := float64(s.r.IntN(1e6)) / []float64{1, 10, 100}[s.r.IntN(3)]
	if ind.unit == "户" || ind.unit == "人" {
		x = float64(3000 + s.r.IntN(1e5)) // never to be taken for a year
	}
	if m == data.YoY {
		x, unit = float64(s.r.IntN(500)-200)/10, "%"
	}
	switch {
	case m == data.YoY && s.r.IntN(3) == 0:
		s.put(row, col, s.percent(x))
	case s.asText:
		s.put(row, col, strconv.FormatFloat(x, 'f', -1, 64))
	default:
		s.put(row, col, x)
	}
	if ind.stock {
		p = p.AsStock()
	}
	k := data.Key{Indicator: ind.code, Place: place, Group: data.NewGroup(append(slices.Clone(s.facets), group)...), Measure: m, Period: p}
	s.want[k] = fmt.Sprintf("%v %s %s", x, unit, importer.CellName(row, col))
}

// percent writes a rate as a text, with a sign of its own or in brackets.
func (s *scribe) percent(x float64) string {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if positive := strings.TrimPrefix(text, "-"); x < 0 && s.r.IntN(2) == 0 {
		if strings.Contains(text, ".") {
			return []string{"(" + positive + ")", "〔" + positive + "〕", "（" + positive + "%）"}[s.r.IntN(3)]
		}
		return "－" + positive + "％"
	}
	return text + []string{"%", " %", "％"}[s.r.IntN(3)]
}

func (s *scribe) across(row, col, n int, v string) {
	s.put(row, col, v)
	if s.merge && n > 1 {
		s.merges = append(s.merges, merged(row, col, row, col+n-1))
	}
}

// head writes title and unit row; what says whether the title must carry year,
// indicator or unit.
func (s *scribe) head(indicator, year, unit string) {
	title := ""
	if s.place = "512022"; s.r.IntN(2) == 0 {
		title = "乐至县"
	}
	s.facets = nil
	if s.r.IntN(2) == 0 {
		title, s.facets = title+"规模以上工业", []string{"size/规上"}
	}
	if indicator == "" {
		indicator = "主要经济指标"
	}
	title += indicator
	if year != "" {
		title += []string{"（" + year + "）", "(" + year + ")"}[s.r.IntN(2)]
	}
	if s.r.IntN(2) == 0 {
		title = "表" + strconv.Itoa(1+s.r.IntN(9)) + "  " + title
	}
	if unit != "" && s.r.IntN(4) == 0 {
		s.put(s.top, s.left, []string{"指标名称：" + title + "  计量单位：" + unit, "指标：" + title + "（单位：" + unit + "）"}[s.r.IntN(2)])
		s.top++
		unit = ""
	} else {
		s.put(s.top, s.left, title)
		s.top++
	}
	if s.r.IntN(4) == 0 {
		s.made()
	}
	if unit != "" {
		s.put(s.top, s.left+s.r.IntN(3), "单位："+unit)
		s.top++
	}
	s.top += s.r.IntN(2)
}

// made says who made a table on which day, as offices do: no day of the figures.
func (s *scribe) made() {
	day := []string{"2031-03-18", "2031年3月18日", "2031.3.18"}[s.r.IntN(3)]
	s.put(s.top, s.left, []string{"制表：乐至县统计局", "乐至县经济和信息化局", "单位名称：乐至县统计局"}[s.r.IntN(3)])
	s.put(s.top, s.left+1+s.r.IntN(3), []string{day, "填报日期：" + day}[s.r.IntN(2)])
	s.top++
}

// stepsBack: indicators down, the month with the one before and that of a year ago.
func (s *scribe) stepsBack() {
	month := 2 + s.r.IntN(11)
	s.head("", fmt.Sprintf("%d年%d月", s.year, month), "")
	inds := s.some(someIndicators)
	now := data.Month(s.year, month)
	heads := []struct {
		word string
		of   data.Period
		m    data.Measure
	}{
		{[]string{"本月", "本期", "本月数"}[s.r.IntN(3)], now, data.Level},
		{[]string{"上月", "上月数", "上期"}[s.r.IntN(3)], now.Previous(), data.Level},
		{[]string{"去年同期", "上年同期", "同期"}[s.r.IntN(3)], now.AddYears(-1), data.Level},
		{[]string{"同比增长（%）", "比上年同期增长(%)"}[s.r.IntN(2)], now, data.YoY},
	}
	s.put(s.top, s.left, []string{"指标", "项目"}[s.r.IntN(2)])
	s.put(s.top, s.left+1, "单位")
	for k, h := range heads {
		s.put(s.top, s.left+2+k, h.word)
	}
	for i, ind := range inds {
		s.put(s.top+1+i, s.left, ind.word)
		s.put(s.top+1+i, s.left+1, ind.unit)
		for k, h := range heads {
			s.figure(s.top+1+i, s.left+2+k, ind, "", s.place, h.m, h.of, ind.unit)
		}
	}
	s.top += 1 + len(inds)
}

func (s *scribe) foot() {
	if s.r.IntN(2) == 0 {
		s.put(s.top+s.r.IntN(2), s.left, "注：本表按现行价格计算，2019年以来口径有调整。")
		s.top += 2
	}
	if s.r.IntN(2) == 0 {
		s.put(s.top, s.left, "资料来源：统计局")
		s.top++
	}
	s.top += 1 + s.r.IntN(3)
}

func (s *scribe) some(all []thing) []thing {
	out := slices.Clone(all)
	s.r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out[:2+s.r.IntN(len(out)-1)]
}

// groupsByPeriods: clusters down, years over months across, indicator in the title.
func (s *scribe) groupsByPeriods() {
	ind := someIndicators[s.r.IntN(len(someIndicators))]
	s.head(ind.word, "", ind.unit)
	spans, years := someSpans(s.r), 1+s.r.IntN(2)
	s.put(s.top, s.left, s.word("集群"))
	if s.merge {
		s.merges = append(s.merges, merged(s.top, s.left, s.top+1, s.left))
	}
	for y := range years {
		s.across(s.top, s.left+1+y*len(spans), len(spans), fmt.Sprintf("%d年", s.year+y))
		for k, sp := range spans {
			s.put(s.top+1, s.left+1+y*len(spans)+k, sp.word)
		}
	}
	row := s.top + 2
	groups := s.some(someGroups)
	if s.r.IntN(2) == 0 {
		groups = append([]thing{{"", []string{"合计", "总  计"}[s.r.IntN(2)], "", false}}, groups...)
	}
	for _, g := range groups {
		w := g.word
		if g.code != "" && s.r.IntN(4) == 0 {
			w = "  其中：" + w
		}
		if known := len(g.code) > 0; !known {
			w = g.word
		}
		s.put(row, s.left, w)
		for y := range years {
			for k, sp := range spans {
				s.figure(row, s.left+1+y*len(spans)+k, ind, g.code, s.place, data.Level, sp.in(s.year+y), ind.unit)
			}
		}
		row += 1 + s.r.IntN(5)/4
	}
	s.top = row
}

// groupsByIndicators: clusters down, indicators with level and growth across,
// the period in the title.
func (s *scribe) groupsByIndicators() {
	spans := someSpans(s.r)
	sp := spans[s.r.IntN(len(spans))]
	s.head("", fmt.Sprintf("%d年%s", s.year, sp.word), "")
	inds := s.some(someIndicators)
	growth := s.r.IntN(2) == 0
	s.put(s.top, s.left, "产业集群")
	col, row := s.left+1, s.top
	if growth {
		row++
		if s.merge {
			s.merges = append(s.merges, merged(s.top, s.left, s.top+1, s.left))
		}
	}
	groups := s.some(someGroups)
	for i, g := range groups {
		s.put(row+1+i, s.left, s.word(g.word))
	}
	for _, ind := range inds {
		switch {
		case growth:
			s.across(s.top, col, 2, s.word(ind.word))
			s.put(s.top+1, col, []string{"绝对值", "总量"}[0]+"("+ind.unit+")")
			s.put(s.top+1, col+1, []string{"同比±%", "同比增长(%)", "增速（%）"}[s.r.IntN(3)])
		default:
			s.put(s.top, col, ind.word+[]string{"（" + ind.unit + "）", "\n(" + ind.unit + ")"}[s.r.IntN(2)])
		}
		for i, g := range groups {
			s.figure(row+1+i, col, ind, g.code, s.place, data.Level, sp.in(s.year), ind.unit)
			if growth {
				s.figure(row+1+i, col+1, ind, g.code, s.place, data.YoY, sp.in(s.year), "%")
			}
		}
		if col++; growth {
			col++
		}
	}
	s.top = row + 1 + len(groups)
}

// indicatorsByPeriods: indicators down with a unit column, periods across.
func (s *scribe) indicatorsByPeriods() {
	s.head("", "", "")
	spans := someSpans(s.r)
	s.put(s.top, s.left, "指标")
	s.put(s.top, s.left+1, []string{"单位", "计量单位"}[s.r.IntN(2)])
	inds := s.some(someIndicators)
	for k, sp := range spans {
		s.put(s.top, s.left+2+k, fmt.Sprintf("%d年%s", s.year, sp.word))
		for i, ind := range inds {
			s.put(s.top+1+i, s.left, ind.word)
			s.put(s.top+1+i, s.left+1, ind.unit)
			s.figure(s.top+1+i, s.left+2+k, ind, "", s.place, data.Level, sp.in(s.year), ind.unit)
		}
	}
	s.top += 1 + len(inds)
}

// periodsByGroups: periods down, clusters across, indicator in the title.
func (s *scribe) periodsByGroups() {
	ind := someIndicators[s.r.IntN(len(someIndicators))]
	s.head(ind.word, "", ind.unit)
	spans, groups := someSpans(s.r), s.some(someGroups)
	s.put(s.top, s.left, []string{"时间", "时期", "月份"}[s.r.IntN(3)])
	for k, g := range groups {
		s.put(s.top, s.left+1+k, g.word)
	}
	for i, sp := range spans {
		w := sp.word
		if i == 0 || s.r.IntN(2) == 0 {
			w = fmt.Sprintf("%d年%s", s.year, w)
		}
		s.put(s.top+1+i, s.left, w)
		for k, g := range groups {
			s.figure(s.top+1+i, s.left+1+k, ind, g.code, s.place, data.Level, sp.in(s.year), ind.unit)
		}
	}
	s.top += 1 + len(spans)
}

// places: places down, indicators across, bilingual as yearbooks are.
func (s *scribe) places() {
	s.head("", fmt.Sprintf("%d年", s.year), "")
	inds, places := s.some(someIndicators), s.some(somePlaces)
	s.put(s.top, s.left, "地    区")
	s.put(s.top, s.left+1, "Region")
	english := map[string]string{"510000": "Sichuan", "110000": "Beijing", "310000": "Shanghai", "150000": "Inner Mongolia"}
	row := s.top + 1 + s.r.IntN(4)
	for _, p := range places {
		s.put(row, s.left, s.word(p.word))
		s.put(row, s.left+1, "  "+english[p.code])
		for k, ind := range inds {
			s.put(s.top, s.left+2+k, ind.word+"("+ind.unit+")")
			s.figure(row, s.left+2+k, ind, "", p.code, data.Level, data.Year(s.year), ind.unit)
		}
		row += 1 + s.r.IntN(2)
	}
	s.top = row
}

// long: a column each for indicator, place, group, period, value, unit.
func (s *scribe) long() {
	s.facets, s.place = nil, ""
	heads := []string{"指标", "地区", "分组", "时期", "数值", "单位", "来源"}
	for k, h := range heads {
		s.put(s.top, s.left+k, h)
	}
	spans := someSpans(s.r)
	n := 0
	for _, ind := range s.some(someIndicators) {
		for _, p := range s.some(somePlaces) {
			sp, g := spans[s.r.IntN(len(spans))], someGroups[s.r.IntN(5)]
			n++
			row := s.top + n
			for k, v := range []any{ind.word, p.word, g.word, fmt.Sprintf("%d年%s", s.year, sp.word), nil, ind.unit, "统计月报"} {
				s.put(row, s.left+k, v)
			}
			s.figure(row, s.left+4, ind, g.code, p.code, data.Level, sp.in(s.year), ind.unit)
		}
	}
	s.top += n + 1
}

// beside: a list of clusters broken in two that stand side by side, the header again.
func (s *scribe) beside() {
	ind := someIndicators[s.r.IntN(len(someIndicators))]
	s.head(ind.word, fmt.Sprintf("%d年", s.year), ind.unit)
	all := slices.Clone(someGroups[:5])
	s.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	gap := s.r.IntN(2)
	for half, groups := range [][]thing{all[:3], all[3:]} {
		col := s.left + half*(2+gap)
		s.put(s.top, col, "产业集群")
		s.put(s.top, col+1, []string{"数值", "本年", ind.word}[s.r.IntN(3)])
		for i, g := range groups {
			s.put(s.top+1+i, col, s.word(g.word))
			s.figure(s.top+1+i, col+1, ind, g.code, s.place, data.Level, data.Year(s.year), ind.unit)
		}
	}
	s.top += 4
}

// draw is a sheet of one to three tables in random layouts.
func draw(seed uint64) (importer.Sheet, map[data.Key]string) {
	r := rand.New(rand.NewPCG(seed, 7))
	s := &scribe{r: r, cells: make(map[[2]int]any), want: make(map[data.Key]string), top: 1 + r.IntN(3), left: 1 + r.IntN(2)}
	for i := range 1 + r.IntN(3) {
		s.merge, s.asText, s.year = r.IntN(2) == 0, r.IntN(4) == 0, 2012+i*4+r.IntN(3) // no figure twice
		[]func(){s.groupsByPeriods, s.groupsByIndicators, s.indicatorsByPeriods, s.periodsByGroups, s.places, s.long, s.beside, s.stepsBack}[r.IntN(8)]()
		s.foot()
	}
	return s.sheet("Sheet1"), s.want
}

// sheet is what was drawn.
func (s *scribe) sheet(name string) importer.Sheet {
	rows := make([][]any, s.top+5)
	for at, v := range s.cells {
		for len(rows[at[0]-1]) < at[1] {
			rows[at[0]-1] = append(rows[at[0]-1], nil)
		}
		rows[at[0]-1][at[1]-1] = v
	}
	return sheet(name, rows, s.merges...)
}

func TestRandomLayouts(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	readBack(t, draw)
}

// readBack holds n random sheets to the property.
func readBack(t *testing.T, draw func(seed uint64) (importer.Sheet, map[data.Key]string)) {
	t.Helper()
	n := 1500
	if text := os.Getenv("LAYOUTS"); text != "" {
		n, _ = strconv.Atoi(text)
	}
	failed := 0
	for seed := range uint64(n) {
		page, want := draw(seed)
		res := interpret(home, page)
		got := make(map[data.Key]string)
		for _, o := range res.Observations() {
			if o.Value.Status.HasNumber() {
				got[o.Key] = fmt.Sprintf("%v %s %s", o.Value.Number, o.Unit.Label, o.From[0].Cell)
			}
		}
		if maps.Equal(got, want) && res.Report.Open() == 0 {
			continue
		}
		if failed++; failed > 3 {
			continue
		}
		t.Errorf("seed %d, sheet %s: %d figures, want %d, problems %v", seed, page.Name, len(got), len(want), problems(res))
		for _, row := range page.Rows {
			var line []string
			for c := range page.Cells(row) {
				line = append(line, importer.CellName(row.Index, int(c.Col))+"="+c.Raw())
			}
			t.Log(strings.Join(line, " "))
		}
		logDifference(t, "want", want, got)
		logDifference(t, "not wanted", got, want)
	}
	if failed > 0 {
		t.Errorf("%d of %d layouts were misread", failed, n)
	}
}

// logDifference shows the first few figures of one side that the other lacks.
func logDifference(t *testing.T, what string, side, other map[data.Key]string) {
	t.Helper()
	n := 0
	for k, v := range side {
		if other[k] == v {
			continue
		}
		if n++; n < 6 {
			t.Logf("%s: %v %s", what, k, v)
		}
	}
}
