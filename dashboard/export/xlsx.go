package export

import (
	"fmt"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"
)

// XLSX writes a chart as a workbook of four sheets: a chart that the spreadsheet
// draws itself, the numbers as a table, the cell that each value came from, and
// what must be known of them. Names from workbooks stand in cells as text only:
// no sheet, defined name or formula is made of them.
func XLSX(w io.Writer, t Taken) error {
	b := book{f: excelize.NewFile(), t: t, styles: make(map[string]int)}
	defer func() { _ = b.f.Close() }()
	for _, step := range []func() error{b.sheets, b.data, b.picture, b.provenance, b.notes, b.properties} {
		if err := step(); err != nil {
			return err
		}
	}
	// The library lists kinds of parts in no order; the same chart gives the same file.
	kinds := b.f.ContentTypes.Defaults
	sort.Slice(kinds, func(i, j int) bool { return kinds[i].Extension < kinds[j].Extension })
	return b.f.Write(w)
}

// book is a workbook being made.
type book struct {
	f      *excelize.File
	t      Taken
	table  chart.Table
	styles map[string]int
	kind   string // what the picture is drawn as, where that is not the page's kind
}

func (b *book) chartSheet() string { return b.t.say("sheet-chart") }
func (b *book) dataSheet() string  { return b.t.say("sheet-data") }
func (b *book) fromSheet() string  { return b.t.say("sheet-provenance") }
func (b *book) noteSheet() string  { return b.t.say("sheet-notes") }

func (b *book) sheets() error {
	b.table = b.t.Table()
	if err := b.f.SetSheetName("Sheet1", b.chartSheet()); err != nil {
		return err
	}
	for _, name := range []string{b.dataSheet(), b.fromSheet(), b.noteSheet()} {
		if _, err := b.f.NewSheet(name); err != nil {
			return err
		}
	}
	return nil
}

const (
	fontHead = "head"
	fontBig  = "title"
	fontSoft = "soft"
	fontWrap = "wrap"
	fontMark = "mark"

	family = "Calibri" // as the cells without a style have it
)

// style is the number of a style; each is made once.
func (b *book) style(name string) (int, error) {
	if n, ok := b.styles[name]; ok {
		return n, nil
	}
	s := &excelize.Style{}
	switch name {
	case fontBig:
		s.Font = &excelize.Font{Family: family, Bold: true, Size: 14}
	case fontSoft:
		s.Font = &excelize.Font{Family: family, Color: "5B6670"}
	case fontMark:
		s.Font = &excelize.Font{Family: family, Bold: true, Color: "8A4B00"}
	case fontWrap:
		s.Alignment = &excelize.Alignment{WrapText: true, Vertical: "top"}
	case fontHead:
		s.Font = &excelize.Font{Family: family, Bold: true}
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF4"}}
		s.Alignment = &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "center"}
		s.Border = []excelize.Border{{Type: "bottom", Color: "7F8FA0", Style: 1}}
	default: // a number format
		s.CustomNumFmt = &name
	}
	n, err := b.f.NewStyle(s)
	b.styles[name] = n
	return n, err
}

// cell names a cell by column and row, both from 1.
func cell(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // beyond a sheet's edge: charts are smaller by far
	}
	return name
}

// put writes a text in a style, "" for the plain one.
func (b *book) put(sheet string, col, row int, text, style string) error {
	if err := b.f.SetCellStr(sheet, cell(col, row), printable(text)); err != nil || style == "" {
		return err
	}
	n, err := b.style(style)
	if err != nil {
		return err
	}
	return b.f.SetCellStyle(sheet, cell(col, row), cell(col, row), n)
}

// number writes a number with the decimals of its unit.
func (b *book) number(sheet string, col, row int, x float64, u data.Unit) error {
	format := "0"
	if n := decimals(u); n > 0 {
		format += "." + strings.Repeat("0", n)
	}
	if b.t.Lang() == lang.En {
		format = "#,##" + format
	}
	n, err := b.style(format)
	if err != nil {
		return err
	}
	if err := b.f.SetCellFloat(sheet, cell(col, row), clean(x), -1, 64); err != nil {
		return err
	}
	return b.f.SetCellStyle(sheet, cell(col, row), cell(col, row), n)
}

const (
	headRow  = 4 // of the data sheet; units follow
	firstRow = headRow + 2
)

// data lays the table out for people: categories down, series across, units
// below their heads. A missing value stays empty; the provenance sheet says why.
func (b *book) data() error {
	sheet := b.dataSheet()
	if err := b.heading(sheet); err != nil {
		return err
	}
	if err := b.put(sheet, 1, headRow, b.table.Corner, fontHead); err != nil {
		return err
	}
	if err := b.put(sheet, 1, headRow+1, b.t.say("unit"), fontHead); err != nil {
		return err
	}
	const beside = 14 // width of a series
	first, heads := width(b.table.Corner), 2
	for j, name := range b.table.Columns {
		heads = max(heads, lines(name, beside))
		if err := b.put(sheet, j+2, headRow, name, fontHead); err != nil {
			return err
		}
		if err := b.put(sheet, j+2, headRow+1, lang.UnitLabel(b.t.Lang(), b.unitOf(j)), fontHead); err != nil {
			return err
		}
	}
	for i, r := range b.table.Rows {
		first = max(first, width(r.Label))
		if err := b.label(sheet, 1, firstRow+i, r.Label); err != nil {
			return err
		}
		for j, c := range r.Cells {
			if err := b.value(sheet, j+2, firstRow+i, c); err != nil {
				return err
			}
		}
	}
	if err := b.f.SetRowHeight(sheet, headRow, lineHeight*float64(heads)); err != nil {
		return err
	}
	if err := b.f.SetColWidth(sheet, "A", "A", fitted(first, 20)); err != nil {
		return err
	}
	if last := len(b.table.Columns) + 1; last > 1 {
		if err := b.f.SetColWidth(sheet, "B", column(last), beside); err != nil {
			return err
		}
	}
	return b.f.SetPanes(sheet, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: firstRow - 1, TopLeftCell: cell(2, firstRow), ActivePane: "bottomRight"})
}

const (
	lineHeight = 16
	mostWidth  = 40 // of a column that takes the width of its texts; longer ones take several lines
)

// fitted is the width of a column whose longest text is so wide.
func fitted(longest, least int) float64 { return float64(min(max(longest+2, least), mostWidth)) }

// lines is how many a text takes in a column.
func lines(text string, column int) int { return min(1+width(text)/(column-1), 12) }

// label writes a text into a column of fitted width, in lines where it is too long.
func (b *book) label(sheet string, col, row int, text string) error {
	if width(text)+2 <= mostWidth {
		return b.put(sheet, col, row, text, "")
	}
	if err := b.put(sheet, col, row, text, fontWrap); err != nil {
		return err
	}
	height, err := b.f.GetRowHeight(sheet, row)
	if err != nil {
		return err
	}
	return b.f.SetRowHeight(sheet, row, max(height, lineHeight*float64(lines(text, mostWidth))))
}

func (b *book) value(sheet string, col, row int, c chart.TableCell) error {
	switch {
	case !c.Has:
		return nil
	case c.Unit.IsZero() && c.Value == 0 && c.Point.Value != 0: // a band, a name
		return b.put(sheet, col, row, c.Shown, "")
	}
	return b.number(sheet, col, row, c.Value, c.Unit)
}

// unitOf is that of a column's first value.
func (b *book) unitOf(column int) data.Unit {
	for _, r := range b.table.Rows {
		if column < len(r.Cells) && r.Cells[column].Has {
			return r.Cells[column].Unit
		}
	}
	return data.Unit{}
}

func column(n int) string { return strings.TrimRight(cell(n, 1), "1") }

// heading is what no sheet goes without: title, what is measured, and the mark
// of invented figures.
func (b *book) heading(sheet string) error {
	if err := b.put(sheet, 1, 1, b.t.Title, fontBig); err != nil {
		return err
	}
	if err := b.put(sheet, 1, 2, b.t.Subtitle, fontSoft); err != nil {
		return err
	}
	if b.t.Illustrative {
		return b.put(sheet, 1, 3, b.t.say("illustrative-care"), fontMark)
	}
	return nil
}

// provenance lists each value with the cells that it came from, a row for each
// workbook's sheet.
func (b *book) provenance() error {
	sheet, l := b.fromSheet(), b.t.Lang()
	heads := strings.Split(b.t.say("provenance-heads"), "|")
	longest := make([]int, len(heads))
	for i, h := range heads {
		longest[i] = width(h) + 2 // and the filter's arrow
		if err := b.put(sheet, i+1, 1, h, fontHead); err != nil {
			return err
		}
	}
	row := 2
	for _, r := range rows(b.t.Chart) {
		for _, from := range bySheet(r.cells) {
			texts := []string{
				r.placeLabel, r.indicatorLabel, r.groupLabel, lang.Text(l, "chart.measure-"+r.measure), lang.Period(l, r.period), "",
				lang.UnitLabel(l, r.unit), string(r.status), r.why, from.file, from.sheet, strings.Join(from.cells, ", "), day(from.released), "",
			}
			if from.illustrative {
				texts[len(texts)-1] = b.t.say("illustrative")
			}
			for i, s := range texts {
				if s == "" {
					continue
				}
				longest[i] = max(longest[i], width(s))
				if err := b.label(sheet, i+1, row, s); err != nil {
					return err
				}
			}
			if r.has {
				if err := b.number(sheet, 6, row, r.value, r.unit); err != nil {
					return err
				}
			}
			row++
		}
	}
	for i, n := range longest {
		if err := b.f.SetColWidth(sheet, column(i+1), column(i+1), fitted(n, 8)); err != nil {
			return err
		}
	}
	if err := b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet}); err != nil { // heads on each page
		return err
	}
	if row > 2 {
		if err := b.f.AutoFilter(sheet, "A1:N"+strconv.Itoa(row-1), nil); err != nil {
			return err
		}
	}
	return b.f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// origin is the cells of one sheet.
type origin struct {
	file, sheet  string
	cells        []string
	released     time.Time
	illustrative bool
}

// bySheet brings cells of one sheet together; a value without any has one empty
// origin.
func bySheet(cells []chart.Cell) (all []origin) {
	for _, c := range cells {
		i := slices.IndexFunc(all, func(o origin) bool { return o.file == c.File && o.sheet == c.Sheet })
		if i < 0 {
			i = len(all)
			all = append(all, origin{file: c.File, sheet: c.Sheet, released: c.Released, illustrative: c.Illustrative})
		}
		if !slices.Contains(all[i].cells, c.Cell) {
			all[i].cells = append(all[i].cells, c.Cell)
		}
	}
	if len(all) == 0 {
		all = []origin{{}}
	}
	return all
}

// notes says what must be known of the figures.
func (b *book) notes() error {
	t, sheet := b.t, b.noteSheet()
	lines := [][2]string{
		{"title", t.Title}, {"subtitle", t.Subtitle}, {"place", t.PlaceName + " (" + t.Place + ")"}, {"indicator", t.IndicatorLabel},
		{"measure", lang.Text(t.Lang(), "chart.measure-"+string(t.Measure))}, {"unit", t.DataUnit()},
		{"publisher", t.Name}, {"licence", t.licence()}, {"revision", "r" + strconv.Itoa(t.Revision)}, {"released-on", day(t.Updated)},
		{"live", t.Live}, {"pinned", t.Pinned}, {"how-to-cite", t.cite()}, {"drawn-as", b.kind},
	}
	for _, s := range t.sources() {
		lines = append(lines, [2]string{"source", s})
	}
	for _, n := range t.Notes {
		lines = append(lines, [2]string{"note", n})
	}
	if t.Illustrative {
		lines = append([][2]string{{"illustrative", t.say("illustrative-care")}}, lines...)
	}
	if t.Empty != nil {
		lines = append(lines, [2]string{"missing", t.Empty.Reason}, [2]string{"missing", t.Empty.Hint})
	}
	row := 1
	for _, l := range lines {
		if l[1] == "" {
			continue
		}
		style := fontWrap
		if l[0] == "illustrative" {
			style = fontMark
		}
		if err := b.put(sheet, 1, row, t.say("note-"+l[0]), fontHead); err != nil {
			return err
		}
		if err := b.put(sheet, 2, row, l[1], style); err != nil {
			return err
		}
		if err := b.f.SetRowHeight(sheet, row, min(lineHeight*float64(1+width(l[1])/noteWidth), 400)); err != nil {
			return err
		}
		row++
	}
	if err := b.f.SetColWidth(sheet, "A", "A", 16); err != nil {
		return err
	}
	return b.f.SetColWidth(sheet, "B", "B", noteWidth)
}

const noteWidth = 96 // in Latin letters

// width of a text in Latin letters; others take two.
func width(s string) (n int) {
	for _, r := range s {
		n += min(utf8.RuneLen(r), 2)
	}
	return n
}

// properties are the document's own; its times are those of the figures, so that
// the same chart gives the same file.
func (b *book) properties() error {
	made := b.t.Updated.UTC().Format("2006-01-02T15:04:05Z")
	if err := b.f.SetDocProps(&excelize.DocProperties{
		Title: oneLine(b.t.Title), Subject: oneLine(b.t.Subtitle), Creator: oneLine(b.t.Name), Created: made, Modified: made,
		Identifier: fmt.Sprintf("%s r%d", b.t.Slug, b.t.Revision), Language: string(b.t.Lang()),
	}); err != nil {
		return err
	}
	for _, name := range b.f.GetSheetList() {
		a4, wide, one, all := 9, "landscape", 1, 0
		if name == b.chartSheet() {
			all = 1
		}
		if err := b.f.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &wide, FitToWidth: &one, FitToHeight: &all}); err != nil {
			return err
		}
		fit := true
		if err := b.f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
			return err
		}
	}
	return nil
}
