package story_test

import (
	"strings"
	"testing"
	"time"

	"countyboard/data"
	"countyboard/data/lang"
	"countyboard/data/race"
	"countyboard/data/story"
)

// tangled are texts whose reading grows with the square of their length, or worse.
var tangled = map[string]string{
	"quotes":           strings.Repeat(">", 500000) + " a",
	"quotes and lists": strings.Repeat("> - ", 200000) + "a",
	"lists":            strings.Repeat("- ", 400000) + "a",
	"numbered lists":   strings.Repeat("1. ", 300000) + "a",
	"deeper each line": deeper(700),
	"brackets":         strings.Repeat("[", 500000) + "a" + strings.Repeat("]", 500000),
	"open links":       strings.Repeat("[a](", 200000),
	"open addresses":   strings.Repeat("[a](<b", 150000),
	"open titles":      strings.Repeat("[a](b \"", 100000),
	"pictures":         strings.Repeat("![", 200000) + "a" + strings.Repeat("](x)", 100000),
	"emphasis":         strings.Repeat("*a_ ", 200000),
	"strong":           strings.Repeat("**a ", 100000) + strings.Repeat("b** ", 100000),
	"struck":           strings.Repeat("~~a ~b ", 100000),
	"code":             ticks(1300),
	"wide table":       strings.Repeat("|a", 8000) + "|\n" + strings.Repeat("|-", 8000) + "|\n" + strings.Repeat("|x|\n", 800),
	"long table":       "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", 150000),
	"one address":      "[a]: https://ok.example/" + strings.Repeat("x", 300000) + "\n\n" + strings.Repeat("[a] ", 150000),
	"one claim":        "[a]: claim:output?kind=none&place=512022&why=x\n\n" + strings.Repeat("[a] ", 150000),
	"many claims":      strings.Repeat("[a](claim:output?kind=none&place=512022&why=x)\n\n", 15000),
	"tags":             strings.Repeat("<a ", 300000),
	"comments":         strings.Repeat("<!--", 250000),
	"data":             strings.Repeat("<![CDATA[", 100000),
	"entities":         strings.Repeat("&#", 500000),
	"backslashes":      strings.Repeat(`\`, 1000000),
	"references":       strings.Repeat("[a]:\n", 200000),
	"brackets open":    "[a](" + strings.Repeat("(", 1000000),
	"headings":         strings.Repeat("a\n=\n", 200000),
	"lines":            strings.Repeat("a\n", 500000),

	// Just within one bound, or beyond another.
	"an address in paragraphs": "[a]: https://ok.example/" + strings.Repeat("x", 300000) + "\n\n" + strings.Repeat("[a]\n\n", 130000),
	"a claim in paragraphs":    "[a]: claim:output?kind=none&place=512022&why=x\n\n" + strings.Repeat("[a]\n\n", 130000),
	"two thousand claims":      "[a]: claim:output?kind=level&place=512022&value=1&unit=亿元\n\n" + strings.Repeat("[a]\n\n", 2000),
	"marks":                    strings.Repeat(strings.Repeat("[a](", 1100)+"\n\n", 200),
	"marks of one paragraph":   strings.Repeat("[a](<b", 5000),
	"strong of one paragraph":  strings.Repeat("**a ", 3900) + strings.Repeat("b** ", 3900),
	"a table":                  strings.Repeat("|a", 300) + "|\n" + strings.Repeat("|-", 300) + "|\n" + strings.Repeat("|x|\n", 330),
	"deep quotes":              strings.Repeat(strings.Repeat(">", 100)+" a\n\n", 990),
	"deep lists":               strings.Repeat(strings.Repeat("- ", 100)+"a\n", 990),
	"deep and broad":           strings.Repeat(strings.Repeat("> - ", 50)+"a\n", 990),
}

func deeper(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func ticks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("a" + strings.Repeat("`", i))
	}
	return b.String()
}

// TestTangledMarkdownIsBounded: it is read within seconds, or refused.
func TestTangledMarkdownIsBounded(t *testing.T) {
	race.Alone(t)
	j := unread(t)
	for name, body := range tangled {
		began := time.Now()
		s, err := story.Parse("s", []byte(header+body))
		size := 0
		if err == nil {
			var r story.Rendered
			r, err = j.Render(t.Context(), s, data.AsOf{}, lang.ZhHans)
			size = len(r.HTML)
		}
		if code := data.CodeOf(err); err != nil && code != data.Invalid && code != data.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); took > 30*time.Second || size > 16*story.Longest {
			t.Errorf("%s takes %s and makes %d bytes", name, took, size)
		} else {
			t.Logf("%-20s %8d bytes, %6d ms, %8d bytes out, %v", name, len(body), took.Milliseconds(), size, err)
		}
	}
}

// TestWhatABusyStoryHolds: bounds are far from what people write.
func TestWhatABusyStoryHolds(t *testing.T) {
	t.Parallel()
	const claim = "[words](claim:output?kind=none&place=512022&why=x)"
	body := strings.Repeat("|"+claim+"|**a**|_b_|c|d|\n", 2) + "\n" +
		"|a|b|c|d|e|\n|-|-|-|-|-|\n" + strings.Repeat("|"+claim+"|**a**|_b_|`c`|d|\n", 1000) + "\n" +
		strings.Repeat("- *a* "+claim+"\n", 500) + "\n" + strings.Repeat("> ", 20) + "deep\n\n- - - - - - - - - - - - - - - - - - - -\n"
	if _, err := story.Parse("s", []byte(header+body)); err != nil {
		t.Error(err)
	}
}
