package xlsx_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"countyboard/data"
	"countyboard/data/race"
	"countyboard/importer"
	"countyboard/importer/xlsx"
)

// TestMemory: whichever way a workbook is large, it is stopped at the size of the
// cells that the limit allows.
func TestMemory(t *testing.T) {
	const cells = 100_000 // 3.2 MB
	limits := importer.Limits{Unzipped: 1 << 30, Cells: cells, Columns: 4096, Time: time.Minute}
	sheet := func(s string) string { return "<worksheet><sheetData>" + s + "</sheetData></worksheet>" }
	rels := "xl/_rels/workbook.xml.rels"
	shared := `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/styles" Target="styles.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	merges := strings.Repeat(`<mergeCell ref="A1:B2"/>`, 1<<17)
	for name, c := range map[string]struct {
		book    []byte
		refused bool
	}{
		"texts":            {minimal(t, sheet(""), rels, shared, "xl/sharedStrings.xml", "<sst>"+strings.Repeat("<si><t>0123456789012345</t></si>", 200_000)+"</sst>"), true},
		"empty texts":      {minimal(t, sheet(""), rels, shared, "xl/sharedStrings.xml", "<sst>"+strings.Repeat("<si/>", 400_000)+"</sst>"), true},
		"one endless text": {minimal(t, sheet(`<row><c t="inlineStr"><is><t>`+strings.Repeat(strings.Repeat("x", 1000)+"<!-- -->", 5000)+`</t></is></c></row>`)), true},
		"texts in cells":   {minimal(t, sheet("<row>"+strings.Repeat(`<c t="str"><v>`+strings.Repeat("x", 5000)+`</v></c>`, 1000)+"</row>")), true},
		"rows of one text": {minimal(t, sheet(numbered(99_000, `<row><c t="str"><v>`, "</v></c></row>"))), true},
		"fewer rows":       {minimal(t, sheet(numbered(40_000, `<row><c t="str"><v>`, "</v></c></row>"))), false},
		"styles":           {minimal(t, sheet(""), rels, shared, "xl/styles.xml", "<styleSheet><cellXfs>"+strings.Repeat("<xf/>", 1_000_000)+"</cellXfs></styleSheet>"), false},
		"merged cells":     {minimal(t, "<worksheet>"+merges+"</worksheet>"), true},
		"sheets":           {minimal(t, sheet(""), "xl/workbook.xml", "<workbook><sheets>"+strings.Repeat(`<sheet name="a" r:id="r1"/>`, 20_000)+"</sheets></workbook>"), true},
		"parts of the zip": {append(bytes.Repeat([]byte("PK\x01\x02"), 30_000), minimal(t, sheet(""))...), true},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := xlsx.Reader{}.Read(context.Background(), c.book, importer.ReadOptions{Limits: limits})
		runtime.ReadMemStats(&after)
		if (err != nil) != c.refused || err != nil && data.CodeOf(err) == data.Internal {
			t.Errorf("%s: %v", name, err)
		}
		most := uint64(24 << 20)
		if race.On {
			most *= 2 // it keeps values on the heap that otherwise stay on the stack
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > most {
			t.Errorf("%s: it took %d MB", name, n>>20)
		}
	}
}

// numbered repeats a text around running numbers.
func numbered(n int, before, behind string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprint(&b, before, i, behind)
	}
	return b.String()
}

// TestEncryptedTwice: a directory that names many encrypted workbooks is no workbook's.
func TestEncryptedTwice(t *testing.T) {
	t.Parallel()
	var buf bytes.Buffer
	if err := excelize.NewFile().Write(&buf, excelize.Options{Password: "x"}); err != nil {
		t.Fatal(err)
	}
	info, pack := wide("EncryptionInfo\x00\x00"), wide("EncryptedPackage")
	b := append(bytes.Replace(buf.Bytes(), info, pack, 1), info...)
	at := bytes.Index(b, pack) // the name's length stands 64 bytes behind it
	binary.LittleEndian.PutUint16(b[at+64:], uint16(len(pack)+2))
	_, err := xlsx.Reader{}.Read(context.Background(), b, importer.ReadOptions{Password: "x"})
	if e := data.AsError(err); err == nil || e.Message.Key != "errors.encryption-damaged" {
		t.Errorf("got %v", err)
	}
}

func wide(s string) []byte {
	var b []byte
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}
