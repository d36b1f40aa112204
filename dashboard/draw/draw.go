// Package draw makes pictures of charts on the server: SVG by the same ECharts
// and the same option as in the browser, PNG from that SVG. A picture stands for
// itself: headline, source, date, revision and the mark of invented figures are in it.
package draw

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"
	"strconv"
	"sync"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
	"countyboard/data"
)

// Drawer draws. It makes its engines and reads its fonts when they are first
// needed. Safe for use by many at once.
type Drawer struct {
	engines  *pool
	fonts    func() (*fonts, error)
	painting *Queue // of those who paint pixels
	buffers  buffers
}

// New makes a Drawer; font is a font file whose characters go before those of
// the fonts in the binary, "" for these alone. Returns Invalid if it cannot be
// read, or has no Chinese.
func New(font string) (*Drawer, error) {
	d := &Drawer{engines: newPool(timeLimit, memoryLimit), fonts: embedded, painting: NewQueue(2)}
	if font == "" {
		return d, nil
	}
	own, err := readOwn(font)
	d.fonts = func() (*fonts, error) {
		f, err := embedded()
		if err != nil {
			return nil, err
		}
		return f.with(own), nil
	}
	return d, err
}

// Close lets go of what the Drawer holds; pictures asked for later start anew.
func (d *Drawer) Close() {
	d.engines.letGo()
}

// How many drawn values there may be: in a picture of a time, sixty years of
// months of eight groups, which take seconds; fewer where each has a name of its
// own, which takes more memory, and in what is drawn with a page.
const (
	mostOverTime = 8000
	mostValues   = 4000
)

// Draw is SVG or PNG, by the ending of a file ("svg", "png").
func (d *Drawer) Draw(ctx context.Context, ending string, c *chart.Chart, o Options) ([]byte, error) {
	if ending == "png" {
		return d.PNG(ctx, c, o)
	}
	return d.SVG(ctx, c, o)
}

// SVG draws a chart as a whole picture: a standalone SVG document, the same
// bytes for the same chart and options. A chart without data gives a picture
// that says why; of a chart over time with too many values each second, third …
// period is drawn, and the picture says so. Returns Invalid where there are too
// many values of another kind, Busy
// where too many wait, Internal where the drawing failed.
func (d *Drawer) SVG(ctx context.Context, c *chart.Chart, o Options) ([]byte, error) {
	_, root, err := d.picture(ctx, c, o)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	root.write(&b)
	return b.Bytes(), nil
}

// PNG is SVG in pixels, o.Scale for each of the picture's. Returns the errors of
// SVG, and Unsupported for a character that no font has.
func (d *Drawer) PNG(ctx context.Context, c *chart.Chart, o Options) ([]byte, error) {
	f, root, err := d.picture(ctx, c, o)
	if err != nil {
		return nil, err
	}
	fonts, err := d.fonts()
	if err != nil {
		return nil, err
	}
	if err := d.painting.Enter(ctx); err != nil {
		return nil, err
	}
	defer d.painting.Leave()
	scale := max(o.Scale, 1)
	painted, err := rasterise(root, f.width*scale, f.height*scale, f.ratio*float64(scale), fonts, f.Lang())
	if err != nil {
		return nil, data.AsError(err)
	}
	defer painted.letGo()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &d.buffers}).Encode(&b, painted.image); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// picture is a chart's picture with its layout, before it is written or painted.
func (d *Drawer) picture(ctx context.Context, c *chart.Chart, o Options) (*frame, *element, error) {
	f := layOut(c, o)
	if f.Empty != nil {
		return f, f.document(nil), nil
	}
	option, n, err := f.option()
	if err != nil {
		return nil, nil, err
	}
	most := mostValues
	if overTime(c) {
		most = mostOverTime
	}
	for step := (n + most - 1) / most; n > most; step++ {
		less, can := thinned(c, step)
		if !can {
			return nil, nil, tooMany(n, most)
		}
		f = layOut(less, o)
		if option, n, err = f.option(); err != nil {
			return nil, nil, err
		}
	}
	plot, err := d.plot(ctx, f, option, "p")
	if err != nil {
		return nil, nil, err
	}
	return f, f.document(plot), nil
}

func tooMany(count, most int) error {
	return data.Fail(data.Invalid, "picture-values", "count", strconv.Itoa(count), "most", strconv.Itoa(most))
}

// plot is what ECharts draws of a picture's option; name begins its ids.
func (d *Drawer) plot(ctx context.Context, f *frame, option []byte, name string) (*element, error) {
	raw, err := d.engines.draw(ctx, option, f.plotWidth, f.plotHeight)
	if err != nil {
		return nil, err
	}
	plot, err := clean(raw, name)
	if err != nil {
		return nil, data.AsError(err)
	}
	return plot, nil
}

// option is the ECharts option of the picture's plot, and how many values it has:
// in its size, and without the mark of invented figures, which stands in the frame.
func (f *frame) option() ([]byte, int, error) {
	c := *f.Chart
	c.Params.Width, c.Params.Height = f.plotWidth, f.plotHeight
	c.Illustrative = false
	option, err := echarts.Still(c)
	return option, values(option), err
}

// values counts what an option has drawn.
func values(option []byte) (n int) {
	var o struct {
		Series []struct{ Data []json.RawMessage }
	}
	if json.Unmarshal(option, &o) != nil {
		return 0
	}
	for _, s := range o.Series {
		n += len(s.Data)
	}
	return n
}

const (
	timeLimit   = 20 * time.Second // of the clock: the machine may be busy
	memoryLimit = 128 << 20        // bytes, of each engine
)

// buffers are used again by the next picture.
type buffers struct{ sync.Pool }

// Get implements png.EncoderBufferPool.
func (p *buffers) Get() *png.EncoderBuffer {
	b, _ := p.Pool.Get().(*png.EncoderBuffer)
	return b
}

// Put implements png.EncoderBufferPool.
func (p *buffers) Put(b *png.EncoderBuffer) { p.Pool.Put(b) }
