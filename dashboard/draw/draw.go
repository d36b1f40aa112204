// Package draw makes pictures of charts on the server: SVG by the same ECharts
// and the same option as in the browser, PNG from that SVG. A picture stands for
// itself: headline, source, date, revision and the mark of invented figures are in it.
package draw

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
	"countyboard/data"
)

// Drawer draws. It makes its engines when they are first needed; its zero value
// is not ready, New makes one. Safe for use by many at once.
type Drawer struct {
	engines *pool
}

// New makes a Drawer.
func New() *Drawer {
	return &Drawer{engines: newPool(timeLimit, memoryLimit)}
}

// Close lets go of what the Drawer holds; pictures asked for later start anew.
func (d *Drawer) Close() {
	d.engines.letGo()
}

// mostValues is how many drawn values a picture may have: more are not told
// apart, and take seconds to draw.
const mostValues = 4000

// SVG draws a chart as a whole picture: a standalone SVG document, the same
// bytes for the same chart and options. A chart without data gives a picture
// that says why. Returns Invalid for a chart with too many values to draw, Busy
// where too many wait, Internal where the drawing failed.
func (d *Drawer) SVG(ctx context.Context, c *chart.Chart, o Options) ([]byte, error) {
	f := layOut(c, o)
	if c.Empty != nil {
		return f.document(nil)
	}
	option, err := f.option()
	if err != nil {
		return nil, err
	}
	if n := values(option); n > mostValues {
		return nil, data.Fail(data.Invalid, "picture-values", "count", strconv.Itoa(n), "most", strconv.Itoa(mostValues))
	}
	raw, err := d.engines.draw(ctx, option, f.plotWidth, f.plotHeight)
	if err != nil {
		return nil, err
	}
	plot, err := clean(raw)
	if err != nil {
		return nil, data.AsError(err)
	}
	return f.document(plot)
}

// option is the ECharts option of the picture's plot: in its size, and without
// the mark of invented figures, which stands in the frame.
func (f *frame) option() ([]byte, error) {
	c := *f.Chart
	c.Params.Width, c.Params.Height = f.plotWidth, f.plotHeight
	c.Illustrative = false
	return echarts.Option(c)
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
	timeLimit   = 8 * time.Second
	memoryLimit = 128 << 20 // bytes, of each engine
)
