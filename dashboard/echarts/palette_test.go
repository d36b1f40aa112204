package echarts_test

import (
	"encoding/json"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"countyboard/dashboard/chart"
	"countyboard/dashboard/charttest"
	"countyboard/dashboard/echarts"
)

type rgb [3]float64 // linear, 0–1

func parse(t *testing.T, hex string) rgb {
	t.Helper()
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(hex) != 7 {
		t.Fatalf("%q is no colour", hex)
	}
	var c rgb
	for i := range c {
		v := float64(n>>(16-8*i)&255) / 255
		if c[i] = v / 12.92; v > 0.04045 {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return c
}

func (c rgb) luminance() float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }

// through is a colour as other eyes see it (Machado, Oliveira and Fernandes
// 2009, severity 1).
func (c rgb) through(m [9]float64) rgb {
	var o rgb
	for i := range o {
		o[i] = min(1, max(0, m[3*i]*c[0]+m[3*i+1]*c[1]+m[3*i+2]*c[2]))
	}
	return o
}

var eyes = map[string][9]float64{
	"normal":       {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protanopia":   {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deuteranopia": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritanopia":   {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

func (c rgb) lab() (l, a, b float64) {
	x := 0.4124564*c[0] + 0.3575761*c[1] + 0.1804375*c[2]
	z := 0.0193339*c[0] + 0.1191920*c[1] + 0.9503041*c[2]
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	fx, fy, fz := f(x/0.95047), f(0.2126729*c[0]+0.7151522*c[1]+0.0721750*c[2]), f(z/1.08883)
	return 116*fy - 16, 500 * (fx - fy), 200 * (fy - fz)
}

// deltaE is CIEDE2000 (Sharma, Wu and Dalal 2005).
func deltaE(p, q rgb) float64 {
	l1, a1, b1 := p.lab()
	l2, a2, b2 := q.lab()
	cm := (math.Hypot(a1, b1) + math.Hypot(a2, b2)) / 2
	g := 0.5 * (1 - math.Sqrt(math.Pow(cm, 7)/(math.Pow(cm, 7)+math.Pow(25, 7))))
	a1, a2 = a1*(1+g), a2*(1+g)
	c1, c2 := math.Hypot(a1, b1), math.Hypot(a2, b2)
	hue := func(a, b float64) float64 {
		h := math.Atan2(b, a) * 180 / math.Pi
		if h < 0 {
			h += 360
		}
		return h
	}
	h1, h2 := hue(a1, b1), hue(a2, b2)
	dh := h2 - h1
	switch {
	case dh > 180:
		dh -= 360
	case dh < -180:
		dh += 360
	}
	rad := math.Pi / 180
	dH := 2 * math.Sqrt(c1*c2) * math.Sin(dh/2*rad)
	hm := (h1 + h2) / 2
	if math.Abs(h1-h2) > 180 {
		hm += 180
	}
	lm, cmp := (l1+l2)/2, (c1+c2)/2
	tt := 1 - 0.17*math.Cos((hm-30)*rad) + 0.24*math.Cos(2*hm*rad) + 0.32*math.Cos((3*hm+6)*rad) - 0.20*math.Cos((4*hm-63)*rad)
	sl := 1 + 0.015*(lm-50)*(lm-50)/math.Sqrt(20+(lm-50)*(lm-50))
	sc, sh := 1+0.045*cmp, 1+0.015*cmp*tt
	rt := -2 * math.Sqrt(math.Pow(cmp, 7)/(math.Pow(cmp, 7)+math.Pow(25, 7))) * math.Sin(60*math.Exp(-(hm-275)/25*(hm-275)/25)*rad)
	dl, dc := (l2-l1)/sl, (c2-c1)/sc
	return math.Sqrt(dl*dl + dc*dc + dH/sh*dH/sh + rt*dc*dH/sh)
}

// TestDeltaE checks the formula by pairs 1, 7 and 17 of Sharma's table through
// grey and by symmetry.
func TestDeltaE(t *testing.T) {
	t.Parallel()
	black, white := rgb{}, rgb{1, 1, 1}
	if d := deltaE(black, white); math.Abs(d-100) > 0.1 {
		t.Errorf("black to white is %v, want 100", d)
	}
	p, q := parse(t, "#0b5cad"), parse(t, "#d1660a")
	if math.Abs(deltaE(p, q)-deltaE(q, p)) > 1e-9 || deltaE(p, p) != 0 {
		t.Error("the distance is not symmetric")
	}
}

// TestPalette: each pair of group colours differs under each kind of sight, and
// stands out from the paper.
func TestPalette(t *testing.T) {
	t.Parallel()
	for theme, p := range map[string]echarts.Palette{"light": echarts.Light, "dark": echarts.Dark} {
		paper := parse(t, p.Paper).luminance()
		colours := append([]string{p.Other}, p.Groups...)
		for i, a := range colours {
			l := parse(t, a).luminance()
			if contrast := (max(l, paper) + 0.05) / (min(l, paper) + 0.05); contrast < 3 {
				t.Errorf("%s: %s on paper has contrast %.2f", theme, a, contrast)
			}
			for _, b := range colours[i+1:] {
				for eye, m := range eyes {
					if d := deltaE(parse(t, a).through(m), parse(t, b).through(m)); d < 12 {
						t.Errorf("%s: %s and %s are %.1f apart under %s", theme, a, b, d, eye)
					}
				}
			}
		}
	}
}

// TestNamesCanBeRead: what is written on paper in a series' colour has the
// contrast of text, in each chart and theme.
func TestNamesCanBeRead(t *testing.T) {
	t.Parallel()
	s := charttest.Sources(t)
	seen := 0
	for theme, p := range map[string]echarts.Palette{"light": echarts.Light, "dark": echarts.Dark} {
		paper := parse(t, p.Paper).luminance()
		for _, d := range chart.Catalogue {
			for _, m := range d.Measures {
				option, err := echarts.Option(charttest.Build(t, s, d.Slug, chart.Params{Theme: theme, Measure: m}))
				if err != nil {
					t.Fatal(err)
				}
				var v any
				if err := json.Unmarshal(option, &v); err != nil {
					t.Fatal(err)
				}
				labels(v, func(label map[string]any) {
					hex, ok := label["color"].(string)
					if at, _ := label["position"].(string); !ok || strings.HasPrefix(at, "inside") {
						return
					}
					seen++
					l := parse(t, hex).luminance()
					if c := (max(l, paper) + 0.05) / (min(l, paper) + 0.05); c < 4.5 {
						t.Errorf("%s %s, %s: a label in %s has contrast %.2f", d.Slug, m, theme, hex, c)
					}
				})
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d labels were looked at", seen)
	}
}

// labels finds the labels of an option, however deep.
func labels(v any, found func(map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			labels(x, found)
		}
	case map[string]any:
		for k, x := range v {
			if m, ok := x.(map[string]any); ok && (k == "label" || k == "endLabel") {
				found(m)
			}
			labels(x, found)
		}
	}
}

// TestStylesheetMirrorsPalette: pages and pictures use the same colours.
func TestStylesheetMirrorsPalette(t *testing.T) {
	t.Parallel()
	css, err := os.ReadFile("../assets/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []echarts.Palette{echarts.Light, echarts.Dark} {
		for name, hex := range map[string]string{"paper": p.Paper, "ink": p.Ink, "muted": p.Muted, "line": p.Line, "grid": p.Grid, "accent": p.Accent, "sample": p.Sample, "sample-wash": p.SampleWash} {
			if !strings.Contains(string(css), "--"+name+": "+hex+";") {
				t.Errorf("tokens.css lacks --%s: %s", name, hex)
			}
		}
	}
}
