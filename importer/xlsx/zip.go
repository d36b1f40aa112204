package xlsx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/klauspost/compress/flate"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"countyboard/data"
)

// archive is the zip of a workbook. What it inflates is counted against one
// limit for the whole file, whatever the directory of the zip says.
type archive struct {
	ctx   context.Context
	parts map[string]*zip.File // by lower-case name with forward slashes
	left  int64                // bytes that may still be inflated
	limit int64
	open  progress
}

// progress is how far the part is read that was opened last; its size is what the
// zip says.
type progress struct{ read, size int64 }

// A part that says it grows more than this is a bomb, unless it stays small:
// sheets compress 5 to 40 times, rarely 100.
const (
	maxRatio  = 300
	smallPart = 32 << 20
	maxParts  = 20_000
)

var errParts = errors.New("the zip has more parts than any workbook")

func openArchive(ctx context.Context, b []byte, limit int64) (*archive, error) {
	// The directory is read whole, so its entries are counted first.
	if bytes.Count(b, []byte("PK\x01\x02")) > maxParts {
		return nil, data.Fail(data.Invalid, "zip-damaged").Because(errParts)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, data.Fail(data.Invalid, "zip-damaged").Because(err)
	}
	z.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	a := &archive{ctx: ctx, parts: make(map[string]*zip.File, len(z.File)), left: limit, limit: limit}
	var said uint64
	for _, f := range z.File {
		size := f.UncompressedSize64
		said += size
		if said > uint64(limit) {
			return nil, a.tooLarge()
		}
		if size > smallPart && size/maxRatio > f.CompressedSize64 {
			return nil, data.Fail(data.TooLarge, "zip-ratio", "part", f.Name, "size", megabytes(int64(size)), "ratio", strconv.Itoa(maxRatio))
		}
		if f.Flags&1 != 0 {
			return nil, data.Fail(data.Unsupported, "zip-password")
		}
		a.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = f
	}
	return a, nil
}

func (a *archive) tooLarge() error {
	return data.Fail(data.TooLarge, "unzipped-size", "limit", megabytes(a.limit))
}

func (a *archive) has(name string) bool { _, ok := a.parts[strings.ToLower(name)]; return ok }

// part opens one part as UTF-8; the caller closes it.
func (a *archive) part(name string) (io.Reader, io.Closer, error) {
	f, ok := a.parts[strings.ToLower(name)]
	if !ok {
		return nil, nil, data.Fail(data.Invalid, "part-missing", "part", name)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, nil, damaged(name, err)
	}
	a.open = progress{size: int64(min(f.UncompressedSize64, uint64(a.limit)))}
	r := bufio.NewReader(&counter{a: a, r: rc})
	if bom, _ := r.Peek(2); string(bom) == "\xff\xfe" || string(bom) == "\xfe\xff" {
		return transform.NewReader(r, unicode.BOMOverride(transform.Nop)), rc, nil
	}
	return r, rc, nil
}

// counter stops at the limit and when the reader's time is over.
type counter struct {
	a *archive
	r io.Reader
}

func (c *counter) Read(b []byte) (int, error) {
	if err := c.a.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := c.r.Read(b)
	c.a.open.read += int64(n)
	if c.a.left -= int64(n); c.a.left < 0 {
		return 0, c.a.tooLarge()
	}
	return n, err
}

// damaged says which part cannot be read, unless the error says more already.
func damaged(part string, err error) error {
	var e *data.Error
	switch {
	case errors.As(err, &e):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return data.Fail(data.TooLarge, "reading-time").Because(err)
	case errors.Is(err, context.Canceled):
		return err
	}
	return data.Fail(data.Invalid, "part-damaged", "part", part).Because(err)
}

// resolve is the name of a part that a relationship of part from names.
func resolve(from, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return path.Join(path.Dir(from), target)
}

func megabytes(n int64) string { return strconv.FormatInt(n>>20, 10) + " MB" }
