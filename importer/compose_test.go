package importer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"countyboard/data"
	"countyboard/data/race"
	"countyboard/importer"
)

// The same property as TestRandomLayouts, for tables that are composed freely:
// each dimension stands in the title, the sheet's name, the columns, the rows or
// in captions between blocks of rows, in any order and nesting, with what real
// workbooks put around it.

// entry is one label of a dimension and what it says.
type entry struct {
	word    string
	english string
	say     func(*data.Key)
	unit    string
	stock   bool
	year    int
	months  func(y int) data.Period
}

// dimension is a set of labels that are alike.
type dimension struct {
	name    string // "indicator", "group", "year", "months"
	head    string // over a column of them
	entries []entry
}

var english = map[string]string{
	"enterprises": "Number of Enterprises", "output": "Gross Industrial Output", "revenue": "Revenue", "profit": "Total Profits",
	"employees": "Employees", "tax": "Taxes", "cluster/铝材": "Aluminium", "cluster/装备制造": "Equipment", "cluster/电子信息": "Electronics",
	"cluster/纺织服装": "Textiles and Apparel", "cluster/汽车零部件": "Car Parts", "510000": "Sichuan", "110000": "Beijing", "310000": "Shanghai", "150000": "Inner Mongolia",
}

// composer draws one table.
type composer struct {
	scribe
	cols, rows []dimension
	fixed      []entry // said by title or sheet
	name       string  // of the sheet
	unitsIn    string  // "label", "row", "column"
	spaced     bool    // blank columns part the outermost groups of columns
}

func (c *composer) chance(n int) bool { return c.r.IntN(n) == 0 }

func (c *composer) indicators(n int) dimension {
	d := dimension{name: "indicator", head: []string{"指标", "项目", "指标名称"}[c.r.IntN(3)]}
	all := slices.Clone(someIndicators)
	c.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, x := range all[:n] {
		d.entries = append(d.entries, entry{word: x.word, english: english[x.code], unit: x.unit, stock: x.stock, say: func(k *data.Key) { k.Indicator = x.code }})
	}
	return d
}

func (c *composer) groups() dimension {
	d := dimension{name: "group", head: []string{"集群", "产业集群", "产业类别"}[c.r.IntN(3)]}
	if c.chance(3) {
		d.head = []string{"地区", "地  区", "省份"}[c.r.IntN(3)]
		for _, x := range c.some(somePlaces) {
			d.entries = append(d.entries, entry{word: x.word, english: english[x.code], say: func(k *data.Key) { k.Place = x.code }})
		}
		return d
	}
	for _, x := range c.some(someGroups) {
		if x.code == "cluster/其他" {
			continue // needs neighbours of its kind: TestRandomLayouts has it
		}
		d.entries = append(d.entries, entry{word: x.word, english: english[x.code], say: func(k *data.Key) { k.Group = data.NewGroup(append(k.Group.Facets(), x.code)...) }})
	}
	for len(d.entries) < 2 {
		return c.groups()
	}
	return d
}

func (c *composer) years() dimension {
	d := dimension{name: "year", head: []string{"年份", "年度", "年"}[c.r.IntN(3)]}
	n, gap, back := 2+c.r.IntN(4), 1, c.chance(4)
	if c.chance(5) {
		gap = 5
	}
	for i := range n {
		y := c.year + i*gap
		if back {
			y = c.year + (n-1-i)*gap
		}
		d.entries = append(d.entries, entry{word: fmt.Sprintf("%d年", y), year: y})
	}
	return d
}

func (c *composer) months() dimension {
	d := dimension{name: "months", head: []string{"月份", "时间", "时期"}[c.r.IntN(3)]}
	for _, sp := range someSpans(c.r) {
		d.entries = append(d.entries, entry{word: sp.word, months: sp.in})
	}
	return d
}

// oneOf keeps a single entry.
func (c *composer) oneOf(d dimension) entry { return d.entries[c.r.IntN(len(d.entries))] }

// compose decides where each dimension stands.
func (c *composer) compose() {
	title := func(e entry) { c.fixed = append(c.fixed, e) }
	var free []dimension
	if ind := c.indicators(2 + c.r.IntN(3)); c.chance(2) {
		title(c.oneOf(ind))
	} else {
		free = append(free, ind)
	}
	if len(free) == 0 || !c.chance(4) { // else the whole alone
		free = append(free, c.groups())
	}
	year, months := c.years(), c.months()
	switch c.r.IntN(4) {
	case 0:
		title(c.oneOf(year))
	case 1:
		free = append(free, year)
	case 2:
		title(c.oneOf(year))
		free = append(free, months)
	default:
		free = append(free, year, months)
	}
	if len(free) == 1 {
		free = append(free, year)
		c.fixed = slices.DeleteFunc(c.fixed, func(e entry) bool { return e.year > 0 })
	}
	for {
		c.cols, c.rows = nil, nil
		for _, d := range free {
			if c.chance(2) {
				c.cols = append(c.cols, d)
			} else {
				c.rows = append(c.rows, d)
			}
		}
		c.shuffle(c.cols)
		c.shuffle(c.rows)
		if len(c.cols) > 0 && len(c.rows) > 0 && len(c.cols) < 4 && len(c.rows) < 4 {
			break
		}
	}
}

// shuffle orders dimensions; a year stands over its months.
func (c *composer) shuffle(ds []dimension) {
	c.r.Shuffle(len(ds), func(i, j int) { ds[i], ds[j] = ds[j], ds[i] })
	y := slices.IndexFunc(ds, func(d dimension) bool { return d.name == "year" })
	m := slices.IndexFunc(ds, func(d dimension) bool { return d.name == "months" })
	if y >= 0 && m >= 0 && y > m {
		ds[y], ds[m] = ds[m], ds[y]
	}
}

// paths are all combinations of the entries of dimensions, the last one fastest.
func paths(ds []dimension) [][]entry {
	out := [][]entry{nil}
	for _, d := range ds {
		var next [][]entry
		for _, p := range out {
			for _, e := range d.entries {
				next = append(next, append(slices.Clone(p), e))
			}
		}
		out = next
	}
	return out
}

// key is what labels say together.
func (c *composer) key(labels ...[]entry) (k data.Key, unit string) {
	k = data.Key{Place: "512022", Measure: data.Level}
	if c.place != "" {
		k.Place = c.place
	}
	k.Group = data.NewGroup(c.facets...)
	year, stock := 0, false
	var months func(int) data.Period
	for _, es := range append(labels, c.fixed) {
		for _, e := range es {
			if e.say != nil {
				e.say(&k)
			}
			if e.year > 0 {
				year = e.year
			}
			if e.months != nil {
				months = e.months
			}
			if e.unit != "" {
				unit, stock = e.unit, e.stock
			}
		}
	}
	k.Period = data.Year(year)
	if months != nil {
		k.Period = months(year)
	}
	if stock {
		k.Period = k.Period.AsStock()
	}
	return k, unit
}

// heading writes title and unit row.
func (c *composer) heading() {
	indicator, year, unit := "", "", ""
	for _, e := range c.fixed {
		if e.unit != "" {
			indicator, unit = e.word, e.unit
		}
		if e.year > 0 {
			year = e.word
		}
	}
	if year != "" && c.name == "" && c.chance(4) {
		c.name, year = year, ""
	}
	if unit != "" && c.chance(3) {
		c.head(indicator+"("+unit+")", year, "")
		return
	}
	c.head(indicator, year, unit)
}

// label is a header or row label, an indicator's with its unit unless a column has it.
func (c *composer) label(e entry) string {
	if e.unit != "" && c.unitsIn == "label" {
		return e.word + []string{"(", "（", "\n("}[c.r.IntN(3)] + e.unit + ")"
	}
	if e.year > 0 {
		return e.word
	}
	w := c.word(e.word)
	if c.chance(12) {
		w += []string{"①", "*", "¹)"}[c.r.IntN(3)]
	}
	return w
}

// caption is a label over a block of rows, now and then behind its key.
func (c *composer) caption(d dimension, e entry) string {
	if slices.Contains([]string{"集群", "产业集群", "地区", "省份"}, d.head) && c.chance(2) {
		return d.head + []string{"：", ":"}[c.r.IntN(2)] + e.word
	}
	return c.label(e)
}

// table draws the whole.
func (c *composer) table() {
	c.compose()
	c.unitsIn = "label"
	inner := c.rows[len(c.rows)-1]
	if inner.name == "indicator" && c.chance(2) {
		c.unitsIn = "column"
	}
	c.heading()
	style := "columns" // of several row dimensions
	if len(c.rows) == 2 && c.rows[0].name != "months" {
		style = []string{"columns", "captions", "indent"}[c.r.IntN(3)]
	}
	left := c.left
	serial := c.chance(5) && style == "columns" && len(c.rows) == 1
	if serial {
		left++
	}
	labels := len(c.rows)
	if style != "columns" {
		labels = 1
	}
	second := c.chance(4) && inner.name == "group"
	first := left + labels
	if second {
		first++
	}
	if c.unitsIn == "column" {
		first++
	}
	header := func() []int {
		at := c.columns(first)
		headRow := c.top - 1
		if c.merge && c.chance(2) {
			headRow = c.top - len(c.cols) // at the top of the block
		}
		for i, d := range c.rows {
			if style == "columns" && (d.name == "year" || d.name == "months" || !c.chance(6)) {
				c.put(headRow, left+i, d.head)
			}
		}
		if style != "columns" && c.chance(2) {
			c.put(headRow, left, inner.head)
		}
		if second {
			c.put(headRow, left+labels, "Item")
		}
		if c.unitsIn == "column" {
			c.put(headRow, first-1, []string{"单位", "计量单位"}[c.r.IntN(2)])
		}
		if serial {
			c.put(headRow, left-1, "序号")
		}
		c.top += c.r.IntN(4) / 3
		return at
	}
	at := header()
	numbers := c.chance(2) // years of a column are numbers
	var last []entry
	all := paths(c.rows)
	again := len(c.rows) == 1 && len(all) > 3 && c.chance(4)
	for n, p := range all {
		if again && n == len(all)/2 {
			c.top += 1 + c.r.IntN(2)
			c.put(c.top, c.left, []string{"续表", "续表1", "(续表)"}[c.r.IntN(3)])
			c.top++
			header()
		}
		row := c.top
		switch style {
		case "columns":
			for i, e := range p {
				again := i < len(p)-1 && len(last) > 0 && same(last[:i+1], p[:i+1])
				if again && !c.asText {
					continue // only in the first row of its block
				}
				if e.year > 0 && numbers {
					c.put(row, left+i, float64(e.year))
					continue
				}
				c.put(row, left+i, c.label(e))
			}
		default:
			if len(last) == 0 || last[0].word != p[0].word {
				c.put(row, left, c.caption(c.rows[0], p[0]))
				row++
			}
			w := c.label(p[1])
			if style == "indent" {
				w = "　　" + w
			}
			c.put(row, left, w)
		}
		e := p[len(p)-1]
		if second {
			c.put(row, left+labels, e.english)
		}
		if c.unitsIn == "column" {
			c.put(row, first-1, e.unit)
		}
		if serial {
			c.put(row, left-1, float64(n+1))
		}
		for i, col := range paths(c.cols) {
			c.value(row, at[i], p, col)
		}
		c.top = row + 1
		if c.chance(8) {
			c.top++
		}
		last = p
	}
}

func same(a, b []entry) bool {
	return slices.EqualFunc(a, b, func(x, y entry) bool { return x.word == y.word })
}

// columns writes the header block and returns the column of each path.
func (c *composer) columns(first int) []int {
	all := paths(c.cols)
	at := make([]int, len(all))
	spaced := c.spaced && len(c.cols) > 1
	col, top := first, c.top
	for i, p := range all {
		if i > 0 && spaced && !same(all[i-1][:1], p[:1]) {
			col++
		}
		at[i] = col
		col++
	}
	for level, d := range c.cols {
		numbers := d.name == "year" && c.chance(3)
		for i := 0; i < len(all); {
			n := i
			for n < len(all) && same(all[i][:level+1], all[n][:level+1]) {
				n++
			}
			if e := all[i][level]; numbers {
				c.put(top, at[i], float64(e.year))
				if c.merge && n-i > 1 {
					c.merges = append(c.merges, merged(top, at[i], top, at[n-1]))
				}
			} else {
				c.across(top, at[i], at[n-1]-at[i]+1, c.label(e))
			}
			i = n
		}
		top++
		if d.name == "group" && level == len(c.cols)-1 && c.chance(4) {
			for i, p := range all {
				c.put(top, at[i], p[level].english)
			}
			top++
		}
	}
	c.top = top
	return at
}

// value writes a figure, or now and then a mark of a missing one.
func (c *composer) value(row, col int, labels, heads []entry) {
	k, unit := c.key(labels, heads)
	if c.chance(25) {
		c.put(row, col, "…")
		return
	}
	if c.chance(40) {
		return
	}
	x := float64(3000+c.r.IntN(1e6)) / []float64{1, 10, 100}[c.r.IntN(3)]
	if unit == "户" || unit == "人" {
		x = float64(3000 + c.r.IntN(1e5))
	}
	if c.asText {
		c.put(row, col, strconv.FormatFloat(x, 'f', -1, 64))
	} else {
		c.put(row, col, x)
	}
	c.want[k] = fmt.Sprintf("%v %s %s", x, unit, importer.CellName(row, col))
}

func composed(seed uint64) (importer.Sheet, map[data.Key]string) {
	r := rand.New(rand.NewPCG(seed, 11))
	c := &composer{scribe: scribe{r: r, cells: make(map[[2]int]any), want: make(map[data.Key]string), top: 1 + r.IntN(3), left: 1 + r.IntN(2)}}
	for i := range 1 + r.IntN(2) {
		c.merge, c.asText, c.year = r.IntN(2) == 0, r.IntN(4) == 0, 1990+i*30+r.IntN(3)
		if i > 0 && c.name != "" {
			break // the sheet's year is the first table's
		}
		c.fixed, c.spaced = nil, c.chance(6)
		c.table()
		c.foot()
	}
	if c.name == "" {
		c.name = "Sheet1"
	}
	return c.sheet(c.name), c.want
}

func TestComposedLayouts(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	readBack(t, composed)
}
