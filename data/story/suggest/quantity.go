package suggest

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// noFigure are numbers that are no figures: dates, telephone numbers, roads,
// documents, ordinals, versions, prices for one piece, ranges.
var noFigure = regexp.MustCompile(`(?:20|19)\d\d年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d{1,2}[:：]\d{2}(?::\d{2})?|` +
	`\+86[-\d]{6,}|\d{3,4}[-—]\d{7,8}|1[3-9]\d{9}|400[-\d]{7,10}|` +
	`[A-Za-z]{1,8}-?\d+(?:\.\d+)?|〔\d{4}〕\d+号|\d+号|第[\d一二三四五六七八九十百]+(?:届|次|期|批|个|年|家|户)|` +
	`每(?:吨|亩|人|户|公斤|千克|斤|件|台|平方米|度|家)[^\d，,。]{0,6}\d[\d,.]*[万亿]?元|\d[\d,.]*[万亿]?元[/每](?:吨|亩|人|公斤|斤|件|台|平方米|度)|` +
	`\d[\d.,]*[%％]?(?:亿元|万元|家|户)?\s?(?:[-—–~～]|至)\s?\d[\d.,]*(?:[%％]|[十百千]?[万亿]?(?:元|家|户|人|倍))|\d+岁|\d+(?:时|点)(?:许|整|半)?|` +
	`(?:为|占|完成)[^\d，,]{0,6}(?:预算|目标|任务|计划)[^\d，,]{0,4}\d[\d.]*[%％]`)

// mask hides what is no figure behind as many bytes.
func mask(s string) string {
	return noFigure.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat("$", len(m)) })
}

const (
	hanNumeral = `[一二两三四五六七八九十百千]+`
)

var (
	// threshold is an amount that says which enterprises or projects are counted.
	threshold  = regexp.MustCompile(`^(?:及|或|\(含\)|（含）)?以[上下]的?[^\d，,、]{0,12}(?:企业|项目|户|家|集群|园区)`)
	figureRE   = regexp.MustCompile(`(\d[\d,]*(?:\.\d+)?|` + hanNumeral + `)(余|多)?([十百千]?[万亿]|[百千])?(余|多)?\s?(个?百分点|[%％]|美元|元|户|家|件|人|吨标准煤|吨|千瓦时|度|成|倍)(以上|左右|上下|以下|以内|多|余)?`)
	fractionRE = regexp.MustCompile(`([二三四五六七八九十]|\d{1,2})分之([一二三四五六七八九]|\d{1,2})(以上|左右|多)?`)
	signRE     = regexp.MustCompile(`(?:为|是|长|速|幅|至|到|达|和|与|及|、|额|[#\s])([-−－])$`)
	before     = regexp.MustCompile(`(?:已经|已|就|共|总计|合计|了|首次|成功)*(超过|超|逾|突破|跨越|高于|多于|达到|达|接近|将近|近|不足|不到|约|大约|约为|为|是|至|到|仅|的|有|下降到)?(?:了)?\s*$`)
)

// figure is a number with its unit and how it was said.
type figure struct {
	from, to int // bytes of the clause: the number and what belongs to it
	x        float64
	digits   string // as it goes into an address
	unit     data.Unit
	label    string // of the unit, as written
	op       data.Op
	times    bool   // 两倍
	tol      string // what rounding leaves open, where the digits do not say; "" = half of the last
}

// figures finds the numbers of a clause; masked has as many bytes.
func figures(v *vocab.Vocabulary, masked string) (all []figure) {
	for _, m := range figureRE.FindAllStringSubmatchIndex(masked, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return masked[m[2*i]:m[2*i+1]]
		}
		if amount := strings.HasSuffix(part(5), "元"); amount && (threshold.MatchString(masked[m[1]:]) || m[12] >= 0 && threshold.MatchString(masked[m[12]:])) {
			continue // 10亿元以上企业: nobody knows these by name
		}
		sign := signOf(masked[:m[0]])
		if sign == "" && m[0] > 0 && strings.ContainsRune("0123456789.$-", rune(masked[m[0]-1])) {
			continue
		}
		f := figure{from: m[0] - len(sign), to: m[1], label: part(3) + strings.TrimPrefix(part(5), "个"), op: data.OpEQ}
		switch {
		case part(5) == "个百分点":
			f.label = "百分点"
		case part(5) == "％":
			f.label = "%"
		case part(5) == "度":
			f.label = part(3) + "千瓦时"
		}
		number := part(1)
		han := number[0] > '9'
		if han && !strings.Contains("成倍家户", part(5)) {
			continue // 一元, 三人: words rather than figures
		}
		x, ok := numeral(number)
		if !ok {
			continue
		}
		switch f.label {
		case "成":
			x, f.label = x*10, "%"
		case "倍":
			f.times = true
		}
		f.x, f.digits = x, strings.ReplaceAll(number, ",", "")
		if han || part(5) == "成" {
			f.digits = strconv.FormatFloat(x, 'f', -1, 64)
		}
		if sign != "" {
			f.x, f.digits = -f.x, "-"+f.digits
		}
		if !f.times {
			u, known := v.Unit(f.label)
			if !known && part(5) != "吨标准煤" { // whose unit is the indicator's own
				continue
			}
			f.unit = u
		}
		f.op = opOf(masked[:f.from], part(2)+part(4)+part(6))
		all = append(all, f)
	}
	if strings.Contains(masked, "分之") {
		all = append(all, fractions(v, masked)...)
		slices.SortFunc(all, func(a, b figure) int { return a.from - b.from })
	}
	return all
}

// fractions are 四分之一 and the like, as far as per cents write them exactly.
func fractions(v *vocab.Vocabulary, masked string) (all []figure) {
	percent, _ := v.Unit("%")
	for _, m := range fractionRE.FindAllStringSubmatchIndex(masked, -1) {
		of, known := numeral(masked[m[2]:m[3]])
		n, ok := numeral(masked[m[4]:m[5]])
		x := 100 * n / of
		if !known || !ok || of < 2 || x > 100 || x != math.Trunc(x) {
			continue
		}
		with := ""
		if m[6] >= 0 {
			with = masked[m[6]:m[7]]
		}
		all = append(all, figure{from: m[0], to: m[1], x: x, digits: strconv.FormatFloat(x, 'f', -1, 64), unit: percent, label: "%", op: opOf(masked[:m[0]], with)})
	}
	return all
}

// signOf is the minus of a number behind words that numbers follow.
func signOf(left string) string {
	if g := signRE.FindStringSubmatch(left); g != nil {
		return g[1]
	}
	return ""
}

// opOf reads the words around a number.
func opOf(left, with string) data.Op {
	switch word := before.FindStringSubmatch(left)[1]; {
	case strings.Contains("超过 超 逾 突破 跨越 高于 多于", word) && word != "":
		return data.OpGT
	case word == "接近" || word == "将近" || word == "近" || word == "不足" || word == "不到":
		return data.OpLT
	case strings.Contains(with, "以上"):
		return data.OpGE
	case strings.Contains(with, "以下"), strings.Contains(with, "以内"):
		return data.OpLE
	case word == "约" || word == "大约" || word == "约为" || with != "":
		return data.OpAbout
	case word == "达到" || word == "达":
		return data.OpGE
	}
	return data.OpEQ
}

var hanDigit = map[rune]float64{'一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// numeral reads digits and Chinese numerals below ten thousand.
func numeral(s string) (float64, bool) {
	if s[0] <= '9' {
		x, err := strconv.ParseFloat(strings.ReplaceAll(s, ",", ""), 64)
		return x, err == nil
	}
	total, digit := 0.0, 0.0
	for _, r := range s {
		power := map[rune]float64{'十': 10, '百': 100, '千': 1000}[r]
		switch {
		case power == 0 && digit != 0:
			return 0, false // 三五家
		case power == 0:
			digit = hanDigit[r]
		default:
			total += max(digit, 1) * power
			digit = 0
		}
	}
	return total + digit, total+digit > 0
}
