package suggest

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"countyboard/data"
)

// figure proposes one number; false where its words are not understood.
func (r *reader) figure(text, subject, tail, clause string, f figure, t *topic, plan bool) bool {
	if f.unit.Base == data.BasePoint && otherPlace.MatchString(subject) && !compared.MatchString(text) {
		return true // 高于全省2.1个百分点: of two places
	}
	if m := shareOf.FindStringSubmatchIndex(subject); m != nil && f.unit.Base == data.BasePercent && !strings.HasPrefix(subject[m[2]:m[3]], "比") {
		now, left := r.about(subject[:m[0]], *t)
		whole, unknown := r.about(subject[m[2]:m[3]], topic{place: now.place, indicator: now.indicator})
		if left+unknown+saysNothing.ReplaceAllString(tail, "") != "" || hasDim(whole.facets, data.DimCluster) || now.place != whole.place {
			return false
		}
		if now.indicator == "" || now.carried {
			now.indicator = whole.indicator
		} else if whole.indicator != now.indicator {
			return false
		}
		if size := sizeOf(whole.facets); size != "" && sizeOf(now.facets) == "" {
			now.facets = append(slices.Clone(now.facets), size)
		}
		*t = now
		return r.share(text, f, now, plan)
	}
	counts := f.unit.Base == data.BaseCount
	words := subject
	if counts {
		words += " " + tail
	}
	now, left := r.about(words, *t)
	if counts && !now.said() {
		// 200余户企业: a noun behind the number is its indicator.
		if enterpriseWord.MatchString(words) || hasDim(now.facets, data.DimTag) || sizeOf(now.facets) != "" && now.indicator == "" {
			now.indicator, left = "enterprises", enterpriseWord.ReplaceAllString(left, "")
		} else if now.indicator == "" {
			return false
		}
	}
	if !counts {
		left += saysNothing.ReplaceAllString(tail, "")
	}
	if left != "" {
		t.miss(left)
		t.lost, t.size = true, cmp.Or(sizeOf(now.facets), t.size)
		return false
	}
	if now.carried && (now.indicator == "enterprises-entered" || now.indicator == "enterprises-left") {
		if !allOf.MatchString(subject) {
			t.miss("")
			t.lost = true
			return false
		}
		now.indicator, now.facets = "enterprises", []string{data.DimSize + "/规上"} // 新增12户，总数达到98户
	}
	*t = now
	up, down, to, rate := riseEnd.MatchString(subject), fallEnd.MatchString(subject), toEnd.MatchString(subject), rateEnd.MatchString(subject)
	switch {
	case now.indicator == "" || now.unscoped():
		return false
	case startEnd.MatchString(subject):
		return true // 从31户增加到86户: where it began, at a time that is seldom said
	case f.times && (to || timesOf.MatchString(subject)):
		return r.growth(text, f, (f.x-1)*100, now, plan)
	case f.times && up:
		return r.growth(text, f, f.x*100, now, plan)
	case f.times:
		return false
	case f.unit.Base == data.BasePoint:
		return r.points(text, subject, clause, f, now, plan, up, down, t)
	case f.unit.Base == data.BasePercent && (shareEnd.MatchString(subject) || to && shareBegan.MatchString(clause[:f.from])):
		return r.share(text, f, now, plan)
	case f.unit.Base == data.BasePercent && !to && (up || rate) && !otherPlace.MatchString(subject):
		t.growth = true
		return r.growth(text, f, f.x, now, plan)
	case f.x < 0 && down:
		return false // 下降-3%
	case f.unit.Base == data.BasePercent && !to && down && !otherPlace.MatchString(subject):
		t.growth = true
		return r.growth(text, f, -f.x, now, plan)
	case (up || down) && !to:
		return true // a change in amounts has no claim of its own
	}
	return r.level(text, f, now, plan)
}

// said reports whether the words name the indicator themselves.
func (t topic) said() bool { return t.indicator != "" && !t.carried }

func (r *reader) level(text string, f figure, t topic, plan bool) bool {
	ind, _ := r.names.Indicator(t.indicator)
	want := ind.Unit
	if want.Base != f.unit.Base || want.Base == data.BaseOther && want.Label != f.label {
		return false
	}
	if plan {
		return r.goal(text, t, data.Period{}, f.digits, f.label, Medium, "goal")
	}
	if ind.Kind == data.Stock {
		t.period = t.period.AsStock()
	}
	r.add(text, data.ClaimLevel, t, []string{"op", string(f.op), "value", f.digits, "unit", f.label}, r.sure(t), "level")
	if t.carried {
		r.exactly()
	}
	return true
}

// exactly drops a threshold that the next number makes exact: 突破200亿元，达到206.4亿元.
func (r *reader) exactly() {
	n := len(r.claims)
	if n < 2 {
		return
	}
	before, op, _ := strings.Cut(r.claims[n-2].Address, "&op=")
	now, _, _ := strings.Cut(r.claims[n-1].Address, "&op=")
	if before == now && strings.HasPrefix(op, string(data.OpGT)+"&") {
		r.claims = append(r.claims[:n-2], r.claims[n-1])
	}
}

func (r *reader) growth(text string, f figure, x float64, t topic, plan bool) bool {
	if plan {
		return r.none(text, "plan")
	}
	v, ok := r.versusOf(text+t.basis, t)
	if !ok {
		return true // counted from a time that has no address
	}
	if ind, _ := r.names.Indicator(t.indicator); ind.Kind == data.Rate {
		return false
	}
	op := f.op
	if x < 0 {
		op = map[data.Op]data.Op{data.OpGT: data.OpLT, data.OpLT: data.OpGT, data.OpGE: data.OpLE, data.OpLE: data.OpGE}[op]
		if op == "" {
			op = f.op
		}
	}
	value := strconv.FormatFloat(x, 'f', -1, 64)
	if !f.times && x == math.Abs(f.x) {
		value = f.digits
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
	if plan || pulled.MatchString(subject) || otherPlace.MatchString(clause) && !strings.Contains(clause, "#") || !up && !down {
		return false
	}
	ofShare := strings.Contains(subject, "占比") || strings.Contains(subject, "比重")
	if ofShare && !hasDim(t.facets, data.DimCluster) && !hasDim(t.facets, data.DimIndustry) {
		return false
	}
	if !last.growth && !strings.Contains(subject, "增速") && !strings.Contains(subject, "增幅") && !narrowing.MatchString(subject) && !ofShare {
		return false
	}
	v, ok := r.versusOf(text+t.basis, t)
	if !ok {
		return true
	}
	value := f.digits
	if down != narrowing.MatchString(subject) { // a fall that narrows is a rise of the rate
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

func (r *reader) share(text string, f figure, t topic, plan bool) bool {
	if plan || !hasDim(t.facets, data.DimCluster) && !hasDim(t.facets, data.DimIndustry) || t.indicator == "" {
		return false
	}
	return r.add(text, data.ClaimShare, t, []string{"op", string(f.op), "value", f.digits, "unit", "%"}, r.sure(t), "share")
}

// goal proposes a goal; without a base the year before the article is taken, and
// the reason says so.
func (r *reader) goal(text string, t topic, base data.Period, target, unit string, sure Confidence, reason string) bool {
	if base.IsZero() {
		base = data.Year(r.published.Year() - 1)
		sure = Low
	}
	t.period = data.Period{}
	args := []string{"base", base.String(), "target", target}
	if unit != "" {
		args = append(args, "unit", unit)
	}
	return r.add(text, data.ClaimGoal, t, args, sure, reason)
}
