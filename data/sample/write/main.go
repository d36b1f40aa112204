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
	"lezhi-2024-09.xlsx":     output,
	"lezhi-park-2024q3.xlsx": park,
	"published-figures.xlsx": published,
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

// output is the cumulated output by cluster, a sheet a year: 累计 and 同比 under
// each span of months.
func output(b *book) {
	for year := 2024; year >= 2021; year-- {
		b.sheet = fmt.Sprintf("%d年", year)
		_, err := b.NewSheet(b.sheet)
		b.do(err)
		last := lastMonth(year)
		width := 1 + 2*(last-1)
		b.set(1, 1, fmt.Sprintf("乐至县规模以上工业总产值（%d年1—%d月，分产业集群）", year, last))
		b.merge(1, 1, width, 1)
		b.style(1, 1, 1, titleStyle)
		b.set(1, 2, invented)
		b.style(2, 1, 2, sampleStyle)
		b.set(1, 3, "单位：亿元")
		b.set(1, 4, "产业集群")
		b.merge(1, 4, 1, 5)
		for m := 2; m <= last; m++ {
			c := 2 * (m - 1)
			b.set(c, 4, fmt.Sprintf("1—%d月", m))
			b.merge(c, 4, c+1, 4)
			b.set(c, 5, "累计")
			b.set(c+1, 5, "同比（%）")
			b.set(c, 6, total(year, m))
			b.set(c+1, 6, totalRate(year, m))
			for k := range clusters {
				b.set(c, 7+k, level(year, k, m))
				b.set(c+1, 7+k, rate(year, k, m))
			}
		}
		b.style(4, width, 5, headStyle)
		b.set(1, 6, "合  计")
		for k, name := range clusters {
			if k == 0 {
				name = "其中：" + name
			}
			b.set(1, 7+k, name)
		}
		b.style(7, 1, 6+len(clusters), childStyle)
		end := 8 + len(clusters)
		b.set(1, end, "注：同比按可比口径计算；产值按现行价格计算。分集群数由四舍五入而与合计可能略有出入。")
		b.set(1, end+1, "资料来源：示例数据，Countyboard 编制")
		b.style(end, 1, end+1, noteStyle)
		b.do(b.SetColWidth(b.sheet, "A", "A", 16))
	}
}

// park is the enterprises in the park at the ends of quarters, years merged
// over their quarters.
func park(b *book) {
	b.sheet = "园区企业"
	_, err := b.NewSheet(b.sheet)
	b.do(err)
	quarters := len(parkCounts[0])
	b.set(1, 1, "乐至经开区入驻工业企业数（2021年一季度—2024年三季度，季末）")
	b.merge(1, 1, 1+quarters, 1)
	b.style(1, 1, 1, titleStyle)
	b.set(1, 2, invented)
	b.style(2, 1, 2, sampleStyle)
	b.set(1, 3, "单位：户")
	b.set(1, 4, "产业集群")
	b.merge(1, 4, 1, 5)
	for q := range quarters {
		c := 2 + q
		if q%4 == 0 {
			b.set(c, 4, fmt.Sprintf("%d年", 2021+q/4))
			b.merge(c, 4, min(c+3, 1+quarters), 4)
		}
		b.set(c, 5, []string{"一季度", "二季度", "三季度", "四季度"}[q%4])
		sum := 0
		for k := range clusters {
			b.set(c, 7+k, parkCounts[k][q])
			sum += parkCounts[k][q]
		}
		b.set(c, 6, sum)
	}
	b.style(4, 1+quarters, 5, headStyle)
	b.set(1, 6, "合  计")
	for k, name := range clusters {
		b.set(1, 7+k, name)
	}
	b.style(7, 1, 6+len(clusters), childStyle)
	end := 8 + len(clusters)
	b.set(1, end, "注：为季末数，不能相加。")
	b.set(1, end+1, "资料来源：示例数据，Countyboard 编制")
	b.style(end, 1, end+1, noteStyle)
	b.do(b.SetColWidth(b.sheet, "A", "A", 16))
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
