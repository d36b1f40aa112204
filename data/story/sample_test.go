package story_test

import (
	"testing"

	"countyboard/data/sample"
	"countyboard/data/story"
)

func TestSampleStoriesAreWellFormed(t *testing.T) {
	t.Parallel()
	for _, f := range sample.Stories() {
		s, err := story.Parse(f.Name, f.Bytes)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		claims, err := story.Claims(s)
		if err != nil || len(claims) < 8 {
			t.Errorf("%s: %d claims, %v", f.Name, len(claims), err)
		}
	}
}
