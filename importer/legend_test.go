package importer_test

import (
	"slices"
	"testing"

	"countyboard/importer"
)

// TestLegends: what a workbook says of its marks goes before what they mean
// elsewhere, and is not asked.
func TestLegends(t *testing.T) {
	t.Parallel()
	const b, c, d = "B2 output 512022 cluster/铝材 level 2024 ", "C2 profit 512022 cluster/铝材 level 2024 ", "D2 revenue 512022 cluster/铝材 level 2024 "
	for note, want := range map[string][]string{
		"注：“—”表示零；“…”表示数据不足本表最小单位；“x”表示不公布。":          {b + "0亿元 A", c + "-亿元 O", d + "-亿元 Q"},
		"说明：“-”表示不适用，“...”表示缺数据，“x”表示不详":              {b + "-亿元 M", c + "-亿元 O", d + "-亿元 O"},
		"Note: - = zero; … = zero; x = not available": {b + "0亿元 A", c + "0亿元 A", d + "-亿元 O"},
		"“——”表示无该项数据":                                 {b + "-亿元 O", c + "-亿元 O", d + "-亿元 Q"},
	} {
		res := interpret(home, sheet("2024年", [][]any{{"集群", "产值（亿元）", "利润总额（亿元）", "营业收入（亿元）"}, {"铝材", "—", "…", "x"}, {"电子信息", 1, 2, 3}, {note}}))
		got := figures(res)
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q is not in %q", note, w, got)
			}
		}
		if slices.Contains(problems(res), "mark:—") {
			t.Errorf("%s: asked", note)
		}
	}
	// A legend may stand on a sheet of its own; the table's sheet goes before it.
	table := [][]any{{"集群", "产值（亿元）"}, {"铝材", "—"}, {"电子信息", 1}}
	book := []importer.Sheet{sheet("2024年", table), sheet("2023年", append(table, []any{"注：“—”表示不适用。"})), sheet("说明", [][]any{{"符号：“—”表示零。"}})}
	for _, order := range [][]importer.Sheet{book, {book[2], book[1], book[0]}} {
		got := figures(interpret(home, order...))
		if !slices.Contains(got, "B2 output 512022 cluster/铝材 level 2023 -亿元 M") || len(got) != 4 {
			t.Errorf("%q", got)
		}
	}
	got := figures(interpret(home, book[2], book[0]))
	if !slices.Contains(got, "B2 output 512022 cluster/铝材 level 2024 0亿元 A") {
		t.Errorf("%q", got)
	}
	// Without a legend it is asked.
	if got := problems(interpret(home, sheet("2024年", append(table, []any{"注：2023年为快报数，2024年=100。"})))); !slices.Equal(got, []string{"mark:—"}) {
		t.Errorf("%q", got)
	}
}
