package lang

import (
	"fmt"
	"time"

	"countyboard/data"
)

// Period writes p as a reader of the language does: 2024年1—9月, 2024年三季度;
// Jan–Sep 2024, Q3 2024.
func Period(l Lang, p data.Period) string {
	y, m := p.Start()
	ey, em := p.End()
	zh := l == ZhHans
	switch p.Freq() {
	case "":
		return ""
	case data.Annual:
		if zh {
			return fmt.Sprintf("%d年", y)
		}
		return fmt.Sprint(y)
	case data.HalfYearly:
		if zh {
			return fmt.Sprintf("%d年%s半年", y, []string{"上", "下"}[m/7])
		}
		return fmt.Sprintf("H%d %d", m/7+1, y)
	case data.Quarterly:
		if zh {
			return fmt.Sprintf("%d年%s季度", y, []string{"一", "二", "三", "四"}[m/3])
		}
		return fmt.Sprintf("Q%d %d", m/3+1, y)
	case data.Monthly:
		if zh {
			return fmt.Sprintf("%d年%d月", y, m)
		}
		return month(m) + fmt.Sprintf(" %d", y)
	}
	switch {
	case m == 1 && em == 12 && ey > y:
		if zh {
			return fmt.Sprintf("%d—%d年", y, ey)
		}
		return fmt.Sprintf("%d–%d", y, ey)
	case ey == y && zh:
		return fmt.Sprintf("%d年%d—%d月", y, m, em)
	case ey == y:
		return fmt.Sprintf("%s–%s %d", month(m), month(em), y)
	case zh:
		return fmt.Sprintf("%d年%d月—%d年%d月", y, m, ey, em)
	}
	return fmt.Sprintf("%s %d–%s %d", month(m), y, month(em), ey)
}

// Short is Period for axes: 2023 for years, 9月 or 1—9月 within a year (the
// year stands with the first label of each year, which is the caller's doing).
func Short(l Lang, p data.Period) string {
	y, m := p.Start()
	ey, em := p.End()
	f := p.Freq()
	switch months := f == data.YearToDate || f == data.OtherSpan && y == ey; {
	case f == data.Quarterly && l == ZhHans:
		return []string{"一", "二", "三", "四"}[m/3] + "季度"
	case f == data.Quarterly:
		return fmt.Sprintf("Q%d", m/3+1)
	case f == data.Monthly && l == ZhHans:
		return fmt.Sprintf("%d月", m)
	case f == data.Monthly:
		return month(m)
	case months && l == ZhHans:
		return fmt.Sprintf("%d—%d月", m, em)
	case months:
		return month(m) + "–" + month(em)
	case f == data.Annual:
		return fmt.Sprint(p.Year())
	}
	return Period(l, p)
}

// EndOf writes the end of p, as stocks are told: 2023年末, 2024年9月末; end 2023, Sep 2024.
func EndOf(l Lang, p data.Period) string {
	y, m := p.End()
	if m == 12 {
		return Text(l, "chart.year-end", "year", fmt.Sprint(y))
	}
	return Text(l, "chart.month-end", "month", Period(l, data.Month(y, m)))
}

func month(m int) string { return time.Month(m).String()[:3] }

// Day writes a date: 2024年10月15日, 15 Oct 2024.
func Day(l Lang, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if l == ZhHans {
		return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
	}
	return fmt.Sprintf("%d %s %d", t.Day(), month(int(t.Month())), t.Year())
}
