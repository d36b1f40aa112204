package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
)

// fingerprint identifies a layout: the words of title, unit row and header
// where they stand in the table, with all digits alike, so that next month's
// workbook has the same one. The rows are not part of it: clusters come and go.
func (t *table) fingerprint() string {
	h := sha256.New()
	write := func(s string) { h.Write([]byte(timeless(s) + "\n")) }
	for _, l := range t.titles {
		write(l.text)
	}
	for _, l := range t.units {
		write(l.text)
	}
	for _, c := range t.columns {
		if c.role == spacer {
			continue
		}
		write(string(rune('0' + c.role)))
		for _, p := range c.path {
			write(p.text)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}

// timeless replaces each run of digits by one 0.
func timeless(s string) string {
	var b strings.Builder
	digits := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			if !digits {
				b.WriteByte('0')
			}
			digits = true
			continue
		}
		digits = false
		b.WriteRune(r)
	}
	return b.String()
}
