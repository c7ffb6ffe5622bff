package e2e

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/serviceworker"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// version serves a copy of the site, and returns how a new version of it is put
// in its place.
func version(t *testing.T) (s *server, replace func()) {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("cp", "-r", "../../web", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	s = serveDir(t, dir, "127.0.0.1:0")
	return s, func() {
		t.Helper()
		s.stop()
		css, err := os.ReadFile(dir + "/web/app.css")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(dir+"/web/app.css", append(css, "\nbody { scroll-margin-top: 7px; }\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
		serveDir(t, dir, strings.TrimPrefix(s.url, "http://"))
	}
}

// isNew is true of a page of the new version.
const isNew = `getComputedStyle(document.body).scrollMarginTop === "7px"`

// TestUpdateMidWork puts a new version on the server while a person's own file
// is scored. The browser finds it, the page offers it and goes on as it is;
// whoever takes it is asked before work is lost, and may stay. Afterwards the
// whole way is gone in the new version.
func TestUpdateMidWork(t *testing.T) {
	s, replace := version(t)
	b := visit(t, s, "/")
	b.ready()
	b.files(b.file("cohort.tsv", whole(append(numbered("HC%d", 6), numbered("SLE%d", 6)...))))
	b.wait("the file is read", `location.pathname === "/check"`)
	b.click("#score") // by hand: a page that nobody has touched may be left without a question
	b.wait("the results are shown", shown)
	before := b.take("#export-tsv", "ifnscope-scores.tsv")
	same := func(when string) {
		t.Helper()
		b.remove("ifnscope-scores.tsv")
		if !bytes.Equal(before, b.take("#export-tsv", "ifnscope-scores.tsv")) || !eval[bool](b, shown) || eval[bool](b, isNew) {
			t.Errorf("%s: the page is not as it was", when)
		}
	}

	replace()
	// as the browser does by itself: once a day, or when the app is opened in another tab
	call(b, serviceworker.Enable, cdp.Empty{})
	call(b, serviceworker.UpdateRegistration, serviceworker.UpdateRegistrationParams{ScopeURL: s.url + "/"})
	b.text("A new version of IFNscope is ready.")
	same("the new version is offered")
	if len(b.asked()) > 0 {
		t.Errorf("nobody leaves, and the browser asks %q", b.asked())
	}

	b.stays = true
	b.press("Reload into it now")
	b.until("it is asked whether to leave", func() bool { return slices.Equal(b.asked(), []string{"beforeunload"}) })
	same("the person stays")
	b.press("2\nCheck")
	b.tap("#score:not([disabled])")
	b.wait("the results are shown again", shown)
	same("scored again")

	b.stays = false
	b.reload()
	if !slices.Equal(b.asked(), []string{"beforeunload", "beforeunload"}) {
		t.Errorf("a reload that forgets the work asks %q", b.asked())
	}
	b.wait("the new version is shown", isNew)
	b.press("IFNscope")
	b.walk(b.mouse)
}

// asked returns the kinds of questions that the browser asked.
func (b *tab) asked() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.dialogs)
}

// until waits for something outside of the page.
func (b *tab) until(what string, is func() bool) {
	b.t.Helper()
	for deadline := time.Now().Add(patience); !is(); {
		if time.Now().After(deadline) {
			b.t.Fatalf("waiting until %s\n%s", what, b.state())
		}
		if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`true`)); err != nil {
			continue // a page that asks answers nothing else
		}
	}
}

// TestChangesWhileRead rewrites a file, cuts it off, and takes it away while the
// worker is in the middle of reading it. Each is said, what was scored before
// stays, nothing of the half is shown, and the file is opened when it is chosen
// again.
func TestChangesWhileRead(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.example()
	before := eval[string](b, `document.querySelector("#auc").textContent`)
	first := table(append(numbered("background-%d", 20_000), isgs...), append(numbered("HC%d", 10), numbered("SLE%d", 30)...))
	second := table(append(numbered("background-%d", 20_000), isgs...), append(numbered("HC%d", 10), numbered("NEW%d", 30)...))
	later := time.Now().Add(time.Minute) // files that changed within a second are the same to Chromium
	for what, change := range map[string]func(name string) error{
		"rewritten":  func(name string) error { return os.WriteFile(name, second, 0o644) },
		"cut off":    func(name string) error { return os.Truncate(name, int64(len(first)/2)) },
		"taken away": os.Remove,
	} {
		t.Run(what, func(t *testing.T) {
			b.t = t
			name := b.file("large.tsv", first)
			// the worker stops where it lets its loop turn, until it is let go
			w := b.attach("worker")
			eval[bool](w, `(globalThis.turned ??= globalThis.turn, globalThis.turn = () => new Promise((go) => { globalThis.go = () => { globalThis.turn = turned; go(turned()); }; }), true)`)
			b.press("IFNscope")
			b.files(name)
			b.until("the worker is in the middle of the file", func() bool { return eval[bool](w, `typeof go === "function"`) })
			if err := change(name); err != nil {
				t.Fatal(err)
			}
			if what != "taken away" {
				if err := os.Chtimes(name, later, later); err != nil {
					t.Fatal(err)
				}
			}
			eval[bool](w, `(go(), delete globalThis.go, true)`)
			b.wait("it is over", `!document.querySelector(".busy") && !!document.getElementById("failure")`)
			b.text("large.tsv: the file cannot be read")
			b.text("open it again")
			b.press("3\nResults")
			b.wait("the last result is shown", `!!document.querySelector("#auc")`)
			if now := eval[string](b, `document.querySelector("#auc").textContent`); now != before {
				t.Errorf("the AUC was %s and is %s", before, now)
			}
			if what == "taken away" {
				return
			}
			b.press("IFNscope")
			b.wait("the first page is shown", `!!document.querySelector("#files")`)
			content := mustRead(t, name)
			if what == "cut off" {
				content = content[:bytes.LastIndexByte(content, '\n')+1]
			}
			b.files(b.file("again.tsv", content))
			b.wait("the file is read", `location.pathname === "/check" && document.body.innerText.includes("again.tsv") && !document.querySelector(".busy")`)
			b.text("40 samples")
			b.example()
		})
	}
}

// TestNoRoomToKeep asks to keep a session where the browser has no room left. It
// is said, nothing is kept by half, the work is still there, still counts as
// unsaved, and can be kept once there is room.
func TestNoRoomToKeep(t *testing.T) {
	s := serve(t)
	b := visit(t, s, "/")
	b.ready()
	expression, samples := b.exampleFiles()
	b.files(expression, samples)
	b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
	b.click("#score")
	b.wait("the results are shown", shown)
	b.press("4\nReport")
	b.wait("the report is there", `!!document.querySelector(".report")`)
	before := b.take("#export-json", "ifnscope-report.json")
	room := func(size *float64) {
		call(b, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: s.url, QuotaSize: size})
	}
	little := 1000.0
	room(&little)
	b.click("#keeping summary")
	b.click("#keep")
	b.wait("it is over", `!document.querySelector(".busy") && !!document.querySelector("#failure, #kept")`)
	b.text("The browser does not let this page keep it, or has no room")
	if !eval[bool](b, `document.getElementById("failure").getAttribute("role") === "alert" && !document.getElementById("kept") && ifnscope.unsaved`) {
		t.Errorf("it is not said, or taken for kept\n%s", b.state())
	}
	b.wait("nothing is kept by half", fmt.Sprintf(`(%s).then((kept) => kept === "" || kept === "database ifnscope")`, stored))
	b.remove("ifnscope-report.json")
	if !bytes.Equal(before, b.take("#export-json", "ifnscope-report.json")) {
		t.Error("the report is another")
	}
	room(nil)
	b.tap("#keep")
	b.wait("it is kept", `!!document.getElementById("kept") && !document.getElementById("failure")`)
	if eval[bool](b, `ifnscope.unsaved`) {
		t.Error("what is kept counts as unsaved")
	}
}
