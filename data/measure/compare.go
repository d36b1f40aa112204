package measure

// LocationQuotient is (part/total)/(refPart/refTotal): how much more an item
// weighs here than in the reference place. Above 1 the place is stronger in it
// than the reference; observatories speak of specialisation from 2 on. A
// reference without the item gives no number.
func LocationQuotient(part, total, refPart, refTotal float64) Result {
	here, there := Share(part, total), Share(refPart, refTotal)
	switch {
	case !here.OK():
		return here
	case !there.OK():
		return there
	case there.Value == 0:
		return none(NotInReference)
	case there.Value < 0:
		return none(NegativeBase)
	}
	return value(here.Value / there.Value)
}

// Item is an item at two times, here and in the reference place.
type Item struct {
	Base, Now       Result
	RefBase, RefNow Result
}

// Shift is a change taken apart. Where Own has a number, National, Mix and Own
// sum to Change; Unparted is what could not be taken apart, for want of the
// item in the reference.
type Shift struct {
	National Result // x·G: what growth at the reference's total rate would have given
	Mix      Result // x·(Gᵢ−G): that the item grows faster there than all items do
	Own      Result // x·(gᵢ−Gᵢ): that it grows faster here than there
	Change   Result // Δx
	Unparted float64
}

// ShiftShare takes the change of each item apart, and that of all together.
// The reference's totals are those of its own table, not the sum of the items.
// An item that is missing or without a base in the reference keeps its change
// and says why it has no parts; an item that is missing here says that and is
// in no total. An item that starts at zero is all Own. Of the total,
// National + Mix + Own + Unparted = Change.
func ShiftShare(items []Item, refBase, refNow Result) ([]Shift, Shift) {
	shifts := make([]Shift, len(items))
	var national, mix, own, change, unparted float64
	parted, known := 0, 0
	for i, it := range items {
		s := it.shift(refBase, refNow)
		shifts[i] = s
		if !s.Change.OK() {
			continue
		}
		known++
		change += s.Change.Value
		unparted += s.Unparted
		if s.Own.OK() {
			parted++
			national, mix, own = national+s.National.Value, mix+s.Mix.Value, own+s.Own.Value
		}
	}
	switch {
	case known == 0:
		return shifts, Shift{National: none(Missing), Mix: none(Missing), Own: none(Missing), Change: none(Missing)}
	case parted == 0:
		return shifts, Shift{National: none(NotInReference), Mix: none(NotInReference), Own: none(NotInReference), Change: value(change), Unparted: unparted}
	}
	return shifts, Shift{National: value(national), Mix: value(mix), Own: value(own), Change: value(change), Unparted: unparted}
}

func (it Item) shift(refBase, refNow Result) Shift {
	apart := func(why Why, change Result) Shift {
		return Shift{National: none(why), Mix: none(why), Own: none(why), Change: change, Unparted: change.Value}
	}
	if !it.Base.OK() || !it.Now.OK() {
		return apart(Missing, none(Missing))
	}
	change := value(it.Now.Value - it.Base.Value)
	total := growthOf(refBase, refNow)
	own := growthOf(it.RefBase, it.RefNow)
	switch {
	case !change.OK():
		return apart(change.Why, change)
	case !total.OK():
		return apart(total.Why, change)
	case !own.OK() && own.Why == Missing:
		return apart(NotInReference, change)
	case !own.OK():
		return apart(own.Why, change)
	}
	x, g, gi := it.Base.Value, total.Value/100, own.Value/100
	s := Shift{National: value(x * g), Mix: value(x * (gi - g)), Own: value(change.Value - x*gi), Change: change}
	for _, r := range []Result{s.National, s.Mix, s.Own} {
		if !r.OK() {
			return apart(r.Why, change)
		}
	}
	return s
}

func growthOf(base, now Result) Result {
	if !base.OK() || !now.OK() {
		return none(Missing)
	}
	return Growth(now.Value, base.Value)
}
