package importer

import (
	"regexp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// A line may be a key and its value (地区：四川, Industry: Textiles, 指标名称：税收); it
// says what the block below it is of, and the key is no part of that.

const (
	itemKeys  = `指标名称|指标|项目名称|项目|indicator(?: name)?|series(?: name)?|variable`
	placeKeys = `地区|地区名称|区域|省份|地市|市州|县区|区县|所在地|region|area|country|province|county|district|state|city|territory|prefecture|local authority|geography`
	groupKeys = `行业|行业名称|行业类别|所属行业|产业|产业集群|集群|园区|分组|规模|企业规模|企业类型|登记注册类型|经济类型|industry|sector|industry group|cluster|group|park|size|ownership`
	otherKeys = `表名|报表名称|计量单位|数据单位|金额单位|单位|时间|时期|报告期|统计期|所属期|频度|units?(?: of measure)?|period|time|frequency`
)

var (
	keyedLine = regexp.MustCompile(`(?i)^\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、．])?[(（【\[]?\s*(?:(` + itemKeys + `)|(` + placeKeys + `)|(` + groupKeys + `))\s*[:：]\s*([^:：]+?)\s*$`)
	keyWord   = regexp.MustCompile(`(?i)(?:^|[\s\p{Zs}；;，,、(（|/])((?:` + itemKeys + `|` + placeKeys + `|` + groupKeys + `|` + otherKeys + `)\s*[:：])`)
	// wholeValue names no part: 行业：全部.
	wholeValue = regexp.MustCompile(`(?i)^(?:全部|合计|总计|所有|全行业|all(?: .*)?|total)$`)
)

// keyed reads a line that is a key with its value; what kind of word the value is.
func keyed(text string) (kind data.WordKind, key, value string, ok bool) {
	if !strings.ContainsAny(text, ":：") {
		return "", "", "", false
	}
	g := keyedLine.FindStringSubmatch(text)
	if g == nil {
		return "", "", "", false
	}
	for i, k := range []data.WordKind{data.IndicatorWord, data.PlaceWord, data.FacetWord} {
		if g[i+1] != "" {
			kind, key = k, strings.ToLower(g[i+1])
		}
	}
	value = strings.TrimSpace(g[4])
	if c := strings.TrimSpace(text)[0]; c == '(' || c == '[' || strings.HasPrefix(strings.TrimSpace(text), "（") || strings.HasPrefix(strings.TrimSpace(text), "【") {
		value = strings.TrimRight(value, ")）】]")
	}
	return kind, key, value, value != ""
}

func isKeyed(text string) bool {
	_, _, _, ok := keyed(text)
	return ok
}

// hasKey reports whether a text is one key with its value, or several.
func hasKey(text string) bool { return isKeyed(text) || len(keyParts(text)) > 1 }

// keyParts are the keys with their values that stand in one text, a line each:
// 指标名称：税收  计量单位：万元; one line where there are not several.
func keyParts(text string) []string {
	if strings.Count(text, ":")+strings.Count(text, "：") < 2 {
		return []string{text}
	}
	at := keyWord.FindAllStringSubmatchIndex(text, -1)
	if len(at) < 2 || strings.Trim(text[:at[0][2]], "(（[【 ") != "" {
		return []string{text}
	}
	var parts []string
	for i, m := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][2]
		}
		part := strings.TrimRight(strings.TrimSpace(text[m[2]:end]), " ;；,，、|/(（")
		if strings.Count(part, ")")+strings.Count(part, "）") > strings.Count(part, "(")+strings.Count(part, "（") {
			part = strings.TrimRight(part, ")）")
		}
		parts = append(parts, part)
	}
	return parts
}

// addKeyed takes the place or group that a line over a table says. One that nobody
// knows is asked about, and is never the home place.
func (t *translator) addKeyed(m *meaning, l line, kind data.WordKind, key, value string) {
	r := t.bilingual(value, 0)
	at := heading{value, l.row, l.col}
	switch {
	case wholeValue.MatchString(value):
	case r.Rest == "" && (r.Place != "" || len(r.Facets) > 0):
		if r.Place != "" {
			m.place, m.whole = r.Place, whole{}
		}
		m.facets = withFacets(m.facets, r.Facets)
	case r.Rest == "" && r.Whole != "":
		m.whole = whole{level: r.Whole, said: at}
	default:
		if code, ok := t.v.Division(chinese(value), m.place, t.o.Place); ok && kind == data.PlaceWord {
			m.place, m.whole = code, whole{}
			return
		}
		if code, ok := t.facetNamed(axis{kind: kind, head: key, sure: true}, value); ok {
			m.facets = withFacets(m.facets, []string{code})
			return
		}
		m.scopes = append(m.scopes, scope{at, kind})
	}
}

// anyKey is a key whose value stands in the next cell, whatever it is of.
var anyKey = regexp.MustCompile(`(?i)^\s*(?:` + itemKeys + `|` + placeKeys + `|` + groupKeys + `|` + otherKeys + `)\s*[:：]\s*$`)

const maxKeys = 16 // cells of a row of keys and values

// mayBeKey reports whether the first text of a row has a colon, as keys have.
func mayBeKey(r *Row) bool {
	for i := range r.Cells {
		if c := &r.Cells[i]; c.Kind != Text {
			return false
		} else if c.Text != "" {
			return len(c.Text) < 200 && strings.ContainsAny(c.Text, ":：")
		}
	}
	return false
}

// joinKeys writes the keys and values of a row into one cell, where it has nothing
// else: 地区： | 四川 | 行业： | 纺织业 is one line.
func (g *grid) joinKeys(i int) {
	cells := g.rows[i].Cells
	var parts []string
	first, open, keys := -1, "", 0
	for k := range cells {
		text := strings.TrimSpace(cells[k].Text)
		if text == "" && cells[k].Kind == Text {
			continue
		}
		if first < 0 {
			first = k
		}
		switch {
		case open == "" && cells[k].Kind == Text && anyKey.MatchString(text):
			open = text
			continue
		case open != "" && !anyKey.MatchString(text):
			text, open = open+label(&cells[k]), ""
		case cells[k].Kind != Text || !hasKey(text) && !unitLine.MatchString(text):
			return
		}
		if hasKey(text) {
			keys++
		}
		parts = append(parts, text)
	}
	if keys == 0 || open != "" || first < 0 || len(parts) == 1 && isKeyed(cells[first].Text) {
		return
	}
	if !g.copied {
		g.rows, g.copied = slices.Clone(g.rows), true // the sheet's own stay as they are
	}
	g.rows[i].Cells = []Cell{{Text: strings.Join(parts, "  "), Col: cells[first].Col, Indent: cells[first].Indent}}
}

// scope is a population or place that a title names and nobody knows.
type scope struct {
	heading
	kind data.WordKind
}

// keptOver are the captions that hold over a new one with a key: those before the
// last one with the same key.
func keptOver(captions []level, text string) []level {
	_, key, _, ok := keyed(text)
	if !ok {
		return nil
	}
	n := 0
	for _, c := range captions {
		if _, k, _, is := keyed(c.at.text); !is || k == key {
			break
		}
		n++
	}
	return captions[:n:n]
}

// pureHeading says how what follows is divided, or that it is a part, and nothing else.
var pureHeading = regexp.MustCompile(`(?i)^[\s\p{Zs}#]*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．]\s?)?\s*` +
	`(?:在?(?:总计|合计|总数|总额|总量|全部)(?:数|额|量)?中|其中|按[^，,:：()（）]{1,16}(?:划?分|分组|分类)|分(?:行业|地区|产业|类型|规模|经济类型|登记注册类型|集群|园区)|of (?:which|total|the total)|among (?:which|them|total)|including|by [a-z][a-z -]{1,40})\s*[:：]?[\s\p{Zs}]*$`)

// partHeading is one over parts that need not make up the whole.
var partHeading = regexp.MustCompile(`(?i)(?:其|总计|合计|总数|总额|总量|全部)(?:数|额|量)?中|of (?:which|total|the total)|among|including`)

func isPureHeading(text string) bool {
	return len(text) < 120 && pureHeading.MatchString(vocab.Tidy(text))
}
