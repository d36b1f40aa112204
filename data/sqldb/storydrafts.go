package sqldb

import (
	"context"
	"database/sql"
	"errors"

	"countyboard/data"
)

const draftColumns = `SELECT slug, number, base, source, author, saved FROM story_drafts `

func scanDraft(scan func(...any) error) (d data.StoryDraft, err error) {
	var saved string
	err = scan(&d.Slug, &d.Number, &d.Base, &d.Source, &d.By, &saved)
	d.Saved = moment(saved)
	return d, err
}

func storyDraft(ctx context.Context, db rower, slug string) (data.StoryDraft, error) {
	d, err := scanDraft(db.QueryRowContext(ctx, draftColumns+`WHERE slug = $1`, slug).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return data.StoryDraft{Slug: slug}, nil
	}
	return d, err
}

// StoryDraft implements data.Drafts.
func (db *DB) StoryDraft(ctx context.Context, slug string) (data.StoryDraft, error) {
	return storyDraft(ctx, db.read, slug)
}

// StoryDrafts implements data.Drafts.
func (db *DB) StoryDrafts(ctx context.Context) (all []data.StoryDraft, err error) {
	err = db.look(ctx, func(tx *sql.Tx) error {
		return each(ctx, tx, func(r *sql.Rows) error {
			d, err := scanDraft(r.Scan)
			all = append(all, d)
			return err
		}, draftColumns+`WHERE source <> '' ORDER BY saved DESC, slug`)
	})
	return all, err
}

// SaveStoryDraft implements data.Drafts.
func (db *DB) SaveStoryDraft(ctx context.Context, d data.StoryDraft) (data.StoryDraft, error) {
	err := db.change(ctx, func(tx *sql.Tx) error {
		stands, err := storyDraft(ctx, tx, d.Slug)
		if err != nil {
			return err
		}
		if stands.Number != d.Number {
			return data.Fail(data.Conflict, "store-draft-moved", "by", stands.By)
		}
		d.Number, d.Saved = d.Number+1, db.now().UTC()
		_, err = tx.ExecContext(ctx, `INSERT INTO story_drafts (slug, number, base, source, author, saved) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (slug) DO UPDATE SET number = excluded.number, base = excluded.base, source = excluded.source,
				author = excluded.author, saved = excluded.saved`,
			d.Slug, d.Number, d.Base, d.Source, d.By, stamp(d.Saved))
		return err
	})
	return d, err
}
