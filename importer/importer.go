// Package importer turns the sheets of a workbook into observations and
// problems. It knows layouts; formats come in as Readers, words as a
// vocabulary, and nothing is stored here but through a Desk.
//
// A workbook is read in stages, each a step of its own:
//
//  1. grid: the cells of a sheet that people can see, merged cells resolved;
//  2. tables: where tables stand, with their titles, header block, body, notes;
//  3. columns: what each column of a table is (labels, time, values, units …);
//  4. paths: the header labels over each column and the labels of each row,
//     outermost first;
//  5. meaning: what the vocabulary knows of title, column and row, joined;
//  6. observations with their cells, and questions where the workbook does not say;
//  7. checks over all of them.
//
// Nothing is guessed: a word that is not understood leaves its part of the key
// empty and becomes one question, however many cells it touches.
package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/vocab"
)

// Reader reads one file format.
type Reader interface {
	// Name is the format as reports say it: "xlsx".
	Name() string
	// Sniff reports by content alone whether the file is of this format.
	Sniff(b []byte) bool
	// Read reads the file within limits.
	// Returns Unsupported, Invalid or TooLarge errors that say where and what.
	Read(ctx context.Context, b []byte, o ReadOptions) (*Workbook, error)
}

// ReadOptions are what a reader needs beside the bytes.
type ReadOptions struct {
	Password string
	Limits   Limits
}

// Limits protect the server from hostile files.
type Limits struct {
	Unzipped int64 // bytes
	Cells    int   // with content, of the whole workbook
	Columns  int
	Figures  int // of the workbook, and rows of a sheet, that are understood; 0 = any
	Time     time.Duration
}

// DefaultLimits let every honest workbook through that we met, ten times over; of
// figures as many as a sheet of Excel has rows, which takes about 360 MB.
var DefaultLimits = Limits{Unzipped: 1 << 30, Cells: 10_000_000, Columns: 4096, Figures: 1 << 20, Time: 2 * time.Minute}

// Options of one reading.
type Options struct {
	Place    string // home place; figures that name none belong to it
	Password string
	Limits   Limits // zero = DefaultLimits
	Answers  map[string]data.AnswerTo
	// Recipe gives the answers that were kept for a layout or its family; nil = none.
	Recipe func(fingerprint, family string) (data.Recipe, bool)
	// Known gives what is published for a key at its period or the nearest one
	// before it; nil = nothing is.
	Known func(data.Key) (data.Point, bool)
}

// Result of reading a workbook.
type Result struct {
	Report       data.Report
	Readings     *Readings // nil of a stored reading, of which Kept observations are known
	Kept         int
	Illustrative bool        // the workbook says 示例数据
	Source       string      // what it names as the source of all of it
	Words        []data.Word // that answers added to the vocabulary
	// Recipes are what is to be remembered of each layout.
	Recipes []data.Recipe
}

// Reading is an observation with the words it was read from; parts of its key
// stay empty where nothing matched.
type Reading struct {
	data.Observation
	Title string
	Rows  []string // header labels, outermost first
	Cols  []string
	// Open reports that a question or error stands against this figure.
	Open bool

	keyed            bool // its key is settled, whatever its unit is
	total, ofWhich   bool // what its row or column says of it
	openRow, openCol bool // which of them was not understood
	plain            bool // the cell holds the number as it prints

	at    cellAt
	table *origin
}

// cellAt is a cell's place; it is named only where somebody asks.
type cellAt struct{ row, col int }

func (c cellAt) String() string { return CellName(c.row, c.col) }

// origin is the table that readings stand in.
type origin struct {
	sheet, area string // name and range, as the report has them
	title       string
	whole       string // the same for all parts of a table that goes on as 续表
}

// Read reads a workbook. The error, if any, says why the file could not be
// read at all; everything else is a problem in the report.
func Read(ctx context.Context, readers []Reader, file string, b []byte, v *vocab.Vocabulary, o Options) (Result, error) {
	begin := time.Now()
	sum := sha256.Sum256(b) // b itself may go once it is read
	book, format, err := Open(ctx, readers, b, o)
	if err != nil {
		return Result{}, err
	}
	res, err := Interpret(ctx, book, v, o)
	if err != nil {
		return Result{}, err
	}
	res.Report.File = file
	res.Report.Format = format
	res.Report.SHA256 = hex.EncodeToString(sum[:])
	res.Report.Seconds = time.Since(begin).Seconds()
	return res, ctx.Err()
}

// Open reads the cells of a workbook and says of which format it is.
func Open(ctx context.Context, readers []Reader, b []byte, o Options) (book *Workbook, format string, err error) {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits
	}
	for _, r := range readers {
		if r.Sniff(b) {
			book, err = r.Read(ctx, b, ReadOptions{Password: o.Password, Limits: o.Limits})
			return book, r.Name(), err
		}
	}
	return nil, "", refuse(b)
}

// Interpret is what Read does once the format is out of the way. It notes in the
// cells what they look like.
// Returns TooLarge beyond a limit.
func Interpret(ctx context.Context, book *Workbook, v *vocab.Vocabulary, o Options) (Result, error) {
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits
	}
	ctx, cancel := context.WithTimeout(ctx, o.Limits.Time)
	defer cancel()
	t := newTranslator(ctx, v, o)
	t.read.watch = t.watch
	t.report.Sheets = len(book.Sheets)
	t.learnLegends(book)
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if s.Hidden {
			t.report.Hidden++
			t.note("hidden-sheet", s.Name, "")
			continue
		}
		if t.sheet(s); t.stopped() {
			return Result{}, t.failed
		}
	}
	if len(t.report.Tables) == 0 {
		t.noTable(book)
	}
	if t.check(); t.stopped() {
		return Result{}, t.failed
	}
	t.read.watch = nil
	return t.result(), nil
}

// Observations are the readings whose keys are complete and unique, ready to
// be stored.
func (r Result) Observations() []data.Observation {
	var obs []data.Observation
	for i, f := range r.complete() {
		if obs == nil {
			obs = make([]data.Observation, 0, r.Readings.Len()-i)
		}
		var x Reading // its own slices
		r.Readings.fill(&x, f)
		obs = append(obs, x.Observation)
	}
	return obs
}

// Understood counts the Observations.
func (r Result) Understood() int {
	if r.Readings == nil {
		return r.Kept
	}
	n := 0
	for range r.complete() {
		n++
	}
	return n
}

// complete are the figures whose keys are complete and unique.
func (r Result) complete() iter.Seq2[int, *figure] {
	return func(yield func(int, *figure) bool) {
		all := r.Readings
		if all == nil {
			return
		}
		firsts := newFirsts(all, all.keyOf)
		for i, f := range all.figures() {
			k := all.keyOf(f)
			if f.is(openFigure) || k.indicator == 0 || k.place == 0 || k.measure == 0 || k.period.IsZero() {
				continue
			}
			if _, found := firsts.first(k, i); found {
				continue
			}
			if !yield(i, f) {
				return
			}
		}
	}
}

// illustrative reports whether a text says that its figures are invented.
func illustrative(text string) bool {
	text = strings.ToLower(text)
	for _, w := range []string{"示例数据", "示例资料", "虚构数据", "illustrative data", "illustrative figures", "sample data"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
