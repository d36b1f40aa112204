package dashboard_test

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserEditorJudgesWhileTyping: the verdict follows the text without a
// button, and a mistake is told beside it; nothing is saved.
func TestBrowserEditorJudgesWhileTyping(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	b.signIn(s)
	act(b, chromedp.Navigate(s.URL+"/admin/stories/zaizao-gongye-lezhi"))
	b.wait(`document.querySelector(".checked .claim")`)
	typed := func(from, to string) {
		b.do(`{ const t = document.querySelector("#source"); t.value = t.value.replaceAll("` + from + `", "` + to + `"); t.dispatchEvent(new Event("input", { bubbles: true })) }`)
	}
	b.wait(`document.readyState === "complete"`) // the script listens
	typed("value=18.2", "value=88.2")
	b.wait(`[...document.querySelectorAll(".checked .claim[data-outcome=differs]")].length > 1`) // one differs in the sample
	typed("kind=growth", "kind=growht")
	b.wait(`document.querySelector(".checked [role=alert] .where")`)
	if d, err := s.store.StoryDrafts(t.Context()); err != nil || len(d) != 0 {
		t.Errorf("typing saved a draft: %+v %v", d, err)
	}
	b.quiet()
}

// TestBrowserEditorAsksBeforeTextIsLost: leaving with unsaved typing asks, leaving
// what is as it was saved does not.
func TestBrowserEditorAsksBeforeTextIsLost(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 1280)
	b.signIn(s)
	act(b, chromedp.Navigate(s.URL+"/admin/stories/zaizao-gongye-lezhi"))
	b.wait(`document.readyState === "complete" && document.querySelector("#source")`)
	const asks = `String(!dispatchEvent(new Event("beforeunload", { cancelable: true })))`
	if b.text(asks) != "false" {
		t.Error("leaving asks although nothing was typed")
	}
	b.do(`document.querySelector("#source").value += "x"`)
	if b.text(asks) != "true" {
		t.Error("leaving loses what was typed")
	}
}
