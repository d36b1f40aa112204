package draft_test

import (
	"slices"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/story/draft"
	"countyboard/data/vocab"
)

// check judges a draft of all sentences as a story of its own: it must be one, each
// claim of it must agree, and no sentence may repeat another.
func check(t *testing.T, r data.Reader, what string, all []draft.Sentence, l lang.Lang) {
	t.Helper()
	file := draft.Markdown(all, l, today)
	s, err := story.Parse("x", []byte(file))
	if err != nil {
		t.Fatalf("%s: %v\n%s", what, err, file)
	}
	verdicts, err := story.Judge{Reader: r, Names: vocab.Embedded()}.Check(t.Context(), s, data.AsOf{})
	if err != nil {
		t.Fatal(err)
	}
	said := make(map[string]bool)
	for _, v := range verdicts {
		if v.Outcome != data.Agrees && v.Outcome != data.AgreesRounded {
			t.Errorf("%s: %s: %s %s", what, v.Outcome, v.Claim.Text, v.Claim.Address)
		}
	}
	ids := make(map[string]bool)
	for _, x := range all {
		anew := strings.HasPrefix(x.ID, "revised") // the figure before is what is new in it
		for _, v := range x.Verdicts {
			anew = anew || !said[v.Claim.Address]
			said[v.Claim.Address] = true
		}
		if !anew || ids[x.ID] || len(x.Verdicts) == 0 || strings.Contains(x.Text, "⟨") || strings.Contains(x.Text, "{") {
			t.Errorf("%s: says nothing new, or is no sentence: %s", what, x.Text)
		}
		ids[x.ID] = true
	}
	if len(all) > 20 {
		t.Errorf("%s: %d sentences", what, len(all))
	}
}

// TestEverySentenceAgrees with the data that it was made of, in both languages, for
// each workbook of the sample county, and after one of them was revised.
func TestEverySentenceAgrees(t *testing.T) {
	t.Parallel()
	db, batches := county(t)
	fewest := map[string]int{"lezhi-2024-09.xlsx": 10, "lezhi-list-2024q3.xlsx": 6, "lezhi-results-2024.xlsx": 14, "published-figures.xlsx": 8}
	each := func(b data.Batch) {
		var ids [2][]string
		for i, l := range lang.All {
			all := propose(t, db, b, l)
			check(t, db, b.File+" "+string(l), all, l)
			if len(all) < max(fewest[b.File], 5) {
				t.Errorf("%s: %d sentences", b.File, len(all))
			}
			for _, s := range all {
				ids[i] = append(ids[i], s.ID)
				// published-figures rests on figures of its own, and where it compares them also on invented ones.
				if b.Illustrative && !s.Illustrative {
					t.Errorf("%s: does not know that it rests on invented figures: %s", b.File, s.Text)
				}
			}
		}
		if !slices.Equal(ids[0], ids[1]) {
			t.Errorf("%s: the languages say different things:\n%q\n%q", b.File, ids[0], ids[1])
		}
	}
	for _, b := range batches {
		each(b)
	}
	old := batches[1]
	obs, err := db.Observations(t.Context(), old.ID)
	if err != nil {
		t.Fatal(err)
	}
	for i := range obs { // all of 2024 is 3 % more, and grew by half a point more
		switch k := obs[i].Key; {
		case k.Period.Year() == 2024 && k.Measure == data.Level:
			obs[i].Value.Number *= 1.03
		case k.Period.Year() == 2024:
			obs[i].Value.Number += 0.5
		}
	}
	changed := save(t, db, "2024-11-20", true, obs)
	before := propose(t, db, changed, lang.ZhHans)
	changed = publish(t, db, changed)
	after := propose(t, db, changed, lang.ZhHans)
	each(changed)
	if n := len(slices.DeleteFunc(slices.Clone(after), func(s draft.Sentence) bool { return !strings.HasPrefix(s.ID, "revised") })); n != 4 {
		t.Errorf("%d sentences on what was revised", n)
	}
	for i := range before {
		if i >= len(after) || before[i].Text != after[i].Text {
			t.Fatalf("before publication it was proposed\n%s\nthen\n%s", before[i].Text, after[i].Text)
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d sentences before publication, %d after", len(before), len(after))
	}
	if all := propose(t, db, old, lang.ZhHans); slices.ContainsFunc(all, func(s draft.Sentence) bool { return strings.Contains(s.Text, "2024年") }) {
		t.Errorf("a workbook whose figures were displaced still has news: %s", all[0].Text)
	}
}

// TestAddresses: the claims are as the contract has them, in both languages about
// the same, each with the digits that its words say.
func TestAddresses(t *testing.T) {
	t.Parallel()
	db := open(t)
	b := publish(t, db, save(t, db, "2025-01-20", false, figures(t, `output size/规上 2024-01/P9M 98.637 亿元
		output size/规上 2023-01/P9M 90 亿元
		output% size/规上 2024-01/P9M 9.8 %`)))
	const about = "place=512022&group=size/规上&period=2024-01/P9M"
	for l, want := range map[lang.Lang]string{
		lang.ZhHans: "2024年1—9月，乐至县规模以上工业总产值为[98.6亿元](claim:output?kind=level&" + about + "&op=eq&value=98.6&unit=亿元)，" +
			"[同比增长9.8%（公布数）](claim:output?kind=growth&" + about + "&basis=published&op=eq&value=9.8&unit=%25)。",
		lang.En: "In Jan–Sep 2024, gross industrial output in Lezhi (above designated size) stood at [9.86 bn yuan](claim:output?kind=level&" + about + "&op=eq&value=98.6&unit=亿元), " +
			"[up 9.8% year on year (as published)](claim:output?kind=growth&" + about + "&basis=published&op=eq&value=9.8&unit=%25).",
	} {
		all := propose(t, db, b, l)
		if len(all) != 1 || all[0].Text != want {
			t.Errorf("%+v", all)
			continue
		}
		if all[0].Verdicts[0].Outcome != data.AgreesRounded || all[0].Verdicts[1].Outcome != data.Agrees {
			t.Errorf("%+v", all[0].Verdicts)
		}
	}
}

// TestMarkdown: a draft has its header, and says where its figures are invented:
// first where all are, else at each.
func TestMarkdown(t *testing.T) {
	t.Parallel()
	a := draft.Sentence{Place: "512022", Title: "产值为98.6亿元", Text: "产值为[98.6亿元](claim:x)。", Illustrative: true}
	b := draft.Sentence{Place: "512022", Title: "户数为203户", Text: "户数为[203户](claim:y)。"}
	for want, chosen := range map[string][]draft.Sentence{
		"---\ntitle: 户数为203户\npublished: 2025-02-01\nplace: 512022\nlang: zh-Hans\n---\n\n户数为[203户](claim:y)。\n": {b},
		"---\ntitle: 产值为98.6亿元\npublished: 2025-02-01\nplace: 512022\nlang: zh-Hans\nnote: 由数据起草，文中数字为示例数据（虚构）\n---\n\n" +
			"*以下数字均为示例数据（虚构），不是统计结果。*\n\n产值为[98.6亿元](claim:x)。\n": {a},
		"---\ntitle: 户数为203户\npublished: 2025-02-01\nplace: 512022\nlang: zh-Hans\nnote: 由数据起草，部分数字为示例数据（虚构）\n---\n\n" +
			"户数为[203户](claim:y)。\n\n产值为[98.6亿元](claim:x)（示例数据）。\n": {b, a},
	} {
		if got := draft.Markdown(chosen, lang.ZhHans, today); got != want {
			t.Errorf("%s\nwant\n%s", got, want)
		}
	}
}

// TestGoals: 77.7 → 98.6 is 26.9 % of the way to twice as much; the story that set the
// goal is named, one in the draft's language first.
func TestGoals(t *testing.T) {
	t.Parallel()
	db := open(t)
	publish(t, db, save(t, db, "2025-01-10", false, figures(t, "output size/规上 2021-01/P9M 77.7 亿元")))
	for slug, l := range map[string]string{"翻番": "zh-Hans", "double": "en"} {
		s, err := story.Parse(slug, []byte("---\ntitle: t\npublished: 2024-10-17\nplace: 512022\nlang: "+l+"\n---\n[x](claim:output?kind=goal&place=512022&group=size/规上&period=latest&base=2021&target=x2)\n"))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := db.SaveStory(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	b := publish(t, db, save(t, db, "2025-01-20", false, figures(t, "output size/规上 2024-01/P9M 98.6 亿元")))
	for l, want := range map[lang.Lang]string{
		lang.ZhHans: "2024年1—9月，乐至县规模以上工业总产值[比2021年1—9月增长26.9%（按两期数值计算）]；[目标](/stories/翻番)是达到2021年的 2 倍。",
		lang.En:     "In Jan–Sep 2024, gross industrial output in Lezhi (above designated size) was [26.9% above Jan–Sep 2021 (computed from the two levels)]; the [goal](/stories/double) is 2 times 2021.",
	} {
		all := propose(t, db, b, l)
		if len(all) != 2 || read(all[1].Text) != want {
			t.Errorf("%+v\nwant %s", all, want)
		}
	}
}

// TestForeignLabels: what a workbook brought as a name is text, in each language.
func TestForeignLabels(t *testing.T) {
	t.Parallel()
	const label = "[x](javascript:alert(1)) <script>alert(1)</script> ](y) **b**\n---\n# t"
	names, err := vocab.Embedded().With(data.Word{Kind: data.FacetWord, Code: "park/a](b)", Label: label, LabelEn: label},
		data.Word{Kind: data.IndicatorWord, Code: "odd", Label: label, LabelEn: label, Unit: data.Unit{Label: "a)b &c", Base: data.BaseOther}, Of: data.Flow})
	if err != nil {
		t.Fatal(err)
	}
	db := open(t)
	obs := figures(t, `output park/a](b) 2024 3.5 亿元
		output park/a](b) 2023 3 亿元
		odd - 2024 7 吨
		odd cluster/a](claim:x) 2024 7 吨`)
	obs[2].Unit = data.Unit{Label: "a)b &c", Base: data.BaseOther}
	b := publish(t, db, save(t, db, "2025-01-20", false, obs))
	for _, l := range lang.All {
		all, err := draft.Sentences(t.Context(), draft.Options{Reader: db, Names: names, Batch: b, Observations: obs, Lang: l, Today: today})
		if err != nil || len(all) != 2 {
			t.Fatal(len(all), err)
		}
		s, err := story.Parse("x", []byte(draft.Markdown(all, l, today)))
		if err != nil {
			t.Fatal(err)
		}
		r, err := story.Judge{Reader: db, Names: names}.Render(t.Context(), s, data.AsOf{}, l)
		if err != nil || len(r.Verdicts) != 3 || strings.Contains(r.HTML, "<script") || strings.Contains(r.HTML, "<strong>") || strings.Contains(r.HTML, `href="javascript`) {
			t.Errorf("%v %d %s", err, len(r.Verdicts), r.HTML)
		}
	}
}

// TestWithdrawn: of what was taken back nothing is drafted.
func TestWithdrawn(t *testing.T) {
	t.Parallel()
	db := open(t)
	b := publish(t, db, save(t, db, "2025-01-20", false, figures(t, "output - 2024 98.6 亿元")))
	if _, err := db.Withdraw(t.Context(), b.ID, "test"); err != nil {
		t.Fatal(err)
	}
	b, err := db.Batch(t.Context(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := draft.Sentences(t.Context(), draft.Options{Reader: db, Names: vocab.Embedded(), Batch: b, Today: today}); data.CodeOf(err) != data.Conflict {
		t.Errorf("%v", err)
	}
}
