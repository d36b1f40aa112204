package story_test

import (
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// TestPartsOfGrowth: aluminium 22 → 26.8 of 90 → 98.6, since revised to 97.1:
// 4.8/90 is 5.33 points; 4.8/8.6 was 55.8 %, 4.8/7.1 is 67.6 %.
func TestPartsOfGrowth(t *testing.T) {
	t.Parallel()
	j := known(t, false)
	db := j.Reader.(*sqldb.DB)
	b, _, err := db.SaveDraft(t.Context(), data.Upload{ID: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", File: "a.xlsx", Size: 1}, []byte("a"), data.Batch{File: "a.xlsx", Place: "512022"},
		[]data.Observation{figure(aluminium, data.Level, data.ToDate(2023, 9), 22), figure(textiles, data.Contribution, data.ToDate(2024, 9), -4.4)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Publish(t.Context(), b.ID, "test", time.Date(2024, 10, 15, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	const at = "&period=2024-01/P9M&op=eq&value="
	for claim, want := range map[string]data.Outcome{
		"measure=points&group=" + aluminium + at + "5.3&unit=百分点":        data.AgreesRounded,
		"measure=points&group=" + aluminium + at + "5.3&unit=%25":        data.DiffersDefinition,
		"measure=points&group=" + aluminium + at + "6.3&unit=百分点":        data.Differs,
		"measure=contribution&group=" + aluminium + at + "55.8&unit=%25": data.Revised,
		"measure=contribution&group=" + aluminium + at + "67.6&unit=%25": data.AgreesRounded,
		"measure=contribution&group=" + textiles + at + "-4.4&unit=%25":  data.Agrees, // published: no level of the year before is asked
		"measure=points&group=" + textiles + at + "1&unit=百分点":           data.NoData,
		"measure=points&group=" + whole + at + "7.9&unit=百分点":            data.NoData, // the whole is no part of itself
	} {
		v := judge(t, j, "kind=level&"+claim)
		if rule := story.Rule(lang.ZhHans, v.Now.Rule, vocab.Embedded()); v.Outcome != want || rule == "" || strings.Contains(rule, "⟨") {
			t.Errorf("%s: %s, found %v (%s), want %s", claim, v.Outcome, v.Now.Found, rule, want)
		}
	}
}
