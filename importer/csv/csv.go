// Package csv reads tables of text (comma, tab, semicolon or bar between the
// fields; UTF-8, UTF-16 or GB18030) for the importer. A row of the sheet is a
// record of the file, blank lines counted, as spreadsheets show it.
package csv

import (
	"bytes"
	"context"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/chars"
)

// Reader implements importer.Reader.
type Reader struct{}

// Name implements importer.Reader.
func (Reader) Name() string { return "csv" }

// Sniff reports whether b begins as text whose lines are parted alike.
func (Reader) Sniff(b []byte) bool {
	text, err := chars.Decode(head(b))
	if err != nil || strings.HasPrefix(strings.TrimSpace(text), "<") || strings.HasPrefix(text, "%PDF") {
		return false
	}
	return separator(text) != 0
}

const sniffed = 64 << 10 // bytes that decide the encoding's and separator's guess

// head is the beginning of a file up to its last whole line.
func head(b []byte) []byte {
	if len(b) <= sniffed {
		return b
	}
	b = b[:sniffed]
	if i := bytes.LastIndexByte(b, '\n'); i > 0 {
		return b[:i+1-(i+1)%2] // an even length: UTF-16 has two bytes a letter
	}
	return b
}

// separator is what parts most lines into the same number of fields; 0 where
// nothing does.
func separator(text string) rune {
	best, most, tabs := rune(0), 0, 0
	for _, sep := range []rune{',', '\t', ';', '|'} {
		counts := make(map[int]int)
		lines := 0
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			if n := fields(line, sep); n > 1 {
				counts[n]++
			}
			if lines++; lines == 200 {
				break
			}
		}
		for n, lines2 := range counts {
			// Titles and notes stand in lines of their own: a third of the lines is enough.
			if lines2 >= 2 && lines2*3 >= lines && lines2*n > most {
				best, most = sep, lines2*n
			}
			// Nobody writes tabs into texts: lines that all have as many are parted by them.
			if sep == '\t' && lines2 == lines && n > 2 {
				tabs = n
			}
		}
	}
	if tabs > 0 {
		return '\t'
	}
	return best
}

// fields counts the fields of a line, separators in quotes left out.
func fields(line string, sep rune) int {
	n, quoted := 1, false
	for _, r := range line {
		switch {
		case r == '"':
			quoted = !quoted
		case r == sep && !quoted:
			n++
		}
	}
	return n
}

// mostKept is how many bytes of cells are kept beside a file of 50 MB and its text.
const mostKept = 96 << 20

// Read implements importer.Reader. Errors: Invalid for a file that is not text
// or whose quotes do not close, TooLarge beyond a limit.
func (Reader) Read(ctx context.Context, b []byte, o importer.ReadOptions) (*importer.Workbook, error) {
	if o.Limits == (importer.Limits{}) {
		o.Limits = importer.DefaultLimits
	}
	ctx, cancel := context.WithTimeout(ctx, o.Limits.Time)
	defer cancel()
	text, err := chars.Decode(b)
	if err != nil {
		return nil, data.Fail(data.Invalid, "csv-encoding").Because(err)
	}
	sep := separator(text)
	if sep == 0 {
		return nil, data.Fail(data.Unsupported, "file-text")
	}
	t := table{limit: o.Limits, left: min(int64(o.Limits.Cells)*2*importer.CellSize, mostKept)}
	r := records{text: text, sep: byte(sep), line: 1}
	rows := min(int64(strings.Count(text, "\n"))+1, t.left/(importer.CellSize+importer.RowSize)) // growing the list would take twice its memory
	s := importer.Sheet{Name: "Sheet1", Rows: make([]importer.Row, 0, rows)}
	for index := 1; r.pos < len(text); index++ {
		if ctx.Err() != nil {
			return nil, data.Fail(data.TooLarge, "reading-time").Because(ctx.Err())
		}
		cells, err := t.row(&r)
		if err != nil {
			return nil, err
		}
		if len(cells) > 0 {
			s.Add(index, false, cells)
		}
	}
	if !t.continental(&s, sep) {
		return nil, t.tooMany()
	}
	return &importer.Workbook{Sheets: []importer.Sheet{s}}, nil
}

// table gathers the rows.
type table struct {
	limit   importer.Limits
	left    int64 // bytes that may still be kept
	cells   int
	scratch []importer.Cell // of the row in hand
}

// row reads a record; its cells are valid until the next one.
func (t *table) row(r *records) ([]importer.Cell, error) {
	cells := t.scratch[:0]
	line := r.line
	for col, last := 1, false; !last; col++ {
		var f string
		var whole bool
		if f, last, whole = r.field(); !whole {
			return nil, data.Fail(data.Invalid, "csv-damaged", "line", strconv.Itoa(line))
		}
		if strings.TrimSpace(f) == "" {
			continue
		}
		if col > t.limit.Columns {
			return nil, data.Fail(data.TooLarge, "too-many-columns", "sheet", "Sheet1", "limit", strconv.Itoa(t.limit.Columns))
		}
		c := cell(f, col)
		if t.left -= importer.CellSize; c.Kind == importer.Text {
			t.left -= importer.TextSize
		}
		cells = append(cells, c)
	}
	t.scratch = cells
	n := len(cells)
	if t.cells += n; t.cells > t.limit.Cells {
		return nil, data.Fail(data.TooLarge, "too-many-cells", "limit", strconv.Itoa(t.limit.Cells))
	}
	if n == 0 {
		return nil, nil
	}
	if t.left -= importer.RowSize; t.left < 0 {
		return nil, t.tooMany()
	}
	return cells, nil
}

// tooMany says how many cells of this file could be kept.
func (t *table) tooMany() error {
	return data.Fail(data.TooLarge, "too-many-cells", "limit", strconv.Itoa(t.cells))
}

// cell is a field's. What does not begin as a number does is none: NaN and -Inf
// are how programs write that there is no value.
func cell(f string, col int) importer.Cell {
	if d := strings.TrimPrefix(f, "-"); d == "" || d[0] < '0' || d[0] > '9' {
		return importer.Cell{Text: f, Col: int32(col)}
	}
	return importer.TextCell(f, col)
}
