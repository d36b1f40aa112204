package story

import (
	"cmp"
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"

	"countyboard/data"
	"countyboard/data/vocab"
)

// World is what the addresses of a new text may speak of. Texts that are published
// are read without it, so that they stay readable when it changes.
type World struct {
	Names  *vocab.Vocabulary
	Reader data.Reader // its figures may be of groups that no word names
	Charts Charts
}

// Charts says what chart: addresses may ask for.
type Charts struct {
	Slugs, Keys []string
	// Takes says whether a chart takes the values of a key, else the words that would
	// do, joined by ", "; "" where the chart has no such key.
	Takes func(slug, key string, values []string) (would string, ok bool)
}

// Read parses a file as Parse does, and checks that what its addresses speak of is
// known and that no key stands in them which is of no use there. All that is wrong
// is told at once, as Invalid; errors of the store come as they are.
func (w World) Read(ctx context.Context, slug string, file []byte) (data.Story, error) {
	c := check{World: w, ctx: ctx, held: make(map[string][]string)}
	s, err := readFile(slug, file, &c)
	return s, cmp.Or(c.err, err)
}

// check is one text read against the world.
type check struct {
	World
	ctx  context.Context
	home string              // place of the text
	held map[string][]string // facets of the figures of a place
	err  error               // of the store
}

// place checks that of the header.
func (k *check) place(s data.Story, m *mistakes) {
	if k.home = s.Place; s.Place != "" { // what is missing has been told
		m.add(headerLine(s, "place"), CheckPlace(s.Place, k.Names))
	}
}

// CheckPlace checks the code of a place. Returns Invalid, saying which may be meant.
func CheckPlace(code string, names *vocab.Vocabulary) error {
	if _, ok := names.Place(code); ok {
		return nil
	}
	name, near := "story-place", placesLike(code, names)
	if near != "" {
		name += "-near"
	}
	return data.Fail(data.Invalid, name, "got", clip(code), "near", near)
}

// usedBy names the kinds of claims that look at a key; keys that are not here are
// looked at by all.
var usedBy = map[string][]data.ClaimKind{
	"from":   {data.ClaimGrowth, data.ClaimPoints, data.ClaimDirection, data.ClaimNone},
	"basis":  {data.ClaimGrowth, data.ClaimPoints, data.ClaimRank, data.ClaimDirection},
	"op":     compared,
	"value":  compared,
	"tol":    compared,
	"unit":   append(compared[:len(compared):len(compared)], data.ClaimGoal),
	"among":  {data.ClaimRank},
	"rank":   {data.ClaimRank},
	"trend":  {data.ClaimDirection},
	"base":   {data.ClaimGoal},
	"target": {data.ClaimGoal},
	"why":    {data.ClaimNone},
}

// compared are the kinds that set a figure beside another.
var compared = []data.ClaimKind{data.ClaimLevel, data.ClaimGrowth, data.ClaimPoints, data.ClaimShare}

// claim checks a claim: or value: address, as far as it could be read.
func (k *check) claim(c data.Claim, a *address) {
	live := strings.HasPrefix(a.text, valueScheme)
	if !live && strings.TrimSpace(a.words) == "" {
		a.complain("claim-words", "", "", "", "")
	}
	if a.said == nil { // it is no address
		return
	}
	indicator, ok := k.Names.Indicator(c.Key.Indicator)
	if !ok && codeLike(c.Key.Indicator) {
		a.indicator(c.Key.Indicator, k.Names)
	}
	if c.Key.Place != "" {
		k.placeOf(a, c.Key.Place)
	}
	k.group(a, cmp.Or(c.Key.Place, k.home), c.Key.Group)
	if a.said.Has("period") && a.said.Has("to") {
		a.complain("claim-period-to", "to", a.said.Get("to"), "", "")
	}
	a.order(c.From, c.Key.Period)
	if !live && !a.mistaken("kind") {
		for _, key := range keys {
			if kinds, some := usedBy[key]; some && a.said.Has(key) && !slices.Contains(kinds, c.Kind) {
				words := make([]string, len(kinds))
				for i, kind := range kinds {
					words[i] = string(kind)
				}
				a.complain("claim-unused", key, string(c.Kind), "", strings.Join(words, ", "))
			}
		}
	}
	if c.Kind == data.ClaimLevel || c.Kind == data.ClaimGoal {
		k.unit(a, c, indicator)
	}
}

// order complains where a stretch of time ends before it begins.
func (a *address) order(from, to data.Period) {
	if !from.IsZero() && !to.IsZero() && from.FirstMonth() > to.LastMonth() {
		a.complain("claim-order", "from", from.String(), "", to.String())
	}
}

// unit complains of one in which an indicator is never measured. A story may well
// say 户 for 亿元, which its verdict tells; but of 斤 for 亿元 nothing can be told.
func (k *check) unit(a *address, c data.Claim, i data.Indicator) {
	own := i.Unit
	if m := cmp.Or(c.Key.Measure, data.Level); m != data.Level || c.Unit.IsZero() || own.IsZero() || own.Base == data.BaseOther {
		return // its figures may be in others: grain in 吨, 公斤 and 斤
	}
	if _, same := c.Unit.Convert(1, own); same || c.Unit.Base != data.BaseOther {
		return
	}
	would := []string{own.Label}
	for _, power := range []int{8, 4, 0} {
		if u, ok := k.Names.UnitOf(own.Base, power); ok && !slices.Contains(would, u.Label) {
			would = append(would, u.Label)
		}
	}
	a.complain("claim-unit", "unit", c.Unit.Label, "", strings.ReplaceAll(strings.Join(would, ", "), "%", "%25"))
}

// chart checks a chart: address.
func (k *check) chart(slug string, q url.Values, a *address) {
	if a.said == nil { // it is no address
		return
	}
	if !a.mistaken("chart") && !slices.Contains(k.Charts.Slugs, slug) {
		a.complain("claim-chart", "chart", slug, nearest(slug, k.Charts.Slugs), strings.Join(k.Charts.Slugs, ", "))
	}
	place := k.home
	for _, code := range slices.DeleteFunc(slices.Clone(q["place"]), func(code string) bool { return code == "" }) {
		k.placeOf(a, code)
		place = code
	}
	for _, g := range q["group"] {
		if group, err := data.ParseGroup(g); err != nil {
			a.badGroup(g)
		} else {
			k.group(a, place, group)
		}
	}
	if i := q.Get("indicator"); i != "" {
		if _, ok := k.Names.Indicator(i); !ok {
			a.indicator(i, k.Names)
		}
	}
	var ends [2]data.Period
	for i, key := range []string{"from", "to"} {
		if v := q.Get(key); v != "" {
			ends[i] = a.period(key, v)
		}
	}
	a.order(ends[0], ends[1])
	for _, key := range slices.Sorted(maps.Keys(q)) {
		if a.full() {
			a.more = true
			break
		}
		if a.mistaken(key) || a.mistaken("chart") && slices.Contains(k.Charts.Keys, key) {
			continue
		}
		would, ok := "", false
		if slices.Contains(k.Charts.Keys, key) {
			would, ok = k.Charts.Takes(slug, key, q[key])
		}
		switch {
		case ok:
		case would == "":
			a.complain("claim-key", key, key, nearest(key, slices.DeleteFunc(slices.Clone(k.Charts.Keys), func(own string) bool { return own == key })), strings.Join(k.Charts.Keys, ", "))
		default:
			a.wrong(key, strings.Join(q[key], ", "), nearest(q.Get(key), strings.Split(would, ", ")), would)
		}
	}
}

func (k *check) placeOf(a *address, code string) {
	if _, ok := k.Names.Place(code); !ok {
		a.wrong("place", code, placesLike(code, k.Names), "512022")
	}
}

// group complains of facets that neither the words know nor the figures of a place.
func (k *check) group(a *address, place string, g data.Group) {
	for _, f := range g.Facets() {
		if k.Names.Known(f) || slices.Contains(k.facets(place), f) {
			continue
		}
		near := k.Names.NearFacets(f, k.facets(place), mostNear)
		a.complain("claim-group", "group", f, strings.Join(near, "; "), "cluster/铝材, size/规上, park/经开区")
	}
}

// facets are those of the figures of a place.
func (k *check) facets(place string) []string {
	all, known := k.held[place]
	if known || place == "" || k.err != nil {
		return all
	}
	holdings, err := k.Reader.Holdings(k.ctx, place, data.AsOf{})
	k.err = cmp.Or(k.err, err)
	for _, h := range holdings {
		for _, f := range h.Group.Facets() {
			if !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	k.held[place] = all
	return all
}
