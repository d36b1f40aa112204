package story

import (
	"math"
	"strconv"

	"countyboard/data"
)

// AddressOf writes the address of a claim so that ParseClaim reads the same claim
// again. Said is written with the decimals that Tolerance leaves, so that half of
// the last digit said is the tolerance; another tolerance is stated.
func AddressOf(c data.Claim) string {
	period, rank, value, unit, tolerance, target := c.Key.Period.String(), "", "", "", "", ""
	if c.Latest {
		period = "latest"
	}
	if c.Rank > 0 {
		rank = strconv.Itoa(c.Rank)
	}
	op := string(c.Op)
	if c.HasSaid {
		var exact bool
		if value, exact = digitsSaid(c); !exact {
			tolerance = number(c.Tolerance)
		}
		unit = c.Unit.Label
	} else if c.Op == data.OpEQ {
		op = "" // what ParseClaim takes where an address is silent
	}
	switch {
	case c.Target > 0 && c.Times:
		target = "x" + number(c.Target)
	case c.Target > 0:
		target, unit = number(c.Target), c.Unit.Label
	}
	return Address(claimScheme, c.Key.Indicator, "kind", string(c.Kind), "place", c.Key.Place, "group", string(c.Key.Group), "period", period, "from", c.From.String(),
		"measure", string(c.Key.Measure), "basis", string(c.Basis), "op", op, "value", value, "unit", unit, "tol", tolerance,
		"among", c.Among, "rank", rank, "trend", string(c.Trend), "base", c.Base.String(), "target", target, "why", c.Why)
}

// digitsSaid writes what is said; exact says that the tolerance follows from its digits.
func digitsSaid(c data.Claim) (value string, exact bool) {
	const most = 15 // decimals that halfDigit counts
	if !c.HasTolerance && c.Tolerance > 0 {
		digits := int(math.Round(-math.Log10(2 * c.Tolerance)))
		if v := strconv.FormatFloat(c.Said, 'f', max(0, digits), 64); digits >= 0 && digits <= most && abs(halfDigit(v)/c.Tolerance-1) < 1e-6 {
			return v, true
		}
	}
	return number(c.Said), false
}
