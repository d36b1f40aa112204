package main

// The neighbours and the city are invented as 乐至 is, more coarsely: a cluster's
// growth is given for January–February and for the last month reported, and
// runs straight in between. The city is the sum of its three counties and of
// what it runs itself (its high-tech park and airport zone), so that a county is
// always a part of it.

// area is a place beside 乐至.
type area struct {
	name string
	// base2020 is the output of 2020, 亿元, by cluster; 0: the area has no such cluster.
	base2020 []float64
	growth   map[int][][2]float64
	// offBasis is the published rate's distance from the levels', in points, by cluster.
	offBasis []float64
	// firms are the enterprises above designated size by cluster at the end of
	// 2020 and of September 2024.
	firms [2][]int
}

var (
	yanjiang = area{
		name:     "雁江区",
		base2020: []float64{3.52, 44.85, 21.90, 15.36, 47.18, 50.24},
		growth: map[int][][2]float64{
			2021: {{6.8, 7.4}, {7.9, 7.2}, {9.8, 9.1}, {5.1, 4.2}, {8.4, 7.7}, {6.0, 5.6}},
			2022: {{5.4, 6.1}, {4.8, 5.3}, {7.7, 7.0}, {1.9, 1.4}, {3.1, 4.0}, {4.2, 4.5}},
			2023: {{7.0, 7.9}, {5.5, 6.2}, {6.4, 7.3}, {-0.4, 0.8}, {4.6, 5.9}, {4.0, 4.4}},
			2024: {{8.3, 8.8}, {6.4, 7.0}, {8.0, 8.6}, {1.2, 0.5}, {6.1, 5.2}, {4.4, 4.0}},
		},
		offBasis: []float64{0.1, -0.2, 0.2, 0, -0.3, 0.1},
		firms:    [2][]int{{3, 21, 11, 12, 17, 21}, {4, 26, 16, 12, 20, 25}},
	}
	anyue = area{
		name:     "安岳县",
		base2020: []float64{0, 23.74, 12.61, 30.92, 9.87, 46.33},
		growth: map[int][][2]float64{
			2021: {{0, 0}, {8.3, 7.6}, {11.6, 10.2}, {6.6, 5.9}, {9.0, 8.1}, {8.8, 8.0}},
			2022: {{0, 0}, {5.7, 6.2}, {8.4, 9.0}, {3.3, 2.7}, {6.2, 6.9}, {6.9, 6.3}},
			2023: {{0, 0}, {6.1, 6.8}, {9.2, 10.1}, {2.2, 2.9}, {7.1, 7.8}, {6.2, 6.7}},
			2024: {{0, 0}, {7.3, 7.9}, {12.4, 13.1}, {2.5, 1.8}, {8.0, 8.6}, {6.6, 6.1}},
		},
		offBasis: []float64{0, 0.2, -0.2, 0.1, 0.2, -0.1},
		firms:    [2][]int{{0, 11, 7, 18, 5, 19}, {0, 14, 11, 19, 7, 24}},
	}
	cityItself = area{
		name:     "市直园区",
		base2020: []float64{1.48, 30.55, 19.72, 3.06, 12.21, 24.90},
		growth: map[int][][2]float64{
			2021: {{5.2, 5.9}, {7.1, 6.4}, {12.2, 11.0}, {4.0, 3.6}, {6.9, 7.4}, {5.3, 5.0}},
			2022: {{4.1, 4.6}, {4.2, 4.9}, {9.3, 8.5}, {0.8, 1.0}, {4.4, 5.2}, {3.7, 4.1}},
			2023: {{5.0, 5.5}, {5.8, 5.1}, {8.8, 9.6}, {0.4, -0.3}, {5.8, 6.3}, {3.9, 3.5}},
			2024: {{6.2, 6.6}, {5.0, 5.7}, {10.4, 9.9}, {-0.6, 0.2}, {6.6, 7.1}, {3.2, 3.8}},
		},
		offBasis: []float64{0, 0.1, 0.1, 0, 0.1, 0},
		firms:    [2][]int{{1, 6, 5, 1, 3, 5}, {1, 8, 8, 1, 4, 6}},
	}
)

func (a area) raw(year, cluster, month int) float64 {
	x := a.base2020[cluster] * season[month]
	for y := 2021; y <= year; y++ {
		g, last := a.growth[y][cluster], lastMonth(y)
		part := float64(min(month, last)-2) / float64(last-2)
		x *= 1 + (g[0]+part*(g[1]-g[0]))/100
	}
	return x
}

func (a area) level(year, cluster, month int) float64 { return round(a.raw(year, cluster, month), 2) }

func (a area) has(cluster int) bool { return a.base2020[cluster] > 0 }

func (a area) rate(year, cluster, month int) float64 {
	return round((a.raw(year, cluster, month)/a.raw(year-1, cluster, month)-1)*100+a.offBasis[cluster], 1)
}

// count is the enterprises at the end of a quarter, 0 being the last of 2020.
func (a area) count(cluster, quarter int) int {
	from, to := float64(a.firms[0][cluster]), float64(a.firms[1][cluster])
	return int(round(from+(to-from)*float64(quarter)/float64(quarters), 0))
}

// place is what a sheet of output tells.
type place struct {
	name        string
	has         func(cluster int) bool
	level, rate func(year, cluster, month int) float64
}

func (a area) place() place { return place{a.name, a.has, a.level, a.rate} }

var lezhi = place{"乐至县", func(int) bool { return true }, level, rate}

// parts of the city.
var parts = []place{lezhi, yanjiang.place(), anyue.place(), cityItself.place()}

// ziyang is the city: levels add up, and rates are weighed by implied bases.
var ziyang = place{"资阳市", func(int) bool { return true },
	func(year, cluster, month int) float64 {
		sum := 0.0
		for _, p := range parts {
			sum += p.level(year, cluster, month)
		}
		return round(sum, 2)
	},
	func(year, cluster, month int) float64 {
		sum, base := 0.0, 0.0
		for _, p := range parts {
			if p.has(cluster) {
				x := p.level(year, cluster, month)
				sum, base = sum+x, base+x/(1+p.rate(year, cluster, month)/100)
			}
		}
		return round((sum/base-1)*100, 1)
	},
}

// total is the output of all clusters.
func (p place) total(year, month int) float64 {
	sum := 0.0
	for c := range clusters {
		sum += p.level(year, c, month)
	}
	return round(sum, 2)
}

// totalRate weighs the clusters' published rates by their implied bases, as the
// comparable basis of a total does.
func (p place) totalRate(year, month int) float64 {
	base := 0.0
	for c := range clusters {
		if p.has(c) {
			base += p.level(year, c, month) / (1 + p.rate(year, c, month)/100)
		}
	}
	return round((p.total(year, month)/base-1)*100, 1)
}
