package importer

import (
	"iter"
	"math"
	"strconv"
	"strings"

	"countyboard/data"
)

// Readings are the figures of a workbook in its order: sheet, row, column. There may
// be a million: each is kept in some fifty bytes, its words once for all of them,
// and made whole where somebody asks.
type Readings struct {
	pieces [][]figure
	n      int
	codes  words // of indicators, measures, places, groups: the same has one ID
	words  words // labels, notes, texts of cells
	paths  paths
	heads  [][]string // labels over columns
	abouts []about
	known  map[about]uint32
	beside map[aside]uint32
	asides []aside
	watch  *watch // while they are checked
}

// figure is a reading as it is kept.
type figure struct {
	number   float64
	period   data.Period
	about    uint32
	place    uint32
	group    uint32
	raw      uint32 // what the cell holds, where it is no plain figure
	rows     uint32
	beside   uint32
	row      int32
	col      uint16
	status   uint8 // its one letter
	marks    uint8
	decimals uint8 // with which it is written
}

// Marks of a figure.
const (
	openFigure    = 1 << iota // as Reading.Open
	keyedFigure               // its key is settled, whatever its unit is
	totalFigure               // its row or column says so
	ofWhichFigure             // so it says
	openRow                   // its row was not understood
	openColumn                // its column was not
	plainFigure               // its cell holds the number as it prints
)

// about is what the figures of a column have in common.
type about struct {
	indicator uint32
	measure   uint32
	heads     uint32
	unit      data.Unit
	table     *origin
}

const pieceOfFigures = 1 << 12

// Len is how many there are; nil has none.
func (r *Readings) Len() int {
	if r == nil {
		return 0
	}
	return r.n
}

// All are the readings; their slices are valid until the next one.
func (r *Readings) All() iter.Seq[*Reading] {
	return func(yield func(*Reading) bool) {
		var x Reading
		for i := range r.Len() {
			if r.fill(&x, r.at(i)); !yield(&x) {
				return
			}
		}
	}
}

func (r *Readings) at(i int) *figure { return &r.pieces[i/pieceOfFigures][i%pieceOfFigures] }

// figures are those of all readings.
func (r *Readings) figures() iter.Seq2[int, *figure] {
	return func(yield func(int, *figure) bool) {
		for p, piece := range r.pieces {
			for i := range piece {
				if r.watch != nil && r.watch.late(1) {
					return
				}
				if !yield(p*pieceOfFigures+i, &piece[i]) {
					return
				}
			}
		}
	}
}

// add keeps a reading; heads is the ID of the labels over its column, and rows of
// those of its row.
func (r *Readings) add(x *Reading, at cellAt, heads, rows uint32) {
	f := figure{
		number: x.Value.Number, period: x.Key.Period, rows: rows, row: int32(at.row), col: uint16(at.col),
		place: r.codes.same(x.Key.Place), group: r.codes.same(string(x.Key.Group)),
		beside: r.aside(aside{x.Source, x.Note}), decimals: decimalsOf(x.Value.Raw), marks: x.marks(),
	}
	f.about = r.about(about{r.codes.same(x.Key.Indicator), r.codes.same(string(x.Key.Measure)), heads, x.Unit, x.table})
	if x.Value.Status != "" {
		f.status = x.Value.Status[0]
	}
	if x.Value.Raw != "" && !x.plain {
		f.raw = r.words.id(x.Value.Raw)
	}
	if r.n%pieceOfFigures == 0 {
		size := pieceOfFigures
		if r.n == 0 {
			size = 64 // most workbooks have few
		}
		r.pieces = append(r.pieces, make([]figure, 0, size))
	}
	last := len(r.pieces) - 1
	r.pieces[last] = append(r.pieces[last], f)
	r.n++
}

// marks are those with which a reading is kept.
func (x *Reading) marks() (m uint8) {
	for i, is := range [...]bool{x.Open, x.keyed, x.total, x.ofWhich, x.openRow, x.openCol, x.plain} {
		if is {
			m |= 1 << i
		}
	}
	return m
}

func (r *Readings) about(a about) uint32 {
	if n := len(r.abouts); n > 0 && r.abouts[n-1] == a {
		return uint32(n - 1)
	}
	id, known := r.known[a]
	if !known {
		if r.known == nil {
			r.known = make(map[about]uint32)
		}
		id = uint32(len(r.abouts))
		r.abouts = append(r.abouts, a)
		r.known[a] = id
	}
	return id
}

func (r *Readings) aside(a aside) uint32 {
	if a == (aside{}) {
		return 0
	}
	id, known := r.beside[a]
	if !known {
		if r.beside == nil {
			r.beside = make(map[aside]uint32)
			r.asides = make([]aside, 1, 8)
		}
		id = uint32(len(r.asides))
		r.asides = append(r.asides, a)
		if len(r.beside) < mostTexts {
			r.beside[a] = id
		}
	}
	return id
}

// fill makes a figure whole.
func (r *Readings) fill(x *Reading, f *figure) {
	a := &r.abouts[f.about]
	rows, from := x.Rows[:0], x.From[:0]
	*x = Reading{
		Observation: data.Observation{Key: r.key(f), Value: r.value(f), Unit: a.unit, From: append(from, r.ref(f))},
		Title:       a.table.title, Rows: r.paths.appendTo(rows, &r.words, f.rows), Cols: r.heads[a.heads], Open: f.is(openFigure), table: a.table,
	}
	if f.beside > 0 {
		x.Source, x.Note = r.asides[f.beside].source, r.asides[f.beside].remark
	}
}

func (f *figure) is(mark uint8) bool { return f.marks&mark != 0 }

func (r *Readings) key(f *figure) data.Key {
	a := &r.abouts[f.about]
	return data.Key{
		Indicator: r.codes.text(a.indicator), Measure: data.Measure(r.codes.text(a.measure)),
		Place: r.codes.text(f.place), Group: data.Group(r.codes.text(f.group)), Period: f.period,
	}
}

func (r *Readings) indicator(f *figure) string { return r.codes.text(r.abouts[f.about].indicator) }

func (r *Readings) measure(f *figure) data.Measure {
	return data.Measure(r.codes.text(r.abouts[f.about].measure))
}

func (r *Readings) unit(f *figure) data.Unit { return r.abouts[f.about].unit }

func (r *Readings) setUnit(f *figure, u data.Unit) {
	a := r.abouts[f.about]
	a.unit = u
	f.about = r.about(a)
}

func (r *Readings) origin(f *figure) *origin { return r.abouts[f.about].table }

// raw is what the cell of a figure holds.
func (r *Readings) raw(f *figure) string {
	switch {
	case f.raw > 0:
		return r.words.text(f.raw)
	case f.is(plainFigure):
		return strconv.FormatFloat(f.number, 'f', -1, 64)
	}
	return ""
}

func (r *Readings) value(f *figure) data.Value {
	return data.Value{Number: f.number, Status: f.statusOf(), Raw: r.raw(f)}
}

func (f *figure) statusOf() data.Status {
	if f.status == 0 {
		return ""
	}
	return data.Status(letters[f.status : f.status+1])
}

// letters are the texts of all statuses, each at the place of its letter.
var letters = func() string {
	var b [128]byte
	for i := range b {
		b[i] = byte(i)
	}
	return string(b[:])
}()

func (f *figure) hasNumber() bool { return f.statusOf().HasNumber() }

func (r *Readings) ref(f *figure) data.CellRef {
	return data.CellRef{Sheet: r.origin(f).sheet, Cell: CellName(int(f.row), int(f.col))}
}

func (r *Readings) address(f *figure) string { c := r.ref(f); return c.Sheet + "!" + c.Cell }

// has reports whether a figure stands at an address.
func (r *Readings) has(address string) bool {
	i := strings.LastIndexByte(address, '!')
	if i < 0 {
		return false
	}
	for _, f := range r.figures() {
		if r.origin(f).sheet == address[:i] && CellName(int(f.row), int(f.col)) == address[i+1:] {
			return true
		}
	}
	return false
}

// labels are those of a figure's row, outermost first.
func (r *Readings) labels(f *figure) []string { return r.paths.appendTo(nil, &r.words, f.rows) }

// amount is a figure as far as it is compared with others.
type amount struct {
	x    float64
	unit data.Unit
	half float64 // of the last digit
}

func (r *Readings) amount(f *figure) amount {
	return amount{f.number, r.unit(f), 0.5 * math.Pow10(-int(f.decimals))}
}

func amountOf(v data.Value, u data.Unit) amount {
	return amount{v.Number, u, 0.5 * math.Pow10(-int(decimalsOf(v.Raw)))}
}

// decimalsOf is how many decimals a figure is written with.
func decimalsOf(raw string) uint8 {
	_, decimals, _ := strings.Cut(strings.TrimSpace(raw), ".")
	return uint8(min(len(strings.TrimRight(decimals, "% ")), math.MaxUint8))
}

// words are texts by ID; 0 is the empty one.
type words struct {
	list [][]string
	n    uint32
	ids  map[string]uint32
}

// same is the ID of a text, one for each.
func (w *words) same(s string) uint32 {
	if s == "" {
		return 0
	}
	id, known := w.ids[s]
	if !known {
		id = w.put(s)
		w.note(s, id)
	}
	return id
}

// id is an ID of a text; of the first mostTexts each has one.
func (w *words) id(s string) uint32 {
	if s == "" {
		return 0
	}
	id, known := w.ids[s]
	if !known {
		if id = w.put(s); len(w.ids) < mostTexts {
			w.note(s, id)
		}
	}
	return id
}

func (w *words) note(s string, id uint32) {
	if w.ids == nil {
		w.ids = make(map[string]uint32)
	}
	w.ids[s] = id
}

func (w *words) put(s string) uint32 {
	if w.n == 0 {
		w.list, w.n = append(w.list, make([]string, 1, 16)), 1
	}
	if w.n%(1<<textBits) == 0 {
		w.list = append(w.list, make([]string, 0, 1<<textBits))
	}
	last := len(w.list) - 1
	w.list[last] = append(w.list[last], s)
	w.n++
	return w.n - 1
}

func (w *words) text(id uint32) string {
	if id == 0 {
		return ""
	}
	return w.list[id>>textBits][id&(1<<textBits-1)]
}

// paths are the labels of rows: IDs of words, after their number. 0 is none.
type paths struct{ pieces [][]uint32 }

const pathBits = 14

// put keeps labels and returns their ID.
func (p *paths) put(labels []uint32) uint32 {
	if len(labels) == 0 {
		return 0
	}
	last := len(p.pieces) - 1
	if last < 0 || len(p.pieces[last])+len(labels)+1 > cap(p.pieces[last]) {
		size := 1 << pathBits
		if last < 0 {
			size = 256
		}
		p.pieces = append(p.pieces, make([]uint32, 0, max(size, len(labels)+2)))
		if last++; last == 0 {
			p.pieces[0] = append(p.pieces[0], 0)
		}
	}
	id := uint32(last)<<pathBits | uint32(len(p.pieces[last]))
	p.pieces[last] = append(append(p.pieces[last], uint32(len(labels))), labels...)
	return id
}

func (p *paths) appendTo(labels []string, w *words, id uint32) []string {
	for _, i := range p.ids(id) {
		labels = append(labels, w.text(i))
	}
	return labels
}

func (p *paths) ids(id uint32) []uint32 {
	if id == 0 {
		return nil
	}
	piece := p.pieces[id>>pathBits][id&(1<<pathBits-1):]
	return piece[1 : 1+piece[0]]
}

// last is the innermost label.
func (p *paths) last(w *words, id uint32) string {
	ids := p.ids(id)
	if len(ids) == 0 {
		return ""
	}
	return w.text(ids[len(ids)-1])
}
