package story_test

import (
	"strings"
	"testing"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
	"countyboard/data/vocab"
)

// TestAddressesComeBack: what is written of a claim is read as the same claim.
func TestAddressesComeBack(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"claim:output?kind=level&place=512022&group=cluster/铝材,size/规上&period=2024-01/P9M&op=eq&value=26.80&unit=亿元",
		"claim:output?kind=growth&place=512022&group=size/规上&period=2024-01/P9M&basis=nominal&op=eq&value=-2.2&unit=%25",
		"claim:output?kind=growth&place=512022&period=2024-01/P9M&from=2021-01/P9M&op=about&value=40&unit=%25&tol=3",
		"claim:enterprises?kind=level&place=512022&group=park/A+%26+%28B%29&period=latest&op=gt&value=200&unit=户",
		"claim:employees?kind=level&place=512022&period=2024&op=eq&value=123000&unit=人&tol=500",
		"claim:output?kind=rank&place=512022&group=cluster/铝材&period=2024&measure=yoy&among=places&rank=2",
		"claim:output?kind=direction&place=512022&period=2024-09&from=2023-09&measure=level&trend=record",
		"claim:output?kind=goal&place=512022&period=latest&base=2021&target=x2",
		"claim:output?kind=goal&place=512022&period=latest&base=2021&target=150&unit=亿元",
		"claim:output?kind=none&place=512022&period=latest&why=an+event",
	} {
		c, err := story.ParseClaim("words", address)
		if err != nil {
			t.Fatal(address, err)
		}
		// op=eq is what ParseClaim takes where an address is silent, so it need not be written.
		if got := story.Address(c); got != address {
			t.Errorf("%s\nis written %s", address, got)
		}
	}
}

// TestForeignWordsStayWords: a label that looks like Markdown is text in a story.
func TestForeignWordsStayWords(t *testing.T) {
	t.Parallel()
	for _, label := range []string{
		"a](javascript:alert(1)) [b", "<script>alert(1)</script>", "**a** _b_ `c` ~~d~~", "![x](https://evil.example/x.png)",
		"[c](claim:output?kind=none&why=x)", `back\slash`, "&lt;b&gt; &amp;", "two\n\n# lines\x00", "| a | b |", "R&D", "&copy 2024",
	} {
		s := data.Story{Lang: "en", Body: "x " + story.Plain(label) + " y\n\n[" + story.Plain(label) + "](" + story.Address(data.Claim{
			Kind: data.ClaimNone, Why: label, Key: data.Key{Indicator: "output", Place: "512022", Group: data.Group("park/" + label)},
		}) + ")\n"}
		claims, err := story.Claims(s)
		want := strings.ReplaceAll(strings.Join(strings.Fields(label), " "), "\x00", "")
		if err != nil || len(claims) != 1 || claims[0].Why != label || claims[0].Key.Group != data.Group("park/"+label) {
			t.Errorf("%q: %v %+v\n%s", label, err, claims, s.Body)
			continue
		}
		if claims[0].Text != want {
			t.Errorf("%q reads %q", label, claims[0].Text)
		}
		r, err := story.Judge{Reader: known(t, false).Reader, Names: vocab.Embedded()}.Render(t.Context(), s, data.AsOf{}, lang.En)
		if err != nil || strings.Contains(r.HTML, "<script") || strings.Contains(r.HTML, "<a href") || strings.Contains(r.HTML, "<em>") || strings.Contains(r.HTML, "<strong>") || strings.Contains(r.HTML, "<h1") {
			t.Errorf("%q becomes %s (%v)", label, r.HTML, err)
		}
	}
}
