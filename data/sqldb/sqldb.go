// Package sqldb keeps Countyboard's data in SQLite. It alone knows
// database/sql and the driver.
//
// The SQL is one portable text, written so that PostgreSQL can read it too:
// natural text keys, numbered parameters (but in tuples), no engine's own
// functions. Every write is one transaction that takes the write lock at its
// beginning, so a process that dies half-way leaves nothing half-stored; readers
// see the revision that stood when they began.
package sqldb

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"countyboard/data"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// DB is a data.Store in a database.
type DB struct {
	read  *sql.DB // several connections
	write *sql.DB // one connection: SQLite has one writer
	now   func() time.Time
}

var _ data.Store = (*DB)(nil)

//go:embed migrations/*.sql
var migrations embed.FS

// Open opens the SQLite database in a file, making it (and its folder) when it
// is not there and bringing its tables up to date.
// Returns Unsupported for an address of another engine and for a database that
// a newer Countyboard has written.
func Open(ctx context.Context, file string) (*DB, error) {
	if strings.Contains(file, "://") {
		engine, _, _ := strings.Cut(file, "://")
		return nil, data.Fail(data.Unsupported, "store-engine", "got", engine)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		return nil, data.Fail(data.Invalid, "store-open", "file", file).Because(err)
	}
	db := &DB{now: time.Now}
	var err error
	if db.write, err = sql.Open("sqlite", address(file, "immediate")); err != nil {
		return nil, data.Fail(data.Invalid, "store-open", "file", file).Because(err)
	}
	db.write.SetMaxOpenConns(1)
	if db.read, err = sql.Open("sqlite", address(file, "deferred")); err != nil {
		return nil, errors.Join(data.Fail(data.Invalid, "store-open", "file", file).Because(err), db.write.Close())
	}
	db.read.SetMaxOpenConns(8)
	db.read.SetMaxIdleConns(8)
	if err := db.migrate(ctx); err != nil {
		if data.CodeOf(err) == data.Internal {
			err = data.Fail(data.Invalid, "store-open", "file", file).Because(err)
		}
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// address is the data source name: pragmas belong to each connection. With
// synchronous=FULL a commit that was answered survives a power cut.
func address(file, lock string) string {
	q := url.Values{"_txlock": {lock}, "_pragma": {
		"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "cache_size(-16000)",
	}}
	return "file:" + (&url.URL{Path: file}).EscapedPath() + "?" + q.Encode()
}

// migrate brings the tables up to date. Two servers may start at once: each
// migration is a transaction, and who comes second finds it done.
func (db *DB) migrate(ctx context.Context) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db.write, files)
	if err != nil {
		return err
	}
	known := p.ListSources()[len(p.ListSources())-1].Version
	for try := 0; ; try++ {
		_, err = p.Up(ctx)
		if err == nil || try == 9 || ctx.Err() != nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if at, errAt := p.GetDBVersion(ctx); errAt == nil && at > known {
		return data.Fail(data.Unsupported, "store-newer", "at", fmt.Sprint(at), "known", fmt.Sprint(known))
	}
	return err
}

// Close waits for running work and closes the database.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close()) }

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	var n int
	return db.read.QueryRowContext(ctx, `SELECT 1`).Scan(&n)
}

// change runs f in one writing transaction.
func (db *DB) change(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// look runs f in one reading transaction, so that all it sees is of one moment.
func (db *DB) look(ctx context.Context, f func(tx *sql.Tx) error) error {
	tx, err := db.read.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	return errors.Join(f(tx), tx.Rollback())
}

// each scans all rows of a query.
func each(ctx context.Context, tx *sql.Tx, scan func(*sql.Rows) error, query string, args ...any) (err error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

const day = time.DateOnly

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(day)
}

// moment reads what stamp or dayText wrote; texts that neither wrote are the zero time.
func moment(s string) time.Time {
	layout := time.RFC3339Nano
	if len(s) == len(day) {
		layout = day
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
