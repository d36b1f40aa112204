package chart

import (
	"cmp"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/measure"
)

// specialised is where observatories begin to speak of specialisation.
const specialised = 2

// ratio is the unit of a quotient.
var ratio = data.Unit{Base: data.BaseOther}

// specialisation answers: what are we stronger in than the reference place? The
// share of a cluster here over its share there; a row a cluster, 其他 last.
func specialisation(f *frame) {
	f.offer.moment = true
	freq := f.freq(data.Level)
	if len(f.clusters) == 0 {
		f.empty("no-clusters", "indicator", f.label(), "place", f.c.PlaceName)
		return
	}
	ref, now := f.against(f.told(f.c.Population, freq), f.inCommon)
	if f.err != nil {
		return
	}
	name := placeName(f.l, ref.place)
	if now.IsZero() {
		reason := "no-quotients"
		if name == "" {
			reason = "no-place-above"
		}
		f.empty(reason, "indicator", f.label(), "place", f.c.PlaceName, "reference", name)
		return
	}
	f.c.Picture, f.c.Unit, f.c.UnitLabel = RatioDots, ratio, ""
	type line struct {
		s Series
		p Point
	}
	shown, shownThere := f.shownShares(now), func(data.Group) string { return "" }
	if total, ok := ref.at(f.c.Population, now); ok {
		shownThere = f.makeupOf(total, func(g data.Group) (data.Point, bool) { return ref.at(g, now) }).shown(f)
	}
	var lines []line
	for _, g := range f.clusters {
		lines = append(lines, line{f.series(g), f.quotient(ref, g, now, shown(g), shownThere(g))})
	}
	slices.SortStableFunc(lines, func(a, b line) int {
		return cmp.Or(cmp.Compare(tail(a.s.Rank), tail(b.s.Rank)), -cmp.Compare(a.p.Value, b.p.Value))
	})
	s := Series{Name: text(f.l, "measure-lq")}
	var lacks []string
	for _, l := range lines {
		f.c.Categories = append(f.c.Categories, Category{Facet: l.s.Facet, Rank: l.s.Rank, Label: l.s.Name})
		s.Points = append(s.Points, l.p)
		if l.p.Why == text(f.l, "why-"+string(measure.NotInReference)) {
			lacks = append(lacks, l.s.Name)
		}
	}
	f.c.Series = []Series{s}
	f.c.Lines = []Line{
		{Value: 1, Label: text(f.l, "as-reference", "reference", name)},
		{Value: specialised, Label: text(f.l, "specialised")},
	}
	f.c.Notes = append(f.c.Notes, text(f.l, "note-lq"))
	if len(lacks) > 0 {
		f.c.Notes = append(f.c.Notes, text(f.l, "note-not-there", "reference", name, "items", strings.Join(lacks, lang.Text(f.l, "page.comma"))))
	}
	if ref.above {
		f.c.Notes = append(f.c.Notes, text(f.l, "note-holds", "reference", name))
	}
	f.subtitle(f.label(), text(f.l, "lq-of", "reference", name), lang.Period(f.l, now))
	f.c.Title = f.quotientTitle(name)
}

// told are the periods of which a group has a number, the newest first.
func (f *frame) told(g data.Group, freq data.Freq) (all []data.Period) {
	for _, p := range slices.Backward(f.find(g, data.Level, freq)) {
		if p.Value.Status.HasNumber() {
			all = append(all, p.Period)
		}
	}
	return all
}

// inCommon reports whether the reference has the total of a period, and both
// places one cluster.
func (f *frame) inCommon(r reference, now data.Period) bool {
	if _, ok := r.at(f.c.Population, now); !ok {
		return false
	}
	for _, g := range f.clusters {
		_, here := f.at(g, data.Level, now)
		if _, there := r.at(g, now); here && there {
			return true
		}
	}
	return false
}

// quotient sets a cluster's share here against its share there.
func (f *frame) quotient(ref reference, g data.Group, now data.Period, shown, shownThere string) Point {
	out := Point{Period: now, Status: data.Missing, Why: text(f.l, "why-missing")}
	part, ok1 := f.at(g, data.Level, now)
	total, ok2 := f.at(f.c.Population, data.Level, now)
	refTotal, ok3 := ref.at(f.c.Population, now)
	x, same1 := part.Unit.Convert(part.Value.Number, total.Unit)
	if !ok1 || !ok2 || !ok3 || !same1 {
		return out
	}
	refPart, ok4 := ref.at(g, now)
	y, same2 := refPart.Unit.Convert(refPart.Value.Number, refTotal.Unit)
	if !ok4 && (refPart.Value.Status == "" || refPart.Value.Status == data.DoesNotApply) {
		out.Why = text(f.l, "why-"+string(measure.NotInReference))
		return out
	}
	if !ok4 || !same2 {
		return out
	}
	q := measure.LocationQuotient(x, total.Value.Number, y, refTotal.Value.Number)
	f.rest(part, total, refPart, refTotal)
	out.Cells = f.cells(part, total, refPart, refTotal)
	if !q.OK() {
		out.Why = text(f.l, "why-"+string(q.Why))
		return out
	}
	here, there := measure.Share(x, total.Value.Number), measure.Share(y, refTotal.Value.Number)
	out.Why, out.Status, out.Has, out.Value, out.Shown = "", data.Normal, true, q.Value, lang.Number(f.l, q.Value, 2)
	for _, p := range []data.Point{part, total, refPart, refTotal} {
		if p.Value.Status == data.Provisional {
			out.Status = data.Provisional
		}
	}
	out.Detail = []Figure{
		{text(f.l, "share-in", "place", f.c.PlaceName), cmp.Or(shown, lang.Figure(f.l, here.Value, percent)), here.Value, percent, data.Share},
		{text(f.l, "share-in", "place", placeName(f.l, ref.place)), cmp.Or(shownThere, lang.Figure(f.l, there.Value, percent)), there.Value, percent, ""},
	}
	return out
}

// quotientTitle names what weighs most here against there.
func (f *frame) quotientTitle(reference string) string {
	for i, c := range f.c.Categories {
		p := f.c.Series[0].Points[i]
		if c.Rank < 0 || !p.Has {
			continue
		}
		if p.Value < 1.05 { // rows are sorted: nothing weighs clearly more
			break
		}
		return text(f.l, "lq-best", "best", c.Label, "times", p.Shown, "reference", reference, "here", p.Detail[0].Shown, "there", p.Detail[1].Shown)
	}
	return text(f.l, "lq-plain", "place", f.c.PlaceName, "reference", reference)
}
