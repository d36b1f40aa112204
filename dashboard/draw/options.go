package draw

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/data"
)

// Options say how large a picture is and what it stands on. The zero value is
// the wide picture on paper. Theme and language are the chart's.
type Options struct {
	Width, Height int  // pixels; 0 = as the size has it
	Size          Size // where width and height do not say; "" = wide
	Scale         int  // of a PNG: 1 or 2 pixels for each of the picture's; 0 = 1
	Transparent   bool // no paper
}

// Size is a picture's size by its use.
type Size string

// The sizes.
const (
	Wide   Size = "wide"   // for links: the preview that sites and messengers show
	Square Size = "square" // for posts
	Phone  Size = "phone"  // 4 : 5, fills a phone's width
	WeChat Size = "wechat" // for an article in WeChat
)

// shape is a size in pixels, and how many of them are one of the layout's: type
// of 12 on a picture of 1080 pixels is not to be read on a phone.
type shape struct {
	width, height int
	ratio         float64
}

var shapes = map[Size]shape{
	Wide:   {1200, 675, 1.5},
	Square: {1080, 1080, 1.8},
	Phone:  {1080, 1350, 2.5},
	WeChat: {1080, 1200, 2.5},
}

// Parse reads what an address asks of a picture; width and height have been
// read and rounded by chart.ParseParams. Returns Invalid errors that say which values do.
func Parse(q url.Values, p chart.Params) (Options, error) {
	o := Options{Width: p.Width, Height: p.Height, Size: Size(q.Get("size"))}
	if _, known := shapes[o.Size]; o.Size != "" && !known {
		return o, bad("size", q.Get("size"), slices.Sorted(maps.Keys(shapes))...)
	}
	switch s := q.Get("scale"); s {
	case "", "1":
		o.Scale = 1
	case "2":
		o.Scale = 2
	default:
		return o, bad("scale", s, "1", "2")
	}
	switch b := q.Get("background"); b {
	case "", "paper":
	case "transparent":
		o.Transparent = true
	default:
		return o, bad("background", b, "paper", "transparent")
	}
	return o, o.bounded()
}

// What a picture may be: so much longer than wide, or wider than long, since in
// others words and plot have no room; and so many pixels, Scale counted, four
// bytes each while it is painted.
const (
	mostAspect = 5
	mostPixels = 9_000_000
)

func (o Options) bounded() error {
	w, h := o.Pixels()
	got := fmt.Sprintf("%d×%d", w*o.Scale, h*o.Scale)
	if max(w, h) > mostAspect*min(w, h) {
		return data.Fail(data.Invalid, "picture-shape", "got", got, "most", strconv.Itoa(mostAspect))
	}
	if w*o.Scale*h*o.Scale > mostPixels {
		return data.Fail(data.Invalid, "picture-pixels", "got", got, "most", strconv.Itoa(mostPixels/1_000_000))
	}
	return nil
}

func bad[T ~string](name, got string, would ...T) error {
	words := make([]string, len(would))
	for i, w := range would {
		words[i] = string(w)
	}
	return data.Fail(data.Invalid, "parameter", "name", name, "got", got, "would", strings.Join(words, ", "))
}

// Values are the options as an address has them; the default is left out.
func (o Options) Values() url.Values {
	q := url.Values{}
	if o.Size != "" && o.Size != Wide {
		q.Set("size", string(o.Size))
	}
	if o.Scale > 1 {
		q.Set("scale", strconv.Itoa(o.Scale))
	}
	if o.Transparent {
		q.Set("background", "transparent")
	}
	if o.Width > 0 {
		q.Set("width", strconv.Itoa(o.Width))
	}
	if o.Height > 0 {
		q.Set("height", strconv.Itoa(o.Height))
	}
	return q
}

// Pixels are the picture's size, before Scale.
func (o Options) Pixels() (width, height int) {
	s := o.shape()
	return s.width, s.height
}

// narrow is the width below which a picture stands upright.
const narrow = 520

// shape is the picture's size. A side that was not asked for follows the other.
func (o Options) shape() shape {
	s := shapes[cmp.Or(o.Size, Wide)]
	if o.Width == 0 && o.Height == 0 {
		return s
	}
	aspect := float64(s.height) / float64(s.width)
	if o.Size == "" && o.Width > 0 && o.Width < narrow {
		aspect = 1.25
	}
	w := cmp.Or(o.Width, int(math.Round(float64(o.Height)/aspect)))
	h := cmp.Or(o.Height, int(math.Round(float64(w)*aspect)))
	return shape{w, h, max(1, float64(w)/(float64(s.width)/s.ratio))}
}
