package data

import (
	"cmp"
	"slices"
)

// Query asks for series. Indicator and Places are required.
type Query struct {
	Indicator string
	Places    []string
	Groups    []Group   // nil = all groups
	Measures  []Measure // nil = all measures
	From, To  Period    // inclusive by the months covered; zero = open
	Ends      []Period  // only figures whose period ends in the month in which one of these does; nil = all
	AsOf      AsOf
}

// Answer to a Query. Series are ordered by place (as asked), group, measure,
// frequency; none is empty. All of an answer is of one revision.
type Answer struct {
	Series   []Series
	Batches  map[string]BatchInfo // of all points
	Revision int
}

// Order puts the series of an answer in their order.
func (a Answer) Order(places []string) {
	at := make(map[string]int, len(places)) // thousands may be asked for at once
	for i, p := range slices.Backward(places) {
		at[p] = i
	}
	slices.SortFunc(a.Series, func(x, y Series) int {
		return cmp.Or(cmp.Compare(at[x.Place], at[y.Place]), cmp.Compare(x.Group, y.Group), cmp.Compare(x.Measure, y.Measure), cmp.Compare(x.Freq, y.Freq))
	})
}

// Asking tells the figures that a query asks for, if they are known then.
func (q Query) Asking() func(Key) bool {
	period := q.periods()
	return func(k Key) bool {
		return k.Indicator == q.Indicator && slices.Contains(q.Places, k.Place) && q.lines(k.Group, k.Measure) && period(k.Period)
	}
}

func (q Query) lines(g Group, m Measure) bool {
	return (q.Groups == nil || slices.Contains(q.Groups, g)) && (q.Measures == nil || slices.Contains(q.Measures, m))
}

func (q Query) periods() func(Period) bool {
	var ends map[int]bool
	if q.Ends != nil {
		ends = make(map[int]bool, len(q.Ends))
	}
	for _, p := range q.Ends {
		ends[p.LastMonth()] = true
	}
	return func(p Period) bool {
		return (ends == nil || ends[p.LastMonth()]) &&
			(q.From.IsZero() || p.FirstMonth() >= q.From.FirstMonth()) && (q.To.IsZero() || p.LastMonth() <= q.To.LastMonth())
	}
}

// narrow reports whether a query asks for some groups or periods only.
func (q Query) narrow() bool {
	return q.Groups != nil || q.Ends != nil || !q.From.IsZero() || !q.To.IsZero()
}

// of is the part of an answer to the whole that q asks for.
func (a Answer) of(q Query) Answer {
	period, dated := q.periods(), q.Ends != nil || !q.From.IsZero() || !q.To.IsZero()
	part := Answer{Revision: a.Revision}
	for _, s := range a.Series {
		if !q.lines(s.Group, s.Measure) {
			continue
		}
		if dated {
			var points []Point
			for _, p := range s.Points {
				if period(p.Period) {
					points = append(points, p)
				}
			}
			s.Points = points
		}
		if len(s.Points) > 0 {
			part.Series = append(part.Series, s)
		}
	}
	if !dated && len(part.Series) == len(a.Series) {
		return a
	}
	part.Batches = make(map[string]BatchInfo)
	last := ""
	for _, s := range part.Series {
		for _, p := range s.Points {
			if p.Batch != last { // figures of one workbook stand together
				last = p.Batch
				part.Batches[last] = a.Batches[last]
			}
		}
	}
	return part
}
