// Command write makes the sample county's workbooks. The same program writes
// the same bytes, so a change of the figures is a change of this text.
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"sort"
	"time"

	"github.com/xuri/excelize/v2"
)

// books are the files and what writes them.
var books = map[string]func(f *book){
	"lezhi-2024-09.xlsx":      output,
	"lezhi-list-2024q3.xlsx":  list,
	"lezhi-park-2024q3.xlsx":  park,
	"lezhi-results-2024.xlsx": results,
	"neighbours-2024-09.xlsx": neighbours,
	"published-figures.xlsx":  published,
	"ziyang-2024-09.xlsx":     city,
}

func main() {
	dir := "workbooks"
	if len(os.Args) > 1 {
		dir = os.Args[1]
	}
	for name, write := range books {
		b, err := workbook(write)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), b, 0o600)
		}
		if err != nil {
			log.Fatalf("%s: %v", name, err)
		}
	}
}

// book collects the first error of many small steps.
type book struct {
	*excelize.File
	sheet string
	err   error
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *book) set(col, row int, v any) {
	cell, err := excelize.CoordinatesToCellName(col, row)
	b.do(err)
	b.do(b.SetCellValue(b.sheet, cell, v))
}

func (b *book) merge(c1, r1, c2, r2 int) {
	from, err := excelize.CoordinatesToCellName(c1, r1)
	b.do(err)
	to, err := excelize.CoordinatesToCellName(c2, r2)
	b.do(err)
	b.do(b.MergeCell(b.sheet, from, to))
}

// style dresses the cells from the first column of row r1 to c2, r2.
func (b *book) style(r1, c2, r2 int, s *excelize.Style) {
	id, err := b.NewStyle(s)
	b.do(err)
	from, err := excelize.CoordinatesToCellName(1, r1)
	b.do(err)
	to, err := excelize.CoordinatesToCellName(c2, r2)
	b.do(err)
	b.do(b.SetCellStyle(b.sheet, from, to, id))
}

// workbook writes a file and packs it again with fixed times and order.
func workbook(write func(*book)) ([]byte, error) {
	b := &book{File: excelize.NewFile()}
	b.do(b.SetDocProps(&excelize.DocProperties{Creator: "Countyboard", Title: "示例县", Created: "2024-10-15T00:00:00Z", Modified: "2024-10-15T00:00:00Z"}))
	write(b)
	b.do(b.DeleteSheet("Sheet1"))
	if b.err != nil {
		return nil, b.err
	}
	var buf bytes.Buffer
	if err := b.Write(&buf); err != nil {
		return nil, err
	}
	return repack(buf.Bytes())
}

func repack(in []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(in), int64(len(in)))
	if err != nil {
		return nil, err
	}
	sort.Slice(r.File, func(i, j int) bool { return r.File[i].Name < r.File[j].Name })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(2024, 10, 15, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		from, err := f.Open()
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(to, from); err != nil { //nolint:gosec // our own small file
			return nil, err
		}
		if err := from.Close(); err != nil {
			return nil, err
		}
	}
	err = w.Close() // writes the directory: nothing may be taken before it
	return out.Bytes(), err
}

var (
	titleStyle  = &excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}, Alignment: &excelize.Alignment{Horizontal: "center"}}
	headStyle   = &excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center"}}
	noteStyle   = &excelize.Style{Font: &excelize.Font{Size: 9}}
	childStyle  = &excelize.Style{Alignment: &excelize.Alignment{Indent: 1}}
	sampleStyle = &excelize.Style{Font: &excelize.Font{Bold: true, Color: "B45309"}}
)

const invented = "示例数据：本表数字为演示而虚构，不是真实统计"

// output is the cumulated output of 乐至, a sheet a year.
func output(b *book) {
	for year := 2024; year >= 2021; year-- {
		outputOf(b, fmt.Sprintf("%d年", year), lezhi, year, "")
	}
}

// list is the list of enterprises above designated size in 乐至: who stands on
// it at the ends of quarters, and what moved, a sheet a year.
func list(b *book) {
	countsOf(b, "规上企业数", "乐至县规模以上工业企业数（2020年四季度—2024年三季度，季末）", 3, 1+quarters, func(int) bool { return true }, onList, "")
	for year := 2024; year >= 2021; year-- {
		movements(b, year)
	}
}

// city is 资阳市 by 乐至's clusters.
func city(b *book) {
	for year := 2024; year >= 2021; year-- {
		outputOf(b, fmt.Sprintf("%d年", year), ziyang, year, likeLezhi)
	}
	all := func(cluster, quarter int) int {
		return onList(cluster, quarter) + yanjiang.count(cluster, quarter) + anyue.count(cluster, quarter) + cityItself.count(cluster, quarter)
	}
	countsOf(b, "规上企业数", "资阳市规模以上工业企业数（2020年四季度—2024年三季度，季末）", 3, 1+quarters, ziyang.has, all, likeLezhi)
}

// neighbours are the two other counties of the city.
func neighbours(b *book) {
	for _, a := range []area{yanjiang, anyue} {
		for year := 2024; year >= 2021; year-- {
			outputOf(b, fmt.Sprintf("%s%d年", a.name, year), a.place(), year, likeLezhi)
		}
		countsOf(b, a.name+"企业数", a.name+"规模以上工业企业数（2020年四季度—2024年三季度，季末）", 3, 1+quarters, a.has, a.count, likeLezhi)
	}
}

const likeLezhi = "注：按乐至县产业集群的口径归并。"

// outputOf is a sheet of a year's cumulated output by cluster: 累计 and 同比 under
// each span of months.
func outputOf(b *book, sheet string, p place, year int, note string) {
	b.sheet = sheet
	_, err := b.NewSheet(b.sheet)
	b.do(err)
	last := lastMonth(year)
	width := 1 + 2*(last-1)
	b.set(1, 1, fmt.Sprintf("%s规模以上工业总产值（%d年1—%d月，分产业集群）", p.name, year, last))
	b.merge(1, 1, width, 1)
	b.style(1, 1, 1, titleStyle)
	b.set(1, 2, invented)
	b.style(2, 1, 2, sampleStyle)
	b.set(1, 3, "单位：亿元")
	b.set(1, 4, "产业集群")
	b.merge(1, 4, 1, 5)
	rows := rowsOf(p.has)
	for m := 2; m <= last; m++ {
		c := 2 * (m - 1)
		b.set(c, 4, fmt.Sprintf("1—%d月", m))
		b.merge(c, 4, c+1, 4)
		b.set(c, 5, "累计")
		b.set(c+1, 5, "同比（%）")
		b.set(c, 6, p.total(year, m))
		b.set(c+1, 6, p.totalRate(year, m))
		for i, k := range rows {
			b.set(c, 7+i, p.level(year, k, m))
			b.set(c+1, 7+i, p.rate(year, k, m))
		}
	}
	b.style(4, width, 5, headStyle)
	b.set(1, 6, "合  计")
	for i, k := range rows {
		name := clusters[k]
		if i == 0 {
			name = "其中：" + name
		}
		b.set(1, 7+i, name)
	}
	b.style(7, 1, 6+len(rows), childStyle)
	b.foot(8+len(rows), "注：同比按可比口径计算；产值按现行价格计算。分集群数由四舍五入而与合计可能略有出入。", note)
}

// rowsOf are the clusters that a place has.
func rowsOf(has func(int) bool) (rows []int) {
	for k := range clusters {
		if has(k) {
			rows = append(rows, k)
		}
	}
	return rows
}

// foot writes notes and the source below a table.
func (b *book) foot(row int, notes ...string) {
	first := row
	for _, n := range append(notes, "资料来源：示例数据，Countyboard 编制") {
		if n != "" {
			b.set(1, row, n)
			row++
		}
	}
	b.style(first, 1, row-1, noteStyle)
	b.do(b.SetColWidth(b.sheet, "A", "A", 16))
}

// park is the enterprises in the park at the ends of quarters.
func park(b *book) {
	countsOf(b, "园区企业", "乐至经开区入驻工业企业数（2021年一季度—2024年三季度，季末）", 4, len(parkCounts[0]),
		func(int) bool { return true }, func(cluster, i int) int { return parkCounts[cluster][i] }, "")
}

// countsOf is a sheet of enterprises at the ends of n quarters, years merged over
// their quarters; first counts from the first quarter of 2020.
func countsOf(b *book, sheet, title string, first, n int, has func(int) bool, count func(cluster, i int) int, note string) {
	b.sheet = sheet
	_, err := b.NewSheet(b.sheet)
	b.do(err)
	b.set(1, 1, title)
	b.merge(1, 1, 1+n, 1)
	b.style(1, 1, 1, titleStyle)
	b.set(1, 2, invented)
	b.style(2, 1, 2, sampleStyle)
	b.set(1, 3, "单位：户")
	b.set(1, 4, "产业集群")
	b.merge(1, 4, 1, 5)
	rows := rowsOf(has)
	for i := range n {
		c, q := 2+i, first+i
		if q%4 == 0 || i == 0 {
			b.set(c, 4, fmt.Sprintf("%d年", 2020+q/4))
			if end := min(c+3-q%4, 1+n); end > c {
				b.merge(c, 4, end, 4)
			}
		}
		b.set(c, 5, []string{"一季度", "二季度", "三季度", "四季度"}[q%4])
		sum := 0
		for r, k := range rows {
			b.set(c, 7+r, count(k, i))
			sum += count(k, i)
		}
		b.set(c, 6, sum)
	}
	b.style(4, 1+n, 5, headStyle)
	b.set(1, 6, "合  计")
	for r, k := range rows {
		b.set(1, 7+r, clusters[k])
	}
	b.style(7, 1, 6+len(rows), childStyle)
	b.foot(8+len(rows), "注：为季末数，不能相加。", note)
}

// movements is a sheet of what moved on the list from January to the end of each
// quarter of a year.
func movements(b *book, year int) {
	b.sheet = fmt.Sprintf("%d年变动", year)
	_, err := b.NewSheet(b.sheet)
	b.do(err)
	heads := []string{"新增入库", "退库", "其他集群转入", "转出到其他集群"}
	ends := lastMonth(year) / 3
	width := 1 + len(heads)*ends
	b.set(1, 1, fmt.Sprintf("乐至县规模以上工业企业入库退库情况（%d年1—%d月，分产业集群）", year, 3*ends))
	b.merge(1, 1, width, 1)
	b.style(1, 1, 1, titleStyle)
	b.set(1, 2, invented)
	b.style(2, 1, 2, sampleStyle)
	b.set(1, 3, "单位：户")
	b.set(1, 4, "产业集群")
	b.merge(1, 4, 1, 5)
	from := 4 * (year - 2021)
	for e := 1; e <= ends; e++ {
		c := 2 + len(heads)*(e-1)
		b.set(c, 4, fmt.Sprintf("1—%d月", 3*e))
		b.merge(c, 4, c+len(heads)-1, 4)
		sums := make([]int, len(heads))
		for i, h := range heads {
			b.set(c+i, 5, h)
		}
		for k := range clusters {
			a := moved(k, from, from+e)
			for i, n := range []int{a.entered, a.left, a.in, a.out} {
				b.set(c+i, 7+k, n)
				sums[i] += n
			}
		}
		for i, n := range sums {
			b.set(c+i, 6, n)
		}
	}
	b.style(4, width, 5, headStyle)
	b.set(1, 6, "合  计")
	for k, name := range clusters {
		b.set(1, 7+k, name)
	}
	b.style(7, 1, 6+len(clusters), childStyle)
	b.foot(8+len(clusters), "注：期初企业数＋新增入库－退库＋其他集群转入－转出到其他集群＝期末企业数；集群之间的调整在全县相互抵消。")
}

// published is a long table of published figures, each with its source.
func published(b *book) {
	b.sheet = "已公布数字"
	_, err := b.NewSheet(b.sheet)
	b.do(err)
	b.set(1, 1, "与乐至工业有关的已公布数字")
	b.merge(1, 1, 6, 1)
	b.style(1, 1, 1, titleStyle)
	for c, h := range []string{"指标", "地区", "时期", "数值", "单位", "来源"} {
		b.set(c+1, 3, h)
	}
	b.style(3, 6, 3, headStyle)
	for r, row := range publishedFigures {
		for c, v := range row {
			b.set(c+1, r+4, v)
		}
	}
	b.set(1, len(publishedFigures)+5, "注：各数字见所注来源；2022年1—5月的数字见于新闻报道，未见统计公报。")
	b.style(len(publishedFigures)+5, 1, len(publishedFigures)+5, noteStyle)
	for col, w := range map[string]float64{"A": 30, "B": 14, "C": 16, "F": 48} {
		b.do(b.SetColWidth(b.sheet, col, col, w))
	}
}

var publishedFigures = [][]any{
	{"地区生产总值", "乐至县", "2022年", 223.9, "亿元", "乐至融媒《打造产业发展新高地》，2023-08-07"},
	{"规模以上工业总产值", "乐至县", "2022年1—5月", 44.5, "亿元", "四川新闻网《稳工业促增长》，2022-07-25"},
	{"规模以上工业增加值同比增长", "乐至县", "2022年1—5月", 5.3, "%", "四川新闻网《稳工业促增长》，2022-07-25"},
	{"工业投资", "乐至县", "2022年1—5月", 6.24, "亿元", "四川新闻网《稳工业促增长》，2022-07-25"},
	{"工业投资同比增长", "乐至县", "2022年1—5月", 3.4, "%", "四川新闻网《稳工业促增长》，2022-07-25"},
	{"技改投资", "乐至县", "2022年1—5月", 2.3, "亿元", "四川新闻网《稳工业促增长》，2022-07-25"},
	{"技改投资同比增长", "乐至县", "2022年1—5月", 11.1, "%", "四川新闻网《稳工业促增长》，2022-07-25"},
	{"规模以上工业增加值同比增长", "资阳市", "2022年", 5.6, "%", "四川省统计局，2023-01-19"},
	{"规模以上工业增加值同比增长", "四川省", "2022年", 3.8, "%", "四川省统计局，2023-01-19"},
	{"规模以上工业企业数", "大安区", "2021年", 84, "户", "大安区统计公报"},
	{"规模以上工业企业数", "大安区", "2022年", 75, "户", "大安区统计公报"},
	{"规模以上工业总产值", "邻水县", "2017年1—7月", 203.7, "亿元", "广安日报，2017-09-05"},
	{"规模以上工业总产值同比增长", "邻水县", "2017年1—7月", 18.4, "%", "广安日报，2017-09-05"},
	{"规模以上工业增加值同比增长", "全国", "2024年", 5.8, "%", "国家统计局"},
}
