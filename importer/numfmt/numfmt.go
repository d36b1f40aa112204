// Package numfmt reads the number formats of Excel's cells: they alone tell a
// date from a number, and 0.125 from 12.5 %.
package numfmt

import "strings"

// Builtin is a format code of the kind of the numbered format that files do not
// spell out; "" is General. 27 to 36 and 50 to 58 are the East Asian ones.
func Builtin(id int) string {
	switch {
	case id == 9 || id == 10:
		return "0%"
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
		return "yyyy-mm-dd"
	}
	return ""
}

// IsPercent reports whether a number format shows a percentage.
func IsPercent(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	bare := true
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\':
			i++
		case '"':
			bare = !bare
		case '%':
			if bare {
				return true
			}
		}
	}
	return false
}

// IsDate reports whether a number format shows a date or time: one of its
// letters stands outside quotes, escapes and brackets.
func IsDate(code string) bool {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	if code == "general" {
		return false
	}
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '\\', '_', '*':
			i++
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i+1:], ']')
			if end < 0 {
				return false
			}
			if in := code[i+1 : i+1+end]; strings.Trim(in, "h") == "" || strings.Trim(in, "m") == "" || strings.Trim(in, "s") == "" {
				return true // elapsed time
			}
			i += end + 1
		case 'y', 'm', 'd', 'h', 's':
			return true
		}
	}
	return false
}
