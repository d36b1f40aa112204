package importer

import (
	"regexp"
	"strings"

	"countyboard/data"
)

// axis is a set of labels that are alike: a label column, a header row. What
// most of them are is what an unknown one among them is likely to be.
type axis struct {
	kind    data.WordKind // "" where nothing is known
	dim     string        // of the facets, for 其他
	top     string        // the place that the places have in common above them
	spans   spanKind      // of labels such as 2010-11
	many    string        // where more is unknown than known: ID of one question for all
	cell    string        // of that question
	lasting string
	name    string
	head    string // label over the axis
	sure    bool   // a key says what kind it is of
	assumed bool   // nothing but its place in the table says what kind it is of
	crossed *crossing
	index   int  // in crossed
	leaving bool // 退库 is among the labels: 入库 is of enterprises, and not of taxes
}

var (
	placeHead = regexp.MustCompile(`(?i)地区|区域|省份|^省|城市|市州|县区|区县|region|area|province|county|country|state`)
	itemHead  = regexp.MustCompile(`(?i)指标|项目|indicator|item|series|variable`)
	groupHead = regexp.MustCompile(`(?i)^by\s|^按.+分(?:组|类)?$|集群|行业|产业|分组|组别|年龄|分类|类别|类型|企业类型|园区|industry|group|type|sector|category`)
	emptyHead = regexp.MustCompile(`^[\s　\\/／*—-]*$`)
	unitTail  = regexp.MustCompile(`^(.*)[(（\[【]([^()（）\[\]【】]{1,12})[)）\]】]\s*$`)
	latinWord = regexp.MustCompile(`[A-Za-z]{2,}`)
)

// townName is the name of a town or a street's office, and parkName that of a park:
// places that no vocabulary has, and their neighbours are such as well.
var (
	townName = regexp.MustCompile(`^[\s\p{Zs}#]*(?:其中[:：])?[^,，、:：]{0,14}(?:[^城乡各]镇|[^城各]乡|[^镇乡]街道|街道办|办事处|苏木|社区|[^农乡]村)(?:人民政府|政府|办事处|党工委)?(?:[(（].*[)）])?$|(?i) (?:town|township|sub-?district)$`)
	parkName = regexp.MustCompile(`^[\s\p{Zs}#]*(?:其中[:：])?[^,，、:：]{0,14}(?:[^各内入]园区|开发区|经开区|高新区|新区|工业园|产业园|科技园|物流园|集中区|工业区|[^分]片区)(?:[(（].*[)）])?$|(?i) (?:development zone|(?:industrial|science|logistics) park|new area|high-tech zone)$`)
)

const manyUnknown = 12 // distinct unknown words on one axis that become one question

// surveyAxis looks at the labels of an axis. head is the label over a label column.
func (t *translator) surveyAxis(labels []heading, head string, fallback data.WordKind, sheet string) axis {
	a := axis{spans: spansIn(labels)}
	count := make(map[data.WordKind]int)
	dims := make(map[string]int)
	seen := make(map[string]bool)
	parents := make(map[string]int)
	unknown, divisions, towns, parks := 0, 0, 0, 0
	var first heading
	for _, h := range labels {
		if seen[h.text] || h.text == "" || isPureHeading(h.text) {
			continue
		}
		seen[h.text] = true
		a.leaving = a.leaving || strings.HasPrefix(h.text, "退库")
		r := t.bilingual(h.text, 0)
		switch {
		case r.Class && r.Indicator == "":
			count[data.FacetWord]++
		case r.Rest != "" && t.isDivision(h.text):
			divisions++
			if code, ok := t.v.Division(chinese(h.text), t.o.Place); ok {
				if p, ok := t.v.Place(code); ok {
					parents[p.Parent]++
				}
			}
		case r.Rest != "":
			if unknown == 0 {
				first = h
			}
			unknown++
			if name := chinese(h.text); townName.MatchString(name) {
				towns++
			} else if parkName.MatchString(name) {
				parks++
			}
		case r.Indicator != "":
			count[data.IndicatorWord]++
		case r.Place != "":
			count[data.PlaceWord]++
			if p, ok := t.v.Place(r.Place); ok {
				parents[p.Parent]++
			}
		case len(r.Facets) > 0:
			count[data.FacetWord]++
			for _, f := range r.Facets {
				d, _, _ := strings.Cut(f, "/")
				dims[d]++
			}
		}
	}
	most := 0
	for _, k := range []data.WordKind{data.IndicatorWord, data.FacetWord, data.PlaceWord} {
		if count[k] > most {
			a.kind, most = k, count[k]
		}
	}
	// Names of divisions are places where places stand; elsewhere 东方 and 白银
	// are words like others.
	if divisions > 0 && (placeHead.MatchString(head) || divisions+count[data.PlaceWord] > most+unknown) {
		a.kind, most = data.PlaceWord, divisions+count[data.PlaceWord]
	} else {
		unknown += divisions
	}
	a.dim, a.top, a.head = commonest(dims), commonest(parents), head
	if a.kind == "" {
		a.kind = kindOfHead(head, fallback)
		a.assumed = kindOfHead(head, "") == ""
	}
	asParks := towns == 0 && parks > 0 && (dims["park"] > 0 || dimOfHead(head) == "park") // among known ones they are groups
	if !asParks {
		towns += parks
	}
	asTowns := towns > 0 && towns*2 >= unknown && count[data.IndicatorWord] <= towns
	switch {
	case asTowns:
		a.kind = data.PlaceWord
	case asParks:
		a.kind, a.dim = data.FacetWord, "park"
	}
	if unknown > manyUnknown && unknown > most || asTowns && towns > 1 || asParks && parks > 1 {
		a.many, _ = t.idOf(questionName(a.kind)+":", "!"+ColumnName(first.col)+" "+head+" "+first.text, sheet+"!"+ColumnName(first.col))
		a.lasting = questionName(a.kind) + ":!" + ColumnName(first.col)
		a.cell, a.name = CellName(first.row, first.col), head
	}
	return a
}

func kindOfHead(head string, fallback data.WordKind) data.WordKind {
	switch {
	case placeHead.MatchString(head):
		return data.PlaceWord
	case itemHead.MatchString(head):
		return data.IndicatorWord
	case groupHead.MatchString(head):
		return data.FacetWord
	}
	return fallback
}

func commonest(m map[string]int) string {
	best, most := "", 0
	for k, n := range m {
		if n > most || n == most && k < best {
			best, most = k, n
		}
	}
	return best
}

func questionName(k data.WordKind) string {
	if k == data.FacetWord {
		return "group"
	}
	return string(k)
}
