package data

import (
	"context"
	"strconv"
	"strings"
	"time"
)

// AsOf selects what was known at some moment; the zero AsOf is now. Neither
// form ever reaches a draft.
type AsOf struct {
	Revision int       // exactly that revision ("r12"); 0 = not asked
	Date     time.Time // what was released by that day; zero = not asked
}

// ParseAsOf reads "r12", "2024-10-17" or "" (now).
func ParseAsOf(text string) (AsOf, error) {
	if text == "" {
		return AsOf{}, nil
	}
	if n, found := strings.CutPrefix(text, "r"); found {
		if v, err := strconv.Atoi(n); err == nil && v > 0 && n == strconv.Itoa(v) {
			return AsOf{Revision: v}, nil
		}
	} else if day, err := time.Parse(time.DateOnly, text); err == nil {
		return AsOf{Date: day}, nil
	}
	return AsOf{}, Fail(Invalid, "asof-text", "got", clip(text))
}

// String is the text that ParseAsOf reads.
func (a AsOf) String() string {
	switch {
	case a.Revision > 0:
		return "r" + strconv.Itoa(a.Revision)
	case !a.Date.IsZero():
		return a.Date.Format(time.DateOnly)
	}
	return ""
}

// Holding says that figures exist: for finding out what can be asked.
type Holding struct {
	Indicator    string
	Place        string
	Group        Group
	Measure      Measure
	Freq         Freq
	First, Last  Period
	Illustrative bool // any of them
}

// Reader is the reading side of a store. All of it sees published data only.
type Reader interface {
	// Series answers from what AsOf selects; for each key the latest release
	// wins (by Released, then by revision; status O never displaces a number, nor
	// an invented figure a published one).
	// Unknown indicators and places give an empty answer.
	// Returns NotFound if AsOf names a revision that does not exist yet.
	Series(ctx context.Context, q Query) (Answer, error)
	// Holdings lists what there is for a place ("" = all places), by indicator,
	// place, group, measure, frequency.
	Holdings(ctx context.Context, place string, asof AsOf) ([]Holding, error)
	// Places lists the codes of places that have figures, in order.
	Places(ctx context.Context, asof AsOf) ([]string, error)
	// Head is the newest revision; the zero Revision for an empty store.
	Head(ctx context.Context) (Revision, error)
	// Revisions lists all revisions, newest first.
	Revisions(ctx context.Context) ([]Revision, error)
	// Story returns the version of a story that AsOf selects; a date selects
	// figures, not stories or words: it gives the newest version.
	// Returns NotFound if there is none.
	Story(ctx context.Context, slug string, asof AsOf) (Story, error)
	// Stories lists the stories of a place ("" = all), newest source first.
	Stories(ctx context.Context, place string, asof AsOf) ([]Story, error)
	// Words lists what was added to the vocabulary by the revision of AsOf; a
	// date selects all words.
	Words(ctx context.Context, asof AsOf) ([]Word, error)
}

// RevisionKind says what moved a revision forward.
type RevisionKind string

// What changes answers.
const (
	RevPublished RevisionKind = "published"
	RevWithdrawn RevisionKind = "withdrawn"
	RevStory     RevisionKind = "story"
	RevWords     RevisionKind = "vocabulary"
)

// Revision is one step of everything that changes answers.
type Revision struct {
	Number int
	At     time.Time
	Kind   RevisionKind
	What   string // batch ID, story slug, or ""
	By     string
}

// Ledger is the writing side for workbooks.
type Ledger interface {
	// SaveDraft stores an upload's bytes and one reading of it, all or nothing.
	// It fills Batch.ID and returns the batch as stored; created is false when
	// the very same reading is there already, in whatever state, and then
	// nothing changes but a draft's report. Drafts of the same upload and place are
	// replaced.
	// Returns Invalid if two observations have the same key or a key is incomplete.
	SaveDraft(ctx context.Context, up Upload, bytes []byte, b Batch, obs []Observation) (stored Batch, created bool, err error)
	// Batches lists all batches, newest first, without their reports.
	Batches(ctx context.Context) ([]Batch, error)
	// Batch returns one batch; id may be a unique prefix of at least 6 digits.
	// Returns NotFound, or Invalid if the prefix is not unique.
	Batch(ctx context.Context, id string) (Batch, error)
	// Observations returns the figures of one batch, drafts too, in the order
	// in which they were saved.
	Observations(ctx context.Context, id string) ([]Observation, error)
	// Held lists what a batch holds, whatever its state, as Holdings does.
	Held(ctx context.Context, id string) ([]Holding, error)
	// Upload returns a file with its bytes. Returns NotFound.
	Upload(ctx context.Context, id string) (Upload, []byte, error)
	// Publish makes a draft or withdrawn batch public as of day released
	// (zero: the day the batch asked for, else today) and returns the new revision.
	// Returns Conflict if the batch is published already, has open questions or
	// has no figures.
	Publish(ctx context.Context, id, by string, released time.Time) (Revision, error)
	// Withdraw takes a published batch back. Returns Conflict if it is not published.
	Withdraw(ctx context.Context, id, by string) (Revision, error)
	// Discard deletes a draft, and its upload when no other batch reads it.
	// Returns Conflict if it was ever published.
	Discard(ctx context.Context, id string) error
	// Recipe returns what was answered for a layout, else for the newest of its
	// family. Returns NotFound.
	Recipe(ctx context.Context, fingerprint, family string) (Recipe, error)
	SaveRecipe(ctx context.Context, r Recipe) error
	// SaveWords adds to or changes the vocabulary, one revision for all of them.
	SaveWords(ctx context.Context, words []Word, by string) (Revision, error)
	// SaveStory stores a new version. created is false, and nothing changes,
	// when the newest version has the same Source.
	SaveStory(ctx context.Context, s Story) (rev Revision, created bool, err error)
}

// Accounts keeps who may sign in, and their sessions.
type Accounts interface {
	// Account returns NotFound for unknown names.
	Account(ctx context.Context, name string) (Account, error)
	Accounts(ctx context.Context) ([]Account, error)
	// SaveAccount adds or changes an account.
	SaveAccount(ctx context.Context, a Account) error
	// Session returns the bytes of a session that has not expired.
	Session(ctx context.Context, token string) (b []byte, found bool, err error)
	SaveSession(ctx context.Context, token string, b []byte, expiry time.Time) error
	DeleteSession(ctx context.Context, token string) error
}

// Store is all of it. data/storetest is its contract as tests.
type Store interface {
	Reader
	Ledger
	Accounts
	Register
	Drafts
	// Ping reports whether the store answers.
	Ping(ctx context.Context) error
	Close() error
}
