package story_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/story"
)

// TestWriteParses: what is written is read back, and a value never becomes a line.
func TestWriteParses(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 10, 17, 21, 18, 0, 0, time.FixedZone("", 8*60*60))
	for _, s := range []data.Story{
		{Title: "再造一个", Outlet: "某报", Authors: []string{"甲", "乙"}, Published: at, Address: "https://example.org/a", Place: "512022", Lang: "zh-Hans", Note: "转述", Body: "一。\n"},
		{Title: "two\n---\nplace: 1", Published: time.Date(2024, 10, 17, 0, 0, 0, 0, time.UTC), Place: "512022", Lang: "en", Body: "[x](claim:output?kind=none&place=512022&why=x)"},
	} {
		got, err := story.Parse("x", []byte(story.Write(s)))
		want := strings.Join(strings.Fields(s.Title), " ")
		if err != nil || got.Title != want || !got.Published.Equal(s.Published) || got.Place != s.Place || strings.TrimSpace(got.Body) != strings.TrimSpace(s.Body) || len(got.Authors) != len(s.Authors) || got.Lang != s.Lang {
			t.Errorf("%q becomes %+v, %v", story.Write(s), got, err)
		}
	}
}

// readAs is the text that a reader sees of a body.
func readAs(t *testing.T, body string) string {
	t.Helper()
	r, err := unread(t).Render(t.Context(), data.Story{Body: body}, data.AsOf{}, lang.En)
	if err != nil {
		t.Fatalf("%q: %v", body, err)
	}
	var b strings.Builder
	for z := html.NewTokenizer(strings.NewReader(r.HTML)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			b.WriteString(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) != "p" {
				b.WriteString("⟨" + string(name) + "⟩")
			}
		}
		b.WriteString(" ")
	}
}

// TestMarkdownReadsAsItStands: no text becomes anything but text.
func TestMarkdownReadsAsItStands(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"# 一", "1. 二", "12) 三", "- 四", "+ 五", "> 六", "七\n===", "八\n---", "a\n:-:", "a | b\n--|--\n1 | 2", "*九*", "__十__", "`code`", "~~del~~",
		"[x](claim:output?kind=level)", "![x](chart:output)", "<script>alert(1)</script>", "<https://example.org>", "&lt;b&gt; &copy;", `a\*b`, "    code", "\tcode",
		"[1]: https://example.org", "```\nx\n```", "* * *", "a  \nb", "〔2024〕12号 [2024]", "2024年10月，增长18.2%（可比口径）", "***", "~~~", "<!-- x -->", "]( ](", "\\[x](y)", "+18.2%", "98.6亿元", "#1\n- 一", "-", "=", "3)",
	} {
		want := strings.Join(strings.Fields(text), " ")
		if got := readAs(t, story.Markdown(text)); got != want {
			t.Errorf("%q as %q reads %q", text, story.Markdown(text), got)
		}
	}
}

// TestMarkdownTies: links stand where the ties are, and nothing is escaped without need.
func TestMarkdownTies(t *testing.T) {
	t.Parallel()
	text := "  98.6亿元，增长 +18.2%。\n\nIt grew by 3.5% [1].\n"
	span := func(words, address string) story.Tie {
		at := strings.Index(text, words)
		return story.Tie{From: at, To: at + len(words), Address: address}
	}
	got := story.Markdown(text, span("98.6亿元", "claim:a"), span("+18.2%", "claim:b"), span("3.5%", "claim:c"), span("[1]", "claim:d"))
	if want := "[98.6亿元](claim:a)，增长 [+18.2%](claim:b)。\n\nIt grew by [3.5%](claim:c) [\\[1\\]](claim:d).\n"; got != want {
		t.Errorf("%q", got)
	}
}

// TestTimesAreKept: eight o'clock in China is midnight in Greenwich, and no bare day.
func TestTimesAreKept(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"2024-10-17T08:00:00+08:00": "2024-10-17T08:00:00+08:00", "2024-10-17T00:00:00+08:00": "2024-10-17T00:00:00+08:00",
		"2024-10-17": "2024-10-17", "2024-10-17 21:18 +0800": "2024-10-17T21:18:00+08:00",
	} {
		s, err := story.Parse("x", []byte("---\ntitle: x\npublished: "+said+"\nplace: 512022\n---\n"))
		if got := story.Write(s); err != nil || !strings.Contains(got, "\npublished: "+want+"\n") {
			t.Errorf("%s becomes %s, %v", said, got, err)
		}
	}
}

// TestAddressIsKept: what goes into an address comes out of it, and Markdown takes it for one.
func TestAddressIsKept(t *testing.T) {
	t.Parallel()
	why := "a (b) [c] *d* _e_ \"f\" 100% + 1 & # ; \\ <g> `h`"
	a := story.Address("claim:", "output", "kind", "none", "place", "512022", "group", "cluster/铝材,size/规上", "op", "", "why", why)
	claims, err := story.Claims(data.Story{Body: "x " + story.Link("增长[1]", a) + " y"})
	if err != nil || len(claims) != 1 || claims[0].Text != "增长[1]" || claims[0].Why != why || claims[0].Key.Group != "cluster/铝材,size/规上" {
		t.Errorf("%s: %+v %v", a, claims, err)
	}
}

// TestSpots: each claim is found where it stands, also of two that are equal.
func TestSpots(t *testing.T) {
	t.Parallel()
	const link = "[一](claim:output?kind=none&place=512022&why=x)"
	source := "---\ntitle: x\npublished: 2024-10-17\nplace: 512022\n---\n\n![图](chart:output) " + link + "，" + link + "\n\n> 引 **" + link + "**\n\n- [二][r]\n\n[r]: claim:output?kind=none&place=512022&why=y\n"
	s, err := story.Parse("x", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	claims, err := story.Claims(s)
	spots := story.Spots(s)
	if err != nil || len(spots) != 4 || len(claims) != 4 {
		t.Fatal(len(claims), spots, err)
	}
	for i, line := range []int{7, 7, 9, 11} {
		at := source[spots[i].From:spots[i].To]
		if spots[i].Line != line || i < 3 && at != link || i == 3 && !strings.HasPrefix(at, "[二") {
			t.Errorf("claim %d: line %d, %q", i, spots[i].Line, at)
		}
	}
	if spots[0].From == spots[1].From {
		t.Error("two equal claims are one")
	}
}
