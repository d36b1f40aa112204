package main

import (
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"
	"countyboard/importer"
)

// BatchCmd is "countyboard batch …".
type BatchCmd struct {
	List     BatchList     `cmd:"" help:"List all batches, newest first."`
	Show     BatchShow     `cmd:"" help:"Show what was understood."`
	Publish  BatchPublish  `cmd:"" help:"Publish a draft or withdrawn batch."`
	Withdraw BatchWithdraw `cmd:"" help:"Take a published batch back."`
	Discard  BatchDiscard  `cmd:"" help:"Delete a draft."`
}

// BatchList lists batches.
type BatchList struct{}

// BatchShow shows one batch.
type BatchShow struct {
	ID string `arg:"" help:"Batch; the first 6 digits do."`
}

// BatchPublish publishes one.
type BatchPublish struct {
	ID       string `arg:"" help:"Batch; the first 6 digits do."`
	Released string `help:"Day on which the figures became public." placeholder:"DATE"`
}

// BatchWithdraw takes one back.
type BatchWithdraw struct {
	ID string `arg:"" help:"Batch; the first 6 digits do."`
}

// BatchDiscard deletes one.
type BatchDiscard struct {
	ID string `arg:"" help:"Batch; the first 6 digits do."`
}

func short(id string) string { return id[:min(12, len(id))] }

func (c *call) state(s data.BatchState) string { return lang.Text(c.lang, "page.state-"+string(s)) }

// with runs do on a store that is there.
func (c *call) with(do func(db *sqldb.DB) error) error { return using(c.find, do) }

// making runs do on the store, which is made where it is not there.
func (c *call) making(do func(db *sqldb.DB) error) error { return using(c.open, do) }

func using(open func() (*sqldb.DB, error), do func(db *sqldb.DB) error) error {
	db, err := open()
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	return do(db)
}

// Run lists batches.
func (BatchList) Run(c *call) error {
	return c.with(func(db *sqldb.DB) error {
		all, err := db.Batches(c.ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
		for _, b := range all {
			released := "-"
			if !b.Released.IsZero() {
				released = b.Released.Format(time.DateOnly)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%s\n", short(b.ID), b.State, released, b.Observations, b.By, b.File)
		}
		return w.Flush()
	})
}

// Run shows one batch.
func (s BatchShow) Run(c *call) error {
	return c.with(func(db *sqldb.DB) error {
		b, err := db.Batch(c.ctx, s.ID)
		if err != nil {
			return err
		}
		c.say("batch", "id", b.ID, "file", b.File, "state", c.state(b.State), "count", strconv.Itoa(b.Observations))
		return importer.WriteText(c.out, importer.Result{Report: b.Report, Kept: b.Observations, Illustrative: b.Illustrative, Source: b.Source}, c.lang)
	})
}

// Run publishes one.
func (p BatchPublish) Run(c *call) error {
	var released time.Time
	if p.Released != "" {
		var err error
		if released, err = time.Parse(time.DateOnly, p.Released); err != nil {
			return data.Fail(data.Invalid, "parameter", "name", "--released", "got", p.Released, "would", "2024-10-15")
		}
	}
	return c.with(func(db *sqldb.DB) error {
		b, err := db.Batch(c.ctx, p.ID)
		if err != nil {
			return err
		}
		rev, err := db.Publish(c.ctx, b.ID, who(), released)
		if err == nil {
			c.say("published", "id", short(b.ID), "revision", "r"+strconv.Itoa(rev.Number))
		}
		return err
	})
}

// Run takes one back.
func (w BatchWithdraw) Run(c *call) error {
	return c.with(func(db *sqldb.DB) error {
		b, err := db.Batch(c.ctx, w.ID)
		if err != nil {
			return err
		}
		rev, err := db.Withdraw(c.ctx, b.ID, who())
		if err == nil {
			c.say("withdrawn", "id", short(b.ID), "revision", "r"+strconv.Itoa(rev.Number))
		}
		return err
	})
}

// Run deletes one.
func (d BatchDiscard) Run(c *call) error {
	return c.with(func(db *sqldb.DB) error {
		b, err := db.Batch(c.ctx, d.ID)
		if err != nil {
			return err
		}
		if err := db.Discard(c.ctx, b.ID); err != nil {
			return err
		}
		c.say("discarded", "id", short(b.ID))
		return nil
	})
}
