package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"countyboard/data"
	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/annotate"
)

// Import is "countyboard import".
type Import struct {
	Files    []string `arg:"" name:"file" help:"Workbooks, folders of them, or globs."`
	DryRun   bool     `help:"Store nothing."`
	Format   string   `help:"text or jsonl." enum:"text,jsonl" default:"text"`
	Place    string   `help:"Place of figures that name none." placeholder:"CODE"`
	Publish  bool     `help:"Publish at once; otherwise the batch is a draft."`
	Released string   `help:"Day on which the figures became public; by default the day of publication." placeholder:"DATE"`
	Answers  string   `help:"JSON file with answers by the questions' IDs: {ID: \"ignore\" or one of {use}, {new: {code, label}}, {take: as-is}}; see README." type:"path" placeholder:"FILE"`
	Annotate string   `help:"Give the workbook back with its problems marked at their cells." type:"path" placeholder:"OUT.xlsx"`
	Password string   `help:"Of an encrypted workbook."`
}

// Run imports each file. One that cannot be read does not keep the others from
// being read; the call then ends with 1.
func (i *Import) Run(c *call) error {
	opts, released, err := i.options()
	if err != nil {
		return err
	}
	files, err := expand(i.Files)
	if err != nil {
		return err
	}
	if os.Getenv("GOGC") == "" {
		defer debug.SetGCPercent(debug.SetGCPercent(garbage))
	}
	d := importer.Desk{Readers: readers, Embedded: vocab.Embedded()}
	if open := c.open; !i.DryRun || c.database != "" {
		if i.DryRun {
			open = c.find // reads only; before the first import there is nothing to read
		}
		db, err := open()
		switch {
		case err == nil:
			defer func() { _ = db.Close() }()
			d = desk(db)
		case !i.DryRun || data.CodeOf(err) != data.NotFound:
			return err
		}
	}
	if i.Annotate != "" && len(files) > 1 {
		return data.Fail(data.Invalid, "annotate-one", "count", strconv.Itoa(len(files)))
	}
	if i.Annotate != "" && sameFile(i.Annotate, files[0]) {
		return data.Fail(data.Invalid, "annotate-over", "file", i.Annotate)
	}
	failed := 0
	var last error
	for n, file := range files {
		if len(files) > 1 {
			fmt.Fprintf(c.err, "[%d/%d] %s\n", n+1, len(files), file)
		}
		if err := i.one(c, d, file, importer.Handed{Released: released, Options: opts, By: who()}); err != nil {
			last = about{file, err}
			if failed++; len(files) > 1 {
				c.tell(last)
			}
		}
		if c.ctx.Err() != nil {
			return c.ctx.Err()
		}
	}
	if failed > 0 && len(files) > 1 {
		return data.Fail(data.Invalid, "import-some", "failed", strconv.Itoa(failed), "all", strconv.Itoa(len(files)))
	}
	return last
}

// garbage is how many per cent of what a workbook keeps may lie about as garbage:
// most of it are cells and figures, which have no pointers to follow, so looking
// through them often costs little.
const garbage = 25

func (i *Import) options() (o importer.Options, released time.Time, err error) {
	o = importer.Options{Place: i.Place, Password: i.Password}
	if i.Released != "" {
		if released, err = time.Parse(time.DateOnly, i.Released); err != nil {
			return o, released, data.Fail(data.Invalid, "parameter", "name", "--released", "got", i.Released, "would", "2024-10-15")
		}
	}
	if i.Answers == "" {
		return o, released, nil
	}
	b, err := os.ReadFile(i.Answers)
	if err != nil {
		return o, released, data.Fail(data.NotFound, "file-open", "file", i.Answers).Because(err)
	}
	o.Answers, err = data.ParseAnswers(i.Answers, b)
	return o, released, err
}

// most bytes of a workbook's file.
const mostFile = 1 << 30

func (i *Import) one(c *call, d importer.Desk, file string, h importer.Handed) error {
	info, err := os.Stat(file)
	if err != nil {
		return data.Fail(data.NotFound, "file-open", "file", file).Because(err)
	}
	if info.Size() > mostFile {
		return data.Fail(data.TooLarge, "upload-size", "most", "1 GiB")
	}
	if h.Bytes, err = os.ReadFile(file); err != nil {
		return data.Fail(data.NotFound, "file-open", "file", file).Because(err)
	}
	h.File = filepath.Base(file)
	if i.DryRun {
		dry := h
		if i.Annotate == "" {
			h.Bytes = nil // they may go once they are read
		}
		res, err := d.Dry(c.ctx, dry)
		if err != nil {
			return err
		}
		if err := i.annotate(c, h, res); err != nil {
			return err
		}
		return i.show(c, d, res)
	}
	b, res, created, err := d.Import(c.ctx, h)
	if err != nil {
		return err
	}
	if err := i.annotate(c, h, res); err != nil {
		return err
	}
	if err := i.show(c, d, res); err != nil {
		return err
	}
	if i.Format == "text" {
		key := "import-known"
		if created {
			key = "import-draft"
		}
		c.say(key, "id", short(b.ID), "count", strconv.Itoa(b.Observations), "state", c.state(b.State))
	}
	if !i.Publish || b.State == data.Live {
		return nil
	}
	if p := res.Report.Again(); p != nil {
		return data.Fail(data.Conflict, "published-again", "day", p.Message.Args["day"], "old", p.Message.Args["id"], "id", short(b.ID))
	}
	rev, err := d.Store.Publish(c.ctx, b.ID, h.By, h.Released)
	if err != nil {
		return err
	}
	if i.Format == "text" {
		c.say("published", "id", short(b.ID), "revision", "r"+strconv.Itoa(rev.Number))
	}
	return nil
}

// annotate writes the workbook with its problems marked, where that is asked for.
func (i *Import) annotate(c *call, h importer.Handed, res importer.Result) error {
	if i.Annotate == "" {
		return nil
	}
	book, format, err := importer.Open(c.ctx, readers, h.Bytes, h.Options)
	if err != nil {
		return err
	}
	out, err := annotate.Write(annotate.Source{Bytes: h.Bytes, Format: format, Password: i.Password, Book: book}, res.Report, c.lang)
	if err != nil {
		return err
	}
	if err := writeFile(i.Annotate, out); err != nil || i.Format != "text" {
		return err
	}
	key := "annotated"
	if len(res.Report.Problems) == 0 {
		key = "annotated-none"
	}
	c.say(key, "file", i.Annotate, "count", strconv.Itoa(len(res.Report.Problems)))
	return nil
}

// sameFile reports whether two names lead to one file, links included.
func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// writeFile writes a file that the call names.
func writeFile(name string, b []byte) error {
	if err := os.WriteFile(name, b, 0o644); err != nil { //nolint:gosec // readable as other documents are
		return data.Fail(data.Invalid, "file-write", "file", name).Because(err)
	}
	return nil
}

func (i *Import) show(c *call, d importer.Desk, res importer.Result) error {
	if i.Format == "text" {
		return importer.WriteText(c.out, res, c.lang)
	}
	v, err := d.Vocabulary(c.ctx)
	if err != nil {
		return err
	}
	return importer.WriteJSONL(c.out, res, v, c.lang)
}

// expand turns folders into the workbooks in them, and globs into files.
func expand(names []string) (files []string, err error) {
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err == nil && info.IsDir():
			var found []string
			err := filepath.WalkDir(name, func(p string, e fs.DirEntry, err error) error {
				ext := strings.ToLower(filepath.Ext(p))
				if err == nil && !e.IsDir() && slices.Contains([]string{".xlsx", ".xlsm", ".xls", ".et", ".htm", ".html", ".csv", ".tsv"}, ext) && !strings.HasPrefix(filepath.Base(p), "~$") {
					found = append(found, p)
				}
				return err
			})
			if err != nil {
				return nil, data.Fail(data.NotFound, "file-open", "file", name).Because(err)
			}
			if len(found) == 0 {
				return nil, data.Fail(data.NotFound, "folder-empty", "file", name)
			}
			files = append(files, found...)
		case err == nil:
			files = append(files, name)
		default:
			found, globErr := filepath.Glob(name)
			if globErr != nil || len(found) == 0 {
				return nil, data.Fail(data.NotFound, "file-open", "file", name).Because(err)
			}
			slices.Sort(found)
			files = append(files, found...)
		}
	}
	return files, nil
}
