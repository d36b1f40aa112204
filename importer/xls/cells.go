package xls

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/importer"
)

// sheetReader gathers one sheet from the records of its substream.
type sheetReader struct {
	*book
	sheet    *importer.Sheet
	index    int             // of the row that is being filled
	cells    []importer.Cell // its cells
	hidden   map[int]bool    // rows, 1-based
	unsorted bool
	waiting  bool  // the last cell is a formula whose text stands in a record to come
	indent   uint8 // of that cell
}

// sheet reads the substream of a sheet.
func (bk *book) sheet(p sheetPart) (importer.Sheet, error) {
	sheet := importer.Sheet{Name: p.name, Hidden: p.hidden, Store: &bk.keep.CellStore}
	if p.pos < 0 || p.pos >= len(bk.stream) {
		return sheet, errCut
	}
	s := sheetReader{book: bk, sheet: &sheet, hidden: make(map[int]bool)}
	r := records{b: bk.stream, pos: p.pos}
	if rec, ok := r.next(); !ok || rec.id != recBOF || len(rec.data) < 4 {
		return sheet, errors.New("a sheet's substream does not begin where the workbook says")
	} else if uint16At(rec.data, 2) != sheetSubstream {
		return sheet, nil
	}
	depth := 1 // charts stand in sheets as substreams
	for n := 0; depth > 0; n++ {
		if n%(1<<14) == 0 && bk.ctx.Err() != nil {
			return sheet, data.Fail(data.TooLarge, "reading-time").Because(bk.ctx.Err())
		}
		rec, ok := r.next()
		switch {
		case !ok && r.cut:
			return sheet, errCut
		case !ok:
			return sheet, errNoEnd
		case rec.id == recBOF:
			depth++
		case rec.id == recEOF:
			depth--
		case depth == 1:
			if err := s.take(&r, rec); err != nil {
				return sheet, err
			}
		}
	}
	if bk.passed += r.pos - p.pos; bk.passed > 2*len(bk.stream) {
		return sheet, errTwice
	}
	return sheet, s.finish()
}

func (s *sheetReader) finish() error {
	if err := s.closeRow(); err != nil {
		return err
	}
	if s.unsorted {
		if err := s.overfull(); err != nil {
			return err
		}
		s.sheet.Sort()
	}
	for i := range s.sheet.Rows {
		s.sheet.Rows[i].Hidden = s.hidden[s.sheet.Rows[i].Index]
	}
	return nil
}

// overfull says where a row in pieces holds more cells than there are columns,
// since sorting gathers them.
func (s *sheetReader) overfull() error {
	cells := make(map[int]int)
	for _, r := range s.sheet.Rows {
		if cells[r.Index] += r.Len(); cells[r.Index] > 2*s.limit.Columns {
			return errors.New("a row has more cells than columns")
		}
	}
	return nil
}

// closeRow moves the row that was filled into the sheet.
func (s *sheetReader) closeRow() error {
	n := len(s.cells)
	if n == 0 {
		return nil
	}
	s.sheet.Add(s.index, false, s.cells)
	s.cells = s.cells[:0]
	size := 2 * int64(importer.RowSize) // the list grows by copying
	if s.unsorted {                     // what sorting copies
		size += importer.RowSize + int64(n)*importer.CellSize
	}
	return s.keep.take(size)
}

// shortest is how many bytes a record must have to be read.
var shortest = map[uint16]int{
	recRow: 16, recColInfo: 10, recMergeCells: 2, recNumber: 14, recRk: 10, recMulRk: 6,
	recLabelSst: 10, recLabel: 8, recRString: 8, recBoolErr: 8, recFormula: 20, recFormula4: 20, recString: 2,
}

func (s *sheetReader) take(r *records, rec record) error {
	b := rec.data
	need, known := shortest[rec.id]
	if !known {
		return nil
	}
	if len(b) < need {
		return errShort
	}
	switch rec.id {
	case recRow:
		if b[12]&0x20 != 0 {
			s.hidden[int(uint16At(b, 0))+1] = true
		}
	case recColInfo:
		if b[8]&1 != 0 && len(s.sheet.HiddenColumns) < 1<<14 {
			s.sheet.HiddenColumns = append(s.sheet.HiddenColumns, [2]int{int(uint16At(b, 0)) + 1, int(uint16At(b, 2)) + 1})
		}
	case recMergeCells:
		return s.merges(b)
	case recNumber:
		return s.number(b, math.Float64frombits(uint64At(b, 6)))
	case recRk:
		return s.number(b, rk(uint32At(b, 6)))
	case recMulRk:
		return s.mulRk(b)
	case recLabelSst:
		i := int(uint32At(b, 6))
		if i < 0 || i >= s.texts {
			return errString
		}
		return s.shared(b, s.firstText+uint32(i))
	case recLabel, recRString:
		// Rich text names its runs behind the letters, not in their flags.
		text, err := s.string(r, b[6:])
		if err != nil {
			return err
		}
		if err := s.keep.take(int64(len(text))); err != nil {
			return err
		}
		return s.text(b, text)
	case recBoolErr:
		return s.boolErr(b, b[6], b[7] != 0)
	case recFormula, recFormula4:
		return s.formula(b)
	case recString:
		return s.formulaText(r, rec)
	}
	return nil
}

func (s *sheetReader) merges(b []byte) error {
	for i := 2; i+8 <= len(b) && len(s.sheet.Merges) < 1<<17; i += 8 {
		m := importer.Range{Row: int(uint16At(b, i)) + 1, LastRow: int(uint16At(b, i+2)) + 1, Col: int(uint16At(b, i+4)) + 1, LastCol: int(uint16At(b, i+6)) + 1}
		if m.LastRow >= m.Row && m.LastCol >= m.Col {
			s.sheet.Merges = append(s.sheet.Merges, m)
			if err := s.keep.take(2 * rangeSize); err != nil { // the list grows by copying
				return err
			}
		}
	}
	return nil
}

func (s *sheetReader) mulRk(b []byte) error {
	row, col := int(uint16At(b, 0)), int(uint16At(b, 2))
	for i := 4; i+6 <= len(b)-2; i += 6 {
		if err := s.put(row, col, s.numberCell(int(uint16At(b, i)), rk(uint32At(b, i+2)))); err != nil {
			return err
		}
		col++
	}
	return nil
}

// rk unpacks a number of 30 bits ([MS-XLS] 2.5.218).
func rk(v uint32) float64 {
	var x float64
	if v&2 != 0 {
		x = float64(int32(v) >> 2)
	} else {
		x = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&1 != 0 {
		x /= 100
	}
	return x
}

func uint64At(b []byte, i int) uint64 {
	return uint64(uint32At(b, i)) | uint64(uint32At(b, i+4))<<32
}

// number keeps a number at the row, column and style that begin a record.
func (s *sheetReader) number(b []byte, x float64) error {
	return s.put(int(uint16At(b, 0)), int(uint16At(b, 2)), s.numberCell(int(uint16At(b, 4)), x))
}

func (s *sheetReader) numberCell(xf int, x float64) importer.Cell {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return importer.Cell{Kind: importer.ErrorCell, Text: "#NUM!"}
	}
	var st style
	if xf < len(s.styles) {
		st = s.styles[xf]
	}
	if st.date && x >= 0 && x < 2958466 {
		if s.date1904 {
			x += 1462
		}
		return importer.Cell{Kind: importer.Date, Number: x}
	}
	c := importer.Cell{Kind: importer.Number, Number: x, Percent: st.percent}
	if math.Abs(x) > 1<<53 {
		c.Text = strconv.FormatFloat(x, 'f', -1, 64)
	}
	return c
}

func (s *sheetReader) text(b []byte, text string) error {
	return s.put(int(uint16At(b, 0)), int(uint16At(b, 2)), importer.Cell{Text: text, Indent: s.styleOf(b).indent})
}

// shared keeps a cell that has a text of the workbook's table.
func (s *sheetReader) shared(b []byte, id uint32) error {
	return s.put(int(uint16At(b, 0)), int(uint16At(b, 2)), importer.Cell{Text: s.keep.TextOf(id), Shared: id, Indent: s.styleOf(b).indent})
}

// styleOf is the style of the cell that a record holds.
func (s *sheetReader) styleOf(b []byte) (st style) {
	if xf := int(uint16At(b, 4)); xf < len(s.styles) {
		st = s.styles[xf]
	}
	return st
}

var errorNames = map[byte]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

func (s *sheetReader) boolErr(b []byte, v byte, isError bool) error {
	c := importer.Cell{Kind: importer.Bool, Text: "FALSE"}
	switch {
	case isError:
		name, known := errorNames[v]
		if !known {
			name = "#ERR!"
		}
		c = importer.Cell{Kind: importer.ErrorCell, Text: name}
	case v != 0:
		c.Text = "TRUE"
	}
	return s.put(int(uint16At(b, 0)), int(uint16At(b, 2)), c)
}

// formula keeps the value that was last computed ([MS-XLS] 2.5.133).
func (s *sheetReader) formula(b []byte) error {
	if uint16At(b, 12) != 0xFFFF {
		return s.number(b, math.Float64frombits(uint64At(b, 6)))
	}
	switch b[6] {
	case 0:
		s.waiting, s.indent = true, s.styleOf(b).indent
		return s.place(int(uint16At(b, 0)), int(uint16At(b, 2)), importer.Cell{Kind: importer.Uncalculated})
	case 1, 2:
		return s.boolErr(b, b[8], b[6] == 2)
	}
	return nil // an empty text
}

// formulaText is the text of the formula before it.
func (s *sheetReader) formulaText(r *records, rec record) error {
	text, err := s.string(r, rec.data)
	if err != nil || !s.waiting {
		return err
	}
	s.waiting = false
	i := len(s.cells) - 1
	if strings.TrimSpace(text) == "" {
		s.cells = s.cells[:i]
		return nil
	}
	s.cells[i] = importer.Cell{Text: text, Col: s.cells[i].Col, Indent: s.indent}
	return s.keep.take(textSize + int64(len(text)))
}

// string is the text with which a record begins.
func (s *sheetReader) string(r *records, b []byte) (string, error) {
	f := r.continued(record{data: b})
	f.text = s.letters
	text, err := f.string()
	s.letters = f.text
	return text, err
}

// put keeps a cell, if it holds anything; row and col count from 0.
func (s *sheetReader) put(row, col int, c importer.Cell) error {
	s.waiting = false
	if c.Kind == importer.Text && strings.TrimSpace(c.Text) == "" {
		return nil
	}
	return s.place(row, col, c)
}

func (s *sheetReader) place(row, col int, c importer.Cell) error {
	if col >= s.limit.Columns {
		return data.Fail(data.TooLarge, "too-many-columns", "sheet", s.sheet.Name, "limit", strconv.Itoa(s.limit.Columns))
	}
	if s.left--; s.left < 0 {
		return s.tooMany()
	}
	c.Col = int32(col + 1)
	if s.index != row+1 {
		s.unsorted = s.unsorted || s.index > row
		if err := s.closeRow(); err != nil {
			return err
		}
		s.index = row + 1
	}
	if n := len(s.cells); n > 0 && s.cells[n-1].Col >= c.Col {
		s.unsorted = true
	}
	s.cells = append(s.cells, c)
	return s.keep.takeCell(&c)
}
