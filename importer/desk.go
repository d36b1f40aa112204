package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/vocab"
)

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

// Vocabulary is the embedded catalogue with what was added to it in the store.
func (d Desk) Vocabulary(ctx context.Context) (*vocab.Vocabulary, error) {
	if d.Store == nil {
		return d.Embedded, nil
	}
	words, err := d.Store.Words(ctx, data.AsOf{})
	if err != nil || len(words) == 0 {
		return d.Embedded, err
	}
	return d.Embedded.With(words...)
}

// Dry reads a workbook as Import would and stores nothing. Store may be nil.
func (d Desk) Dry(ctx context.Context, h Handed) (Result, error) {
	v, err := d.Vocabulary(ctx)
	if err != nil {
		return Result{}, err
	}
	var broken error
	if d.Store != nil && h.Recipe == nil {
		h.Recipe = func(fingerprint, family string) (data.Recipe, bool) {
			r, err := d.Store.Recipe(ctx, fingerprint, family)
			if err != nil && data.CodeOf(err) != data.NotFound {
				broken = err
			}
			return r, err == nil
		}
	}
	if d.Store != nil && h.Known == nil {
		h.Known = d.known(ctx)
	}
	if h.Place != "" {
		p, ok := v.FindPlace(h.Place)
		if !ok {
			return Result{}, data.Fail(data.Invalid, "home-place", "got", h.Place)
		}
		h.Place = p.Code
	}
	res, err := Read(ctx, d.Readers, baseName(h.File), h.Bytes, v, h.Options)
	if err == nil {
		err = broken
	}
	if err == nil && d.Store != nil {
		err = d.announce(ctx, h, &res)
	}
	return res, err
}

// known looks up what is published; a store that does not answer knows nothing,
// since it only serves a check.
func (d Desk) known(ctx context.Context) func(data.Key) (data.Point, bool) {
	type series struct{ indicator, place string }
	cache := make(map[series][]data.Series)
	return func(k data.Key) (p data.Point, ok bool) {
		all, seen := cache[series{k.Indicator, k.Place}]
		if !seen {
			a, err := d.Store.Series(ctx, data.Query{Indicator: k.Indicator, Places: []string{k.Place}, Measures: []data.Measure{k.Measure}})
			if err == nil {
				all = a.Series
			}
			cache[series{k.Indicator, k.Place}] = all
		}
		for _, s := range all {
			if s.Group != k.Group || s.Freq != k.Period.Freq() {
				continue
			}
			for _, q := range s.Points {
				if q.Value.Status.HasNumber() && (!ok || q.Period.Compare(k.Period) <= 0) {
					p, ok = q, true
				}
			}
		}
		return p, ok
	}
}

// Import reads a workbook with the store's vocabulary and recipes and keeps it
// as a draft, all or nothing. Given answers are kept as recipes, and the words
// that they brought join the vocabulary, once the draft is kept: a reading that
// fails teaches nothing. created is false when the very same reading was there
// already.
func (d Desk) Import(ctx context.Context, h Handed) (batch data.Batch, res Result, created bool, err error) {
	if res, err = d.Dry(ctx, h); err != nil {
		return batch, res, false, err
	}
	sum := sha256.Sum256(h.Bytes)
	up := data.Upload{
		ID: hex.EncodeToString(sum[:]), File: baseName(h.File), Size: int64(len(h.Bytes)),
		Received: time.Now().UTC().Truncate(time.Second), By: h.By,
	}
	obs := res.Observations()
	res.Report.Answers = h.Answers
	batch = data.Batch{
		Upload: up.ID, File: up.File, Place: h.Place, State: data.Draft, Released: h.Released, Created: up.Received, By: h.By,
		Illustrative: res.Illustrative, Source: res.Source, Observations: len(obs), Report: res.Report,
	}
	if batch, created, err = d.Store.SaveDraft(ctx, up, h.Bytes, batch, obs); err != nil {
		return batch, res, false, err
	}
	return batch, res, created, d.remember(ctx, h.By, res)
}

// remember keeps the answers that were used, and the words that they brought.
func (d Desk) remember(ctx context.Context, by string, res Result) error {
	for _, r := range res.Recipes {
		r.By, r.Updated = by, time.Now().UTC().Truncate(time.Second)
		if err := d.Store.SaveRecipe(ctx, r); err != nil {
			return err
		}
	}
	if len(res.Words) == 0 {
		return nil
	}
	_, err := d.Store.SaveWords(ctx, res.Words, by)
	return err
}

// baseName is the file's own name, whichever way its path was written.
func baseName(file string) string {
	return filepath.Base(strings.ReplaceAll(file, `\`, "/"))
}
