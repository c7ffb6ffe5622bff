package e2e

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// TestOffline loads the app once, stops the server, and goes on from a cold
// start: everything comes from the cache of the service worker.
func TestOffline(t *testing.T) {
	s := serveAlone(t)
	b := visit(t, s, "/")
	b.ready()
	s.stop()
	b.reload()
	b.click("#example")
	b.results("the example is scored")
	b.reload()
	b.text("Nothing is scored yet")
}

// TestPaste opens a table that was pasted into the page.
func TestPaste(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.watch()
	mark := b.mark()
	b.click(".paste summary")
	b.press("Open the pasted table")
	b.text("The box is empty. Copy the cells in your spreadsheet, header included, and paste them there.")
	b.paste("#paste", string(whole(strings.Fields("HC1 HC2 HC3 HC4 HC5 SLE1 SLE2"))))
	b.press("Open the pasted table")
	b.text("pasted table.txt")
	b.text("5 healthy controls")
	b.choose("#unit", "log2")       // 20 rows are too few to tell log2 from dCt
	b.tap("#score:not([disabled])") // not while the unit is being taken
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#groups")`)
	if sent := b.sent(mark); len(sent) > 0 {
		t.Errorf("after the paste these were asked for: %v", sent)
	}
}

// TestCancel stops the reading of the real cohort. Nothing is opened, and the
// app goes on.
func TestCancel(t *testing.T) {
	b := revisit(t)
	b.ready()
	expression, samples := cohort(t)
	// a person cannot press as soon as the button is there; a test can, also on
	// another page, which asks for something meanwhile
	for _, on := range []string{"/", "/signatures"} {
		eval[bool](b, fmt.Sprintf(`(window.cancelling = new MutationObserver(() => {
			const cancel = document.querySelector(".busy button");
			if (cancel && location.pathname === %[1]q) cancel.click();
			if (cancel && location.pathname !== %[1]q && !window.going) (window.going = true, document.querySelector('a[href="%[1]s"]').click());
		}), cancelling.observe(document.body, {subtree: true, childList: true}), true)`, on))
		b.drop(expression, samples)
		b.text("Cancelled. Nothing was changed.")
		eval[bool](b, `(cancelling.disconnect(), true)`)
		if path := eval[string](b, `location.pathname`); path != on {
			t.Errorf("after cancelling on %s the page is %s", on, path)
		}
		b.wait("nothing is open", `!document.querySelector(".steps a[href='/check']") && !document.querySelector(".busy")`)
		b.open("/")
	}
	b.click("#example")
	b.results("the example is scored")
}

// TestWorkerDies ends the worker in the middle of its work, in a way that it
// cannot announce. The page starts another, which reads the files again, and
// everything is as it was.
func TestWorkerDies(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.drop(extract())
	b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score")`)
	b.choose(`.roles select[aria-label="role of SLE"]`, "unassigned")
	b.text("62 not assigned")
	b.choose(`.roles select[aria-label="role of SLE"]`, "patient")
	b.text("62 patients")
	b.click("#score")
	b.results("the results are shown")
	b.click("#export-tsv")
	before := b.download("ifnscope-scores.tsv")

	// the next time that the computation lets the worker's loop turn, it ends
	eval[bool](b.attach("worker"), `(globalThis.turn = () => (close(), new Promise(() => {})), true)`)
	b.press("2\nCheck")
	b.click("#score")
	b.text("The computation was started again and your files were read again. What you see is as it was.")
	b.press("3\nResults")
	b.text("62 patients (157 samples)")
	b.press("2\nCheck")
	b.click("#score")
	b.wait("the results are shown again", `location.pathname === "/results" && !!document.querySelector("#auc") && !document.querySelector(".failure")`)
	b.remove("ifnscope-scores.tsv")
	b.click("#export-tsv")
	if after := b.download("ifnscope-scores.tsv"); !bytes.Equal(before, after) {
		t.Error("the scores differ from those before the worker died")
	}
}

// TestUpdate puts a new version on the server. The page offers it, stays as it
// is, and takes it when it is asked to. A first visit is offered nothing.
func TestUpdate(t *testing.T) {
	s, replace := version(t)
	b := visit(t, s, "/")
	b.ready()
	if eval[bool](b, `!!document.querySelector(".offer") || !!ifnscope.updated`) {
		t.Error("a first visit is offered an update")
	}
	replace()
	b.reload()
	b.text("A new version of IFNscope is ready.")
	if eval[bool](b, isNew) {
		t.Error("the update was taken before anybody asked for it")
	}
	b.click("#example")
	b.results("the old version works on")
	b.press("Reload into it now")
	b.reloads()
	b.wait("the new version is shown", isNew)
}

// TestKeyboard goes to the example without a mouse, and finds what is said to
// a screen reader.
func TestKeyboard(t *testing.T) {
	b := revisit(t)
	b.ready()
	var order []string
	for range 14 {
		b.key("Tab")
		at := eval[string](b, `(e => e.id || e.innerText.replace(/\s+/g, " ").trim() || e.getAttribute("aria-label"))(document.activeElement)`)
		if outline := eval[string](b, `(e => getComputedStyle(e.labels?.[0] ?? e).outlineStyle)(document.activeElement)`); outline == "none" {
			t.Errorf("%q does not show that it has the focus", at)
		}
		if order = append(order, at); at == "example" {
			break
		}
	}
	want := []string{"Skip to the content", "IFNscope", "1 Open", "Signatures", "Methods", "Privacy", "About", "Switch between light and dark", "files", "folder", "example"}
	if strings.Join(order, ", ") != strings.Join(want, ", ") {
		t.Errorf("the keyboard goes to %q, want %q", order, want)
	}
	b.key("Enter")
	b.results("the example is scored")
	b.wait("the focus is in the content", `document.activeElement.id === "main"`)
	for what, selector := range map[string]string{
		"the heads of the columns say how they sort": `th[aria-sort] button`,
		"the figure has a name":                      `svg[role=img] title`,
		"what scrolls can be reached by keyboard":    `.scroll[tabindex="0"][role=region][aria-label]`,
		"messages are announced":                     `[role=alert]`,
	} {
		if !eval[bool](b, `!!document.querySelector('`+selector+`')`) {
			t.Errorf("%s: there is no %s", what, selector)
		}
	}
}
