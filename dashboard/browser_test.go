package dashboard_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"countyboard/data/race"
)

// browser is a tab of a real browser; it collects what the console complains of.
type browser struct {
	ctx      context.Context
	t        testing.TB
	mu       sync.Mutex
	complain []string
}

func newBrowser(t testing.TB, width int64) *browser {
	t.Helper()
	race.Alone(t)
	found := false
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		_, err := exec.LookPath(name)
		found = found || err == nil
	}
	if !found {
		t.Skip("no Chromium here: make test installs it, or says how")
	}
	alloc, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("accept-lang", "zh-CN"))...)
	t.Cleanup(cancel)
	ctx, cancelTab := chromedp.NewContext(alloc)
	t.Cleanup(cancelTab)
	b := &browser{ctx: ctx, t: t}
	act(b, chromedp.Navigate("about:blank"))
	act(b, chromedp.EmulateViewport(width, 900))
	go func() {
		for m, err := range chromedp.Console(ctx) {
			if err != nil {
				return
			}
			if m.Type != "log" && m.Type != "debug" && m.Type != "info" {
				b.mu.Lock()
				b.complain = append(b.complain, fmt.Sprintf("%s: %s %s", m.Type, m.Text, m.URL))
				b.mu.Unlock()
			}
		}
	}()
	return b
}

// act does one thing within half a minute.
func act[T any](b *browser, a chromedp.Action[T]) T {
	b.t.Helper()
	v, err := try(b, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

func try[T any](b *browser, a chromedp.Action[T]) (T, error) {
	b.t.Helper()
	type result struct {
		v   T
		err error
	}
	done := make(chan result, 1)
	go func() {
		v, err := chromedp.Run(b.ctx, a)
		done <- result{v, err}
	}()
	select {
	case r := <-done:
		return r.v, r.err
	case <-time.After(30 * time.Second):
		b.t.Fatalf("the browser does not get on with it; console: %v", b.complain)
	}
	panic("unreachable")
}

// wait waits until an expression is true. A page that is just being left has
// no place to ask in; the next one will.
func (b *browser) wait(expression string) {
	b.t.Helper()
	var last error
	for range 600 {
		yes, err := try(b, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if yes {
			return
		}
		last = err
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("never true: %s; last error: %v; console: %v", expression, last, b.complain)
}

// hand gives a file to an input of the page as it stands: chromedp's own way
// looks in its copy of the document, which may still be the page before.
func (b *browser) hand(input, file string) {
	b.t.Helper()
	act(b, func(ctx context.Context, t *chromedp.Target) (cdp.Empty, error) {
		found, err := cdp.Call(ctx, t, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.querySelector(" + strconv.Quote(input) + ")"})
		if err != nil {
			return cdp.Empty{}, err
		}
		return cdp.Call(ctx, t, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{file}, ObjectID: found.Result.ObjectID})
	})
}

func (b *browser) do(script string) {
	b.t.Helper()
	act(b, chromedp.Evaluate[chromedp.Void](script))
}

func (b *browser) text(expression string) string {
	b.t.Helper()
	return act(b, chromedp.Evaluate[string](expression))
}

// quiet fails if the console complained: an error, a refused style, a lost file.
func (b *browser) quiet() {
	b.t.Helper()
	time.Sleep(200 * time.Millisecond)
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.complain) > 0 {
		b.t.Errorf("the console complains: %s", strings.Join(b.complain, "\n"))
	}
}

// point moves the mouse over a plot until a value says its cell.
func (b *browser) point(plot string) {
	b.t.Helper()
	for i := range 60 {
		// The page may still be scrolling: where the plot is, is asked each time.
		r := act(b, chromedp.Evaluate[[]float64](`(p => { p.scrollIntoView({block: "center"}); const r = p.getBoundingClientRect(); return [r.left, r.top, r.width, r.height] })(document.querySelector("`+plot+`"))`))
		act(b, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, r[0]+r[2]*(0.1+0.04*float64(i%20)), r[1]+r[3]*0.84))
		time.Sleep(40 * time.Millisecond)
		if act(b, chromedp.Evaluate[bool](`!document.querySelector("`+plot+` .tip").hidden && document.querySelector("`+plot+` .tip-cell").textContent.includes("!")`)) {
			return
		}
	}
	b.t.Errorf("pointing at %s says no cell", plot)
}

func (b *browser) drawn(n int) {
	b.t.Helper()
	b.do(`document.querySelectorAll(".plot").forEach((p, i) => setTimeout(() => p.scrollIntoView(), 120 * i))`)
	b.wait(fmt.Sprintf(`document.querySelectorAll(".plot.drawn .canvas svg path").length && document.querySelectorAll(".plot.drawn").length === %d`, n))
}

// TestBrowserBoard: the page draws its charts; pointing says the cell; a sentence
// lights its point; a measure is switched in place.
func TestBrowserBoard(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	act(b, chromedp.Navigate(s.URL+"/places/512022"))
	b.drawn(act(b, chromedp.Evaluate[int](`document.querySelectorAll(".plot").length`)))
	b.do(`scrollTo(0, 0)`)
	b.do(`document.querySelector("#chart-enterprise-count .plot").focus()`)
	act(b, chromedp.KeyEvent(kb.ArrowRight))
	b.wait(`[...document.querySelectorAll("#chart-enterprise-count .tip-cell")].some(p => p.textContent.includes("园区企业!"))`)
	b.do(`document.activeElement.blur()`)
	b.wait(`document.querySelector("#chart-enterprise-count .tip").hidden`)
	b.point("#chart-enterprise-count .plot")
	b.do(`document.querySelector('a.claim[href="#verdict-3"]').focus()`)
	b.wait(`document.querySelector("#chart-enterprise-count .tip-value")?.textContent === "203户" && !document.querySelector("#chart-enterprise-count .tip").hidden`)
	b.do(`[...document.querySelectorAll("#chart-cluster-growth .switch a")].find(a => a.href.includes("contribution")).click()`)
	b.wait(`document.querySelector("#chart-cluster-growth .switch [aria-current]").href.includes("contribution") && document.querySelector("#chart-cluster-growth .plot.drawn")`)
	if at := b.text(`location.pathname`); at != "/places/512022" {
		t.Errorf("the switch left the page for %s", at)
	}
	if wide := act(b, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > innerWidth`)); wide {
		t.Error("the page is wider than the window")
	}
	b.quiet()
}

// TestBrowserPhone: nothing is wider than a phone.
func TestBrowserPhone(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 360)
	for _, p := range []string{"/places/512022", "/charts/cluster-growth?place=512022", "/stories/zaizao-gongye-lezhi", "/login"} {
		act(b, chromedp.Navigate(s.URL+p))
		if over := act(b, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
			t.Errorf("%s is %v px wider than a phone", p, over)
		}
	}
	b.quiet()
}

// TestBrowserUpload: a workbook is handed in, published, and its number is on the page.
func TestBrowserUpload(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	file := filepath.Join(t.TempDir(), "park-2024q4.xlsx")
	if err := os.WriteFile(file, park(t, known, 71), 0o600); err != nil {
		t.Fatal(err)
	}
	act(b, chromedp.Navigate(s.URL+"/uploads"))
	b.wait(`document.querySelector("input[name=password]")`)
	b.do(`document.querySelector("input[name=name]").value = "admin"; document.querySelector("input[name=password]").value = "` + password + `"; document.querySelector("main form").requestSubmit()`)
	b.wait(`document.querySelector("form.drop")`)
	b.hand("input[type=file]", file)
	b.do(`document.querySelector("form.drop").requestSubmit()`)
	b.wait(`document.querySelector("#state[data-state=draft]")`)
	b.do(`document.querySelector('form[action$="/publish"]').requestSubmit()`)
	b.wait(`document.querySelector("#state[data-state=published]")`)
	act(b, chromedp.Navigate(s.URL+"/charts/enterprise-count?place=512022"))
	b.wait(`document.querySelector(".plot.drawn") && document.querySelector("table").textContent.includes("213户")`)
	b.quiet()
}

// TestBrowserHostileNames: names that look like code are drawn as text and run nowhere.
func TestBrowserHostileNames(t *testing.T) {
	s := openHostile(t)
	b := newBrowser(t, 1280)
	act(b, chromedp.Navigate("about:blank"))
	for _, p := range []string{"/charts/enterprise-count?place=512022", "/embed/enterprise-count?place=512022"} {
		act(b, chromedp.Navigate(s.URL+p))
		b.drawn(1)
		for _, name := range hostileNames {
			b.wait(`document.body.textContent.includes(` + strconv.Quote(name[:12]) + `)`)
		}
		if n := act(b, chromedp.Evaluate[int](`[...document.scripts].filter(s => s.textContent.includes("alert")).length + document.querySelectorAll("[onload]").length`)); n > 0 {
			t.Errorf("%s has %d pieces of code from names", p, n)
		}
	}
	b.quiet() // a dialog would have stopped the browser; a refused script would be told
}
