package dashboard_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press sends keys one after another.
func (b *browser) press(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		act(b, chromedp.KeyEvent(k))
	}
}

// tabTo presses Tab until a selector has the focus.
func (b *browser) tabTo(selector string) {
	b.t.Helper()
	for range 60 {
		if act(b, chromedp.Evaluate[bool](`document.activeElement.matches(`+strconv.Quote(selector)+`)`)) {
			return
		}
		b.press(kb.Tab)
	}
	b.t.Fatalf("Tab never reaches %s; at %s", selector, b.text(`document.activeElement.outerHTML.slice(0, 120)`))
}

// pick types until the chosen option of the focused choice has these words, as
// people do with long lists.
func (b *browser) pick(words string) {
	b.t.Helper()
	for range 80 {
		if act(b, chromedp.Evaluate[bool](`document.activeElement.selectedOptions[0].textContent.includes(`+strconv.Quote(words)+`)`)) {
			time.Sleep(150 * time.Millisecond) // the form is asked again
			b.wait(`document.activeElement.matches("dialog select")`)
			return
		}
		before := b.text(`document.activeElement.value`)
		b.press(kb.ArrowDown)
		b.wait(`document.activeElement.matches("dialog select")`)
		if b.text(`document.activeElement.value`) == before {
			break
		}
		time.Sleep(120 * time.Millisecond)
	}
	b.t.Fatalf("nothing offered has the words %s", words)
}

// TestBrowserPickerByKeyboard, on desktop and phone: the words of the sentence are
// selected, their claim is picked with keys alone, the figure is seen before it is
// linked, and the link stands where the words were; undo takes it away.
func TestBrowserPickerByKeyboard(t *testing.T) {
	s := openSample(t)
	for _, width := range []int64{1280, 390} {
		b := newBrowser(t, width)
		b.signIn(s)
		act(b, chromedp.Navigate(s.URL+"/admin/stories/new"))
		b.wait(`document.querySelector("a.to-picker")`)
		time.Sleep(500 * time.Millisecond) // the editor's script comes by itself
		b.do(`{ const t = document.querySelector("#source"); t.value = "---\ntitle: x\npublished: 2024-10-17\nplace: 512022\n---\n\n园区企业超200户。\n"; const i = t.value.indexOf("超200户"); t.focus(); t.setSelectionRange(i, i + 5) }`)
		b.tabTo("a.to-picker")
		b.press(kb.Enter)
		b.wait(`document.querySelector("dialog.picker-dialog[open]") && document.activeElement.matches("dialog select")`)
		b.accessible("the picker at " + strconv.Itoa(int(width)))
		b.tabTo("[name=group]")
		b.pick("经开区")
		b.tabTo("[name=op]")
		b.pick(">")
		b.wait(`document.querySelector("dialog .found").textContent.includes("203户（2024年三季度）") && document.querySelector("dialog .outcome[data-outcome=agrees]") && !document.querySelector("dialog .insert").disabled`)
		b.tabTo(".insert")
		b.press(kb.Enter)
		b.wait(`!document.querySelector("dialog.picker-dialog")`)
		const wants = "园区企业[超200户](claim:enterprises?kind=level&place=512022&group=park/经开区&period=latest&op=gt&value=200&unit=户)。"
		if got := b.text(`document.querySelector("#source").value`); !strings.Contains(got, wants) {
			t.Fatalf("%d px: %s", width, got)
		}
		b.wait(`document.querySelector(".checked .claim[data-outcome=agrees]")`)
		// The sentence and its verdict lead to each other.
		b.wait(`document.activeElement.id === "source" && !document.querySelector(".at-caret").hidden`)
		b.tabTo(".at-caret a")
		b.press(kb.Enter)
		b.wait(`document.activeElement.id === "verdict-1"`)
		b.tabTo(".notes a.line")
		b.press(kb.Enter)
		b.wait(`document.activeElement.id === "source" && getSelection() && document.querySelector("#source").selectionEnd > 0`)
		if at := b.text(`(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.querySelector("#source"))`); !strings.HasPrefix(at, "[超200户](claim:") || !strings.HasSuffix(at, "unit=户)") {
			t.Errorf("%d px: the line of the verdict is %q", width, at)
		}
		// A link that stands is changed, not nested.
		b.tabTo("a.to-picker")
		b.press(kb.Enter)
		b.wait(`document.querySelector("dialog [name=words]")?.value === "超200户" && document.querySelector("dialog [name=op]").value === "gt" && document.querySelector("dialog [name=group]").value === "park/经开区"`)
		b.press(kb.Escape)
		b.wait(`!document.querySelector("dialog.picker-dialog") && document.activeElement.id === "source"`)
		b.do(`document.execCommand("undo")`)
		if got := b.text(`document.querySelector("#source").value`); !strings.Contains(got, "园区企业超200户。") {
			t.Errorf("%d px: undo leaves %s", width, got)
		}
		b.quiet()
	}
}

// TestBrowserTextByKeyboard: a text is typed, read, one proposal ticked and a draft
// made with keys alone; the second form is accessible on desktop and phone.
func TestBrowserTextByKeyboard(t *testing.T) {
	s := openSample(t)
	for _, width := range []int64{1280, 390} {
		b := newBrowser(t, width)
		b.signIn(s)
		act(b, chromedp.Navigate(s.URL+newText))
		b.wait(`document.querySelector("textarea[name=text]")`)
		b.tabTo("textarea[name=text]")
		b.do(`document.activeElement.value = ` + strconv.Quote(pasted))
		b.tabTo("button[value=read]")
		b.press(kb.Enter)
		b.wait(`document.querySelector(".proposals") && document.readyState === "complete"`)
		b.accessible("the proposals at " + strconv.Itoa(int(width)))
		if act(b, chromedp.Evaluate[bool](`document.querySelector("[name=claim]:checked") !== null`)) {
			t.Error("a proposal is accepted without a person")
		}
		b.tabTo("input[name=claim]")
		b.press(" ")
		b.tabTo("input[name=slug]")
		act(b, chromedp.KeyEvent("by-keys-"+strconv.Itoa(int(width))))
		b.tabTo("button[value=draft]")
		b.press(kb.Enter)
		b.wait(`location.pathname === "/admin/stories/by-keys-` + strconv.Itoa(int(width)) + `" && document.querySelectorAll(".checked .claim").length === 1`)
		b.quiet()
	}
}
