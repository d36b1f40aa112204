package suggest

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// topic is what a clause speaks of; clauses of a sentence hand it on.
type topic struct {
	indicator string
	facets    []string
	place     string
	period    data.Period   // zero = the latest
	future    bool          // the time named has not come yet
	dated     bool          // its time stands in the same sentence
	growth    bool          // a rate was the last thing said
	fell      bool          // and it was a fall
	shared    bool          // a share was: points and ranks that follow are of it
	carried   bool          // something is of an earlier clause
	before    bool          // 去年同期: the period is of this clause alone
	foreign   bool          // a park, town or firm is spoken of that nobody knows
	lost      bool          // the figure before was not understood
	began     bool          // the clause says where a change began, with its year
	basis     string        // what changes are counted from, said in a clause of its own
	each      []topic       // the subjects of the last 分别, or of the amounts told since the last rate
	sum       bool          // several clusters together were named, whose sum nobody has
	rate      bool          // it is the rate that is spoken of: 增速一季度为9.1%，上半年为8.4%
	spans     []data.Period // the times that the sentence names
	early     bool          // the time of an English sentence is said behind the clause
	strange   bool          // words of the sentence were not understood: it may be on a firm
	home      bool          // the sentence has spoken of the place of the article
	span      bool          // a change from one time to another was told: its rate is not that of a year
	vague     bool          // the year of its months may be that told before, or this one
	part      bool          // 其中 named a population: what has none of its own may be of it or of the whole
	happened  bool          // a verb of coming was said (新培育): counts behind it are not of what there is
	size      string        // the size of enterprises that sentences before spoke of
}

var (
	wholePlace = regexp.MustCompile(`(?:[全我本该]|我们)(省|市|州|县|区|旗)`)
	// saysNothing are words between a subject and its number that change nothing.
	saysNothing = regexp.MustCompile(`全社会|今年以来|近年来|以来|截至|截止|到目前为止|目前|当前|现在|已经|已|现有|现|累计|总计|共计|合计|达到|超过|突破|跨越|高达|达|超|逾|接近|将近|近|不足|不到|大约|约|为|是|共有|有|共|` +
		`完成|实现|拥有|入驻|集聚|聚集|汇聚|在库|同比|环比|增长率|增长|增速|增幅|降幅|跌幅|较快|其中|同时|此外|以及|全年|当年|当月|单月|持续|保持|平稳|稳步|继续|首次|成功|左右|以上|上下|以下|` +
		`提高|上升|上涨|下降|减少|降低|下滑|回落|回升|反弹|提速|大关|关口|加快|扩大|缩小|收窄|增加|提升|负|数据显示|统计数据|统计显示|据统计|据悉|据了解|据介绍|获悉|初步核算|初步统计|预计|预期|力争|确保|争取|有望|计划|将|目标|` +
		`数量|户数|家数|个数|总数|总量|规模(?:\s*$|[达为]|超)|占比|比重|我们(?:将|要|力争|计划|确保)|仅|只|按(?:可比|不变)价(?:格)?(?:计算)?|名义|实际|现价|人民币|净|再|的|中|了|也|均|都|则|并|且|与|和|及|由|从|在|至|到|余|多|增|降|比|较|要|` + `[-、#$\s“”"'‘’:：（）()]`)
	halfOfTrade = regexp.MustCompile(`^(\s*(?:其中|实现|完成|,|，|\s)*)(出口|进口)(?:总?[额值])?`)
	ownIndustry = regexp.MustCompile(`(?:^|[^上模])工业(?:总产值|增加值|销售产值)`)
	// bareName is what a firm calls its output: without industry, size or place it is of nobody.
	bareName       = regexp.MustCompile(`(?:^|[^业总])(?:产值|增加值)|从业人员|用工`)
	producing      = regexp.MustCompile(`(第[一二三]产业)(?:实现|完成)增加值`)
	enterpriseWord = regexp.MustCompile(`(?:工业)?企业`)
)

// ofIndustry are indicators that enterprises above designated size report, so a
// population named before goes on.
var ofIndustry = []string{"enterprises", "output", "value-added", "revenue", "profit", "profit-tax", "operating-cost", "export-value", "sales-output", "employees", "assets",
	"operating-profit", "liabilities", "equity", "current-assets", "receivables", "notes-and-receivables", "inventories", "finished-goods", "losses", "loss-enterprises",
	"loss-share", "debt-ratio", "profit-margin", "cost-profit-ratio", "asset-contribution", "asset-turnover", "sales-ratio", "new-product-revenue", "new-product-spending"}

// ofAll are those of them that whole counties have as well. The rest only
// enterprises above designated size report.
var ofAll = map[string]bool{"enterprises": true, "output": true, "value-added": true, "employees": true, "export-value": true, "sales-output": true}

// ofFirms are indicators that a firm has as well: behind words that were not
// understood they need a population or a place.
var ofFirms = append([]string{"tax", "patents", "patents-granted", "invention-patents", "rd-spending", "goods-exports", "goods-imports", "trade"}, ofIndustry...)

// unscoped reports whether it is not said of which enterprises a figure is that
// only some report.
func (t topic) unscoped() bool {
	return len(t.facets) == 0 && slices.Contains(ofIndustry, t.indicator) && !ofAll[t.indicator]
}

// several reports whether clusters, parks or the like are named together: the
// groups of addresses have one of each.
func (t topic) several() bool {
	return slices.ContainsFunc(t.facets, func(f string) bool {
		dim, _, _ := strings.Cut(f, "/")
		return slices.ContainsFunc(t.facets, func(g string) bool { return g != f && strings.HasPrefix(g, dim+"/") })
	})
}

// about reads the words around a number; left is what was not understood, and
// then nothing is known of the number.
func (r *reader) about(words string, t topic) (now topic, left string) {
	now = t
	place := ""
	words = wholePlace.ReplaceAllStringFunc(words, func(m string) string {
		if code, ok := r.names.Ancestor(m[len(m)-len("县"):], r.home); ok {
			place = code
			return " "
		}
		return m
	})
	s := strings.NewReplacer("#", " ", "$", " ").Replace(words)
	if slices.Contains([]string{"trade", "goods-exports", "goods-imports"}, t.indicator) {
		s = halfOfTrade.ReplaceAllString(s, "$1${2}总额") // 其中出口2.6亿元
	}
	read := r.names.Read(producing.ReplaceAllString(s, "${1}增加值"), vocab.Context{})
	left = read.Rest
	if code, name, ok := divisionIn(r.names, left, r.home); ok && place == "" {
		place, left = code, strings.Replace(left, name, "", 1)
		if above, name, ok := divisionIn(r.names, left, code); ok && within(code, above) {
			left = strings.Replace(left, name, "", 1) // 成都市双流区
		}
	}
	if read.Place != "" {
		place = read.Place
	}
	if whole := data.DimSize + "/规上"; slices.Contains(read.Facets, whole) && slices.ContainsFunc(read.Facets, func(f string) bool { return f != whole && sizeOf([]string{f}) != "" }) {
		read.Facets = slices.DeleteFunc(slices.Clone(read.Facets), func(f string) bool { return f == whole }) // 规上大中型企业
	}
	if read.Indicator == "total-electricity" && sizeOf(read.Facets) != "" {
		read.Indicator = "electricity" // 规上工业用电量
	}
	if place != "" {
		now.place, now.strange, now.home = place, false, t.home || place == r.home
	}
	ofWhich := strings.HasPrefix(strings.TrimSpace(s), "其中")
	if (ofWhich || t.indicator == "" && place == "") && len(read.Facets) == 1 && sizeOf(read.Facets) != "" && partOfSize(t.facets) {
		read.Facets = append(read.Facets, t.facets...) // 铝材企业32户，其中规上18户
	}
	if m := inAll.FindString(left); m != "" { // 五大产业集群: the sum of some that are not named
		now.sum, left = true, strings.Replace(left, m, "", 1)
	} else if partOfSize(read.Facets) || place != "" {
		now.sum = false
	}
	now.rate = t.rate && read.Indicator == "" && place == ""
	now.part = len(read.Facets) > 0 && ofWhich && !partOfSize(read.Facets) || t.part && len(read.Facets) == 0 && place == ""
	said := read.Indicator != "" || len(read.Facets) > 0
	switch {
	case read.Indicator != "":
		now.indicator, now.growth = read.Indicator, false
		size := sizeOf(t.facets)
		if size == "" && len(read.Facets) == 0 && !ofAll[read.Indicator] && t.indicator == "" {
			t.indicator, size = "enterprises", t.size
		}
		now.facets = read.Facets
		if (len(now.facets) == 0 || partOfSize(now.facets)) && size != "" && (t.indicator == "" || slices.Contains(ofIndustry, t.indicator)) && slices.Contains(ofIndustry, read.Indicator) && !strings.Contains(s, "全部") {
			now.facets = append(slices.Clone(now.facets), size)
		}
		if partOfSize(now.facets) && sizeOf(now.facets) == "" && t.size != "" && place == "" && slices.Contains(ofIndustry, read.Indicator) {
			now.facets = append(slices.Clone(now.facets), t.size) // 规上工业…。采矿业增加值…
		}
		if len(read.Facets) == 0 && place == "" && slices.Contains(ofIndustry, read.Indicator) && slices.Contains(ofIndustry, t.indicator) {
			for _, f := range t.facets { // 铝材产业有企业32户，产值60亿元
				if partOfSize([]string{f}) && !slices.Contains(now.facets, f) {
					now.facets = append(slices.Clone(now.facets), f)
				}
			}
		}
	case len(read.Facets) > 0:
		now.facets = read.Facets
		if size := sizeOf(t.facets); size != "" && partOfSize(read.Facets) {
			now.facets = append(slices.Clone(read.Facets), size)
		}
	}
	if i := slices.IndexFunc(t.facets, inPark); said && i >= 0 && place == "" && !hasDim(now.facets, data.DimPark) {
		now.facets = append(slices.Clone(now.facets), t.facets[i])
	}
	if hasDim(now.facets, "area") && (strings.HasPrefix(now.indicator, "urban-") || strings.HasPrefix(now.indicator, "rural-")) {
		left += "？" // 城镇、农村居民人均可支配收入: of both
	}
	if ownIndustry.MatchString(s) && len(read.Facets) == 0 && sizeOf(now.facets) != "" && read.Indicator != t.indicator && t.indicator != "" && t.indicator != "enterprises" && ofAll[read.Indicator] {
		left += "？" // 规上完成产值9亿元，实现工业增加值3亿元: of 规上, or of all industry?
	}
	if t.part && now.part && !ofWhich && read.Indicator != "" && read.Indicator != t.indicator {
		left += "？" // of the part, or of the whole again?
	}
	now.carried = read.Indicator == "" && t.indicator != "" || !said && t.carried
	return now, saysNothing.ReplaceAllString(left, "")
}

func sizeOf(facets []string) string {
	for _, f := range facets {
		if strings.HasPrefix(f, data.DimSize+"/") {
			return f
		}
	}
	return ""
}

// partOfSize reports whether facets are a part of whatever population was named
// before: its clusters, industries, owners.
func partOfSize(facets []string) bool {
	return !hasDim(facets, data.DimSize) && slices.ContainsFunc([]string{data.DimCluster, data.DimIndustry, "ownership", "weight"}, func(d string) bool { return hasDim(facets, d) })
}

// next is what the next sentence of a paragraph knows: the time; enterprises above
// designated size where it speaks of what only they report; and that a sentence
// that names nobody behind one on a park may be on the park.
func (t topic) next(home string) topic {
	now := topic{place: home, period: t.period, future: t.future, vague: t.vague, size: cmp.Or(sizeOf(t.facets), t.size)}
	now.foreign = t.foreign || hasDim(t.facets, data.DimPark) || t.place != home && !t.home
	return now
}

// miss forgets the subject: its words were not understood. Where they name a
// park, a town or a firm, what follows is of it until a place is named.
func (t *topic) miss(words string) {
	t.indicator, t.facets, t.strange = "", nil, true
	t.foreign = t.foreign || unknownOwner.MatchString(words)
}

// namesPlace reports whether a clause says itself whose figures it has.
func (r *reader) namesPlace(words string) bool {
	if m := notOwner.FindStringIndex(words); m != nil {
		words = words[:m[0]]
	}
	if wholePlace.MatchString(words) {
		return true
	}
	now, left := r.about(words, topic{})
	return now.place != "" || hasDim(now.facets, data.DimPark) && !unknownOwner.MatchString(left)
}

// notOwner are words whose place is another than the owner of the figure.
var notOwner = regexp.MustCompile(`占|高于|低于|快于|慢于|高出|拉动|带动|对|居|列|排名|比|较`)

func inPark(facet string) bool { return strings.HasPrefix(facet, data.DimPark+"/") }

func hasDim(facets []string, dim string) bool {
	return slices.ContainsFunc(facets, func(f string) bool { return strings.HasPrefix(f, dim+"/") })
}
