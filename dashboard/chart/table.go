package chart

import (
	"cmp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
)

// Table is a chart's numbers as rows and columns; it holds all that the picture
// shows, and the reasons for what it does not.
type Table struct {
	Corner  string
	Columns []string
	Rows    []Row
}

// Row is one category (or one bubble).
type Row struct {
	Label string
	Cells []TableCell
	After bool // rows are left out before it
}

// TableCell is a point as a table shows it.
type TableCell struct {
	Shown string
	Why   string
	Has   bool
	Value float64 // in Unit; a text alone (a band) has neither
	Unit  data.Unit
	From  []Cell
	Group string
	Point Point
}

// Table gives the numbers of the picture.
func (c Chart) Table() Table {
	if c.Picture == Bubbles {
		return c.bubbleTable()
	}
	t := Table{Corner: text(c.Lang(), "corner-group")}
	for _, s := range c.Series {
		t.Columns = append(t.Columns, s.Name)
	}
	for i, cat := range c.Categories {
		r := Row{Label: cat.Label}
		if cat.Indicator != "" {
			t.Corner = text(c.Lang(), "corner-step")
			r.Label = strings.TrimSpace(cat.Label + " " + cat.Head)
		}
		if !cat.Period.IsZero() {
			t.Corner, r.Label = text(c.Lang(), "corner-period"), lang.Period(c.Lang(), cat.Period)
		}
		for _, s := range c.Series {
			p := s.Points[i]
			r.Cells = append(r.Cells, TableCell{Shown: cmp.Or(p.Full, p.Shown), Why: p.Why, Has: p.Has, Value: p.Value, Unit: cmp.Or(s.Unit, c.Unit), From: p.Cells, Group: string(s.Group), Point: p})
		}
		t.Rows = append(t.Rows, r)
	}
	if len(c.Series) == 1 {
		t.detail(c.Series[0])
	}
	t.oneUnit(c.Lang())
	return t
}

// oneUnit writes the levels of a column in one unit where they would have several:
// 2105亿元 above 1.15万亿元.
func (t *Table) oneUnit(l lang.Lang) {
	for column := range t.Columns {
		var levels []*TableCell
		var values []float64
		units := make(map[string]bool)
		for _, r := range t.Rows {
			if column >= len(r.Cells) {
				continue
			}
			c := &r.Cells[column]
			if c.Has && c.Value != 0 && c.Unit.IsMoney() && c.Shown == lang.Figure(l, c.Value, c.Unit) && (len(levels) == 0 || c.Unit == levels[0].Unit) {
				_, unit := lang.Split(l, c.Value, c.Unit)
				levels, values, units[unit] = append(levels, c), append(values, c.Value), true
			}
		}
		if len(units) < 2 {
			continue
		}
		scale := lang.ScaleOfAll(l, values, levels[0].Unit)
		for _, c := range levels {
			c.Shown = scale.Figure(c.Value)
		}
	}
}

// detail adds a column for each figure that all points carry beside their own.
func (t *Table) detail(s Series) {
	first := slices.IndexFunc(s.Points, func(p Point) bool { return p.Has })
	if first < 0 {
		return
	}
	for _, d := range s.Points[first].Detail {
		if d.Label != "" && !slices.ContainsFunc(s.Points, func(p Point) bool { return p.Has && p.carries(d.Label) < 0 }) {
			t.Columns = append(t.Columns, d.Label)
		}
	}
	for i, p := range s.Points {
		for _, label := range t.Columns[1:] {
			c := TableCell{Why: p.Why, Group: string(s.Group), Point: p}
			if n := p.carries(label); n >= 0 {
				c.Shown, c.Has, c.From = p.Detail[n].Shown, true, p.Cells
				c.Value, c.Unit = p.Detail[n].Value, p.Detail[n].Unit
			}
			t.Rows[i].Cells = append(t.Rows[i].Cells, c)
		}
	}
}

// carries is where a figure stands among those beside the point's own.
func (p Point) carries(label string) int {
	return slices.IndexFunc(p.Detail, func(d Figure) bool { return d.Label == label })
}

func (c Chart) bubbleTable() Table {
	t := Table{Corner: text(c.Lang(), "corner-group")}
	for _, s := range c.Series {
		r := Row{Label: s.Name}
		for _, p := range s.Points {
			for _, d := range p.Detail {
				if len(t.Rows) == 0 {
					t.Columns = append(t.Columns, d.Label)
				}
				r.Cells = append(r.Cells, TableCell{Shown: d.Shown, Has: true, Value: d.Value, Unit: d.Unit, From: p.Cells, Group: string(s.Group), Point: p})
			}
		}
		t.Rows = append(t.Rows, r)
	}
	t.oneUnit(c.Lang())
	return t
}

// Lang is the language of the chart's words.
func (c Chart) Lang() lang.Lang { return cmp.Or(c.Params.Lang, lang.ZhHans) }
