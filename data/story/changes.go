package story

import "countyboard/data"

// Change is a sentence whose verdict, or the figure behind it, is not what it
// was. Was is nil for a sentence that is new, Now for one that is gone. Numbers
// count the claims of a text from 1.
type Change struct {
	Was, Now            *data.Verdict
	WasNumber, IsNumber int
}

// Verdict reports whether the verdict changed, and not the figure alone.
func (c Change) Verdict() bool {
	return c.Was == nil || c.Now == nil || c.Was.Outcome != c.Now.Outcome || c.Was.Illustrative != c.Now.Illustrative
}

// Claim is the sentence: as it reads now, where it still does.
func (c Change) Claim() data.Claim {
	if c.Now == nil {
		return c.Was.Claim
	}
	return c.Now.Claim
}

// Changes compares the verdicts of a story at two revisions, in the order of the
// later text, those that are gone last. The text may have been rewritten between
// them: sentences are the same by address and words, else by address alone, of
// several alike the first by the first.
func Changes(was, now []data.Verdict) (all []Change) {
	words := func(c data.Claim) string { return c.Address + "\x00" + c.Text }
	address := func(c data.Claim) string { return c.Address }
	before, taken := make([]int, len(now)), make([]bool, len(was))
	for i := range before {
		before[i] = -1
	}
	for _, same := range []func(data.Claim) string{words, address} {
		free := make(map[string][]int)
		for i, v := range was {
			if !taken[i] {
				free[same(v.Claim)] = append(free[same(v.Claim)], i)
			}
		}
		for i, v := range now {
			if k := same(v.Claim); before[i] < 0 && len(free[k]) > 0 {
				before[i], free[k] = free[k][0], free[k][1:]
				taken[before[i]] = true
			}
		}
	}
	for i, v := range now { // copies, so that what is remembered keeps no whole story
		c := Change{Now: &v, IsNumber: i + 1}
		if b := before[i]; b >= 0 {
			old := was[b]
			c.Was, c.WasNumber = &old, b+1
		}
		if c.Verdict() || found(c.Was.Now) != found(c.Now.Now) {
			all = append(all, c)
		}
	}
	for i, v := range was {
		if !taken[i] {
			all = append(all, Change{Was: &v, WasNumber: i + 1})
		}
	}
	return all
}

type figure struct {
	is     bool
	number float64
	unit   data.Unit
	period data.Period
}

func found(f data.Finding) figure { return figure{f.HasFound, f.Found, f.Unit, f.Period} }

// RestsOn reports whether a claim may look at figures of an indicator and place.
func RestsOn(c data.Claim, indicator, place string) bool {
	return c.Kind != data.ClaimNone && c.Key.Indicator == indicator &&
		(c.Key.Place == place || c.Kind == data.ClaimRank && c.Among == "places")
}
