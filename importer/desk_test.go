package importer_test

import (
	"bytes"
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/sqldb"
	"countyboard/data/vocab"
	"countyboard/importer"
)

// bookOf is a real workbook with one sheet of the given rows.
func bookOf(t testing.TB, name string, rows [][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", name); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if err := f.SetSheetRow(name, importer.CellName(i+1, 1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func desk(t testing.TB) importer.Desk {
	t.Helper()
	store, err := sqldb.Open(context.Background(), filepath.Join(t.TempDir(), "t.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return importer.Desk{Store: store, Readers: readers, Embedded: vocab.Embedded()}
}

func month(m string, east int) [][]any {
	return [][]any{
		{"2024年" + m + "月末经开区企业"},
		{"集群", "企业数"},
		{"铝材", 37},
		{"东方产业", east},
	}
}

// A workbook asks; the answers are kept; next month's workbook of the same
// layout asks nothing.
func TestAnswersAreRemembered(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d := desk(t)
	hand := func(m string, east int, answers map[string]data.AnswerTo) (data.Batch, importer.Result, bool) {
		t.Helper()
		b, res, created, err := d.Import(ctx, importer.Handed{
			File: `C:\数据\` + m + `.xlsx`, Bytes: bookOf(t, "园区", month(m, east)), By: "test",
			Options: importer.Options{Place: "乐至县", Answers: answers},
		})
		if err != nil {
			t.Fatal(err)
		}
		return b, res, created
	}
	batch, res, created := hand("9", 5, nil)
	if !created || res.Report.Open() != 2 || batch.Observations != 0 || batch.File != "9.xlsx" {
		t.Errorf("first: %+v %v", batch, problems(res))
	}
	if _, err := d.Store.Publish(ctx, batch.ID, "test", batch.Released); data.CodeOf(err) != data.Conflict {
		t.Errorf("publishing with open questions: %v", err)
	}
	answers := map[string]data.AnswerTo{
		"unit:园区!B":  {Use: "户"},
		"group:东方产业": {New: &data.NewWord{Code: "cluster/东方", Label: "东方产业"}},
	}
	batch, res, created = hand("9", 5, answers)
	if !created || res.Report.Open() != 0 || batch.Observations != 2 {
		t.Errorf("answered: %+v %v", batch, problems(res))
	}
	if _, _, created = hand("9", 5, nil); created {
		t.Error("the same workbook read the same way made another batch")
	}
	batch, res, _ = hand("10", 6, nil)
	if res.Report.Open() != 0 || batch.Observations != 2 {
		t.Errorf("next month: %+v %v", batch, problems(res))
	}
	obs, err := d.Store.Observations(ctx, batch.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range obs {
		got = append(got, figure(o))
	}
	want := "B3 enterprises 512022 cluster/铝材,park/经开区 level 2024-10 37户 A|B4 enterprises 512022 cluster/东方,park/经开区 level 2024-10 6户 A"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
	words, err := d.Store.Words(ctx, data.AsOf{})
	if err != nil || len(words) != 1 || words[0].Code != "cluster/东方" {
		t.Errorf("words %+v, %v", words, err)
	}
}

func TestDeskRefuses(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	d := desk(t)
	book := bookOf(t, "Sheet1", month("9", 5))
	for _, c := range []struct {
		name  string
		b     []byte
		place string
		key   string
	}{
		{"empty", nil, "", "errors.file-empty"},
		{"prose", []byte("会议纪要\n今天没有数字。\n"), "", "errors.file-text"},
		{"HTML", []byte("  <html><p>no table"), "", "errors.file-html"},
		{"damaged .xls", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)), "", "errors.xls-damaged"},
		{"PDF", []byte("%PDF-1.7"), "", "errors.file-pdf"},
		{"something", []byte{0, 1, 2, 3, 0, 0}, "", "errors.file-unknown"},
		{"truncated", book[:len(book)/2], "", "errors.zip-damaged"},
		{"unknown home place", book, "亚特兰蒂斯", "errors.home-place"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, _, _, err := d.Import(ctx, importer.Handed{File: "a.xlsx", Bytes: c.b, Options: importer.Options{Place: c.place}})
			e := data.AsError(err)
			if err == nil || e.Message.Key != c.key {
				t.Fatalf("got %v, want %s", err, c.key)
			}
			for _, l := range lang.All {
				if !lang.Has(l, e.Message.Key) || !lang.Has(l, e.Hint.Key) {
					t.Errorf("no words in %s", l)
				}
			}
		})
	}
	batches, err := d.Store.Batches(ctx)
	if err != nil || len(batches) != 0 {
		t.Errorf("something was stored: %v %v", batches, err)
	}
}

// TestReports: both reports name each problem in words, in each language.
func TestReports(t *testing.T) {
	t.Parallel()
	res := interpret(importer.Options{}, sheet("示例数据", [][]any{
		{"集群", "企业数", "产值(力元)", "怪指标"},
		{"<b>&东方", 5, "—", "n次"},
		{"铝材", importer.Cell{Kind: importer.ErrorCell, Text: "#DIV/0!"}, importer.Cell{Kind: importer.Uncalculated}, 3},
		{"铝材", 6, 7, 8},
	}))
	if !res.Illustrative {
		t.Error("示例数据 was not noticed")
	}
	for _, l := range lang.All {
		var j, x bytes.Buffer
		if err := importer.WriteJSONL(&j, res, vocab.Embedded(), l); err != nil {
			t.Fatal(err)
		}
		if err := importer.WriteText(&x, res, l); err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{j.String(), x.String()} {
			if strings.Contains(s, "⟨") || strings.Contains(s, `\u003c`) {
				t.Errorf("%s: a message without words, or escaped: %s", l, s)
			}
		}
		if !strings.Contains(j.String(), `"rows":["<b>&东方"]`) || !strings.Contains(j.String(), `"value":null`) {
			t.Errorf("%s", j.String())
		}
	}
}

// TestWhatMoved: next month's workbook has another sheet name, a column more, a
// row renamed and a unit changed; nothing is asked, and that is all the report says.
func TestWhatMoved(t *testing.T) {
	t.Parallel()
	d := desk(t)
	hand := func(sheet string, rows [][]any, answers map[string]data.AnswerTo) importer.Result {
		t.Helper()
		_, res, _, err := d.Import(t.Context(), importer.Handed{File: sheet + ".xlsx", Bytes: bookOf(t, sheet, rows), By: "test", Options: importer.Options{Place: "512022", Answers: answers}})
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	september := [][]any{
		{"规模以上工业主要指标（2024年1—9月）"},
		{"集群", "工业总产值", "从业人数（人）"},
		{"铝材", 31.2, 900},
		{"东方产业", 5.5, 80},
		{"电子信息", 44.1, 700},
	}
	res := hand("2024年9月", september, nil)
	if got := problems(res); !slices.Equal(got, []string{"group:东方产业", "unit:2024年9月!B"}) {
		t.Fatalf("first: %q", got)
	}
	res = hand("2024年9月", september, map[string]data.AnswerTo{
		"unit:2024年9月!B": {Use: "亿元"}, "group:东方产业": {New: &data.NewWord{Code: "cluster/东方", Label: "东方产业"}},
	})
	if got := problems(res); len(got) != 0 {
		t.Fatalf("answered: %q", got)
	}
	same := slices.Clone(september)
	same[0] = []any{"规模以上工业主要指标（2024年1—10月）"}
	if got := problems(hand("2024年10月", same, nil)); len(got) != 0 {
		t.Errorf("October: %q", got)
	}
	res = hand("2024年11月", [][]any{
		{"规模以上工业主要指标（2024年1—11月）"},
		{"集群", "工业总产值", "营业收入（亿元）", "从业人数（万人）"},
		{"铝材", 38.2, 37, 0.09},
		{"东方产业", 6.5, 6, 0.008},
		{"纺织服装", 44.1, 41, 0.07},
	}, nil)
	want := []string{
		"unit-moved:2024年11月!D2 从业人数（万人）",
		"column-new:2024年11月!C2",
		"row-new:2024年11月!A5",
		"row-gone:2024年11月!A3",
	}
	if got := problems(res); !slices.Equal(got, want) || res.Report.Open() != 0 {
		t.Errorf("November: %q", got)
	}

	// August comes late: what it lacks is not gone, and November stays what is remembered.
	res = hand("2024年8月", [][]any{{"规模以上工业主要指标（2024年1—8月）"}, {"集群", "工业总产值"}, {"铝材", 28.2}}, nil)
	if got := problems(res); len(got) != 0 {
		t.Errorf("August: %q", got)
	}
	res = hand("2024年12月", [][]any{
		{"规模以上工业主要指标（2024年1—12月）"}, {"集群", "工业总产值", "营业收入（亿元）", "从业人数（万人）"},
		{"铝材", 38.2, 37, 0.09}, {"东方产业", 6.5, 6, 0.008}, {"纺织服装", 44.1, 41, 0.07},
	}, nil)
	if got := problems(res); len(got) != 0 {
		t.Errorf("December: %q", got)
	}
}

// TestManyMoves: of a table whose rows have other names all are told in one note.
func TestManyMoves(t *testing.T) {
	t.Parallel()
	d := desk(t)
	table := func(title, row string) importer.Handed {
		rows := [][]any{{title}, {"年龄组", "工业总产值（亿元）"}}
		answers := make(map[string]data.AnswerTo)
		for i := range 9 {
			name := row + string(rune('甲'+i))
			rows = append(rows, []any{name, i + 1})
			answers["group:"+name] = data.AnswerTo{New: &data.NewWord{Code: "cluster/" + name, Label: name}}
		}
		return importer.Handed{File: row + ".xlsx", By: "test", Bytes: bookOf(t, "Sheet1", rows), Options: importer.Options{Place: "512022", Answers: answers}}
	}
	if _, _, _, err := d.Import(t.Context(), table("各组工业总产值（2023年）", "东")); err != nil {
		t.Fatal(err)
	}
	_, res, _, err := d.Import(t.Context(), table("各组工业总产值（2024年）", "西"))
	if got := problems(res); err != nil || !slices.Equal(got, []string{"row-new:Sheet1!A3", "row-gone:Sheet1!A3"}) || res.Report.Problems[0].Cells != 9 {
		t.Errorf("%q, %v", got, err)
	}
}

// TestNextMonthMeetsThePublishedOne: a workbook of one month is compared with
// the figures that are out.
func TestNextMonthMeetsThePublishedOne(t *testing.T) {
	t.Parallel()
	d := desk(t)
	table := func(months string, aluminium, others any) importer.Handed {
		return importer.Handed{File: months + ".xlsx", By: "test", Options: importer.Options{Place: "512022"}, Bytes: bookOf(t, "Sheet1", [][]any{
			{"乐至县规模以上工业总产值（2024年" + months + "）"}, {"单位：亿元"}, {"产业集群", "累计"}, {"铝材", aluminium}, {"电子信息", others}, {"纺织服装", others},
		})}
	}
	batch, _, _, err := d.Import(t.Context(), table("1—8月", 31.2, 20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Store.Publish(t.Context(), batch.ID, "test", batch.Released); err != nil {
		t.Fatal(err)
	}
	for aluminium, want := range map[float64][]string{
		35.5: nil, 27.5: {"cumulated-below-published:Sheet1!B4"}, 355000: {"jump-published:Sheet1!B4"},
	} {
		res, err := d.Dry(t.Context(), table("1—9月", aluminium, 22))
		if got := problems(res); err != nil || !slices.Equal(got, want) || res.Report.Open() != 0 {
			t.Errorf("%v: %q, %v", aluminium, got, err)
		}
	}
}

// What a workbook changes about published figures stands first in its report.
func TestRevisionsAreAnnounced(t *testing.T) {
	t.Parallel()
	d := desk(t)
	table := func(aluminium, others any, released string) importer.Handed {
		day, err := time.Parse(time.DateOnly, released)
		if err != nil {
			t.Fatal(err)
		}
		return importer.Handed{File: "t.xlsx", By: "test", Released: day, Options: importer.Options{Place: "512022"}, Bytes: bookOf(t, "Sheet1", [][]any{
			{"乐至县规模以上工业总产值（2024年1—9月）"}, {"单位：亿元"}, {"产业集群", "累计"}, {"铝材", aluminium}, {"电子信息", others}, {"纺织服装", others},
		})}
	}
	publish := func(h importer.Handed) {
		batch, _, _, err := d.Import(t.Context(), h)
		if err == nil {
			_, err = d.Store.Publish(t.Context(), batch.ID, "test", batch.Released)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	invented := func(released string) importer.Handed {
		h := table(33.0, 20, released)
		h.Bytes = bookOf(t, "Sheet1", [][]any{
			{"乐至县规模以上工业总产值（2024年1—9月）（示例数据）"}, {"单位：亿元"}, {"产业集群", "累计"}, {"铝材", 33.0}, {"电子信息", 20.0}, {"纺织服装", 20.0},
		})
		return h
	}
	publish(table(31.2, 20, "2024-10-10"))
	for _, c := range []struct {
		handed importer.Handed
		want   string
	}{
		{table(31.2, 20, "2024-10-10"), ""},
		{table(31.2, 20, "2024-11-10"), "workbook-again:0"},
		{table(33.0, 20.1, "2024-11-10"), "revises:3"},
		{table(33.0, 20, "2024-11-10"), "revises:1"},
		{table("—", 20, "2024-11-10"), ""},                // asked about, not yet a figure
		{table(33.0, 20, "2024-09-10"), ""},               // what was released later stays
		{table(31.2, 20.0000000000001, "2024-11-10"), ""}, // a binary fraction's last digit
		{invented("2024-11-10"), ""},                      // 示例数据 displace nothing that is published
	} {
		res, err := d.Dry(t.Context(), c.handed)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, p := range res.Report.Problems {
			if p.Code == "revises" || p.Code == "workbook-again" {
				got += p.Code + ":" + cmp.Or(p.Message.Args["count"], "0")
			}
		}
		if got != c.want {
			t.Errorf("%q, want %q: %+v", got, c.want, res.Report.Problems)
		}
	}
	if res, err := d.Dry(t.Context(), invented("2024-11-10")); err != nil || !res.Illustrative || len(res.Observations()) != 3 {
		t.Errorf("%v, %d figures, %v", res.Illustrative, len(res.Observations()), err)
	}
	revised, err := d.Dry(t.Context(), table(33.0, 20, "2024-11-10"))
	if p := revised.Report.Problems[0]; err != nil || p.Cell != "B4" || p.Message.Args["old"] != "31.2亿元" || p.Message.Args["new"] != "33亿元" {
		t.Errorf("%+v, %v", p, err)
	}
}

// A county in a title that nobody knows is asked about by its own name, with
// those that look alike; the home place does not stand in for it.
func TestStrangeCountyInTitle(t *testing.T) {
	t.Parallel()
	d := desk(t)
	handed := func(title, answer string) importer.Handed {
		h := importer.Handed{File: "t.xlsx", By: "test", Options: importer.Options{Place: "512022"}, Bytes: bookOf(t, "Sheet1", [][]any{
			{title}, {"单位：亿元"}, {"产业集群", "累计"}, {"铝材", 31.2}, {"电子信息", 20},
		})}
		if answer != "" {
			h.Answers = map[string]data.AnswerTo{"place:乐治县": {Use: answer}}
		}
		return h
	}
	const strange = "乐治县规模以上工业总产值（2024年1—9月）"
	res, err := d.Dry(t.Context(), handed(strange, ""))
	if err != nil {
		t.Fatal(err)
	}
	if n := res.Report.Open(); n != 1 || res.Report.Problems[0].ID != "place:乐治县" || res.Report.Problems[0].Cell != "A1" || !slices.Contains(res.Report.Problems[0].Options, "乐至县") {
		t.Errorf("%d open: %+v", n, res.Report.Problems)
	}
	if obs := res.Observations(); len(obs) != 0 {
		t.Errorf("figures of a county that nobody knows: %+v", obs)
	}
	for title, place := range map[string]string{strange: "511921", "全县规模以上工业总产值（2024年1—9月）": "512022", "安岳县规模以上工业总产值（2024年1—9月）": "512021"} {
		res, err := d.Dry(t.Context(), handed(title, "511921"))
		if err != nil {
			t.Fatal(err)
		}
		obs := res.Observations()
		if res.Report.Open() != 0 || len(obs) != 2 || obs[0].Key.Place != place {
			t.Errorf("%s: %+v %+v", title, obs, res.Report.Problems)
		}
	}
}
