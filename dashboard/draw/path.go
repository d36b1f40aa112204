package draw

import (
	"errors"
	"math"
	"strconv"
)

// point is a place in pixels.
type point struct{ x, y float64 }

// line is a chain of straight pieces; closed, its end is tied to its beginning.
type line struct {
	points []point
	closed bool
}

// matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as SVG has it.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) apply(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

// then is the matrix that applies n first.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// scale is by how much lengths grow, on the average of directions.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// pen draws a path into lines of device pixels.
type pen struct {
	m     matrix
	lines []line
	start point
	at    point
}

func (p *pen) move(to point) {
	p.lines = append(p.lines, line{points: []point{p.m.apply(to)}})
	p.start, p.at = to, to
}

func (p *pen) draw(to point) {
	if len(p.lines) == 0 || p.lines[len(p.lines)-1].closed {
		p.move(p.at)
	}
	l := &p.lines[len(p.lines)-1]
	l.points = append(l.points, p.m.apply(to))
	p.at = to
}

func (p *pen) close() {
	if len(p.lines) > 0 {
		p.lines[len(p.lines)-1].closed = true
	}
	p.at = p.start
}

// fineness is how long the straight pieces of a curve are, in device pixels.
const fineness = 2.5

func (p *pen) steps(points ...point) int {
	long, from := 0.0, p.at
	for _, to := range points {
		long += math.Hypot(to.x-from.x, to.y-from.y)
		from = to
	}
	return int(min(max(4, math.Ceil(long*p.m.scale()/fineness)), 200))
}

func (p *pen) cubic(c1, c2, to point) {
	from, n := p.at, p.steps(c1, c2, to)
	for i := 1; i <= n; i++ {
		t := float64(i) / float64(n)
		u := 1 - t
		b0, b1, b2, b3 := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		p.draw(point{b0*from.x + b1*c1.x + b2*c2.x + b3*to.x, b0*from.y + b1*c1.y + b2*c2.y + b3*to.y})
	}
}

func (p *pen) quadratic(c, to point) {
	third := func(a, b float64) float64 { return a + 2*(b-a)/3 }
	from := p.at
	p.cubic(point{third(from.x, c.x), third(from.y, c.y)}, point{third(to.x, c.x), third(to.y, c.y)}, to)
}

// arc is an arc of an ellipse, from its ends (SVG 2, appendix B.2.4).
func (p *pen) arc(rx, ry, turn float64, large, sweep bool, to point) {
	from := p.at
	if rx == 0 || ry == 0 || from == to {
		p.draw(to)
		return
	}
	rx, ry = math.Abs(rx), math.Abs(ry)
	sin, cos := math.Sincos(turn * math.Pi / 180)
	dx, dy := (from.x-to.x)/2, (from.y-to.y)/2
	x, y := cos*dx+sin*dy, -sin*dx+cos*dy
	if grow := x*x/(rx*rx) + y*y/(ry*ry); grow > 1 {
		rx, ry = rx*math.Sqrt(grow), ry*math.Sqrt(grow)
	}
	k := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*y*y-ry*ry*x*x)/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		k = -k
	}
	cx, cy := k*rx*y/ry, -k*ry*x/rx
	middle := point{cos*cx - sin*cy + (from.x+to.x)/2, sin*cx + cos*cy + (from.y+to.y)/2}
	begin := math.Atan2((y-cy)/ry, (x-cx)/rx)
	round := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - begin
	if sweep && round < 0 {
		round += 2 * math.Pi
	} else if !sweep && round > 0 {
		round -= 2 * math.Pi
	}
	n := int(min(max(6, math.Ceil(math.Abs(round)*max(rx, ry)*p.m.scale()/fineness)), 400))
	for i := 1; i < n; i++ {
		s, c := math.Sincos(begin + round*float64(i)/float64(n))
		p.draw(point{middle.x + cos*rx*c - sin*ry*s, middle.y + sin*rx*c + cos*ry*s})
	}
	p.draw(to)
}

var errPath = errors.New("not a path")

// path reads the d of an SVG path into lines of device pixels.
func path(d string, m matrix) ([]line, error) {
	p, r := &pen{m: m}, &reader{text: d}
	var last byte
	var control point // of the curve before, for S and T
	for {
		c, ok := r.command(last)
		if !ok {
			if r.rest() {
				return nil, errPath
			}
			return p.lines, nil
		}
		base := point{}
		if c >= 'a' {
			base = p.at
		}
		to := func() point { x, y := r.number(), r.number(); return point{base.x + x, base.y + y} }
		before := last
		last = c
		mirrored := p.at
		if s := before &^ 0x20; (c&^0x20 == 'S' && (s == 'C' || s == 'S')) || (c&^0x20 == 'T' && (s == 'Q' || s == 'T')) {
			mirrored = point{2*p.at.x - control.x, 2*p.at.y - control.y}
		}
		switch c &^ 0x20 {
		case 'M':
			p.move(to())
			last = c - 'M' + 'L' // more pairs are lines
		case 'L':
			p.draw(to())
		case 'H':
			p.draw(point{base.x + r.number(), p.at.y})
		case 'V':
			p.draw(point{p.at.x, base.y + r.number()})
		case 'C':
			c1 := to()
			control = to()
			p.cubic(c1, control, to())
		case 'S':
			control = to()
			p.cubic(mirrored, control, to())
		case 'Q':
			control = to()
			p.quadratic(control, to())
		case 'T':
			control = mirrored
			p.quadratic(control, to())
		case 'A':
			rx, ry, turn, large, sweep := r.number(), r.number(), r.number(), r.flag(), r.flag()
			p.arc(rx, ry, turn, large, sweep, to())
		case 'Z':
			p.close()
		default:
			return nil, errPath
		}
		if r.bad {
			return nil, errPath
		}
	}
}

// reader takes commands and numbers from a path or a list.
type reader struct {
	text string
	at   int
	bad  bool
}

func (r *reader) blanks() {
	for r.at < len(r.text) && (r.text[r.at] == ' ' || r.text[r.at] == ',' || r.text[r.at] == '\n' || r.text[r.at] == '\t') {
		r.at++
	}
}

func (r *reader) rest() bool {
	r.blanks()
	return r.at < len(r.text)
}

// command is the next one, or the last again where numbers follow.
func (r *reader) command(last byte) (byte, bool) {
	if !r.rest() {
		return 0, false
	}
	c := r.text[r.at]
	if c >= 'A' && c != 'e' {
		r.at++
		return c, true
	}
	return last, last != 0 && last&^0x20 != 'Z'
}

func (r *reader) flag() bool {
	r.blanks()
	if r.at >= len(r.text) || r.text[r.at] != '0' && r.text[r.at] != '1' {
		r.bad = true
		return false
	}
	r.at++
	return r.text[r.at-1] == '1'
}

func (r *reader) number() float64 {
	r.blanks()
	from, dot, power := r.at, false, false
read:
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c >= '0' && c <= '9':
		case (c == '-' || c == '+') && (r.at == from || r.text[r.at-1] == 'e'):
		case c == '.' && !dot && !power:
			dot = true
		case c == 'e' && !power:
			power = true
		default:
			break read
		}
	}
	x, err := strconv.ParseFloat(r.text[from:r.at], 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		r.bad = true
	}
	return x
}
