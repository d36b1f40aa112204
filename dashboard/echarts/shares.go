package echarts

import (
	"math"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/data"
	"countyboard/data/lang"

	"github.com/go-echarts/go-echarts/v2/charts"
)

// How words stand in an area, in pixels.
const (
	areaType  = 13
	areaLine  = 20
	shareType = 20
	shareLine = 28
	areaPad   = 8
	smallType = 12
	smallLine = 17
	footLines = 4 // below the picture, at most
)

// treemap: an area a part, the first at the left, with its name and its share in
// it; parts too small for their name are named below the picture.
func (d *drawing) treemap() {
	d.top = 24
	var parts []int
	var sizes []float64
	s := d.Series[0]
	for i, p := range s.Points {
		if p.Has && p.Value > 0 {
			parts, sizes = append(parts, i), append(sizes, p.Value)
		}
	}
	var items []any
	bottom := 0
	for { // what is told below takes height, and so may leave more to be told
		var small []told
		items, small = d.areas(parts, d.boxes(sizes, bottom))
		if len(small) == 0 {
			break
		}
		lines := d.below(small)
		d.foot = strings.Join(lines, "\n")
		if need := 8 + 16*len(lines); need > bottom {
			bottom = need
			continue
		}
		break
	}
	d.field = []any{map[string]any{
		"type": "treemap", "name": s.Name, "left": 0, "right": 0, "top": d.top, "bottom": bottom, "roam": false, "nodeClick": false, "sort": false, "squareRatio": 1,
		"breadcrumb": map[string]any{"show": false}, "itemStyle": map[string]any{"borderWidth": 0, "gapWidth": 2, "borderColor": d.pal.Paper},
		"levels": []any{map[string]any{"itemStyle": map[string]any{"borderWidth": 0, "gapWidth": 2, "borderColor": d.pal.Paper}}},
		"data":   items,
	}}
}

// areas are the parts, each as its boxes have room for words, and what is to be
// told below.
func (d *drawing) areas(parts []int, boxes [][]box) (items []any, small []told) {
	s := d.Series[0]
	for n, i := range parts {
		p, cat := s.Points[i], d.Categories[i]
		words, named := d.areaLabel(boxes[n], cat, p)
		if !named {
			small = append(small, told{cat.Label, p.Shown})
		}
		_, style := d.part(cat.Facet, cat.Rank)
		if p.Status == data.Provisional {
			style = with(style, "borderColor", d.pal.Ink, "borderWidth", 1, "borderType", "dashed")
		}
		items = append(items, item{Name: cat.Label, Value: number(p), ItemStyle: style, Label: words, Behind: d.behind(cat.Label, d.groupOf(cat), p)})
	}
	return items, small
}

// told is a part that is named below the picture.
type told struct{ name, shown string }

// below are the words below the picture: all parts, their names cut where they take
// too many lines; if that is not enough, the last words say how many are left to
// the table.
func (d *drawing) below(parts []told) (lines []string) {
	for _, share := range []float64{1, 0.5, 0.33} {
		if lines = d.linesOf(parts, share, len(parts)); len(lines) <= footLines {
			return lines
		}
	}
	for n := len(parts) - 1; n > 0; n-- {
		if lines = d.linesOf(parts, 0.33, n); len(lines) <= footLines {
			return lines
		}
	}
	return lines
}

// linesOf are the first n of the parts in lines, none of them wider than its share
// of the picture, and how many there are beyond.
func (d *drawing) linesOf(parts []told, share float64, n int) (lines []string) {
	between := lang.Text(d.Lang(), "page.semicolon")
	var words []string
	for _, p := range parts[:n] {
		room := share*d.wide() - TextWidth(" "+p.shown+between, labelType, false)
		words = append(words, cut(p.name, max(room, leastName*labelType), labelType, false, 0)+" "+p.shown)
	}
	if n < len(parts) {
		words = append(words, lang.Text(d.Lang(), "chart.without-colour", "count", strconv.Itoa(len(parts)-n)))
	}
	line := ""
	for i, w := range words {
		if i < len(words)-1 {
			w += between
		}
		if line != "" && TextWidth(line+w, labelType, false) > d.wide() {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line += w
	}
	return append(lines, line)
}

// areaLabel is name, share and amount, as many of them and as large as fit in
// every box; where the name does not, the share alone.
func (d *drawing) areaLabel(boxes []box, cat chart.Category, p chart.Point) (words map[string]any, named bool) {
	amount := ""
	if len(p.Detail) > 0 {
		amount = p.Detail[0].Shown
	}
	ground, _ := d.part(cat.Facet, cat.Rank)
	ink := d.pal.on(ground)
	label := with(d.text(ink, true), "fontSize", areaType, "lineHeight", areaLine, "position", "insideTopLeft", "padding", areaPad, "align", "left", "rich", map[string]any{
		"s": map[string]any{"color": ink, "fontSize": shareType, "lineHeight": shareLine, "fontWeight": 600, "fontFamily": FontFamily},
		"t": map[string]any{"color": ink, "fontSize": 12, "lineHeight": areaLine, "fontWeight": 400, "fontFamily": FontFamily},
	})
	fits := func(tall float64, shares float64, under ...string) bool {
		for _, b := range boxes {
			w := b.w - 2*areaPad
			if TextWidth(cat.Label, areaType, true) > w || TextWidth(p.Shown, shares, true) > w || areaLine+tall > b.h-2*areaPad {
				return false
			}
			for _, u := range under {
				if TextWidth(u, labelType, false) > w {
					return false
				}
			}
		}
		return true
	}
	switch {
	case amount != "" && fits(shareLine+areaLine, shareType, amount):
		return with(label, "formatter", "{b}\n{s|"+p.Shown+"}\n{t|"+amount+"}"), true
	case fits(shareLine, shareType):
		return with(label, "formatter", "{b}\n{s|"+p.Shown+"}"), true
	}
	share := true
	named = true
	for _, b := range boxes {
		w, h := b.w-2*areaPad, b.h-2*areaPad
		lines := wrapped(cat.Label, w)
		share = share && TextWidth(p.Shown, smallType, true) <= w && smallLine <= h
		named = named && share && lines > 0 && float64(lines+1)*smallLine <= h
	}
	delete(label, "rich")
	label = with(label, "fontSize", smallType, "lineHeight", smallLine)
	switch {
	case named:
		return with(label, "overflow", "break", "formatter", "{b}\n"+p.Shown), true
	case share:
		return with(label, "formatter", p.Shown), false
	}
	return map[string]any{"show": false}, false
}

// wrapped is the number of lines that a name in smallType takes in so many pixels: between Chinese characters it may break, words of other scripts stay whole; 0
// where a word is too long.
func wrapped(name string, wide float64) int {
	lines, at, word := 1, 0.0, 0.0
	for _, r := range name + " " {
		if r < 0x2e80 && r != ' ' {
			if word += TextWidth(string(r), smallType, true); word > wide {
				return 0
			}
			if at+word > wide {
				lines, at = lines+1, 0
			}
			continue
		}
		w := TextWidth(string(r), smallType, true)
		at, word = at+word, 0
		switch {
		case w > wide:
			return 0
		case r == ' ':
			at += w
		case at+w > wide:
			lines, at = lines+1, w
		default:
			at += w
		}
	}
	return lines
}

// The sizes of a picture on its pages, in pixels.
const (
	widest    = 1280.0
	leastTall = 250.0
	mostTall  = 360.0
)

type box struct{ w, h float64 }

// boxes are the areas of a treemap in the sizes in which the picture may be
// shown: it is asked for in steps of width, and its height is the page's.
func (d *drawing) boxes(sizes []float64, bottom int) [][]box {
	out := make([][]box, len(sizes))
	if d.Params.Height > 0 { // a picture, not a page
		for i, b := range squarified(sizes, box{d.wide(), max(1, float64(d.Params.Height-d.top-bottom))}) {
			out[i] = []box{b}
		}
		return out
	}
	for _, w := range d.widths() {
		for tall := leastTall; tall <= mostTall; tall += 20 {
			for i, b := range squarified(sizes, box{w, tall}) {
				out[i] = append(out[i], b)
			}
		}
	}
	return out
}

// squarified lays out areas as ECharts does with squareRatio 1 (Bruls, Huizing and van Wijk 2000).
func squarified(sizes []float64, in box) []box {
	out := make([]box, 0, len(sizes))
	sum := 0.0
	for _, s := range sizes {
		sum += s
	}
	scale := in.w * in.h / sum
	worst := func(row []float64, side float64) float64 {
		area, most, least := 0.0, 0.0, math.Inf(1)
		for _, s := range row {
			area, most, least = area+s, max(most, s), min(least, s)
		}
		f := side * side
		return max(f*most/(area*area), area*area/(f*least))
	}
	areas := make([]float64, len(sizes))
	for i, s := range sizes {
		areas[i] = s * scale
	}
	for len(areas) > 0 {
		side := min(in.w, in.h)
		n := 1
		for n < len(areas) && worst(areas[:n+1], side) <= worst(areas[:n], side) {
			n++
		}
		area := 0.0
		for _, a := range areas[:n] {
			area += a
		}
		depth := area / side
		for _, a := range areas[:n] {
			if in.w < in.h {
				out = append(out, box{a / depth, depth})
			} else {
				out = append(out, box{depth, a / depth})
			}
		}
		if in.w < in.h {
			in.h -= depth
		} else {
			in.w -= depth
		}
		areas = areas[n:]
	}
	return out
}

// shareColumns: columns of a hundred per cent, each part with its share where it
// is tall enough; names at the right of the last column, or above.
func (d *drawing) shareColumns() {
	d.y = asY(d.valueAxis(d.UnitLabel))
	d.scale = scale{high: 100, step: 25}
	d.top, d.right = 40, 20+d.room(d.names(d.Series)...)+40
	if d.compact {
		d.right = 12
		d.listed(d.legendOf(d.groupsListed()))
	}
	d.x = d.categoryAxis(d.periodLabels())
	last := len(d.Categories) - 1
	wide := (d.wide() - 44 - float64(d.right)) / float64(last+1) * 0.74
	shift := d.apart(last)
	least := leastInside
	if d.compact { // a lower picture
		least = leastCompact
	}
	for n, s := range d.Series {
		ground, style := d.part(s.Facet, s.Rank)
		if s.Facet != chart.Unlisted {
			style = with(style, "borderColor", d.pal.Paper, "borderWidth", 0.5)
		}
		out := series{
			SingleSeries: charts.SingleSeries{Name: s.Name, Type: "bar", Stack: "all", BarCategoryGap: "26%", BarMaxWidth: "120"},
			ItemStyle:    style,
			Emphasis:     map[string]any{"disabled": false, "focus": "none"},
		}
		for i, p := range s.Points {
			it := item{Name: s.Name, Value: number(p), Behind: d.behind(s.Name, string(s.Group), p)}
			switch {
			case !p.Has:
			case i == last && !d.compact:
				it.Label = with(d.text(d.pal.word(s.Rank), s.Rank >= 0), "position", "right", "formatter", "{a} "+p.Shown, "distance", 8, "offset", []int{0, shift[n]})
			case p.Value >= least && wide >= 44:
				it.Label = with(d.text(d.pal.on(ground), false), "position", "inside", "formatter", p.Shown)
			}
			if p.Has && p.Status == data.Provisional {
				it.ItemStyle = map[string]any{"borderColor": d.pal.Ink, "borderWidth": 1, "borderType": "dashed"}
			}
			out.Data = append(out.Data, it)
		}
		d.series = append(d.series, out)
	}
}

// The share, in per cent, whose part is as tall as its label.
const (
	leastInside  = 5.5
	leastCompact = 7.0
)

// apart is how far each name beside the last column moves down (in pixels, below
// zero: up), so that none touches its neighbour in a picture of the least height.
func (d *drawing) apart(last int) []int {
	const line = 17.0
	at := make([]float64, 0, len(d.Series))
	sum := 0.0
	for _, s := range d.Series {
		if p := s.Points[last]; p.Has {
			at = append(at, (sum+p.Value/2)/100*d.tall())
			sum += p.Value
		}
	}
	placed := spread(at, line, 0, d.tall())
	out := make([]int, len(d.Series))
	n := 0
	for i, s := range d.Series {
		if s.Points[last].Has {
			out[i] = int(math.Round(at[n] - placed[n]))
			n++
		}
	}
	return out
}
