// Package annotate gives a workbook back with what the importer found in it:
// each problem marked at its cell by a fill and a comment, and a sheet that lists
// all of them. Values and layout stay as they are.
package annotate

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/importer"
)

// Source is the workbook to give back.
type Source struct {
	Bytes    []byte // of an .xlsx; of other formats nothing is taken over but Book
	Format   string // as the reader names it
	Password string
	Book     *importer.Workbook
}

// Write returns an .xlsx. One with a password keeps it. Other formats lose their
// looks: cells, merged cells and what is hidden are written anew.
// Returns Invalid where the workbook cannot be opened for writing.
func Write(src Source, rep data.Report, l lang.Lang) ([]byte, error) {
	f, err := open(src)
	if err != nil {
		return nil, data.Fail(data.Invalid, "annotate-open").Because(err)
	}
	defer func() { _ = f.Close() }()
	w := writer{f: f, lang: l, fills: make(map[fillKey]int)}
	if err := w.all(rep.Problems); err != nil {
		return nil, data.Fail(data.Invalid, "annotate-open").Because(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, data.Fail(data.Invalid, "annotate-open").Because(err)
	}
	return out.Bytes(), nil
}

func open(src Source) (f *excelize.File, err error) {
	defer func() {
		// The library indexes into what the file claims.
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("%v", r)
		}
	}()
	if src.Format != "xlsx" {
		return rebuild(src.Book)
	}
	f, err = excelize.OpenReader(bytes.NewReader(src.Bytes), excelize.Options{Password: src.Password, UnzipSizeLimit: importer.DefaultLimits.Unzipped})
	if err != nil && src.Password == "" {
		f, err = excelize.OpenReader(bytes.NewReader(src.Bytes), excelize.Options{Password: "VelvetSweatshop", UnzipSizeLimit: importer.DefaultLimits.Unzipped})
	}
	return f, err
}

type writer struct {
	f     *excelize.File
	lang  lang.Lang
	fills map[fillKey]int
}

type fillKey struct {
	style int
	color string
}

var colors = map[data.Severity]string{data.SeverityError: "F8CBAD", data.SeverityQuestion: "FFE699", data.SeverityNote: "DDEBF7"}

// all marks the cells and writes the list.
func (w *writer) all(problems []data.Problem) error {
	type place struct{ sheet, cell string }
	byCell := make(map[place][]data.Problem)
	var order []place
	for _, p := range problems {
		at := place{p.Sheet, p.Cell}
		if i, err := w.f.GetSheetIndex(p.Sheet); p.Cell == "" || err != nil || i < 0 {
			continue
		}
		if byCell[at] == nil {
			order = append(order, at)
		}
		byCell[at] = append(byCell[at], p)
	}
	for _, at := range order {
		if err := w.mark(at.sheet, at.cell, byCell[at]); err != nil {
			return err
		}
	}
	return w.list(problems)
}

// mark fills a cell and comments it; a comment that is there already stays
// above ours.
func (w *writer) mark(sheet, cell string, ps []data.Problem) error {
	worst := slices.MinFunc(ps, func(a, b data.Problem) int { return cmp.Compare(rank(a.Severity), rank(b.Severity)) })
	old, err := w.f.GetCellStyle(sheet, cell)
	if err != nil {
		return err
	}
	id, err := w.filled(old, colors[worst.Severity])
	if err != nil {
		return err
	}
	if err := w.f.SetCellStyle(sheet, cell, cell, id); err != nil {
		return err
	}
	var text []string
	if before := w.takeComment(sheet, cell); before != "" {
		text = append(text, before)
	}
	for _, p := range ps {
		text = append(text, w.say(p))
	}
	return w.f.AddComment(sheet, excelize.Comment{Cell: cell, Author: "Countyboard", Text: clip(strings.Join(text, "\n\n")), Width: 320, Height: 140})
}

func rank(s data.Severity) int {
	return slices.Index([]data.Severity{data.SeverityError, data.SeverityQuestion, data.SeverityNote}, s)
}

// say is a problem in words: what, how to mend it, what would do.
func (w *writer) say(p data.Problem) string {
	text := "[" + w.severity(p.Severity) + "] " + lang.Say(w.lang, p.Message)
	if h := lang.Say(w.lang, p.Hint); h != "" {
		text += "\n" + h
	}
	if len(p.Options) > 0 {
		text += "\n" + strings.Join(p.Options, " / ")
	}
	return text
}

func (w *writer) severity(s data.Severity) string {
	return lang.Text(w.lang, "importer.severity-"+string(s))
}

// clip keeps a comment within what Excel shows.
func clip(s string) string {
	if r := []rune(s); len(r) > 2000 {
		return string(r[:2000]) + "…"
	}
	return s
}

// takeComment removes a cell's comment and returns its text.
func (w *writer) takeComment(sheet, cell string) string {
	all, err := w.f.GetComments(sheet)
	if err != nil {
		return ""
	}
	for _, c := range all {
		if c.Cell != cell {
			continue
		}
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		if w.f.DeleteComment(sheet, cell) == nil && c.Author != "Countyboard" {
			return text
		}
	}
	return ""
}

// filled is a cell's own style with a fill.
func (w *writer) filled(style int, color string) (int, error) {
	k := fillKey{style, color}
	if id, ok := w.fills[k]; ok {
		return id, nil
	}
	s, err := w.f.GetStyle(style)
	if err != nil || s == nil {
		s = &excelize.Style{}
	}
	s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	id, err := w.f.NewStyle(s)
	w.fills[k] = id
	return id, err
}

// list writes the sheet of problems; one that an earlier call wrote is replaced.
func (w *writer) list(problems []data.Problem) error {
	name := lang.Text(w.lang, "importer.annotate-sheet")
	if i, err := w.f.GetSheetIndex(name); err == nil && i >= 0 {
		if err := w.f.DeleteSheet(name); err != nil {
			return err
		}
	}
	if _, err := w.f.NewSheet(name); err != nil {
		return err
	}
	bold, err := w.f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	wrap, err := w.f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return err
	}
	rows := [][]string{{"severity", "sheet-head", "cell", "message", "hint", "options", "id"}}
	for i, h := range rows[0] {
		rows[0][i] = lang.Text(w.lang, "importer.annotate-"+h)
	}
	for _, p := range problems {
		rows = append(rows, []string{w.severity(p.Severity), p.Sheet, p.Cell, lang.Say(w.lang, p.Message), lang.Say(w.lang, p.Hint), strings.Join(p.Options, " / "), p.ID})
	}
	if len(problems) == 0 {
		rows = append(rows, []string{"", "", "", lang.Text(w.lang, "importer.annotate-none")})
	}
	for r, row := range rows {
		for c, text := range row {
			if err := w.f.SetCellStr(name, importer.CellName(r+1, c+1), text); err != nil { // text, never a formula
				return err
			}
		}
	}
	for i, p := range problems {
		at := importer.CellName(i+2, 3)
		if p.Cell == "" || p.Sheet == "" {
			continue
		}
		if err := w.f.SetCellHyperLink(name, at, "'"+strings.ReplaceAll(p.Sheet, "'", "''")+"'!"+p.Cell, "Location"); err != nil {
			return err
		}
	}
	for col, width := range map[string]float64{"A": 8, "B": 16, "C": 8, "D": 50, "E": 50, "F": 24, "G": 24} {
		if err := w.f.SetColWidth(name, col, col, width); err != nil {
			return err
		}
	}
	if err := w.f.SetCellStyle(name, "A2", importer.CellName(max(2, len(rows)), 7), wrap); err != nil {
		return err
	}
	if err := w.f.SetCellStyle(name, "A1", "G1", bold); err != nil {
		return err
	}
	return w.f.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
