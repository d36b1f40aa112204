package story_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

const (
	aluminium = "cluster/铝材,size/规上"
	textiles  = "cluster/纺织服装,size/规上"
	whole     = "size/规上"
)

var (
	yi      = data.Unit{Label: "亿元", Base: data.BaseYuan, Power: 8}
	percent = data.Unit{Label: "%", Base: data.BasePercent}
)

func figure(group data.Group, m data.Measure, p data.Period, x float64) data.Observation {
	u := yi
	if m != data.Level {
		u = percent
	}
	return data.Observation{
		Key:   data.Key{Indicator: "output", Place: "512022", Group: group, Measure: m, Period: p},
		Value: data.Value{Number: x, Status: data.Normal, Raw: fmt.Sprint(x)}, Unit: u, From: []data.CellRef{{Sheet: "a", Cell: "B2"}},
	}
}

// known is a small county: what was released on 2024-10-15, and a revision of
// the total a month later.
func known(t testing.TB, illustrative bool) story.Judge {
	t.Helper()
	db, err := sqldb.Open(t.Context(), filepath.Join(t.TempDir(), "board.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	now, before := data.ToDate(2024, 9), data.ToDate(2023, 9)
	save := func(day string, obs ...data.Observation) {
		released, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(day))
		up := data.Upload{ID: hex.EncodeToString(sum[:]), File: day + ".xlsx", Size: int64(len(day))}
		b, _, err := db.SaveDraft(t.Context(), up, []byte(day), data.Batch{File: up.File, Place: "512022", Released: released, Illustrative: illustrative}, obs)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Publish(t.Context(), b.ID, "test", time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	save("2024-10-15",
		figure(whole, data.Level, now, 98.6), figure(whole, data.YoY, now, 9.8), figure(whole, data.Level, before, 90), figure(whole, data.YoY, before, 8.1),
		figure(aluminium, data.Level, now, 26.8), figure(aluminium, data.YoY, now, 18.2), figure(textiles, data.Level, now, 14.2), figure(textiles, data.YoY, now, -2.2),
		figure(aluminium, data.YoY, data.ToDate(2024, 7), 17.7), figure(aluminium, data.YoY, data.ToDate(2024, 8), 17.9),
		figure(whole, data.Level, data.ToDate(2022, 9), 80), figure(whole, data.Level, data.Month(2024, 9), 11.5))
	save("2024-11-20", figure(whole, data.Level, now, 97.1))
	return story.Judge{Reader: db, Names: vocab.Embedded()}
}

func judge(t *testing.T, j story.Judge, claim string) data.Verdict {
	t.Helper()
	text := "---\ntitle: t\npublished: 2024-10-17\nplace: 512022\n---\n[words](claim:output?place=512022&" + claim + ")\n"
	s, err := story.Parse("s", []byte(text))
	if err != nil {
		t.Fatalf("%s: %v", claim, err)
	}
	v, err := j.Check(t.Context(), s, data.AsOf{})
	if err != nil || len(v) != 1 {
		t.Fatalf("%s: %d verdicts, %v", claim, len(v), err)
	}
	return v[0]
}

// TestVerdicts has each kind of claim and each outcome of the contract.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	j := known(t, false)
	const at = "&period=2024-01/P9M"
	for claim, want := range map[string]data.Outcome{
		"kind=level&group=" + aluminium + at + "&op=eq&value=26.8&unit=亿元":          data.Agrees,
		"kind=level&group=" + aluminium + at + "&op=eq&value=27&unit=亿元":            data.AgreesRounded,
		"kind=level&group=" + aluminium + at + "&op=eq&value=30&unit=亿元":            data.Differs,
		"kind=level&group=" + aluminium + at + "&op=gt&value=26&unit=亿元":            data.Agrees,
		"kind=level&group=" + aluminium + at + "&op=gt&value=27&unit=亿元":            data.Differs,
		"kind=level&group=" + aluminium + at + "&op=eq&value=268000&unit=万元":        data.Agrees,
		"kind=level&group=" + aluminium + at + "&op=eq&value=26.8&unit=万元":          data.DiffersDefinition,
		"kind=level&group=" + aluminium + "&period=2021&op=eq&value=26.8&unit=亿元":   data.NoData,
		"kind=level&group=" + whole + at + "&op=eq&value=98.6&unit=亿元":              data.Revised,
		"kind=level&group=" + whole + at + "&op=eq&value=11.5&unit=亿元":              data.DiffersDefinition, // 当月 said as 累计
		"kind=level&group=" + aluminium + "&period=latest&op=eq&value=26.8&unit=亿元": data.Agrees,
		"kind=growth&group=" + aluminium + at + "&op=eq&value=18.2&unit=%25":        data.Agrees,
		"kind=growth&group=" + aluminium + at + "&op=eq&value=19&unit=%25":          data.Differs,
		"kind=growth&group=" + aluminium + at + "&op=eq&value=18.2&unit=百分点":        data.DiffersDefinition,
		"kind=share&group=" + textiles + at + "&op=lt&value=16&unit=%25":            data.Agrees,
		"kind=rank&group=" + aluminium + at + "&measure=yoy&rank=1&among=groups":    data.Agrees,
		"kind=rank&group=" + textiles + at + "&measure=yoy&rank=1&among=groups":     data.Differs,
		"kind=direction&group=" + aluminium + "&period=latest&trend=accelerating":   data.Agrees,
		"kind=direction&group=" + aluminium + "&period=latest&trend=falling":        data.Differs,
		"kind=points&group=" + whole + at + "&op=eq&value=1.7&unit=百分点":             data.Agrees,
		"kind=none&why=opinion": data.NotCheckable,
	} {
		v := judge(t, j, claim)
		if v.Outcome != want {
			t.Errorf("%s: %s (found %v %s, then %s, now %s), want %s", claim, v.Outcome, v.Now.Found, v.Now.Unit.Label, v.Then.Outcome, v.Now.Outcome, want)
		}
		if v.Illustrative {
			t.Errorf("%s rests on invented figures?", claim)
		}
		if rule := story.Rule(lang.ZhHans, v.Now.Rule, vocab.Embedded()); rule == "" || strings.Contains(rule, "⟨") || strings.Contains(rule, "{") {
			t.Errorf("%s: its rule reads %q", claim, rule)
		}
		if (v.Outcome == data.Agrees || v.Outcome == data.Differs) && len(v.Now.Cells) == 0 {
			t.Errorf("%s names no cell", claim)
		}
	}
}

// TestInventedFiguresConfirmNothing: the verdict says so, in words.
func TestInventedFiguresConfirmNothing(t *testing.T) {
	t.Parallel()
	v := judge(t, known(t, true), "kind=level&group="+aluminium+"&period=2024-01/P9M&op=eq&value=26.8&unit=亿元")
	if !v.Illustrative || story.OutcomeLabel(lang.ZhHans, v.Outcome, v.Illustrative) != "按示例数据相符" {
		t.Errorf("%+v", v)
	}
}

func TestClaimsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for address, would := range map[string]string{
		"claim:output?kind=sometimes&place=512022":                                 "level",
		"claim:output?kind=level&place=512022&op=near&value=1&unit=户":              "about",
		"claim:output?kind=level&place=512022&period=2024&op=eq&value=many&unit=户": "",
		"claim:output?kind=level&place=512022&colour=red":                          "group",
		"claim:output?kind=direction&place=512022&period=latest&trend=sideways":    "rising",
		"claim:output?kind=level&place=512022&period=2024-13&op=eq&value=1&unit=户": "",
		"claim:output?kind=level&period=2024&op=eq&value=1&unit=户":                 "",
		"claim:?kind=level": "",
		"claim:output?kind=rank&place=512022&period=2024&rank=0&among=groups":                 "",
		"claim:output?kind=level&place=512022&place=110000&period=2024&op=eq&value=1&unit=亿元": "",
	} {
		_, err := story.ParseClaim("words", address)
		if data.CodeOf(err) != data.Invalid {
			t.Errorf("%s is taken: %v", address, err)
			continue
		}
		if hint := lang.Say(lang.En, data.AsError(err).Hint); !strings.Contains(hint, would) {
			t.Errorf("%s: the hint is %q", address, hint)
		}
	}
}

func FuzzParseClaim(f *testing.F) {
	f.Add("claim:output?kind=level&place=512022&period=latest&op=gt&value=200&unit=户")
	f.Add("claim:output?kind=goal&place=512022&base=2021&target=x2")
	f.Add("value:output?place=512022&period=2024-01/P9M")
	f.Fuzz(func(t *testing.T, address string) {
		c, err := story.ParseClaim("words", address)
		if err != nil && data.CodeOf(err) != data.Invalid {
			t.Errorf("%q: %v", address, err)
		}
		if err == nil && c.Key.Indicator == "" {
			t.Errorf("%q is about nothing", address)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, body := range hostile {
		f.Add([]byte(header + body))
	}
	f.Add([]byte("---\ntitle: t\n---\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := story.Parse("s", file)
		if err != nil {
			if data.CodeOf(err) == data.Internal {
				t.Error(err)
			}
			return
		}
		if _, err := story.Claims(s); err != nil {
			t.Errorf("taken, then refused: %v", err)
		}
	})
}
