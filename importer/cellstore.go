package importer

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"
)

// CellStore keeps the cells of a workbook's sheets in sixteen bytes each, without
// pointers, and their texts once beside them. Its pieces are never moved: nothing
// is copied as it grows. The zero CellStore is empty.
type CellStore struct {
	pieces  [][]packed
	used    int        // of the last piece
	texts   [][]string // by ID, 1<<textBits a piece
	count   uint32     // of texts
	known   map[string]uint32
	letters strings.Builder
	digits  [][]digit // numbers that have a text of their own
}

// packed is a cell. bits are a number's, else the ID of a text, or with hasDigits
// the index of a digit.
type packed struct {
	bits   uint64
	col    uint16
	kind   uint8
	indent uint8
	marks  uint8
	look   uint8 // what lookOf saw, and how its row shows it
}

// digit is a number and the text that it was written as.
type digit struct {
	number float64
	text   uint32
}

const (
	isPercent = 1 << iota
	hasDigits
)

const (
	cellBits  = 14
	mostCells = 1 << cellBits // of a piece; no sheet has more columns
	fewCells  = 256
	textBits  = 10

	shortText = 64      // bytes of a text that is looked for among those before
	mostShort = 1 << 15 // texts that are
	textRoom  = 32 << 10
)

// Bytes that a cell and a row take, and a text beside its letters.
const (
	CellSize = 16
	RowSize  = 16
	TextSize = 16
)

// Text keeps a text and returns its ID: that of an earlier one where it is short
// and the same. Room is the bytes that it took.
func (s *CellStore) Text(b []byte) (id uint32, room int) {
	if len(b) == 0 {
		return 0, 0
	}
	if len(b) <= shortText {
		if id, ok := s.known[string(b)]; ok {
			return id, 0
		}
	}
	return s.remember(s.Copy(b)), TextSize + len(b)
}

// text is Text of what needs no copy.
func (s *CellStore) text(t string) uint32 {
	if t == "" {
		return 0
	}
	if len(t) <= shortText {
		if id, ok := s.known[t]; ok {
			return id
		}
	}
	return s.remember(t)
}

func (s *CellStore) remember(t string) uint32 {
	id := s.NewText(t)
	if len(t) <= shortText && len(s.known) < mostShort {
		if s.known == nil {
			s.known = make(map[string]uint32)
		}
		s.known[t] = id
	}
	return id
}

// NewText keeps a text whatever texts there are: IDs of one after the other follow
// each other.
func (s *CellStore) NewText(t string) (id uint32) {
	if s.count == 0 {
		s.texts, s.count = append(s.texts, make([]string, 1, 8)), 1 // 0 is the empty text
	}
	last := len(s.texts) - 1
	if len(s.texts[last]) == 1<<textBits {
		s.texts = append(s.texts, make([]string, 0, 1<<textBits))
		last++
	}
	s.texts[last] = append(s.texts[last], t)
	id = s.count
	s.count++
	return id
}

// Copy is a text of these bytes; short ones share a piece of memory.
func (s *CellStore) Copy(b []byte) string {
	if len(b) > textRoom/16 {
		return string(b)
	}
	if len(b) > s.letters.Cap()-s.letters.Len() {
		s.letters = strings.Builder{} // what was taken from the last one stays
		s.letters.Grow(textRoom)
	}
	from := s.letters.Len()
	s.letters.Write(b)
	return s.letters.String()[from:]
}

// Texts is how many texts it keeps.
func (s *CellStore) Texts() int { return int(s.count) }

// TextOf is the text of an ID.
func (s *CellStore) TextOf(id uint32) string {
	if id == 0 {
		return ""
	}
	return s.texts[id>>textBits][id&(1<<textBits-1)]
}

// keep packs the cells of a row; of too many at the same places the later ones count.
func (s *CellStore) keep(cells []Cell) (at uint32, n uint16) {
	if len(cells) > mostCells {
		cells = lastAtEach(cells, func(c *Cell) int { return int(c.Col) })
		cells = cells[:min(len(cells), mostCells)]
	}
	at, room := s.room(len(cells))
	for i := range cells {
		room[i] = s.pack(&cells[i])
	}
	return at, uint16(len(cells))
}

// keepPacked keeps cells that are packed already.
func (s *CellStore) keepPacked(cells []packed) (at uint32, n uint16) {
	at, room := s.room(len(cells))
	copy(room, cells)
	return at, uint16(len(cells))
}

// room is that of n cells, which stand in one piece.
func (s *CellStore) room(n int) (at uint32, room []packed) {
	last := len(s.pieces) - 1
	if last < 0 || s.used+n > len(s.pieces[last]) {
		size := mostCells
		if last < 0 && n <= fewCells {
			size = fewCells // most sheets are small
		}
		s.pieces = append(s.pieces, make([]packed, size))
		last, s.used = last+1, 0
	}
	at = uint32(last)<<cellBits | uint32(s.used)
	room = s.pieces[last][s.used : s.used+n : s.used+n]
	s.used += n
	return at, room
}

// fork is a store with the same cells and texts; what it keeps further does not touch
// this one.
func (s *CellStore) fork() *CellStore {
	f := &CellStore{pieces: slices.Clip(s.pieces), texts: slices.Clone(s.texts), count: s.count, digits: slices.Clip(s.digits)}
	if n := len(f.pieces); n > 0 {
		f.used = len(f.pieces[n-1])
	}
	if n := len(f.texts); n > 0 {
		f.texts[n-1] = slices.Clone(f.texts[n-1])
	}
	return f
}

// row is the cells of a row.
func (s *CellStore) row(r *Row) []packed {
	if r.n == 0 {
		return nil
	}
	from := int(r.at & (1<<cellBits - 1))
	return s.pieces[r.at>>cellBits][from : from+int(r.n)]
}

// each is the cells of a row one by one.
func (s *CellStore) each(r Row) iter.Seq[Cell] {
	return func(yield func(Cell) bool) {
		if r.n == 0 {
			return
		}
		cells := s.row(&r)
		for i := range cells {
			if !yield(s.cell(&cells[i])) {
				return
			}
		}
	}
}

func (s *CellStore) pack(c *Cell) packed {
	p := packed{col: uint16(c.Col), kind: uint8(c.Kind), indent: c.Indent, look: c.look}
	if c.Percent {
		p.marks = isPercent
	}
	plain := c.Kind == Number || c.Kind == Date
	if plain && c.Text == "" {
		p.bits = math.Float64bits(c.Number)
		return p
	}
	id := c.Shared
	if id == 0 {
		id = s.text(c.Text)
	}
	if p.bits = uint64(id); plain {
		p.marks |= hasDigits
		p.bits = s.digit(digit{c.Number, id})
	}
	return p
}

// digit keeps a number with its text and returns its index.
func (s *CellStore) digit(d digit) uint64 {
	last := len(s.digits) - 1
	if last < 0 || len(s.digits[last]) == 1<<textBits {
		s.digits = append(s.digits, make([]digit, 0, 1<<textBits))
		last++
	}
	s.digits[last] = append(s.digits[last], d)
	return uint64(last)<<textBits | uint64(len(s.digits[last])-1)
}

func (s *CellStore) cell(p *packed) Cell {
	c := Cell{Col: int32(p.col), Kind: CellKind(p.kind), Indent: p.indent, Percent: p.marks&isPercent != 0, look: p.look}
	switch {
	case p.marks&hasDigits != 0:
		d := s.digits[p.bits>>textBits][p.bits&(1<<textBits-1)]
		c.Number, c.Text = d.number, s.TextOf(d.text)
	case c.Kind == Number || c.Kind == Date:
		c.Number = math.Float64frombits(p.bits)
	default:
		c.Text = s.TextOf(uint32(p.bits))
	}
	return c
}

// lastAtEach puts cells in order of their columns, in place; of two in one the
// later one counts.
func lastAtEach[C any](cells []C, col func(*C) int) []C {
	slices.Reverse(cells)
	slices.SortStableFunc(cells, func(a, b C) int { return cmp.Compare(col(&a), col(&b)) })
	return slices.CompactFunc(cells, func(a, b C) bool { return col(&a) == col(&b) })
}
