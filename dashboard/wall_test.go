package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestWall: each picture with its finding and its numbers, the same for
// everybody; who has it gets a 304.
func TestWall(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	a := s.get(t, "/wall/512022")
	for _, says := range []string{"乐至经开区达203户", "98.6", "示例数据", "数据截至 2024年三季度", "<noscript>", "lezhi-2024-09.xlsx", `class="figures-table"`} {
		if !strings.Contains(a.body, says) {
			t.Errorf("the wall does not say %s", says)
		}
	}
	if n := strings.Count(a.body, `<section class="slide"`); n < 4 || n > 6 {
		t.Errorf("%d pictures", n)
	}
	if b := s.get(t, "/wall/512022", "If-None-Match: "+a.Header.Get("ETag")); b.StatusCode != http.StatusNotModified || b.body != "" {
		t.Errorf("asked again: %d, %d bytes", b.StatusCode, len(b.body))
	}
	signed := s.ask(t, s.signIn(t, "admin", password), http.MethodGet, "/wall/512022")
	if signed.Header.Get("ETag") == "" || signed.body != a.body {
		t.Error("who is signed in gets another wall")
	}
	if a := s.get(t, "/wall/512022?lang=en"); !strings.Contains(a.body, "203 enterprises in Lezhi") {
		t.Error("no English wall")
	}
	if a := s.get(t, "/wall/000000"); a.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown place answers %d", a.StatusCode)
	}
	if a := s.get(t, "/wall/110000"); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "还没有发布任何数字") {
		t.Errorf("a place without figures answers %d", a.StatusCode)
	}
}

// TestBrowserWall: the pictures turn, pause and step; a new revision comes by
// itself; without the server the last content stays and says so.
func TestBrowserWall(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	act(b, chromedp.EmulateViewport(1920, 1080))
	act(b, chromedp.Navigate(s.URL+"/wall/512022"))
	b.wait(`document.querySelectorAll(".plot").length >= 4 && document.querySelectorAll(".plot.drawn").length === document.querySelectorAll(".plot").length`)
	now := func(n string) {
		t.Helper()
		b.wait(`document.querySelectorAll(".slide.now").length === 1 && document.querySelector("#slide-` + n + `.now") && document.querySelector(".count").textContent.startsWith("` + n + ` ")`)
	}
	now("1")
	// Labels of the picture are read from afar: 24 px at least on 1080 lines.
	if px := act(b, chromedp.Evaluate[float64](`Math.min(...[...document.querySelectorAll(".slide.now svg text")].map(t => t.getBoundingClientRect().height))`)); px < 24 {
		t.Errorf("a label is %.0f px high", px)
	}
	if over := act(b, chromedp.Evaluate[bool](`document.documentElement.scrollHeight > innerHeight || document.documentElement.scrollWidth > innerWidth || document.querySelector(".numerals").scrollHeight > document.querySelector(".numerals").clientHeight`)); over {
		t.Error("the wall is larger than the screen")
	}
	later := `{ const real = Date.now.bind(Date); Date.now = () => real() + 21000 }`
	b.do(later)
	now("2")
	act(b, chromedp.KeyEvent(" "))
	b.wait(`document.querySelector(".pause").textContent === "继续"`)
	b.do(later)
	time.Sleep(1200 * time.Millisecond)
	now("2")
	act(b, chromedp.KeyEvent(kb.ArrowRight))
	now("3")
	act(b, chromedp.KeyEvent(kb.ArrowLeft))
	now("2")

	stamp := b.text(`document.querySelector(".wall").dataset.stamp`)
	s.publish(t, "park-2024q4.xlsx", park(t, known, 71), time.Date(2025, 1, 15, 0, 0, 0, 0, time.UTC))
	time.Sleep(400 * time.Millisecond) // the newest revision is believed that long
	b.do(`dispatchEvent(new Event("online"))`)
	b.wait(`document.querySelectorAll(".wall").length === 1 && document.querySelector(".wall").dataset.stamp !== "` + stamp + `" && document.querySelector(".numerals").textContent.includes("213")`)
	now("2")
	b.wait(`document.querySelector(".pause").textContent === "继续" && document.querySelector(".slide.now .plot.drawn svg")`)
	b.quiet()

	s.Close()
	b.do(`dispatchEvent(new Event("offline"))`)
	b.wait(`document.querySelector(".lost").textContent.includes("连接中断") && document.querySelector(".slide.now .plot.drawn svg")`)
}

// TestBrowserWallAtRest: who asked for less motion gets a wall that stands
// still until told to turn.
func TestBrowserWallAtRest(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	b.prefers("prefers-reduced-motion", "reduce")
	act(b, chromedp.Navigate(s.URL+"/wall/512022"))
	b.wait(`document.querySelector(".pause").textContent === "继续" && document.querySelector(".slide.now")`)
	b.do(`{ const real = Date.now.bind(Date); Date.now = () => real() + 21000 }`)
	time.Sleep(1200 * time.Millisecond)
	b.wait(`document.querySelector("#slide-1.now")`)
	b.do(`document.querySelector(".pause").click()`)
	b.do(`{ const real = Date.now.bind(Date); Date.now = () => real() + 21000 }`)
	b.wait(`document.querySelector("#slide-2.now")`)
	b.quiet()
}
