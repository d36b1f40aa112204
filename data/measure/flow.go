package measure

// Flow is why a list of enterprises grew or shrank between two ends:
// start + entered − left ± reclassified = end. Reclassified is positive where
// more came from other groups than went to them; over all groups it is zero.
type Flow struct {
	Start, Entered, Left, Reclassified, End Result
}

// Remainder is what the movements do not explain of the end: 0 where the
// account closes. A missing movement gives no remainder.
func (f Flow) Remainder() Result {
	for _, r := range []Result{f.Start, f.Entered, f.Left, f.Reclassified, f.End} {
		if !r.OK() {
			return none(Missing)
		}
	}
	return value(f.End.Value - (f.Start.Value + f.Entered.Value - f.Left.Value + f.Reclassified.Value))
}

// Step is a bar of a waterfall, from the level before to the level after.
type Step struct{ From, To float64 }

// Steps are the bars from start to end: start, entered, left, reclassified,
// remainder, end. It reports false where the account lacks a figure.
func (f Flow) Steps() ([6]Step, bool) {
	rest := f.Remainder()
	if !rest.OK() {
		return [6]Step{}, false
	}
	a := f.Start.Value
	b := a + f.Entered.Value
	c := b - f.Left.Value
	d := c + f.Reclassified.Value
	return [6]Step{{0, a}, {a, b}, {b, c}, {c, d}, {d, f.End.Value}, {0, f.End.Value}}, true
}
