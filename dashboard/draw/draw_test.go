package draw

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/sfnt"
)

var update = flag.Bool("update", false, "write the golden files anew")

func newDrawer(t testing.TB) *Drawer {
	t.Helper()
	d, err := New("")
	if err != nil {
		t.Fatal(err)
	}
	d.engines.time = patient
	t.Cleanup(d.Close)
	return d
}

// patient is enough for a picture under the race detector on a busy machine.
const patient = 5 * time.Minute

func svg(t testing.TB, d *Drawer, c chart.Chart, o Options) string {
	t.Helper()
	b, err := d.SVG(t.Context(), &c, o)
	if err != nil {
		t.Fatalf("%s: %v (%v)", c.Slug, err, data.AsError(err).Cause)
	}
	return string(b)
}

// TestPictures compares each chart in each language and theme with its golden
// file, which another Drawer has drawn: the bytes depend on nothing else.
func TestPictures(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s, d := charttest.Sources(t), newDrawer(t)
	for _, def := range chart.Catalogue {
		for _, l := range lang.All {
			for _, theme := range []string{"light", "dark"} {
				got := svg(t, d, charttest.Build(t, s, def.Slug, chart.Params{Lang: l, Theme: theme}), Options{})
				file := filepath.Join("testdata", fmt.Sprintf("%s.%s.%s.svg.gz", def.Slug, l, theme))
				if *update {
					var b bytes.Buffer
					w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
					_, _ = io.WriteString(w, got)
					_ = w.Close()
					if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
						t.Fatal(err)
					}
					continue
				}
				if d := cmp.Diff(lines(unzipped(t, file)), lines(got)); d != "" {
					t.Errorf("%s (go test -update writes it anew):\n%.1500s", file, d)
				}
			}
		}
	}
}

func lines(svg string) []string { return strings.SplitAfter(svg, ">") }

func unzipped(t testing.TB, file string) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

var tags = regexp.MustCompile(`<[^>]*>`)

// spoken is the text of a picture, without blanks: lines may break anywhere.
func spoken(svg string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(svg, "")), "")
}

func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// TestAPictureStandsForItself: each says in itself what it finds, of what, from
// which source, of which day and revision, and that figures are invented; the
// alternative text states the finding.
func TestAPictureStandsForItself(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s, d := charttest.Sources(t), newDrawer(t)
	for _, def := range chart.Catalogue {
		for _, l := range lang.All {
			for _, size := range []Size{Wide, WeChat} {
				c := charttest.Build(t, s, def.Slug, chart.Params{Lang: l})
				got := svg(t, d, c, Options{Size: size})
				shown := spoken(got[strings.Index(got, "</desc>"):])
				for _, want := range append([]string{c.Title, c.Subtitle, c.Citations[0].File, lang.Day(l, c.Citations[0].Released), fmt.Sprintf("r%d", c.Revision), lang.Text(l, "page.sample")}, c.Notes...) {
					if escaped := squeezed(xmlText(want)); !strings.Contains(shown, escaped) {
						t.Errorf("%s %s %s does not say %q", def.Slug, l, size, want)
					}
				}
				if !strings.Contains(got, "<title>"+xmlText(c.Title)+"</title><desc>"+xmlText(c.Alt)+"</desc>") {
					t.Errorf("%s %s: no title or no alternative text", def.Slug, l)
				}
				if mark := ">" + lang.Text(l, "page.sample") + "</tspan>"; strings.Count(got, mark) != 1 {
					t.Errorf("%s %s: the mark stands %d times", def.Slug, l, strings.Count(got, mark))
				}
				if size != Wide {
					continue
				}
				c.Illustrative = false
				if got := svg(t, d, c, Options{Size: size}); strings.Contains(got, ">"+lang.Text(l, "page.sample")+"</tspan>") {
					t.Errorf("%s %s is marked without need", def.Slug, l)
				}
			}
		}
	}
}

func xmlText(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// TestNothingLeavesThePicture: no text of the frame is wider than its picture,
// by the fonts that PNGs are written in.
func TestNothingLeavesThePicture(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	fonts, err := embedded()
	var buffer sfnt.Buffer
	if err != nil {
		t.Fatal(err)
	}
	for _, def := range chart.Catalogue {
		for _, l := range lang.All {
			c := charttest.Build(t, s, def.Slug, chart.Params{Lang: l})
			for _, o := range []Options{{}, {Size: Square}, {Size: Phone}, {Size: WeChat}, {Width: 400, Height: 300}, {Width: 4000}, {Width: 200, Height: 200}} {
				f := layOut(&c, o)
				for _, words := range append(f.foot, f.title, f.sub) {
					for _, line := range words.lines {
						_, width, err := fonts.set(&buffer, line, l, words.bold)
						if err != nil || f.margin+width*words.size > f.w-4 {
							t.Errorf("%s %s %+v: %q is %.0f wide of %.0f: %v", def.Slug, l, o, line, width*words.size, f.w, err)
						}
					}
				}
				if f.plotHeight < 120 || f.plotTop+float64(f.plotHeight) > f.rule || f.foot[0].top+f.foot[0].height() > f.h {
					t.Errorf("%s %s %+v: plot of %d × %d in %.0f × %.0f", def.Slug, l, o, f.plotWidth, f.plotHeight, f.w, f.h)
				}
			}
		}
	}
}

// TestEmpty: a chart without figures is a picture that says why.
func TestEmpty(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "output", chart.Params{Places: []string{"110000"}})
	got := spoken(svg(t, newDrawer(t), c, Options{}))
	if !strings.Contains(got, squeezed(xmlText(c.Empty.Reason))) || !strings.Contains(got, squeezed(xmlText(c.Empty.Hint))) {
		t.Errorf("%s does not say %q", got, c.Empty)
	}
}

// TestAttacks: whatever a name, a label or a note holds, it stays text.
func TestAttacks(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s, d := charttest.Sources(t), newDrawer(t)
	const name = `</text><script>alert(1)</script>" onload="alert(1)<image href="https://example.org/x"/>]]><foreignObject/>{a|x} {b} url(#p0)&amp;&#x3c;script>` + "\x00\x1b铝"
	for _, def := range chart.Catalogue {
		c := charttest.Build(t, s, def.Slug, chart.Params{})
		for i := range c.Series {
			c.Series[i].Name, c.Series[i].PlaceName = name, name
		}
		for i := range c.Categories {
			c.Categories[i].Label = name
		}
		c.Title, c.Subtitle, c.Alt, c.UnitLabel, c.Notes, c.Citations[0].File = name, name, name, name, []string{name}, name
		b, err := d.SVG(t.Context(), &c, Options{})
		if err != nil {
			t.Errorf("%s with %q: %v (%v)", def.Slug, name, err, data.AsError(err).Cause)
			continue
		}
		harmless(t, b)
	}
}

// harmless fails where an SVG holds more than shapes and text.
func harmless(t *testing.T, svg []byte) {
	t.Helper()
	allowed := map[string]bool{"svg": true, "title": true, "desc": true, "g": true, "path": true, "rect": true, "text": true, "tspan": true, "defs": true, "clipPath": true, "linearGradient": true, "stop": true}
	r := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := r.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		e, is := token.(xml.StartElement)
		if !is {
			continue
		}
		if !allowed[e.Name.Local] {
			t.Errorf("<%s> got through", e.Name.Local)
		}
		for _, a := range e.Attr {
			if n := a.Name.Local; strings.HasPrefix(n, "on") || n == "style" || n == "class" || strings.Contains(n, "href") || strings.Contains(a.Value, "://") && n != "xmlns" || strings.Contains(a.Value, "script") {
				t.Errorf("%s=%q got through", n, a.Value)
			}
		}
	}
}

// TestClean: what ECharts might write for a colour, a font or an id that
// somebody chose is dropped, or is no SVG at all.
func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<path d="M0 0L1 1" fill="red" onload="alert(1)"></path>`:                                                                `<path d="M0 0L1 1" fill="red"/>`,
		`<path d="M0 0" fill="url(https://example.org/#x)" stroke="url(#gone)"></path>`:                                          `<path d="M0 0"/>`,
		`<path d="M0 0" fill="javascript:alert(1)" class="a" transform="translate(1 2) evil(3)"></path>`:                         `<path d="M0 0"/>`,
		`<style>*{fill:red}</style><image href="https://example.org"/><a href="#"><path d="M0 0"/></a><g></g>`:                   `<g/>`,
		`<text style="font-size:13px;font-family:url(x);fill:red;background:url(x)">名</text>`:                                    `<text font-size="13">名</text>`,
		`<text dominant-baseline="central" y="6" style="font: normal 600 10px system-ui, Arial">a</text>`:                        `<text font-weight="600" font-size="10" font-family="system-ui, Arial" y="9.6">a</text>`,
		`<defs><clipPath id="zr7-c0"><rect x="0" y="0" width="1" height="1"/></clipPath></defs><g clip-path="url(#zr7-c0)"></g>`: `<defs><clipPath id="p0"><rect x="0" y="0" width="1" height="1"/></clipPath></defs><g clip-path="url(#p0)"/>`,
		`<text xml:base="x" xlink:href="#" fill="transparent">x</text>`:                                                          `<text fill="none">x</text>`,
	} {
		e, err := clean(`<svg xmlns:xlink="http://www.w3.org/1999/xlink">`+in+`</svg>`, "p")
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		var b bytes.Buffer
		for _, c := range e.children {
			c.write(&b)
		}
		if b.String() != want {
			t.Errorf("%s\n got %s\nwant %s", in, &b, want)
		}
	}
	for _, in := range []string{``, `<svg`, `<svg><path fill="red" "></path></svg>`, `<html/>`, `<svg/><svg/>`} {
		if _, err := clean(in, "p"); err == nil {
			t.Errorf("%q is taken for an SVG", in)
		}
	}
}

// TestTooMuch: more values than a picture can show are refused in words where
// they are of no time that could be thinned.
func TestTooMuch(t *testing.T) {
	t.Parallel()
	c := charttest.Build(t, charttest.Sources(t), "growth-share", chart.Params{})
	for len(c.Series) <= mostValues {
		c.Series = append(c.Series, c.Series...)
	}
	_, err := newDrawer(t).SVG(t.Context(), &c, Options{})
	if data.CodeOf(err) != data.Invalid {
		t.Errorf("got %v", err)
	}
}

// long is a chart with its figures over so many years of months; each value
// is its month's number.
func long(t *testing.T, slug string, l lang.Lang, years int) chart.Chart {
	t.Helper()
	c := charttest.Build(t, charttest.Sources(t), slug, chart.Params{Lang: l})
	c.Categories = nil
	for m := range 12 * years {
		year := strconv.Itoa(1965 + m/12)
		p, err := data.ParsePeriod(fmt.Sprintf("%s-%02d", year, m%12+1))
		if err != nil {
			t.Fatal(err)
		}
		k := chart.Category{Period: p, Label: strconv.Itoa(m%12 + 1)}
		if m%12 == 0 {
			k.Head = year
		}
		c.Categories = append(c.Categories, k)
	}
	for i := range c.Series {
		c.Series[i].Points = nil
		for m, k := range c.Categories {
			c.Series[i].Points = append(c.Series[i].Points, chart.Point{Period: k.Period, Has: true, Value: float64(m)})
		}
	}
	return c
}

// TestSixtyYears: sixty years of months of all groups are drawn, each value of them.
func TestSixtyYears(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	c := long(t, "output", lang.ZhHans, 60)
	if n := len(c.Series) * len(c.Categories); n < 5000 {
		t.Fatalf("%d values are no trial", n)
	}
	got := svg(t, newDrawer(t), c, Options{})
	if drawn := strings.Count(got, "<path"); drawn < (len(c.Series)-1)*(len(c.Categories)-1) {
		t.Errorf("%d shapes of %d series of %d", drawn, len(c.Series), len(c.Categories))
	}
	if strings.Contains(got, "期画一期") {
		t.Error("it says that something is left out")
	}
}

// TestThinned: where a chart over time has more than can be drawn, each second,
// third … period is drawn, the newest among them; the picture says so.
func TestThinned(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	d := newDrawer(t)
	for l, want := range map[lang.Lang]string{lang.ZhHans: "每 3 期画一期", lang.En: "one in 3 is shown"} {
		c := long(t, "concentration", l, 800)
		was := len(c.Notes)
		got := svg(t, d, c, Options{})
		if n := len(c.Series) * len(c.Categories); n <= 2*mostOverTime || n > 3*mostOverTime {
			t.Fatalf("%d values are no trial of three", n)
		}
		if !strings.Contains(spoken(got), squeezed(want)) {
			t.Errorf("%s: it does not say %q", l, want)
		}
		if len(c.Notes) != was || len(c.Categories) != 9600 {
			t.Error("the caller's chart was changed")
		}
	}
	c := long(t, "output", lang.ZhHans, 10)
	less, can := thinned(&c, 7)
	if !can {
		t.Fatal("it cannot be thinned")
	}
	heads := 0
	for i, k := range less.Categories {
		if k.Head != "" {
			heads++
		}
		for _, s := range less.Series {
			if p := s.Points[i]; p.Period != k.Period || p.Value != float64(119-7*(len(less.Categories)-1-i)) {
				t.Fatalf("at %s of %s stands %v of %s", k.Period, s.Name, p.Value, p.Period)
			}
		}
	}
	if newest := less.Categories[len(less.Categories)-1]; newest.Period != c.Categories[119].Period || heads != 10 {
		t.Errorf("it ends with %s and names %d of 10 years", newest.Period, heads)
	}
}

// TestWrap: lines fill their room, keep numbers and words whole, and begin with
// no closing mark.
func TestWrap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		room float64
		want []string
	}{
		{"铝材增长最快，同比+18.2%；纺织服装回落，−2.2%", 11, []string{"铝材增长最快，同比", "+18.2%；纺织服装回", "落，−2.2%"}},
		{"发布 2024年10月15日。", 10, []string{"发布", "2024年10月15日。"}},
		{"Aluminium grew fastest", 5, []string{"Aluminium", "grew", "fastest"}},
		{"（铝材）", 2, []string{"（铝", "材）"}},
		{"incomprehensibilities", 4, nil},
		{"", 4, nil},
	} {
		got := wrap(c.text, c.room)
		if c.want != nil && !cmp.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
		if squeezed(strings.Join(got, "")) != squeezed(c.text) {
			t.Errorf("%q: %q lost something", c.text, got)
		}
	}
	long := "铝材占27.2%，居各集群之首；最大的三个合占65.1%"
	if got := balanced(long, 19, 2); !cmp.Equal(got, []string{"铝材占27.2%，居各集群之首；", "最大的三个合占65.1%"}) {
		t.Errorf("%q", got)
	}
}

// TestOptions: what an address asks for, and what makes no sense.
func TestOptions(t *testing.T) {
	t.Parallel()
	for query, want := range map[string][2]int{
		"": {1200, 675}, "size=square": {1080, 1080}, "size=wechat": {1080, 1200}, "width=400": {400, 500}, "width=1600": {1600, 900}, "height=675": {1209, 680}, "width=803&height=596": {800, 600}, "width=4000&height=2000": {4000, 2000}, "width=1000&height=200": {1000, 200}, "width=1500&height=1500&scale=2": {1500, 1500},
	} {
		if o := parse(t, query); o.err != nil || o.w != want[0] || o.h != want[1] {
			t.Errorf("%s: %+v", query, o)
		}
	}
	for _, query := range []string{"size=huge", "scale=3", "background=red", "width=9", "height=99999", "width=1e3", "width=2000&height=200", "width=200&height=4000", "width=4000&height=4000", "width=3100&height=2100&scale=2"} {
		if o := parse(t, query); data.CodeOf(o.err) != data.Invalid {
			t.Errorf("%s: %v", query, o.err)
		}
	}
}

func decoded(t testing.TB, b []byte) (width, height int) {
	t.Helper()
	c, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return c.Width, c.Height
}
