package importer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"countyboard/data"
	"countyboard/data/vocab"
)

var (
	plainSheet    = regexp.MustCompile(`(?i)^(sheet|工作表|表|table)?\s*\d*$`)
	sourceLine    = regexp.MustCompile(`^[(（]?(?:资料|数据|信息)?来源\s*[:：]\s*|^(?i:sources?)\s*[:：.]\s*`)
	continued     = regexp.MustCompile(`续表|续\d|(?i:continued)`)
	indicatorLine = regexp.MustCompile(`(?i)^\s*(?:` + itemKeys + `)\s*[:：]\s*`)
	databaseLine  = regexp.MustCompile(`^(数据库|时间|地区|时期|期别|报告期|报告期别|所属期|所属时期|统计时间|统计时期|统计期|数据时间|行政区划)\s*[:：]`)
	attachment    = regexp.MustCompile(`^附(?:件|表)\s*[\d一二三四五六七八九十]*\s*[:：]?$`)
	// captionLine begins the name of one table of several under a common heading.
	captionLine = regexp.MustCompile(`^(?:附?表\s*[一二三四五六七八九十\d]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|(?i:table|panel)\s+[\dA-Z])`)
	// byGroup says how a table is broken down, which is no part of what it measures.
	byGroup = regexp.MustCompile(`按[^，,分（(]{1,14}分(?:组|类|列)?(?:的)?|(?:分|各)(?:产业集群|产业|集群|行业)|分(?:地区|县[（(]?市?、?区?[)）]?|市县|市州|乡镇|镇街|园区|月份?|季度?|年度|规模|经济类型|类型)|(?i:\bby (?:industrial )?clusters?\b)|^\s*(?:附?表\s*)?[\dA-Z]{1,3}(?:\s*[-—－.]\s*\d{1,3})+\s`)
	// indexTitle names indices; 总值和指数 has amounts beside them.
	indexTitle  = regexp.MustCompile(`指数\s*(?:[(（\[][^()（）]*[)）\]]\s*)*$`)
	amongOthers = regexp.MustCompile(`[及和与、]指数`)
	// eachPlace says which places the rows are, which is no part of what they measure.
	eachPlace = regexp.MustCompile(`各(?:省区市|省市区|省|市州|市县|地市|县区|县市区|区县|市|州|县|区|乡镇|镇乡|镇街|园区)(?:[(（][省市县区州旗镇街道、，]{1,8}[)）])?([^场域间]|$)`)
	contents  = regexp.MustCompile(`(?i)^(?:目\s*录|目\s*次|contents|index|封面|cover)$`)
)

// defaultSheet reports whether a sheet's name says nothing: Sheet1, 表2. A year
// or month (2021, 202409) says when.
func defaultSheet(name string) bool {
	if !plainSheet.MatchString(strings.TrimSpace(name)) {
		return false
	}
	_, timely := vocab.ParseTime(name, vocab.Context{})
	return !timely
}

// titles reads what stands over a table: its own titles; the ones of the table
// above where it has none or says 续表; the heading of the sheet over tables with
// captions of their own; the sheet's name.
func (t *translator) titles(r *reading) {
	lines := r.titles
	if up := r.above; up != nil && (len(lines) == 0 && !r.selfContained() || len(lines) > 0 && continued.MatchString(lines[0].text)) {
		lines = append(append([]line{}, up.titles...), lines...)
		if len(r.units) == 0 {
			r.units = up.units
		}
		r.titles = lines
	}
	if over := r.sheetHeading(); len(over) > 0 {
		lines = append(slices.Clip(over), lines...)
		if isKeyed(r.titles[0].text) && len(r.units) == 0 {
			r.units = r.above.units
		}
	}
	t.sectors = sectorsOf(r.sheet, lines)
	r.title = t.titleOf(lines)
	var m meaning
	if !defaultSheet(r.sheet) {
		t.addTitle(&m, line{text: r.sheet})
		m.times = sheetTimes(r.sheet, m.times)
	}
	for i := len(lines) - 1; i >= 0; i-- {
		if i == 0 || !isProse(lines[i].text) {
			t.addTitle(&m, lines[i])
		}
	}
	t.corner(r, &m)
	if slices.ContainsFunc(m.facets, func(f string) bool { return strings.HasPrefix(f, data.DimPark+"/") }) { // 园区企业 of the one that is named
		m.scopes = slices.DeleteFunc(m.scopes, func(s scope) bool { return unnamedPark.MatchString(s.text) })
	}
	r.over = m
	for _, x := range m.times {
		if !x.Yearless && !x.IsZero() {
			r.year = x.Period.Year()
			break
		}
	}
	t.unitLines(r, lines)
	for _, l := range append(append([]line{}, r.notes...), lines...) {
		t.invents = t.invents || illustrative(l.text)
		if sourceLine.MatchString(l.text) && t.source == "" {
			t.source = strings.TrimSpace(sourceLine.ReplaceAllString(l.text, ""))
		}
	}
}

// isProse reports whether a line under a title is a sentence about the table: what it
// speaks of (For definitions of rural areas, see …) is not what its figures are of.
func isProse(text string) bool {
	return proseLine.MatchString(text) || proseHan.MatchString(text)
}

var (
	proseLine = regexp.MustCompile(`(?i)^\s*(?:for (?:more|further|details|definitions?|information|the definition)\b.*|(?:please )?see (?:also )?\S+ .*|this (?:table|file|sheet|spreadsheet|workbook|release|publication)\b.*|these (?:data|figures|estimates)\b.*|.*https?://.*|(?:\S+\s+){9,}\S+\.)\s*$`)
	proseHan  = regexp.MustCompile(`^\s*(?:本表|本页|详见|参见|以上|以下数据|表中|更多).*[。，；]`)
)

// sheetHeading is the heading over the first table of a sheet, above that
// table's own caption; it holds for the tables below that begin with captions.
func (r *reading) sheetHeading() []line {
	if r.above == nil || len(r.titles) == 0 || !isCaption(r.titles[0].text) {
		return nil
	}
	top := r.above
	for top.above != nil {
		top = top.above
	}
	for i, l := range top.titles {
		if isCaption(l.text) {
			return append(slices.Clip(top.titles[:i]), r.keysAbove()...)
		}
	}
	return nil
}

// isCaption reports whether a line is the name of one table of several: 表一, or
// a key with its value.
func isCaption(text string) bool {
	return isKeyed(text) || captionLine.MatchString(text)
}

// keysAbove are the keys of the table above that the table's own first key does not
// say anew: under Region: … | Industry: Textiles follows Industry: Paper.
func (r *reading) keysAbove() []line {
	_, own, _, ok := keyed(r.titles[0].text)
	if !ok {
		return nil
	}
	var kept []line
	for _, l := range r.above.titles {
		_, key, _, is := keyed(l.text)
		if is && key == own {
			return kept
		}
		if is {
			kept = append(kept, l)
		}
	}
	return nil
}

// titleOf is the line that names the table: the first that says what is measured,
// else the first with letters; Chinese before other languages.
func (t *translator) titleOf(lines []line) string {
	first, chosen := "", ""
	for _, l := range lines {
		if !strings.ContainsFunc(l.text, unicode.IsLetter) || !hasHan(l.text) && anyHan(lines) || databaseLine.MatchString(l.text) || attachment.MatchString(l.text) || continued.MatchString(l.text) && first != "" {
			continue
		}
		if first == "" {
			first = l.text
		}
		if chosen == "" && !hasHan(l.text) && t.bilingual(l.text, 0).Indicator != "" {
			chosen = l.text
		}
	}
	switch {
	case chosen != "":
		return indicatorLine.ReplaceAllString(chosen, "")
	case first != "":
		return indicatorLine.ReplaceAllString(first, "")
	case len(lines) > 0:
		return lines[0].text
	}
	return ""
}

// corner reads the head of the only column of labels where it names what the
// whole table measures: 地区生产总值（亿元） | 2016 | 2017.
func (t *translator) corner(r *reading, m *meaning) {
	var head heading
	n := 0
	for _, c := range r.columns {
		if c.role == labels && !c.second {
			n++
			head = innermost(c.path)
		}
	}
	if n != 1 || head.text == "" {
		return
	}
	x := t.bilingual(head.text, 0)
	if x.Indicator == "" || x.Rest != "" {
		if x.Rest != "" && r.title == "" && !placeHead.MatchString(head.text) && !itemHead.MatchString(head.text) && !groupHead.MatchString(head.text) {
			r.title = head.text
		}
		return
	}
	m.indicator, m.doubt, m.facets = x.Indicator, heading{}, withFacets(m.facets, x.Facets)
	if !x.Unit.IsZero() {
		r.unit = append(r.unit, x.Unit)
	}
}

// unitLines reads the 单位 rows, else the units that titles and the sheet's name say.
func (t *translator) unitLines(r *reading, lines []line) {
	for _, l := range r.units {
		found := t.unitsOf(l.text)
		if _, word, ok := strings.Cut(strings.ReplaceAll(strings.Trim(l.text, "()（）[] "), "：", ":"), ":"); ok && len(found) == 0 && strings.TrimSpace(word) != "" {
			r.unknownUnit = line{l.row, l.col, strings.TrimSpace(word)}
		}
		r.unit = append(r.unit, found...)
	}
	if len(r.unit) > 0 {
		r.unknownUnit = line{}
		return
	}
	for _, l := range lines { // 指标：地区生产总值(亿元)
		r.unit = append(r.unit, t.unitsOf(l.text)...)
	}
	if len(r.unit) == 0 && !defaultSheet(r.sheet) {
		r.unit = t.unitsOf(r.sheet)
	}
}

// selfContained reports whether each row names its indicator, place and time:
// such a table needs no title, and the one above it is not about it.
func (t *table) selfContained() bool {
	item, place, time := false, false, false
	for _, c := range t.columns {
		head := t.headText(c.col)
		item = item || c.role == labels && itemHead.MatchString(head)
		place = place || c.role == labels && placeHead.MatchString(head)
		time = time || c.role == times
	}
	return item && place && time
}

func anyHan(lines []line) bool {
	for _, l := range lines {
		if hasHan(l.text) {
			return true
		}
	}
	return false
}

// addTitle takes what a title says. Words in it that nobody knows are no matter
// as long as each column or row says what it measures; where the title has to,
// the whole of it is in doubt: 人均一般公共预算收入 is not the revenue.
func (t *translator) addTitle(m *meaning, l line) {
	kind, key, value, isKey := keyed(l.text)
	if isKey && kind != data.IndicatorWord {
		t.addKeyed(m, l, kind, key, value)
		return
	}
	text := eachPlace.ReplaceAllString(l.text, " $1")
	text = byGroup.ReplaceAllString(indicatorLine.ReplaceAllString(text, ""), " ")
	r := t.bilingual(text, 0)
	if r.Rest != "" {
		if q := t.v.Read(chinese(text), vocab.Context{Title: true}); q.Rest == "" {
			r = q // 主要产业集群工业总产值
		}
	}
	// Every place of the country is known, whether it has figures or not.
	code, divided := t.v.DivisionIn(l.text, r.Place, t.o.Place)
	divided = divided && (r.Place == "" || liesIn(code, r.Place))
	if rest, alone := t.v.WithoutDivision(text, r.Place, t.o.Place); divided && alone && r.Rest != "" {
		for _, q := range []vocab.Reading{t.bilingual(rest, 0), t.v.Read(chinese(rest), vocab.Context{Title: true})} {
			if q.Rest == "" && (q.Place == "" || q.Place == r.Place) {
				r = q
				break
			}
		}
	}
	if r.Time.Says() {
		m.times = append([]vocab.Time{r.Time}, m.times...)
	}
	if r.Indicator != "" && (isKey || !m.named) {
		m.indicator, m.doubt, m.named = r.Indicator, heading{}, isKey
		if r.Rest != "" {
			m.doubt = heading{l.text, l.row, l.col}
		}
	}
	if name := strangePlace(r.Rest); name != "" && r.Place == "" { // its figures are not those of the home place
		if _, known := t.v.DivisionIn(l.text, t.o.Place); !known {
			m.scopes = append(m.scopes, scope{heading{name, l.row, l.col}, data.PlaceWord})
			if r.Rest = strings.TrimSpace(strings.Replace(r.Rest, name, "", 1)); r.Rest == "" {
				m.doubt = heading{}
			}
		}
	}
	switch word := scopeOf(r.Rest); {
	case severalOf(r.Facets): // 专精特新和高新技术企业 are not those that are both
		m.scopes, r.Facets = append(m.scopes, scope{heading{l.text, l.row, l.col}, data.FacetWord}), nil
	case word != "" && (r.Indicator == "" || narrower.MatchString(word)):
		m.scopes = append(m.scopes, scope{heading{word, l.row, l.col}, data.FacetWord})
	case word != "" && word == r.Rest && withinPark.MatchString(word): // 园区内工业企业数 is not that of the county
		m.scopes, m.doubt = append(m.scopes, scope{heading{word, l.row, l.col}, data.FacetWord}), heading{}
	}
	if r.Measure != "" {
		m.measure = r.Measure
		m.indices = r.Measure == data.IndexNumber && indexTitle.MatchString(text) && !amongOthers.MatchString(text)
	}
	if r.Measure == data.Contribution {
		m.said = heading{l.text, l.row, l.col}
	}
	if r.Place != "" {
		m.place, m.whole = r.Place, whole{}
	} else if r.Whole != "" && r.Rest == "" {
		m.whole = whole{level: r.Whole, said: heading{l.text, l.row, l.col}}
	}
	// 资阳市安岳县 names a county that the words do not have.
	if divided {
		m.place = code
	}
	if m.place != "" && r.Whole == "" {
		m.whole = whole{}
	}
	m.facets = withFacets(m.facets, r.Facets)
}

// scopeWord ends the name of a population or a place: 建筑业企业, 童家镇, 天府新区.
var scopeWord = regexp.MustCompile(`(?:企业|[^行产工就]业|批发|零售|[^城乡]镇|[^城]乡|街道|园区|新区|片区|开发区|工业区|集中区|集团|民营|限额以上|限上|小巨人|省级|国家级|市级)`)

var (
	// anyTable ends the title of every table: 主要经济指标, 财务状况.
	anyTable = regexp.MustCompile(`(?:主要)?(?:经济|财务|生产|经营|效益|运行|用工|基本|及|和|停产|统计)*(?:指标|状况|情况|统计|数据|报表|月报|快报|表)+$`)
	// anyScope names no population in a book about industry.
	anyScope = regexp.MustCompile(`^(?:全[国省市县区]|各地区?|本[省市县区])*(?:工业)?(?:企业|经济|行业)?(?:户数|单位)?$|^(?:集群)?(?:内|入驻)?企业$|^(?:各|部分|主要|重点)?(?:乡镇|镇|乡|街道|园区|开发区|新区|集团)$`)
)

const aPark = `^(?:园区|集中区|工业区|开发区)(?:内|入驻)?(?:的)?`

var (
	// unnamedPark is a park, or its enterprises, without its name.
	unnamedPark = regexp.MustCompile(aPark + `(?:工业)?(?:企业)?$`)
	// withinPark is one as the population of a title.
	withinPark = regexp.MustCompile(aPark + `$`)
)

// scopeOf is the part of what was not understood of a title that names a
// population, "" for none.
func scopeOf(rest string) string {
	for word := range strings.FieldsSeq(rest) {
		name := strings.TrimPrefix(strings.TrimPrefix(anyTable.ReplaceAllString(word, ""), "各地区"), "分地区")
		if scopeWord.MatchString(name) && !anyScope.MatchString(name) {
			return name
		}
	}
	return ""
}

// countyName begins what was not understood of a title: 乐治县 of 乐治县规模以上工业.
var countyName = regexp.MustCompile(`^(\p{Han}{2,6}?(?:自治县|自治州|自治旗|县))(?:\s|$)`)

// strangePlace is the name of a county in what was not understood of a title,
// "" for none; 全县 and 各县 are no names.
func strangePlace(rest string) string {
	m := countyName.FindStringSubmatch(rest)
	if m == nil || strings.ContainsAny(m[1][:len("全")], "全各本分该我贫区市州") {
		return ""
	}
	return m[1]
}

// narrower are words that make a known population smaller.
var narrower = regexp.MustCompile(`小巨人|省级|国家级|市级|县级`)

// severalOf reports whether facets of one dimension stand beside each other.
func severalOf(facets []string) bool {
	seen := make(map[string]bool)
	for _, f := range facets {
		dim, _, _ := strings.Cut(f, "/")
		if seen[dim] {
			return true
		}
		seen[dim] = true
	}
	return false
}

// askScope asks about a population that a title, caption or sheet names and nobody
// knows: the figures must not pass for those of the whole.
func (t *translator) askScope(r *reading) {
	for _, at := range r.over.scopes {
		if at.row == 0 {
			at.row, at.col = r.body[0].Index, r.first // the sheet's name
		}
		a := axis{kind: at.kind}
		open := r.over.open
		r.over.open = false
		t.unknown(&r.over, r.sheet, at.heading, a, vocab.Reading{})
		r.scopeOpen = r.scopeOpen || r.over.open
		r.over.open = open
	}
}

// askContribution asks about a title that speaks of 贡献率, which is no measure of
// what the columns name. An answer that the word means nothing lets it stand.
func (t *translator) askContribution(r *reading, x *Reading) {
	at := r.over.said
	if at.row == 0 {
		at.row, at.col = r.body[0].Index, r.first // the sheet's name
	}
	a, ok := t.ask(question{
		id: "indicator:" + r.sheet + "!" + CellName(at.row, at.col), lasting: "indicator:=" + timeless(at.text), code: "indicator-unknown",
		sheet: r.sheet, cell: CellName(at.row, at.col), got: at.text,
	})
	switch {
	case !ok:
		x.Open = true
	case a.Ignore:
		x.Value.Status = ""
	}
}

// askTitle asks what a title measures that was understood in part.
func (t *translator) askTitle(r *reading, x *Reading) string {
	at := r.over.doubt
	if at.row == 0 {
		at.row, at.col = r.body[0].Index, r.first // the sheet's name
	}
	a, ok := t.ask(question{
		id: "indicator:" + r.sheet + "!" + CellName(at.row, at.col), lasting: "indicator:=" + timeless(at.text), code: "indicator-unknown",
		sheet: r.sheet, cell: CellName(at.row, at.col), got: at.text, options: t.likely(r.over.indicator, at.text),
	})
	switch {
	case !ok:
		x.Open = true
		return ""
	case a.Ignore:
		x.Value.Status = ""
		return ""
	case a.New != nil:
		t.newIndicator(a.New, "", x.Unit)
		return a.New.Code
	}
	return t.codeOf(a.Use)
}
