package sqldb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"countyboard/data"
)

const (
	obsColumns   = 18
	rowsAtOnce   = 40
	insertIntoOb = `INSERT INTO observations (batch, n, indicator, place, grp, measure, period, first_month, last_month,
	number, status, raw, unit, unit_base, unit_power, cells, source, note) VALUES `
)

// putObservations inserts many rows a statement: an insert each costs four times as long.
func putObservations(ctx context.Context, tx *sql.Tx, id string, obs []data.Observation) (err error) {
	many, err := tx.PrepareContext(ctx, insertIntoOb+tuples(rowsAtOnce, obsColumns))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, many.Close()) }()
	for n := 0; n < len(obs); {
		end := min(n+rowsAtOnce, len(obs))
		args := make([]any, 0, rowsAtOnce*obsColumns)
		for i, o := range obs[n:end] {
			args = append(args, row(id, n+i, o)...)
		}
		if end-n == rowsAtOnce {
			_, err = many.ExecContext(ctx, args...)
		} else {
			_, err = tx.ExecContext(ctx, insertIntoOb+tuples(end-n, obsColumns), args...)
		}
		if err != nil {
			return err
		}
		n = end
	}
	return nil
}

func row(id string, n int, o data.Observation) []any {
	var number any
	if o.Value.Status.HasNumber() {
		number = o.Value.Number
	}
	return []any{
		id, n, o.Key.Indicator, o.Key.Place, string(o.Key.Group), string(o.Key.Measure), o.Key.Period.String(), o.Key.Period.FirstMonth(), o.Key.Period.LastMonth(),
		number, string(o.Value.Status), o.Value.Raw, o.Unit.Label, o.Unit.Base, o.Unit.Power, cellsText(o.From), o.Source, o.Note,
	}
}

// tuples is (?, ?), (?, ?) … for so many rows of so many columns. These alone are
// not numbered: SQLite looks a numbered parameter up among all of its statement, which
// was more than half of storing figures. PostgreSQL would have them as $1, $2 … here.
func tuples(rows, columns int) string {
	row := "(?" + strings.Repeat(", ?", columns-1) + ")"
	return row + strings.Repeat(", "+row, rows-1)
}

func cellsText(from []data.CellRef) string {
	pairs := make([][2]string, len(from))
	for i, c := range from {
		pairs[i] = [2]string{c.Sheet, c.Cell}
	}
	text, err := json.Marshal(pairs)
	if err != nil {
		return "[]" // strings always encode
	}
	return string(text)
}

// cellsOf reads what cellsText wrote; text without an escape, which is nearly all,
// by hand, since decoding would be a third of reading a figure.
func cellsOf(batch, text string) ([]data.CellRef, error) {
	if from, ok := plainCells(batch, text); ok {
		return from, nil
	}
	var pairs [][2]string
	if err := json.Unmarshal([]byte(text), &pairs); err != nil {
		return nil, fmt.Errorf("cells of batch %s: %w", batch, err)
	}
	from := make([]data.CellRef, len(pairs))
	for i, p := range pairs {
		from[i] = data.CellRef{Batch: batch, Sheet: p[0], Cell: p[1]}
	}
	return from, nil
}

func plainCells(batch, text string) (from []data.CellRef, ok bool) {
	body, begins := strings.CutPrefix(text, `[["`)
	body, ends := strings.CutSuffix(body, `"]]`)
	if !begins || !ends || strings.Contains(body, `\`) {
		return nil, false
	}
	const next = `"],["`
	from = make([]data.CellRef, 0, 1+strings.Count(body, next))
	for pair := range strings.SplitSeq(body, next) {
		sheet, cell, two := strings.Cut(pair, `","`)
		if !two || strings.ContainsRune(sheet, '"') || strings.ContainsRune(cell, '"') {
			return nil, false
		}
		from = append(from, data.CellRef{Batch: batch, Sheet: sheet, Cell: cell})
	}
	return from, true
}

// held names a series within a batch.
type held struct {
	indicator, place string
	group            data.Group
	measure          data.Measure
	freq             data.Freq
}

func putHoldings(ctx context.Context, tx *sql.Tx, id string, obs []data.Observation) (err error) {
	type span struct{ first, last data.Period }
	spans := make(map[held]span)
	for _, o := range obs {
		k := held{o.Key.Indicator, o.Key.Place, o.Key.Group, o.Key.Measure, o.Key.Period.Freq()}
		s, ok := spans[k]
		if !ok || o.Key.Period.Compare(s.first) < 0 {
			s.first = o.Key.Period
		}
		if !ok || o.Key.Period.Compare(s.last) > 0 {
			s.last = o.Key.Period
		}
		spans[k] = s
	}
	put, err := tx.PrepareContext(ctx, `INSERT INTO holdings (batch, indicator, place, grp, measure, freq, first, last)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, put.Close()) }()
	for k, s := range spans {
		if _, err := put.ExecContext(ctx, id, k.indicator, k.place, string(k.group), string(k.measure), string(k.freq),
			s.first.String(), s.last.String()); err != nil {
			return err
		}
	}
	return nil
}

const pointColumns = `o.batch, o.indicator, o.place, o.grp, o.measure, o.period, o.number, o.status, o.raw,
	o.unit, o.unit_base, o.unit_power, o.cells, o.source, o.note`

// scanner reads rows of pointColumns, and what the query selects behind them. One
// serves all rows of a query; words that a row shares with the row before are kept
// once.
type scanner struct {
	data.Observation // of the row that was read last
	batch            string
	number           sql.NullFloat64
	period, cells    string
	columns          []any
	words            []*string
	before           []string
}

func newScanner(more ...any) *scanner {
	s := new(scanner)
	k, u := &s.Key, &s.Unit
	s.words = []*string{&s.batch, &k.Indicator, &k.Place, (*string)(&k.Group), (*string)(&k.Measure), (*string)(&s.Value.Status), &u.Label, &u.Base, &s.Source, &s.Note}
	s.before = make([]string, len(s.words))
	s.columns = append([]any{&s.batch, &k.Indicator, &k.Place, (*string)(&k.Group), (*string)(&k.Measure), &s.period, &s.number,
		(*string)(&s.Value.Status), &s.Value.Raw, &u.Label, &u.Base, &u.Power, &s.cells, &s.Source, &s.Note}, more...)
	return s
}

func (s *scanner) scan(r *sql.Rows) error {
	err := r.Scan(s.columns...)
	if err != nil {
		return err
	}
	for i, w := range s.words {
		if *w == s.before[i] {
			*w = s.before[i]
		} else {
			s.before[i] = *w
		}
	}
	s.Value.Number = s.number.Float64
	if s.Key.Period, err = data.ParsePeriod(s.period); err != nil {
		return err
	}
	s.From, err = cellsOf(s.batch, s.cells)
	return err
}

// Observations implements data.Ledger.
func (db *DB) Observations(ctx context.Context, id string) (all []data.Observation, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		b, err := batch(ctx, tx, id)
		if err != nil {
			return err
		}
		all = make([]data.Observation, 0, b.Observations)
		row := newScanner()
		return each(ctx, tx, func(r *sql.Rows) error {
			err := row.scan(r)
			all = append(all, row.Observation)
			return err
		}, `SELECT `+pointColumns+` FROM observations o WHERE o.batch = $1 ORDER BY o.n`, b.ID)
	})
	return all, err
}
