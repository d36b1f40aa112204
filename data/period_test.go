package data_test

import (
	"strings"
	"testing"

	"countyboard/data"
)

func TestParsePeriod(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]data.Period{
		"2024": data.Year(2024), "2024-S1": data.Half(2024, 1), "2024-S2": data.Half(2024, 2), "2024-Q3": data.Quarter(2024, 3), "2024-09": data.Month(2024, 9),
		"2024-01/P9M": data.ToDate(2024, 9), "2024-01/P2M": data.ToDate(2024, 2), "2024-03/P2M": data.Span(2024, 3, 2), "1950/1955": data.Years(1950, 1955),
	} {
		got, err := data.ParsePeriod(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%s is %v (%s), %v", text, got, got.String(), err)
		}
	}
	for _, text := range []string{"", "24", "2024-13", "2024-0", "2024-00", "2024-S3", "2024-Q5", "2024-Q0", "2024-01/P0M", "2024-01/P99999999M", "2024-01/P", "1955/1950", "2024年", "0999", "3000", "2024-1", strings.Repeat("2", 10_000)} {
		if got, err := data.ParsePeriod(text); data.CodeOf(err) != data.Invalid {
			t.Errorf("%.20q is taken as %s, %v", text, got, err)
		}
	}
}

func TestPeriodArithmetic(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ got, want any }{
		{data.ToDate(2024, 9).SDMX(), "2024-01-01/P9M"},
		{data.Month(2024, 9).SDMX(), "2024-09"},
		{data.ToDate(2023, 8).AsStock(), data.Month(2023, 8)}, // a stock of January–August is the end of August's
		{data.Quarter(2024, 1).Previous(), data.Quarter(2023, 4)},
		{data.Month(2024, 1).Previous(), data.Month(2023, 12)},
		{data.ToDate(2024, 9).AddYears(-1), data.ToDate(2023, 9)},
		{data.ToDate(2024, 9).Freq(), data.YearToDate},
		{data.Span(2024, 3, 2).Freq(), data.OtherSpan},
		{data.Span(2024, 3, 1), data.Month(2024, 3)},
		{data.Year(2024).LastDay().Format("2006-01-02"), "2024-12-31"},
		{data.ToDate(2024, 2).LastDay().Format("2006-01-02"), "2024-02-29"},
		{data.Year(2024).Covers(data.Month(2024, 5)), true},
		{data.Quarter(2024, 1) == data.Span(2024, 1, 3), false},
		{data.Month(2024, 13).IsZero(), true},
		{data.Quarter(2024, 3).Compare(data.Quarter(2024, 4)) < 0, true},
		{data.Year(3001).IsZero(), true},
	} {
		if tt.got != tt.want {
			t.Errorf("got %v, want %v", tt.got, tt.want)
		}
	}
}

// FuzzParsePeriod: whatever is taken comes back as the same text.
func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2024", "2024-Q3", "2024-01/P9M", "1950/1955", "2024-S1", "2024-09", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := data.ParsePeriod(s)
		if (err == nil) == p.IsZero() {
			t.Fatalf("%q: %v and %v", s, p, err)
		}
		if err != nil {
			return
		}
		if again, err := data.ParsePeriod(p.String()); err != nil || again != p {
			t.Errorf("%q is %s, which is %s, %v", s, p, again, err)
		}
	})
}
