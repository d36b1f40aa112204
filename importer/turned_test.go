package importer_test

import (
	"slices"
	"testing"

	"countyboard/importer"
)

// TestTurnedTables: one table, its header over or under it, its labels at the left or
// at the right, at the begin, middle or end of their blocks, reads the same.
func TestTurnedTables(t *testing.T) {
	t.Parallel()
	want := func(cells ...string) []string {
		figures := []string{
			"cluster/铝材,sex/男 level 2022 1万人", "cluster/铝材,sex/男 level 2023 2万人", "cluster/铝材,sex/女 level 2022 3万人", "cluster/铝材,sex/女 level 2023 4万人",
			"cluster/电子信息,sex/男 level 2022 5万人", "cluster/电子信息,sex/男 level 2023 6万人", "cluster/电子信息,sex/女 level 2022 7万人", "cluster/电子信息,sex/女 level 2023 8万人",
		}
		for i, c := range cells {
			figures[i] = c + " employees 512022 " + figures[i] + " A"
		}
		return figures
	}
	title := []any{"从业人员（万人）"}
	for name, c := range map[string]struct {
		rows [][]any
		want []string
	}{
		"labels at the end of their blocks": {
			[][]any{title, {"集群", "性别", "2022年", "2023年"}, {nil, "男", 1, 2}, {"铝材", "女", 3, 4}, {nil, "男", 5, 6}, {"电子信息", "女", 7, 8}},
			want("C3", "D3", "C4", "D4", "C5", "D5", "C6", "D6"),
		},
		"header under the table, labels at the right": {
			[][]any{title, {nil, 1, 2, "男", "铝材"}, {nil, 3, 4, "女"}, {nil, 5, 6, "男", "电子信息"}, {nil, 7, 8, "女"}, {nil, "2022年", "2023年"}},
			want("B2", "C2", "B3", "C3", "B4", "C4", "B5", "C5"),
		},
		"years as numbers under the table, labels at the end of their blocks at the right": {
			[][]any{title, {nil, 1, 2, "男"}, {nil, 3, 4, "女", "铝材"}, {nil, 5, 6, "男"}, {nil, 7, 8, "女", "电子信息"}, {nil, 2022, 2023}},
			want("B2", "C2", "B3", "C3", "B4", "C4", "B5", "C5"),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			expect(t, interpret(home, sheet("Sheet1", c.rows)), c.want)
		})
	}
}

// TestTurnedHeaders: the upper label of a header may stand over any of its columns.
func TestTurnedHeaders(t *testing.T) {
	t.Parallel()
	body := [][]any{{"铝材", 1, 2, 3, 4, 5, 6}, {"电子信息", 7, 8, 9, 10, 11, 12}}
	months := []any{"集群", "1月", "2月", "3月", "1月", "2月", "3月"}
	title := []any{"规模以上工业总产值（亿元）"}
	for name, rows := range map[string][][]any{
		"last column":                  {title, {nil, nil, nil, "2022年", nil, nil, "2023年"}, months, body[0], body[1]},
		"middle column":                {title, {nil, nil, "2022年", nil, nil, "2023年", nil}, months, body[0], body[1]},
		"any column":                   {title, {nil, nil, nil, "2022年", "2023年", nil, nil}, months, body[0], body[1]},
		"middle column, below":         {title, body[0], body[1], {nil, "1月", "2月", "3月", "1月", "2月", "3月"}, {nil, nil, "2022年", nil, nil, "2023年"}},
		"first column, as mostly done": {title, {nil, "2022年", nil, nil, "2023年", nil, nil}, months, body[0], body[1]},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			res := interpret(importer.Options{Place: "512022"}, sheet("Sheet1", rows))
			var got []string
			for _, x := range res.Readings {
				got = append(got, x.Key.Period.String())
			}
			six := []string{"2022-01", "2022-02", "2022-03", "2023-01", "2023-02", "2023-03"}
			if want := append(slices.Clone(six), six...); !slices.Equal(got, want) {
				t.Errorf("%q, want %q, problems %q", got, want, problems(res))
			}
		})
	}
}
