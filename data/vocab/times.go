package vocab

import (
	"regexp"
	"strconv"
	"strings"

	"countyboard/data"
)

// Accumulation says whether a word speaks of a cumulated figure.
type Accumulation uint8

// 累计 and 当期 (当月, 本月) are different figures; most labels do not say.
const (
	Unsaid Accumulation = iota
	Cumulated
	Current
)

// Context is what is known from around a label.
type Context struct {
	Year  int  // of the table, 0 = not known: "1—9月" needs it
	Title bool // the label is a title, in which 主要 and 产业集群 say nothing
}

// Time is a time as people write it.
type Time struct {
	// Period that was read; when Yearless it is of no particular year and In
	// puts it into one.
	Period   data.Period
	Yearless bool
	Acc      Accumulation
	// Ago is how many years before the table's own time the figure is of: 1 for
	// 上年同期. A label that names its year says nothing of the kind.
	Ago int
}

// IsZero reports whether no time was read.
func (t Time) IsZero() bool { return t.Period.IsZero() }

// Says reports whether anything was said of the time, be it 累计 or 上年同期 alone.
func (t Time) Says() bool { return !t.IsZero() || t.Acc != Unsaid || t.Ago != 0 }

// noYear stands for the year that a label does not name.
const noYear = 1000

// In is the period in year y; a time that names its year keeps it, and without
// any year there is no period.
func (t Time) In(y int) data.Period {
	switch {
	case !t.Yearless:
		return t.Period
	case y == 0:
		return data.Period{}
	}
	return t.Period.AddYears(y - noYear)
}

// timeForm is one way to write a time, anchored at the beginning; make gets
// the submatches.
type timeForm struct {
	re   *regexp.Regexp
	make func(g []string) data.Period
}

const (
	yearRE  = `((?:1[5-9]|20|21)\d\d)`
	ofYear  = `(?:((?:1[5-9]|20|21)?\d\d)年)?` // 24年 means 2024 where months follow
	monthRE = `(\d{1,2}|十[一二]?|[一二三四五六七八九元])`
	englRE  = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|tember|ember|ober|ust|ch|il|e|y|t)?\.?`
)

func form(re string, period func(g []string) data.Period) timeForm {
	return timeForm{regexp.MustCompile(`^(?:` + re + `)`), period}
}

var hanDigits = map[string]int{"元": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}

var english = map[string]int{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}

// num reads digits, Chinese digits and English months; "" is noYear.
func num(s string) int {
	if s == "" {
		return noYear
	}
	if n, ok := hanDigits[s]; ok {
		return n
	}
	if n, ok := english[s]; ok {
		return n
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func months(y, from, to string) data.Period {
	a, b := num(from), num(to)
	if b < a || b > 12 {
		return data.Period{}
	}
	return data.Span(yearOf(y), a, b-a+1)
}

func quarters(y, from, to string) data.Period {
	a, b := num(from), num(to)
	if b <= a {
		return data.Period{}
	}
	return data.Span(yearOf(y), a*3-2, (b-a+1)*3)
}

// yearOf reads a year of four digits or two.
func yearOf(s string) int {
	y := num(s)
	switch {
	case y == noYear || y >= 100:
		return y
	case y < 50:
		return 2000 + y
	}
	return 1900 + y
}

// timeForms are tried in order; the first that fits wins, so longer ones stand first.
var timeForms = []timeForm{
	form(yearRE+`年?度?-`+yearRE+`年?度?`, func(g []string) data.Period { return data.Years(num(g[1]), num(g[2])) }),
	form(ofYear+monthRE+`月?份?-`+monthRE+`月份?(?:末|底)?`, func(g []string) data.Period { return months(g[1], g[2], g[3]) }),
	form(yearRE+`[./]`+`(\d{1,2})-(\d{1,2})月?`, func(g []string) data.Period { return months(g[1], g[2], g[3]) }),
	form(ofYear+`第?([1-4一二三四])季?度?-第?([1-4一二三四])季度?(?:末|底)?`, func(g []string) data.Period { return quarters(g[1], g[2], g[3]) }),
	form(ofYear+`前([2-4二两三四])个?季度`, func(g []string) data.Period { return data.ToDate(yearOf(g[1]), num(g[2])*3) }),
	form(`(?:`+yearRE+`年?[- ]?)?第?([1-4一二三四])季度?(?:末|底)?`, func(g []string) data.Period { return data.Quarter(num(g[1]), num(g[2])) }),
	form(`(\d\d)年第?([1-4一二三四])季度?(?:末|底)?`, func(g []string) data.Period { return data.Quarter(yearOf(g[1]), num(g[2])) }),
	form(yearRE+`年?[- .]?q([1-4])`, func(g []string) data.Period { return data.Quarter(num(g[1]), num(g[2])) }),
	form(`q([1-4])[- .,]*`+yearRE, func(g []string) data.Period { return data.Quarter(num(g[2]), num(g[1])) }),
	form(ofYear+`([上下])半年`, func(g []string) data.Period { return data.Half(yearOf(g[1]), map[string]int{"上": 1, "下": 2}[g[2]]) }),
	form(yearRE+`-?[sh]([12])`, func(g []string) data.Period { return data.Half(num(g[1]), num(g[2])) }),
	form(`((?:1[5-9]|20|21)?\d\d)年`+monthRE+`月份?(?:末|底)?`, func(g []string) data.Period { return data.Month(yearOf(g[1]), num(g[2])) }),
	form(yearRE+`[-./]p(\d{1,2})m`, func(g []string) data.Period { return data.ToDate(num(g[1]), num(g[2])) }),
	form(yearRE+`-(\d\d)(?:-01)?/p(\d{1,2})m`, func(g []string) data.Period { return data.Span(num(g[1]), num(g[2]), num(g[3])) }),
	form(`(1[5-9]\d\d|20\d\d)/(\d\d)\*?`, func(g []string) data.Period {
		y, n := num(g[1]), num(g[2])
		if n > y%100 && n > 12 {
			return data.Years(y, y/100*100+n)
		}
		return data.Month(y, n)
	}),
	form(yearRE+`[-./](\d{1,2})(?:[-./]\d{1,2})?`, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(`((?:19|20)\d\d)(0[1-9]|1[0-2])`, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(englRE+`\s*-\s*`+englRE+`,?\s*`+yearRE, func(g []string) data.Period { return months(g[3], g[1], g[2]) }),
	form(englRE+`,?[ -]*`+yearRE, func(g []string) data.Period { return data.Month(num(g[2]), num(g[1])) }),
	form(yearRE+`[ -]?`+englRE, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(englRE+`\s*-\s*`+englRE, func(g []string) data.Period { return months("", g[1], g[2]) }),
	form(yearRE+`年(?:度|末|底)?`, func(g []string) data.Period { return data.Year(num(g[1])) }),
	form(`((?:19|20)\d\d|2100)`, func(g []string) data.Period { return data.Year(num(g[1])) }),
	form(monthRE+`月份?(?:末|底)?`, func(g []string) data.Period { return data.Month(noYear, num(g[1])) }),
	form(englRE, func(g []string) data.Period { return data.Month(noYear, num(g[1])) }),
	form(`全年`, func([]string) data.Period { return data.Year(noYear) }),
}

// scanTime reads a time at the beginning of a normalised text and returns how
// many bytes it took. It must not end within a number or a Latin word.
func scanTime(s string) (Time, int) {
	skipped := 0
	for _, p := range []string{"截至", "截止", "截-"} { // norm makes 至 a dash
		if rest, ok := strings.CutPrefix(s, p); ok {
			s, skipped = rest, skipped+len(p)
			break
		}
	}
	for _, f := range timeForms {
		g := f.re.FindStringSubmatch(s)
		if g == nil || continues(g[0], s[len(g[0]):]) {
			continue
		}
		p := f.make(g)
		if p.IsZero() {
			return Time{}, 0 // 13月 is no time, and no shorter one either
		}
		t := Time{Period: p, Yearless: p.Year() == noYear}
		n := skipped + len(g[0])
		if rest := s[len(g[0]):]; strings.HasPrefix(rest, "累计") {
			t.Acc, n = Cumulated, n+len("累计")
		}
		return t, n
	}
	return Time{}, 0
}

// continues reports whether the letters after a match belong to it: 20245 is
// no year, and "may" in "mayor" no month.
func continues(match, rest string) bool {
	if rest == "" {
		return false
	}
	last, next := match[len(match)-1], rest[0]
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	letter := func(c byte) bool { return c >= 'a' && c <= 'z' }
	if digit(last) && (next == '.' || next == '-' || next == '/') && len(rest) > 1 && digit(rest[1]) {
		return true
	}
	return digit(last) && (digit(next) || letter(next)) || letter(last) && (letter(next) || digit(next))
}

// ParseTime reads a time as people write it, with nothing around it but
// brackets and blanks. A year that ctx knows is put in.
func ParseTime(text string, ctx Context) (Time, bool) {
	s := strings.Trim(norm(text), "()[] 　:*")
	t, n := scanTime(s)
	if n == 0 || n != len(s) {
		return Time{}, false
	}
	return t.within(ctx), true
}

func (t Time) within(ctx Context) Time {
	if p := t.In(ctx.Year); t.Yearless && !p.IsZero() {
		t.Period, t.Yearless = p, false
	}
	return t
}
