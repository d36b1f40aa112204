package vocab

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
	// Back is another step back from the table's own time: 上月, 上年末.
	Back Step
	// ends: a run of months over New Year is named by the year that it ends in.
	ends bool
}

// Step says which period before the table's own a figure is of.
type Step uint8

// The steps back. A LastPeriod is as long as the table's own.
const (
	NoStep         Step = iota
	LastMonth           // 上月, 上月末
	LastQuarter         // 上季
	LastQuarterEnd      // 上季末
	LastPeriod          // 上期
	LastYearEnd         // 上年末, 年初
)

// From is the period a step before p, in a cumulated series where acc says so;
// zero where p has none.
func (b Step) From(p data.Period, acc Accumulation) data.Period {
	y, m := p.End()
	switch {
	case p.IsZero() || b == NoStep:
		return p
	case p.Freq() == data.Annual && (b == LastPeriod || b == LastYearEnd):
		return p.AddYears(-1)
	case b == LastYearEnd:
		return data.Month(y-1, 12)
	case b == LastMonth && acc == Cumulated:
		return data.ToDate(y, m-1)
	case b == LastMonth && (p.Freq() == data.Monthly || p.Freq() == data.YearToDate):
		return data.Month(y, m).Previous()
	case b == LastQuarter && m%3 == 0 && p.Months() < 12:
		return data.Quarter(y, m/3).Previous()
	case b == LastQuarterEnd && p.Months() < 12:
		return data.Month(y, (m+2)/3*3).Previous().Previous().Previous()
	case b == LastPeriod && (p.Freq() == data.YearToDate || p.Freq() == data.OtherSpan):
		return p.AddYears(-1) // 本期 | 上期 of a cumulated table
	case b == LastPeriod:
		return p.Previous()
	}
	return data.Period{}
}

// IsZero reports whether no time was read.
func (t Time) IsZero() bool { return t.Period.IsZero() }

// Says reports whether anything was said of the time, be it 累计 or 上年同期 alone.
func (t Time) Says() bool { return !t.IsZero() || t.Acc != Unsaid || t.Ago != 0 || t.Back != NoStep }

// AsQuarter is the quarter that a month at its end, or its three months, stand for in
// a column of quarters: June, Apr–Jun. Other times stay as they are.
func (t Time) AsQuarter() Time {
	if y, m := t.Period.End(); !t.IsZero() && m%3 == 0 && (t.Period.Months() == 1 || t.Period.Months() == 3) {
		t.Period = data.Quarter(y, m/3)
	}
	return t
}

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
	case t.ends:
		y--
	}
	return t.Period.AddYears(y - noYear)
}

// InSplit is the period in a financial year that begins in year y: its months
// until March are of the year after, and so is the end of a run over New Year.
func (t Time) InSplit(y int) data.Period {
	if _, m := t.Period.Start(); t.Yearless && (t.ends || m < 4 && t.Period.Months() < 6) {
		y++
	}
	return t.In(y)
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
	// splitYear is a financial year before or behind its months.
	splitYear = yearRE + `(?:/| ?- ?)(?:\d\d|(?:19|20)\d\d)年?度?[ ,:]*`
)

// monthNames are the months in the languages of the tables that we met, longest first.
var monthNames = func() (names []string) {
	for name := range monthOf {
		names = append(names, regexp.QuoteMeta(name))
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return names
}()

var englRE = `(` + strings.Join(monthNames, "|") + `)\.?`

// monthOf are the names of months in English, German, French, Dutch, Portuguese and Spanish.
var monthOf = func() map[string]int {
	m := make(map[string]int)
	for i, names := range []string{
		"jan january januar jänner janvier janv januari janeiro enero", "feb february februar février févr fevrier februari fevereiro febrero", "mar march märz mrz mars maart mrt março marzo",
		"apr april avril avr abril", "may mai mei maio mayo", "jun june juni juin junho junio", "jul july juli juillet juil julho julio", "aug august août aout augustus agosto",
		"sep sept september septembre setembro septiembre", "oct october oktober okt octobre outubro octubre", "nov november novembre novembro noviembre", "dec december dezember dez décembre déc dezembro diciembre",
	} {
		for _, name := range strings.Fields(names) {
			m[name] = i + 1
		}
	}
	return m
}()

func form(re string, period func(g []string) data.Period) timeForm {
	return timeForm{regexp.MustCompile(`^(?:` + re + `)`), period}
}

var hanDigits = map[string]int{"元": 1, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}

// num reads digits, Chinese digits and names of months; "" is noYear.
func num(s string) int {
	if s == "" {
		return noYear
	}
	if n, ok := hanDigits[s]; ok {
		return n
	}
	if n, ok := monthOf[s]; ok {
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
	if b < a && a > 9 {
		return overNewYear(y, from, to) // 十二月至二月; in 9-1月 something is wrong
	}
	if b < a || b > 12 {
		return data.Period{}
	}
	return data.Span(yearOf(y), a, b-a+1)
}

// overNewYear is a run of at most half a year that begins in a year and ends in
// the next one.
func overNewYear(y, from, to string) data.Period {
	a, b := num(from), num(to)+12
	if a > 12 || b-a > 5 || b < 13 {
		return data.Period{}
	}
	return data.Span(yearOf(y), a, b-a+1)
}

// monthsSplit is a run of months in a year that is named by two: Dec-Feb of 2018/19.
func monthsSplit(y, from, to string) data.Period {
	p := months("", from, to)
	if p.IsZero() {
		return p
	}
	return Time{Period: p, Yearless: true}.InSplit(num(y))
}

// monthsIn is a run of months that is named by the year it ends in: Nov-Jan 2019
// begins in 2018.
func monthsIn(y, from, to string) data.Period {
	return monthsFrom(y, from, y, to, num(to) < num(from))
}

// monthsFrom is a run of months between two that are named, with their years.
func monthsFrom(y1, from, y2, to string, before bool) data.Period {
	first, last := num(y1)*12+num(from), num(y2)*12+num(to)
	if before {
		first -= 12
	}
	if last < first || last-first >= 1200 {
		return data.Period{}
	}
	return data.Span((first-1)/12, (first-1)%12+1, last-first+1)
}

// shortSpan is a span of years with the last one cut short: 2007/08, 1961-70.
// What may be a month as well is one: only its neighbours can say that it is none.
func shortSpan(from, to string) data.Period {
	y, n := num(from), num(to)
	if n > 12 && n > y%100 {
		return data.Years(y, y/100*100+n)
	}
	if n == 0 && y%100 == 99 {
		return data.Years(y, y+1)
	}
	return data.Month(y, n)
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

var roman = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4}

// timeForms are tried in order; the first that fits wins, so longer ones stand first.
var timeForms = []timeForm{
	form(yearRE+`年?度?[-/]`+yearRE+`年?度?`, func(g []string) data.Period { return data.Years(num(g[1]), num(g[2])) }),
	form(yearRE+` ?(?:to|and|through) ?`+yearRE, func(g []string) data.Period { return data.Years(num(g[1]), num(g[2])) }),
	form(splitYear+monthRE+`月?份?-(?:次年|翌年)?`+monthRE+`月份?`, func(g []string) data.Period { return monthsSplit(g[1], g[2], g[3]) }),
	form(splitYear+englRE+`\s*(?:-|to)\s*`+englRE, func(g []string) data.Period { return monthsSplit(g[1], g[2], g[3]) }),
	form(englRE+`\s*(?:-|to)\s*`+englRE+`,?\s*`+splitYear, func(g []string) data.Period { return monthsSplit(g[3], g[1], g[2]) }),
	form(yearRE+`年`+monthRE+`月?份?-`+yearRE+`年`+monthRE+`月份?(?:末|底)?`, func(g []string) data.Period { return monthsFrom(g[1], g[2], g[3], g[4], false) }),
	form(yearRE+`[-./](\d{1,2}) ?(?:-|/|to) ?`+yearRE+`[-./](\d{1,2})`, func(g []string) data.Period { return monthsFrom(g[1], g[2], g[3], g[4], false) }),
	form(ofYear+monthRE+`月?份?-(?:次年|翌年)`+monthRE+`月份?`, func(g []string) data.Period { return overNewYear(g[1], g[2], g[3]) }),
	form(ofYear+monthRE+`月?份?-`+monthRE+`月份?(?:末|底)?`, func(g []string) data.Period { return months(g[1], g[2], g[3]) }),
	form(yearRE+`[./]`+`(\d{1,2})-(\d{1,2})月?`, func(g []string) data.Period { return months(g[1], g[2], g[3]) }),
	form(ofYear+`第?([1-4一二三四])季?度?-第?([1-4一二三四])季度?(?:末|底)?`, func(g []string) data.Period { return quarters(g[1], g[2], g[3]) }),
	form(ofYear+`前([2-4二两三四])个?季度`, func(g []string) data.Period { return data.ToDate(yearOf(g[1]), num(g[2])*3) }),
	form(`(?:`+yearRE+`年?[- ]?)?第?([1-4一二三四])季度?(?:末|底)?`, func(g []string) data.Period { return data.Quarter(num(g[1]), num(g[2])) }),
	form(`(\d\d)年第?([1-4一二三四])季度?(?:末|底)?`, func(g []string) data.Period { return data.Quarter(yearOf(g[1]), num(g[2])) }),
	form(yearRE+`(?: ?q([1-4]))(?: ?(?:-|to) ?)`+yearRE+`(?: ?q([1-4]))`, func(g []string) data.Period {
		return monthsFrom(g[1], strconv.Itoa(num(g[2])*3-2), g[3], strconv.Itoa(num(g[4])*3), false)
	}),
	form(yearRE+`年?[- .]?q([1-4])`, func(g []string) data.Period { return data.Quarter(num(g[1]), num(g[2])) }),
	form(`q([1-4])[- .,]*`+yearRE, func(g []string) data.Period { return data.Quarter(num(g[2]), num(g[1])) }),
	form(`([1-4])q[- ']*((?:19|20)?\d\d)`, func(g []string) data.Period { return data.Quarter(yearOf(g[2]), num(g[1])) }),
	form(yearRE+`[- ]?([1-4])(?:e kwartaal|\. ?quartal|\. ?vierteljahr|er? trimestre|st quarter|nd quarter|rd quarter|th quarter)`, func(g []string) data.Period { return data.Quarter(num(g[1]), num(g[2])) }),
	form(`([1-4])(?:e kwartaal|\. ?quartal|\. ?vierteljahr|er? trimestre|st quarter|nd quarter|rd quarter|th quarter)(?: of)?,?[ /]*`+yearRE, func(g []string) data.Period { return data.Quarter(num(g[2]), num(g[1])) }),
	form(`(i{1,3}|iv)\.? ?[/ -] ?`+yearRE, func(g []string) data.Period { return data.Quarter(num(g[2]), roman[g[1]]) }),
	form(`q([1-4])`, func(g []string) data.Period { return data.Quarter(noYear, num(g[1])) }),
	form(ofYear+`([上下])半年`, func(g []string) data.Period { return data.Half(yearOf(g[1]), map[string]int{"上": 1, "下": 2}[g[2]]) }),
	form(`(?:half ?|h)([12])`, func(g []string) data.Period { return data.Half(noYear, num(g[1])) }),
	form(yearRE+`-?[sh]([12])`, func(g []string) data.Period { return data.Half(num(g[1]), num(g[2])) }),
	form(yearRE+`年`+monthRE+`月\d{1,2}日`, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(`((?:1[5-9]|20|21)?\d\d)年`+monthRE+`月份?(?:末|底)?`, func(g []string) data.Period { return data.Month(yearOf(g[1]), num(g[2])) }),
	form(yearRE+`[-./]p(\d{1,2})m`, func(g []string) data.Period { return data.ToDate(num(g[1]), num(g[2])) }),
	form(yearRE+`-(\d\d)(?:-01)?/p(\d{1,2})m`, func(g []string) data.Period { return data.Span(num(g[1]), num(g[2]), num(g[3])) }),
	form(yearRE+`[-./](\d{1,2})[-./]\d{1,2}`, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(`(1[5-9]\d\d|20\d\d)[/-](\d\d)\*?`, func(g []string) data.Period { return shortSpan(g[1], g[2]) }),
	form(yearRE+`(?:[-/]|\. ?)(\d{1,2})`, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(`((?:19|20)\d\d)(0[1-9]|1[0-2])`, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(yearRE+`m(\d{1,2})`, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(`y((?:19|20)\d\d)`, func(g []string) data.Period { return data.Year(num(g[1])) }),
	form(englRE+`,? ?`+yearRE+` ?(?:-|to|through) ?`+englRE+`,? ?`+yearRE, func(g []string) data.Period { return monthsFrom(g[2], g[1], g[4], g[3], false) }),
	form(englRE+`\s*(?:-|to)\s*`+englRE+`,?\s*`+yearRE, func(g []string) data.Period { return monthsIn(g[3], g[1], g[2]) }),
	form(englRE+`[ '-]*(\d\d) ?(?:-|to) ?`+englRE+`[ '-]*(\d\d)`, func(g []string) data.Period {
		return monthsFrom(strconv.Itoa(yearOf(g[2])), g[1], strconv.Itoa(yearOf(g[4])), g[3], false)
	}),
	form(englRE+`,?[ -]*`+yearRE, func(g []string) data.Period { return data.Month(num(g[2]), num(g[1])) }),
	form(englRE+`-(\d\d)`, func(g []string) data.Period { return data.Month(yearOf(g[2]), num(g[1])) }), // Apr-18
	form(yearRE+`[ -]?`+englRE, func(g []string) data.Period { return data.Month(num(g[1]), num(g[2])) }),
	form(englRE+`\s*(?:-|to)\s*`+englRE, func(g []string) data.Period { return months("", g[1], g[2]) }),
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
	if !mayBegin(s) || classOf(s) > 0 {
		return Time{}, 0
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
		if last, _ := p.End(); t.Yearless && last > noYear {
			t.ends = strings.IndexFunc(g[0], isHan) < 0 // Dec-Feb of 2019 begins in 2018, 12月至2月 in 2019
		}
		n := skipped + len(g[0])
		if rest := s[len(g[0]):]; strings.HasPrefix(rest, "累计") {
			t.Acc, n = Cumulated, n+len("累计")
		}
		return t, n
	}
	return Time{}, 0
}

// begin are the letters that times begin with.
var begin = func() map[rune]bool {
	m := make(map[rune]bool)
	for _, c := range "元一二三四五六七八九十第前上下全qyih" {
		m[c] = true
	}
	for name := range monthOf {
		c, _ := utf8.DecodeRuneInString(name)
		m[c] = true
	}
	return m
}()

// mayBegin reports whether a time may begin with the first letter of a text: most
// words and numbers need no more than that.
func mayBegin(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	if c < '0' || c > '9' {
		return begin[c]
	}
	// Digits alone are a year or a year with its month.
	n := strings.IndexFunc(s, func(c rune) bool { return c < '0' || c > '9' })
	return n >= 0 || len(s) == 4 || len(s) == 6
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
	s = withoutStatus(s)
	t, n := scanTime(s)
	if n == 0 || n != len(s) {
		return Time{}, false
	}
	return t.within(ctx), true
}

// withoutStatus takes the letter of status off a time: 2019R, Q3 (p), 2011/12 p.
func withoutStatus(s string) string {
	s = strings.TrimRight(s, "*")
	if m := statusTail.FindStringIndex(s); m != nil {
		return strings.TrimRight(s[:m[0]+1], " *")
	}
	return s
}

var statusTail = regexp.MustCompile(`\d[* ]*\(?[prf]\)?$|[a-z.] ?\([prf]\)?$`)

func (t Time) within(ctx Context) Time {
	if p := t.In(ctx.Year); t.Yearless && !p.IsZero() {
		t.Period, t.Yearless = p, false
	}
	return t
}
