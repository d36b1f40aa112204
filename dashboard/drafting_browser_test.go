package dashboard_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestBrowserDraftByKeyboard: on a phone, without a mouse, from the workbook's page
// to a draft with two sentences and their verdicts.
func TestBrowserDraftByKeyboard(t *testing.T) {
	s := openSample(t)
	b := newBrowser(t, 390)
	b.signIn(s)
	act(b, chromedp.Navigate(s.URL+"/uploads/"+s.batchOf(t, "lezhi-2024-09.xlsx").ID))
	b.do(`document.querySelector("a[href$='/story']").focus()`)
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(`document.querySelector(".drafting form")`)
	if n := b.text(`String(document.querySelectorAll(".proposed input:checked").length)`); n != "0" {
		t.Errorf("%s sentences are ticked before anybody ticked one", n)
	}
	b.do(`document.querySelector(".proposed input").focus()`)
	act(b, chromedp.KeyEvent(" "))
	act(b, chromedp.KeyEvent(kb.Tab)) // its evidence
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(`document.querySelector(".proposed details[open] .cells a")`)
	act(b, chromedp.KeyEvent(kb.Enter))
	act(b, chromedp.KeyEvent(kb.Tab))
	act(b, chromedp.KeyEvent(" "))
	b.wait(`document.querySelectorAll(".proposed input:checked").length === 2`)
	b.do(`document.querySelector(".send button").focus()`)
	act(b, chromedp.KeyEvent(kb.Enter))
	b.wait(`document.querySelectorAll(".checked .claim[data-outcome=agrees]").length >= 5`)
	if text := b.text(`document.querySelector("#source").value.split("\n")[0] + document.documentElement.scrollWidth`); text != "---390" {
		t.Errorf("the editor has %s", text)
	}
	b.quiet()
}
