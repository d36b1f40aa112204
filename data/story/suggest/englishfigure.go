package suggest

import (
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

func (r *reader) clauseEN(text, masked string, t *topic) {
	from := 0
	if r.shareEN(text, masked, t) {
		return
	}
	if partEN.MatchString(masked) {
		t.indicator, t.facets = "", nil // a part of what was said before
		return
	}
	for _, m := range figureEN.FindAllStringSubmatchIndex(masked, -1) {
		if m[0] > 0 && strings.IndexByte("0123456789.-$#", masked[m[0]-1]) >= 0 || m[1] < len(masked) && (masked[m[1]] == '-' || isDigit(masked[m[1]])) {
			t.indicator, t.facets = "", nil // a telephone number, a range
			return
		}
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return strings.ToLower(masked[m[2*i]:m[2*i+1]])
		}
		tail, behind := "", text[m[1]:]
		if part(3) == "" && part(2) == "" {
			tail = masked[m[1]:]
		}
		if next := figureEN.FindStringIndex(masked[m[1]:]); next != nil {
			behind = behind[:next[0]]
		}
		said := strings.TrimSpace(text[from : m[1]+len(tail)])
		r.figureEN(said, masked[from:m[0]], tail, behind, part(1), part(2), part(3), t)
		if from = m[1]; tail != "" {
			return
		}
	}
	if from == 0 {
		if now, left := r.aboutEN(masked, *t); left == "" {
			*t = now
		} else if !appositionEN.MatchString(masked) {
			t.indicator, t.facets = "", nil
		}
	}
}

// figureEN proposes one number of an English clause.
func (r *reader) figureEN(text, subject, tail, behind, number, scale, unit string, t *topic) {
	if strings.HasPrefix(unit, "percentage") {
		r.pointsEN(text, subject, behind, number, *t)
		return
	}
	if differenceEN.MatchString(behind) {
		return // 17 more than a year earlier
	}
	f, ok := r.amountEN(number, scale, unit)
	up, down := riseEN.MatchString(subject), fallEN.MatchString(subject)
	words := fallEN.ReplaceAllString(riseEN.ReplaceAllString(subject, " "), " ")
	now, left := r.aboutEN(words+" "+tail, *t)
	if !ok || left != "" || now.vague || now.unscoped() || now.indicator == "" && !enterpriEN.MatchString(subject+tail) {
		t.indicator, t.facets = "", nil
		return
	}
	if f.unit.Base == data.BaseCount {
		switch ind, _ := r.names.Indicator(now.indicator); {
		case enterpriEN.MatchString(subject + tail):
			now.indicator, now.carried = "enterprises", false
		case ind.Unit.Base != data.BaseCount: // the population stood at 468,000
			t.indicator, t.facets = "", nil
			return
		}
	}
	*t = now
	f.op = opEN(subject)
	switch percent := f.unit.Base == data.BasePercent; {
	case percent && (up || down) && !toEN.MatchString(subject):
		if down {
			f.x = -f.x
		}
		t.growth = true
		if v, ok := r.versusEN(behind, now); ok && (v.mom || v.from.IsZero() || v.from.Freq() == now.period.Freq()) {
			r.grown(text, f, f.x, now, v)
		}
	case percent && !up && !down && r.kindOf(now.indicator) == data.Rate, !percent && (!up && !down || toEN.MatchString(subject)):
		if r.kindOf(now.indicator) == data.Stock && (now.early || !now.dated) {
			now.period, now.dated = data.Period{}, false // is home to 230 enterprises, and its output grew in May
		}
		r.level(text, f, now, false)
	}
}

func (r *reader) kindOf(indicator string) data.Kind {
	ind, _ := r.names.Indicator(indicator)
	return ind.Kind
}

// amountEN is a number with its unit as addresses have them: 41.36 billion yuan is 413.6 亿元.
func (r *reader) amountEN(number, scale, unit string) (figure, bool) {
	digits := strings.ReplaceAll(number, ",", "")
	f := figure{digits: digits, op: data.OpEQ}
	switch {
	case strings.HasPrefix(unit, "per") && !strings.HasPrefix(unit, "percentage"), unit == "%":
		f.label = "%"
	case unit == "" && scale == "":
		f.label = "户"
	case unit == "yuan" || unit == "rmb":
		f.label = map[string]string{"": "元", "million": "百万元", "billion": "亿元", "trillion": "万亿元"}[scale]
	default:
		return f, false
	}
	if scale == "billion" {
		whole, frac, _ := strings.Cut(digits, ".")
		if frac == "" {
			frac = "0"
		}
		f.digits = strings.TrimLeft(whole+frac[:1], "0")
		if len(frac) > 1 {
			f.digits += "." + frac[1:]
		}
	}
	var known bool
	f.unit, known = r.names.Unit(f.label)
	x, err := strconv.ParseFloat(f.digits, 64)
	f.x = x
	return f, known && err == nil
}

func opEN(left string) data.Op {
	switch {
	case moreEN.MatchString(left):
		return data.OpGT
	case lessEN.MatchString(left):
		return data.OpLT
	case aboutEN.MatchString(left):
		return data.OpAbout
	case leastEN.MatchString(left):
		return data.OpGE
	}
	return data.OpEQ
}

// aboutEN reads the words of an English clause; left is what was not understood.
func (r *reader) aboutEN(words string, t topic) (now topic, left string) {
	now = t
	for _, g := range levelEN.FindAllStringSubmatch(words, -1) {
		level := map[string]string{"city": "市", "prefecture": "市", "province": "省"}[strings.ToLower(g[1])]
		code, ok := r.names.Ancestor(level, r.home)
		switch {
		case level != "" && ok:
			now.place = code
		case g[2] != "" || strings.EqualFold(g[1], "country") || strings.EqualFold(g[1], "nation"):
			now.place = "100000"
		}
	}
	if strings.HasSuffix(t.indicator, "ary-value-added") {
		words = thatEN.ReplaceAllString(words, "value added of $1 industry")
	}
	words = tradeEN.ReplaceAllString(strings.ReplaceAll(words, "#", " "), "${1}total $2 ")
	read := r.names.Read(words, vocab.Context{})
	if read.Place != "" {
		now.place = read.Place
	}
	if read.Indicator != "" {
		now.indicator, now.facets = read.Indicator, read.Facets
		if size := sizeOf(t.facets); len(read.Facets) == 0 && size != "" && slices.Contains(ofIndustry, read.Indicator) {
			now.facets = []string{size}
		}
	} else if len(read.Facets) > 0 {
		now.facets = read.Facets
	}
	if i := slices.IndexFunc(t.facets, inPark); i >= 0 && read.Place == "" && now.place == t.place && !hasDim(now.facets, data.DimPark) {
		now.facets = append(slices.Clone(now.facets), t.facets[i])
	}
	now.carried = read.Indicator == "" && t.indicator != ""
	left = levelEN.ReplaceAllString(enterpriEN.ReplaceAllString(read.Rest, ""), "")
	return now, strings.TrimSpace(fillEN.ReplaceAllString(left, ""))
}
