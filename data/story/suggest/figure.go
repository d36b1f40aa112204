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
	if (f.unit.Base == data.BasePoint || f.unit.Base == data.BasePercent) && r.besidePlace(subject) {
		return true // 较雁江区高2.1个百分点
	}
	if f.unit.Base == data.BasePoint && otherPlace.MatchString(subject) && !compared.MatchString(text) {
		return true // 高于全省2.1个百分点: of two places
	}
	if m := shareOf.FindStringSubmatchIndex(subject); m != nil && f.unit.Base == data.BasePercent && !strings.HasPrefix(subject[m[2]:m[3]], "比") {
		now, left := r.about(subject[:m[0]], *t)
		if *t = now; left != "" {
			t.miss(left)
		}
		t.growth, t.shared = false, true
		whole, unknown := r.about(subject[m[2]:m[3]], topic{place: now.place, indicator: now.indicator})
		if left+unknown+saysNothing.ReplaceAllString(tail, "") != "" || now.sum || now.several() || hasDim(whole.facets, data.DimCluster) || now.place != whole.place {
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
		return r.share(text, f, now, plan)
	}
	t.shared = false
	counts := f.unit.Base == data.BaseCount
	words := subject
	if counts {
		words += " " + tail
	}
	if f.unit.Base == data.BasePoint && !riseEnd.MatchString(subject) && !fallEnd.MatchString(subject) {
		words = slowerEnd.ReplaceAllString(fasterEnd.ReplaceAllString(words, ""), "") // 比去年同期高1.2个百分点
	}
	now, left := r.about(words, *t)
	if counts && happened.MatchString(subject) {
		now.happened = true
	} else if place := now.place != t.place || wholePlace.MatchString(subject); place || stands.MatchString(subject) {
		now.happened = false
	}
	if counts && !now.said() {
		// 200余户企业: a noun behind the number is its indicator.
		if part := partOfSize(now.facets) && !slices.Equal(now.facets, t.facets); part || enterpriseWord.MatchString(words) || hasDim(now.facets, data.DimTag) || sizeOf(now.facets) != "" && now.indicator == "" {
			now.indicator, left = "enterprises", enterpriseWord.ReplaceAllString(left, "")
		} else if now.indicator == "" {
			t.miss(left)
			t.lost, t.place, t.home = true, now.place, now.home
			return false
		}
	}
	if !counts {
		left += saysNothing.ReplaceAllString(tail, "")
	}
	if counts && left != "" && sizeOf(now.facets) != "" && happened.ReplaceAllString(left, "") == "" {
		*t = now // 新培育规上企业26户，总数达198户
		t.indicator, t.happened = "enterprises", true
		return true
	}
	if left != "" {
		t.miss(left)
		t.place, t.home = now.place, now.home // 全市484家规上企业: what follows is of the city all the same
		if t.lost = true; strings.Contains(left, "业") {
			t.size = "" // 规上中小企业: a population that is not known
		} else {
			t.size = cmp.Or(sizeOf(now.facets), t.size)
		}
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
	if now.indicator != "" && f.unit.Base == data.BaseOther {
		f = r.inUnitOf(now.indicator, f)
	}
	up, down, to, rate := riseEnd.MatchString(subject), fallEnd.MatchString(subject), toEnd.MatchString(subject), rateEnd.MatchString(subject)
	if now.rate = now.rate || ofRate.MatchString(subject); now.rate && f.unit.Base == data.BasePercent && (to || t.began || !up && !down) {
		to, rate, down = false, true, down && !to // 增速由一季度的12.5%提高到15.9%; of 下降2.4%转为 the sign is said
	}
	t.rate = now.rate
	switch {
	case now.indicator == "" || now.unscoped():
		return false
	case now.vague:
		return false
	case (now.strange || !now.home && bareName.MatchString(words)) && len(now.facets) == 0 && slices.Contains(ofFirms, now.indicator):
		return false
	case now.sum || now.several():
		t.growth = false
		return true
	case counts && now.happened && now.indicator == "enterprises":
		return false // 新培育规上企业12户、高新技术企业5户: not as many as there are
	case startEnd.MatchString(subject) && !now.began:
		t.span = !lastYear.MatchString(text)
		return true // 从31户增加到86户: where it began, at a time that is seldom said
	case to && now.span && len(now.spans) > 1 && !strings.Contains(clause, "#"):
		return true // 2012年…，到2023年…；产值从4.6亿元增加到38.2亿元
	case f.times && timesOfYear.MatchString(text):
		return true
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
	case f.unit.Base == data.BasePercent && !to && (up || rate) && !down && !otherPlace.MatchString(subject):
		t.growth, t.fell = true, f.x < 0
		return r.growth(text, f, f.x, now, plan)
	case f.x < 0 && down:
		return false // 下降-3%
	case f.unit.Base == data.BasePercent && !to && down && !otherPlace.MatchString(subject):
		t.growth, t.fell = true, true
		return r.growth(text, f, -f.x, now, plan)
	case (up || down) && !to:
		return true // a change in amounts has no claim of its own
	}
	return r.level(text, f, now, plan)
}

// inUnitOf is an amount in the unit of its indicator, where both are powers of one
// unit that knows no arithmetic: 1.82亿千瓦时 is 18200万千瓦时, give or take 50.
func (r *reader) inUnitOf(indicator string, f figure) figure {
	ind, _ := r.names.Indicator(indicator)
	shift := f.unit.Power - ind.Unit.Power
	if strings.TrimLeft(f.label, "万亿") != strings.TrimLeft(ind.Unit.Label, "万亿") || shift == 0 {
		return f
	}
	_, frac, _ := strings.Cut(f.digits, ".")
	if shift > 0 {
		f.tol = strconv.FormatFloat(0.5*math.Pow10(shift-len(frac)), 'f', -1, 64)
	}
	f.digits = strconv.FormatFloat(f.x*math.Pow10(shift), 'f', max(len(frac)-shift, 0), 64)
	f.label, f.unit, f.x = ind.Unit.Label, ind.Unit, f.x*math.Pow10(shift)
	return f
}

// besidePlace reports whether words compare with another place.
func (r *reader) besidePlace(subject string) bool {
	m := besides.FindAllStringIndex(subject, -1)
	if m == nil {
		return false
	}
	behind := subject[m[len(m)-1][1]:]
	if wholePlace.MatchString(behind) {
		return true
	}
	other, _ := r.about(behind, topic{})
	return other.place != ""
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
		return r.goal(text, t, data.Period{}, f.digits, f.label, "goal")
	}
	if ind.Kind == data.Stock {
		t.period = t.period.AsStock()
	}
	args := []string{"op", string(f.op), "value", f.digits, "unit", f.label}
	if f.tol != "" {
		args = append(args, "tol", f.tol)
	}
	r.add(text, data.ClaimLevel, t, args, r.sure(t), "level")
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

func (r *reader) share(text string, f figure, t topic, plan bool) bool {
	if plan || !hasDim(t.facets, data.DimCluster) && !hasDim(t.facets, data.DimIndustry) || t.indicator == "" {
		return false
	}
	return r.add(text, data.ClaimShare, t, []string{"op", string(f.op), "value", f.digits, "unit", "%"}, r.sure(t), "share")
}

// goal proposes a goal; without a base the year before the article is taken, and
// the reason says so.
func (r *reader) goal(text string, t topic, base data.Period, target, unit, reason string) bool {
	sure := Medium
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
