package draw

import (
	"fmt"
	"os"
	"sync"
	"unicode"

	"countyboard/dashboard/assets"
	"countyboard/data"
	"countyboard/data/lang"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is a font of one weight.
type face struct {
	*sfnt.Font
	em   fixed.Int26_6 // the size in which its own units are pixels
	bold bool
}

// fonts are those that text is written in; each character in the first that has it.
type fonts struct {
	own                             []*face // what --font names
	regular, bold, latin, latinBold *face
}

// embedded are the fonts in the binary, read when the first PNG is drawn.
var embedded = sync.OnceValues(func() (*fonts, error) {
	f := &fonts{}
	for name, to := range map[string]**face{"regular.ttf": &f.regular, "bold.ttf": &f.bold, "latin.ttf": &f.latin, "latin-bold.ttf": &f.latinBold} {
		b, err := assets.Server(name)
		if err != nil {
			return nil, data.Fail(data.Internal, "assets-missing").Because(err)
		}
		if *to, err = readFace(b); err != nil {
			return nil, err
		}
		(*to).bold = *to == f.bold || *to == f.latinBold
	}
	return f, nil
})

// readFace reads a font file; of a collection the first font.
func readFace(b []byte) (*face, error) {
	c, err := sfnt.ParseCollection(b)
	if err != nil {
		return nil, err
	}
	f, err := c.Font(0)
	if err != nil {
		return nil, err
	}
	return &face{Font: f, em: fixed.I(int(f.UnitsPerEm()))}, nil
}

// probe is a character that a font for Chinese has.
const probe = '县'

// readOwn reads a font file. Returns Invalid if it cannot be read, or has no Chinese.
func readOwn(file string) (*face, error) {
	fail := func(cause error) error { return data.Fail(data.Invalid, "picture-font", "file", file).Because(cause) }
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, fail(err)
	}
	own, err := readFace(b)
	if err != nil {
		return nil, fail(err)
	}
	if i, err := own.GlyphIndex(nil, probe); err != nil || i == 0 {
		return nil, fail(err)
	}
	return own, nil
}

// with puts a font before those of the binary.
func (f *fonts) with(own *face) *fonts {
	out := *f
	out.own = []*face{own}
	return &out
}

// chain is the fonts of a text, in the order in which they are asked. Chinese
// fonts have marks as wide as characters, which English is not set with.
func (f *fonts) chain(l lang.Lang, bold bool) []*face {
	chinese, latin := []*face{f.regular}, []*face{f.latin}
	if bold {
		chinese, latin = []*face{f.bold, f.regular}, []*face{f.latinBold}
	}
	if l == lang.En {
		return append(append(latin, f.own...), chinese...)
	}
	return append(append(append([]*face(nil), f.own...), chinese...), latin...)
}

// half are marks that are set as wide as Latin ones in Chinese as well.
const half = '·'

// glyph is a character to be drawn: its outline in em, and how far the next is.
type glyph struct {
	*face
	index sfnt.GlyphIndex
	x     float64 // in em from the text's beginning
}

// set lays out a text and tells its width, in em. Returns Unsupported, naming the
// character, where no font has it: a picture never shows a box.
func (f *fonts) set(b *sfnt.Buffer, text string, l lang.Lang, bold bool) (all []glyph, width float64, err error) {
	chain := f.chain(l, bold)
	var before glyph
	for _, r := range text {
		if unicode.Is(unicode.Cf, r) || unicode.IsControl(r) || unicode.Is(unicode.Variation_Selector, r) {
			continue
		}
		g := glyph{}
		for _, x := range chain {
			if r == half && x != f.latin && x != f.latinBold {
				continue
			}
			if i, err := x.GlyphIndex(b, r); err == nil && i != 0 {
				g = glyph{face: x, index: i}
				break
			}
		}
		if g.face == nil {
			return nil, 0, data.Fail(data.Unsupported, "picture-glyph", "character", string(r), "code", fmt.Sprintf("U+%04X", r))
		}
		if before.face == g.face {
			if k, err := g.Kern(b, before.index, g.index, g.em, font.HintingNone); err == nil {
				width += float64(k) / float64(g.em)
			}
		}
		g.x = width
		advance, err := g.GlyphAdvance(b, g.index, g.em, font.HintingNone)
		if err != nil {
			return nil, 0, err
		}
		width += float64(advance) / float64(g.em)
		all, before = append(all, g), g
	}
	return all, width, nil
}

// outline draws a glyph with a pen whose units are em, downwards.
func (g glyph) outline(b *sfnt.Buffer, p *pen) error {
	segments, err := g.LoadGlyph(b, g.index, g.em, nil)
	if err != nil {
		return err
	}
	at := func(q fixed.Point26_6) point {
		return point{g.x + float64(q.X)/float64(g.em), float64(q.Y) / float64(g.em)}
	}
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p.close()
			p.move(at(s.Args[0]))
		case sfnt.SegmentOpLineTo:
			p.draw(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			p.quadratic(at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			p.cubic(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	p.close()
	return nil
}
