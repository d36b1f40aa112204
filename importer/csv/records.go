package csv

import "strings"

// records walks over the records of a text without copying it. Quotes mean what
// they mean to a spreadsheet: a field that begins with one goes on to the next
// that is not doubled, over line ends where need be; what follows up to the
// separator belongs to it as it stands.
type records struct {
	text string
	sep  byte
	pos  int
	line int // of pos, 1-based
}

// field is the next field of a record, and whether it is the last. whole is false
// where a quote opens and text over several lines follows, but no quote closes.
func (r *records) field() (text string, last, whole bool) {
	if r.pos < len(r.text) && r.text[r.pos] == '"' {
		if text, whole = r.quoted(); !whole {
			return "", true, false
		}
	}
	rest := r.text[r.pos:]
	end := 0
	for end < len(rest) && rest[end] != r.sep && rest[end] != '\n' {
		end++
	}
	next := r.pos + end + 1
	if last = end == len(rest) || rest[end] == '\n'; last {
		r.line++
	}
	r.pos = min(next, len(r.text))
	plain := rest[:end]
	if last {
		plain = strings.TrimSuffix(plain, "\r")
	}
	if text == "" {
		return plain, last, true
	}
	return text + plain, last, true
}

// quoted is the part of a field between its quotes, behind which pos is then.
func (r *records) quoted() (text string, whole bool) {
	from := r.pos + 1
	doubled := false
	for at := from; ; {
		i := strings.IndexByte(r.text[at:], '"')
		if i < 0 {
			if strings.IndexByte(strings.TrimRight(r.text[from:], "\r\n"), '\n') >= 0 {
				return "", false
			}
			return "", true // a lone quote in the last line is a letter
		}
		if at += i + 1; at < len(r.text) && r.text[at] == '"' {
			at++
			doubled = true
			continue
		}
		text, r.pos = r.text[from:at-1], at
		break
	}
	r.line += strings.Count(text, "\n")
	if strings.Contains(text, "\r\n") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	return text, true
}
