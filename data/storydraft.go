package data

import (
	"context"
	"time"
)

// StoryDraft is the text of a story that somebody works on and that is not
// public: one per story. It may hold mistakes that keep it from publication.
type StoryDraft struct {
	Slug   string
	Source string // the whole file; "" = there is no draft
	Number int    // counts the savings, so that nobody saves over what they have not seen
	Base   int    // revision of the published version it began from; 0 = none
	By     string
	Saved  time.Time
}

// Drafts keeps drafts of stories. No Reader ever shows one.
type Drafts interface {
	// StoryDraft returns the draft of a story. Where there is none its Source is
	// "" and its Number the one to save over.
	StoryDraft(ctx context.Context, slug string) (StoryDraft, error)
	// StoryDrafts lists the drafts there are, newest first.
	StoryDrafts(ctx context.Context) ([]StoryDraft, error)
	// SaveStoryDraft stores d in place of the draft numbered d.Number and returns
	// it with its new number; an empty Source drops the draft.
	// Returns Conflict if the draft has another number by now.
	SaveStoryDraft(ctx context.Context, d StoryDraft) (StoryDraft, error)
}
