// Package chars reads the encodings in which Chinese offices keep text.
package chars

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var errBinary = errors.New("not text")

// Decode turns text into UTF-8: by its byte order mark, else as UTF-8 where it
// is that, else from Windows-1252 where its bytes are so, else from GB18030, which
// holds GBK and GB2312. Bytes that are no
// text are an error.
func Decode(b []byte) (string, error) {
	var text string
	switch {
	case bytes.HasPrefix(b, []byte{0xEF, 0xBB, 0xBF}):
		text = string(b[3:])
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		var err error
		if text, err = decoded(unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder(), b); err != nil {
			return "", err
		}
	case utf8.Valid(b):
		text = string(b)
	case western(b):
		var err error
		if text, err = decoded(charmap.Windows1252.NewDecoder(), b); err != nil {
			return "", err
		}
	default:
		var err error
		if text, err = decoded(simplifiedchinese.GB18030.NewDecoder(), b); err != nil {
			return "", err
		}
		if strings.Count(text, "\uFFFD") > len(text)/1000 {
			return "", errBinary
		}
	}
	if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f' }) {
		return "", errBinary
	}
	return text, nil
}

// western reports whether the bytes above ASCII mostly stand alone among letters, as
// ü and é do in Windows-1252 (Größe has two together): those of Chinese come in pairs.
func western(b []byte) bool {
	const enough = 64 << 10
	b = b[:min(len(b), enough)]
	alone, runs, length := 0, 0, 0
	for i, c := range b {
		if c >= utf8.RuneSelf {
			length++
		}
		if length > 0 && (c < utf8.RuneSelf || i+1 == len(b)) {
			runs++
			if length == 1 {
				alone++
			}
			length = 0
		}
	}
	return alone*3 > runs*2
}

// decoded goes through a small buffer: a file of 50 MB is to be held twice, not
// four times.
func decoded(t transform.Transformer, b []byte) (string, error) {
	var text strings.Builder
	text.Grow(len(b) + len(b)/2) // two bytes make three at most
	w := transform.NewWriter(&text, t)
	if _, err := w.Write(b); err != nil {
		return "", err
	}
	err := w.Close()
	return text.String(), err
}

// DecodePage turns a web page into UTF-8, by what it declares, else as Decode does.
func DecodePage(b []byte) (string, error) {
	if enc, name, certain := charset.DetermineEncoding(b[:min(len(b), 1024)], ""); certain && !strings.HasPrefix(name, "utf") && !strings.HasPrefix(name, "gb") {
		u, err := enc.NewDecoder().Bytes(b)
		return string(u), err
	}
	return Decode(b)
}
