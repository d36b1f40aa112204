package importer

// headWithout finds where a sheet without figures has the header of a table: the
// first row that names an indicator, or two times, beside something else.
func (t *translator) headWithout(s *Sheet) (at cellAt, found bool) {
	const rows = 200
	for i, r := range s.Rows {
		if i == rows || t.watch.late(1) {
			return at, false
		}
		texts, indicators, times := 0, 0, 0
		var first cellAt
		for c := range s.Cells(r) {
			text := label(c)
			if text == "" {
				continue
			}
			if texts++; texts == 1 {
				first = cellAt{r.Index, int(c.Col)}
			}
			x := t.bilingual(text, 0)
			switch {
			case x.Rest != "":
			case x.Indicator != "":
				indicators++
			case x.Time.Says():
				times++
			}
		}
		if texts >= 2 && (indicators > 0 && texts > times || times >= 2) {
			return first, true
		}
	}
	return at, false
}

// noTable says why nothing was read: tables are there and empty, or there is none.
func (t *translator) noTable(book *Workbook) {
	empty := false
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s.Hidden {
			continue
		}
		if at, ok := t.headWithout(s); ok {
			empty = true
			t.note("table-empty", s.Name, at.String())
		}
	}
	if !empty {
		t.note("no-table", "", "")
	}
}
