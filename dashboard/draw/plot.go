package draw

import (
	"bytes"
	"cmp"
	"context"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/echarts"
)

// Plot draws what stands within a chart's picture, without its words: a piece of
// SVG for a page that has them in HTML, width by height pixels wide, scaling with
// the page; its option is that of a page in the chart's width, which is shown in
// several heights, and does not bear the mark of invented figures. name begins
// its ids, so that several may stand on one page. It is hidden from screen
// readers, which have the table. Returns the errors of SVG, Invalid at fewer
// values of a time than there; nil for a chart without data.
func (d *Drawer) Plot(ctx context.Context, c *chart.Chart, width, height int, name string) ([]byte, error) {
	if c.Empty != nil {
		return nil, nil
	}
	f := &frame{Chart: c, plotWidth: width, plotHeight: height}
	page := *c
	page.Params.Width, page.Params.Height, page.Illustrative = cmp.Or(c.Params.Width, width), 0, false
	option, err := echarts.Still(page)
	if err != nil {
		return nil, err
	}
	if n := values(option); n > mostValues {
		return nil, tooMany(n, mostValues)
	}
	plot, err := d.plot(ctx, f, option, name)
	if err != nil {
		return nil, err
	}
	root := el("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 "+num(float64(width))+" "+num(float64(height)), "preserveAspectRatio", "xMinYMin", "aria-hidden", "true", "focusable", "false")
	root.children = plot.children
	var b bytes.Buffer
	root.write(&b)
	return b.Bytes(), nil
}
