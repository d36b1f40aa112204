package importer_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"countyboard/data"
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
