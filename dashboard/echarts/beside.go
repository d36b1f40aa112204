package echarts

import (
	"cmp"
	"math"
	"slices"

	"countyboard/dashboard/chart"
)

const (
	nextToColumn = 6     // where a name begins, pixels
	nameLine     = 15    // of a name beside a column, pixels
	leastPlot    = 214.0 // height of the plot in the lowest picture of a page, pixels
	underPlot    = 44.0  // what labels below the axis take
)

// tall is the height of the plot, in pixels; on a page, which has several
// heights, the least.
func (d *drawing) tall() float64 {
	if d.Params.Height > 0 {
		return max(60, float64(d.Params.Height-d.top)-underPlot)
	}
	return leastPlot
}

// spread moves places along a line as little as keeps them gap apart, between low
// and high, in their order (least squares by pooling adjacent violators; Barlow
// and others 1972). Where they have no room they begin at low.
func spread(at []float64, gap, low, high float64) []float64 {
	order := make([]int, len(at))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(at[i], at[j]) })
	type pool struct {
		sum float64
		n   int
	}
	var pools []pool
	for i, k := range order {
		pools = append(pools, pool{at[k] - float64(i)*gap, 1})
		for n := len(pools); n > 1 && pools[n-2].sum/float64(pools[n-2].n) > pools[n-1].sum/float64(pools[n-1].n); n = len(pools) {
			pools[n-2] = pool{pools[n-2].sum + pools[n-1].sum, pools[n-2].n + pools[n-1].n}
			pools = pools[:n-1]
		}
	}
	out, i := make([]float64, len(at)), 0
	last := float64(len(at)-1) * gap
	for _, p := range pools {
		for range p.n {
			x := p.sum/float64(p.n) + float64(i)*gap
			x = min(x, high-last+float64(i)*gap)
			out[order[i]] = max(x, low+float64(i)*gap)
			i++
		}
	}
	return out
}

// beside says how the names at the right of the last column stand: how far from
// it, and how far down each moves (in pixels, below zero: up) so that none touches
// its neighbour in the lowest picture; in a taller one they only part further. It
// reports false where they have no place: a series ends before, or they are too many.
func (d *drawing) beside() (shift []int, away int, ok bool) {
	last := len(d.Categories) - 1
	up, down, high, low := 0.0, 0.0, 0.0, 0.0
	var at []float64
	total := ""
	for _, s := range d.Series {
		p := s.Points[last]
		if s.Rank == chart.RankTotal {
			if p.Has {
				total = p.Shown
			}
			continue
		}
		if !p.Has {
			return nil, 0, false
		}
		middle := &up
		if p.Value < 0 {
			middle = &down
		}
		at = append(at, *middle+p.Value/2)
		*middle += p.Value
	}
	for i := range d.Categories { // the extent of the axis
		above, below := 0.0, 0.0
		for _, s := range d.Series {
			switch v := s.Points[i].Value; {
			case !s.Points[i].Has:
			case s.Rank == chart.RankTotal:
				high, low = max(high, v), min(low, v)
			default:
				above, below = above+max(v, 0), below+min(v, 0)
			}
		}
		high, low = max(high, above), min(low, below)
	}
	top, bottom := niceEnds(low, high, cmp.Or(d.y.SplitNumber, 5))
	if d.scale.step > 0 {
		top, bottom = d.scale.high, d.scale.low
	}
	if top == bottom || float64(len(at)-1)*nameLine > d.tall() {
		return nil, 0, false
	}
	scale := d.tall() / (top - bottom)
	for i := range at {
		at[i] = (at[i] - bottom) * scale
	}
	placed := spread(at, nameLine, 0, d.tall())
	shift = make([]int, len(at))
	away = nextToColumn
	for i := range at {
		shift[i] = int(math.Round(at[i] - placed[i]))
		if placed[i] > (up-bottom)*scale-nameLine/2 { // beside the total's label
			away = max(away, int(TextWidth(total, labelType, true)/2-d.columnWidth()/2)+8)
		}
	}
	return shift, away, true
}

// nameBeside writes the name of a series beside its last column.
func (d *drawing) nameBeside(out *series, s chart.Series, away, shift int) {
	out.Data[len(out.Data)-1].Label = with(d.text(d.pal.word(s.Rank), false), "position", "right", "formatter", "{a}", "distance", away, "offset", []int{0, shift})
}

// niceEnds are the ends that ECharts gives a value axis with so many parts.
func niceEnds(low, high float64, parts int) (top, bottom float64) {
	if !(high > low) {
		return 0, 0
	}
	step := niceStep((high - low) / float64(parts))
	return math.Ceil(high/step-1e-9) * step, math.Floor(low/step+1e-9) * step
}

// niceStep is the step that ECharts takes for one of this size.
func niceStep(raw float64) float64 {
	unit := math.Pow10(int(math.Floor(math.Log10(raw))))
	for _, s := range []struct{ below, nice float64 }{{1.5, 1}, {2.5, 2}, {4, 3}, {7, 5}} {
		if raw/unit < s.below {
			return s.nice * unit
		}
	}
	return 10 * unit
}

const (
	widestColumn  = 56
	columnOfCell  = 0.74 // of its category, the rest is a gap
	axisOfColumns = 44
)

// columnWidth is the width of a column, in pixels.
func (d *drawing) columnWidth() float64 { return min(widestColumn, columnOfCell*d.pitch()) }

// pitch is the width of a category, in pixels.
func (d *drawing) pitch() float64 {
	return (d.wide() - axisOfColumns - float64(d.right)) / float64(max(1, len(d.Categories)))
}
