package export_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/export"
	"countyboard/data/lang"
)

// noisy is a PNG of so many rows that cannot be made small.
func noisy(t *testing.T, width, rows int) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	m := image.NewNRGBA(image.Rect(0, 0, width, rows))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.Uint32())
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWeChat: what is given to WeChat's editor loses nothing there, says what a
// chart must say, and has pictures of the size that is taken, which together are
// the whole picture.
func TestWeChat(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	whole := noisy(t, 600, 500)
	if len(whole) <= export.MostPicture {
		t.Fatal("the picture is small: nothing is tried")
	}
	by := publisher
	by.Paint = func(chart.Chart, string, string) ([]byte, error) { return whole, nil }
	for _, l := range lang.All {
		c := by.Take(charttest.Build(t, s, "output", chart.Params{Lang: l}))
		a, err := export.WeChat(c)
		if err != nil {
			t.Fatal(err)
		}
		kept, lost := export.Sanitise(a.HTML)
		if len(a.Lost)+len(lost) > 0 || kept != a.HTML {
			t.Errorf("lost %v of\n%s\nkept\n%s", lost, a.HTML, kept)
		}
		for _, want := range []string{c.Title, "示例数据", "lezhi-2024-09.xlsx", "2024-10-15", "r7"} {
			if !strings.Contains(a.HTML, want) {
				t.Errorf("the article does not say %q:\n%s", want, a.HTML)
			}
		}
		if a.Original != c.Live || !strings.HasPrefix(a.Original, "https://example.org/charts/output?") {
			t.Errorf("阅读原文 leads to %q", a.Original)
		}
		if len(a.Pictures) < 2 {
			t.Fatalf("%d pictures", len(a.Pictures))
		}
		full, err := png.Decode(bytes.NewReader(whole))
		if err != nil {
			t.Fatal(err)
		}
		y := 0
		for i, p := range a.Pictures {
			if len(p) > export.MostPicture {
				t.Errorf("picture %d has %d bytes", i+1, len(p))
			}
			m, err := png.Decode(bytes.NewReader(p))
			if err != nil {
				t.Fatal(err)
			}
			if m.Bounds().Dx() != 600 {
				t.Errorf("picture %d is %d wide", i+1, m.Bounds().Dx())
			}
			for row := range m.Bounds().Dy() {
				at := m.Bounds().Min
				if color.NRGBAModel.Convert(m.At(at.X+7, at.Y+row)) != color.NRGBAModel.Convert(full.At(7, y+row)) {
					t.Fatalf("row %d of picture %d is another", row, i+1)
				}
			}
			y += m.Bounds().Dy()
		}
		if y != 500 {
			t.Errorf("the pictures have %d rows of 500", y)
		}
		if m, err := png.Decode(bytes.NewReader(a.QR)); err != nil || m.Bounds().Dx() < 200 || m.At(0, 0) != (color.Gray{Y: 255}) || m.At(33, 33) != (color.Gray{Y: 0}) {
			t.Errorf("the QR code has no quiet margin or no finder: %v", err)
		}
	}
}

// TestWeChatNames: no name of a workbook becomes markup that the editor takes away.
func TestWeChatNames(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	for n, name := range nasty {
		if len(name) > 1000 {
			continue // longer than an article may be, and told so
		}
		a, err := export.WeChat(publisher.Take(spoil(charttest.Build(t, s, "growth-share", chart.Params{}), name)))
		if err != nil || len(a.Lost) > 0 {
			t.Errorf("name %d: %v, %v", n, a.Lost, err)
		}
	}
	long, err := export.WeChat(publisher.Take(spoil(charttest.Build(t, s, "growth-share", chart.Params{}), strings.Repeat("很长的名字", 8000))))
	if err != nil || len(long.Lost) != 1 || long.Lost[0].Key != "files.wechat-lost-length" {
		t.Errorf("an article that is too long: %v, %v", long.Lost, err)
	}
	failing := publisher
	failing.Paint = func(chart.Chart, string, string) ([]byte, error) { return nil, errors.New("no ink") }
	if _, err := export.WeChat(failing.Take(charttest.Build(t, s, "output", chart.Params{}))); err == nil {
		t.Error("a picture that could not be painted is passed over")
	}
}

// TestSanitise: what the editor is known to take away is taken and told.
func TestSanitise(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, kept, lost string }{
		{`<section style="color:#111;"><p>数</p></section>`, `<section style="color:#111;"><p>数</p></section>`, ""},
		{`<p>a<script>alert(1)</script>b</p>`, `<p>ab</p>`, "tag script"},
		{`<iframe src="https://example.org/embed/output"></iframe>c`, `c`, "tag iframe"},
		{`<p id="x" class="y" onclick="z()">d</p>`, `<p>d</p>`, "attribute id, attribute class, attribute onclick"},
		{`<div>e</div>`, `e`, "div div"},
		{`<p style="color:red;position:absolute">f</p>`, `<p style="color:red">f</p>`, "style position"},
		{`<svg><use href="#g"></use></svg>`, `<svg></svg>`, "tag use"},
		{`h<br/>i`, `hi`, "self-closing br"},
		{`<img src="https://example.org/a.png">j`, `j`, "picture https://example.org/a.png"},
		{`<img src="https://mmbiz.qpic.cn/a.png">`, `<img src="https://mmbiz.qpic.cn/a.png">`, ""},
		{`<a href="https://example.org">k</a>`, `k`, "link https://example.org"},
		{`<a href="https://mp.weixin.qq.com/s/1">l</a>`, `<a href="https://mp.weixin.qq.com/s/1">l</a>`, ""},
		{"&lt;script&gt;", "&lt;script&gt;", ""},
	} {
		kept, lost := export.Sanitise(tt.text)
		var words []string
		for _, l := range lost {
			if !lang.Has(lang.ZhHans, l.Key) || !lang.Has(lang.En, l.Key) {
				t.Errorf("%s has no words", l.Key)
			}
			words = append(words, strings.TrimPrefix(l.Key, "files.wechat-lost-")+" "+l.What)
		}
		if kept != tt.kept || strings.Join(words, ", ") != tt.lost {
			t.Errorf("%s: kept %s, lost %q; want %s, %q", tt.text, kept, words, tt.kept, tt.lost)
		}
	}
	if _, lost := export.Sanitise(strings.Repeat("字", 20000)); len(lost) != 1 {
		t.Errorf("20,000 characters: %v", lost)
	}
}
