package dashboard_test

import (
	"bytes"
	"fmt"
	"html"
	"image/png"
	"net/http"
	"os"
	"regexp"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/data/lang"
	"countyboard/data/race"

	"github.com/chromedp/chromedp"
)

// TestPicturesAtTheirAddresses: each chart as SVG and PNG, with tags, for HEAD
// too, and under a policy that lets nothing run.
func TestPicturesAtTheirAddresses(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s := openSample(t)
	for _, d := range chart.Catalogue {
		for ending, media := range map[string]string{"svg": "image/svg+xml", "png": "image/png"} {
			path := "/charts/" + d.Slug + "." + ending + "?place=512022&lang=en"
			a := s.get(t, path)
			if a.StatusCode != http.StatusOK || a.Header.Get("Content-Type") != media {
				t.Fatalf("%s: %d %s", path, a.StatusCode, a.Header.Get("Content-Type"))
			}
			if p := a.Header.Get("Content-Security-Policy"); !strings.Contains(p, "default-src 'none'") || !strings.Contains(p, "sandbox") || strings.Contains(p, "'self'") {
				t.Errorf("%s: %s", path, p)
			}
			tag := a.Header.Get("ETag")
			if again := s.get(t, path, "If-None-Match: "+tag); again.StatusCode != http.StatusNotModified || again.body != "" || tag == "" {
				t.Errorf("%s with its tag %q: %d", path, tag, again.StatusCode)
			}
			if head := s.ask(t, plain, http.MethodHead, path); head.StatusCode != http.StatusOK || head.body != "" || head.Header.Get("ETag") != tag || head.Header.Get("Content-Length") != strconv.Itoa(len(a.body)) {
				t.Errorf("HEAD %s: %d %v", path, head.StatusCode, head.Header)
			}
			if name := a.Header.Get("Content-Disposition"); !strings.HasPrefix(name, "inline") || !strings.Contains(name, d.Slug+"-512022-r") || !strings.Contains(name, "."+ending) {
				t.Errorf("%s: %s", path, name)
			}
		}
	}
	m, err := png.Decode(bytes.NewReader([]byte(s.get(t, "/charts/output.png?place=512022&size=square&scale=2").body)))
	if err != nil || m.Bounds().Dx() != 2160 || m.Bounds().Dy() != 2160 {
		t.Errorf("a square of twice as many pixels: %v %v", m.Bounds(), err)
	}
	if pinned := s.get(t, "/charts/output.png?place=512022&asof=r7"); !strings.Contains(pinned.Header.Get("Cache-Control"), "immutable") {
		t.Errorf("pinned: %s", pinned.Header.Get("Cache-Control"))
	}
	if gone := s.get(t, "/charts/output.svg"); gone.StatusCode != http.StatusFound || gone.Header.Get("Location") != "/charts/output.svg?place=512022" {
		t.Errorf("without a place: %d %s", gone.StatusCode, gone.Header.Get("Location"))
	}
}

// TestPicturesAreShared: widths are rounded and defaults left out before
// anything is drawn; what is another picture has another tag.
func TestPicturesAreShared(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	tag := func(query string) string {
		return s.get(t, "/charts/cluster-growth.png?place=512022"+query).Header.Get("ETag")
	}
	for _, same := range [][2]string{{"", "&size=wide&scale=1&lang=zh-Hans&background=paper"}, {"&width=801", "&width=799"}} {
		if a, b := tag(same[0]), tag(same[1]); a != b || a == "" {
			t.Errorf("%q and %q: %s and %s", same[0], same[1], a, b)
		}
	}
	seen := map[string]string{}
	for _, other := range []string{"", "&width=800", "&width=810", "&size=phone", "&scale=2", "&background=transparent", "&theme=dark", "&lang=en", "&from=2023"} {
		got := tag(other)
		if before, is := seen[got]; is {
			t.Errorf("%q has the tag of %q", other, before)
		}
		seen[got] = other
	}
	before := tag("")
	w := s.get(t, "/charts/cluster-growth.png?place=512022&asof=r4").Header.Get("ETag")
	if w == before {
		t.Error("another revision has the same tag")
	}
}

// TestPicturesThatMakeNoSense: 400 and 404 say which would.
func TestPicturesThatMakeNoSense(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	for path, want := range map[string]struct {
		code int
		says string
	}{
		"/charts/output.png?place=512022&size=huge&lang=en":      {http.StatusBadRequest, "wechat"},
		"/charts/output.png?place=512022&scale=7&lang=en":        {http.StatusBadRequest, "1, 2"},
		"/charts/output.svg?place=512022&width=100000&lang=en":   {http.StatusBadRequest, "4000"},
		"/charts/output.svg?place=512022&background=red&lang=en": {http.StatusBadRequest, "transparent"},
		"/charts/nothing.svg?place=512022&lang=en":               {http.StatusNotFound, "cluster-growth"},
		"/charts/output.gif?place=512022&lang=en":                {http.StatusNotFound, ".png"},
		"/charts/output.png?place=110000&lang=en":                {http.StatusOK, "PNG"},
	} {
		if a := s.get(t, path); a.StatusCode != want.code || !strings.Contains(a.body, want.says) {
			t.Errorf("%s: %d %.300s", path, a.StatusCode, a.body)
		}
	}
}

// TestPreview: a chart's page names its picture to other sites, and it is there.
func TestPreview(t *testing.T) {
	t.Parallel()
	s := openSample(t)
	page := s.get(t, "/charts/cluster-growth?place=512022&lang=en").body
	m := regexp.MustCompile(`<meta property="og:image" content="http://localhost:8080(/charts/[^"]+)">`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("no picture is named")
	}
	a := s.get(t, html.UnescapeString(m[1]))
	c, err := png.DecodeConfig(strings.NewReader(a.body))
	if err != nil || c.Width != 1200 || c.Height != 675 || !strings.Contains(m[1], "lang=en") {
		t.Errorf("%s: %d × %d, %v", m[1], c.Width, c.Height, err)
	}
	if !strings.Contains(page, `<meta property="og:image:width" content="1200">`) {
		t.Error("its size is not told")
	}
	if o := s.get(t, "/oembed?url=http://localhost:8080/charts/cluster-growth%3Fplace%3D512022").body; !strings.Contains(o, `"thumbnail_url":"http://localhost:8080/charts/cluster-growth.png?place=512022","thumbnail_width":1200,"thumbnail_height":675`) {
		t.Errorf("oEmbed has no picture: %s", o)
	}
}

// What a burst of pictures may take in all, and what a server that has drawn one
// takes before, in MB. The process of the tests has more by then.
const (
	picturesMemory = 400
	freshMemory    = 90
)

// TestManyPictures: two hundred different PNGs at once. Those that find too
// many before them are told to come back; memory stays within bounds and comes
// back down.
func TestManyPictures(t *testing.T) {
	race.Alone(t)
	if testing.Short() {
		t.Skip("draws many pictures")
	}
	s := openSample(t)
	s.get(t, "/charts/output.png?place=512022")
	debug.FreeOSMemory()
	before := resident(t)
	const asked = 200
	var mu sync.Mutex
	codes := map[int]int{}
	var all sync.WaitGroup
	for i := range asked {
		all.Go(func() {
			d := chart.Catalogue[i%len(chart.Catalogue)]
			a := s.get(t, fmt.Sprintf("/charts/%s.png?place=512022&width=%d", d.Slug, 600+10*i))
			mu.Lock()
			defer mu.Unlock()
			codes[a.StatusCode]++
			if n, err := strconv.Atoi(a.Header.Get("Retry-After")); a.StatusCode == http.StatusServiceUnavailable && (err != nil || n < 2 || n > 20) {
				t.Errorf("when to come back: %q", a.Header.Get("Retry-After")) // 64 wait for pictures of a quarter of a second
			}
		})
	}
	done := make(chan struct{})
	go func() { all.Wait(); close(done) }()
	peak := 0
	for running := true; running; {
		select {
		case <-done:
			running = false
		case <-time.After(20 * time.Millisecond):
			peak = max(peak, resident(t))
		}
	}
	debug.FreeOSMemory()
	after := resident(t)
	t.Logf("answers %v; %d MB before, %d MB at most, %d MB after", codes, before>>20, peak>>20, after>>20)
	if codes[http.StatusOK]+codes[http.StatusServiceUnavailable] != asked || codes[http.StatusOK] < 50 {
		t.Errorf("answers: %v", codes)
	}
	if peak-before > (picturesMemory-freshMemory)<<20 || after > before+picturesMemory/3<<20 {
		t.Errorf("%d MB before, %d MB at most, %d MB after", before>>20, peak>>20, after>>20)
	}
}

// resident is the memory that this process takes, in bytes.
func resident(t testing.TB) int {
	t.Helper()
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("memory is not told here")
	}
	m := regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindSubmatch(b)
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		t.Fatal(err)
	}
	return n << 10
}

// TestBrowserPicturesFit: with the fonts of a browser, which are not those that
// widths were measured in, no word of an SVG leaves the picture.
func TestBrowserPicturesFit(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1300)
	for _, d := range chart.Catalogue {
		for _, l := range lang.All {
			for _, size := range []string{"wide", "phone"} {
				path := fmt.Sprintf("/charts/%s.svg?place=512022&lang=%s&size=%s", d.Slug, l, size)
				act(b, chromedp.Navigate(s.URL+path))
				if out := b.text(`(() => { const all = document.documentElement.getBoundingClientRect(); return [...document.querySelectorAll("text")].filter((e) => { const r = e.getBoundingClientRect(); return r.width && (r.right > all.right + 1 || r.left < all.left - 1 || r.bottom > all.bottom + 1); }).map((e) => e.textContent).join(" | "); })()`); out != "" {
					t.Errorf("%s: %s", path, out)
				}
			}
		}
	}
}
