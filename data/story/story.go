// Package story binds sentences to figures: it reads Markdown stories, their
// claims (contracts: claim:, value: and chart: addresses), judges each claim
// against the data and renders the text with its verdicts.
package story

import (
	"context"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
)

// Parse reads a story file: a header between --- lines and Markdown.
// Returns Invalid errors that name the line.
func Parse(slug string, file []byte) (data.Story, error) { panic("being built") }

// Claims lists the claims of a story in the order of its text.
// Returns Invalid for an address that makes no sense, saying which and what would do.
func Claims(s data.Story) ([]data.Claim, error) { panic("being built") }

// ParseClaim reads one claim: address. text is the words it stands on.
func ParseClaim(text, address string) (data.Claim, error) { panic("being built") }

// Judge is what verdicts are computed from.
type Judge struct {
	Reader data.Reader
	Names  data.Names
	Today  time.Time
}

// Check judges all claims of a story, in their order, against what was released
// by the story's date (then) and against asof (now).
func (j Judge) Check(ctx context.Context, s data.Story, asof data.AsOf) ([]data.Verdict, error) {
	panic("being built")
}

// Rendered is a story as HTML, sanitised.
type Rendered struct {
	// HTML of the body. A claim is
	//   <a class="claim" id="claim-3" href="#verdict-3" data-outcome="agrees" data-chart="enterprise-count" data-group="…" data-period="…">words</a>
	// a live figure <data class="live" …>, a chart
	//   <figure class="chart" data-chart="SLUG?query"><a href="/charts/SLUG?query">caption</a></figure>.
	HTML     string
	Verdicts []data.Verdict
}

// Render renders a story with its verdicts in a language.
func (j Judge) Render(ctx context.Context, s data.Story, asof data.AsOf, l lang.Lang) (Rendered, error) {
	panic("being built")
}
