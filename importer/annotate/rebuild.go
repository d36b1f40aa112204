package annotate

import (
	"errors"

	"github.com/xuri/excelize/v2"

	"countyboard/importer"
)

var errNoSheets = errors.New("a workbook without sheets")

// rebuild writes the cells of a workbook of another format into a new .xlsx,
// each at its own address.
func rebuild(book *importer.Workbook) (*excelize.File, error) {
	if book == nil || len(book.Sheets) == 0 {
		return nil, errNoSheets
	}
	f := excelize.NewFile()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return nil, err
	}
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
	if err != nil {
		return nil, err
	}
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err != nil {
			return nil, err
		}
		if err := fill(f, s, date, percent); err != nil {
			return nil, err
		}
		if s.Hidden {
			// The last visible sheet cannot be hidden; the library then says so, and it stays.
			_ = f.SetSheetVisible(s.Name, false)
		}
	}
	return f, nil
}

func fill(f *excelize.File, s *importer.Sheet, date, percent int) error {
	for _, row := range s.Rows {
		for c := range s.Cells(row) {
			at := importer.CellName(row.Index, int(c.Col))
			if err := put(f, s.Name, at, c, date, percent); err != nil {
				return err
			}
		}
		if row.Hidden {
			if err := f.SetRowVisible(s.Name, row.Index, false); err != nil {
				return err
			}
		}
	}
	for _, m := range s.Merges {
		if err := f.MergeCell(s.Name, importer.CellName(m.Row, m.Col), importer.CellName(m.LastRow, m.LastCol)); err != nil {
			return err
		}
	}
	for _, h := range s.HiddenColumns {
		if err := f.SetColVisible(s.Name, importer.ColumnName(h[0])+":"+importer.ColumnName(min(h[1], 16384)), false); err != nil {
			return err
		}
	}
	return nil
}

func put(f *excelize.File, sheet, at string, c importer.Cell, date, percent int) error {
	switch c.Kind {
	case importer.Number, importer.Date:
		if err := f.SetCellFloat(sheet, at, c.Number, -1, 64); err != nil {
			return err
		}
		switch {
		case c.Kind == importer.Date:
			return f.SetCellStyle(sheet, at, at, date)
		case c.Percent:
			return f.SetCellStyle(sheet, at, at, percent)
		}
		return nil
	case importer.Bool:
		return f.SetCellBool(sheet, at, c.Text == "TRUE")
	}
	return f.SetCellStr(sheet, at, c.Text)
}
