package xlsx

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"countyboard/data"
	"countyboard/importer"
)

const lastRow = 1 << 20 // of any worksheet

// sheetReader gathers one sheet from the tokens of its part.
type sheetReader struct {
	book  *book
	sheet *importer.Sheet
	left  *int // cells that the workbook may still have
	keep  *keeper
	limit importer.Limits
	part  *progress

	index    int             // of the open row
	hidden   bool            // it is
	cells    []importer.Cell // of it
	col      int
	kind     string // attribute t of the open cell
	style    int
	value    []byte // of the open cell
	inline   []byte
	formula  bool
	stored   bool // the open cell has a value, be it empty
	cell     bool
	within   string // "v" or "t": the element whose text counts
	phonetic bool
	unsorted bool
}

func (a *archive) sheet(b *book, p sheetPart, left *int, keep *keeper, limit importer.Limits) (importer.Sheet, error) {
	sheet := importer.Sheet{Name: p.name, Hidden: p.hidden, Store: &keep.CellStore}
	r := sheetReader{book: b, sheet: &sheet, left: left, keep: keep, limit: limit, part: &a.open}
	keep.sheet = p.name
	err := a.each(p.part, func(s *scanner, t token) error {
		switch t {
		case tokenOpen:
			return r.open(s)
		case tokenClose:
			return r.shut(s)
		case tokenText:
			return r.text(s)
		}
		return nil
	})
	if err != nil {
		return sheet, inSheet(p.name, err)
	}
	if r.unsorted {
		sheet.Sort()
	}
	return sheet, nil
}

// inSheet names the sheet where a part is damaged: people know sheets, not parts.
func inSheet(name string, err error) error {
	if e := data.AsError(err); e.Message.Key == "errors.part-damaged" {
		return data.Fail(data.Invalid, "sheet-damaged", "sheet", name).Because(e.Cause)
	}
	return err
}

func (r *sheetReader) open(s *scanner) error {
	switch s.name {
	case "row":
		next := r.index + 1
		if n, ok := s.attrInt("r"); ok {
			next = n
		}
		if next < 1 || next > lastRow {
			return errShape
		}
		r.unsorted = r.unsorted || next <= r.index
		r.keep.row = next
		r.index, r.hidden, r.cells = next, s.attrTrue("hidden"), r.cells[:0]
		r.col = 0
	case "c":
		return r.openCell(s)
	case "v", "t":
		if r.cell {
			r.within = s.name
			r.stored = r.stored || s.name == "v"
		}
	case "f":
		r.formula = r.cell
	case "rPh":
		r.phonetic = true
	case "mergeCell":
		if m, ok := parseRange(s.attrText("ref")); ok && len(r.sheet.Merges) < 1<<17 {
			r.sheet.Merges = append(r.sheet.Merges, m)
			return r.keep.take(3 * rangeSize) // the list grows by copying
		}
	case "col":
		from, ok1 := s.attrInt("min")
		to, ok2 := s.attrInt("max")
		if ok1 && ok2 && s.attrTrue("hidden") && len(r.sheet.HiddenColumns) < 1<<14 {
			r.sheet.HiddenColumns = append(r.sheet.HiddenColumns, [2]int{from, to})
		}
	}
	return nil
}

func (r *sheetReader) openCell(s *scanner) error {
	r.col++
	if ref, ok := s.attr("r"); ok {
		col, row, ok := parseRef(ref)
		if !ok || row != r.index {
			return errShape
		}
		r.unsorted = r.unsorted || col < r.col
		r.col = col
	}
	t, _ := s.attr("t")
	r.kind = cellKind(t)
	r.style, _ = s.attrInt("s")
	r.value, r.inline = r.value[:0], r.inline[:0]
	r.cell, r.formula, r.stored = true, false, false
	return nil
}

func cellKind(t []byte) string {
	switch string(t) {
	case "", "n":
		return "n"
	case "s":
		return "s"
	case "str":
		return "str"
	case "inlineStr":
		return "inlineStr"
	case "b":
		return "b"
	}
	return string(t)
}

func (r *sheetReader) text(s *scanner) error {
	switch {
	case r.within == "v":
		r.value = s.content(r.value)
	case r.within == "t" && !r.phonetic:
		r.inline = s.content(r.inline)
	}
	if len(r.value) > longest || len(r.inline) > longest {
		return errToken
	}
	return nil
}

func (r *sheetReader) shut(s *scanner) error {
	switch s.name {
	case "v", "t":
		r.within = ""
	case "rPh":
		r.phonetic = false
	case "c":
		r.cell = false
		return r.take()
	case "row":
		if len(r.cells) > 0 {
			return r.keepRow()
		}
	}
	return nil
}

// keepRow puts the row that was just read into the sheet.
func (r *sheetReader) keepRow() error {
	if n := len(r.sheet.Rows); n == cap(r.sheet.Rows) {
		more := r.rows(n)
		if err := r.keep.take(int64(more) * importer.RowSize); err != nil {
			return err
		}
		r.sheet.Rows = append(make([]importer.Row, 0, n+more), r.sheet.Rows...)
	}
	r.sheet.Add(r.index, r.hidden, r.cells)
	r.cells = r.cells[:0]
	return nil
}

// rows is how many more rows than n there may be: copying a long list for each few
// of them would take twice its memory. How much of the part is read already tells.
func (r *sheetReader) rows(n int) int {
	more := n
	if read := r.part.read; n >= 1<<12 && read > 0 {
		more = int(float64(n)*float64(r.part.size-read)/float64(read)*1.02) + 1<<10
	}
	return min(max(more, 64), lastRow)
}

// take keeps the cell that was just read, if it holds anything.
func (r *sheetReader) take() error {
	c, ok, err := r.decode()
	if err != nil || !ok {
		return err
	}
	if r.col > r.limit.Columns {
		return data.Fail(data.TooLarge, "too-many-columns", "sheet", r.sheet.Name, "limit", strconv.Itoa(r.limit.Columns))
	}
	if *r.left--; *r.left < 0 {
		return data.Fail(data.TooLarge, "too-many-cells", "limit", strconv.Itoa(r.limit.Cells))
	}
	c.Col = int32(r.col)
	if c.Kind == importer.Text && r.style > 0 && r.style < len(r.book.styles) {
		c.Indent = r.book.styles[r.style].indent
	}
	r.cells = append(r.cells, c)
	return r.keep.takeCell()
}

func (r *sheetReader) decode() (c importer.Cell, ok bool, err error) {
	v := bytes.TrimSpace(r.value)
	switch {
	case r.kind == "inlineStr":
		text := r.inline
		if len(text) == 0 {
			text = r.value
		}
		return r.ownText(text)
	case len(v) == 0 && r.formula && (r.kind != "str" || !r.stored):
		return importer.Cell{Kind: importer.Uncalculated}, true, nil
	case r.kind == "str":
		return r.ownText(r.value)
	case len(v) == 0:
		return c, false, nil
	}
	switch r.kind {
	case "s":
		i, err := strconv.Atoi(string(v))
		if err != nil || i < 0 || i >= r.book.texts {
			return c, false, errShape
		}
		return r.sharedText(r.book.firstText + uint32(i))
	case "b":
		text := "FALSE"
		if string(v) == "1" {
			text = "TRUE"
		}
		return importer.Cell{Kind: importer.Bool, Text: text}, true, nil
	case "e":
		c, ok, err = r.ownText(v)
		c.Kind = importer.ErrorCell
		return c, ok, err
	case "d":
		return r.isoDate(v)
	}
	return r.number(v)
}

// escapes are how workbooks write control characters: _x000D_ is a carriage return.
var escapes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// resolved is a text without them.
func resolved(text []byte) []byte {
	if !bytes.Contains(text, []byte("_x")) {
		return text
	}
	return escapes.ReplaceAllFunc(text, func(e []byte) []byte {
		n, err := strconv.ParseUint(string(e[2:6]), 16, 16)
		if err != nil || !utf8.ValidRune(rune(n)) || n == 0 {
			return e
		}
		return utf8.AppendRune(nil, rune(n))
	})
}

// ownText is a cell that holds its text itself.
func (r *sheetReader) ownText(text []byte) (importer.Cell, bool, error) {
	id, room := r.keep.Text(resolved(text))
	if err := r.keep.take(int64(room)); err != nil {
		return importer.Cell{}, false, err
	}
	return r.sharedText(id)
}

// sharedText is a cell with a text that the store has.
func (r *sheetReader) sharedText(id uint32) (importer.Cell, bool, error) {
	text := r.keep.TextOf(id)
	return importer.Cell{Text: text, Shared: id}, strings.TrimSpace(text) != "", nil
}

// number converts v twice rather than once: what does not escape costs nothing.
func (r *sheetReader) number(v []byte) (importer.Cell, bool, error) {
	x, err := strconv.ParseFloat(string(v), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return r.ownText(v)
	}
	if r.style > 0 && r.style < len(r.book.styles) && r.book.styles[r.style].date && x >= 0 && x < 2958466 {
		if r.book.date1904 {
			x += 1462
		}
		return importer.Cell{Kind: importer.Date, Number: x}, true, nil
	}
	c := importer.Cell{Kind: importer.Number, Number: x}
	if r.style > 0 && r.style < len(r.book.styles) {
		c.Percent = r.book.styles[r.style].percent
	}
	if math.Abs(x) > 1<<53 && !bytes.ContainsAny(v, ".eE") {
		id, room := r.keep.Text(v)
		c.Text, c.Shared = r.keep.TextOf(id), id
		return c, true, r.keep.take(int64(room) + importer.CellSize) // its digits beside it
	}
	return c, true, nil
}

// isoDate reads the dates of strict workbooks, which need no date system.
func (r *sheetReader) isoDate(text []byte) (importer.Cell, bool, error) {
	v := string(text)
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", time.RFC3339Nano} {
		if t, err := time.Parse(layout, strings.TrimSuffix(v, "Z")); err == nil {
			days := t.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
			if days < 61 {
				days-- // the 29 February 1900 that Excel counts
			}
			return importer.Cell{Kind: importer.Date, Number: days}, true, nil
		}
	}
	return r.ownText(text)
}

// parseRef reads "D11"; dollar signs are allowed.
func parseRef(ref []byte) (col, row int, ok bool) {
	i := 0
	for ; i < len(ref); i++ {
		c := ref[i] &^ 0x20
		if ref[i] == '$' {
			continue
		}
		if c < 'A' || c > 'Z' {
			break
		}
		if col = col*26 + int(c-'A') + 1; col > 16384 {
			return 0, 0, false
		}
	}
	for ; i < len(ref); i++ {
		if ref[i] == '$' {
			continue
		}
		if ref[i] < '0' || ref[i] > '9' {
			return 0, 0, false
		}
		if row = row*10 + int(ref[i]-'0'); row > lastRow {
			return 0, 0, false
		}
	}
	return col, row, col > 0 && row > 0
}

// parseRange reads "A1:E1".
func parseRange(ref string) (importer.Range, bool) {
	from, to, found := strings.Cut(ref, ":")
	c1, r1, ok1 := parseRef([]byte(from))
	c2, r2, ok2 := parseRef([]byte(to))
	if !found || !ok1 || !ok2 || c2 < c1 || r2 < r1 {
		return importer.Range{}, false
	}
	return importer.Range{Row: r1, Col: c1, LastRow: r2, LastCol: c2}, true
}
