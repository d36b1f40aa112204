package dashboard_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// openStory opens the sample's story with its first chart drawn.
func openStory(t *testing.T, width int64) *browser {
	t.Helper()
	s := openSample(t)
	b := newBrowser(t, width)
	act(b, chromedp.Navigate(s.URL+storyPath))
	b.wait(`document.querySelector(".scene.now .plot.drawn")`)
	return b
}

// click presses and lets go of the mouse in the middle of what is selected.
func (b *browser) click(selector string) {
	b.t.Helper()
	at := act(b, chromedp.Evaluate[[]float64](`(() => { const r = document.querySelector(`+"`"+selector+"`"+`).getBoundingClientRect(); return [r.left + r.width / 2, r.top + r.height / 2] })()`))
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMouseMoved, input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		act(b, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Button: input.MouseButtonLeft, ClickCount: 1})
			return err
		}))
	}
}

// axe is what axe-core finds on the page as it stands.
func (b *browser) axe() string {
	b.t.Helper()
	axe, err := os.ReadFile("assets/node_modules/axe-core/axe.min.js")
	if err != nil {
		b.t.Fatal("make assets fetches axe-core: ", err)
	}
	b.do(string(axe))
	b.wait(`document.getAnimations().every(a => a.playState !== "running")`)
	b.do(`window.found = undefined; axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"], resultTypes: ["violations"]}).then(r => { window.found = (r.passes.length < 8 ? "hardly anything was checked" : "") + r.violations.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ") + " " + n.failureSummary.replace(/\s+/g, " ")).join("\n  ")).join("\n") })`)
	b.wait(`typeof window.found === "string"`)
	return b.text(`window.found`)
}

// openSheet is the sheet that is open.
const openSheet = `document.querySelector(".sheet:popover-open")`

// TestBrowserStoryScroll: while the page is scrolled each sentence that has a
// chart takes its turn, in the order of the text; its chart alone is seen, its
// point is ringed, and nothing jumps.
func TestBrowserStoryScroll(t *testing.T) {
	b := openStory(t, 1280)
	want := b.text(`[...document.querySelectorAll(".notes > li[data-figure]")].map(n => n.id).join()`)
	b.do(`window.turns = []; window.wrong = []; window.moved = 0;
new PerformanceObserver(l => l.getEntries().forEach(e => window.moved += e.value)).observe({type: "layout-shift", buffered: true});
(async () => {
	const frame = () => new Promise(r => requestAnimationFrame(r));
	for (let y = 0; !window.done && y < document.body.scrollHeight - innerHeight; y += 5) {
		scrollTo(0, y); await frame(); await frame();
		const active = document.querySelector(".claim.active");
		if (!active) continue;
		const note = document.querySelector(active.hash);
		if (window.turns.at(-1) === note.id) continue;
		window.turns.push(note.id);
		const figure = document.getElementById(note.dataset.figure);
		for (let i = 0; i < 200 && !figure.querySelector(".ring.main"); i++) await frame();
		const ring = figure.querySelector(".ring.main")?.getBoundingClientRect(), plot = figure.querySelector(".plot").getBoundingClientRect();
		const seen = [...document.querySelectorAll(".scene")].filter(f => f.classList.contains("now"));
		if (!ring || ring.left < plot.left - 8 || ring.right > plot.right + 8 || ring.top < plot.top - 8 || ring.bottom > plot.bottom + 8) window.wrong.push(note.id + " rings nothing");
		if (seen.length !== 1 || seen[0] !== figure) window.wrong.push(note.id + " shows " + seen.map(f => f.id));
		if (plot.top < 0 || plot.bottom > innerHeight) window.wrong.push(note.id + ": its chart is out of the window");
		if (document.querySelectorAll(".scene:not(.now) .ring.main").length) window.wrong.push(note.id + ": other charts are lit");
		window.done = note.id === [...document.querySelectorAll(".notes > li[data-figure]")].at(-1).id;
	}
	window.done = true;
})()`)
	b.wait(`window.done`)
	if got := b.text(`window.turns.join()`); got != want {
		t.Errorf("sentences take their turn as %s, want %s", got, want)
	}
	if wrong := b.text(`window.wrong.join("\n")`); wrong != "" {
		t.Error(wrong)
	}
	if moved := act(b, chromedp.Evaluate[float64](`window.moved`)); moved > 0.001 {
		t.Errorf("the page shifted by %v", moved)
	}
	b.wait(`[...document.querySelectorAll(".scene")].filter(f => getComputedStyle(f).visibility === "visible").length === 1`)
	b.prefers("prefers-reduced-motion", "reduce")
	if moves := b.text(`getComputedStyle(document.querySelector(".scene")).transitionDuration`); moves != "0s" {
		t.Errorf("charts change within %s for those who want no motion", moves)
	}
	b.quiet()
}

// TestBrowserStoryKeyboard: without a mouse from a sentence to its evidence and
// back, to its chart, from a point to its sentences and to one of them.
func TestBrowserStoryKeyboard(t *testing.T) {
	b := openStory(t, 1280)
	b.do(`document.querySelector("#claim-2").focus()`)
	act(b, chromedp.KeyEvent(kb.Tab)) // the next sentence
	b.wait(`document.activeElement.id === "claim-3" && document.querySelector("#figure-2.now .plot.drawn .ring.main") && document.querySelector("#figure-2 .tip-value")?.textContent === "203户"`)
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(openSheet)
	told := b.text(openSheet + `.textContent`)
	for _, what := range []string{"按示例数据相符", "> 200户", "203户（2024年三季度）", "lezhi-park-2024q3.xlsx · 园区企业!P6", "须大于", "2024年10月17日", "第 9 版"} {
		if !strings.Contains(told, what) {
			t.Errorf("the evidence does not say %q: %s", what, told)
		}
	}
	if b.text(`document.activeElement.className + document.querySelector("#claim-3").getAttribute("aria-expanded")`) != "sheettrue" {
		t.Error("the evidence has no focus, or the sentence does not say that it is open")
	}
	if found := b.axe(); found != "" {
		t.Errorf("with open evidence:\n%s", found)
	}
	act(b, chromedp.KeyEvent(kb.Escape))
	b.wait(`!` + openSheet + ` && document.activeElement.id === "claim-3" && document.activeElement.getAttribute("aria-expanded") === "false"`)

	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(openSheet)
	act(b, chromedp.KeyEvent(kb.Tab)) // close
	act(b, chromedp.KeyEvent(kb.Tab)) // the chart
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(`!` + openSheet + ` && document.activeElement === document.querySelector("#figure-2 .plot")`)

	b.do(`document.querySelector("#figure-3 a").textContent; document.querySelector('#verdict-9 .to-figure').click()`)
	b.wait(`document.activeElement.matches(".scene.now .plot.drawn")`)
	act(b, chromedp.KeyEvent(kb.Home))
	for range 12 { // to the aluminium of this year
		if strings.Contains(b.text(`document.querySelector(".scene.now .tip-name").textContent`), "铝材") {
			break
		}
		act(b, chromedp.KeyEvent(kb.ArrowRight))
	}
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(openSheet)
	listed := b.text(`[...` + openSheet + `.querySelectorAll("a.to-claim")].map(a => a.hash).join()`)
	for _, claim := range []string{"#claim-9", "#claim-11", "#claim-12"} { // its rate, its place, its share
		if !slices.Contains(strings.Split(listed, ","), claim) {
			t.Errorf("the point lists %s, not %s", listed, claim)
		}
	}
	if n := act(b, chromedp.Evaluate[int](`document.querySelectorAll(".claim.lit").length`)); n != strings.Count(listed, ",")+1 {
		t.Errorf("%d sentences are lit of %s", n, listed)
	}
	if found := b.axe(); found != "" {
		t.Errorf("with a list of sentences:\n%s", found)
	}
	act(b, chromedp.KeyEvent(kb.Escape))
	b.wait(`!` + openSheet + ` && document.activeElement.matches(".scene.now .plot") && !document.querySelector(".claim.lit")`)
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(openSheet)
	act(b, chromedp.KeyEvent(kb.Tab))
	act(b, chromedp.KeyEvent(kb.Tab))
	first := strings.Split(listed, ",")[0]
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(`!` + openSheet + ` && "#" + document.activeElement.id === "` + first + `"`)
	b.quiet()
}

// TestBrowserStoryMouse: pointing at a sentence lights its points, clicking on
// one of these lists the sentence; a click on a mark opens the evidence of one
// that differs, a click elsewhere puts it away.
func TestBrowserStoryMouse(t *testing.T) {
	b := openStory(t, 1280)
	b.do(`document.querySelector("#claim-10").scrollIntoView({block: "center"})`)
	at := act(b, chromedp.Evaluate[[]float64](`(r => [r.left + 8, r.top + 8])(document.querySelector("#claim-10").getClientRects()[0])`))
	act(b, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	b.wait(`document.querySelector("#claim-10.active") && document.querySelector(".scene.now .ring.main") && document.querySelector(".scene.now .ring.also") && getComputedStyle(document.querySelector(".scene.now")).opacity === "1"`)
	if lit := b.text(`document.querySelector(".scene.now").dataset.slug + [...document.querySelectorAll(".scene.now .ring.main, .scene.now .ring.also")].length`); lit != "cluster-growth2" {
		t.Errorf("lit is %s, want both years of the growth", lit)
	}
	b.click(".scene.now .ring.main")
	b.wait(openSheet)
	if listed := b.text(openSheet + `.textContent`); !strings.Contains(listed, "比上年同期高2.5个百分点") || !strings.Contains(listed, "按示例数据相符") {
		t.Errorf("the point lists %s", listed)
	}
	act(b, chromedp.KeyEvent(kb.Escape))
	b.wait(`!` + openSheet)
	b.click("#claim-14 sup")
	b.wait(openSheet)
	if told := b.text(openSheet + `.textContent`); !strings.Contains(told, "按示例数据有出入") || !strings.Contains(told, "6.78亿元") {
		t.Errorf("the evidence says %s", told)
	}
	b.click(".scene.now .sub")
	b.wait(`!` + openSheet)
	b.quiet()
}

// TestBrowserStoryPhone: each chart stands above its sentences, evidence comes up
// from below, nothing is wider than the window.
func TestBrowserStoryPhone(t *testing.T) {
	b := openStory(t, 320)
	if below := b.text(`[...document.querySelectorAll(".notes > li[data-figure]")].filter(n => document.getElementById(n.dataset.figure).getBoundingClientRect().bottom > document.querySelector(n.querySelector(".back").hash).getBoundingClientRect().top).map(n => n.id).join()`); below != "" {
		t.Errorf("the charts of %s are not above them", below)
	}
	b.do(`document.querySelector("#claim-9").scrollIntoView({block: "center"})`)
	b.click("#claim-9 sup")
	b.wait(openSheet)
	if out := b.text(`(r => r.left >= 0 && r.right <= innerWidth && Math.abs(r.bottom - innerHeight) < 2 && r.top > innerHeight / 3 ? "" : JSON.stringify(r))(` + openSheet + `.getBoundingClientRect())`); out != "" {
		t.Errorf("the evidence is at %s", out)
	}
	if over := act(b, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
		t.Errorf("%v px wider than the window", over)
	}
	if found := b.axe(); found != "" {
		t.Errorf("with open evidence:\n%s", found)
	}
	b.quiet()
}

// TestBrowserStoryWithoutScript: an article with its pictures, marks that carry
// the numbers of their notes.
func TestBrowserStoryWithoutScript(t *testing.T) {
	s := openSample(t)
	for _, width := range []int64{1280, 320} {
		b := newBrowser(t, width)
		b.withoutScript()
		act(b, chromedp.Navigate(s.URL+storyPath))
		b.wait(`[...document.querySelectorAll(".scene img")].length >= 4 && [...document.querySelectorAll(".scene img")].every(i => i.complete && i.naturalWidth && i.getClientRects().length)`)
		if over := act(b, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`)); over > 0 {
			t.Errorf("%v px wider than %d", over, width)
		}
		if hidden := b.text(`[...document.querySelectorAll(".scene")].filter(f => getComputedStyle(f).visibility !== "visible" || getComputedStyle(f).position !== "static").map(f => f.id).join()`); hidden != "" {
			t.Errorf("%s do not stand in the article", hidden)
		}
		if mark := b.text(`getComputedStyle(document.querySelector("#claim-3 sup"), "::after").content`); mark != "counter(claim)" {
			t.Errorf("a mark carries %s", mark)
		}
		b.quiet()
	}
}

// TestBrowserStoryPrint: on paper all charts are drawn, as vectors, and each mark
// has its note.
func TestBrowserStoryPrint(t *testing.T) {
	b := openStory(t, 1280)
	b.do(`dispatchEvent(new Event("beforeprint"))`)
	act(b, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
	act(b, chromedp.EmulateViewport(680, 960))
	if got := b.text(`[...document.querySelectorAll(".scene")].map(f => f.querySelector("svg path") && f.querySelector("svg").getClientRects().length && getComputedStyle(f).visibility).join()`); strings.Trim(strings.ReplaceAll(got, "visible", ""), ",") != "" || !strings.Contains(got, "visible,visible") {
		t.Errorf("printed: %s", got)
	}
	if mark := b.text(`getComputedStyle(document.querySelector("#claim-3 sup"), "::after").content`); mark != "counter(claim)" {
		t.Errorf("a mark carries %s", mark)
	}
	if notes := b.text(`[...document.querySelectorAll(".claim")].filter(c => !document.querySelector(c.hash).getClientRects().length).map(c => c.id).join()`); notes != "" {
		t.Errorf("%s have no note", notes)
	}
	if shown := b.text(`[...document.querySelectorAll("nav, .take, .tip, .ring, .sheet")].filter(e => e.getClientRects().length).map(e => e.className).join()`); shown != "" {
		t.Errorf("printed without use: %s", shown)
	}
	b.quiet()
}

// TestBrowserStoryWithoutItsFigures: where the figures of charts do not come, the
// server's pictures stand in their places, and what is said names no table.
func TestBrowserStoryWithoutItsFigures(t *testing.T) {
	s := openSample(t)
	to, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	through := httputil.NewSingleHostReverseProxy(to)
	without := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".option.json") {
			http.Error(w, "away", http.StatusServiceUnavailable)
			return
		}
		through.ServeHTTP(w, r)
	}))
	t.Cleanup(without.Close)
	b := newBrowser(t, 1280)
	act(b, chromedp.Navigate(without.URL+storyPath))
	b.wait(`[...document.querySelectorAll(".scene.now .plot.failed > picture img")].some(i => i.complete && i.naturalWidth && i.getClientRects().length)`)
	if said := b.text(`document.querySelector(".scene.now .fail").textContent`); strings.Contains(said, "table below") || strings.Contains(said, "见下表") {
		t.Errorf("a page without tables says %s", said)
	}
}
