package importer

import (
	"bytes"
	"unicode/utf8"

	"countyboard/data"
)

// refuse says in plain words what a file is that no reader reads, and what to do.
func refuse(b []byte) error {
	head := bytes.TrimLeft(b[:min(len(b), 4096)], "\xef\xbb\xbf \t\r\n")
	switch {
	case len(b) == 0:
		return data.Fail(data.Invalid, "file-empty")
	case bytes.HasPrefix(b, []byte("PK")):
		return data.Fail(data.Unsupported, "zip-no-workbook")
	case bytes.HasPrefix(b, []byte("%PDF")):
		return data.Fail(data.Unsupported, "file-pdf")
	case bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("office:spreadsheet")):
		return data.Fail(data.Unsupported, "file-xml")
	case bytes.HasPrefix(head, []byte("<")):
		return data.Fail(data.Unsupported, "file-html")
	case textual(b):
		return data.Fail(data.Unsupported, "file-text")
	}
	return data.Fail(data.Unsupported, "file-unknown")
}

// textual reports whether b looks like a text file: CSV of any encoding.
func textual(b []byte) bool {
	head := b[:min(len(b), 4096)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return true
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return false
	}
	if utf8.Valid(head) {
		return true
	}
	return bytes.IndexByte(head, ',') >= 0 || bytes.IndexByte(head, '\t') >= 0
}
