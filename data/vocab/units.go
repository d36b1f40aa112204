package vocab

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
)

// Units are made of a multiplier and of what is counted, so many of each that no
// list has them all: 万吨标准煤, 元/人, thousand hectares. What is not in
// units.tsv is read by its form, and only as a whole.

var (
	hanPowers = map[string]int{"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
	hanBases  = map[string]string{
		"元": data.BaseYuan, "元人民币": data.BaseYuan, "美元": data.BaseDollar, "人": data.BasePerson,
		"户": data.BaseCount, "家": data.BaseCount, "个": data.BaseCount, "项": data.BaseCount, "件": data.BaseCount,
	}
	// The longer stand first: 千米 is a noun, not thousands of something shorter.
	hanNouns = `吨标准煤|吨标煤|标准煤吨|吨公里|吨海里|人公里|车公里|平方公里|平方千米|平方米|平米|米²|立方米|千瓦小时|千瓦时|千瓦|千伏安|兆瓦|公里|千米|公顷|毫米|厘米|` +
		`千升|公斤|千克|毫克|千卡|元人民币|美元|欧元|日元|港元|英镑|人年|人次|人月|人日|人天|车次|架次|班次|床位|标准箱|标箱|标台|` +
		`元|人|户|家|个|项|件|台|辆|套|支|块|米|亩|升|吨|克|次|张|所|只|头|株|册|份|天|小时|分钟|座|处|条|篇|间|床|艘|匹|箱|担|斤|羽|尾|枚|幅|双|盒|瓶|台套|宗|起|例|岁|名|卷|公担`
	hanUnit = regexp.MustCompile(`^(|[十百千]?万|[十百千]|[十百千万]?亿)(` + hanNouns + `)$|^([万亿])(度)$`)
	hanPer  = regexp.MustCompile(`^(?:[十百千]?万|[十百千]|[十百千万]?亿)?(?:` + hanNouns + `|年|月|日|季|度)$`)
)

var (
	latinPowers = map[string]int{
		"thousand": 3, "thousands": 3, "000": 3, "'000": 3, "000s": 3, "1000": 3, "1 000": 3, "1,000": 3, "10 000": 4, "10,000": 4, "10000": 4, "ten thousand": 4,
		"100 000": 5, "100,000": 5, "hundred thousand": 5, "million": 6, "millions": 6, "mn": 6, "mln": 6, "1 000 000": 6, "1,000,000": 6,
		"10 million": 7, "100 million": 8, "100 millions": 8, "hundred million": 8, "100 mn": 8, "billion": 9, "billions": 9, "bn": 9, "trillion": 12, "trillions": 12, "bil.": 9, "mil.": 6, "thous.": 3, "100": 2, "hundred": 2, "hundreds": 2,
		"(000)": 3, "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7, "tsd.": 3, "tsd": 3, "mio.": 6, "mio": 6, "mrd.": 9, "mrd": 9, "milliers": 3, "milliers d'": 3, "millions d'": 6, "milliards d'": 9,
	}
	latinBases = map[string]string{
		"yuan": data.BaseYuan, "rmb": data.BaseYuan, "cny": data.BaseYuan, "rmb yuan": data.BaseYuan,
		"us$": data.BaseDollar, "usd": data.BaseDollar, "us dollars": data.BaseDollar, "us dollar": data.BaseDollar,
		"person": data.BasePerson, "persons": data.BasePerson, "people": data.BasePerson,
	}
	currencies = `£|€|¥|₹|₩|[a-z]{0,3}\$|rs\.?|inr|krw|brl|nzd|cad|aud|won|rupees?|kronor|kroner|francs|usd|eur|gbp|jpy|chf|euro|euros|us dollars|us dollar|dollars|dol\.|pounds|yen|rmb yuan|yuan|rmb|cny`
	measured   = `tons|tonnes|ton|tonne|kilograms|kg|grams|hectares|hectare|ha|acres|kilometres|kilometers|km|km2|km²|sq\.? ?km|square kilometres|square kilometers|square metres|square meters|` +
		`metric tons|kt|mt|metres|meters|m2|m²|m3|m³|cubic metres|cubic meters|cu\.? ?m|litres|liters|hectolitres|hl|kwh|mwh|gwh|twh|kw|mw|gw|tj|pj|gj|mtoe|ktoe|toe|tce|barrels|bushels|` +
		`persons|person|man-years|person-years|fte|hours|days`
	// Only behind a multiplier: q alone heads many a column that is no unit.
	counted    = measured + `|t|q|l|m|people|units|pieces|sets|households|heads|head|inhabitants|workers|employees|dwellings|births|deaths|tce|sce`
	multiplier = alternatives(latinPowers)
	latinUnit  = regexp.MustCompile(`^(?:in )?(?:(` + measured + `|` + currencies + `)|(` + multiplier + `)(?: of)? (` + counted + `|` + currencies + `)|(` + currencies + `)(?: in)? ?(` + multiplier + `|m|k)|(thousands?|millions?|billions?|trillions?|1,000|'000|000|1 000))(?:(?:/| per )[a-z0-9 ]{1,20})?$`)
	latinPer   = regexp.MustCompile(`(?:/| per )[a-z0-9 ]{1,20}$`)
	shareOf    = regexp.MustCompile(`^(?:%|percent|per cent|pct) of (?:the )?(?:total |gross )?[a-z][a-z &'-]{1,30}$`)
)

// moneyOfScale is a currency with its scale in brackets, which are no remark: NZ$(000).
var moneyOfScale = regexp.MustCompile(`^[a-z]{0,3}[$£€¥₹₩] ?\([0-9a-z ']+\)$`)

// alternatives are the keys as a regular expression has them.
func alternatives(words map[string]int) string {
	var all []string
	for _, w := range slices.Sorted(maps.Keys(words)) {
		all = append(all, regexp.QuoteMeta(w))
	}
	return strings.Join(all, "|")
}

// unitOf reads a normalised text that is a unit and nothing else.
func (v *Vocabulary) unitOf(s string) (data.Unit, bool) {
	if u, ok := v.units[s]; ok {
		return u, true
	}
	if s == "" || len(s) > 80 {
		return data.Unit{}, false
	}
	if last := strings.LastIndexFunc(s, isHan); last < 0 {
		return latinMade(s)
	} else if u, ok := hanMade(s); ok {
		return u, true
	} else if tail := s[last+len("元"):]; tail != "" && !strings.HasPrefix(tail, "/") {
		// 千公顷 1 000 hectares: a unit with its translation.
		u, ok := v.unitOf(strings.TrimSpace(s[:last+len("元")]))
		_, translated := v.unitOf(strings.TrimSpace(tail))
		return u, ok && translated
	}
	return data.Unit{}, false
}

func hanMade(s string) (data.Unit, bool) {
	top, per, ratio := strings.Cut(s, "/")
	g := hanUnit.FindStringSubmatch(top)
	if g == nil {
		return data.Unit{}, false
	}
	u := data.Unit{Label: s, Base: hanBases[g[2]+g[4]], Power: hanPowers[g[1]+g[3]]}
	if ratio {
		counted := u.Base == data.BaseCount || u.Base == data.BasePerson
		if !hanPer.MatchString(per) || counted && (hanBases[per] == data.BaseCount || strings.HasSuffix(per, "元")) {
			return data.Unit{}, false // 户/个 are two units of one thing, 户/万元 of two columns
		}
		u.Base = data.BaseOther
	}
	if u.Base == "" {
		u.Base = data.BaseOther
	}
	return u, true
}

func latinMade(s string) (data.Unit, bool) {
	if shareOf.MatchString(s) {
		return data.PercentUnit, true
	}
	g := latinUnit.FindStringSubmatch(s)
	if g == nil {
		return data.Unit{}, false
	}
	u := data.Unit{Label: s, Base: latinBases[g[1]+g[3]+g[4]], Power: latinPowers[g[2]+g[5]+g[6]]}
	if g[5] == "m" || g[5] == "k" {
		u.Power = map[string]int{"m": 6, "k": 3}[g[5]] // $m
	}
	if u.Base == "" || latinPer.MatchString(s) {
		u.Base = data.BaseOther
	}
	return u, true
}
