package draw

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// What may stand in a picture. ECharts does not escape what it writes into
// attributes, so each value is held to what it is meant to be; what is not
// listed is dropped with all that is in it.
var elements = map[string]bool{"svg": true, "g": true, "path": true, "rect": true, "text": true, "defs": true, "clipPath": true, "linearGradient": true, "stop": true}

const numbers = `[-+0-9.eE, ]+`

var (
	isNumber = regexp.MustCompile(`^-?[0-9.]+(e-?[0-9]+)?$`)
	isColour = regexp.MustCompile(`^(#[0-9a-fA-F]{3,8}|[a-z]{3,20}|rgba?\([0-9., %]+\)|url\(#[a-z0-9-]+\))$`)
	isRef    = regexp.MustCompile(`^url\(#[a-z0-9-]+\)$`)
	isWord   = regexp.MustCompile(`^[a-z-]+$`)
	isFonts  = regexp.MustCompile(`^[\pL0-9 ,_-]+$`)
)

var attributes = map[string]*regexp.Regexp{
	"d":         regexp.MustCompile(`^[-+0-9.eE, MLHVCSQTAZmlhvcsqtaz]*$`),
	"transform": regexp.MustCompile(`^((translate|scale|rotate|matrix)\(` + numbers + `\) ?)+$`),
	"x":         isNumber, "y": isNumber, "width": isNumber, "height": isNumber, "x1": isNumber, "y1": isNumber, "x2": isNumber, "y2": isNumber, "rx": isNumber,
	"fill": isColour, "stroke": isColour, "stop-color": isColour,
	"fill-opacity": isNumber, "stroke-opacity": isNumber, "opacity": isNumber, "stop-opacity": isNumber,
	"stroke-width": isNumber, "stroke-miterlimit": isNumber, "stroke-dashoffset": isNumber, "stroke-dasharray": regexp.MustCompile(`^[0-9., ]+$`),
	"stroke-linecap": isWord, "stroke-linejoin": isWord, "text-anchor": isWord,
	"font-size": regexp.MustCompile(`^[0-9.]+(px)?$`), "font-weight": regexp.MustCompile(`^([a-z]+|[1-9]00)$`), "font-style": isWord, "font-family": isFonts,
	"clip-path": isRef, "id": regexp.MustCompile(`^[a-z0-9-]+$`), "gradientUnits": regexp.MustCompile(`^[a-zA-Z]+$`), "offset": regexp.MustCompile(`^[0-9.]+%?$`),
}

// clean reads ECharts' SVG and keeps what may stand in a picture: ids are
// numbered anew, in the order in which they come; styles become attributes,
// since a page's policy may refuse them; text stands on its baseline.
func clean(raw, name string) (*element, error) {
	r := xml.NewDecoder(strings.NewReader(strings.Map(inXML, raw)))
	top := &element{}
	open := []*element{top}
	for {
		token, err := r.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("ECharts' SVG is not well-formed: %w", err)
		}
		at := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if !elements[t.Name.Local] {
				if err := r.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			e := &element{name: t.Name.Local, attrs: kept(t)}
			at.add(e)
			open = append(open, e)
		case xml.EndElement:
			if at.name == "text" {
				at.fit(at.text, at.number("font-size", 12), isBold(at.get("font-weight")))
			}
			open = open[:len(open)-1]
		case xml.CharData:
			if at.name == "text" {
				at.text += string(t)
			}
		}
	}
	if len(top.children) != 1 || top.children[0].name != "svg" {
		return nil, errors.New("ECharts gave no SVG")
	}
	svg := top.children[0]
	svg.renumber(name, make(map[string]string))
	return svg, nil
}

// inXML drops the characters that no XML may have: a name may have come with them.
func inXML(r rune) rune {
	if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff {
		return -1
	}
	return r
}

// kept are an element's attributes that may stand, with those of its style.
func kept(t xml.StartElement) (all []xml.Attr) {
	central := false
	for _, a := range t.Attr {
		switch name := a.Name.Local; {
		case a.Name.Space != "": // xlink:href, xml:base
		case name == "style":
			all = append(all, styles(a.Value)...)
		case name == "dominant-baseline":
			central = a.Value == "central"
		case (name == "fill" || name == "stroke") && a.Value == "transparent":
			all = append(all, xml.Attr{Name: xml.Name{Local: name}, Value: "none"})
		case attributes[name] != nil && attributes[name].MatchString(a.Value):
			all = append(all, xml.Attr{Name: xml.Name{Local: name}, Value: a.Value})
		}
	}
	if central {
		all = lowered(all)
	}
	return all
}

// styles turns font styles into presentation attributes.
func styles(css string) (all []xml.Attr) {
	add := func(name, value string) {
		if name == "font-size" {
			value = strings.TrimSuffix(value, "px")
		}
		if strings.HasPrefix(name, "font-") && attributes[name] != nil && attributes[name].MatchString(value) && value != "normal" {
			all = append(all, xml.Attr{Name: xml.Name{Local: name}, Value: value})
		}
	}
	for part := range strings.SplitSeq(css, ";") {
		name, value, _ := strings.Cut(part, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if name != "font" {
			add(name, value)
			continue
		}
		// "normal 600 13px system-ui, …"
		if words := strings.SplitN(value, " ", 4); len(words) == 4 {
			add("font-style", words[0])
			add("font-weight", words[1])
			add("font-size", words[2])
			add("font-family", words[3])
		}
	}
	return all
}

// leastFitted is the width in pixels from which a text is held to what it was
// measured as: a shorter one is off by little.
const leastFitted = 24

// fit has a text drawn as wide as it was measured, whatever the reader's font:
// wider letters would run out of the picture or into what stands beside them.
func (e *element) fit(words string, size float64, bold bool) {
	w := ems(words) * size
	if bold {
		w *= boldness
	}
	if w >= leastFitted {
		e.attr("textLength", num(w))
		e.attr("lengthAdjust", "spacingAndGlyphs")
	}
}

// isBold reports whether a font's weight is that of bold type.
func isBold(weight string) bool {
	n, _ := strconv.Atoi(weight)
	return weight == "bold" || n >= 600
}

// lowered puts a text that was centred on its y onto its baseline.
func lowered(all []xml.Attr) []xml.Attr {
	size, y := 12.0, 0.0
	rest := all[:0]
	for _, a := range all {
		switch x, _ := strconv.ParseFloat(a.Value, 64); a.Name.Local {
		case "font-size":
			size = x
		case "y":
			y = x
			continue
		}
		rest = append(rest, a)
	}
	return append(rest, xml.Attr{Name: xml.Name{Local: "y"}, Value: num(y + middle*size)})
}

// renumber gives ids their new names, and what refers to them; a reference to
// nothing is dropped.
func (e *element) renumber(name string, names map[string]string) {
	e.names(name, names)
	e.refer(names)
}

func (e *element) names(name string, names map[string]string) {
	for i, a := range e.attrs {
		if a.Name.Local == "id" {
			names[a.Value] = name + strconv.Itoa(len(names))
			e.attrs[i].Value = names[a.Value]
		}
	}
	for _, c := range e.children {
		c.names(name, names)
	}
}

func (e *element) refer(names map[string]string) {
	rest := e.attrs[:0]
	for _, a := range e.attrs {
		if id, is := strings.CutPrefix(a.Value, "url(#"); is {
			to := names[strings.TrimSuffix(id, ")")]
			if to == "" {
				continue
			}
			a.Value = "url(#" + to + ")"
		}
		rest = append(rest, a)
	}
	e.attrs = rest
	for _, c := range e.children {
		c.refer(names)
	}
}
