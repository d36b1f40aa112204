package importer_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/race"
	"countyboard/data/vocab"
	"countyboard/importer"
)

// TestBounds: a workbook of more figures or rows than the limit is refused in
// words, and so is one that nobody waits for.
func TestBounds(t *testing.T) {
	t.Parallel()
	book := func() *importer.Workbook {
		return &importer.Workbook{Sheets: []importer.Sheet{
			sheet("工业", [][]any{{"集群", "企业数（户）", "从业人员（人）"}, {"铝材", 1, 2}, {"纺织", 3, 4}}),
			sheet("投资", [][]any{{"集群", "企业数（户）"}, {"铝材", 1}, {"纺织", 3}, {"食品", 5}}),
		}}
	}
	over, done := context.WithCancel(t.Context())
	done()
	for name, c := range map[string]struct {
		ctx     context.Context
		figures int
		key     string
	}{
		"enough":          {t.Context(), 7, ""},
		"too few figures": {t.Context(), 6, "errors.too-many-figures"},
		"too few rows":    {t.Context(), 3, "errors.too-many-figures"},
		"too late":        {over, 7, "errors.reading-time"},
	} {
		limits := importer.Limits{Figures: c.figures, Time: time.Minute}
		_, err := importer.Interpret(c.ctx, book(), vocab.Embedded(), importer.Options{Place: "512022", Limits: limits})
		var e *data.Error
		if got := errors.As(err, &e); got != (c.key != "") || got && (e.Message.Key != c.key || data.CodeOf(err) != data.TooLarge) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTimeOfHostileSheets: whichever stage a sheet makes long, it ends soon after
// the time is over.
func TestTimeOfHostileSheets(t *testing.T) {
	t.Parallel()
	for name, rows := range map[string]func(add func(cells ...any)){
		"texts that differ, looked at one by one": func(add func(cells ...any)) {
			for i := range 20_000 {
				var cells []any
				for k := range 20 {
					cells = append(cells, fmt.Sprintf("说明 %d 其中：第%d项（见附注）", i, k))
				}
				add(cells...)
			}
		},
		"a wide row over a long table, column by column": func(add func(cells ...any)) {
			head := make([]any, 4000)
			for i := range head {
				head[i] = "企业数（户）"
			}
			add(head...)
			for i := range 200_000 {
				add("铝材", i, i)
			}
		},
		"tables beside each other, parted one by one": func(add func(cells ...any)) {
			for i := range 400 {
				var cells []any
				for k := range 1000 {
					if i == 0 {
						cells = append(cells, "集群", "企业数（户）", "", "")
					} else {
						cells = append(cells, fmt.Sprint("铝材", k), i, nil, nil)
					}
				}
				add(cells...)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := written(rows)
			const most = 200 * time.Millisecond
			begin := time.Now()
			_, err := importer.Interpret(t.Context(), &importer.Workbook{Sheets: []importer.Sheet{s}}, vocab.Embedded(), importer.Options{Place: "512022", Limits: importer.Limits{Time: most}})
			took := time.Since(begin)
			if e := data.AsError(err); err == nil || e.Message.Key != "errors.reading-time" {
				t.Errorf("after %v: %v", took, err)
			}
			if took > most+5*time.Second { // a loaded machine included
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestOneFigureOverAndOver: figures that agree are compared with those before them,
// and not each with each.
func TestOneFigureOverAndOver(t *testing.T) {
	t.Parallel()
	race.Alone(t)
	s := written(func(add func(cells ...any)) {
		add("时间", "工业总产值（亿元）")
		for range 60_000 {
			add("2024年1—3月", 5)
		}
	})
	begin := time.Now()
	res := interpret(home, s)
	if res.Report.Observations != 60_000 {
		t.Errorf("%d figures", res.Report.Observations)
	}
	if took := time.Since(begin); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// written is a sheet that is written row by row.
func written(rows func(add func(cells ...any))) importer.Sheet {
	s := importer.Sheet{Name: "表"}
	n := 0
	rows(func(values ...any) {
		n++
		one := sheet("", [][]any{values})
		s.Add(n, false, slices.Collect(one.Cells(one.Rows[0])))
	})
	return s
}
