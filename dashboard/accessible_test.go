package dashboard_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/data/vocab"
	"countyboard/importer"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/xuri/excelize/v2"
)

// prefers makes the browser say what its user prefers ("prefers-color-scheme", "dark").
func (b *browser) prefers(feature, value string) {
	b.t.Helper()
	act(b, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: feature, Value: value}}})
		return err
	}))
}

// kinds are one page of each kind, and the site that has it.
type kind struct {
	name string
	site site
	path string
}

// openKinds makes sites that have every kind of page, and signs the browser in.
func openKinds(t *testing.T, b *browser) []kind {
	t.Helper()
	s := openSample(t)
	editor := s.signIn(t, "admin", password)
	draft := s.upload(t, editor, "park.xlsx", park(t, []string{"铝材", "宇航集群"}, 71))
	if draft.StatusCode != http.StatusSeeOther {
		t.Fatalf("the draft answers %d", draft.StatusCode)
	}
	several := open(t, nil)
	several.publishAt(t, "510100")
	several.publishAt(t, "110000")
	b.signIn(s)
	const story = "/stories/zaizao-gongye-lezhi"
	return []kind{
		{"drafting", s, "/uploads/" + s.batchOf(t, "lezhi-2024-09.xlsx").ID + "/story"},
		{"board", s, "/places/512022"}, {"chart", s, "/charts/cluster-growth?place=512022"}, {"no figures", s, "/charts/output?place=110000"},
		{"embed", s, "/embed/enterprise-count?place=512022"}, {"error in a frame", s, "/embed/nope"}, {"story", s, story}, {"index", several, "/"}, {"login", s, "/login"},
		{"uploads", s, "/uploads"}, {"batch", s, draft.Header.Get("Location")}, {"error", s, "/charts/nothing"}, {"wall", s, "/wall/512022"},
		{"places", s, "/places"}, {"nothing found", s, "/places?q=zzz"}, {"gallery", s, "/charts"}, {"methods", s, "/methods"}, {"wechat", s, "/wechat/output?place=512022"}, {"stories", s, "/admin/stories"}, {"verdicts", s, "/admin/verdicts"}, {"editor", s, "/admin/stories/zaizao-gongye-lezhi"}, {"from text", s, newText}, {"picker", s, "/admin/claims?words=203"}, {"chart picker", s, "/admin/claims?as=chart"}, {"chosen", s, "/charts/output?place=512022&from=2023-06&group=cluster/铝材"},
	}
}

// publishAt publishes a small workbook for a place.
func (s site) publishAt(t *testing.T, place string) {
	t.Helper()
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "工业总产值", "A2": "单位：亿元", "A3": "指标", "B3": "2023年", "C3": "2024年", "A4": "工业总产值", "B4": 81.5, "C4": 90.25} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	desk := importer.Desk{Store: s.store, Readers: readers, Embedded: vocab.Embedded()}
	h := importer.Handed{File: place + ".xlsx", Bytes: buf.Bytes()}
	h.Place = place
	batch, _, _, err := desk.Import(t.Context(), h)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.store.Publish(t.Context(), batch.ID, "test", batch.Released); err != nil {
		t.Fatal(err)
	}
}

func (b *browser) signIn(s site) {
	b.t.Helper()
	act(b, chromedp.Navigate(s.URL+"/login"))
	b.do(`document.querySelector("input[name=name]").value = "admin"; document.querySelector("input[name=password]").value = "` + password + `"; document.querySelector("main form").requestSubmit()`)
	b.wait(`document.querySelector("form.drop")`)
}

// with adds a parameter to an address.
func with(address, parameter string) string {
	if strings.Contains(address, "?") {
		return address + "&" + parameter
	}
	return address + "?" + parameter
}

// TestBrowserAccessible: axe-core finds no violation of WCAG 2.2 A and AA on any
// kind of page, on desktop and phone, light and dark; at 320 px, which is also
// 400 % zoom, nothing scrolls sideways.
func TestBrowserAccessible(t *testing.T) {
	b := newBrowser(t, 1280)
	for _, k := range openKinds(t, b) {
		for _, seen := range []struct {
			theme string
			width int64
		}{{"light", 1280}, {"dark", 1280}, {"light", 320}} { // colours do not depend on the width
			act(b, chromedp.EmulateViewport(seen.width, 900))
			act(b, chromedp.Navigate(k.site.URL+with(k.path, "theme="+seen.theme)))
			if at, _, _ := strings.Cut(k.path, "?"); b.text(`location.pathname`) != at {
				t.Fatalf("%s leads to %s", k.name, b.text(`location.href`))
			}
			b.wait(`[...document.querySelectorAll(".plot[data-option]")].slice(0, 1).every(p => p.classList.contains("drawn")) && document.getAnimations().every(a => a.playState !== "running")`)
			b.accessible(k.name + ", " + seen.theme + ", " + strconv.Itoa(int(seen.width)) + " px")
		}
	}
}

// accessible asks axe-core of the page as it stands, and whether anything is wider than the window.
func (b *browser) accessible(what string) {
	b.t.Helper()
	axe, err := os.ReadFile("assets/node_modules/axe-core/axe.min.js")
	if err != nil {
		b.t.Fatal("make assets fetches axe-core: ", err)
	}
	b.do(string(axe))
	b.do(`window.found = undefined; axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"], resultTypes: ["violations"]}).then(r => { window.found = (r.passes.length < 8 ? "hardly anything was checked" : "") + r.violations.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ") + " " + n.failureSummary.replace(/\s+/g, " ")).join("\n  ")).join("\n") })`)
	b.wait(`typeof window.found === "string"`)
	if found := b.text(`window.found`); found != "" {
		b.t.Errorf("%s:\n%s", what, found)
	}
	if over := b.text(`document.documentElement.scrollWidth <= innerWidth ? "" : [...document.querySelectorAll("body *")].filter(e => !e.closest(".scroll") && e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 120)).slice(0, 8).join("\n") || "a text"`); over != "" {
		b.t.Errorf("%s: wider than the window:\n%s", what, over)
	}
}

// TestBrowserKeyboard walks over the values of every chart: each is pointed at
// within the picture and told in words; Enter keeps the box, Escape puts it away.
func TestBrowserKeyboard(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	for _, d := range chart.Catalogue {
		act(b, chromedp.Navigate(s.URL+path.Join("/charts", d.Slug)+"?place=512022"))
		if act(b, chromedp.Evaluate[bool](`document.querySelector(".nothing") !== null`)) {
			continue
		}
		b.drawn(1)
		b.do(`document.querySelector(".plot").focus()`)
		heard := map[string]bool{}
		for _, key := range []string{kb.Home, kb.ArrowRight, kb.ArrowDown, kb.ArrowLeft, kb.ArrowUp, kb.End, kb.Enter} {
			act(b, chromedp.KeyEvent(key))
			said := b.text(`document.querySelector(".plot .voice").textContent`)
			heard[said] = true
			if value := b.text(`document.querySelector(".tip-value").textContent`); said == "" || !strings.Contains(said, value) {
				t.Errorf("%s: %q is told, %q is shown", d.Slug, said, value)
			}
			if out := act(b, chromedp.Evaluate[bool](`(() => { const r = document.querySelector(".ring").getBoundingClientRect(), p = document.querySelector(".plot").getBoundingClientRect(); return !r.width || r.left < p.left - 8 || r.right > p.right + 8 || r.top < p.top - 8 || r.bottom > p.bottom + 8 })()`)); out {
				t.Errorf("%s: the ring of %q is not in the picture", d.Slug, said)
			}
		}
		if len(heard) < 3 {
			t.Errorf("%s: the keys lead to %d values only", d.Slug, len(heard))
		}
		b.do(`document.activeElement.blur()`)
		if act(b, chromedp.Evaluate[bool](`document.querySelector(".tip").hidden`)) {
			t.Errorf("%s: Enter does not keep the box", d.Slug)
		}
		act(b, chromedp.KeyEvent(kb.Escape))
		if !act(b, chromedp.Evaluate[bool](`document.querySelector(".tip").hidden && document.querySelector(".ring").hidden`)) {
			t.Errorf("%s: Escape does not put the box away", d.Slug)
		}
	}
	// A focus that one does not see is none.
	act(b, chromedp.KeyEvent(kb.Tab))
	b.do(`document.querySelector(".plot").focus()`)
	if w := b.text(`getComputedStyle(document.querySelector(".plot")).outlineStyle`); w != "solid" {
		t.Errorf("the focused plot's outline is %s", w)
	}
	b.quiet()
}

// TestBrowserKeyboardDirections: right leads to the next period, up and down to
// another cluster of the same period.
func TestBrowserKeyboardDirections(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	act(b, chromedp.Navigate(s.URL+"/charts/enterprise-count?place=512022"))
	b.drawn(1)
	b.do(`document.querySelector(".plot").focus()`)
	for i, step := range []struct{ key, name, period string }{
		{kb.Home, "铝材", "2021年一季度"}, {kb.ArrowRight, "铝材", "2021年二季度"}, {kb.ArrowDown, "装备制造", "2021年二季度"},
		{kb.ArrowLeft, "装备制造", "2021年一季度"}, {kb.ArrowUp, "铝材", "2021年一季度"}, {kb.End, "铝材", "2024年三季度"}, {kb.ArrowRight, "铝材", "2024年三季度"},
	} {
		act(b, chromedp.KeyEvent(step.key))
		if said := b.text(`document.querySelector(".voice").textContent`); !strings.Contains(said, step.name) || !strings.Contains(said, step.period) || !strings.Contains(said, "园区企业!") {
			t.Errorf("step %s: %q, want %s %s", strconv.Itoa(i), said, step.name, step.period)
		}
	}
}

// TestBrowserPrint: on paper each chart is drawn anew in the width of a page,
// whole, and its table is not cut; afterwards the screen has its own again.
func TestBrowserPrint(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	act(b, chromedp.Navigate(s.URL+"/charts/output?place=512022"))
	b.drawn(1)
	screen := b.text(`document.querySelector(".canvas svg").getAttribute("viewBox")`)
	b.do(`dispatchEvent(new Event("beforeprint"))`)
	act(b, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
	act(b, chromedp.EmulateViewport(680, 960)) // A4 less its margins
	b.wait(`document.querySelector(".canvas svg").getAttribute("viewBox") === "0 0 720 540"`)
	if cut := b.text(`[...document.querySelectorAll(".canvas svg, .scroll")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.scrollWidth > e.clientWidth + 1).map(e => e.outerHTML.slice(0, 80)).join()`); cut != "" {
		t.Errorf("cut on paper: %s", cut)
	}
	if shown := b.text(`[...document.querySelectorAll("nav, .take, #embed, .tip, .ring")].filter(e => e.getClientRects().length).map(e => e.className).join()`); shown != "" {
		t.Errorf("printed without use: %s", shown)
	}
	act(b, chromedp.EmulateViewport(1280, 900))
	b.prefers("prefers-color-scheme", "light")
	b.do(`dispatchEvent(new Event("afterprint"))`)
	b.wait(`document.querySelector(".canvas svg").getAttribute("viewBox") === "` + screen + `"`)
	b.quiet()
}

// TestBrowserPaperIsFilled: the story below the charts takes the paper's width, in
// two columns, and no page is left for the footer alone.
func TestBrowserPaperIsFilled(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	for _, in := range []string{"zh-Hans", "en"} {
		act(b, chromedp.Navigate(s.URL+"/places/512022?lang="+in))
		b.wait(`document.querySelector(".plot.drawn")`)
		b.do(`dispatchEvent(new Event("beforeprint"))`)
		act(b, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
			return err
		}))
		act(b, chromedp.EmulateViewport(703, 1032)) // A4 less its margins
		if got := b.text(`(() => { const p = document.querySelector(".prose"); return getComputedStyle(p).columnCount + " " + (p.offsetWidth / document.documentElement.clientWidth > 0.95) })()`); got != "2 true" {
			t.Errorf("%s: columns, as wide as the paper: %s", in, got)
		}
		for paper, inches := range map[string][2]float64{"A4": {8.27, 11.69}, "Letter": {8.5, 11}} {
			var pages int
			act(b, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
				got, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: inches[0], PaperHeight: inches[1]})
				pages = bytes.Count(got.Data, []byte("/Type /Page\n"))
				return err
			}))
			if pages != 6 { // four of charts, two of the story
				t.Errorf("%s on %s: %d pages", in, paper, pages)
			}
		}
		act(b, chromedp.EmulateViewport(1280, 900))
		b.prefers("prefers-color-scheme", "light")
	}
	b.quiet()
}

// TestBrowserPrintsAllCharts: at the moment in which paper is asked for, charts
// that were never near the window are drawn too, in the colours of paper.
func TestBrowserPrintsAllCharts(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 390)
	for path, want := range map[string]string{"/charts?place=512022&theme=dark": "0 0 720 300", "/places/512022": "0 0 720 540,0 0 720 300"} {
		act(b, chromedp.Navigate(s.URL+path))
		b.wait(`document.querySelectorAll(".plot.drawn").length`)
		if b.text(`String(document.querySelectorAll(".plot:not(.drawn)").length > 1)`) != "true" {
			t.Fatalf("%s: all charts were near the window", path)
		}
		b.do(`dispatchEvent(new Event("beforeprint")); window.left = document.querySelectorAll(".plot:not(.drawn)").length`)
		if left := b.text(`String(window.left)`); left != "0" {
			t.Errorf("%s: %s charts are not drawn on paper", path, left)
		}
		if sizes := b.text(`[...new Set([...document.querySelectorAll(".plot svg")].map(s => s.getAttribute("viewBox")))].join()`); sizes != want {
			t.Errorf("%s: drawn as %s", path, sizes)
		}
		if dark := b.text(`String(performance.getEntriesByType("resource").filter(e => e.name.includes("option.json") && e.name.includes("width=640") && e.name.includes("dark")).length)`); dark != "0" {
			t.Errorf("%s: %s charts are printed in the colours of the night", path, dark)
		}
	}
	b.quiet()
}
