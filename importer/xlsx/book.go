package xlsx

import (
	"strings"

	"countyboard/importer"
	"countyboard/importer/numfmt"
)

// book is what stands in the parts around the sheets.
type book struct {
	sheets    []sheetPart
	date1904  bool
	texts     int    // of the table that cells share
	firstText uint32 // ID of the first
	styles    []style
}

type sheetPart struct {
	name, part string
	hidden     bool
}

// style is what matters of a cell format.
type style struct {
	date    bool
	percent bool
	indent  uint8
}

// each hands the tokens of a part to f. Cut-off and malformed XML is an error.
func (a *archive) each(part string, f func(s *scanner, t token) error) error {
	r, c, err := a.part(part)
	if err != nil {
		return err
	}
	defer c.Close() //nolint:errcheck // reading a zip's part: nothing is lost
	s := newScanner(r)
	for {
		t, err := s.next()
		if err != nil {
			return damaged(part, err)
		}
		if t == tokenEnd {
			return nil
		}
		if err := f(s, t); err != nil {
			return damaged(part, err)
		}
	}
}

// target of a relationship.
type target struct{ kind, part string }

// relations reads the relationships of a part by their ID; none where there is no such file.
func (a *archive) relations(of string) (map[string]target, error) {
	dir, file := "", of
	if i := strings.LastIndexByte(of, '/'); i >= 0 {
		dir, file = of[:i+1], of[i+1:]
	}
	name := dir + "_rels/" + file + ".rels"
	m := make(map[string]target)
	if !a.has(name) {
		return m, nil
	}
	err := a.each(name, func(s *scanner, t token) error {
		if t == tokenOpen && s.name == "Relationship" && len(m) < mostStyles && s.attrText("TargetMode") != "External" {
			kind := s.attrText("Type")
			m[s.attrText("Id")] = target{kind[strings.LastIndexByte(kind, '/')+1:], resolve(of, s.attrText("Target"))}
		}
		return nil
	})
	return m, err
}

// openBook reads everything but the sheets. found is false where the zip is no workbook.
func (a *archive) openBook(keep *keeper) (b book, found bool, err error) {
	root, err := a.relations("")
	if err != nil {
		return b, false, err
	}
	part := "xl/workbook.xml"
	for _, t := range root {
		if t.kind == "officeDocument" {
			part = t.part
		}
	}
	if !a.has(part) || strings.HasPrefix(part, "word/") || strings.HasPrefix(part, "ppt/") {
		return b, false, nil
	}
	rels, err := a.relations(part)
	if err != nil {
		return b, false, err
	}
	if b.sheets, b.date1904, err = a.sheetList(part, rels, keep); err != nil {
		return b, false, err
	}
	for _, t := range rels {
		switch {
		case t.kind == "sharedStrings" && a.has(t.part):
			b.firstText, b.texts, err = a.sharedStrings(t.part, keep)
		case t.kind == "styles" && a.has(t.part):
			b.styles, err = a.styles(t.part)
		}
		if err != nil {
			return b, false, err
		}
	}
	return b, len(b.sheets) > 0, nil
}

func (a *archive) sheetList(part string, rels map[string]target, keep *keeper) (sheets []sheetPart, date1904 bool, err error) {
	err = a.each(part, func(s *scanner, t token) error {
		switch {
		case t != tokenOpen:
		case s.name == "workbookPr":
			date1904 = s.attrTrue("date1904")
		case s.name == "sheet":
			to, ok := rels[s.attrText("id")]
			if state := s.attrText("state"); ok && to.kind == "worksheet" {
				sheets = append(sheets, sheetPart{name: s.attrText("name"), part: to.part, hidden: state == "hidden" || state == "veryHidden"})
				return keep.take(sheetSize)
			}
		}
		return nil
	})
	return sheets, date1904, err
}

// sharedStrings reads the table of texts; runs are joined, readings (rPh) left out.
func (a *archive) sharedStrings(part string, keep *keeper) (first uint32, count int, err error) {
	var b []byte
	in, phonetic := false, false
	err = a.each(part, func(s *scanner, t token) error {
		switch {
		case t == tokenOpen && s.name == "si":
			b = b[:0]
		case t == tokenClose && s.name == "si":
			if id := keep.NewText(keep.Copy(resolved(b))); count == 0 {
				first = id
			}
			count++
			return keep.take(importer.TextSize + int64(len(b)))
		case s.name == "rPh" && t != tokenText:
			phonetic = t == tokenOpen
		case s.name == "t" && t != tokenText:
			in = t == tokenOpen
		case t == tokenText && in && !phonetic:
			if b = s.content(b); len(b) > longest {
				return errToken
			}
		}
		return nil
	})
	return first, count, err
}

// styles reads which cell formats are dates, and their indents.
func (a *archive) styles(part string) ([]style, error) {
	var list []style
	formats := make(map[int]string)
	within := false
	err := a.each(part, func(s *scanner, t token) error {
		switch {
		case s.name == "cellXfs" && t != tokenText:
			within = t == tokenOpen
		case t != tokenOpen:
		case s.name == "numFmt":
			if id, ok := s.attrInt("numFmtId"); ok && len(formats) < mostStyles {
				formats[id] = s.attrText("formatCode")
			}
		case s.name == "xf" && within && len(list) < mostStyles:
			id, _ := s.attrInt("numFmtId")
			code, custom := formats[id]
			if !custom {
				code = numfmt.Builtin(id)
			}
			list = append(list, style{date: numfmt.IsDate(code), percent: numfmt.IsPercent(code)})
		case s.name == "alignment" && within && len(list) > 0:
			if n, ok := s.attrInt("indent"); ok && n > 0 && n < 256 {
				list[len(list)-1].indent = uint8(n)
			}
		}
		return nil
	})
	return list, err
}
