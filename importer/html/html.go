// Package html reads web pages with tables for the importer: many systems
// export such a page under the name .xls. Everything stands in one sheet, one
// below the other, as Excel shows it: a line of text is a row with one cell.
package html

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/chars"
)

// Reader implements importer.Reader.
type Reader struct{}

// Name implements importer.Reader.
func (Reader) Name() string { return "html" }

const sniffed = 1 << 20 // bytes within which the first table must begin

// Sniff reports whether b is a page with a table.
func (Reader) Sniff(b []byte) bool {
	head := b[:min(len(b), sniffed)]
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		text, err := chars.Decode(head[:len(head)-len(head)%2])
		if err != nil {
			return false
		}
		head = []byte(text)
	}
	head = bytes.TrimLeft(head, "\xEF\xBB\xBF \t\r\n")
	return bytes.HasPrefix(head, []byte("<")) && !bytes.HasPrefix(head, []byte("<?mso")) && bytes.Contains(bytes.ToLower(head), []byte("<table"))
}

// Read implements importer.Reader. Errors: Invalid for bytes that are no text,
// TooLarge beyond a limit.
func (Reader) Read(ctx context.Context, b []byte, o importer.ReadOptions) (*importer.Workbook, error) {
	if o.Limits == (importer.Limits{}) {
		o.Limits = importer.DefaultLimits
	}
	ctx, cancel := context.WithTimeout(ctx, o.Limits.Time)
	defer cancel()
	text, err := chars.DecodePage(b)
	if err != nil {
		return nil, data.Fail(data.Invalid, "csv-encoding").Because(err)
	}
	p := page{limit: o.Limits, left: min(int64(o.Limits.Cells)*2*importer.CellSize, mostKept), sheet: importer.Sheet{Name: "Sheet1"}}
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(16 << 20)
	for n := 0; ; n++ {
		if n%(1<<12) == 0 && ctx.Err() != nil {
			return nil, data.Fail(data.TooLarge, "reading-time").Because(ctx.Err())
		}
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				return nil, data.Fail(data.TooLarge, "html-part").Because(z.Err())
			}
			break
		}
		p.take(kind, z)
		if p.err != nil {
			return nil, p.err
		}
	}
	p.closeAll()
	if p.err != nil {
		return nil, p.err
	}
	p.sheet.Sort()
	return &importer.Workbook{Sheets: []importer.Sheet{p.sheet}}, nil
}

// page is the sheet while the tags go by.
type page struct {
	limit   importer.Limits
	sheet   importer.Sheet
	last    int // row used last, 1-based
	cells   int
	left    int64  // bytes of cells and texts that may still be kept
	steps   int    // columns that cells over several rows made others step over
	scratch []byte // of the text that is squeezed
	tables  []*table
	line    []byte    // text outside of tables
	skip    atom.Atom // script, style: their text is not the reader's
	name    bool      // within <title>
	err     error
}

// table is one that is open.
type table struct {
	left  int         // its first column less one: tables stand in cells of others
	row   int         // of the open row; 0 = none
	n     int         // rows so far
	col   int         // used last in the open row
	spans map[int]int // the row of the table to which a cell above reaches, by column
	cell  *cell       // that is open: slot, used again for each
	slot  cell
	open  openRow // the row that is being filled
}

type openRow struct {
	index  int
	hidden bool
	cells  []importer.Cell
}

type cell struct {
	col, wide, high int
	text            []byte
	num             string // Excel's own attribute with the full number
	forced          bool   // to be text
}

// most nested tables that are followed; deeper ones are text.
const mostNested = 8

func (p *page) top() *table {
	if n := len(p.tables); n > 0 {
		return p.tables[n-1]
	}
	return nil
}

func (p *page) take(kind html.TokenType, z *html.Tokenizer) {
	if kind == html.TextToken {
		p.text(z.Text())
		return
	}
	if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
		return
	}
	name, more := z.TagName()
	tag := atom.Lookup(name)
	if kind == html.EndTagToken {
		p.shut(tag)
		return
	}
	var attrs map[string]string
	if more && (tag == atom.Tr || tag == atom.Td || tag == atom.Th) {
		attrs = make(map[string]string)
	}
	for more && attrs != nil {
		var k, v []byte
		k, v, more = z.TagAttr()
		attrs[string(k)] = string(v)
	}
	p.open(tag, attrs)
	if kind == html.SelfClosingTagToken {
		p.skip = 0
	}
}

func (p *page) open(tag atom.Atom, attrs map[string]string) {
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template:
		p.skip = tag
	case atom.Title:
		p.name = true
	case atom.Table:
		p.openTable()
	case atom.Tr:
		if t := p.top(); t != nil {
			p.closeRow(t)
			p.last++
			t.row, t.col = p.last, t.left
			t.n++
			t.open.index, t.open.hidden = t.row, hidden(attrs)
		}
	case atom.Td, atom.Th:
		p.openCell(attrs)
	case atom.Br:
		p.newline()
	case atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Caption:
		p.block()
	}
}

func (p *page) shut(tag atom.Atom) {
	switch t := p.top(); {
	case tag == p.skip && tag != 0:
		p.skip = 0
	case tag == atom.Title:
		p.name = false
	case t == nil:
		if slices.Contains([]atom.Atom{atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Body}, tag) {
			p.block()
		}
	case tag == atom.Table:
		p.closeTable(t)
	case tag == atom.Tr:
		p.closeRow(t)
	case tag == atom.Td || tag == atom.Th:
		p.closeCell(t)
	case tag == atom.Caption:
		p.flushLine()
	}
}

func hidden(attrs map[string]string) bool {
	style := strings.ReplaceAll(strings.ToLower(attrs["style"]), " ", "")
	return strings.Contains(style, "display:none")
}

func (p *page) text(text []byte) {
	if p.skip != 0 {
		return
	}
	if p.name {
		if name := p.squeeze(text[:min(len(text), 1<<10)]); name != "" && len([]rune(name)) <= 60 {
			p.sheet.Name = name
		}
		return
	}
	where := p.writing()
	if len(*where)+len(text) > longest {
		p.err = data.Fail(data.TooLarge, "html-part")
		return
	}
	*where = append(*where, text...)
}

// writing is the text that is being written: of a cell, or outside of tables.
func (p *page) writing() *[]byte {
	if t := p.top(); t != nil && t.cell != nil {
		return &t.cell.text
	}
	return &p.line
}

// newline is a <br>: it stays within a cell, and ends a line outside.
func (p *page) newline() {
	if t := p.top(); t != nil && t.cell != nil {
		t.cell.text = append(t.cell.text, '\v')
		return
	}
	p.flushLine()
}

// block is the beginning or end of a paragraph.
func (p *page) block() {
	if t := p.top(); t != nil && t.cell != nil {
		if len(bytes.TrimSpace(t.cell.text)) > 0 {
			t.cell.text = append(t.cell.text, '\v')
		}
		return
	}
	p.flushLine()
}

// squeeze makes blanks of a page what a reader sees; no-break and ideographic
// spaces stay, since they indent.
func (p *page) squeeze(text []byte) string {
	b := p.scratch[:0]
	blank, lines := false, 0 // that stand before the next letter
	for _, c := range text {
		switch c {
		case ' ', '\t', '\n', '\r', '\f':
			blank = true
			continue
		case '\v':
			blank = false
			lines++
			continue
		}
		if len(b) > 0 {
			for range lines {
				b = append(b, '\n')
			}
			if blank && lines == 0 {
				b = append(b, ' ')
			}
		}
		blank, lines = false, 0
		b = append(b, c)
	}
	p.scratch = b
	return string(b)
}

func (p *page) flushLine() {
	text := p.squeeze(p.line)
	p.line = p.line[:0]
	if strings.TrimSpace(text) == "" {
		return
	}
	p.last++
	p.keep(openRow{index: p.last, cells: []importer.Cell{textCell(text, 1)}})
}

const (
	mostKept = 72 << 20             // bytes, beside a file of 50 MB and its text
	rowSize  = 4 * importer.RowSize // the list grows, and is sorted, by copying
	longest  = 1 << 20              // bytes of a cell's text
)

// keep takes a row into the sheet.
func (p *page) keep(row openRow) {
	n := len(row.cells)
	if n == 0 || p.err != nil {
		return
	}
	size := rowSize + int64(n)*importer.CellSize
	for _, c := range row.cells {
		if c.Kind == importer.Text {
			size += importer.TextSize + int64(len(c.Text))
		}
	}
	if p.cells += n; p.cells > p.limit.Cells {
		p.err = data.Fail(data.TooLarge, "too-many-cells", "limit", strconv.Itoa(p.limit.Cells))
		return
	}
	if p.left -= size; p.left < 0 {
		p.err = data.Fail(data.TooLarge, "unzipped-size", "limit", strconv.Itoa(mostKept>>20)+" MB")
		return
	}
	p.sheet.Add(row.index, row.hidden, row.cells)
}

// textCell is a cell's. What does not begin as a number does is none: NaN and
// -Inf are how programs write that there is no value.
func textCell(text string, col int) importer.Cell {
	if d := strings.TrimPrefix(text, "-"); d == "" || d[0] < '0' || d[0] > '9' {
		return importer.Cell{Text: text, Col: int32(col)}
	}
	return importer.TextCell(text, col)
}

func (p *page) openTable() {
	if len(p.tables) >= mostNested {
		return
	}
	left := 0
	if t := p.top(); t != nil {
		if t.cell != nil {
			left = t.cell.col - 1
		}
	} else {
		p.flushLine()
	}
	p.tables = append(p.tables, &table{left: left, spans: make(map[int]int)})
}

func (p *page) openCell(attrs map[string]string) {
	t := p.top()
	if t == nil {
		return
	}
	p.closeCell(t)
	if t.row == 0 { // a cell without its row
		p.open(atom.Tr, nil)
	}
	t.col++
	for ; t.spans[t.col] >= t.n; p.steps++ {
		t.col++
	}
	t.slot = cell{col: t.col, wide: span(attrs["colspan"]), high: span(attrs["rowspan"]), text: t.slot.text[:0]}
	c := &t.slot
	if c.col+c.wide-1 > p.limit.Columns {
		p.err = data.Fail(data.TooLarge, "too-many-columns", "sheet", p.sheet.Name, "limit", strconv.Itoa(p.limit.Columns))
		return
	}
	c.num = attrs["x:num"]
	_, c.forced = attrs["x:str"]
	t.cell, t.col = c, c.col+c.wide-1
}

// span is a rowspan or colspan; what makes no sense is 1.
func span(s string) int {
	if s == "" {
		return 1
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 1 || n > 65534 {
		return 1
	}
	return n
}

func (p *page) closeCell(t *table) {
	c := t.cell
	if c == nil {
		return
	}
	t.cell = nil
	if c.wide > 1 || c.high > 1 {
		if len(p.sheet.Merges) < 1<<17 {
			p.sheet.Merges = append(p.sheet.Merges, importer.Range{Row: t.row, Col: c.col, LastRow: t.row + c.high - 1, LastCol: c.col + c.wide - 1})
		}
		for i := 0; c.high > 1 && i < c.wide; i++ {
			t.spans[c.col+i] = t.n + c.high - 1
			p.steps++
		}
	}
	if p.steps > 2*p.limit.Cells {
		p.err = data.Fail(data.TooLarge, "too-many-cells", "limit", strconv.Itoa(p.limit.Cells))
		return
	}
	text := p.squeeze(c.text)
	if strings.TrimSpace(text) == "" && c.num == "" {
		return
	}
	out := textCell(text, c.col)
	if x, ok := number(c.num); ok && !c.forced {
		out = importer.Cell{Number: x, Col: out.Col, Kind: importer.Number, Percent: strings.HasSuffix(text, "%")}
	} else if c.forced {
		out = importer.Cell{Text: text, Col: out.Col}
	}
	t.open.cells = append(t.open.cells, out)
}

// number reads Excel's own attribute, which most cells do not have.
func number(s string) (float64, bool) {
	if s == "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0)
}

func (p *page) closeRow(t *table) {
	p.closeCell(t)
	t.row = 0
	p.keep(t.open)
	t.open.cells = t.open.cells[:0]
}

func (p *page) closeTable(t *table) {
	p.closeRow(t)
	p.tables = p.tables[:len(p.tables)-1]
}

func (p *page) closeAll() {
	for t := p.top(); t != nil; t = p.top() {
		p.closeTable(t)
	}
	p.flushLine()
}
