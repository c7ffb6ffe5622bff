package e2e

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// walk goes the whole way with a person's own files: open, check, results, a
// patient, their report, a copy of it on the disk and the print. Press is how a
// button is pressed: a click of the mouse, or keys.
func (b *tab) walk(press func(selector string)) {
	b.t.Helper()
	expression, samples := b.exampleFiles()
	at := func(path string) string { return fmt.Sprintf(`location.pathname.endsWith(%q) && `, path) }
	b.offer(expression, samples)
	press("#files")
	b.wait("the files are read", at("/check")+`!!document.querySelector("#score:not([disabled])")`)
	b.text("20 healthy controls")
	press("#score")
	b.wait("the results are shown", at("/results")+`!!document.querySelector("#auc") && !!document.querySelector("table.scores tbody button")`)
	press("table.scores tbody tr:first-child button")
	b.wait("a patient is shown", `!!document.getElementById("person")`)
	name := eval[string](b, `document.querySelector("table.scores tbody tr:first-child button").dataset.sample`)
	press("#report-person")
	b.wait("their report is there", at("/report")+fmt.Sprintf(`document.querySelector(".report h1")?.innerText.includes(%q)`, name))
	press("#export-report")
	if html := b.download("ifnscope-report-sample.html"); !bytes.Contains(html, []byte(name)) || !bytes.Contains(html, []byte("Research use only")) {
		b.t.Errorf("the report that was saved is %.200q", html)
	}
	b.remove("ifnscope-report-sample.html")
	if pages := b.printed(); pages < 2 || pages > 4 {
		b.t.Errorf("the report of a person has %d pages", pages)
	}
	if eval[bool](b, `document.documentElement.scrollWidth > innerWidth`) {
		b.t.Error("the report is wider than the screen")
	}
}

// offer answers the next dialogs for files with these files, as a person does
// who chooses them.
func (b *tab) offer(paths ...string) {
	b.t.Helper()
	on := page.SetInterceptFileChooserDialogParams{Enabled: true}
	call(b, page.SetInterceptFileChooserDialog, on)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.offered = b.absolute(paths)
}

// choosingFiles answers a dialog for files.
func (b *tab) choosingFiles(e *page.EventFileChooserOpened) {
	chromedp.Call(b.ctx, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: b.offered, BackendNodeID: e.BackendNodeID}) // where it fails the test waits in vain
}

// mouse presses with the mouse, where the element stands on the screen; of an
// input that is not to be seen, its label is pressed.
func (b *tab) mouse(selector string) {
	b.t.Helper()
	b.wait("there is "+selector, fmt.Sprintf(`!!document.querySelector(%q)`, selector)) // and its label with it
	if id, is := strings.CutPrefix(selector, "#"); is && eval[bool](b, fmt.Sprintf(`!!document.querySelector("label[for=%s]")`, id)) {
		selector = fmt.Sprintf("label[for=%s]", id)
	}
	b.click(selector)
}

// keys presses with the keyboard alone: Tab until the element has the focus,
// then Enter.
func (b *tab) keys(selector string) {
	b.t.Helper()
	for range 400 {
		b.key("Tab")
		if eval[bool](b, fmt.Sprintf(`document.activeElement.matches(%q) && !document.querySelector(".busy")`, selector)) {
			b.key("Enter")
			return
		}
	}
	b.t.Fatalf("%s cannot be reached with Tab\n%s", selector, b.state())
}

// printed prints the page on A4 and returns the number of its pages.
func (b *tab) printed() int {
	b.t.Helper()
	r := call(b, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
	if !bytes.HasPrefix(r.Data, []byte("%PDF-")) {
		b.t.Fatalf("printing gave %.20q", r.Data)
	}
	return pagesOf(r.Data)
}

// reported goes to the report, saves it and prints it.
func (b *tab) reported() {
	b.t.Helper()
	b.press("4\nReport")
	b.wait("the report is there", `location.pathname.endsWith("/report") && !!document.querySelector(".report h1")`)
	b.tap("#export-report")
	if html := b.download("ifnscope-report.html"); !bytes.Contains(html, []byte("Research use only")) {
		b.t.Errorf("the report that was saved is %.200q", html)
	}
	if b.printed() == 0 {
		b.t.Error("nothing was printed")
	}
}

// TestWalk goes the whole way with the mouse, with Tab and Enter alone, on a
// phone, and offline after a cold start. TestUpdateMidWork goes it after an
// update.
func TestWalk(t *testing.T) {
	t.Run("mouse", func(t *testing.T) {
		b := revisit(t)
		b.walk(b.mouse)
	})
	t.Run("keyboard", func(t *testing.T) {
		b := revisit(t)
		b.walk(b.keys)
	})
	s := serveAlone(t)
	b := visit(t, s, "/")
	b.ready()
	t.Run("phone", func(t *testing.T) {
		b.t = t
		b.look(390, 844, "light")
		b.walk(b.mouse)
	})
	t.Run("offline", func(t *testing.T) {
		b.t = t
		s.stop()
		b.look(1280, 900, "light")
		b.reload()
		b.press("IFNscope")
		b.walk(b.mouse)
	})
}
