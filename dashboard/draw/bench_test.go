package draw

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
	"countyboard/data/lang"

	"github.com/chromedp/chromedp"
)

// benched is a picture of the middling kind.
const benched = "output"

func BenchmarkSVG(b *testing.B) {
	d, c := newDrawer(b), charttest.Build(b, charttest.Sources(b), benched, chart.Params{})
	svg(b, d, c, Options{})
	for b.Loop() {
		svg(b, d, c, Options{})
	}
}

// options are those of the whole catalogue in each language.
func options(b *testing.B) (all []json.RawMessage) {
	b.Helper()
	s := charttest.Sources(b)
	for _, def := range chart.Catalogue {
		for _, l := range lang.All {
			o, err := echarts.Still(charttest.Build(b, s, def.Slug, chart.Params{Lang: l, Width: width}))
			if err != nil {
				b.Fatal(err)
			}
			all = append(all, o)
		}
	}
	return all
}

// BenchmarkEngine is ECharts in our engine alone, over all charts, warm.
func BenchmarkEngine(b *testing.B) {
	all := options(b)
	p := newPool(patient, memoryLimit)
	defer p.letGo()
	round := func() {
		for _, o := range all {
			if _, err := p.draw(b.Context(), o, width, height); err != nil {
				b.Fatal(err)
			}
		}
	}
	round() // it compiles ECharts
	for b.Loop() {
		round()
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*len(all)), "ms/picture")
}

// BenchmarkNode is the same by the whole ECharts in Node, warm.
func BenchmarkNode(b *testing.B) {
	all := options(b)
	out := inNode(b, `const { svg } = require("./draw.cjs");
const all = require("./options.json").map((o) => JSON.stringify(o));
const round = () => all.forEach((o) => svg(o, 760, 340));
for (let i = 0; i < 3; i++) round();
const began = performance.now();
for (let i = 0; i < 10; i++) round();
process.stdout.write(JSON.stringify((performance.now() - began) / 10 / all.length));`, all)
	var ms float64
	if err := json.Unmarshal(out, &ms); err != nil {
		b.Fatal(err)
	}
	for b.Loop() { // it was measured in Node
	}
	b.ReportMetric(ms, "ms/picture")
}

func BenchmarkPNG(b *testing.B) {
	d, c := newDrawer(b), charttest.Build(b, charttest.Sources(b), benched, chart.Params{})
	pixels(b, d, c, Options{})
	for b.Loop() {
		if _, err := d.PNG(b.Context(), &c, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// page is a file that shows the picture, as a browser is given it.
func page(b *testing.B) string {
	b.Helper()
	file := filepath.Join(b.TempDir(), "page.html")
	c := charttest.Build(b, charttest.Sources(b), benched, chart.Params{})
	if err := os.WriteFile(file, []byte(`<!doctype html><body style="margin:0">`+svg(b, newDrawer(b), c, Options{})), 0o600); err != nil {
		b.Fatal(err)
	}
	return file
}

func chromium(b *testing.B) string {
	b.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	b.Skip("no Chromium here")
	return ""
}

// BenchmarkChromiumStarted takes the picture of a page by a browser started for it.
func BenchmarkChromiumStarted(b *testing.B) {
	file, browser := page(b), chromium(b)
	for b.Loop() {
		cmd := exec.CommandContext(b.Context(), browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,675", "--screenshot="+filepath.Join(b.TempDir(), "x.png"), "file://"+file)
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
	}
}

// BenchmarkChromiumRunning takes it by a browser that runs already.
func BenchmarkChromiumRunning(b *testing.B) {
	file := page(b)
	chromium(b)
	alloc, cancel := chromedp.NewExecAllocator(b.Context(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)...)
	defer cancel()
	ctx, cancelTab := chromedp.NewContext(alloc)
	defer cancelTab()
	take := func() {
		if _, err := chromedp.Run(ctx, chromedp.Navigate("file://"+file)); err != nil {
			b.Fatal(err)
		}
		if _, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err != nil {
			b.Fatal(err)
		}
	}
	take()
	for b.Loop() {
		take()
	}
}
