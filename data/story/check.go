package story

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"time"

	"countyboard/data"
)

// Judge is what verdicts are computed from.
type Judge struct {
	Reader data.Reader
	Names  data.Names
}

// Check judges all claims of a story, in their order: then against what was
// released by the story's date, now against asof.
func (j Judge) Check(ctx context.Context, s data.Story, asof data.AsOf) ([]data.Verdict, error) {
	claims, err := Claims(s)
	if err != nil {
		return nil, err
	}
	b, err := j.bench(ctx, s, asof)
	if err != nil {
		return nil, err
	}
	return b.verdicts(ctx, claims)
}

// bench is one sitting of the judge: what it looked up it need not look up again.
type bench struct {
	Judge
	date      time.Time // of the story: "latest" does not look beyond
	then, now data.AsOf // of one revision, that of the sitting's beginning
	shelves   map[asked]*shelf
	held      map[asked][]data.Holding
	beside    map[asked][]string // places
	err       error              // of the store; the sitting is over
}

type asked struct {
	indicator, place string
	asof             data.AsOf
}

// bench begins a sitting. Then is told as the revision asked for knew it: what is
// published later, even with an early day of release, must not move a pinned verdict.
func (j Judge) bench(ctx context.Context, s data.Story, asof data.AsOf) (*bench, error) {
	j.Reader = data.Remember(j.Reader)
	if asof.Revision == 0 {
		head, err := j.Reader.Head(ctx)
		if err != nil {
			return nil, err
		}
		asof.Revision = head.Number
	}
	b := &bench{Judge: j, date: day(s.Published), now: asof, shelves: make(map[asked]*shelf), held: make(map[asked][]data.Holding), beside: make(map[asked][]string)}
	b.then = data.AsOf{Revision: asof.Revision, Date: b.date}
	return b, nil
}

// day is the calendar day that the story's own clock showed.
func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func (b *bench) verdicts(ctx context.Context, claims []data.Claim) (all []data.Verdict, err error) {
	b.plan(ctx, claims)
	all = make([]data.Verdict, len(claims))
	for i, c := range claims {
		if all[i], err = b.verdict(ctx, c); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (b *bench) verdict(ctx context.Context, c data.Claim) (v data.Verdict, err error) {
	v.Claim = c
	if v.Then, err = b.finding(ctx, c, b.then); err != nil {
		return v, err
	}
	if v.Now, err = b.finding(ctx, c, b.now); err != nil {
		return v, err
	}
	v.Outcome = v.Now.Outcome
	if agrees(v.Then.Outcome) && !agrees(v.Now.Outcome) && v.Now.Outcome != data.NoData {
		v.Outcome = data.Revised
	}
	// What only invented figures bore out was never confirmed, and is not revised by published ones alone.
	v.Illustrative = v.Now.Illustrative || v.Outcome == data.Revised && v.Then.Illustrative
	return v, nil
}

func agrees(o data.Outcome) bool { return o == data.Agrees || o == data.AgreesRounded }

// look is a claim at one moment: the series of its indicator and place.
type look struct {
	*bench
	ctx       context.Context
	asof      data.AsOf
	indicator data.Indicator // zero where nobody knows it
	answer    *shelf
	f         data.Finding
}

func (b *bench) finding(ctx context.Context, c data.Claim, asof data.AsOf) (data.Finding, error) {
	l := look{bench: b, ctx: ctx, asof: asof}
	l.f.AsOf = asof.Date
	if c.Kind == data.ClaimNone {
		l.f.Outcome, l.f.Rule = data.NotCheckable, data.Say("story.rule-none", "why", c.Why)
		return l.f, nil
	}
	if l.indicator, _ = l.Names.Indicator(c.Key.Indicator); l.indicator.Kind == data.Stock { // 1—8月 of a count is the end of August
		c.Key.Period, c.Base, c.From, c.To = c.Key.Period.AsStock(), c.Base.AsStock(), c.From.AsStock(), c.To.AsStock()
	}
	var err error
	if l.answer, err = b.answer(ctx, c.Key.Indicator, c.Key.Place, asof); err != nil {
		return l.f, err
	}
	if c.Kind == data.ClaimRank && c.Among != "places" {
		l.answer.name(ctx)
	}
	switch c.Kind {
	case data.ClaimGrowth:
		l.growth(c)
	case data.ClaimPoints:
		l.points(c)
	case data.ClaimShare:
		l.share(c)
	case data.ClaimRank:
		err = l.rank(c)
	case data.ClaimDirection:
		l.direction(c)
	case data.ClaimGoal:
		l.goal(c)
	default:
		if !l.part(c) {
			l.level(c)
		}
	}
	if asof != b.then {
		l.f.Revision = l.answer.Revision
	}
	return l.f, cmp.Or(err, b.err)
}

// answer is the shelf of an indicator and place; it fails where the store did.
func (b *bench) answer(_ context.Context, indicator, place string, asof data.AsOf) (*shelf, error) {
	return b.shelf(indicator, place, asof), b.err
}

// series of a group and measure, one for each frequency there is.
func (l *look) series(g data.Group, m data.Measure) (all []data.Series) {
	for _, s := range l.answer.whole(l.ctx, g) {
		if s.Measure == m {
			all = append(all, s)
		}
	}
	return all
}

// point is the figure of a period; for Latest of the last period that had ended
// by the story's date and has a number.
func (l *look) point(c data.Claim, g data.Group, m data.Measure) (data.Point, bool) {
	if c.Latest {
		return l.answer.latest(l.ctx, g, m, l.date)
	}
	p, ok := l.answer.at(l.ctx, g, m, c.Key.Period)
	if !ok || !p.Value.Status.HasNumber() {
		return data.Point{}, false
	}
	return p, true
}

func (l *look) at(p data.Period, g data.Group, m data.Measure) (data.Point, bool) {
	return l.point(data.Claim{Key: data.Key{Period: p}}, g, m)
}

// rests notes the cells that a finding rests on.
func (l *look) rests(points ...data.Point) {
	for _, p := range points {
		for _, c := range p.From {
			if !slices.Contains(l.f.Cells, c) {
				l.f.Cells = append(l.f.Cells, c)
			}
		}
		by := l.answer.Batches[p.Batch]
		l.f.Illustrative = l.f.Illustrative || by.Illustrative
		l.f.Revision = max(l.f.Revision, by.Revision)
	}
}

func (l *look) found(x float64, u data.Unit, p data.Period) {
	l.f.Found, l.f.HasFound, l.f.Unit, l.f.Period = x, true, u, p
}

// noData: there is nothing to compare with, so nothing bears the verdict out.
func (l *look) noData(c data.Claim, g data.Group) {
	l.f.Outcome, l.f.Cells, l.f.Illustrative, l.f.Revision = data.NoData, nil, false, 0
	if p, ok := l.answer.at(l.ctx, g, cmp.Or(c.Key.Measure, data.Level), c.Key.Period); ok && p.Value.Status == data.Suppressed {
		l.f.Rule = data.Say("story.rule-suppressed", "period", c.Key.Period.String())
		return
	}
	l.f.Rule = data.Say("story.rule-no-data", "indicator", c.Key.Indicator, "group", string(g), "place", c.Key.Place, "period", c.Key.Period.String())
}

// unitOf is the unit in which a claim speaks.
func (l *look) unitOf(c data.Claim, p data.Point) data.Unit {
	for _, u := range []data.Unit{c.Unit, l.indicator.Unit} {
		if _, ok := p.Unit.Convert(1, u); ok {
			return u
		}
	}
	return p.Unit
}

// compare says how what was found stands to what was said; both in one unit.
// Words such as 超 bound from one side, 约 and 余 leave room.
func compare(c data.Claim, found float64) data.Outcome {
	op, said, tol := c.Op, c.Said, c.Tolerance
	rounded := func(ok bool) data.Outcome {
		if ok {
			return data.AgreesRounded
		}
		return data.Differs
	}
	const exact = 1e-9
	slack := exact * max(1, abs(said))
	switch op {
	case data.OpGT:
		if found > said+slack {
			return data.Agrees
		}
		return data.Differs
	case data.OpGE:
		if found >= said-slack {
			return data.Agrees
		}
		return rounded(found >= said-tol-slack)
	case data.OpLT:
		if found < said-slack && found >= least(c)-slack {
			return data.Agrees
		}
		return data.Differs
	case data.OpLE:
		if found <= said+slack {
			return data.Agrees
		}
		return rounded(found <= said+tol+slack)
	case data.OpAbout:
		if found >= said-slack && found <= most(c)+slack {
			return data.Agrees
		}
		return rounded(found >= least(c)-slack && found < said)
	}
	if abs(found-said) <= slack {
		return data.Agrees
	}
	return rounded(abs(found-said) <= tol+slack)
}

// room is what a word leaves: a part of what was said, unless the address says.
func room(c data.Claim, part float64) float64 {
	if c.HasTolerance {
		return c.Tolerance
	}
	return max(c.Tolerance, part*abs(c.Said))
}

// least is the smallest figure that a word such as 近 or 约 leaves.
func least(c data.Claim) float64 {
	switch {
	case c.Op == data.OpLT:
		return c.Said - room(c, 0.15)
	case andMore.MatchString(c.Text): // 130余家 is never 129
		return c.Said
	}
	return c.Said - room(c, 0.05)
}

// most is the largest figure that 约 or 余 leaves.
func most(c data.Claim) float64 { return c.Said + room(c, 0.1) }

// andMore is 余 or 多 behind a number: that of 多晶硅 counts nothing.
var andMore = regexp.MustCompile(`[\d０-９零一二两三四五六七八九十百千万亿成][余多]`)

func abs(x float64) float64 { return max(x, -x) }

// byGroup orders groups as the vocabulary does.
func (b *bench) byGroup(x, y data.Group) int {
	rank := func(g data.Group) int {
		v, _ := g.Facet(data.DimCluster)
		return b.Names.FacetOrder(data.DimCluster + "/" + v)
	}
	return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x, y))
}
