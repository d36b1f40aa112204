package export

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"golang.org/x/net/html"

	"countyboard/data"
)

// Article is a chart as WeChat's article editor keeps it: text with inline
// styles, pictures to be uploaded one by one, and the address for 阅读原文.
type Article struct {
	HTML     string
	Pictures [][]byte // PNG, each no more than MostPicture; none where no pictures can be made
	QR       []byte   // PNG with the address of the live chart; nil where none is known
	Original string   // the address for 阅读原文
	Lost     []Loss   // what the editor would take away, which should be nothing
}

// MostPicture is how many bytes WeChat takes a picture of an article with.
const MostPicture = 1 << 20

const (
	mostLetters = 20_000  // of an article, below
	mostBytes   = 1 << 20 // of an article, below
)

// WeChat makes a chart ready for WeChat's article editor.
func WeChat(t Taken) (Article, error) {
	a := Article{Original: t.Live}
	if t.Paint != nil && t.Empty == nil {
		b, err := t.Paint(t.Chart, "png", "wechat")
		if err != nil {
			return a, err
		}
		if a.Pictures, err = sliced(b, MostPicture); err != nil {
			return a, err
		}
	}
	if t.Live != "" {
		var err error
		if a.QR, err = qrCode(t.Live); err != nil {
			return a, err
		}
	}
	a.HTML = t.article(len(a.Pictures), a.QR != nil)
	_, a.Lost = Sanitise(a.HTML)
	return a, nil
}

// article is the text, with a mark where each picture is to be put.
func (t Taken) article(pictures int, code bool) string {
	var b strings.Builder
	p := func(style, text string) {
		if text = oneLine(text); text != "" {
			b.WriteString(`<p style="margin:0 0 8px;` + style + `">` + html.EscapeString(text) + `</p>`)
		}
	}
	const small, picture = "font-size:13px;line-height:1.7;color:#5d656e;", "font-size:14px;line-height:1.7;color:#0b5cad;text-align:center;"
	b.WriteString(`<section style="font-size:16px;line-height:1.75;color:#1a1d21;">`)
	p("font-size:18px;font-weight:bold;line-height:1.5;", t.Title)
	p(small, t.Subtitle)
	if t.Illustrative {
		p("font-size:14px;font-weight:bold;line-height:1.7;color:#8a4b00;", t.say("illustrative-care"))
	}
	for i := range pictures {
		p(picture, t.say("wechat-picture", "number", strconv.Itoa(i+1)))
	}
	for _, n := range t.Notes {
		p(small, n)
	}
	for _, s := range t.sources() {
		p(small, t.say("note-source")+" "+s)
	}
	p(small, t.say("note-revision")+" r"+strconv.Itoa(t.Revision)+" · "+t.say("note-licence")+" "+t.licence())
	if code {
		p(picture, t.say("wechat-qr"))
		p(small, t.say("wechat-original"))
	}
	b.WriteString(`</section>`)
	return b.String()
}

// qrCode is an address as a PNG, eight pixels a module and four modules of quiet
// around, as scanners ask for.
func qrCode(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, data.Fail(data.Invalid, "qr-long", "got", clip(text)).Because(err)
	}
	const module, quiet = 8, 4
	side := code.Bounds().Dx()
	scaled, err := barcode.Scale(code, side*module, side*module)
	if err != nil {
		return nil, err
	}
	out := image.NewGray(image.Rect(0, 0, (side+2*quiet)*module, (side+2*quiet)*module))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(out, scaled.Bounds().Add(image.Pt(quiet*module, quiet*module)), scaled, image.Point{}, draw.Src)
	var b bytes.Buffer
	err = png.Encode(&b, out)
	return b.Bytes(), err
}

// sliced cuts a PNG across into as few strips as are each no more than most bytes.
func sliced(b []byte, most int) ([][]byte, error) {
	if len(b) <= most {
		return [][]byte{b}, nil
	}
	whole, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	part, ok := whole.(interface {
		SubImage(r image.Rectangle) image.Image
	})
	if !ok {
		return nil, errors.New("a PNG of this kind cannot be cut")
	}
	box := whole.Bounds()
	for n := max(2, len(b)/most); n <= box.Dy(); n++ {
		strips := make([][]byte, 0, n)
		for i := range n {
			cut := image.Rect(box.Min.X, box.Min.Y+i*box.Dy()/n, box.Max.X, box.Min.Y+(i+1)*box.Dy()/n)
			var out bytes.Buffer
			if err := png.Encode(&out, part.SubImage(cut)); err != nil {
				return nil, err
			}
			if out.Len() > most {
				break
			}
			strips = append(strips, out.Bytes())
		}
		if len(strips) == n {
			return strips, nil
		}
	}
	return nil, data.Fail(data.TooLarge, "picture-large")
}

// Loss is something that WeChat's editor takes away: a message key in
// files.json, and what it is of.
type Loss struct{ Key, What string }

var (
	weChatRemoves = []string{"script", "iframe", "style", "form", "object", "embed", "video", "audio", "link", "meta", "use"} // with what is in them
	weChatUnwraps = []string{"div"}                                                                                           // text flow
	weChatHosts   = []string{"mmbiz.qpic.cn", "mmbiz.qlogo.cn"}
	void          = []string{"br", "hr", "img", "input", "embed", "link", "meta", "use"}
)

// Sanitise does to a text what WeChat's article editor is known to do, and lists
// what is lost: scripts and frames, ids, classes and handlers, divs, positions,
// self-closing tags, pictures of other hosts, links that lead out, and all of it
// where it is too long.
func Sanitise(text string) (kept string, lost []Loss) {
	lose := func(key, what string) {
		if l := (Loss{"files.wechat-lost-" + key, what}); !slices.Contains(lost, l) {
			lost = append(lost, l)
		}
	}
	var out strings.Builder
	inside := "" // a tag that goes with what is in it
	var unlinked []bool
	for z := html.NewTokenizer(strings.NewReader(text)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		tok := z.Token()
		switch {
		case inside != "":
			if kind == html.EndTagToken && tok.Data == inside {
				inside = ""
			}
		case kind == html.TextToken:
			out.WriteString(html.EscapeString(tok.Data))
		case kind == html.SelfClosingTagToken:
			lose("self-closing", tok.Data)
		case kind == html.StartTagToken && slices.Contains(weChatRemoves, tok.Data):
			lose("tag", tok.Data)
			if !slices.Contains(void, tok.Data) {
				inside = tok.Data
			}
		case (kind == html.StartTagToken || kind == html.EndTagToken) && slices.Contains(weChatUnwraps, tok.Data):
			lose("div", tok.Data)
		case kind == html.StartTagToken && tok.Data == "img" && !uploaded(attributeOf(tok, "src")):
			lose("picture", clip(attributeOf(tok, "src")))
		case tok.Data == "a" && kind == html.StartTagToken:
			outward := !strings.HasPrefix(attributeOf(tok, "href"), "https://mp.weixin.qq.com/")
			if unlinked = append(unlinked, outward); outward {
				lose("link", clip(attributeOf(tok, "href")))
			} else {
				out.WriteString(keptTag(tok, lose))
			}
		case tok.Data == "a" && kind == html.EndTagToken:
			if n := len(unlinked); n > 0 {
				if !unlinked[n-1] {
					out.WriteString("</a>")
				}
				unlinked = unlinked[:n-1]
			}
		case kind == html.StartTagToken:
			out.WriteString(keptTag(tok, lose))
		case kind == html.EndTagToken && !slices.Contains(weChatRemoves, tok.Data):
			out.WriteString("</" + tok.Data + ">")
		}
	}
	kept = out.String()
	if n := len([]rune(kept)); n >= mostLetters || len(kept) >= mostBytes {
		lose("length", strconv.Itoa(n))
	}
	return kept, lost
}

// keptTag is a tag with the attributes and styles that stay.
func keptTag(tok html.Token, lose func(key, what string)) string {
	var b strings.Builder
	b.WriteString("<" + tok.Data)
	for _, a := range tok.Attr {
		switch {
		case a.Key == "id" || a.Key == "class" || strings.HasPrefix(a.Key, "on"):
			lose("attribute", a.Key)
			continue
		case a.Key == "style":
			var stay []string
			for s := range strings.SplitSeq(a.Val, ";") {
				name, _, _ := strings.Cut(s, ":")
				if strings.EqualFold(strings.TrimSpace(name), "position") {
					lose("style", "position")
				} else if strings.TrimSpace(s) != "" {
					stay = append(stay, s)
				}
			}
			if len(stay) < strings.Count(strings.TrimRight(a.Val, "; "), ";")+1 {
				a.Val = strings.Join(stay, ";")
			}
		}
		b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
	}
	return b.String() + ">"
}

func attributeOf(tok html.Token, name string) string {
	for _, a := range tok.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// uploaded reports whether a picture stands where WeChat keeps its own.
func uploaded(src string) bool {
	u, err := url.Parse(src)
	return err == nil && slices.Contains(weChatHosts, u.Host)
}
