package xls_test

import (
	"bytes"
	"context"
	"runtime"
	"testing"

	"countyboard/data"
	"countyboard/importer"
	"countyboard/importer/xls"
)

// TestMemory: whichever way a workbook is large, it is stopped at the size of the
// cells that the limit allows.
func TestMemory(t *testing.T) {
	limits := importer.DefaultLimits
	limits.Cells = 100_000 // 3.2 MB
	many := func(n int, f func(i int) []byte) []byte {
		var b bytes.Buffer
		for i := range n {
			b.Write(f(i))
		}
		return b.Bytes()
	}
	sheet := func(records []byte) []byte {
		var w writer
		w.put(records)
		return w.stream()
	}
	globals := func(records []byte) []byte {
		var w writer
		w.globals.Write(records)
		return w.stream()
	}
	rks := func(row uint16, n int) []byte {
		body := le(row, uint16(0))
		for range n {
			body = append(body, le(uint16(0), uint32(7<<2|2))...)
		}
		return rec(0x00BD, body, le(uint16(n-1)))
	}
	for name, c := range map[string]struct {
		file    []byte
		refused bool
	}{
		"numbers":             {sheet(many(500, func(i int) []byte { return rks(uint16(i), 256) })), true},
		"rows by turns":       {sheet(many(60_000, func(i int) []byte { return rec(0x027E, at(uint16(i%2), uint16(i/2%256), 0), le(uint32(6))) })), true},
		"one row in pieces":   {sheet(many(200, func(i int) []byte { return rks(uint16(i%2), 250) })), true},
		"columns, one by one": {sheet(many(9_000, func(i int) []byte { return rec(0x027E, at(uint16(i%900), uint16(i/900), 0), le(uint32(6))) })), false},
		"long texts": {sheet(many(900, func(i int) []byte {
			return rec(0x0204, at(uint16(i), 0, 0), counted(string(bytes.Repeat([]byte("x"), 8000))))
		})), true},
		"merged cells":           {sheet(many(100, func(int) []byte { return rec(0x00E5, le(uint16(1000)), make([]byte, 8000)) })), true},
		"texts that are claimed": {globals(rec(0x00FC, le(uint32(1<<31), uint32(1<<31)))), false},
		"empty texts":            {globals(append(rec(0x00FC, le(uint32(1<<31), uint32(1<<31))), many(100, func(int) []byte { return rec(0x003C, make([]byte, 8190)) })...)), true},
		"a text of empty pieces": {globals(append(rec(0x00FC, le(uint32(1), uint32(1), uint16(5)), []byte{0}), many(300_000, func(int) []byte { return rec(0x003C) })...)), true},
		"styles":                 {globals(many(200_000, func(int) []byte { return rec(0x00E0) })), false},
		"sheets":                 {globals(many(50_000, func(int) []byte { return boundSheet(100) })), true},
		"records":                {sheet(many(500_000, func(int) []byte { return rec(0x0001) })), false},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := xls.Reader{}.Read(context.Background(), c.file, importer.ReadOptions{Limits: limits})
		runtime.ReadMemStats(&after)
		if (err != nil) != c.refused || err != nil && data.CodeOf(err) == data.Internal {
			t.Errorf("%s: %v", name, err)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > uint64(12<<20+2*len(c.file)) {
			t.Errorf("%s: it took %d MB for a file of %d MB", name, n>>20, len(c.file)>>20)
		}
	}
}

// TestSharedSubstream: sheets that share their records would be read as often as
// they are named.
func TestSharedSubstream(t *testing.T) {
	t.Parallel()
	head := bof(5)
	const n = 50
	pos := len(head) + n*len(boundSheet(0)) + 4
	for range n {
		head = append(head, boundSheet(pos)...)
	}
	stream := bytes.Join([][]byte{head, rec(0x000A), bof(0x10), bytes.Repeat(rec(0x0203, at(0, 0, 0), le(1.5)), 500), rec(0x000A)}, nil)
	refused(t, stream, "", "sheet-damaged")
}
