//go:build linux

package xlsx_test

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"
	"countyboard/importer"
	"countyboard/importer/xlsx"
)

const (
	// mostMemory is what a process may take that reads a workbook of up to mostFile;
	// program is what the whole program takes beside what this test does.
	mostMemory = 256e6
	mostFile   = 50e6
	program    = 16e6

	fileInChild = "COUNTYBOARD_TEST_WORKBOOK"
)

// TestPeak reads the largest workbooks that a file of 50 MB can hold, each kind in
// a process of its own, and looks at the peak of its memory. What does not fit is
// refused in words.
func TestPeak(t *testing.T) {
	race.Alone(t)
	if testing.Short() {
		t.Skip("it takes a minute")
	}
	r := rand.New(rand.NewPCG(1, 2))
	word := func() string { return strconv.FormatUint(r.Uint64(), 36) }
	for _, c := range []struct {
		name string
		want string // the start of what is said
		make func(b *book)
	}{
		{"most cells", "read 9900000 cells", func(b *book) {
			b.sheet(9900, func(int) { b.cells(1000, func(int) { b.write("<c><v>7</v></c>") }) })
		}},
		{"a file of 50 MB", "read 6400000 cells", func(b *book) {
			b.sheet(640_000, func(int) {
				b.cells(10, func(int) { b.write("<c><v>" + strconv.FormatUint(r.Uint64N(1e11), 10) + "</v></c>") })
			})
		}},
		{"under a password", "read 6000000 cells", func(b *book) {
			b.password = "x"
			b.sheet(600_000, func(int) {
				b.cells(10, func(int) { b.write("<c><v>" + strconv.FormatUint(r.Uint64N(1e11), 10) + "</v></c>") })
			})
		}},
		{"rows of one cell", "read 4194304 cells", func(b *book) {
			for range 4 {
				b.sheet(1<<20, func(int) { b.write("<row><c><v>1</v></c></row>") })
			}
		}},
		{"wide", "read 9830400 cells", func(b *book) {
			b.sheet(2400, func(int) { b.cells(4096, func(int) { b.write("<c><v>1.5</v></c>") }) })
		}},
		{"texts in cells", "The workbook needs more than 152 MB of memory", func(b *book) {
			b.sheet(500_000, func(int) { b.cells(8, func(int) { b.write(`<c t="str"><v>` + word() + "</v></c>") }) })
		}},
		{"long texts in cells", "The workbook needs more than 152 MB of memory", func(b *book) {
			long := strings.Repeat("说明 ", 1000)
			b.sheet(30_000, func(int) {
				b.cells(1, func(int) { b.write(`<c t="inlineStr"><is><t>` + word() + long + "</t></is></c>") })
			})
		}},
		{"texts that are shared", "The table of texts of the workbook needs more than 152 MB of memory", func(b *book) {
			b.texts(4_500_000, func() string { return "工业企业" + word() })
		}},
		{"texts that cells name", "read 5000000 cells", func(b *book) {
			b.texts(1e6, word)
			b.sheet(1e6, func(int) {
				b.cells(5, func(i int) { b.write(`<c t="s"><v>` + strconv.Itoa(i*100_000+r.IntN(1e5)) + "</v></c>") })
			})
		}},
		{"many sheets", "read 6000000 cells", func(b *book) {
			for range 1500 {
				b.sheet(400, func(int) { b.cells(10, func(int) { b.write("<c><v>1.5</v></c>") }) })
			}
		}},
		{"long identifiers", "The workbook needs more than 152 MB of memory", func(b *book) {
			b.sheet(400_000, func(int) {
				b.cells(6, func(int) { b.write("<c><v>51" + strconv.FormatUint(1e15+r.Uint64N(1e15), 10) + "</v></c>") })
			})
		}},
		{"rows twice", "read 1572864 cells", func(b *book) {
			b.sheet(1<<20, func(i int) {
				n := strconv.Itoa(1<<19 - i%(1<<19))
				b.write(`<row r="` + n + `"><c r="A` + n + `"><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>`)
			})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "a.xlsx")
			size := writeBook(t, file, c.make)
			if size > mostFile {
				t.Fatalf("the file has %d MB", size/1e6)
			}
			cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=TestChild")
			cmd.Env = append(os.Environ(), fileInChild+"="+file)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			said, rest, _ := strings.Cut(string(out), "\n")
			peak, _, _ := strings.Cut(rest, "\n")
			n, err := strconv.ParseFloat(peak, 64)
			if err != nil {
				t.Fatalf("%s", out)
			}
			t.Logf("%d MB of file, %.0f MB of memory: %s", size/1e6, (n+program)/1e6, said)
			if n+program > mostMemory {
				t.Errorf("it took %.0f MB", (n+program)/1e6)
			}
			if !strings.HasPrefix(said, c.want) {
				t.Errorf("said %q, want %q", said, c.want)
			}
		})
	}
}

// TestChild is the process that reads: it says what came of it, and its peak.
func TestChild(t *testing.T) {
	file := os.Getenv(fileInChild)
	if file == "" {
		t.Skip("nobody asks")
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	w, err := xlsx.Reader{}.Read(context.Background(), b, importer.ReadOptions{Password: "x", Limits: importer.DefaultLimits})
	if err != nil {
		fmt.Println(lang.Say(lang.En, data.AsError(err).Message))
	} else {
		n := 0
		for _, s := range w.Sheets {
			for _, r := range s.Rows {
				n += r.Len()
			}
		}
		fmt.Printf("read %d cells\n", n)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	_, peak, _ := strings.Cut(string(status), "VmHWM:")
	peak, _, _ = strings.Cut(peak, "kB")
	kB, err := strconv.Atoi(strings.TrimSpace(peak))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(kB << 10)
}

// book writes a large workbook as it goes.
type book struct {
	*bufio.Writer
	zip    *zip.Writer
	t      *testing.T
	sheets int
	shared bool

	password string // under which it is enciphered
}

func writeBook(t *testing.T, file string, fill func(b *book)) (size int64) {
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	b := &book{zip: z, t: t}
	fill(b)
	var sheets, rels strings.Builder
	for i := range b.sheets {
		fmt.Fprintf(&sheets, `<sheet name="S%d" r:id="r%[1]d"/>`, i)
		fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="x/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i)
	}
	if b.shared {
		rels.WriteString(`<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/>`)
	}
	b.part("xl/workbook.xml", func() { b.write("<workbook><sheets>" + sheets.String() + "</sheets></workbook>") })
	b.part("xl/_rels/workbook.xml.rels", func() { b.write("<Relationships>" + rels.String() + "</Relationships>") })
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if b.password != "" {
		encipher(t, file, b.password)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func encipher(t *testing.T, file, password string) {
	plain, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b, err := excelize.Encrypt(plain, &excelize.Options{Password: password})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func (b *book) part(name string, fill func()) {
	w, err := b.zip.Create(name)
	if err != nil {
		b.t.Fatal(err)
	}
	b.Writer = bufio.NewWriterSize(w, 1<<16)
	fill()
	if err := b.Flush(); err != nil {
		b.t.Fatal(err)
	}
}

func (b *book) write(s string) {
	if _, err := b.WriteString(s); err != nil {
		b.t.Fatal(err)
	}
}

func (b *book) sheet(rows int, row func(i int)) {
	b.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", b.sheets), func() {
		b.write("<worksheet><sheetData>")
		for i := range rows {
			row(i)
		}
		b.write("</sheetData></worksheet>")
	})
	b.sheets++
}

func (b *book) cells(n int, cell func(i int)) {
	b.write("<row>")
	for i := range n {
		cell(i)
	}
	b.write("</row>")
}

// texts is the table of texts that cells share.
func (b *book) texts(n int, text func() string) {
	b.shared = true
	b.part("xl/sharedStrings.xml", func() {
		b.write("<sst>")
		for range n {
			b.write("<si><t>" + text() + "</t></si>")
		}
		b.write("</sst>")
	})
	if b.sheets == 0 {
		b.sheet(1, func(int) { b.write("<row/>") })
	}
}
