package story

import (
	"html"
	"math"
	"strconv"
	"strings"
	"unicode"

	"countyboard/data"
)

// Address writes the address of a claim so that ParseClaim reads the same claim
// again. Said is written with the decimals that Tolerance leaves, so that half of
// the last digit said is the tolerance; another tolerance is stated.
func Address(c data.Claim) string {
	q := []string{"kind=" + string(c.Kind), "place=" + Escaped(c.Key.Place)}
	add := func(key, value string) {
		if value != "" {
			q = append(q, key+"="+Escaped(value))
		}
	}
	add("group", string(c.Key.Group))
	if add("period", c.Key.Period.String()); c.Latest {
		add("period", "latest")
	}
	add("from", c.From.String())
	add("measure", string(c.Key.Measure))
	add("basis", string(c.Basis))
	if c.HasSaid {
		value, exact := digitsSaid(c)
		add("op", string(c.Op))
		add("value", value)
		add("unit", c.Unit.Label)
		if !exact {
			add("tol", number(c.Tolerance))
		}
	}
	add("among", c.Among)
	if c.Rank > 0 {
		add("rank", strconv.Itoa(c.Rank))
	}
	add("trend", string(c.Trend))
	add("base", c.Base.String())
	if c.Target > 0 {
		times := ""
		if c.Times {
			times = "x"
		}
		add("target", times+number(c.Target))
		if !c.Times && !c.HasSaid {
			add("unit", c.Unit.Label)
		}
	}
	add("why", c.Why)
	return claimScheme + c.Key.Indicator + "?" + strings.Join(q, "&")
}

// digitsSaid writes what is said; exact says that the tolerance follows from its digits.
func digitsSaid(c data.Claim) (value string, exact bool) {
	const most = 15 // decimals that halfDigit counts
	if !c.HasTolerance && c.Tolerance > 0 {
		digits := int(math.Round(-math.Log10(2 * c.Tolerance)))
		if v := strconv.FormatFloat(c.Said, 'f', max(0, digits), 64); digits >= 0 && digits <= most && abs(halfDigit(v)/c.Tolerance-1) < 1e-6 {
			return v, true
		}
	}
	return number(c.Said), false
}

// Escaped is a value as an address in Markdown may carry it: what means something
// in addresses or in Markdown is escaped, letters of any language stay readable.
func Escaped(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "�") {
		switch {
		case r == ' ':
			b.WriteByte('+')
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/,.-_:", r)), r > unicode.MaxASCII && unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			for _, c := range []byte(string(r)) {
				const hex = "0123456789ABCDEF"
				b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
			}
		}
	}
	return b.String()
}

// Plain is foreign text as Markdown that reads as that text, within a line: nothing
// of it is a link, an emphasis, an entity or HTML. It escapes by references, which
// mean the same in the words of a link.
func Plain(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "�")), " ")
	special := "\\`*_[]<>~"
	if html.UnescapeString(s) != s { // R&D stays as it is
		special += "&"
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case strings.ContainsRune(special, r):
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		case !unicode.IsControl(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}
