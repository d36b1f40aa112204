package importer

import (
	"regexp"

	"countyboard/data"
)

// whole is a level of places that stands for one of them: 全省 above prefectures is
// their province, 全市 in the report of a county the prefecture around it.
type whole struct {
	level string  // 省, 市, 县
	top   string  // the place that its neighbours have in common above them
	said  heading // where
}

func firstWhole(ws ...whole) whole {
	for _, w := range ws {
		if w.level != "" {
			return w
		}
	}
	return whole{}
}

// wholePlace is the place that a level means: that of its neighbours, of the
// title, of the home place. Without one of that level it is asked.
func (t *translator) wholePlace(r *reading, x *Reading, w whole) string {
	if code, ok := t.v.Ancestor(w.level, w.top, r.over.place, t.o.Place); ok {
		return code
	}
	if w.top == "" {
		home := t.home(r, x)
		if home == "" && r.over.place == "" {
			return "" // asked
		}
		if code, ok := t.v.Ancestor(w.level, home); ok {
			return code
		}
	}
	got := "全" + w.level
	a, ok := t.ask(question{id: "place:" + got, code: "place-unknown", word: true, sheet: r.sheet, cell: CellName(w.said.row, w.said.col), got: got})
	switch {
	case !ok:
		x.Open = true
		t.touch([]string{"place:" + got})
		return ""
	case a.Ignore:
		x.Value.Status = ""
		return ""
	case a.Blank:
		return firstOf(r.over.place, t.home(r, x))
	case a.New != nil:
		t.learn(data.Word{Kind: data.PlaceWord, Code: a.New.Code, Label: a.New.Label, LabelEn: a.New.Label})
		return a.New.Code
	}
	return t.placeOf(a.Use)
}

var divisionCodeHead = regexp.MustCompile(`区划|地区代码|地区编码|行政代码|地区码|(?i:adcode)`)

// codedPlace is the place of the 行政区划代码 beside a row.
func (t *translator) codedPlace(r *reading, i int) string {
	for _, c := range r.columns {
		if c.role != codes || !divisionCodeHead.MatchString(r.headText(c.col)) {
			continue
		}
		if cell := r.bodyCell(i, c.col); !cell.none() {
			if p, ok := t.v.Place(label(cell)); ok {
				return p.Code
			}
			if p, ok := t.v.Place(cell.Raw()); ok {
				return p.Code
			}
		}
	}
	return ""
}
