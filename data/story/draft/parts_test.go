package draft_test

import (
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// TestPartsOfGrowth has the claims of what a part gave to the growth of its total:
// aluminium 22 → 26.8 of 90 → 98.6, since revised to 97.1. 4.8/90 is 5.33 points;
// 4.8/8.6 was 55.8 %, 4.8/7.1 is 67.6 %.
func TestPartsOfGrowth(t *testing.T) {
	t.Parallel()
	db := open(t)
	publish(t, db, save(t, db, "2024-10-15", false, append(figures(t, `output size/规上 2024-01/P9M 98.6 亿元
		output size/规上 2023-01/P9M 90 亿元
		output cluster/铝材,size/规上 2024-01/P9M 26.8 亿元
		output cluster/铝材,size/规上 2023-01/P9M 22 亿元
		output cluster/纺织服装,size/规上 2024-01/P9M 14.2 亿元`), data.Observation{
		Key:   data.Key{Indicator: "output", Place: "512022", Group: "cluster/纺织服装,size/规上", Measure: data.Contribution, Period: data.ToDate(2024, 9)},
		Value: data.Value{Number: -4.4, Status: data.Normal}, Unit: data.Unit{Label: "%", Base: data.BasePercent}, From: []data.CellRef{{Sheet: "a", Cell: "Z9"}},
	})))
	publish(t, db, save(t, db, "2024-11-20", false, figures(t, "output size/规上 2024-01/P9M 97.1 亿元")))
	const about, said = "claim:output?kind=level&place=512022&measure=", "&op=eq&value="
	for claim, want := range map[string]data.Outcome{
		"points&group=cluster/铝材,size/规上&period=2024-01/P9M" + said + "5.3&unit=百分点":          data.AgreesRounded,
		"points&group=cluster/铝材,size/规上&period=latest" + said + "5.3&unit=百分点":               data.AgreesRounded,
		"points&group=cluster/铝材,size/规上&period=2024-01/P9M" + said + "5.3&unit=%25":          data.DiffersDefinition,
		"points&group=cluster/铝材,size/规上&period=2024-01/P9M" + said + "6.3&unit=百分点":          data.Differs,
		"contribution&group=cluster/铝材,size/规上&period=2024-01/P9M" + said + "55.8&unit=%25":   data.Revised,
		"contribution&group=cluster/铝材,size/规上&period=2024-01/P9M" + said + "67.6&unit=%25":   data.AgreesRounded,
		"contribution&group=cluster/纺织服装,size/规上&period=2024-01/P9M" + said + "-4.4&unit=%25": data.Agrees, // published: no level of the year before is asked
		"points&group=cluster/纺织服装,size/规上&period=2024-01/P9M" + said + "1&unit=百分点":          data.NoData,
		"points&group=size/规上&period=2024-01/P9M" + said + "7.9&unit=百分点":                     data.NoData, // the whole is no part of itself
	} {
		s := data.Story{Published: day(t, "2024-10-17"), Body: "[x](" + about + claim + ")"}
		v, err := story.Judge{Reader: db, Names: vocab.Embedded()}.Check(t.Context(), s, data.AsOf{})
		if err != nil || len(v) != 1 {
			t.Fatal(len(v), err)
		}
		if rule := story.Rule(lang.ZhHans, v[0].Now.Rule, vocab.Embedded()); v[0].Outcome != want || rule == "" || strings.Contains(rule, "⟨") {
			t.Errorf("%s: %s, found %v (%s), want %s", claim, v[0].Outcome, v[0].Now.Found, rule, want)
		}
	}
}
