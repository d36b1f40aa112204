// Package importer turns the sheets of a workbook into observations and
// problems. It is pure: formats come in as Readers, words as a vocabulary, and
// nothing is stored here but through Import.
package importer

import (
	"context"
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
	Time     time.Duration
}

// Options of one reading.
type Options struct {
	Place    string // home place; figures that name none belong to it
	Password string
	Limits   Limits // zero = DefaultLimits
	Answers  map[string]data.AnswerTo
	// Recipe gives the answers that were kept for a layout; nil = none.
	Recipe func(fingerprint string) (data.Recipe, bool)
}

// Result of reading a workbook.
type Result struct {
	Report       data.Report
	Readings     []Reading // in the order of the workbook: sheet, row, column
	Illustrative bool      // the workbook says 示例数据
	Source       string
	Words        []data.Word // that answers added to the vocabulary
}

// Reading is an observation with the words it was read from; parts of its key
// stay empty where nothing matched.
type Reading struct {
	data.Observation
	Title string
	Rows  []string // header labels, outermost first
	Cols  []string
}

// Read reads a workbook. The error, if any, says why the file could not be
// read at all; everything else is a problem in the report.
func Read(ctx context.Context, readers []Reader, file string, b []byte, v *vocab.Vocabulary, o Options) (Result, error) {
	panic("being built")
}

// Observations are the readings whose keys are complete and unique, ready to
// be stored.
func (r Result) Observations() []data.Observation { panic("being built") }

// Desk is where workbooks are handed in: the command and the upload page use
// the same one.
type Desk struct {
	Store interface {
		data.Reader
		data.Ledger
	}
	Readers  []Reader
	Embedded *vocab.Vocabulary
}

// Handed is a workbook handed in, with what the desk is told about it.
type Handed struct {
	File     string
	Bytes    []byte
	By       string
	Released time.Time // zero: the day of publication
	Options
}

// Import reads a workbook with the store's vocabulary and recipes and keeps it
// as a draft, all or nothing; given answers are kept as recipes. created is
// false when the very same reading was there already.
func (d Desk) Import(ctx context.Context, h Handed) (batch data.Batch, res Result, created bool, err error) {
	panic("being built")
}

// Dry reads a workbook as Import would and stores nothing. Store may be nil.
func (d Desk) Dry(ctx context.Context, h Handed) (Result, error) { panic("being built") }
