// Package csv reads tables of text (comma, tab, semicolon or bar between the
// fields; UTF-8, UTF-16 or GB18030) for the importer. A row of the sheet is a
// record of the file, blank lines counted, as spreadsheets show it.
package csv

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
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

// Read implements importer.Reader. Errors: Invalid for a file that is not text
// or whose quotes do not close, TooLarge beyond a limit.
func (Reader) Read(ctx context.Context, b []byte, o importer.ReadOptions) (*importer.Workbook, error) {
	text, err := chars.Decode(b)
	if err != nil {
		return nil, data.Fail(data.Invalid, "csv-encoding").Because(err)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = separator(text), -1, true, true
	if r.Comma == 0 {
		return nil, data.Fail(data.Unsupported, "file-text")
	}
	s := importer.Sheet{Name: "Sheet1"}
	cells, index, next := 0, 0, 1 // next is the line on which a record without blanks before it begins
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			continental(&s, r.Comma)
			return &importer.Workbook{Sheets: []importer.Sheet{s}}, nil
		}
		if err != nil {
			return nil, data.Fail(data.Invalid, "csv-damaged", "line", strconv.Itoa(next)).Because(err)
		}
		line, _ := r.FieldPos(0)
		index += 1 + max(0, line-next)
		next = line + 1
		for _, f := range record {
			next += strings.Count(f, "\n")
		}
		if len(record) > o.Limits.Columns && o.Limits.Columns > 0 {
			return nil, data.Fail(data.TooLarge, "too-many-columns", "sheet", s.Name, "limit", strconv.Itoa(o.Limits.Columns))
		}
		row := cellsOf(record, index)
		if cells += len(row.Cells); cells > o.Limits.Cells && o.Limits.Cells > 0 {
			return nil, data.Fail(data.TooLarge, "too-many-cells", "limit", strconv.Itoa(o.Limits.Cells))
		}
		if len(row.Cells) > 0 {
			s.Rows = append(s.Rows, row)
		}
		if ctx.Err() != nil {
			return nil, data.Fail(data.TooLarge, "reading-time").Because(ctx.Err())
		}
	}
}

func cellsOf(record []string, index int) importer.Row {
	row := importer.Row{Index: index}
	for i, f := range record {
		if strings.TrimSpace(f) == "" {
			continue
		}
		row.Cells = append(row.Cells, importer.TextCell(strings.Clone(f), i+1))
	}
	row.Cells = slices.Clip(row.Cells)
	return row
}
