package suggest_test

import (
	"embed"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"countyboard/data/lang"
	"countyboard/data/story/suggest"
)

//go:embed testdata/*.txt
var snippets embed.FS

type snippet struct {
	name, day, place, text string
	want                   []string
}

func readSnippets(t *testing.T, set string) (all []snippet) {
	t.Helper()
	file, err := snippets.ReadFile("testdata/" + set + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(file), "\n== ")[1:] {
		lines := strings.Split(part, "\n")
		f := strings.Split(lines[0], ", ")
		s := snippet{name: f[0], day: f[1], place: f[2]}
		for _, l := range lines[1:] {
			if w, ok := strings.CutPrefix(l, "= "); ok {
				s.want = append(s.want, canonical(t, "claim:"+w))
			} else if l != "" {
				s.text += l + "\n"
			}
		}
		all = append(all, s)
	}
	return all
}

// canonical is an address with its keys in order, without the reason of what
// cannot be checked.
func canonical(t *testing.T, address string) string {
	t.Helper()
	head, query, _ := strings.Cut(address, "?")
	q, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(address, err)
	}
	q.Del("why")
	s, err := url.QueryUnescape(q.Encode())
	if err != nil {
		t.Fatal(address, err)
	}
	return head + "?" + s
}

// score counts proposals against what a careful editor expects.
type score struct{ right, wrong, missed int }

func (s score) plus(o score) score {
	return score{s.right + o.right, s.wrong + o.wrong, s.missed + o.missed}
}

// TestSnippets counts what is proposed right, wrong and not at all. Each set but
// unseen and last was scored unseen and then mended for, so its bounds keep what was
// won; those two say what an article that nobody has tried may expect, and only that.
func TestSnippets(t *testing.T) {
	t.Parallel()
	var mended score
	for _, set := range []string{"snippets", "second", "heldout", "again", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"} {
		mended = mended.plus(scoreSet(t, set))
	}
	t.Logf("mended for: %s", mended)
	if mended.right < 686 || mended.wrong > 0 || mended.missed > 34 {
		t.Errorf("mended for: %s; it was 686 right, none wrong, 34 missed", mended)
	}
	if s := scoreSet(t, "unseen"); s.right < 25 || s.wrong > 0 {
		t.Errorf("unseen: %s; it was 25 right, none wrong, 12 missed", s)
	}
	if s := scoreSet(t, "last"); s.right < 36 || s.wrong > 1 {
		t.Errorf("last: %s; it was 36 right, 1 wrong, 10 missed", s)
	}
}

func (s score) String() string {
	return fmt.Sprintf("proposed right %d, proposed wrong %d, missed %d", s.right, s.wrong, s.missed)
}

func scoreSet(t *testing.T, set string) (sum score) {
	t.Helper()
	list := readSnippets(t, set)
	for _, s := range list {
		sum = sum.plus(scoreOf(t, s))
	}
	t.Logf("%s: %d snippets: %s", set, len(list), sum)
	return sum
}

func scoreOf(t *testing.T, s snippet) score {
	t.Helper()
	d, err := suggest.Read([]byte("一个例子\n"+s.day+" 来源：示例报\n"+s.text), suggest.Options{Place: s.place, Lang: lang.ZhHans})
	if err != nil && !strings.Contains(err.Error(), "article-empty") { // of what is all notice nothing is proposed
		t.Fatalf("%s: %v", s.name, err)
	}
	left := slices.Clone(s.want)
	var n score
	for _, c := range d.Claims {
		if !strings.Contains(d.Body, c.Text) || c.Text == "" || c.Reason == "" || strings.Contains(c.Reason, "⟨") {
			t.Errorf("%s: %+v does not stand in the text, or gives no reason", s.name, c)
		}
		if i := slices.Index(left, canonical(t, c.Address)); i >= 0 {
			left = slices.Delete(left, i, i+1)
			n.right++
			continue
		}
		n.wrong++
		t.Logf("%s: wrong: %s  %s", s.name, c.Text, c.Address)
	}
	for _, m := range left {
		t.Logf("%s: missed: %s", s.name, m)
	}
	n.missed = len(left)
	t.Logf("%-40s right %d  wrong %d  missed %d", s.name, n.right, n.wrong, n.missed)
	return n
}
