package main

import "fmt"

// Revenue and profit of 乐至 follow its output: revenue is a part of it, profit a
// margin on revenue. Textiles slip into a loss and car parts out of one, since
// rates of growth do not exist there.

// sold is revenue to output.
var sold = []float64{0.97, 0.95, 0.96, 0.98, 0.94, 0.96}

// margin is profit to revenue, per cent, by cluster.
var margin = map[int][]float64{
	2021: {3.6, 4.8, 3.1, 1.2, -1.6, 4.4},
	2022: {3.9, 4.6, 3.3, 0.5, -0.7, 4.3},
	2023: {4.5, 4.7, 3.6, -0.8, 1.1, 4.1},
	2024: {5.0, 5.1, 3.5, -0.6, 2.3, 4.2},
}

// revenue is cumulated, 万元.
func revenue(year, cluster, month int) float64 {
	return round(raw(year, cluster, month)*sold[cluster]*1e4, 0)
}

// profit is cumulated, 万元.
func profit(year, cluster, month int) float64 {
	return round(revenue(year, cluster, month)*margin[year][cluster]/100, 0)
}

// results is revenue with its published growth, and profit, cumulated by
// quarter, a sheet a year; in 万元, as accountants have it.
func results(b *book) {
	for year := 2024; year >= 2021; year-- {
		b.sheet = fmt.Sprintf("%d年", year)
		_, err := b.NewSheet(b.sheet)
		b.do(err)
		ends := lastMonth(year) / 3
		width := 1 + 3*ends
		b.set(1, 1, fmt.Sprintf("乐至县规模以上工业企业营业收入和利润（%d年1—%d月，分产业集群）", year, 3*ends))
		b.merge(1, 1, width, 1)
		b.style(1, 1, 1, titleStyle)
		b.set(1, 2, invented)
		b.style(2, 1, 2, sampleStyle)
		b.set(1, 3, "单位：万元")
		b.set(1, 4, "产业集群")
		b.merge(1, 4, 1, 6)
		for e := 1; e <= ends; e++ {
			c, m := 2+3*(e-1), 3*e
			b.set(c, 4, fmt.Sprintf("1—%d月", m))
			b.merge(c, 4, c+2, 4)
			b.set(c, 5, "营业收入")
			b.merge(c, 5, c+1, 5)
			b.set(c+2, 5, "利润总额")
			b.set(c, 6, "累计")
			b.set(c+1, 6, "同比（%）")
			b.set(c+2, 6, "累计")
			all, gain, base := 0.0, 0.0, 0.0
			for k := range clusters {
				x, g := revenue(year, k, m), rate(year, k, m)
				all, gain, base = all+x, gain+profit(year, k, m), base+x/(1+g/100)
				b.set(c, 8+k, x)
				b.set(c+1, 8+k, g)
				b.set(c+2, 8+k, profit(year, k, m))
			}
			b.set(c, 7, all)
			b.set(c+1, 7, round((all/base-1)*100, 1))
			b.set(c+2, 7, gain)
		}
		b.style(4, width, 6, headStyle)
		b.set(1, 7, "合  计")
		for k, name := range clusters {
			b.set(1, 8+k, name)
		}
		b.style(8, 1, 7+len(clusters), childStyle)
		b.foot(9+len(clusters), "注：利润总额为负数表示亏损，亏损的集群不计算增速。")
	}
}
