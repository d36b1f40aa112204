package dashboard

import (
	"bytes"
	"encoding/json"
	"html"
	"html/template"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// telling is a story as a page shows it.
type telling struct {
	data.Story
	HTML     template.HTML
	Verdicts []verdict
	Tally    []string
}

// verdict is a judged claim as a page shows it.
type verdict struct {
	ID      string // verdict-3; the sentence's is claim-3
	Number  int
	Text    string
	Mark    string
	Outcome string
	Kind    data.Outcome
	Said    string // as a figure, "" where only the words say it
	Found   string
	Rule    string
	Cells   []take   // Href is "" for those who may not see the workbook
	Moments []moment // then and now
	Group   data.Group
	Period  string  // in house text
	Figure  *figure // of this page, that shows what was found
	At      span    // in the text that is written; only in the editor
	claim   data.Claim
	now     data.Finding
}

// moment is what the data said of a claim at one time.
type moment struct{ When, Day, Found, Outcome string }

// outcomes in the order of a tally.
var outcomes = []data.Outcome{data.Agrees, data.AgreesRounded, data.Revised, data.DiffersDefinition, data.Differs, data.NoData, data.NotCheckable}

func (v *view) judge(r data.Reader) story.Judge { return story.Judge{Reader: r, Names: v.Names()} }

// telling renders a story and judges it by what a reader tells.
func (s *Server) telling(v *view, r data.Reader, st data.Story) (*telling, error) {
	rendered, err := v.judge(r).Render(v.ctx, st, v.AsOf, v.Lang)
	if err != nil {
		return nil, err
	}
	t := &telling{Story: st, HTML: template.HTML(v.keepLang(rendered.HTML))} //nolint:gosec // data/story sanitises it
	file, err := s.files(v)
	if err != nil {
		return nil, err
	}
	t.Tally = v.tally(rendered.Verdicts)
	for i, x := range rendered.Verdicts {
		t.Verdicts = append(t.Verdicts, v.verdict(i+1, x, file))
	}
	return t, nil
}

// verdict is a judged claim, the nth of its page.
func (v *view) verdict(n int, x data.Verdict, file func(batch string) string) verdict {
	out := verdict{
		ID: "verdict-" + strconv.Itoa(n), Number: n, Text: x.Claim.Text, Mark: story.Mark(x.Outcome), Kind: x.Outcome,
		Outcome: story.OutcomeLabel(v.Lang, x.Outcome, x.Illustrative), Rule: story.Rule(v.Lang, x.Now.Rule, v.Names()),
		Said: story.Said(v.Lang, x.Claim), Found: finding(v, x.Claim, x.Now),
		Group: x.Claim.Key.Group, Period: x.Now.Period.String(), claim: x.Claim, now: x.Now,
	}
	v.Sample = v.Sample || x.Illustrative
	for _, c := range x.Now.Cells {
		out.Cells = append(out.Cells, v.cell(c, file))
	}
	if x.Claim.Kind != data.ClaimNone {
		out.Moments = moments(v, x)
	}
	return out
}

// cell names a cell; the link is for those who may see its workbook.
func (v *view) cell(c data.CellRef, file func(batch string) string) take {
	t := take{Label: file(c.Batch) + " · " + c.Sheet + "!" + c.Cell}
	if v.Signed() {
		t.Href = v.cellLink(c.Batch, c.Sheet, c.Cell)
	}
	return t
}

// moments say what was known when the story appeared, and what is known now.
func moments(v *view, x data.Verdict) []moment {
	at := func(when, day string, f data.Finding) moment {
		return moment{v.T(when), day, story.Found(v.Lang, x.Claim, f), v.T("story.outcome-" + string(f.Outcome))}
	}
	now := v.T("page.revision", "number", strconv.Itoa(x.Now.Revision))
	if r := v.known.revision; r.Number == x.Now.Revision {
		now = v.T("page.when-revision", "revision", now, "day", v.Day(r.At))
	}
	return []moment{at("page.when-then", v.Day(x.Then.AsOf), x.Then), at("page.when-now", now, x.Now)}
}

// chartLinks are how data/story writes the charts of a text.
var chartLinks = regexp.MustCompile(`<a href="(/charts/[^"]*)">`)

// keepLang adds the language that the reader chose to a story's charts.
func (v *view) keepLang(text string) string {
	if !v.Said {
		return text
	}
	return chartLinks.ReplaceAllStringFunc(text, func(a string) string {
		u, err := url.Parse(html.UnescapeString(chartLinks.FindStringSubmatch(a)[1]))
		if err != nil {
			return a
		}
		q := u.Query()
		q.Set("lang", string(v.Lang))
		u.RawQuery = q.Encode()
		return `<a href="` + html.EscapeString(u.String()) + `">`
	})
}

func finding(v *view, c data.Claim, f data.Finding) string {
	text := story.Found(v.Lang, c, f)
	if text != "" && !f.Period.IsZero() {
		text = v.T("page.found", "value", text, "period", lang.Period(v.Lang, f.Period))
	}
	return text
}

// tally counts the verdicts; those on invented figures are counted apart.
func (v *view) tally(all []data.Verdict) (lines []string) {
	for _, invented := range []bool{false, true} {
		var parts []string
		total := 0
		for _, o := range outcomes {
			n := 0
			for _, x := range all {
				if x.Outcome == o && x.Illustrative == invented {
					n++
				}
			}
			if n > 0 {
				parts = append(parts, v.T("page.tally-part", "count", strconv.Itoa(n), "outcome", v.T("story.outcome-"+string(o))))
			}
			total += n
		}
		if total > 0 {
			key := "page.tally"
			if invented {
				key = "page.tally-sample"
			}
			lines = append(lines, v.T(key, "count", strconv.Itoa(total), "parts", strings.Join(parts, v.T("chart.sep"))))
		}
	}
	return lines
}

// files names the workbook of a batch.
func (s *Server) files(v *view) (func(id string) string, error) {
	batches, err := s.batches(v)
	return func(id string) string { return batches[id].File }, err
}

// batches are all batches by ID.
func (s *Server) batches(v *view) (map[string]data.Batch, error) {
	all, err := s.Store.Batches(v.ctx)
	byID := make(map[string]data.Batch, len(all))
	for _, b := range all {
		byID[b.ID] = b
	}
	return byID, err
}

// story answers /stories/SLUG, .json (claims and verdicts) and .md (its source).
func (s *Server) story(v *view) error {
	name := v.param("name")
	slug, ending, dotted := strings.Cut(name, ".")
	if dotted && ending != "json" && ending != "md" {
		return data.Fail(data.NotFound, "ending", "got", clip(ending), "known", ".json, .md")
	}
	st, err := s.Store.Story(v.ctx, slug, v.AsOf)
	if err != nil {
		return err
	}
	if dotted && !v.Said {
		v.Lang = lang.ZhHans
	}
	switch ending {
	case "md":
		return s.public(v, false, func() (*page, error) { return newPage("text/markdown; charset=utf-8", []byte(st.Source)), nil })
	case "json":
		return s.public(v, false, func() (*page, error) { return s.storyJSON(v, st) })
	}
	return s.public(v, true, func() (*page, error) {
		src, err := s.sources(v, st.Place)
		if err != nil {
			return nil, err
		}
		if err := gather(v, src.Reader, st); err != nil {
			return nil, err
		}
		t, err := s.telling(v, src.Reader, st)
		if err != nil {
			return nil, err
		}
		scenes, err := s.stage(v, t, src)
		if err != nil {
			return nil, err
		}
		v.Title, v.Wide, v.Body = st.Title, true, map[string]any{"Story": t, "Scenes": scenes, "Linked": s.linked(v, t, scenes)}
		b, err := s.render(v, "story")
		return newPage(mediaHTML, b), err
	})
}

// gather asks for all that charts beside a story look at, before its judge asks
// for parts of it.
func gather(v *view, r data.Reader, st data.Story) error {
	claims, err := story.Claims(st)
	if err != nil {
		return err
	}
	for _, c := range claims {
		if c.Kind == data.ClaimNone {
			continue
		}
		if _, err := r.Series(v.ctx, data.Query{Indicator: c.Key.Indicator, Places: []string{c.Key.Place}, AsOf: v.AsOf}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) storyJSON(v *view, st data.Story) (*page, error) {
	verdicts, err := v.judge(s.Store).Check(v.ctx, st, v.AsOf)
	if err != nil {
		return nil, err
	}
	file, err := s.files(v)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", " ")
	if err := enc.Encode(story.NewDocument(st, verdicts, v.Lang, v.Names(), file)); err != nil {
		return nil, err
	}
	return newPage("application/json", b.Bytes()), nil
}
