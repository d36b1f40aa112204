package dashboard

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"countyboard/dashboard/chart"
	"countyboard/data"
)

// placesAPage bounds what a list of places weighs, and costs.
const placesAPage = 60

// index is a list of places that have figures: all of them, those below one,
// or those that a search finds. Where there are more than a page holds, the
// places above them come first.
type index struct {
	Query  string
	Said   string // how many there are, of what
	None   string // what was searched for in vain
	Groups []placeGroup
	Pager
}

// placeGroup are places with one parent.
type placeGroup struct {
	Name   string // "" where no parent is known
	Places []listed
	Folded []folded // in place of them, where they are too many
}

// listed is a place in a list, with the figure that says most about it.
type listed struct {
	data.Place
	Name   string
	Shown  string // its code, "" where that is but its name
	Within string // its parent, where no heading names it
	Figure chart.Headline
	Has    bool
	Sample bool
}

// folded is a place whose children are not listed here.
type folded struct {
	Name  string
	Href  string
	Count int
}

// Pager leads through a list of several pages.
type Pager struct {
	Page, Pages   int
	Before, After string // addresses, "" at an end
}

// start answers /: the home place, or the list of places.
func (s *Server) start(v *view) error {
	if home, err := s.home(v.ctx); err != nil {
		return err
	} else if home != "" {
		return v.redirect(v.Link("/places/" + url.PathEscape(home)))
	}
	return s.places(v)
}

// places answers /places.
func (s *Server) places(v *view) error {
	if to := v.withoutEmpty(); to != "" {
		return v.redirect(strings.TrimSuffix(to, "?"))
	}
	return s.public(v, true, func() (*page, error) {
		all, err := s.withFigures(v)
		if err != nil {
			return nil, err
		}
		v.Title = v.T("page.places")
		if v.Body, err = s.index(v, all); err != nil {
			return nil, err
		}
		b, err := s.render(v, "places")
		return newPage(mediaHTML, b), err
	})
}

// withFigures are the places that have figures, by code.
func (s *Server) withFigures(v *view) ([]data.Place, error) {
	codes, err := s.Store.Places(v.ctx, v.AsOf)
	all := make([]data.Place, len(codes))
	for i, c := range codes {
		p, ok := v.Names().Place(c)
		if !ok {
			p = data.Place{Code: c, Name: c}
		}
		all[i] = p
	}
	return all, err
}

func (s *Server) index(v *view, all []data.Place) (*index, error) {
	q := v.c.QueryParams()
	x := &index{Query: strings.TrimSpace(clip(q.Get("q")))}
	shown := all
	switch within := q.Get("within"); {
	case x.Query != "":
		shown = matching(all, x.Query)
		x.Said = v.T("places.found", "query", x.Query, "count", strconv.Itoa(len(shown)))
		if len(shown) == 0 {
			x.None = x.Query
		}
	case q.Has("within"):
		if _, ok := v.Names().Place(within); !ok && within != top {
			return nil, data.Fail(data.NotFound, "place", "code", clip(within))
		}
		shown = slices.DeleteFunc(slices.Clone(all), func(p data.Place) bool { return cmp.Or(p.Parent, top) != within })
		x.Said = v.T("places.within", "place", v.above(within), "count", strconv.Itoa(len(shown)))
	default:
		x.Said = v.T("places.count", "count", strconv.Itoa(len(all)))
		if len(all) > placesAPage && v.fold(x, all) {
			return x, nil
		}
	}
	if x.Query == "" {
		shown = slices.Clone(shown)
		slices.SortStableFunc(shown, func(a, b data.Place) int { return cmp.Compare(a.Parent, b.Parent) })
	}
	shown, err := x.paged(v, shown)
	if err != nil {
		return nil, err
	}
	return x, s.list(v, x, shown)
}

// top stands for "no parent" in an address.
const top = "none"

// above names a parent.
func (v *view) above(code string) string {
	if code == top {
		return v.T("places.top")
	}
	return v.Place(code)
}

// matching are the places whose name, short name or code begins with a query,
// then those that have it inside.
func matching(all []data.Place, query string) []data.Place {
	query = strings.ToLower(query)
	rank := func(p data.Place) int {
		names := append([]string{p.Name, p.Short, p.NameEn, p.Code}, p.Aliases...)
		best := 2
		for _, n := range names {
			switch n = strings.ToLower(n); {
			case n == "":
			case strings.HasPrefix(n, query):
				best = 0
			case strings.Contains(n, query) && n != strings.ToLower(p.Code):
				best = min(best, 1)
			}
		}
		return best
	}
	found := slices.DeleteFunc(slices.Clone(all), func(p data.Place) bool { return rank(p) == 2 })
	slices.SortStableFunc(found, func(a, b data.Place) int { return cmp.Compare(rank(a), rank(b)) })
	return found
}

// fold lists the parents in place of more places than a page holds. It reports
// whether that is shorter.
func (v *view) fold(x *index, all []data.Place) bool {
	count := make(map[string]int)
	for _, p := range all {
		count[cmp.Or(p.Parent, top)]++
	}
	if len(count) < 2 || count[top] > placesAPage {
		return false
	}
	by := make(map[string][]folded)
	var groups []string
	for _, p := range sortedKeys(count) {
		up := ""
		if q, ok := v.Names().Place(p); ok {
			up = q.Parent
		}
		if _, seen := by[up]; !seen {
			groups = append(groups, up)
		}
		by[up] = append(by[up], folded{v.above(p), v.Link("/places", "within", p), count[p]})
	}
	for _, up := range groups {
		g := placeGroup{Folded: by[up]}
		if up != "" {
			g.Name = v.Place(up)
		}
		x.Groups = append(x.Groups, g)
	}
	return true
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// paged cuts the page out that the address asks for. Returns Invalid for one
// that there is not.
func (x *index) paged(v *view, all []data.Place) ([]data.Place, error) {
	x.Page, x.Pages = 1, max(1, (len(all)+placesAPage-1)/placesAPage)
	if asked := v.c.QueryParam("page"); asked != "" {
		n, err := strconv.Atoi(asked)
		if err != nil || n < 1 || n > x.Pages {
			return nil, data.Fail(data.Invalid, "parameter", "name", "page", "got", clip(asked), "would", "1–"+strconv.Itoa(x.Pages))
		}
		x.Page = n
	}
	at := func(n int) string {
		if n < 1 || n > x.Pages {
			return ""
		}
		return v.Link("/places", "q", x.Query, "within", v.c.QueryParam("within"), "asof", v.AsOf.String(), "page", strconv.Itoa(n))
	}
	x.Before, x.After = at(x.Page-1), at(x.Page+1)
	from := (x.Page - 1) * placesAPage
	return all[from:min(len(all), from+placesAPage)], nil
}

// list puts places below their parents, each with its figure. Where that makes
// more headings than lists, each names its parent instead.
func (s *Server) list(v *view, x *index, shown []data.Place) error {
	parents := make(map[string]bool)
	for _, p := range shown {
		parents[p.Parent] = true
	}
	headed := x.Query == "" && len(shown) >= 2*len(parents)
	src := chart.Sources{Reader: s.Store, Names: v.Names()}
	at := make(map[string]int)
	for _, p := range shown {
		l := listed{Place: p, Name: v.Place(p.Code)}
		if p.Code != "" && strings.Trim(p.Code, "0123456789") == "" {
			l.Shown = p.Code
		}
		var err error
		if l.Figure, l.Has, err = chart.Glance(v.ctx, src, chart.Params{Places: []string{p.Code}, Lang: v.Lang, AsOf: v.AsOf}); err != nil {
			return err
		}
		l.Sample = l.Has && l.Figure.Illustrative
		v.Sample = v.Sample || l.Sample
		head := ""
		switch {
		case headed:
			head = p.Parent
		case p.Parent != "":
			l.Within = v.Place(p.Parent)
		}
		i, ok := at[head]
		if !ok {
			i = len(x.Groups)
			at[head] = i
			g := placeGroup{}
			if head != "" {
				g.Name = v.Place(head)
			}
			x.Groups = append(x.Groups, g)
		}
		x.Groups[i].Places = append(x.Groups[i].Places, l)
	}
	return nil
}

// around are the places that a place's page leads to: those that have figures.
type around struct {
	Label string
	Links []take
	More  *take // to all of them, where they are many
}

const mostAround = 12

// around lists the parent, the children and the siblings of a place.
func (s *Server) around(v *view, code string) ([]around, error) {
	all, err := s.withFigures(v)
	if err != nil {
		return nil, err
	}
	here, _ := v.Names().Place(code)
	var up, below, beside []data.Place
	for _, p := range all {
		switch {
		case p.Code == code:
		case p.Code == here.Parent:
			up = append(up, p)
		case p.Parent == code:
			below = append(below, p)
		case here.Parent != "" && p.Parent == here.Parent:
			beside = append(beside, p)
		}
	}
	var out []around
	add := func(label, within string, places []data.Place) {
		if len(places) == 0 {
			return
		}
		a := around{Label: v.T("places." + label)}
		for _, p := range places[:min(len(places), mostAround)] {
			a.Links = append(a.Links, take{v.Place(p.Code), v.Link("/places/" + url.PathEscape(p.Code))})
		}
		if len(places) > mostAround {
			a.More = &take{v.T("places.more-places", "count", strconv.Itoa(len(places))), v.Link("/places", "within", within)}
		}
		out = append(out, a)
	}
	add("parent", "", up)
	add("children", code, below)
	add("siblings", here.Parent, beside)
	return out, nil
}
