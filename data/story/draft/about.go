package draft

import (
	"cmp"
	"slices"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// about writes all that may be said of a subject; what is not known yet is asked,
// and written the next time.
func (d *desk) about(s *subject, goals []aim) []line {
	if s.indicator.Code == codeEntered {
		return d.movesOf(s)
	}
	if s.quiet(s.population) {
		return nil // and its parts are fewer still
	}
	lines := append(d.whole(s), d.records(s)...)
	lines = append(lines, d.standing(s)...)
	lines = append(lines, d.towards(s, goals)...)
	return append(lines, d.parts(s)...)
}

func (d *desk) line(s *subject, c class, kind string, g data.Group, lead string, clauses ...clause) line {
	return line{id: kind + " " + s.indicator.Code + " " + s.place.Code + " " + string(g) + " " + s.period.String(), place: s.place.Code, class: c, lead: lead, clauses: clauses, end: d.status(s, g)}
}

// counted reports whether a subject counts things one by one.
func (s *subject) counted() bool { return s.indicator.Unit.Base == data.BaseCount }

// whole is the sentence about the population: how much, how fast, and whether
// that is faster than a year before.
func (d *desk) whole(s *subject) []line {
	g := s.population
	if l, ok := d.result(s, g); ok {
		return []line{l}
	}
	c := howMuch
	if s.counted() && s.indicator.Kind == data.Stock {
		c = howMany
	}
	var clauses []clause
	lead := d.lead(s, "")
	level, _, ok := d.level(s.claim(data.ClaimLevel, g), "value", "")
	if ok {
		clauses, lead = append(clauses, level), lead+d.t("stands-at")
	}
	switch {
	case s.indicator.Kind == data.Rate && ok:
		clauses = append(clauses, d.moved(s, g)...)
	case c == howMany && ok && !s.broken(g, s.period.AddYears(-1), s.period):
		before := s.claim(data.ClaimLevel, g)
		before.Key.Period = s.period.AddYears(-1)
		if was, _, ok := d.level(before, s.yearly("year-before"), ""); ok {
			clauses = append(clauses, was)
		}
	default:
		rate, x, has := d.growth(s, g)
		if !has {
			break
		}
		if clauses = append(clauses, rate); !ok {
			lead += d.t("is")
		}
		if moved, has := d.faster(s, g, rate.claim, x); has && !s.counted() {
			clauses = append(clauses, moved)
		}
	}
	if len(clauses) == 0 {
		return nil
	}
	return []line{d.line(s, c, "whole", g, lead, clauses...)}
}

// moved is how a rate moved since a year before, in points.
func (d *desk) moved(s *subject, g data.Group) []clause {
	if s.broken(g, s.period.AddYears(-1), s.period) {
		return nil
	}
	ask := s.claim(data.ClaimPoints, g)
	ask.Unit = data.PointUnit
	f, ok := d.find(ask)
	if !ok {
		return nil
	}
	ask, words := d.said(ask, f)
	switch {
	case ask.Said > 0:
		return []clause{{words: d.t(s.yearly("higher"), "value", words), claim: ask}}
	case ask.Said < 0:
		return []clause{{words: d.t(s.yearly("lower"), "value", words), claim: ask}}
	}
	return nil
}

// results are the indicators whose levels are called profit and loss.
var results = []string{"profit", "operating-profit"}

// result is a profit beside that of the year before where one of the two is a
// loss: there is no rate, and the direction has its own word.
func (d *desk) result(s *subject, g data.Group) (l line, ok bool) {
	if !slices.Contains(results, s.indicator.Code) || s.broken(g, s.period.AddYears(-1), s.period) {
		return l, false
	}
	now, ok1 := s.at(g, data.Level, s.period)
	then, ok2 := s.at(g, data.Level, s.period.AddYears(-1))
	if !ok1 || !ok2 || now.Value.Number > 0 && then.Value.Number > 0 || now.Value.Number == 0 || then.Value.Number == 0 {
		return l, false
	}
	before := s.claim(data.ClaimLevel, g)
	before.Key.Period = s.period.AddYears(-1)
	a, x, ok1 := d.level(s.claim(data.ClaimLevel, g), "", "made")
	b, y, ok2 := d.level(before, "", s.yearly("made-before"))
	if !ok1 || !ok2 {
		return l, false
	}
	turn := "turned-to-profit"
	switch {
	case x < 0 && y > 0:
		turn = "turned-to-loss"
	case x < 0 && x < y:
		turn = "loss-grew"
	case x < 0:
		turn = "loss-shrank"
	}
	if x != y {
		b.after = d.t(turn)
	}
	part := g
	if g == s.population {
		part = ""
	}
	return d.line(s, howMuch, "result", g, d.lead(s, part)+d.t("then"), a, b), true
}

// movesOf is what entered and left a list.
func (d *desk) movesOf(s *subject) []line {
	g := s.population
	entered, _, ok := d.level(s.claim(data.ClaimLevel, g), "entered", "")
	c := s.claim(data.ClaimLevel, g)
	c.Key.Indicator = codeLeft
	left, _, ok2 := d.level(c, "left", "")
	if !ok || !ok2 {
		return nil
	}
	list := *s
	list.indicator.Code = "enterprises-list" // its name has a phrase of its own
	return []line{d.line(s, moves, "moves", g, d.lead(&list, "")+d.t("then"), entered, left)}
}

// records says where a level is the highest of all that is known, if that is long
// enough to be worth saying and has no gap.
func (d *desk) records(s *subject) []line {
	const fewest = 3
	g := s.population
	first, n := s.since(g)
	if s.indicator.Kind == data.Rate || n < fewest || s.broken(g, data.Period{}, s.period) {
		return nil
	}
	c := s.claim(data.ClaimDirection, g)
	c.Trend, c.Key.Measure, c.From = data.Record, data.Level, first
	f, ok := d.find(c)
	if !ok || f.Outcome != data.Agrees {
		return nil
	}
	words := d.t("record-stock", "since", lang.EndOf(d.Lang, first))
	if s.indicator.Kind == data.Flow {
		key := "record-months"
		if s.period.Freq() == data.Annual {
			key = "record-years"
		}
		words = d.t(key, "since", lang.Period(d.Lang, data.Year(first.Year())))
	}
	return []line{d.line(s, record, "record", g, d.lead(s, "")+d.t("is"), clause{words: words, claim: c})}
}

// since is the first period comparable with the subject's (of a flow the same
// months) from which on none is missing, and how many there are; at most all.
func (s *subject) since(g data.Group) (first data.Period, n int) {
	step := func(p data.Period) data.Period {
		if s.indicator.Kind == data.Flow {
			return p.AddYears(-1)
		}
		return p.Previous()
	}
	for p := s.period; ; p = step(p) {
		if _, ok := s.at(g, data.Level, p); !ok || p.IsZero() {
			return first, n
		}
		first, n = p, n+1
	}
}

// standing is the place among the places with the same parent.
func (d *desk) standing(s *subject) []line {
	parent, ok := d.Names.Place(s.place.Parent)
	if !ok || s.indicator.Kind == data.Rate {
		return nil
	}
	var clauses []clause
	g := s.population
	c := s.claim(data.ClaimRank, g)
	c.Among = "places"
	size, _, of, ok := d.place(c, "place-size")
	if ok {
		clauses = append(clauses, size)
	}
	if _, ok := s.at(g, data.YoY, s.period); ok {
		c.Key.Measure, c.Basis = data.YoY, data.Published
		if fast, _, n, ok := d.place(c, "place-growth"); ok && (of == 0 || n == of) {
			clauses, of = append(clauses, fast), n
		}
	}
	if len(clauses) == 0 {
		return nil
	}
	lead := d.lead(s, "") + d.t("among-places", "parent", d.placeName(parent), "of", lang.Number(d.Lang, float64(of), 0))
	return []line{d.line(s, amongPlaces, "places", g, lead, clauses...)}
}

// aim is a goal that a published story names.
type aim struct {
	claim data.Claim
	slug  string
}

// goals are those of the stories about the subjects' places.
func (d *desk) goals(subjects []*subject) (all []aim, err error) {
	var places []string
	for _, s := range subjects {
		if !slices.Contains(places, s.place.Code) {
			places = append(places, s.place.Code)
		}
	}
	for _, p := range places {
		stories, err := d.Reader.Stories(d.ctx, p, data.AsOf{})
		if err != nil {
			return nil, err
		}
		// Of a goal told in two languages that of the draft's own is cited.
		slices.SortStableFunc(stories, func(a, b data.Story) int { return cmp.Compare(d.foreign(a), d.foreign(b)) })
		for _, st := range stories {
			claims, err := story.Claims(st)
			if err != nil {
				continue // stored under rules of another day: it is no source of goals
			}
			for _, c := range claims {
				if c.Kind == data.ClaimGoal {
					all = append(all, aim{c, st.Slug})
				}
			}
		}
	}
	return all, nil
}

func (d *desk) foreign(st data.Story) int {
	if st.Lang == string(d.Lang) {
		return 0
	}
	return 1
}

// towards says how far a subject has come since a goal's base, and names the goal
// with the story that set it.
func (d *desk) towards(s *subject, goals []aim) []line {
	g := s.population
	for _, a := range goals {
		if a.claim.Key.Indicator != s.indicator.Code || a.claim.Key.Place != s.place.Code || a.claim.Key.Group != g {
			continue
		}
		c := s.claim(data.ClaimGrowth, g)
		c.Unit, c.Basis, c.From = data.PercentUnit, data.Nominal, a.claim.Base
		if c.From.Freq() != s.period.Freq() { // the same months of the base year
			c.From = s.period.AddYears(a.claim.Base.Year() - s.period.Year())
		}
		if c.From.Compare(s.period) >= 0 || s.broken(g, c.From, s.period) {
			continue
		}
		f, ok := d.find(c)
		if !ok {
			continue
		}
		c, words := d.said(c, f)
		key := "since-up"
		if c.Said < 0 {
			key = "since-down"
		}
		cl := clause{words: d.t(key, "value", words, "base", lang.Period(d.Lang, c.From)) + d.t("basis-nominal"), claim: c}
		where := clause{before: d.t("goal-before"), words: d.t("goal"), after: d.t("goal-after", "goal", story.Said(d.Lang, a.claim)), link: "/stories/" + a.slug}
		return []line{d.line(s, goal, "goal", g, d.lead(s, "")+d.t("is"), cl, where)}
	}
	return nil
}
