package draft_test

import (
	"regexp"
	"strings"
	"testing"

	"countyboard/data/lang"
)

var address = regexp.MustCompile(`\]\(claim:[^)]*\)`)

// read is a sentence with its claims in brackets and without their addresses.
func read(text string) string { return address.ReplaceAllString(text, "]") }

// worked are small workbooks and the sentences that they give, worked out by hand.
var worked = []struct {
	name          string
	before, batch string // figures published earlier, and those of the batch
	zh, en        []string
	never         string // a pattern that no sentence in Chinese may hold
}{
	{
		// 98.6/90 is 9.56 %, but 9.8 % was published; 9.8 − 8.1 = 1.7.
		name: "a cumulated total",
		batch: `output size/规上 2024-01/P9M 98.6 亿元
			output% size/规上 2024-01/P9M 9.8 %
			output size/规上 2023-01/P9M 90 亿元
			output% size/规上 2023-01/P9M 8.1 %
			output size/规上 2024-01/P8M 87 亿元`,
		zh:    []string{"2024年1—9月，乐至县规模以上工业总产值为[98.6亿元]，[同比增长9.8%（公布数）]，[增速比上年同期提高1.7个百分点]。"},
		en:    []string{"In Jan–Sep 2024, gross industrial output in Lezhi (above designated size) stood at [9.86 bn yuan], [up 9.8% year on year (as published)], [the growth rate 1.7 points higher than a year earlier]."},
		never: "8月",
	},
	{
		// A month is not the year to date; nothing was published of growth: 11/12 is −8.33 %.
		name:   "a single month, computed",
		before: "output - 2023-09 12 亿元",
		batch:  "output - 2024-09 110000 万元",
		zh:     []string{"2024年9月，乐至县工业总产值为[11.0亿元]，[同比下降8.3%（按两期数值计算）]。"},
		en:     []string{"In Sep 2024, gross industrial output in Lezhi stood at [1.10 bn yuan], [down 8.3% year on year (computed from the two levels)]."},
		never:  "1—9月|公布",
	},
	{
		name: "January and February are one period",
		batch: `value-added% size/规上 2024-01/P2M 6.1 % P
			output size/规上 2024-01/P2M 18.3 亿元 P`,
		zh: []string{"2024年1—2月，乐至县规模以上工业总产值为[18.3亿元]（初步数）。", "2024年1—2月，乐至县规模以上工业增加值[同比增长6.1%（公布数，可比价格）]（初步数）。"},
		en: []string{"In Jan–Feb 2024, gross industrial output in Lezhi (above designated size) stood at [1.83 bn yuan] (provisional).", "In Jan–Feb 2024, industrial value added in Lezhi (above designated size) was [up 6.1% year on year (as published, comparable prices)] (provisional)."},
	},
	{
		name: "a fall that shrank, and one that grew",
		batch: `output% - 2024-01/P9M -2.2 %
			output% - 2023-01/P9M -4.2 %
			revenue% - 2024-01/P9M -3 %
			revenue% - 2023-01/P9M -1 %`,
		zh: []string{"2024年1—9月，乐至县工业总产值[同比下降2.2%（公布数）]，[降幅比上年同期收窄2.0个百分点]。", "2024年1—9月，乐至县营业收入[同比下降3.0%（公布数）]，[降幅比上年同期扩大2.0个百分点]。"},
		en: []string{"In Jan–Sep 2024, gross industrial output in Lezhi was [down 2.2% year on year (as published)], [the fall 2.0 points smaller than a year earlier].", "In Jan–Sep 2024, revenue in Lezhi was [down 3.0% year on year (as published)], [the fall 2.0 points larger than a year earlier]."},
	},
	{
		name: "out of a loss and into one",
		batch: `profit size/规上 2024 1200 万元
			profit size/规上 2023 -300 万元
			operating-profit size/规上 2024 -450 万元
			operating-profit size/规上 2023 -200 万元
			operating-profit% size/规上 2024 125 %`,
		zh:    []string{"2024年，乐至县规模以上工业利润总额[为1200万元]，[上年亏损300.0万元]，扭亏为盈。", "2024年，乐至县规模以上工业营业利润[亏损450.0万元]，[上年亏损200.0万元]，亏损增加。"},
		en:    []string{"In 2024, total profit in Lezhi (above designated size) [came to 12.0 mn yuan], [a loss of 3.00 mn yuan the year before]: out of the loss.", "In 2024, operating profit in Lezhi (above designated size) [was a loss of 4.50 mn yuan], [a loss of 2.00 mn yuan the year before]: the loss grew."},
		never: "增长|下降|%",
	},
	{
		// Of a profit after a loss a rate may be published all the same; it is not told, nor what it was a year before.
		name: "rates on a loss",
		batch: `profit size/规上 2024 1300 万元
			profit% size/规上 2024 8.3 %
			profit size/规上 2023 1200 万元
			profit% size/规上 2023 500 %
			profit size/规上 2022 -300 万元
			operating-profit size/规上 2024 -200 万元
			operating-profit size/规上 2023 -200 万元`,
		zh:    []string{"2024年，乐至县规模以上工业利润总额为[1300万元]，[比上年增长8.3%（公布数）]。", "2024年，乐至县规模以上工业营业利润[亏损200.0万元]，[上年亏损200.0万元]。", "2024年，乐至县规模以上工业利润总额[创2022年以来新高]。"},
		en:    []string{"In 2024, total profit in Lezhi (above designated size) stood at [13.0 mn yuan], [up 8.3% on the year before (as published)].", "In 2024, operating profit in Lezhi (above designated size) [was a loss of 2.00 mn yuan], [a loss of 2.00 mn yuan the year before].", "In 2024, total profit in Lezhi (above designated size) was [the highest since 2022]."},
		never: "百分点|500",
	},
	{
		name: "amounts that would tell of single enterprises",
		before: `enterprises - 2022-Q4 2 户
			enterprises size/规上 2023-Q4 2 户
			enterprises size/规上 2024-Q4 5 户
			output size/规上 2023 3 亿元`,
		batch: `output - 2023 3.5 亿元
			output size/规上 2024 4 亿元
			output cluster/铝材,size/规上 2024 3 亿元
			output cluster/纺织服装,size/规上 2024 1 亿元
			employees - 2023 300 人`,
		zh: []string{"2023年末，乐至县从业人员为[300人]。"},
		en: []string{"As of end 2023, employees in Lezhi stood at [300 persons]."},
	},
	{
		name: "a base of zero",
		batch: `investment - 2024 3.5 亿元
			investment - 2023 0 亿元
			investment% - 2024 100 %`,
		zh: []string{"2024年，乐至县工业投资为[3.50亿元]。"},
		en: []string{"In 2024, industrial investment in Lezhi stood at [350.0 mn yuan]."},
	},
	{
		name:  "a name that begins as its population ends",
		batch: "employees size/规上 2024 5234 人",
		zh:    []string{"2024年末，乐至县规模以上工业从业人员为[5234人]。"},
		en:    []string{"As of end 2024, employees in Lezhi (above designated size) stood at [5,234 persons]."},
	},
	{
		name: "a list of enterprises",
		batch: `enterprises size/规上 2024-Q3 113 户
			enterprises size/规上 2023-Q3 101 户
			enterprises-entered size/规上 2024-01/P9M 10 户
			enterprises-left size/规上 2024-01/P9M 4 户`,
		zh: []string{"2024年9月末，乐至县规模以上工业企业数为[113户]，[上年同期为101户]。", "2024年1—9月，乐至县规模以上工业企业名录[入库10户]，[退库4户]。"},
		en: []string{"As of Sep 2024, the number of enterprises in Lezhi (above designated size) stood at [113], [101 a year earlier].", "In Jan–Sep 2024, the list of enterprises in Lezhi (above designated size) [gained 10 enterprises], [lost 4 enterprises]."},
	},
	{
		name: "a rate moves by points",
		batch: `profit-margin size/规上 2024 6.4 %
			profit-margin size/规上 2023 7.1 %`,
		zh:    []string{"2024年，乐至县规模以上工业营业收入利润率为[6.4%]，[比上年下降0.7个百分点]。"},
		en:    []string{"In 2024, profit margin in Lezhi (above designated size) stood at [6.4%], [0.7 points lower than the year before]."},
		never: "同比",
	},
	{
		// 22/90 → 26.8/98.6: 4.8/90 = 5.33 points, 4.8/8.6 = 55.8 %, share 27.2 %; 14 → 20: 6/90 = 6.67, 69.8 %, and
		// equipment overtakes textiles. Electronics has one maker: its amount is not told. 其他 is no cluster.
		name: "clusters",
		before: `output size/规上 2023-01/P9M 90 亿元
			output cluster/铝材,size/规上 2023-01/P9M 22 亿元
			output cluster/装备制造,size/规上 2023-01/P9M 14 亿元
			output cluster/纺织服装,size/规上 2023-01/P9M 18 亿元
			output cluster/电子信息,size/规上 2023-01/P9M 1 亿元
			output cluster/其他,size/规上 2023-01/P9M 35 亿元
			enterprises cluster/电子信息,size/规上 2024-Q3 1 户`,
		batch: `output size/规上 2024-01/P9M 98.6 亿元
			output cluster/铝材,size/规上 2024-01/P9M 26.8 亿元
			output cluster/装备制造,size/规上 2024-01/P9M 20 亿元
			output cluster/纺织服装,size/规上 2024-01/P9M 17.5 亿元
			output cluster/电子信息,size/规上 2024-01/P9M 4 亿元
			output cluster/其他,size/规上 2024-01/P9M 30.3 亿元
			output% cluster/铝材,size/规上 2024-01/P9M 18.2 %
			output% cluster/装备制造,size/规上 2024-01/P9M 15.1 %
			output% cluster/纺织服装,size/规上 2024-01/P9M -2.2 %
			output% cluster/电子信息,size/规上 2024-01/P9M 3 %
			output% cluster/其他,size/规上 2024-01/P9M 60 %`,
		zh: []string{
			"2024年1—9月，乐至县规模以上工业总产值为[98.6亿元]，[同比增长9.6%（按两期数值计算）]。",
			"2024年1—9月，乐至县规模以上工业中，铝材工业总产值[同比增长18.2%（公布数）]，[增速居4个集群第一]。",
			"2024年1—9月，乐至县规模以上工业中，纺织服装工业总产值[同比下降2.2%（公布数）]，[增速居4个集群第四（末位）]。",
			"2024年1—9月，乐至县规模以上工业中，铝材工业总产值为[26.8亿元]，[占总量的27.2%]，[居4个集群第一]。",
			"2024年1—9月，乐至县规模以上工业中，装备制造工业总产值[拉动总量增长6.7个百分点（按两期数值计算）]，[贡献率为69.8%]。",
			"2024年1—9月，乐至县规模以上工业中，铝材工业总产值[拉动总量增长5.3个百分点（按两期数值计算）]，[贡献率为55.8%]。",
			"2024年1—9月，乐至县规模以上工业中，装备制造工业总产值[由上年同期的第三]，[升至4个集群的第二]，超过纺织服装（[上年同期第二]，[现为第三]）。",
		},
		en: []string{
			"In Jan–Sep 2024, gross industrial output in Lezhi (above designated size) stood at [9.86 bn yuan], [up 9.6% year on year (computed from the two levels)].",
			"In Jan–Sep 2024, gross industrial output of the aluminium cluster in Lezhi (above designated size) was [up 18.2% year on year (as published)], [first of 4 clusters by growth].",
			"In Jan–Sep 2024, gross industrial output of the textiles and apparel cluster in Lezhi (above designated size) was [down 2.2% year on year (as published)], [fourth and last of 4 clusters by growth].",
			"In Jan–Sep 2024, gross industrial output of the aluminium cluster in Lezhi (above designated size) stood at [2.68 bn yuan], [27.2% of the total], [first of 4 clusters].",
			"In Jan–Sep 2024, gross industrial output of the equipment cluster in Lezhi (above designated size) [gave 6.7 points of the total’s growth (computed from the two levels)], [69.8% of the increase].",
			"In Jan–Sep 2024, gross industrial output of the aluminium cluster in Lezhi (above designated size) [gave 5.3 points of the total’s growth (computed from the two levels)], [55.8% of the increase].",
			"In Jan–Sep 2024, gross industrial output of the equipment cluster in Lezhi (above designated size) [was third a year earlier], [is now second of 4 clusters], past textiles and apparel ([second a year earlier], [now third]).",
		},
		never: "电子信息|其他",
	},
	{
		name:   "a suppressed amount, and a tie",
		before: "output size/规上 2023 90 亿元",
		batch: `output size/规上 2024 x 亿元 Q
			output cluster/铝材,size/规上 2024 20 亿元
			output cluster/装备制造,size/规上 2024 20 亿元
			output cluster/纺织服装,size/规上 2024 x 亿元 Q`,
	},
	{
		name: "a record has no gap and no change of definition",
		before: `output - 2021 70 亿元
			output - 2022 80 亿元
			output - 2023 75 亿元
			revenue - 2021 70 亿元
			revenue - 2022 80 亿元 B
			revenue - 2023 85 亿元
			tax - 2022 8 亿元
			tax - 2023 9 亿元 D`,
		batch: `output - 2024 81 亿元
			revenue - 2024 90 亿元
			tax - 2024 10 亿元`,
		zh: []string{"2024年，乐至县工业总产值为[81.0亿元]，[比上年增长8.0%（按两期数值计算）]，[增速比上年提高14.3个百分点]。", "2024年，乐至县营业收入为[90.0亿元]，[比上年增长5.9%（按两期数值计算）]，[增速比上年回落0.4个百分点]。", "2024年，乐至县税收为[10.0亿元]。", "2024年，乐至县工业总产值[创2021年以来新高]。"},
		en: []string{"In 2024, gross industrial output in Lezhi stood at [8.10 bn yuan], [up 8.0% on the year before (computed from the two levels)], [the growth rate 14.3 points higher than the year before].", "In 2024, revenue in Lezhi stood at [9.00 bn yuan], [up 5.9% on the year before (computed from the two levels)], [the growth rate 0.4 points lower than the year before].", "In 2024, taxes in Lezhi stood at [1.00 bn yuan].", "In 2024, gross industrial output in Lezhi was [the highest since 2021]."},
	},
	{
		// 9/60 is 15 points, 9/10 is 90 %; C stands above both industries and is none beside them.
		name: "industries of one rank",
		before: `value-added size/规上 2023 60 亿元
			value-added industry/C13,size/规上 2023 20 亿元`,
		batch: `value-added size/规上 2024 70 亿元 E
			value-added industry/C13,size/规上 2024 29 亿元 E
			value-added industry/C17,size/规上 2024 12 亿元 E
			value-added industry/C14,size/规上 2024 8 亿元 E
			value-added industry/C,size/规上 2024 68 亿元 E`,
		zh: []string{
			"2024年，乐至县规模以上工业增加值为[70.0亿元]，[比上年增长16.7%（按两期现价数值计算）]（估计数）。",
			"2024年，乐至县规模以上工业中，农副食品加工业增加值为[29.0亿元]，[占总量的41.4%]，[居3个行业第一]（估计数）。",
			"2024年，乐至县规模以上工业中，农副食品加工业增加值[拉动总量增长15.0个百分点（按两期数值计算）]，[贡献率为90.0%]（估计数）。",
		},
		en: []string{
			"In 2024, industrial value added in Lezhi (above designated size) stood at [7.00 bn yuan], [up 16.7% on the year before (computed from the two levels at current prices)] (estimate).",
			"In 2024, industrial value added of the industry processing of farm products in Lezhi (above designated size) stood at [2.90 bn yuan], [41.4% of the total], [first of 3 industries] (estimate).",
			"In 2024, industrial value added of the industry processing of farm products in Lezhi (above designated size) [gave 15.0 points of the total’s growth (computed from the two levels)], [90.0% of the increase] (estimate).",
		},
	},
	{
		// Growth of the park's 铝材 from 8 to 11 would be 37.5 %, of three enterprises.
		name: "small counts have no rates",
		before: `enterprises cluster/铝材,park/经开区 2023-Q4 8 户
			enterprises cluster/装备制造,park/经开区 2023-Q4 40 户
			enterprises cluster/纺织服装,park/经开区 2023-Q4 33 户`,
		batch: `enterprises cluster/铝材,park/经开区 2024-Q4 11 户
			enterprises cluster/装备制造,park/经开区 2024-Q4 42 户
			enterprises cluster/纺织服装,park/经开区 2024-Q4 31 户`,
		zh: []string{
			"2024年末，乐至经开区中，纺织服装企业数[同比下降6.1%（按两期数值计算）]，[增速居3个集群第三（末位）]。",
			"2024年末，乐至经开区中，装备制造企业数为[42户]，[居3个集群第一]。",
		},
		en: []string{
			"As of end 2024, the number of enterprises of the textiles and apparel cluster in Lezhi (Lezhi economic development zone) was [down 6.1% year on year (computed from the two levels)], [third and last of 3 clusters by growth].",
			"As of end 2024, the number of enterprises of the equipment cluster in Lezhi (Lezhi economic development zone) stood at [42], [first of 3 clusters].",
		},
	},
	{
		name: "places with one parent",
		before: `512002:output size/规上 2024 250 亿元
			512021:output size/规上 2024 117 亿元
			512000:output size/规上 2024 480 亿元`,
		batch: "output size/规上 2024 128.4 亿元",
		zh:    []string{"2024年，乐至县规模以上工业总产值为[128.4亿元]。", "2024年，乐至县规模以上工业总产值在资阳市有数据的3个地区中[总量居第二]。"},
		en:    []string{"In 2024, gross industrial output in Lezhi (above designated size) stood at [12.8 bn yuan].", "In 2024, gross industrial output in Lezhi (above designated size) was, among the 3 places of Ziyang with figures, [second by size]."},
	},
	{
		name: "a revision",
		before: `output size/规上 2024-01/P8M 87.1 亿元
			output% size/规上 2024-01/P8M 9.9 %
			enterprises park/经开区 2024-Q2 199 户`,
		batch: `output size/规上 2024-01/P9M 98.6 亿元
			output size/规上 2024-01/P8M 86.9 亿元
			output% size/规上 2024-01/P8M 9.6 %
			enterprises park/经开区 2024-Q2 199 户`,
		zh: []string{
			"2024年6月末，乐至经开区企业数为[199户]。", "2024年1—9月，乐至县规模以上工业总产值为[98.6亿元]。",
			"2024年1—8月，乐至县规模以上工业总产值[由87.1亿元修订为86.9亿元]。", "2024年1—8月，乐至县规模以上工业总产值[的同比增速由9.9%修订为9.6%]。",
		},
		en: []string{
			"As of Jun 2024, the number of enterprises in Lezhi (Lezhi economic development zone) stood at [199].", "In Jan–Sep 2024, gross industrial output in Lezhi (above designated size) stood at [9.86 bn yuan].",
			"In Jan–Aug 2024, gross industrial output in Lezhi (above designated size) [was revised from 8.71 bn yuan to 8.69 bn yuan].", "In Jan–Aug 2024, gross industrial output in Lezhi (above designated size) [had its growth rate revised from 9.9% to 9.6%].",
		},
	},
}

func TestWorkedExamples(t *testing.T) {
	t.Parallel()
	for _, tt := range worked {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			db := open(t)
			if tt.before != "" {
				publish(t, db, save(t, db, "2025-01-10", false, figures(t, tt.before)))
			}
			b := publish(t, db, save(t, db, "2025-01-20", false, figures(t, tt.batch)))
			for l, want := range map[lang.Lang][]string{lang.ZhHans: tt.zh, lang.En: tt.en} {
				var got []string
				for _, s := range propose(t, db, b, l) {
					got = append(got, read(s.Text))
					if l == lang.ZhHans && tt.never != "" && regexp.MustCompile(tt.never).MatchString(got[len(got)-1]) {
						t.Errorf("%s must not be said: %s", tt.never, got[len(got)-1])
					}
				}
				if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
					t.Errorf("%s:\n%s\nwant\n%s", l, g, w)
				}
			}
		})
	}
}
