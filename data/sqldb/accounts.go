package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"countyboard/data"
)

// Account implements data.Accounts.
func (db *DB) Account(ctx context.Context, name string) (data.Account, error) {
	a, err := scanAccount(db.read.QueryRowContext(ctx, `SELECT name, role, password, created FROM accounts WHERE name = $1`, name).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = data.Fail(data.NotFound, "store-account", "name", clip(name))
	}
	return a, err
}

func scanAccount(scan func(...any) error) (a data.Account, err error) {
	var created string
	err = scan(&a.Name, (*string)(&a.Role), &a.Password, &created)
	a.Created = moment(created)
	return a, err
}

// Accounts implements data.Accounts.
func (db *DB) Accounts(ctx context.Context) (all []data.Account, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(r *sql.Rows) error {
			a, err := scanAccount(r.Scan)
			all = append(all, a)
			return err
		}, `SELECT name, role, password, created FROM accounts ORDER BY name`)
	})
	return all, err
}

// SaveAccount implements data.Accounts.
func (db *DB) SaveAccount(ctx context.Context, a data.Account) error {
	if a.Name == "" || !a.Role.Known() {
		return data.Fail(data.Invalid, "store-role", "got", clip(string(a.Role)))
	}
	if a.Created.IsZero() {
		a.Created = db.now()
	}
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO accounts (name, role, password, created) VALUES ($1, $2, $3, $4)
			ON CONFLICT (name) DO UPDATE SET role = excluded.role, password = excluded.password`,
			a.Name, string(a.Role), a.Password, stamp(a.Created))
		return err
	})
}

// Session implements data.Accounts.
func (db *DB) Session(ctx context.Context, token string) (b []byte, found bool, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT bytes FROM sessions WHERE token = $1 AND expiry > $2`, token, db.now().Unix()).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	return b, err == nil, err
}

// SaveSession implements data.Accounts; sessions that have expired go on the way.
func (db *DB) SaveSession(ctx context.Context, token string, b []byte, expiry time.Time) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE expiry <= $1`, db.now().Unix()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO sessions (token, bytes, expiry) VALUES ($1, $2, $3)
			ON CONFLICT (token) DO UPDATE SET bytes = excluded.bytes, expiry = excluded.expiry`, token, b, expiry.Unix())
		return err
	})
}

// DeleteSession implements data.Accounts.
func (db *DB) DeleteSession(ctx context.Context, token string) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM sessions WHERE token = $1`, token)
		return err
	})
}
