// Package template makes the blank workbook that a bureau fills in: one row for
// each place, cluster and period, one column with a fixed unit for each
// indicator, drop-downs for what must be written alike. What is filled in
// imports without a question.
package template

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/importer"
)

// Sheet is what a template offers. Labels are Chinese, as the importer reads them.
type Sheet struct {
	Title      string // names the population: 规模以上工业主要指标
	Places     []string
	Groups     []string
	Periods    []string
	Indicators []data.Indicator // each a column in its own unit, with one for its growth
	Lang       lang.Lang        // of the instructions
}

// rows that have drop-downs and number checks.
const rows = 500

// heads of the columns that say what a row is about.
var heads = []string{"地区", "产业集群", "时期"}

// growth heads the column of published growth beside that of an indicator.
const growth = "同比增长（%）"

// exampleMark begins the example row, which is not read.
const exampleMark = "示例行"

// Write returns the .xlsx.
func Write(s Sheet) ([]byte, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	w := writer{f: f, Sheet: s, page: "填报", lists: "可选值"}
	for _, step := range []func() error{w.sheets, w.header, w.example, w.drops, w.numbers, w.explain} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

type writer struct {
	Sheet
	f     *excelize.File
	page  string // the sheet to fill in
	lists string // the sheet of what may be chosen
}

const (
	headRow    = 2
	exampleRow = 3
	firstRow   = 4
)

func (w *writer) sheets() error {
	if err := w.f.SetSheetName("Sheet1", w.page); err != nil {
		return err
	}
	for _, name := range []string{w.lists, w.help()} {
		if _, err := w.f.NewSheet(name); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) help() string { return lang.Text(w.Lang, "importer.template-sheet") }

// columns are the heads of all columns.
func (w *writer) columns() []string {
	all := slices.Clone(heads)
	for _, i := range w.Indicators {
		all = append(all, i.Label+"（"+i.Unit.Label+"）")
		if i.Kind != data.Rate {
			all = append(all, i.Label+growth)
		}
	}
	return append(all, "来源", "备注")
}

func (w *writer) header() error {
	title, err := w.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}})
	if err != nil {
		return err
	}
	head, err := w.f.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF4"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "center"},
		Border:    []excelize.Border{{Type: "bottom", Color: "7F8FA0", Style: 1}},
	})
	if err != nil {
		return err
	}
	columns := w.columns()
	last := importer.ColumnName(len(columns))
	if err := w.f.SetCellStr(w.page, "A1", w.Title); err != nil {
		return err
	}
	for i, c := range columns {
		if err := w.f.SetCellStr(w.page, importer.CellName(headRow, i+1), c); err != nil {
			return err
		}
	}
	for _, err := range []error{
		w.f.SetCellStyle(w.page, "A1", "A1", title),
		w.f.SetCellStyle(w.page, importer.CellName(headRow, 1), importer.CellName(headRow, len(columns)), head),
		w.f.SetRowHeight(w.page, headRow, 36),
		w.f.SetColWidth(w.page, "A", last, 15),
		w.f.SetPanes(w.page, &excelize.Panes{Freeze: true, XSplit: len(heads), YSplit: headRow, TopLeftCell: "D3", ActivePane: "bottomRight"}),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// exampleOf is a figure that the column could hold: what is counted is whole.
func (w *writer) exampleOf(column int) float64 {
	at := len(heads)
	for _, i := range w.Indicators {
		if at == column && (i.Unit.Base == data.BaseCount || i.Unit.Base == data.BasePerson) && i.Unit.Power == 0 {
			return 12
		}
		if at++; i.Kind != data.Rate {
			at++
		}
	}
	return 12.3
}

// example writes a row that shows how to fill in, and that the importer leaves out.
func (w *writer) example() error {
	grey, err := w.f.NewStyle(&excelize.Style{Font: &excelize.Font{Italic: true, Color: "808080"}})
	if err != nil {
		return err
	}
	columns := w.columns()
	texts := []string{exampleMark + "：" + first(w.Places), first(w.Groups), first(w.Periods)}
	for i := range columns {
		at := importer.CellName(exampleRow, i+1)
		switch {
		case i < len(texts):
			err = w.f.SetCellStr(w.page, at, texts[i])
		case i < len(columns)-2:
			err = w.f.SetCellFloat(w.page, at, w.exampleOf(i), -1, 64)
		}
		if err != nil {
			return err
		}
	}
	return w.f.SetCellStyle(w.page, importer.CellName(exampleRow, 1), importer.CellName(exampleRow, len(columns)), grey)
}

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}

// drops gives the first columns their drop-downs, from lists on a sheet of their own.
func (w *writer) drops() error {
	for i, list := range [][]string{w.Places, w.Groups, w.Periods} {
		col := importer.ColumnName(i + 1)
		if err := w.f.SetCellStr(w.lists, col+"1", heads[i]); err != nil {
			return err
		}
		for n, v := range list {
			if err := w.f.SetCellStr(w.lists, importer.CellName(n+2, i+1), v); err != nil {
				return err
			}
		}
		if len(list) == 0 {
			continue
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = importer.Range{Row: firstRow, Col: i + 1, LastRow: firstRow + rows - 1, LastCol: i + 1}.String()
		v.SetSqrefDropList(w.lists + "!$" + col + "$2:$" + col + "$" + itoa(len(list)+1))
		v.SetError(excelize.DataValidationErrorStyleStop, heads[i], lang.Text(w.Lang, "importer.template-choose"))
		if err := w.f.AddDataValidation(w.page, v); err != nil {
			return err
		}
	}
	return w.f.SetColWidth(w.lists, "A", "C", 18)
}

// numbers lets nothing but numbers into the columns of figures.
func (w *writer) numbers() error {
	v := excelize.NewDataValidation(true)
	v.Sqref = importer.Range{Row: firstRow, Col: len(heads) + 1, LastRow: firstRow + rows - 1, LastCol: len(w.columns()) - 2}.String()
	if err := v.SetRange(-1e15, 1e15, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween); err != nil {
		return err
	}
	v.SetError(excelize.DataValidationErrorStyleStop, "", lang.Text(w.Lang, "importer.template-number"))
	return w.f.AddDataValidation(w.page, v)
}

// explain writes the page of instructions.
func (w *writer) explain() error {
	wrap, err := w.f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	lines := []string{"template-about", "template-row", "template-unit", "template-total", "template-missing", "template-period", "template-growth", "template-example", "template-import"}
	for i, key := range lines {
		at := importer.CellName(i+1, 1)
		if err := w.f.SetCellStr(w.help(), at, lang.Text(w.Lang, "importer."+key, "mark", exampleMark)); err != nil {
			return err
		}
		if err := w.f.SetCellStyle(w.help(), at, at, wrap); err != nil {
			return err
		}
	}
	return w.f.SetColWidth(w.help(), "A", "A", 90)
}

func itoa(n int) string { return strconv.Itoa(n) }
