package sqldb

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"countyboard/data"
)

// step moves the revision forward by one.
func (db *DB) step(ctx context.Context, tx *sql.Tx, kind data.RevisionKind, what, by string) (data.Revision, error) {
	last, err := head(ctx, tx)
	if err != nil {
		return last, err
	}
	r := data.Revision{Number: last.Number + 1, At: db.now().UTC(), Kind: kind, What: what, By: by}
	_, err = tx.ExecContext(ctx, `INSERT INTO revisions (number, at, kind, what, author) VALUES ($1, $2, $3, $4, $5)`,
		r.Number, stamp(r.At), string(r.Kind), r.What, r.By)
	return r, err
}

const revisionColumns = `SELECT number, at, kind, what, author FROM revisions ORDER BY number DESC`

func scanRevision(scan func(...any) error) (r data.Revision, err error) {
	var at string
	err = scan(&r.Number, &at, (*string)(&r.Kind), &r.What, &r.By)
	r.At = moment(at)
	return r, err
}

type rower interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func head(ctx context.Context, db rower) (data.Revision, error) {
	r, err := scanRevision(db.QueryRowContext(ctx, revisionColumns+` LIMIT 1`).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return data.Revision{}, nil
	}
	return r, err
}

// Head implements data.Reader.
func (db *DB) Head(ctx context.Context) (data.Revision, error) { return head(ctx, db.read) }

// Revisions implements data.Reader.
func (db *DB) Revisions(ctx context.Context) (all []data.Revision, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(r *sql.Rows) error {
			rev, err := scanRevision(r.Scan)
			all = append(all, rev)
			return err
		}, revisionColumns)
	})
	return all, err
}

// SaveStory implements data.Ledger.
func (db *DB) SaveStory(ctx context.Context, s data.Story) (rev data.Revision, created bool, err error) {
	err = db.change(ctx, func(tx *sql.Tx) error {
		var old string
		err := tx.QueryRowContext(ctx, `SELECT source FROM stories WHERE slug = $1 ORDER BY rev DESC LIMIT 1`, s.Slug).Scan(&old)
		switch {
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return err
		case err == nil && old == s.Source:
			rev, err = head(ctx, tx)
			return err
		}
		if rev, err = db.step(ctx, tx, data.RevStory, s.Slug, s.By); err != nil {
			return err
		}
		created = true
		s.Revision, s.Added = rev.Number, rev.At
		body, err := json.Marshal(s)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO stories (slug, rev, place, published, source, body) VALUES ($1, $2, $3, $4, $5, $6)`,
			s.Slug, s.Revision, s.Place, stamp(s.Published), s.Source, string(body))
		return err
	})
	return rev, created && err == nil, err
}

// Story implements data.Reader.
func (db *DB) Story(ctx context.Context, slug string, asof data.AsOf) (data.Story, error) {
	all, err := db.stories(ctx, `slug = $2`, slug, asof)
	if err == nil && len(all) == 0 {
		err = data.Fail(data.NotFound, "store-story", "slug", clip(slug))
	}
	if err != nil {
		return data.Story{}, err
	}
	return all[0], nil
}

// Stories implements data.Reader.
func (db *DB) Stories(ctx context.Context, place string, asof data.AsOf) ([]data.Story, error) {
	if place == "" {
		return db.stories(ctx, `$2 = ''`, place, asof)
	}
	return db.stories(ctx, `place = $2`, place, asof)
}

func (db *DB) stories(ctx context.Context, cond, arg string, asof data.AsOf) (all []data.Story, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		rev, err := upTo(ctx, tx, asof)
		if err != nil {
			return err
		}
		return each(ctx, tx, func(r *sql.Rows) error {
			var body string
			if err := r.Scan(&body); err != nil {
				return err
			}
			var s data.Story
			err := json.Unmarshal([]byte(body), &s)
			all = append(all, s)
			return err
		}, `SELECT body FROM (
				SELECT slug, place, published, body, ROW_NUMBER() OVER (PARTITION BY slug ORDER BY rev DESC) AS in_line
				FROM stories WHERE rev <= $1) s
			WHERE in_line = 1 AND `+cond+` ORDER BY published DESC, slug`, rev, arg)
	})
	return all, err
}

// upTo is the newest revision that asof lets see; a date sees all.
func upTo(ctx context.Context, tx *sql.Tx, asof data.AsOf) (int, error) {
	var ps params
	_, rev, err := live(ctx, tx, asof, &ps)
	return rev, err
}

// SaveWords implements data.Ledger.
func (db *DB) SaveWords(ctx context.Context, words []data.Word, by string) (rev data.Revision, err error) {
	if len(words) == 0 {
		return db.Head(ctx)
	}
	err = db.change(ctx, func(tx *sql.Tx) error {
		if rev, err = db.step(ctx, tx, data.RevWords, "", by); err != nil {
			return err
		}
		for _, w := range words {
			body, err := json.Marshal(w)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO words (kind, code, rev, body) VALUES ($1, $2, $3, $4)
				ON CONFLICT (kind, code, rev) DO UPDATE SET body = excluded.body`,
				string(w.Kind), w.Code, rev.Number, string(body)); err != nil {
				return err
			}
		}
		return nil
	})
	return rev, err
}

// Words implements data.Reader.
func (db *DB) Words(ctx context.Context, asof data.AsOf) (all []data.Word, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		rev, err := upTo(ctx, tx, asof)
		if err != nil {
			return err
		}
		return each(ctx, tx, func(r *sql.Rows) error {
			var body string
			if err := r.Scan(&body); err != nil {
				return err
			}
			var w data.Word
			err := json.Unmarshal([]byte(body), &w)
			all = append(all, w)
			return err
		}, `SELECT body FROM (
				SELECT kind, code, body, ROW_NUMBER() OVER (PARTITION BY kind, code ORDER BY rev DESC) AS in_line
				FROM words WHERE rev <= $1) w
			WHERE in_line = 1 ORDER BY kind, code`, rev)
	})
	return all, err
}

// Recipe implements data.Ledger.
func (db *DB) Recipe(ctx context.Context, fingerprint, family string) (data.Recipe, error) {
	var r data.Recipe
	var answers, layout, updated string
	err := db.read.QueryRowContext(ctx, `SELECT fingerprint, family, layout, answers, updated, author FROM recipes
		WHERE fingerprint = $1 OR ($2 <> '' AND family = $2)
		ORDER BY CASE WHEN fingerprint = $1 THEN 0 ELSE 1 END, updated DESC, fingerprint LIMIT 1`, fingerprint, family).
		Scan(&r.Fingerprint, &r.Family, &layout, &answers, &updated, &r.By)
	if errors.Is(err, sql.ErrNoRows) {
		return r, data.Fail(data.NotFound, "store-recipe", "id", clip(fingerprint))
	}
	if err != nil {
		return r, err
	}
	r.Updated = moment(updated)
	if err := json.Unmarshal([]byte(layout), &r.Layout); err != nil {
		return r, err
	}
	return r, json.Unmarshal([]byte(answers), &r.Answers)
}

// SaveRecipe implements data.Ledger.
func (db *DB) SaveRecipe(ctx context.Context, r data.Recipe) error {
	answers, err := json.Marshal(r.Answers)
	if err != nil {
		return err
	}
	layout, err := json.Marshal(r.Layout)
	if err != nil {
		return err
	}
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO recipes (fingerprint, family, layout, answers, updated, author) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (fingerprint) DO UPDATE SET family = excluded.family, layout = excluded.layout, answers = excluded.answers,
				updated = excluded.updated, author = excluded.author`,
			r.Fingerprint, r.Family, string(layout), string(answers), stamp(db.now()), r.By)
		return err
	})
}
