package draw

import "math"

// stroke says how a line is drawn, in device pixels.
type stroke struct {
	width float64
	dash  []float64
	cap   string // butt, round, square
	join  string // miter, round, bevel
	miter float64
}

// outlines are areas that together cover what the stroke of lines covers; each
// turns the same way, so that they can be filled together.
func (s stroke) outlines(lines []line) (areas []line) {
	if s.width <= 0 {
		return nil
	}
	for _, l := range lines {
		l = distinct(l)
		if len(s.dash) > 0 {
			for _, d := range dashed(l, s.dash) {
				areas = s.along(areas, d)
			}
			continue
		}
		areas = s.along(areas, l)
	}
	for i := range areas {
		turned(areas[i].points)
	}
	return areas
}

// distinct leaves out points that are where the one before is.
func distinct(l line) line {
	out := line{closed: l.closed}
	for _, p := range l.points {
		if n := len(out.points); n == 0 || math.Hypot(p.x-out.points[n-1].x, p.y-out.points[n-1].y) > 1e-6 {
			out.points = append(out.points, p)
		}
	}
	if n := len(out.points); out.closed && n > 1 && math.Hypot(out.points[0].x-out.points[n-1].x, out.points[0].y-out.points[n-1].y) < 1e-6 {
		out.points = out.points[:n-1]
	}
	return out
}

// turned makes an area turn the way that all do.
func turned(ps []point) {
	twice := 0.0
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		twice += p.x*q.y - q.x*p.y
	}
	if twice < 0 {
		for i, j := 0, len(ps)-1; i < j; i, j = i+1, j-1 {
			ps[i], ps[j] = ps[j], ps[i]
		}
	}
}

func area(ps ...point) line { return line{points: ps, closed: true} }

// along adds the areas of one line: a strip for each piece, a join between
// pieces, caps at the ends.
func (s stroke) along(areas []line, l line) []line {
	ps := l.points
	n := len(ps)
	if n < 2 {
		if n == 1 && s.cap == "round" {
			areas = append(areas, s.disc(ps[0]))
		}
		return areas
	}
	pieces := n - 1
	if l.closed {
		pieces = n
	}
	half := s.width / 2
	for i := range pieces {
		p, q := ps[i], ps[(i+1)%n]
		ux, uy := unit(p, q)
		from, to := p, q
		if s.cap == "square" && !l.closed {
			if i == 0 {
				from = point{p.x - ux*half, p.y - uy*half}
			}
			if i == pieces-1 {
				to = point{q.x + ux*half, q.y + uy*half}
			}
		}
		nx, ny := -uy*half, ux*half
		areas = append(areas, area(point{from.x + nx, from.y + ny}, point{to.x + nx, to.y + ny}, point{to.x - nx, to.y - ny}, point{from.x - nx, from.y - ny}))
		if i+1 < pieces || l.closed {
			areas = s.corner(areas, p, q, ps[(i+2)%n])
		}
	}
	if s.cap == "round" && !l.closed {
		areas = append(areas, s.disc(ps[0]), s.disc(ps[n-1]))
	}
	return areas
}

// corner fills the wedge between two pieces that meet in q.
func (s stroke) corner(areas []line, p, q, r point) []line {
	ax, ay := unit(p, q)
	bx, by := unit(q, r)
	cross, along := ax*by-ay*bx, ax*bx+ay*by
	const flat = 0.002 // a bend of a curve that nobody sees
	if math.Abs(cross) < flat && along > 0 {
		return areas
	}
	if s.join == "round" {
		return append(areas, s.disc(q))
	}
	side := s.width / 2
	if cross > 0 {
		side = -side
	}
	a, b := point{q.x - ay*side, q.y + ax*side}, point{q.x - by*side, q.y + bx*side}
	if s.join != "bevel" {
		// The tip lies where the outer edges meet: half the width over the cosine of half the turn.
		halfCos := math.Sqrt(max(0, (1+along)/2))
		if halfCos > 0 && 1/halfCos <= s.miter {
			mx, my := a.x+b.x-2*q.x, a.y+b.y-2*q.y
			long := math.Hypot(mx, my)
			reach := math.Abs(side) / halfCos
			return append(areas, area(q, a, point{q.x + mx/long*reach, q.y + my/long*reach}, b))
		}
	}
	return append(areas, area(q, a, b))
}

func (s stroke) disc(at point) line {
	n := int(min(max(8, math.Ceil(math.Pi*s.width/1.5)), 64))
	ps := make([]point, n)
	for i := range ps {
		y, x := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		ps[i] = point{at.x + x*s.width/2, at.y + y*s.width/2}
	}
	return area(ps...)
}

func unit(p, q point) (x, y float64) {
	long := math.Hypot(q.x-p.x, q.y-p.y)
	return (q.x - p.x) / long, (q.y - p.y) / long
}

// mostDashes is how many pieces a line may fall into; one that would be more is
// drawn whole.
const mostDashes = 10000

// dashed cuts a line into its dashes.
func dashed(l line, dash []float64) (out []line) {
	period, long := 0.0, 0.0
	for _, d := range dash {
		period += max(0, d)
	}
	ps := l.points
	if l.closed && len(ps) > 0 {
		ps = append(append([]point(nil), ps...), ps[0])
	}
	for i := 1; i < len(ps); i++ {
		long += math.Hypot(ps[i].x-ps[i-1].x, ps[i].y-ps[i-1].y)
	}
	if period <= 0 || long/period*float64(len(dash)) > mostDashes {
		return []line{l}
	}
	n, left, on := 0, dash[0], true
	var now []point
	for i := 1; i < len(ps); i++ {
		p, q := ps[i-1], ps[i]
		rest := math.Hypot(q.x-p.x, q.y-p.y)
		if rest == 0 {
			continue
		}
		ux, uy := unit(p, q)
		if on && len(now) == 0 {
			now = []point{p}
		}
		for rest > left {
			p = point{p.x + ux*left, p.y + uy*left}
			rest -= left
			if on {
				out = append(out, line{points: append(now, p)})
				now = nil
			} else {
				now = []point{p}
			}
			on = !on
			n++
			left = dash[n%len(dash)]
		}
		left -= rest
		if on {
			now = append(now, q)
		}
	}
	if on && len(now) > 1 {
		out = append(out, line{points: now})
	}
	return out
}
