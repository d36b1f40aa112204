package data

import (
	"context"
	"time"
)

// Showing says that a site shows an embedded chart: the site's origin
// (https://example.org) and the days of the first and the last time it was seen.
type Showing struct {
	Site        string
	Chart       string // slug
	First, Last time.Time
}

// Register keeps which sites show which charts; of readers it knows nothing.
type Register interface {
	// SaveShowing adds a showing, or moves the last day of a known one on. Of
	// new sites as many are kept as a store has room for; more are left out.
	SaveShowing(ctx context.Context, s Showing) error
	// Showings lists them, those seen last first.
	Showings(ctx context.Context) ([]Showing, error)
}
