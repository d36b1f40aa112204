package draw

import (
	"bytes"
	"image"
	"image/draw"
	"image/png"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/encoding/simplifiedchinese"
)

type parsed struct {
	Options
	w, h int
	err  error
}

func parse(t *testing.T, query string) (out parsed) {
	t.Helper()
	q, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	p, err := chart.ParseParams(q)
	if err != nil {
		return parsed{err: err}
	}
	out.Options, out.err = Parse(q, p)
	out.w, out.h = out.Pixels()
	return out
}

func pixels(t testing.TB, d *Drawer, c chart.Chart, o Options) *image.NRGBA {
	t.Helper()
	b, err := d.PNG(t.Context(), &c, o)
	if err != nil {
		t.Fatalf("%s: %v (%v)", c.Slug, err, data.AsError(err).Cause)
	}
	return read(t, b)
}

func read(t testing.TB, b []byte) *image.NRGBA {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewNRGBA(m.Bounds())
	draw.Draw(out, out.Rect, m, image.Point{}, draw.Src)
	return out
}

// TestPixels compares some pictures with their golden files, within a tolerance.
func TestPixels(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s, d := charttest.Sources(t), newDrawer(t)
	for name, p := range map[string]chart.Params{
		"cluster-growth": {}, "growth-heatmap": {Theme: "dark"}, "growth-share": {Lang: lang.En}, "doubling": {}, "cluster-share": {Lang: lang.En, Theme: "dark"},
	} {
		c := charttest.Build(t, s, name, p)
		b, err := d.PNG(t.Context(), &c, Options{Width: 480, Height: 360})
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".png")
		if *update {
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if mean := difference(read(t, want), read(t, b)); mean > 0.2 {
			t.Errorf("%s differs by %.2f of 255 (go test -update writes it anew)", name, mean)
		}
	}
}

// difference is the mean one of two pictures' values, of 255.
func difference(a, b *image.NRGBA) float64 {
	if a.Rect != b.Rect {
		return 255
	}
	sum := 0.0
	for i := range a.Pix {
		sum += math.Abs(float64(a.Pix[i]) - float64(b.Pix[i]))
	}
	return sum / float64(len(a.Pix))
}

// TestSizes: as many pixels as asked for, paper or none; what WeChat takes is
// below its limit.
func TestSizes(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	s, d := charttest.Sources(t), newDrawer(t)
	for _, def := range chart.Catalogue {
		c := charttest.Build(t, s, def.Slug, chart.Params{})
		b, err := d.PNG(t.Context(), &c, Options{Size: WeChat})
		if err != nil {
			t.Fatal(err)
		}
		if w, _ := decoded(t, b); w != 1080 || len(b) >= 1_000_000 {
			t.Errorf("%s for WeChat: %d wide, %d bytes", def.Slug, w, len(b))
		}
	}
	c := charttest.Build(t, s, "cluster-growth", chart.Params{})
	for _, o := range []Options{{Scale: 2}, {Scale: 2, Transparent: true}, {Width: 600, Height: 400}} {
		m := pixels(t, d, c, o)
		w, h := o.Pixels()
		if k := max(o.Scale, 1); m.Rect.Dx() != k*w || m.Rect.Dy() != k*h {
			t.Errorf("%+v: %v", o, m.Rect)
		}
		if corner := m.NRGBAAt(1, 1); (corner.A == 0) != o.Transparent || corner.A > 0 && corner.R != 255 {
			t.Errorf("%+v: the corner is %v", o, corner)
		}
	}
}

// TestCharacters: all of GBK, rarer ones of names and signs are in the fonts,
// in both weights; what is not is told, never drawn as a box.
func TestCharacters(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	f, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	var all []rune
	for a := byte(0x81); a <= 0xfe; a++ {
		for b := byte(0x40); b <= 0xfe && b >= 0x40; b++ {
			text, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{a, b})
			if r := []rune(string(text)); err == nil && len(r) == 1 && r[0] >= 0x4e00 && r[0] <= 0x9fa5 {
				all = append(all, r[0])
			}
		}
	}
	if len(all) != 20902 {
		t.Fatalf("%d characters of GBK", len(all))
	}
	all = append(all, []rune("谰毖耪䶮鿍𫖯𬭛𬬻℃㎡％‰±×÷≥≤·—…“”‘’（）《》①Ⅷ→↑αβ$€£¥−–")...)
	var b sfnt.Buffer
	for _, r := range all {
		for _, l := range lang.All {
			for _, bold := range []bool{false, true} {
				glyphs, _, err := f.set(&b, string(r), l, bold)
				if err != nil {
					t.Errorf("%c (%U): %v", r, r, err)
					continue
				}
				p := &pen{m: matrix{a: 100, d: 100}}
				if err := glyphs[0].outline(&b, p); err != nil || bounds(p.lines).Empty() {
					t.Errorf("%c (%U) is not drawn: %v", r, r, err)
				}
			}
		}
	}
	c := charttest.Build(t, charttest.Sources(t), "cluster-growth", chart.Params{})
	c.Title = "𠮷林"
	_, err = newDrawer(t).PNG(t.Context(), &c, Options{})
	if e := data.AsError(err); e.Code != data.Unsupported || !strings.Contains(lang.Say(lang.ZhHans, e.Message), "𠮷") {
		t.Errorf("a character that no font has: %v", err)
	}
}

// TestOwnFont: a font file goes before those in the binary; no font is an error.
func TestOwnFont(t *testing.T) {
	race.Alone(t)
	t.Parallel()
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.ttf")
	if err := os.WriteFile(broken, []byte("no font"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{broken, filepath.Join(dir, "none.ttf")} {
		if _, err := New(file); data.CodeOf(err) != data.Invalid {
			t.Errorf("%s: %v", file, err)
		}
	}
	own := filepath.Join(dir, "own.ttf")
	if err := os.WriteFile(own, server(t, "bold.ttf"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := New(own)
	if err != nil {
		t.Fatal(err)
	}
	d.engines.time = patient
	t.Cleanup(d.Close)
	c := charttest.Build(t, charttest.Sources(t), "cluster-growth", chart.Params{})
	if ink(pixels(t, d, c, Options{})) <= ink(pixels(t, newDrawer(t), c, Options{}))*1.02 {
		t.Error("the bold font that was named draws no more ink")
	}
	if _, err := New(filepath.Join(dir, "own.ttf")); err != nil {
		t.Error(err)
	}
	latin := filepath.Join(dir, "latin.ttf")
	if err := os.WriteFile(latin, server(t, "latin.ttf"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := New(latin); data.CodeOf(err) != data.Invalid {
		t.Errorf("a font without Chinese: %v", err)
	}
}

// ink is how dark a picture is.
func ink(m *image.NRGBA) (sum float64) {
	for _, v := range m.Pix {
		sum += float64(255 - v)
	}
	return sum
}

// TestPaths: shapes cover the area that they have.
func TestPaths(t *testing.T) {
	t.Parallel()
	f, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	for d, c := range map[string]struct {
		attrs string
		area  float64
	}{
		"M10 10h20v30h-20z":                         {`fill="#000"`, 600},
		"M10 10l20 0 0 30-20 0Z":                    {`fill="#000"`, 600},
		"M50 30A20 20 0 1 1 50 29.99Z":              {`fill="#000"`, math.Pi * 400},
		"M10,10 C10,10 30,10 30,10L30,40 10,40":     {`fill="#000"`, 600},
		"M0 0H80V80H0ZM20 20V60H60V20Z":             {`fill="#000"`, 6400 - 1600},
		"M10 20L60 20":                              {`fill="none" stroke="#000" stroke-width="4"`, 200},
		"M10 25L60 25":                              {`fill="none" stroke="#000" stroke-width="4" stroke-linecap="square"`, 216},
		"M10 30L60 30":                              {`fill="none" stroke="#000" stroke-width="4" stroke-linecap="round"`, 200 + math.Pi*4},
		"M10 35L60 35":                              {`fill="none" stroke="#000" stroke-width="4" stroke-dasharray="5 5"`, 100},
		"M20 20L60 20L60 60L20 60Z":                 {`fill="none" stroke="#000" stroke-width="4"`, 4 * 160},
		"M20 20L60 20L60 60":                        {`fill="none" stroke="#000" stroke-width="4" stroke-linejoin="bevel"`, 4*80 + 2},
		"M-50 10H200v10H-50z":                       {`fill="#000"`, 800},
		"M10 -50V200h10V-50z":                       {`fill="#000"`, 800},
		"M1 1L2 2":                                  {`fill="transparent" stroke="rgba(0,0,0,0)"`, 0},
		"M10 10h20v30h-20zM10 10h20v30h-20z":        {`fill="rgba(0,0,0,0.5)"`, 300},
		"M5 5h10v15h-10z":                           {`fill="#000" transform="matrix(2 0 0 2 0 0)"`, 600},
		"M10 10 h 20 v 30 h -20 z m 30 0 h 5 v 5 z": {`fill="#000" transform="translate(2,3) rotate(0)"`, 612.5},
	} {
		e, err := clean(`<svg><path d="`+d+`" `+c.attrs+`/></svg>`, "p")
		if err != nil {
			t.Fatal(err)
		}
		m, err := rasterise(e, 80, 80, 1, f, lang.En)
		if err != nil {
			t.Errorf("%s: %v", d, err)
			continue
		}
		sum := 0.0
		for i := 3; i < len(m.image.Pix); i += 4 {
			sum += float64(m.image.Pix[i]) / 255
		}
		if math.Abs(sum-c.area) > 0.012*c.area+0.6 {
			t.Errorf("%s %s covers %.1f, want %.1f", d, c.attrs, sum, c.area)
		}
	}
	for _, d := range []string{"M", "M1", "L x", "M0 0L1", "M0 0A1 1 0 2 1 3 3", "M1e999 0", "M0 0 C1 1"} {
		if _, err := path(d, matrix{a: 1, d: 1}); err == nil {
			t.Errorf("%q is taken for a path", d)
		}
	}
}

// TestTransforms: as SVG has them, from the left.
func TestTransforms(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]point{
		"":                             {3, 4},
		"translate(1 2)":               {4, 6},
		"translate(1)":                 {4, 4},
		"scale(2)":                     {6, 8},
		"scale(2,3) translate(1,1)":    {8, 15},
		"rotate(90)":                   {-4, 3},
		"rotate(90 3 3)":               {2, 3},
		"matrix(0,1,-1,0,10,20)":       {6, 23},
		"translate(1 2)rotate(180)":    {-2, -2},
		"matrix(1 0 0 1 1 1) scale(2)": {7, 9},
	} {
		if got := transform(text).apply(point{3, 4}); math.Hypot(got.x-want.x, got.y-want.y) > 1e-9 {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

// TestClips: what lies outside a clip's rectangle is not drawn.
func TestClips(t *testing.T) {
	t.Parallel()
	f, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	e, err := clean(`<svg><defs><clipPath id="zr0-c0"><path d="M10 10l20 0l0 20l-20 0Z"/></clipPath></defs><g clip-path="url(#zr0-c0)"><path d="M0 0H80V80H0Z" fill="#f00"/></g></svg>`, "p")
	if err != nil {
		t.Fatal(err)
	}
	m, err := rasterise(e, 80, 80, 1, f, lang.En)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[image.Point]uint8{{5, 20}: 0, {20, 5}: 0, {20, 20}: 255, {29, 29}: 255, {30, 20}: 0, {20, 31}: 0} {
		if got := m.image.RGBAAt(at.X, at.Y).A; got != want {
			t.Errorf("%v: %d", at, got)
		}
	}
}

// TestPaintedOnAgain: nothing of a larger picture is left in the one that is
// painted after it in the same memory, nor in one without paper.
func TestPaintedOnAgain(t *testing.T) {
	t.Parallel()
	d, c := newDrawer(t), charttest.Build(t, charttest.Sources(t), "output", chart.Params{})
	small := Options{Width: 600, Height: 400, Transparent: true}
	want := pixels(t, d, c, small)
	for range 4 {
		pixels(t, d, c, Options{Width: 1200, Height: 900})
		if got := pixels(t, d, c, small); !bytes.Equal(got.Pix, want.Pix) {
			t.Fatal("the picture before it is seen in it")
		}
	}
}
