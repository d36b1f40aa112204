package story_test

import (
	"regexp"
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

const hostile = "---\ntitle: <script>alert(1)</script>\npublished: 2024-10-17\nplace: 512022\n---\n" +
	"<script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](//evil.example) ![c](https://evil.example/x.png)\n\n" +
	"<a href=\"x\" onclick=\"alert(1)\">d</a> [<script>alert(2)</script>](claim:output?kind=none&place=512022&why=%22%3E%3Cscript%3E)\n\n" +
	"![\" onload=\"alert(1)](chart:output?place=%22%3E%3Cscript%3E)\n"

func TestHostileMarkdownIsText(t *testing.T) {
	t.Parallel()
	s, err := story.Parse("s", []byte(hostile))
	if err != nil {
		t.Fatal(err)
	}
	r, err := story.Judge{Reader: open(t), Names: vocab.Embedded()}.Render(t.Context(), s, data.AsOf{}, lang.ZhHans)
	if err != nil {
		t.Fatal(err)
	}
	// As escaped text they may stand; as markup they may not.
	if bad := regexp.MustCompile(`(?i)<(script|img|iframe|style)|<[^>]*\son[a-z]+=|(href|src)="(javascript:|//)`).FindString(r.HTML); bad != "" {
		t.Errorf("the page holds %s: %s", bad, r.HTML)
	}
	if !strings.Contains(r.HTML, "alert(2)") {
		t.Error("the words of the claim are lost")
	}
}

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
	f.Add([]byte(hostile))
	f.Add([]byte("---\ntitle: t\n---\n"))
	f.Add([]byte("---\ntitle: t\npublished: 2024-10-17\nplace: 51202\n---\n> ![a](claim:outptu?place=乐至&value=9)\n\n[b][r]\n\n[r]: claim:output?place=512022&value=9\n"))
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
		if err := story.Known(s, vocab.Embedded()); err != nil && data.CodeOf(err) != data.Invalid {
			t.Error(err)
		}
	})
}
