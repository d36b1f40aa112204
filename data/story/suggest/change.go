package suggest

import (
	"math"
	"strconv"
	"strings"

	"countyboard/data"
)

// Changes: rates of growth, and by how much a rate changed.

func (r *reader) growth(text string, f figure, x float64, t topic, plan bool) bool {
	if plan {
		return r.none(text, "plan")
	}
	v, ok := r.versusOf(text+t.basis, t)
	if !ok || t.span && !t.rate && !onYear.MatchString(text) {
		return true // counted from a time that has no address
	}
	return r.grown(text, f, x, t, v)
}

// grown proposes a change by x per cent, counted from v.
func (r *reader) grown(text string, f figure, x float64, t topic, v versus) bool {
	switch ind, _ := r.names.Indicator(t.indicator); ind.Kind {
	case data.Rate:
		return false
	case data.Stock:
		t.period = t.period.AsStock()
	}
	op := f.op
	if x < 0 {
		op = map[data.Op]data.Op{data.OpGT: data.OpLT, data.OpLT: data.OpGT, data.OpGE: data.OpLE, data.OpLE: data.OpGE}[op]
		if op == "" {
			op = f.op
		}
	}
	value := strconv.FormatFloat(x, 'f', -1, 64)
	if !f.times && math.Abs(x) == math.Abs(f.x) { // with its last zero: 5.0 is not 5
		value = strings.TrimPrefix(f.digits, "-")
		if x < 0 {
			value = "-" + value
		}
	}
	args := []string{"op", string(op), "value", value, "unit", "%"}
	switch {
	case v.mom:
		args = append(args, "measure", string(data.MoM))
	case !v.from.IsZero():
		args = append(args, "from", v.from.String())
	}
	return r.add(text, data.ClaimGrowth, t, args, r.sure(t), "growth")
}

func (r *reader) points(text, subject, clause string, f figure, t topic, plan, up, down bool, last *topic) bool {
	up, down = up || fasterEnd.MatchString(subject), down || slowerEnd.MatchString(subject)
	if plan || pulled.MatchString(subject) || otherPlace.MatchString(clause) && !strings.Contains(clause, "#") || !up && !down {
		return false
	}
	ofShare := strings.Contains(subject, "占比") || strings.Contains(subject, "比重")
	if ofShare && !hasDim(t.facets, data.DimCluster) && !hasDim(t.facets, data.DimIndustry) {
		return false
	}
	ind, _ := r.names.Indicator(t.indicator)
	if !last.growth && ind.Kind != data.Rate && !strings.Contains(subject, "增速") && !strings.Contains(subject, "增幅") && !narrowing.MatchString(subject) && !ofShare {
		return false
	}
	v, ok := r.versusOf(text+t.basis, t)
	if !ok {
		return true
	}
	value := f.digits
	narrows := narrowing.MatchString(subject)
	if gap := gapWord.MatchString(subject); gap && !narrows && !ofRate.MatchString(subject) && !ofShare {
		if ind.Kind != data.Rate && !last.fell {
			return false // 收窄: of what?
		}
		narrows = last.fell && ind.Kind != data.Rate
	}
	if down != narrows { // a fall that narrows is a rise of the rate
		value = "-" + value
	}
	args := []string{"op", string(f.op), "value", value, "unit", "百分点"}
	if !v.from.IsZero() {
		args = append(args, "from", v.from.String())
	}
	if ofShare {
		args = append(args, "measure", string(data.Share))
	}
	return r.add(text, data.ClaimPoints, t, args, r.sure(t), "points")
}
