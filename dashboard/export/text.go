package export

import (
	"cmp"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"countyboard/data"
	"countyboard/data/lang"
)

func (t Taken) say(key string, pairs ...string) string {
	return lang.Text(t.Lang(), "files."+key, pairs...)
}

// plain keeps a text from being taken for a formula: by its first letter, also
// where that is of full width, as Chinese and Japanese spreadsheets read it.
func plain(s string) string {
	if first, _ := utf8.DecodeRuneInString(s); s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// mostText is how many characters a spreadsheet's cell holds.
const mostText = 32767

// printable is a text without what XML cannot carry, as long as a cell holds it.
// Spreadsheets count in UTF-16.
func printable(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || r == 0xFFFE || r == 0xFFFF:
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	n := 0
	for i, r := range s {
		if n += max(1, utf8.RuneLen(r)/2); n > mostText-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// oneLine is a printable text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }

// clip shortens foreign text for messages.
func clip(s string) string {
	if rs := []rune(strings.ToValidUTF8(s, "\uFFFD")); len(rs) > 60 {
		return string(rs[:60]) + "…"
	}
	return s
}

// FileName is what a file is called where it is kept: the place, the chart and
// the revision in the language of its words. Systems forbid some letters.
func (t Taken) FileName(f Format) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|'%;`, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, oneLine(t.PlaceName+" "+lang.Text(t.Lang(), "chart.title-"+t.Slug)))
	name = strings.Trim(strings.ReplaceAll(name, " ", "-"), ".-")
	if rs := []rune(name); len(rs) > 56 {
		name = string(rs[:56])
	}
	return cmp.Or(name, t.Slug) + "-r" + strconv.Itoa(t.Revision) + f.mark() + "." + f.Ending
}

// PlainName is FileName for those who read ASCII only.
func (t Taken) PlainName(f Format) string {
	place := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' {
			return -1
		}
		return r
	}, strings.Join(t.Params.Places, "-"))
	return t.Slug + "-" + place + "-r" + strconv.Itoa(t.Revision) + f.mark() + "." + f.Ending
}

// mark tells formats of one ending apart.
func (f Format) mark() string {
	if f.Value == "" {
		return ""
	}
	return "-" + f.Value
}

// decimals are those with which people read a value of a unit.
func decimals(u data.Unit) int {
	switch u.Base {
	case data.BaseCount, data.BasePerson:
		if u.Power == 0 {
			return 0
		}
		return 2
	case data.BasePercent, data.BaseIndex:
		return 1
	case "":
		if u.Label == "" {
			return 1
		}
	}
	return 2
}

// licence is what is said of the terms of use.
func (t Taken) licence() string {
	switch {
	case t.Licence == "" && t.LicenceURL == "":
		return t.say("no-licence")
	case t.LicenceURL == "" || t.Licence == "":
		return t.Licence + t.LicenceURL
	}
	return t.Licence + " (" + t.LicenceURL + ")"
}

// sources are the workbooks that the figures stand in, and who made them.
func (t Taken) sources() (all []string) {
	for _, c := range t.Citations {
		s := c.File
		if c.Source != "" {
			s = c.Source + " · " + s
		}
		if d := day(c.Released); d != "" {
			s += " · " + t.say("released", "day", d)
		}
		if c.Illustrative {
			s += " · " + t.say("illustrative")
		}
		all = append(all, oneLine(s))
	}
	return all
}

// cite is how the chart is quoted.
func (t Taken) cite() string {
	s := oneLine(t.say("cite", "publisher", cmp.Or(t.Name, t.PlaceName), "title", t.Title, "subtitle", t.Subtitle, "revision", "r"+strconv.Itoa(t.Revision), "day", day(t.Updated)))
	if t.Illustrative {
		s += " " + t.say("illustrative-care")
	}
	if t.Pinned != "" {
		s += " " + t.Pinned
	}
	return s
}

// clean takes the noise of binary arithmetic (3.1799999999999997) off a number:
// it keeps twelve digits, and six decimals of large ones; whole numbers stay.
func clean(x float64) float64 {
	if x == math.Trunc(x) || math.IsInf(x, 0) || math.IsNaN(x) {
		return x
	}
	digits := 11 - int(math.Floor(math.Log10(math.Abs(x))))
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', max(digits, 6), 64), 64)
	if err != nil {
		return x
	}
	return y
}
