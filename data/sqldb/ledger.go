package sqldb

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"countyboard/data"
)

// SaveDraft implements data.Ledger.
func (db *DB) SaveDraft(ctx context.Context, up data.Upload, bytes []byte, b data.Batch, obs []data.Observation) (data.Batch, bool, error) {
	if sum := sha256.Sum256(bytes); hex.EncodeToString(sum[:]) != up.ID {
		return b, false, data.Fail(data.Invalid, "store-hash")
	}
	if err := complete(obs); err != nil {
		return b, false, err
	}
	b.Upload, b.File, b.State = up.ID, up.File, data.Draft
	b.ID = data.BatchID(up.ID, b.Place, b.Released, b.Illustrative, obs)
	b.Observations = len(obs)
	b.Created = db.now().UTC()
	created := false
	err := db.change(ctx, func(tx *sql.Tx) error {
		old, err := batch(ctx, tx, b.ID)
		if err == nil {
			report := b.Report
			if b = old; b.State == data.Draft {
				b.Report = report
				return putReport(ctx, tx, b)
			}
			return nil
		}
		if data.CodeOf(err) != data.NotFound {
			return err
		}
		created = true
		if err := putUpload(ctx, tx, up, bytes, db.now()); err != nil {
			return err
		}
		if err := dropDrafts(ctx, tx, up.ID, b.Place); err != nil {
			return err
		}
		return putBatch(ctx, tx, b, obs)
	})
	return b, created && err == nil, err
}

// complete checks that every figure can be stored and found again.
func complete(obs []data.Observation) error {
	seen := make(map[data.Key]int, len(obs))
	for i, o := range obs {
		cell := "?"
		if len(o.From) > 0 {
			cell = o.From[0].Sheet + "!" + o.From[0].Cell
		}
		if o.Key.Indicator == "" || o.Key.Place == "" || o.Key.Measure == "" || o.Key.Period.IsZero() || o.Value.Status == "" {
			return data.Fail(data.Invalid, "store-incomplete", "cell", cell)
		}
		if first, twice := seen[o.Key]; twice {
			other := "?"
			if len(obs[first].From) > 0 {
				other = obs[first].From[0].Sheet + "!" + obs[first].From[0].Cell
			}
			return data.Fail(data.Invalid, "store-twice", "cell", cell, "other", other)
		}
		seen[o.Key] = i
	}
	return nil
}

func putUpload(ctx context.Context, tx *sql.Tx, up data.Upload, bytes []byte, now time.Time) error {
	if up.Received.IsZero() {
		up.Received = now
	}
	if bytes == nil {
		bytes = []byte{}
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO uploads (id, file, size, received, author, bytes)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING`,
		up.ID, up.File, len(bytes), stamp(up.Received), up.By, bytes)
	return err
}

func dropDrafts(ctx context.Context, tx *sql.Tx, upload, place string) error {
	var ids []string
	err := each(ctx, tx, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}, `SELECT id FROM batches WHERE upload = $1 AND place = $2 AND state = 'draft'`, upload, place)
	for _, id := range ids {
		err = errors.Join(err, dropBatch(ctx, tx, id))
	}
	return err
}

func dropBatch(ctx context.Context, tx *sql.Tx, id string) error {
	for _, q := range []string{
		`DELETE FROM observations WHERE batch = $1`,
		`DELETE FROM holdings WHERE batch = $1`,
		`DELETE FROM batches WHERE id = $1`,
	} {
		if _, err := tx.ExecContext(ctx, q, id); err != nil {
			return err
		}
	}
	return nil
}

func putBatch(ctx context.Context, tx *sql.Tx, b data.Batch, obs []data.Observation) error {
	report, err := json.Marshal(b.Report)
	if err != nil {
		return err
	}
	illustrative := 0
	if b.Illustrative {
		illustrative = 1
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO batches
		(id, upload, place, state, released, created, author, illustrative, source, observations, report)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		b.ID, b.Upload, b.Place, string(b.State), dayText(b.Released), stamp(b.Created), b.By,
		illustrative, b.Source, b.Observations, string(report))
	if err != nil {
		return err
	}
	if err := putObservations(ctx, tx, b.ID, obs); err != nil {
		return err
	}
	return putHoldings(ctx, tx, b.ID, obs)
}

func putReport(ctx context.Context, tx *sql.Tx, b data.Batch) error {
	report, err := json.Marshal(b.Report)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE batches SET report = $2 WHERE id = $1`, b.ID, string(report))
	return err
}

// Publish implements data.Ledger.
func (db *DB) Publish(ctx context.Context, id, by string, released time.Time) (data.Revision, error) {
	var rev data.Revision
	err := db.change(ctx, func(tx *sql.Tx) error {
		b, err := batch(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case b.State == data.Live:
			return data.Fail(data.Conflict, "store-published", "id", b.ID[:12])
		case b.Observations == 0:
			return data.Fail(data.Conflict, "store-empty", "id", b.ID[:12])
		case b.Report.Open() > 0:
			return data.Fail(data.Conflict, "store-questions", "id", b.ID[:12])
		}
		if released.IsZero() {
			released = b.Released
		}
		if released.IsZero() {
			released = db.now().UTC()
		}
		if rev, err = db.step(ctx, tx, data.RevPublished, b.ID, by); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO publications (batch, from_rev, released) VALUES ($1, $2, $3)`,
			b.ID, rev.Number, dayText(released)); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE batches SET state = 'published', released = $2 WHERE id = $1`, b.ID, dayText(released))
		return err
	})
	return rev, err
}

// Withdraw implements data.Ledger.
func (db *DB) Withdraw(ctx context.Context, id, by string) (data.Revision, error) {
	var rev data.Revision
	err := db.change(ctx, func(tx *sql.Tx) error {
		b, err := batch(ctx, tx, id)
		if err != nil {
			return err
		}
		if b.State != data.Live {
			return data.Fail(data.Conflict, "store-not-published", "id", b.ID[:12])
		}
		if rev, err = db.step(ctx, tx, data.RevWithdrawn, b.ID, by); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE publications SET to_rev = $2 WHERE batch = $1 AND to_rev IS NULL`, b.ID, rev.Number); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE batches SET state = 'withdrawn' WHERE id = $1`, b.ID)
		return err
	})
	return rev, err
}

// Discard implements data.Ledger.
func (db *DB) Discard(ctx context.Context, id string) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		b, err := batch(ctx, tx, id)
		if err != nil {
			return err
		}
		if b.State != data.Draft {
			return data.Fail(data.Conflict, "store-not-draft", "id", b.ID[:12])
		}
		if err := dropBatch(ctx, tx, b.ID); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM uploads WHERE id = $1
			AND NOT EXISTS (SELECT 1 FROM batches WHERE upload = $1)`, b.Upload)
		return err
	})
}

const batchColumns = `b.id, b.upload, u.file, b.place, b.state, b.released, b.created, b.author, b.illustrative, b.source, b.observations`

func scanBatch(scan func(...any) error, more ...any) (b data.Batch, err error) {
	var released, created, state string
	var illustrative int
	err = scan(append([]any{&b.ID, &b.Upload, &b.File, &b.Place, &state, &released, &created, &b.By, &illustrative, &b.Source, &b.Observations}, more...)...)
	b.State, b.Released, b.Created, b.Illustrative = data.BatchState(state), moment(released), moment(created), illustrative == 1
	return b, err
}

// Batches implements data.Ledger.
func (db *DB) Batches(ctx context.Context) (all []data.Batch, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(r *sql.Rows) error {
			b, err := scanBatch(r.Scan)
			all = append(all, b)
			return err
		}, `SELECT `+batchColumns+` FROM batches b JOIN uploads u ON u.id = b.upload ORDER BY b.created DESC, b.id`)
	})
	return all, err
}

// Batch implements data.Ledger.
func (db *DB) Batch(ctx context.Context, id string) (b data.Batch, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		b, err = batch(ctx, tx, id)
		return err
	})
	return b, err
}

const shortestPrefix = 6

func batch(ctx context.Context, tx *sql.Tx, id string) (found data.Batch, err error) {
	n := 0
	if len(id) < shortestPrefix || strings.Trim(id, "0123456789abcdef") != "" {
		return found, data.Fail(data.NotFound, "store-batch", "id", clip(id))
	}
	err = each(ctx, tx, func(r *sql.Rows) error {
		var report string
		b, err := scanBatch(r.Scan, &report)
		if err != nil {
			return err
		}
		found, n = b, n+1
		return json.Unmarshal([]byte(report), &found.Report)
	}, `SELECT `+batchColumns+`, b.report FROM batches b JOIN uploads u ON u.id = b.upload
		WHERE b.id >= $1 AND b.id <= $2 ORDER BY b.id LIMIT 2`, id, id+"g")
	switch {
	case err != nil:
		return found, err
	case n == 0:
		return found, data.Fail(data.NotFound, "store-batch", "id", clip(id))
	case n > 1:
		return found, data.Fail(data.Invalid, "store-prefix", "id", clip(id))
	}
	return found, nil
}

func clip(s string) string {
	if len(s) > 64 {
		return strings.ToValidUTF8(s[:64], "") + "…"
	}
	return s
}

// Upload implements data.Ledger.
func (db *DB) Upload(ctx context.Context, id string) (up data.Upload, bytes []byte, err error) {
	var received string
	err = db.read.QueryRowContext(ctx, `SELECT id, file, size, received, author, bytes FROM uploads WHERE id = $1`, id).
		Scan(&up.ID, &up.File, &up.Size, &received, &up.By, &bytes)
	up.Received = moment(received)
	if errors.Is(err, sql.ErrNoRows) {
		err = data.Fail(data.NotFound, "store-upload", "id", clip(id))
	}
	return up, bytes, err
}
