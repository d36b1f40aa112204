package sqldb

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
)

// params collects numbered parameters.
type params []any

func (p *params) add(v any) string {
	*p = append(*p, v)
	return fmt.Sprintf("$%d", len(*p))
}

func list[T ~string](p *params, values []T) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = p.add(string(v))
	}
	return "(" + strings.Join(marks, ", ") + ")"
}

// live is the condition that publication p answers at a moment: at head for a
// date, since what was withdrawn since was never right.
func live(ctx context.Context, tx *sql.Tx, asof data.AsOf, p *params) (cond string, rev int, err error) {
	head, err := head(ctx, tx)
	if err != nil {
		return "", 0, err
	}
	rev = head.Number
	if asof.Revision > rev {
		return "", 0, data.Fail(data.NotFound, "store-revision", "got", asof.String(), "head", "r"+strconv.Itoa(rev))
	}
	if asof.Revision > 0 {
		rev = asof.Revision
	}
	n := p.add(rev)
	cond = fmt.Sprintf(`p.from_rev <= %s AND (p.to_rev IS NULL OR p.to_rev > %s)`, n, n)
	if !asof.Date.IsZero() {
		cond += ` AND p.released <= ` + p.add(dayText(asof.Date))
	}
	return cond, rev, nil
}

// Series implements data.Reader.
func (db *DB) Series(ctx context.Context, q data.Query) (a data.Answer, err error) {
	a.Batches = make(map[string]data.BatchInfo)
	if len(q.Places) == 0 || none(q.Groups) || none(q.Measures) || none(q.Ends) {
		return a, nil
	}
	err = db.look(ctx, func(tx *sql.Tx) error {
		var ps params
		cond, rev, err := live(ctx, tx, q.AsOf, &ps)
		if err != nil {
			return err
		}
		a.Revision = rev
		where := asked(q, &ps)
		b := newBuilder(&a)
		if b.invented, err = inventedBatches(ctx, tx); err != nil {
			return err
		}
		err = each(ctx, tx, b.add, `SELECT `+pointColumns+`, p.released, p.from_rev
			FROM observations o JOIN publications p ON p.batch = o.batch
			WHERE `+where+` AND `+cond, ps...)
		if err != nil {
			return err
		}
		b.done()
		return cite(ctx, tx, a.Batches, rev)
	})
	a.Order(q.Places)
	return a, err
}

// none reports whether a list asks for nothing; a nil one asks for all.
func none[T any](list []T) bool { return list != nil && len(list) == 0 }

// asked is the condition on observations o that a query states.
func asked(q data.Query, ps *params) string {
	where := `o.indicator = ` + ps.add(q.Indicator) + ` AND o.place IN ` + list(ps, q.Places)
	if q.Groups != nil {
		where += ` AND o.grp IN ` + list(ps, q.Groups)
	}
	if q.Measures != nil {
		where += ` AND o.measure IN ` + list(ps, q.Measures)
	}
	if !q.From.IsZero() {
		where += ` AND o.first_month >= ` + ps.add(q.From.FirstMonth())
	}
	if !q.To.IsZero() {
		where += ` AND o.last_month <= ` + ps.add(q.To.LastMonth())
	}
	if q.Ends != nil {
		marks := make([]string, len(q.Ends))
		for i, p := range q.Ends {
			marks[i] = ps.add(p.LastMonth())
		}
		where += ` AND o.last_month IN (` + strings.Join(marks, ", ") + `)`
	}
	return where
}

// inventedBatches are those of invented figures.
func inventedBatches(ctx context.Context, tx *sql.Tx) (map[string]bool, error) {
	all := make(map[string]bool)
	return all, each(ctx, tx, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		all[id] = true
		return err
	}, `SELECT id FROM batches WHERE illustrative = 1`)
}

// builder gathers points into series. Which of several figures of one key wins is
// found here: in SQL it takes a sorting of whole rows, twice the time of the rest.
type builder struct {
	answer    *data.Answer
	row       *scanner
	now       data.Standing // of the row
	at        map[held]int
	standings [][]data.Standing // of the points of each series
	invented  map[string]bool
	key       held // of the row before
	last      int  // its series
}

func newBuilder(a *data.Answer) *builder {
	b := &builder{answer: a, at: make(map[held]int)}
	b.row = newScanner(&b.now.Released, &b.now.Revision)
	return b
}

func (b *builder) add(r *sql.Rows) error {
	if err := b.row.scan(r); err != nil {
		return err
	}
	o, i := &b.row.Observation, b.series()
	b.now.Missing, b.now.Invented = o.Value.Status == data.Missing, b.invented[b.row.batch]
	b.standings[i] = append(b.standings[i], b.now)
	points := &b.answer.Series[i].Points
	*points = append(*points, data.Point{Period: o.Key.Period, Value: o.Value, Unit: o.Unit, From: o.From, Source: o.Source, Note: o.Note, Batch: b.row.batch})
	return nil
}

// series is that of the row; nearly always it is that of the row before.
func (b *builder) series() int {
	o := &b.row.Key
	k := held{o.Indicator, o.Place, o.Group, o.Measure, o.Period.Freq()}
	if k == b.key {
		return b.last
	}
	i, ok := b.at[k]
	if !ok {
		i = len(b.answer.Series)
		b.at[k] = i
		b.answer.Series = append(b.answer.Series, data.Series{
			Indicator: k.indicator, Place: k.place, Group: k.group, Measure: k.measure, Freq: k.freq,
		})
		b.standings = append(b.standings, nil)
	}
	b.key, b.last = k, i
	return i
}

// decided are points in the order of their periods, of each period the one that
// wins.
func decided(points []data.Point, standings []data.Standing) []data.Point {
	inOrder := true
	for i := range points[1:] {
		inOrder = inOrder && points[i].Period.Compare(points[i+1].Period) < 0
	}
	if inOrder { // as one workbook has them
		return points
	}
	best := make([]int, len(points))
	for i := range best {
		best[i] = i
	}
	slices.SortFunc(best, func(i, j int) int {
		switch c := points[i].Period.Compare(points[j].Period); {
		case c != 0:
			return c
		case standings[i].Before(standings[j]):
			return -1
		case standings[j].Before(standings[i]):
			return 1
		}
		return cmp.Compare(i, j)
	})
	best = slices.CompactFunc(best, func(i, j int) bool { return points[i].Period == points[j].Period })
	won := make([]data.Point, len(best))
	for at, i := range best {
		won[at] = points[i]
	}
	return won
}

// done decides which figures win, and names their batches.
func (b *builder) done() {
	for i := range b.answer.Series {
		s := &b.answer.Series[i]
		s.Points = decided(s.Points, b.standings[i])
		for _, p := range s.Points {
			b.answer.Batches[p.Batch] = data.BatchInfo{}
		}
	}
}

// cite fills in the batches that an answer names, as published by revision rev.
func cite(ctx context.Context, tx *sql.Tx, batches map[string]data.BatchInfo, rev int) error {
	for id := range batches {
		var released string
		var illustrative int
		b := data.BatchInfo{ID: id}
		err := tx.QueryRowContext(ctx, `SELECT b.upload, u.file, b.source, b.illustrative, p.released, p.from_rev
			FROM batches b JOIN uploads u ON u.id = b.upload JOIN publications p ON p.batch = b.id
			WHERE b.id = $1 AND p.from_rev <= $2 ORDER BY p.from_rev DESC LIMIT 1`, id, rev).
			Scan(&b.Upload, &b.File, &b.Source, &illustrative, &released, &b.Revision)
		if err != nil {
			return err
		}
		b.Released, b.Illustrative = moment(released), illustrative == 1
		batches[id] = b
	}
	return nil
}

// Holdings implements data.Reader.
func (db *DB) Holdings(ctx context.Context, place string, asof data.AsOf) (all []data.Holding, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		var ps params
		cond, _, err := live(ctx, tx, asof, &ps)
		if err != nil {
			return err
		}
		if place != "" {
			cond += ` AND h.place = ` + ps.add(place)
		}
		all, err = holdings(ctx, tx, `JOIN publications p ON p.batch = h.batch WHERE `+cond, ps)
		return err
	})
	return all, err
}

// Held implements data.Ledger.
func (db *DB) Held(ctx context.Context, id string) (all []data.Holding, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		b, err := batch(ctx, tx, id)
		if err == nil {
			all, err = holdings(ctx, tx, `WHERE h.batch = $1`, params{b.ID})
		}
		return err
	})
	return all, err
}

func holdings(ctx context.Context, tx *sql.Tx, which string, ps params) (all []data.Holding, err error) {
	err = each(ctx, tx, func(r *sql.Rows) error {
		var h data.Holding
		var first, last string
		var illustrative int
		err := r.Scan(&h.Indicator, &h.Place, (*string)(&h.Group), (*string)(&h.Measure), (*string)(&h.Freq), &first, &last, &illustrative)
		if err != nil {
			return err
		}
		h.Illustrative = illustrative == 1
		if h.First, err = data.ParsePeriod(first); err != nil {
			return err
		}
		if h.Last, err = data.ParsePeriod(last); err != nil {
			return err
		}
		all = join(all, h)
		return nil
	}, `SELECT h.indicator, h.place, h.grp, h.measure, h.freq, h.first, h.last, b.illustrative
		FROM holdings h JOIN batches b ON b.id = h.batch `+which+` ORDER BY h.indicator, h.place, h.grp, h.measure, h.freq`, ps...)
	return all, err
}

// join adds h, or widens the last holding where it is of the same series.
func join(all []data.Holding, h data.Holding) []data.Holding {
	if len(all) == 0 {
		return append(all, h)
	}
	l := &all[len(all)-1]
	if l.Indicator != h.Indicator || l.Place != h.Place || l.Group != h.Group || l.Measure != h.Measure || l.Freq != h.Freq {
		return append(all, h)
	}
	if h.First.Compare(l.First) < 0 {
		l.First = h.First
	}
	if h.Last.Compare(l.Last) > 0 {
		l.Last = h.Last
	}
	l.Illustrative = l.Illustrative || h.Illustrative
	return all
}

// Places implements data.Reader. It steps from place to place in the index: a
// country's counties have a hundred thousand holdings and more.
func (db *DB) Places(ctx context.Context, asof data.AsOf) (all []string, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		var ps params
		cond, _, err := live(ctx, tx, asof, &ps)
		if err != nil {
			return err
		}
		return each(ctx, tx, func(r *sql.Rows) error {
			var p string
			err := r.Scan(&p)
			all = append(all, p)
			return err
		}, `WITH RECURSIVE known (place) AS (SELECT min(place) FROM holdings UNION ALL
			SELECT (SELECT min(h.place) FROM holdings h WHERE h.place > known.place) FROM known WHERE known.place IS NOT NULL)
			SELECT place FROM known WHERE EXISTS (SELECT 1 FROM holdings h JOIN publications p ON p.batch = h.batch
			WHERE h.place = known.place AND `+cond+`) ORDER BY place`, ps...)
	})
	return all, err
}
