package dashboard_test

import (
	"context"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/data/race"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// What a first visit to a place's page may weigh over the wire, in bytes.
const (
	mostPage  = 450_000
	mostWords = 60_000 // HTML and CSS
)

// TestBrowserWeight: a place's page and the gallery with their assets and the
// options of all their charts, as a browser without a cache is sent them.
func TestBrowserWeight(t *testing.T) {
	race.Alone(t)
	s := openSample(t)
	for path, charts := range map[string]int{"/places/512022": 5, "/charts?place=512022": len(chart.Catalogue)} {
		t.Run(path[1:], func(t *testing.T) { weigh(t, s.URL+path, charts) })
	}
}

func weigh(t *testing.T, address string, charts int) {
	t.Helper()
	b := newBrowser(t, 1280)
	act(b, chromedp.Navigate(address))
	n := act(b, chromedp.Evaluate[int](`document.querySelectorAll(".plot").length`))
	if n < charts {
		t.Fatalf("%d charts, want %d", n, charts)
	}
	b.do(`document.querySelectorAll(".plot").forEach((p, i) => setTimeout(() => p.scrollIntoView(), 150 * i))`)
	b.drawn(n)
	const sent = `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]`
	all := act(b, chromedp.Evaluate[int](sent+`.reduce((n, e) => n + e.transferSize, 0)`))
	words := act(b, chromedp.Evaluate[int](sent+`.filter(e => e.entryType === "navigation" || e.name.endsWith(".css")).reduce((n, e) => n + e.transferSize, 0)`))
	parts := b.text(sent + `.map(e => e.transferSize + " " + e.name).join("\n")`)
	if all > mostPage || words > mostWords || words < 2000 || all < 100_000 {
		t.Errorf("%d bytes, at most %d; HTML and CSS %d, at most %d:\n%s", all, mostPage, words, mostWords, parts)
	}
	t.Logf("%d bytes, HTML and CSS %d\n%s", all, words, parts)
}

// BenchmarkBrowserCharts is the time from navigation, without a cache, to the
// first drawn chart and to the last of those near the window; readers may wait a
// second.
func BenchmarkBrowserCharts(b *testing.B) {
	s := openSample(b)
	tab := newBrowser(b, 1280)
	act(tab, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
		return err
	}))
	var first, last float64
	for b.Loop() {
		act(tab, chromedp.Navigate(s.URL+"/places/512022"))
		tab.wait(`[...document.querySelectorAll(".plot")].every(p => p.classList.contains("drawn") || p.getBoundingClientRect().top > innerHeight)`)
		const drawn = `performance.getEntriesByName("drawn").map(m => m.startTime)`
		first += act(tab, chromedp.Evaluate[float64](`Math.min(...`+drawn+`)`))
		last += act(tab, chromedp.Evaluate[float64](`Math.max(...`+drawn+`)`))
	}
	b.ReportMetric(first/float64(b.N), "ms/first")
	b.ReportMetric(last/float64(b.N), "ms/last")
}
