package sqldb

import (
	"context"
	"database/sql"

	"countyboard/data"
)

// mostShowings bounds what strangers' headers can fill.
const mostShowings = 20_000

// SaveShowing implements data.Register.
func (db *DB) SaveShowing(ctx context.Context, s data.Showing) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO showings (site, chart, first, last)
			SELECT CAST($1 AS text), CAST($2 AS text), CAST($3 AS text), CAST($4 AS text)
			WHERE (SELECT count(*) FROM showings) < $5 OR EXISTS (SELECT 1 FROM showings WHERE site = $1 AND chart = $2)
			ON CONFLICT (site, chart) DO UPDATE SET last = excluded.last`, s.Site, s.Chart, dayText(s.First), dayText(s.Last), mostShowings)
		return err
	})
}

// Showings implements data.Register.
func (db *DB) Showings(ctx context.Context) (all []data.Showing, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(r *sql.Rows) error {
			var s data.Showing
			var first, last string
			err := r.Scan(&s.Site, &s.Chart, &first, &last)
			s.First, s.Last = moment(first), moment(last)
			all = append(all, s)
			return err
		}, `SELECT site, chart, first, last FROM showings ORDER BY last DESC, site, chart`)
	})
	return all, err
}
