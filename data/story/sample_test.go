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

func TestAddressesWithBlanksAreRefused(t *testing.T) {
	t.Parallel()
	head := "---\ntitle: t\npublished: 2024-10-17\nplace: 512022\n---\n"
	if _, err := story.Parse("s", []byte(head+"[words](claim:output?kind=none&place=512022&why=two words)\n")); err == nil {
		t.Error("an address with a blank is no link, and was taken silently")
	}
	if _, err := story.Parse("s", []byte(head+"[words](claim:output?kind=none&place=512022&why=two+words)\n")); err != nil {
		t.Error(err)
	}
}
