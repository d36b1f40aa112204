package story_test

import (
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

func FuzzParseClaim(f *testing.F) {
	f.Add("claim:output?kind=level&place=512022&period=latest&op=gt&value=200&unit=户")
	f.Add("claim:output?kind=goal&place=512022&base=2021&target=x2")
	f.Add("value:output?place=512022&period=2024-01/P9M")
	f.Fuzz(func(t *testing.T, address string) {
		c, err := story.ParseClaim("words", address)
		if err != nil && data.CodeOf(err) != data.Invalid {
			t.Errorf("%q: %v", address, err)
		}
		if err == nil && c.Key.Indicator == "" {
			t.Errorf("%q is about nothing", address)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, body := range hostile {
		f.Add([]byte(header + body))
	}
	f.Add([]byte("---\ntitle: t\n---\n"))
	f.Add([]byte("---\ntitle: t\npublished: 2024-10-17\nplace: 51202\n---\n> ![a](claim:outptu?place=乐至&value=9)\n\n[b][r]\n\n[r]: claim:output?place=512022&value=9\n"))
	world := story.World{Names: vocab.Embedded(), Reader: open(f)}
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := story.Parse("s", file)
		if err != nil {
			if data.CodeOf(err) == data.Internal {
				t.Error(err)
			}
			return
		}
		claims, err := story.Claims(s)
		if err != nil {
			t.Errorf("taken, then refused: %v", err)
		}
		for _, c := range claims {
			if last := 1 + strings.Count(s.Source, "\n"); c.Line < 1 || c.Line > last {
				t.Errorf("%q stands on line %d of %d", c.Address, c.Line, last)
			}
		}
		if _, err := world.Read(t.Context(), "s", file); err != nil && data.CodeOf(err) != data.Invalid {
			t.Error(err)
		}
	})
}
