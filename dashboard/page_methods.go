package dashboard

import (
	"html"
	"html/template"
	"regexp"
	"slices"

	"countyboard/dashboard/chart"
)

// method is a formula as the page explains it.
type method struct {
	Code             string
	Name, What, Care string
	Formula          []template.HTML
	Sources          []int // numbers of the references
	Charts           []take
}

type methods struct {
	All        []method
	References []string
}

// methods answers /methods.
func (s *Server) methods(v *view) error {
	return s.public(v, true, func() (*page, error) {
		v.Title, v.Body = v.T("methods.title"), v.methods()
		b, err := s.render(v, "methods")
		return newPage(mediaHTML, b), err
	})
}

func (v *view) methods() methods {
	var out methods
	var cited []string
	for _, m := range chart.Methods {
		x := method{Code: m.Code, Name: v.T("methods.name-" + m.Code), What: v.T("methods.what-" + m.Code), Care: v.T("methods.care-" + m.Code)}
		for _, f := range m.Formula {
			x.Formula = append(x.Formula, formula(f))
		}
		for _, name := range m.Sources {
			i := slices.Index(cited, name)
			if i < 0 {
				i = len(cited)
				cited = append(cited, name)
				out.References = append(out.References, v.T("methods.source-"+name))
			}
			x.Sources = append(x.Sources, i+1)
		}
		for _, d := range m.UsedBy() {
			x.Charts = append(x.Charts, take{d.Question(v.Lang), v.Link("/charts") + "#" + d.Slug})
		}
		out.All = append(out.All, x)
	}
	return out
}

var (
	lowered = regexp.MustCompile(`_\{([^}]*)\}`)
	raised  = regexp.MustCompile(`\^\{([^}]*)\}`)
	letters = regexp.MustCompile(`\b(?:[A-Za-z]|ir)\b`)
	signs   = regexp.MustCompile(`[A-Za-z]+|[^A-Za-z]+`)
)

// formula sets what chart.Method writes: variables are slanted, as usual, words
// and functions (HHI, ln) are not.
func formula(text string) template.HTML {
	var b []byte
	for _, part := range signs.FindAllString(html.EscapeString(text), -1) {
		if letters.MatchString(part) && len(part) <= 2 {
			part = "<var>" + part + "</var>"
		}
		b = append(b, part...)
	}
	out := lowered.ReplaceAllString(string(b), "<sub>$1</sub>")
	return template.HTML(raised.ReplaceAllString(out, "<sup>$1</sup>")) //nolint:gosec // escaped above
}
