package importer_test

import (
	"slices"
	"testing"

	"countyboard/data"
)

// TestAWordIsAskedOnce: words that stand again and again under others divide these,
// and each is asked once; so is a time that rows of several sheets say alike.
func TestAWordIsAskedOnce(t *testing.T) {
	t.Parallel()
	t.Run("rows", func(t *testing.T) {
		t.Parallel()
		rows := [][]any{
			{"By widget and stage", nil, "2022", "2023"},
			{"Cogs", "Planned", 1, 2}, {nil, "Built", 3, 4},
			{"Bolts", "Planned", 5, 6}, {nil, "Built", 7, 8},
			{"Nuts", "Planned", 9, 10}, {nil, "Built", 11, 12},
		}
		asked := []string{"group:Cogs", "group:Planned", "group:Built", "group:Bolts", "group:Nuts"}
		if got := problems(interpret(home, sheet("Sheet1", rows))); !slices.Equal(got, asked) {
			t.Errorf("%q", got)
		}
		answers := make(map[string]data.AnswerTo)
		for _, q := range asked {
			answers[q] = data.AnswerTo{Take: "as-is", Prefix: "widget"}
		}
		answers["group:Built"], answers["group:Planned"] = data.AnswerTo{Take: "as-is", Prefix: "stage"}, data.AnswerTo{Take: "as-is", Prefix: "stage"}
		res := interpret(answered(answers), sheet("Sheet1", rows))
		seen := make(map[data.Key]bool)
		for _, x := range res.Readings {
			if seen[x.Key] {
				t.Errorf("%v twice", x.Key)
			}
			seen[x.Key] = true
		}
	})
	t.Run("columns", func(t *testing.T) {
		t.Parallel()
		res := interpret(home, sheet("Sheet1", [][]any{
			{nil, "Visits", nil, "Spending", nil},
			{"Year", "NSA", "SA", "NSA", "SA"},
			{"2022", 1, 2, 3, 4}, {"2023", 5, 6, 7, 8},
		}, merged(1, 2, 1, 3), merged(1, 4, 1, 5)))
		if got, want := problems(res), []string{"indicator:Sheet1!B1", "group:NSA", "group:SA", "indicator:Sheet1!D1"}; !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	})
	t.Run("times of rows", func(t *testing.T) {
		t.Parallel()
		table := func(name string) [][]any {
			return [][]any{
				{name + "（亿元）"}, {"月份", "合计"}, {"2023年1月", 5}, {"2023年2月", 6}, {"2023年3月", 7}, {"三个月合计", 18}, {"% change from year earlier", 2},
			}
		}
		res := interpret(home, sheet("甲", table("工业总产值")), sheet("乙", table("营业收入")))
		n := 0
		for _, q := range problems(res) {
			if len(q) > 7 && q[:7] == "period:" {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%q", problems(res))
		}
	})
}

// TestTotalColumnsTakeNoYear: a year that is written over each of its months does
// not reach to the total beside them.
func TestTotalColumnsTakeNoYear(t *testing.T) {
	t.Parallel()
	for name, head := range map[string][]any{
		"at the end":    {nil, "2022", "2022", "2023", "2023", nil},
		"years as text": {"年份", "2022年", "2022年", "2023年", "2023年", nil},
	} {
		res := interpret(home, sheet("Sheet1", [][]any{
			{"规模以上工业总产值（亿元）"}, head, {"集群", "11月", "12月", "11月", "12月", "合计"}, {"铝材", 1, 2, 3, 4, 10},
		}))
		for _, x := range res.Readings {
			want := map[string]string{"B4": "2022-11", "C4": "2022-12", "D4": "2023-11", "E4": "2023-12", "F4": ""}[x.From[0].Cell]
			if got := x.Key.Period.String(); got != want {
				t.Errorf("%s: %s is of %q, want %q", name, x.From[0].Cell, got, want)
			}
		}
		if got := problems(res); !slices.Equal(got, []string{"period:Sheet1!F"}) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
