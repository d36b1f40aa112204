package lang_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/lang"
)

func sentences(t *testing.T, l lang.Lang) map[string]string {
	t.Helper()
	all := make(map[string]string)
	files, err := filepath.Glob(string(l) + "/*.json")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var m map[string]string
		if err := json.Unmarshal(b, &m); err != nil {
			t.Fatal(f, err)
		}
		for k, s := range m {
			all[strings.TrimSuffix(filepath.Base(f), ".json")+"."+k] = s
		}
	}
	return all
}

// TestLanguagesSayTheSame: each has the same keys, with the same arguments.
func TestLanguagesSayTheSame(t *testing.T) {
	t.Parallel()
	argument := regexp.MustCompile(`\{[a-z]+\}`)
	zh, en := sentences(t, lang.ZhHans), sentences(t, lang.En)
	for k, s := range zh {
		if strings.HasPrefix(k, "units.") {
			continue // each language has steps and units of its own
		}
		other, ok := en[k]
		if !ok {
			t.Errorf("English lacks %s", k)
			continue
		}
		// A language may leave an argument out, but not make one up.
		for _, a := range argument.FindAllString(other, -1) {
			if !slices.Contains(argument.FindAllString(s, -1), a) {
				t.Errorf("%s: English says %s, Chinese does not", k, a)
			}
		}
		if strings.HasPrefix(k, "errors.") && !strings.HasSuffix(k, ".hint") {
			if _, ok := zh[k+".hint"]; !ok {
				t.Errorf("%s has no hint", k)
			}
		}
	}
	for k := range en {
		if _, ok := zh[k]; !ok && !strings.HasPrefix(k, "units.") {
			t.Errorf("Chinese lacks %s", k)
		}
	}
}

// TestErrorsAreSaid finds each data.Fail in the tree and looks for its sentences.
func TestErrorsAreSaid(t *testing.T) {
	t.Parallel()
	fail := regexp.MustCompile(`data\.Fail\(data\.[A-Za-z]+, "([a-z-]+)"|\bFail\([A-Z][a-zA-Z]+, "([a-z-]+)"`)
	text := regexp.MustCompile(`(?:T|Text|say)\((?:v\.Lang, |l, |c\.lang, )?"([a-z]+\.[a-z.-]+)"[,)]|\$?\.T "([a-z]+\.[a-z.-]+)"`)
	found := 0
	err := filepath.WalkDir("../..", func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() && (e.Name() == "node_modules" || strings.HasPrefix(e.Name(), ".") && e.Name() != ".." && len(e.Name()) > 2) {
			return filepath.SkipDir
		}
		if strings.HasSuffix(p, "_test.go") || !strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, ".html") {
			return nil
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		var keys []string
		for _, m := range fail.FindAllStringSubmatch(string(b), -1) {
			keys = append(keys, "errors."+m[1]+m[2], "errors."+m[1]+m[2]+".hint")
		}
		for _, m := range text.FindAllStringSubmatch(string(b), -1) {
			keys = append(keys, m[1]+m[2])
		}
		for _, k := range keys {
			found++
			if !lang.Has(lang.ZhHans, k) && !strings.HasSuffix(k, "-") {
				t.Errorf("%s says %s, which no message file has", p, k)
			}
		}
		return nil
	})
	if err != nil || found < 100 {
		t.Errorf("%d keys, %v", found, err)
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	yi := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}
	wan := data.Unit{Label: "万元", Base: data.BaseYuan, Power: 4}
	hu := data.Unit{Label: "户", Base: data.BaseCount}
	percent := data.Unit{Label: "%", Base: data.BasePercent}
	points := data.Unit{Label: "百分点", Base: data.BasePoint}
	for _, tt := range []struct {
		x      float64
		u      data.Unit
		zh, en string
	}{
		{98.6, yi, "98.6亿元", "9.86 bn yuan"},
		{986000, wan, "98.6亿元", "9.86 bn yuan"},
		{203, hu, "203户", "203"},
		{12345, hu, "12345户", "12,345"},
		{0, hu, "0户", "0"},
		{10.35, yi, "10.4亿元", "1.04 bn yuan"}, // a hair less in binary
		{10.45, yi, "10.5亿元", "1.05 bn yuan"},
		{9.8, percent, "9.8%", "9.8%"},
		{-2.2, percent, "−2.2%", "−2.2%"},
		{2.1, points, "2.1个百分点", "2.1 points"},
	} {
		if zh, en := lang.Figure(lang.ZhHans, tt.x, tt.u), lang.Figure(lang.En, tt.x, tt.u); zh != tt.zh || en != tt.en {
			t.Errorf("%v %s is %q and %q, want %q and %q", tt.x, tt.u.Label, zh, en, tt.zh, tt.en)
		}
	}
	if s := lang.Signed(lang.ZhHans, 9.8, percent); s != "+9.8%" {
		t.Error(s)
	}
	for _, tt := range []struct {
		l    lang.Lang
		xs   []float64
		want string
	}{
		{lang.ZhHans, []float64{53900, 2105, 25}, "53900亿元 2105亿元 25.0亿元"},
		{lang.ZhHans, []float64{0.004, 25}, "0.00亿元 25.0亿元"}, // never below the unit's own
		{lang.ZhHans, []float64{12000, 53900}, "1.20万亿元 5.39万亿元"},
		{lang.En, []float64{53900, 25}, "5,390 bn yuan 2.50 bn yuan"},
	} {
		var got []string
		for _, x := range tt.xs {
			got = append(got, lang.ScaleOfAll(tt.l, tt.xs, yi).Figure(x))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%v: %q, want %q", tt.xs, s, tt.want)
		}
	}
}

// TestPrinted: a figure says the number of its digits, give or take half of the last.
func TestPrinted(t *testing.T) {
	t.Parallel()
	yi, wan := data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}, data.Unit{Label: "万元", Base: data.BaseYuan, Power: 4}
	people := data.Unit{Label: "万人", Base: data.BasePerson, Power: 4}
	for _, tt := range []struct {
		l          lang.Lang
		x          float64
		u          data.Unit
		text       string
		says, half float64
	}{
		{lang.ZhHans, 98.637, yi, "98.6亿元", 98.6, 0.05},
		{lang.En, 98.637, yi, "9.86 bn yuan", 98.6, 0.05},
		{lang.ZhHans, 986372, wan, "98.6亿元", 986000, 500},
		{lang.En, 9.93, yi, "993.0 mn yuan", 9.93, 0.0005},
		{lang.ZhHans, -266, wan, "−266.0万元", -266, 0.05},
		{lang.En, -266, wan, "−2.66 mn yuan", -266, 0.5},
		{lang.ZhHans, 123456, data.Unit{Label: "户", Base: data.BaseCount}, "12.3万户", 123000, 500},
		{lang.ZhHans, 9.8, data.Unit{Label: "%", Base: data.BasePercent}, "9.8%", 9.8, 0.05},
		{lang.En, 52.34, people, "523,400 persons", 52.34, 0.00005},
		{lang.ZhHans, 52.34, people, "52.3万人", 52.3, 0.05},
		{lang.ZhHans, -0.001, yi, "−10.0万元", -0.001, 0.000005},
	} {
		text, says, half := lang.Printed(tt.l, tt.x, tt.u)
		if text != tt.text || math.Abs(says-tt.says) > 1e-9 || math.Abs(half/tt.half-1) > 1e-9 {
			t.Errorf("%v %s is %q and says %v ± %v, want %q, %v ± %v", tt.x, tt.u.Label, text, says, half, tt.text, tt.says, tt.half)
		}
	}
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		p      data.Period
		zh, en string
	}{
		{data.Year(2024), "2024年", "2024"}, {data.Half(2024, 1), "2024年上半年", "H1 2024"}, {data.Quarter(2024, 3), "2024年三季度", "Q3 2024"},
		{data.Month(2024, 9), "2024年9月", "Sep 2024"}, {data.ToDate(2024, 9), "2024年1—9月", "Jan–Sep 2024"}, {data.Years(1950, 1955), "1950—1955年", "1950–1955"},
	} {
		if zh, en := lang.Period(lang.ZhHans, tt.p), lang.Period(lang.En, tt.p); zh != tt.zh || en != tt.en {
			t.Errorf("%s is %q and %q, want %q and %q", tt.p, zh, en, tt.zh, tt.en)
		}
	}
}

func TestSay(t *testing.T) {
	t.Parallel()
	if got := lang.Text(lang.ZhHans, "errors.period-text", "got", "{got} <b>"); got != "“{got} <b>”不是时期" {
		t.Errorf("arguments are read as templates: %s", got)
	}
	if got := lang.Text(lang.ZhHans, "no.such-key"); !strings.Contains(got, "no.such-key") {
		t.Errorf("an unknown key says %q", got)
	}
	if lang.Say(lang.En, data.Message{}) != "" {
		t.Error("nothing says something")
	}
}
