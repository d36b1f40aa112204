package dashboard_test

import (
	"context"
	"strconv"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// withoutScript is how pages are for readers whose browsers run none; the tests'
// own questions are answered still.
func (b *browser) withoutScript() {
	b.t.Helper()
	act(b, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
}

// TestBrowserWithoutScript: where no script runs the server's pictures stand in the
// page, said in words; where it runs none of them is loaded, not even with a piece
// of another page.
func TestBrowserWithoutScript(t *testing.T) {
	s := openSample(t)
	pages := []string{"/places/512022", "/charts/output?place=512022", "/charts?place=512022"}
	for _, width := range []int64{1280, 360} {
		b := newBrowser(t, width)
		b.withoutScript()
		for _, p := range pages {
			act(b, chromedp.Navigate(s.URL+p))
			b.wait(`location.pathname + location.search === ` + strconv.Quote(p) + ` && document.querySelector(".plot img") && [...document.querySelectorAll(".plot")].every(x => (i => i?.complete && i.naturalWidth && i.alt.length > 20 && i.offsetHeight <= x.offsetHeight && i.offsetHeight > 150)(x.querySelector("img")))`)
			if said := b.text(`[...document.querySelectorAll(".plot .wait, figcaption .sub")].filter(e => e.offsetHeight > 1).map(e => e.textContent).join()`); said != "" {
				t.Errorf("%s: beside the picture stands %s", p, said)
			}
			if over := act(b, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
				t.Errorf("%s: %v px wider than %d", p, over, width)
			}
		}
		b.quiet()
	}
	b := newBrowser(t, 1280)
	loaded := `performance.getEntriesByType("resource").map(e => e.name).filter(n => n.includes("/charts/") && n.includes(".svg")).join()`
	for _, p := range pages {
		act(b, chromedp.Navigate(s.URL+p))
		b.wait(`location.pathname + location.search === ` + strconv.Quote(p) + ` && document.querySelector(".plot.drawn")`)
		if got := b.text(loaded); got != "" {
			t.Errorf("%s loads %s", p, got)
		}
	}
	act(b, chromedp.Navigate(s.URL+pages[0]))
	b.wait(`document.querySelector("#chart-cluster-growth .switch a:not([aria-current])")`)
	b.do(`document.querySelector("#chart-cluster-growth .switch a:not([aria-current])").click()`)
	b.wait(`document.querySelector("#chart-cluster-growth .plot.drawn") && document.querySelector("#chart-cluster-growth .switch a[aria-current]").href.includes("measure=")`)
	if got := b.text(loaded); got != "" {
		t.Errorf("a switched figure loads %s", got)
	}
	b.quiet()
}
