//go:build unix

package importer_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"countyboard/data/vocab"
	"countyboard/importer"
	"countyboard/importer/realtest"
)

// BenchmarkCountyWorkbook imports the largest real workbook: 327,672 cells.
func BenchmarkCountyWorkbook(b *testing.B) {
	beside(b, filepath.Join(realtest.Workbooks(b), "layouts", "us-ers-county--Unemployment.xlsx"))
}

// BenchmarkMillionRows imports a long table of 1,000,000 rows × 8.
func BenchmarkMillionRows(b *testing.B) {
	if testing.Short() {
		b.Skip("it takes a minute")
	}
	file := filepath.Join(b.TempDir(), "long.xlsx")
	writeLong(b, file, 1_000_000)
	beside(b, file)
}

// beside runs an import (dry) and, for comparison, what excelize needs merely to
// iterate the same cells.
func beside(b *testing.B, file string) {
	b.Run("import", func(b *testing.B) {
		measure(b, func() {
			res, err := readFile(b, file, home)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(res.Report.Observations), "figures")
		})
	})
	b.Run("excelize", func(b *testing.B) {
		measure(b, func() { iterate(b, file) })
	})
}

// measure also reports the processors' time, and the peak of the memory that the
// runtime holds.
func measure(b *testing.B, f func()) {
	done, peak := make(chan bool), make(chan uint64)
	var cpu time.Duration
	n := 0.0
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		debug.FreeOSMemory()
		if n == 0 {
			go watch(done, peak)
		}
		begin := busy(b)
		b.StartTimer()
		f()
		b.StopTimer()
		cpu += busy(b) - begin
		n++
		b.StartTimer()
	}
	b.ReportMetric(cpu.Seconds()/n, "cpu-s/op")
	close(done)
	b.ReportMetric(float64(<-peak)/1e6, "peak-MB")
}

// busy is the processors' time that the program took so far.
func busy(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// watch sends the most memory that was held until done.
func watch(done chan bool, peak chan uint64) {
	most := uint64(0)
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for tick := time.Tick(5 * time.Millisecond); ; {
		metrics.Read(s)
		most = max(most, s[0].Value.Uint64()-s[1].Value.Uint64())
		select {
		case <-tick:
		case <-done:
			peak <- most
			return
		}
	}
}

func iterate(b *testing.B, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(text), excelize.Options{RawCellValue: true})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.Rows(sheet)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// writeLong writes a long table: a figure a row, each with its own key.
func writeLong(b *testing.B, file string, rows int) {
	b.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	places := strings.Fields("成都市 自贡市 攀枝花市 泸州市 德阳市 绵阳市 广元市 遂宁市 内江市 乐山市 南充市 眉山市 宜宾市 广安市 达州市 雅安市 巴中市 资阳市 安岳县 乐至县")
	groups := vocab.Embedded().FacetLabels("industry")
	indicators := []struct{ name, unit string }{{"工业总产值", "万元"}, {"营业收入", "万元"}, {"利润总额", "万元"}, {"企业数", "户"}, {"从业人员", "人"}}
	err = w.SetRow("A1", []any{"年份", "月份", "地区", "行业", "指标", "单位", "数值", "备注"})
	for i := 0; i < rows && err == nil; i++ {
		n := i
		next := func(of int) int { k := n % of; n /= of; return k }
		ind, group, place, month := indicators[next(len(indicators))], groups[next(len(groups))], places[next(len(places))], next(12)+1
		remark := ""
		if i%97 == 0 {
			remark = "初步核算"
		}
		err = w.SetRow(importer.CellName(i+2, 1), []any{1990 + n, fmt.Sprint(month, "月"), place, group, ind.name, ind.unit, 1000 + i%7919, remark})
	}
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.SaveAs(file)
	}
	if err != nil {
		b.Fatal(err)
	}
}
