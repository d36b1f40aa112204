package draft

import (
	"cmp"
	"slices"

	"countyboard/data"
)

// grown is a part with its growth.
type grown struct {
	group data.Group
	rate  clause
	x     float64
}

// parts writes of the parts of a population: who grows fastest, who falls, who is
// largest, who gave most to the growth, who overtook whom.
func (d *desk) parts(s *subject) []line {
	var told []data.Group
	for _, g := range s.parts {
		if !s.gathers(g) && !s.quiet(g) {
			told = append(told, g)
		}
	}
	if len(told) < 2 || s.indicator.Kind == data.Rate {
		return nil
	}
	var lines []line
	var rates []grown
	for _, g := range told {
		if l, ok := d.result(s, g); ok {
			l.class = slowest
			lines = append(lines, l)
		} else if rate, x, ok := d.growth(s, g); ok && (rate.claim.Basis == data.Published || s.many(g)) {
			rates = append(rates, grown{g, rate, x})
		}
	}
	slices.SortStableFunc(rates, func(a, b grown) int { return -cmp.Compare(a.x, b.x) })
	lines = append(lines, d.pace(s, rates)...)
	lines = append(lines, d.size(s, told)...)
	lines = append(lines, d.gave(s, told)...)
	return append(lines, d.passed(s, told)...)
}

// many reports whether a count is large enough, a year before, for its growth in
// per cent to say more than what happened: of eight, one more is 12.5 %. Counts are
// exact, so their computed rates can be ranked; those of rounded amounts may tie.
func (s *subject) many(g data.Group) bool {
	const enough = 20
	before, ok := s.at(g, data.Level, s.period.AddYears(-1))
	return ok && s.counted() && before.Value.Number >= enough
}

// among is the rank of a part among all parts.
func (d *desk) among(s *subject, g data.Group, m data.Measure, basis data.Basis, key string) (clause, int, int, bool) {
	c := s.claim(data.ClaimRank, g)
	c.Among, c.Key.Measure, c.Basis = "groups", m, basis
	return d.place(c, key+"-"+s.dim)
}

// mostFalling parts are named.
const mostFalling = 2

// pace names the part that grows fastest, and those that fall.
func (d *desk) pace(s *subject, rates []grown) (lines []line) {
	if len(rates) == 0 {
		return nil
	}
	if r := rates[0]; r.x > 0 {
		if first, rank, _, ok := d.among(s, r.group, data.YoY, r.rate.claim.Basis, "pace"); ok && rank == 1 {
			clauses := []clause{r.rate, first}
			clauses = append(clauses, d.pacing(s, r)...)
			lines = append(lines, d.line(s, fastest, "fastest", r.group, d.lead(s, r.group)+d.t("is"), clauses...))
		}
	}
	for i, r := range slices.Backward(rates) {
		if r.x >= 0 || len(rates)-i > mostFalling {
			break
		}
		clauses := []clause{r.rate}
		if last, rank, of, ok := d.among(s, r.group, data.YoY, r.rate.claim.Basis, "pace-last"); ok && rank == of {
			clauses = append(clauses, last)
		}
		clauses = append(clauses, d.pacing(s, r)...)
		lines = append(lines, d.line(s, slowest, "falling", r.group, d.lead(s, r.group)+d.t("is"), clauses...))
	}
	return lines
}

// pacing is how a part's growth rate moved; of counts, few as they are, nobody asks.
func (d *desk) pacing(s *subject, r grown) []clause {
	if moved, ok := d.faster(s, r.group, r.rate.claim, r.x); ok && !s.counted() {
		return []clause{moved}
	}
	return nil
}

// size names the largest part and its share.
func (d *desk) size(s *subject, told []data.Group) []line {
	for _, g := range told {
		first, rank, _, ok := d.among(s, g, "", "", "size")
		if !ok || rank != 1 {
			continue
		}
		level, _, ok := d.level(s.claim(data.ClaimLevel, g), "value", "")
		if !ok {
			return nil
		}
		clauses := []clause{level}
		ask := s.claim(data.ClaimShare, g)
		ask.Unit = data.PercentUnit
		if f, ok := d.find(ask); ok && f.Found > 0 && f.Found <= 100 {
			ask, words := d.said(ask, f)
			clauses = append(clauses, clause{words: d.t("share", "value", words), claim: ask})
		}
		return []line{d.line(s, largest, "largest", g, d.lead(s, g)+d.t("stands-at"), append(clauses, first)...)}
	}
	return nil
}

// mostGiving parts are named.
const mostGiving = 2

// gave names the parts that gave most to the growth of the whole: arithmetic, and
// no cause.
func (d *desk) gave(s *subject, told []data.Group) (lines []line) {
	before := s.period.AddYears(-1)
	now, ok := s.at(s.population, data.Level, s.period)
	then, had := s.at(s.population, data.Level, before)
	was, same := then.Unit.Convert(then.Value.Number, now.Unit)
	if !ok || !had || !same || was <= 0 || now.Value.Number <= was || s.counted() || s.quiet(s.population) || s.broken(s.population, before, s.period) {
		return nil
	}
	type giver struct {
		group data.Group
		c     clause
	}
	var all []giver
	for _, g := range told {
		ask := s.claim(data.ClaimLevel, g)
		ask.Key.Measure, ask.Unit = data.Points, data.PointUnit
		if f, ok := d.find(ask); ok && !s.broken(g, before, s.period) {
			ask, words := d.said(ask, f)
			all = append(all, giver{g, clause{words: d.t("gave", "value", words) + d.t("basis-nominal"), claim: ask}})
		}
	}
	slices.SortStableFunc(all, func(a, b giver) int { return -cmp.Compare(a.c.claim.Said, b.c.claim.Said) })
	for _, x := range all[:min(len(all), mostGiving)] {
		if x.c.claim.Said <= 0 {
			break
		}
		clauses := []clause{x.c}
		ask := s.claim(data.ClaimLevel, x.group)
		ask.Key.Measure, ask.Unit = data.Contribution, data.PercentUnit
		if f, ok := d.find(ask); ok {
			ask, words := d.said(ask, f)
			clauses = append(clauses, clause{words: d.t("contribution", "value", words), claim: ask})
		}
		lines = append(lines, d.line(s, contributed, "gave", x.group, d.lead(s, x.group)+d.t("then"), clauses...))
	}
	return lines
}

// passed names a part that overtook another since a year before; all four ranks
// are claims.
func (d *desk) passed(s *subject, told []data.Group) []line {
	type rank struct {
		group     data.Group
		now, then int
	}
	before := *s
	before.period = s.period.AddYears(-1)
	var all []rank
	for _, g := range told {
		_, now, _, ok := d.among(s, g, "", "", "now")
		_, then, _, had := d.among(&before, g, "", "", "was")
		if ok && had && !s.broken(g, before.period, s.period) {
			all = append(all, rank{g, now, then})
		}
	}
	slices.SortStableFunc(all, func(a, b rank) int { return cmp.Compare(a.now, b.now) })
	for _, a := range all {
		for _, b := range all {
			if a.then <= b.then || a.now >= b.now || a.now >= a.then {
				continue
			}
			was, _, _, _ := d.among(&before, a.group, "", "", "was")
			now, _, _, _ := d.among(s, a.group, "", "", "now")
			stood, _, _, _ := d.among(&before, b.group, "", "", "stood")
			fell, _, _, _ := d.among(s, b.group, "", "", "fell")
			stood.before, fell.after = d.t("past", "part", d.partName(s, b.group)), d.t("past-end")
			return []line{d.line(s, overtook, "overtook", a.group, d.lead(s, a.group)+d.t("then"), was, now, stood, fell)}
		}
	}
	return nil
}
