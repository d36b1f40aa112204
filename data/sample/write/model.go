package main

import "math"

// The model behind the invented figures. A cluster's cumulated level in a year
// is its level in the same months a year before times its growth; growth is
// given for January–February, June, September and December and runs straight in
// between. The season decides how 2020, the year nobody sees, was spread.

var clusters = []string{"铝材", "装备制造", "电子信息", "纺织服装", "汽车零部件", "其他"}

// base2020 is the output of 2020, 亿元.
var base2020 = []float64{21.07, 21.82, 14.83, 19.17, 5.61, 15.20}

// season is the part of a year's output that is made by the end of each month.
var season = map[int]float64{
	2: 0.135, 3: 0.222, 4: 0.304, 5: 0.389, 6: 0.481, 7: 0.563, 8: 0.646, 9: 0.7294, 10: 0.818, 11: 0.906, 12: 1,
}

// growth is the cumulated growth over the year before, per cent, at the ends of
// February, June, September and December.
var growth = map[int][][4]float64{
	2021: {{16.1, 14.8, 14.2, 13.9}, {9.2, 8.8, 8.3, 8.1}, {12.4, 11.9, 11.0, 10.6}, {5.4, 4.8, 4.1, 3.7}, {11.0, 12.2, 12.9, 13.3}, {6.2, 6.0, 5.8, 5.7}},
	2022: {{12.8, 11.2, 11.9, 12.6}, {6.9, 6.1, 6.6, 7.0}, {8.8, 7.4, 7.9, 8.3}, {2.2, 0.6, 0.9, 1.1}, {12.1, 11.4, 12.0, 12.7}, {5.0, 4.4, 4.6, 4.8}},
	2023: {{13.3, 14.6, 15.4, 15.9}, {7.1, 7.4, 7.7, 8.0}, {7.6, 8.2, 8.8, 9.1}, {0.7, -0.6, -1.2, -1.5}, {13.4, 14.0, 14.3, 14.5}, {4.6, 4.7, 4.9, 5.0}},
	2024: {{16.6, 17.4, 18.2, 18.2}, {8.2, 9.4, 11.4, 11.4}, {9.6, 9.3, 9.1, 9.1}, {-0.9, -1.8, -2.3, -2.3}, {14.9, 14.7, 14.6, 14.6}, {4.3, 4.2, 4.3, 4.3}},
}

// offBasis is how far the published rate (comparable basis: the enterprises
// of this year in both years) lies from the one that the two levels give, in
// points, by cluster and year.
var offBasis = map[int][]float64{
	2021: {0, 0, 0, 0, 0, 0},
	2022: {0.2, 0, -0.1, 0.1, 0, 0},
	2023: {0.3, 0.1, -0.2, 0, 0.2, 0.1},
	2024: {0, 0.2, -0.2, 0.1, 0.3, 0},
}

// anchors are published or headline totals; 其他 takes the difference.
var anchors = map[[2]int]float64{{2022, 5}: 44.5, {2024, 9}: 98.6}

// lastMonth of a year that the workbook reports.
func lastMonth(year int) int {
	if year == 2024 {
		return 9
	}
	return 12
}

func growthAt(year, cluster, month int) float64 {
	g := growth[year][cluster]
	marks := [4]int{2, 6, 9, 12}
	for i := 1; i < len(marks); i++ {
		if month <= marks[i] {
			part := float64(month-marks[i-1]) / float64(marks[i]-marks[i-1])
			return g[i-1] + part*(g[i]-g[i-1])
		}
	}
	return g[3]
}

// level is the cumulated output of a cluster, 亿元, to 0.01.
func level(year, cluster, month int) float64 {
	return round(raw(year, cluster, month), 2)
}

func raw(year, cluster, month int) float64 {
	if year == 2020 {
		return base2020[cluster] * season[month]
	}
	if total, ok := anchors[[2]int{year, month}]; ok && clusters[cluster] == "其他" {
		for c := range clusters[:len(clusters)-1] {
			total -= level(year, c, month)
		}
		return total
	}
	return raw(year-1, cluster, month) * (1 + growthAt(year, cluster, month)/100)
}

// rate is the published growth of a cluster, per cent to 0.1.
func rate(year, cluster, month int) float64 {
	return round((raw(year, cluster, month)/raw(year-1, cluster, month)-1)*100+offBasis[year][cluster], 1)
}

func round(x float64, digits int) float64 {
	p := math.Pow10(digits)
	return math.Round(x*p) / p
}

// parkCounts are the enterprises in the park at the end of each quarter from
// the first of 2021 on, by cluster.
var parkCounts = [][]int{
	{16, 17, 18, 20, 21, 22, 24, 25, 26, 28, 29, 31, 32, 34, 37},
	{34, 34, 35, 36, 37, 37, 38, 39, 40, 41, 41, 42, 43, 44, 45},
	{18, 19, 19, 20, 21, 22, 22, 23, 24, 25, 26, 26, 27, 28, 28},
	{33, 33, 33, 34, 34, 33, 33, 33, 33, 32, 32, 32, 31, 31, 31},
	{6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 12, 12, 13, 13},
	{39, 40, 41, 41, 42, 43, 44, 45, 45, 46, 47, 47, 48, 48, 49},
}
