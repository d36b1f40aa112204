package vocab_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/vocab"
)

func TestReadTakesLabelsApart(t *testing.T) {
	t.Parallel()
	tests := []struct {
		label string
		ctx   vocab.Context
		want  string
	}{
		{"规上工业总产值(亿元)", vocab.Context{}, "output size/规上 亿元"},
		{"主营业务收入(亿元)", vocab.Context{}, "revenue 亿元"},
		{"利 润总额（亿元）", vocab.Context{}, "profit 亿元"},
		{"企业数(个)", vocab.Context{}, "enterprises 个"},
		{"同比增长(%)", vocab.Context{}, "yoy %"},
		{"增速(±%)", vocab.Context{}, "yoy %"},
		{"同比±%", vocab.Context{}, "yoy %"},
		{"累计增长(%)", vocab.Context{}, "yoy cumulated %"},
		{"1—9月累计", vocab.Context{Year: 2024}, "2024-01/P9M cumulated"},
		{"1—2月", vocab.Context{}, "yearless 1000-01/P2M"},
		{"当月", vocab.Context{}, "current"},
		{"其中：铝材", vocab.Context{}, "cluster/铝材 of-which"},
		{"#铝材产业集群", vocab.Context{}, "cluster/铝材 of-which"},
		{"一、装备制造产业", vocab.Context{}, "cluster/装备制造"},
		{"1.铝材", vocab.Context{}, "cluster/铝材"},
		{"其他", vocab.Context{}, "other"},
		{"合  计", vocab.Context{}, "total"},
		{"全    国", vocab.Context{}, "100000"},
		{" Eastern Region", vocab.Context{}, "region-east"},
		{"北京", vocab.Context{}, "110000"},
		{"5-2  各地区高技术产业生产经营情况 (2021年)", vocab.Context{}, "industry/高技术产业 2021"},
		{"Statistics on Production and Management in High-tech Industry by Region(2021)", vocab.Context{}, "industry/高技术产业 2021 rest"},
		{"2-4 各地区规上工业企业数量情况(2019年)", vocab.Context{}, "size/规上 2019"},
		{"规模以上工业企业数", vocab.Context{}, "enterprises size/规上"},
		{"规上企业单位数", vocab.Context{}, "enterprises size/规上"},
		{"规模以上工业企业数同比增长", vocab.Context{}, "enterprises size/规上 yoy"},
		{"东方产业营业收入", vocab.Context{}, "revenue rest:东方产业"},
		{"有研发机构\r\n的企业数\r\nNumber of\r\nEnterprises", vocab.Context{}, "enterprises rest:有研发机构的"},
		{"单位：亿元", vocab.Context{}, "亿元"},
		{"单位：个，亿元", vocab.Context{}, "units:个,亿元"},
		{"2008, percent", vocab.Context{}, "2008 %"},
		{"Unemployed_2000", vocab.Context{}, "unemployment 2000"},
		{"乐至县规模以上工业总产值（2024年1—9月）", vocab.Context{}, "output size/规上 512022 2024-01/P9M"},
		{"乐至经开区入驻工业企业数", vocab.Context{}, "enterprises park/经开区"},
		{"营业利润", vocab.Context{}, "operating-profit"},
		{"全  国 National Total", vocab.Context{}, "100000"},
		{strings.Repeat("铝", 10000), vocab.Context{}, "rest"},
		{"</script><script>alert(1)</script>", vocab.Context{}, "rest"},
	}
	for _, tt := range tests {
		if got := said(vocab.Embedded().Read(tt.label, tt.ctx)); !matches(got, tt.want) {
			t.Errorf("Read(%.60q) says %q, want %q", tt.label, got, tt.want)
		}
	}
}

// said writes a reading in a few words.
func said(r vocab.Reading) string {
	var w []string
	add := func(s string) {
		if s != "" {
			w = append(w, s)
		}
	}
	add(r.Indicator)
	for _, f := range r.Facets {
		add(f)
	}
	add(r.Place)
	add(string(r.Measure))
	if r.Time.Yearless {
		add("yearless")
	}
	add(r.Time.Period.String())
	add([]string{"", "cumulated", "current"}[r.Time.Acc])
	add(r.Unit.Label)
	if len(r.Units) > 1 {
		var l []string
		for _, u := range r.Units {
			l = append(l, u.Label)
		}
		add("units:" + strings.Join(l, ","))
	}
	for name, is := range map[string]bool{"total": r.Total, "of-which": r.OfWhich, "other": r.Other} {
		if is {
			add(name)
		}
	}
	if r.Rest != "" {
		add("rest:" + r.Rest)
	}
	return strings.Join(w, " ")
}

func matches(got, want string) bool {
	if before, ok := strings.CutSuffix(want, "rest"); ok {
		return strings.HasPrefix(got, before+"rest:")
	}
	return got == want
}

func TestParseTime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		year int
		want string
	}{
		{"2023年", 0, "2023"}, {"2023", 0, "2023"}, {"2023年度", 0, "2023"}, {"2023年末", 0, "2023"},
		{"2023年1-9月", 0, "2023-01/P9M"}, {"2023年1—9月", 0, "2023-01/P9M"}, {"2023年1～9月份", 0, "2023-01/P9M"},
		{"2023年1至9月", 0, "2023-01/P9M"}, {"2023年一至九月", 0, "2023-01/P9M"}, {"１—２月", 2024, "2024-01/P2M"},
		{"1—2月", 2024, "2024-01/P2M"}, {"1-2月", 0, ""}, {"2024.09", 0, "2024-09"}, {"2024.9", 0, "2024-09"},
		{"2024-09", 0, "2024-09"}, {"2024/9", 0, "2024-09"}, {"202409", 0, "2024-09"}, {"2024-09-30", 0, "2024-09"},
		{"2024年三季度", 0, "2024-Q3"}, {"2024年第3季度", 0, "2024-Q3"}, {"2024Q3", 0, "2024-Q3"}, {"2024年Q3", 0, "2024-Q3"},
		{"3季度末", 2024, "2024-Q3"}, {"一季度末", 2024, "2024-Q1"}, {"2024年3月末", 0, "2024-03"}, {"2024年9月底", 0, "2024-09"},
		{"前三季度", 2024, "2024-01/P9M"}, {"2024年前三季度", 0, "2024-01/P9M"}, {"上半年", 2024, "2024-S1"}, {"2024年下半年", 0, "2024-S2"},
		{"全年", 2024, "2024"}, {"Jan–Sep 2024", 0, "2024-01/P9M"}, {"Sept 2021", 0, "2021-09"}, {"2024 Q3", 0, "2024-Q3"}, {"Q3 2024", 0, "2024-Q3"},
		{"1950-1955", 0, "1950/1955"}, {"1841/45*", 0, "1841/1845"}, {"截至2024年9月末", 0, "2024-09"}, {"2020-01-01/P4M", 0, "2020-01/P4M"},
		{"（2024年1—9月）", 0, "2024-01/P9M"}, {"九月", 2024, "2024-09"}, {"12月", 2024, "2024-12"},
		{"13月", 2024, ""}, {"2024年1-13月", 0, ""}, {"2024年9-1月", 0, ""}, {"99999", 0, ""}, {"20245", 0, ""}, {"45646", 0, ""},
		{"28.5", 0, ""}, {"", 0, ""}, {"2024年0月", 0, ""}, {"mayor", 0, ""}, {"1234", 0, ""},
	}
	for _, tt := range tests {
		got, _ := vocab.ParseTime(tt.text, vocab.Context{Year: tt.year})
		text := got.Period.String()
		if got.Yearless {
			text = ""
		}
		if text != tt.want {
			t.Errorf("ParseTime(%q, %d) = %q, want %q", tt.text, tt.year, text, tt.want)
		}
	}
}

func TestParseNumber(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text    string
		x       float64
		percent bool
		status  data.Status
		ask, ok bool
	}{
		{"28189", 28189, false, "", false, true}, {" 1,234.5 ", 1234.5, false, "", false, true}, {"１２３４", 1234, false, "", false, true},
		{"(12.3)", -12.3, false, "", false, true}, {"28189*", 28189, false, "", false, true}, {"12.5%", 12.5, true, "", false, true},
		{"−3.1", -3.1, false, "", false, true}, {"209895.50417999999", 209895.50417999999, false, "", false, true}, {"1 234 567", 1234567, false, "", false, true},
		{".5", .5, false, "", false, true}, {"0", 0, false, "", false, true},
		{"…", 0, false, data.Missing, false, true}, {"..", 0, false, data.Missing, false, true}, {"—", 0, false, data.DoesNotApply, true, true},
		{"*", 0, false, data.Suppressed, false, true}, {"x", 0, false, data.Suppressed, false, true},
		{"", 0, false, "", false, false}, {"铝材", 0, false, "", false, false}, {"1,23", 0, false, "", false, false}, {"2024年", 0, false, "", false, false},
		{"1e999", 0, false, "", false, false}, {"NaN", 0, false, "", false, false}, {"+Inf", 0, false, "", false, false},
	}
	for _, tt := range tests {
		x, percent, m, ok := vocab.ParseNumber(tt.text)
		if x != tt.x || percent != tt.percent || m.Status != tt.status || m.Ask != tt.ask || ok != tt.ok {
			t.Errorf("ParseNumber(%q) = %v %v %+v %v", tt.text, x, percent, m, ok)
		}
	}
}

func TestSuggestFindsNearMisses(t *testing.T) {
	t.Parallel()
	v := vocab.Embedded()
	if got := v.Suggest("unit", "力元", 3); !slices.Contains(got, "万元") && !slices.Contains(got, "亿元") {
		t.Errorf("力元: %q", got)
	}
	if got := v.Suggest("indicator", "企业户数量", 3); len(got) == 0 || got[0] != "企业数" {
		t.Errorf("企业户数量: %q", got)
	}
	if got := v.Suggest("unit", "completely different words", 3); len(got) != 0 {
		t.Errorf("far away: %q", got)
	}
}

func TestAddedWordsWin(t *testing.T) {
	t.Parallel()
	base := vocab.Embedded()
	v, err := base.With(data.Word{Kind: data.FacetWord, Code: "cluster/东方", Label: "东方产业"})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(v.Read("东方产业营业收入", vocab.Context{})); got != "revenue cluster/东方" {
		t.Errorf("with the word: %q", got)
	}
	if got := said(base.Read("东方产业营业收入", vocab.Context{})); !strings.Contains(got, "rest") {
		t.Errorf("the vocabulary it came from changed: %q", got)
	}
	if v.FacetLabel("cluster/东方", "zh-Hans") != "东方产业" {
		t.Error("no label")
	}
	for _, bad := range []data.Word{{Kind: data.FacetWord, Code: "x", Label: "x"}, {Kind: "?", Code: "a/b", Label: "x"}, {Kind: data.PlaceWord}} {
		if _, err := base.With(bad); data.CodeOf(err) != data.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestEveryCodeFindsItselfByItsLabel(t *testing.T) {
	t.Parallel()
	v := vocab.Embedded()
	for _, i := range v.Indicators() {
		for _, name := range append([]string{i.Label}, i.Aliases...) {
			if r := v.Read(name, vocab.Context{}); r.Indicator != i.Code || r.Rest != "" {
				t.Errorf("%s: %q reads as %+v", i.Code, name, r)
			}
		}
		if i.Label == "" || i.LabelEn == "" || i.Kind == "" {
			t.Errorf("%s is incomplete", i.Code)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"规上工业总产值(亿元)", "1—9月累计", "单位：个，亿元", "_x000D_", "2008, percent", "\u202e(", "%%%±%", "1."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := vocab.Embedded().Read(s, vocab.Context{Year: 2024})
		if _, err := data.ParseGroup(string(data.NewGroup(r.Facets...))); err != nil {
			t.Errorf("facets of %q are no group: %v", s, r.Facets)
		}
		x, _, _, ok := vocab.ParseNumber(s)
		if ok && (math.IsNaN(x) || math.IsInf(x, 0)) {
			t.Errorf("%q is %v", s, x)
		}
		if tm, ok := vocab.ParseTime(s, vocab.Context{}); ok && tm.Period.IsZero() {
			t.Errorf("%q is a time without a period", s)
		}
	})
}

func TestEnglishMonthsAreReadWhole(t *testing.T) {
	t.Parallel()
	for m := time.January; m <= time.December; m++ {
		for _, text := range []string{m.String(), m.String()[:3], m.String()[:3] + "."} {
			got, ok := vocab.ParseTime(text, vocab.Context{Year: 2021})
			if !ok || got.Period != data.Month(2021, int(m)) {
				t.Errorf("%s is %v, %v", text, got, ok)
			}
		}
	}
}
