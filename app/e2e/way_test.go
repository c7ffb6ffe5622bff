package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// press1 presses one key with its text, as a person who does not type into a
// field.
func (b *tab) press1(key string) {
	b.t.Helper()
	code := int64(strings.ToUpper(key)[0])
	for _, kind := range []input.DispatchKeyEventType{"keyDown", "keyUp"} {
		p := input.DispatchKeyEventParams{Type: kind, Key: key, WindowsVirtualKeyCode: code}
		if kind == "keyDown" {
			p.Text = key
		}
		call(b, input.DispatchKeyEvent, p)
	}
}

// TestWayByKeyboard goes the whole way, open, check, results, report, and back,
// with the keyboard alone.
func TestWayByKeyboard(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.tabTo("files")
	b.press1("?") // a button that chooses files takes no letters
	b.wait("the shortcuts are listed", `document.getElementById("keys").open`)
	b.key("Escape")
	b.tabTo("example")
	b.key("Enter")
	b.results("the example is scored")
	b.wait("the end is announced, and the page has a name", `document.querySelector("#said[role=status]")?.textContent === "Scores ready: 40 patients, 20 healthy controls." && document.querySelector("main").getAttribute("aria-label") === "Results"`)
	// the focus stays on the head of a column that is sorted by, and comes back from a panel
	b.wait("there is a table", `!!document.querySelector("[data-sort=sample]")`)
	eval[bool](b, `(window.old = document.querySelector("[data-sort=sample]"), old.focus(), true)`)
	b.key("Enter")
	b.wait("the head that is drawn anew has the focus", `!old.isConnected && document.querySelector(".scores tbody button").dataset.sample === "HC01" && document.activeElement.dataset.sort === "sample"`)
	eval[bool](b, `(document.querySelector(".scores tbody button").focus(), true)`)
	b.key("Enter")
	b.wait("the panel has the focus", `document.activeElement.id === "person"`)
	eval[bool](b, `([...document.querySelectorAll("#person button")].find(e => e.innerText === "Close").focus(), true)`)
	b.key("Enter")
	b.wait("the focus is where it was", `!document.getElementById("person") && document.activeElement.dataset.sample === "HC01"`)
	if steps := eval[string](b, `[...document.querySelectorAll(".steps a")].map(a => a.innerText.replace(/\s+/g, " ").trim()).join(", ")`); steps != "1 Open, 2 Check, 3 Results, 4 Report" {
		t.Errorf("the steps are %s", steps)
	}
	b.press1("2")
	b.wait("Check is shown", `location.pathname === "/check" && document.body.innerText.includes("Samples and people") && !!document.getElementById("score")`)
	b.press1("r")
	b.wait("the button Score has the focus", `document.activeElement.id === "score"`)
	// the last role of the samples is not covered by the bar with the button
	b.look(390, 700, "light")
	b.wait("the focus is in sight", `(e => (e?.focus(), !!e && document.activeElement === e && e.getBoundingClientRect().bottom <= document.querySelector(".go").getBoundingClientRect().top))([...document.querySelectorAll("select[data-sample]")].at(-1))`)
	if high := eval[float64](b, `document.querySelector(".go").offsetHeight`); high > 90 {
		t.Errorf("the bar of a phone is %v pixels high", high)
	}
	if lines := eval[int](b, `new Set([...document.querySelectorAll(".steps li")].map(e => e.getBoundingClientRect().top)).size`); lines != 1 {
		t.Errorf("the steps of a phone stand on %d lines", lines)
	}
	b.look(1280, 900, "light")
	// a role, with the arrows of a select, and back
	b.wait("there are roles", `!!document.querySelector(".roles select")`)
	eval[bool](b, `document.querySelector(".roles select").focus(), true`)
	b.key("ArrowDown")
	b.wait("the role is another", `!document.querySelector("#people .counts .control") || document.querySelector(".roles select").value !== "control"`)
	eval[bool](b, `document.querySelector("h1").tabIndex = -1, document.querySelector("h1").focus(), true`)
	b.press1("u")
	b.text("20 healthy controls")
	// the list of shortcuts, by its own key, and closed by Escape
	b.press1("?")
	b.wait("the shortcuts are listed", `document.getElementById("keys").open`)
	b.key("Escape")
	b.wait("the list is closed", `!document.getElementById("keys").open`)
	b.press1("4")
	b.wait("the report is shown", `location.pathname === "/report" && !!document.querySelector(".report")`)
	if at := eval[string](b, `document.activeElement.id`); at != "main" {
		t.Errorf("a page that is gone to has the focus on %q", at)
	}
	b.press1("3")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#find-score")`)
	b.press1("/")
	b.wait("the search has the focus", `document.activeElement.id === "find-score"`)
	b.press1("4") // is typed
	if at := eval[string](b, `location.pathname + document.activeElement.value`); at != "/results4" {
		t.Errorf("a key in a field went to %s", at)
	}
	// turned off, a key does nothing
	eval[bool](b, `document.activeElement.blur(), document.getElementById("show-keys").click(), document.getElementById("keys-on").click(), document.querySelector("#keys form button").click(), true`)
	b.wait("the shortcuts are off", `!document.getElementById("keys").open && !document.getElementById("keys-on").checked`)
	b.press1("4")
	eval[bool](b, `new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))`)
	if at := eval[string](b, `location.pathname`); at != "/results" {
		t.Errorf("a shortcut that is off went to %s", at)
	}
}

// tabTo presses Tab until an element has the focus.
func (b *tab) tabTo(id string) {
	b.t.Helper()
	for range 40 {
		b.key("Tab")
		if eval[string](b, `document.activeElement.id`) == id {
			return
		}
	}
	b.t.Fatalf("%s cannot be reached with Tab", id)
}

// TestLinks opens the pages that are linked to without data: a signature, a
// method, a word.
func TestLinks(t *testing.T) {
	b := revisit(t)
	for at, shown := range map[string]string{
		"/signatures#crow6":      `document.querySelector("#signature-detail h2")?.innerText.includes("Rice and Crow")`,
		"/methods#method-gsva-1": `document.activeElement.id === "method-gsva-1" || document.getElementById("method-gsva-1")?.getBoundingClientRect().top < innerHeight`,
		"/glossary#cut-off":      `document.activeElement.id === "cut-off" || document.getElementById("cut-off")?.getBoundingClientRect().top < innerHeight`,
	} {
		b.open(at)
		b.wait(at+" is shown", shown)
	}
}

// TestHelp opens the explanation beside a number, and goes on to the glossary
// and back; the scores are still there.
func TestHelp(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.click("#example")
	b.results("the example is scored")
	b.click(`[popovertarget="help-auc"]`)
	b.wait("the word is explained", `document.getElementById("help-auc").matches(":popover-open")`)
	for _, width := range []int64{320, 1280} {
		b.look(width, 900, "light")
		b.wait("the explanation stands beside its button, on the screen", `(([a, p]) => p.left >= 0 && p.right <= innerWidth && p.left <= a.right && p.right >= a.left && Math.min(Math.abs(p.top - a.bottom), Math.abs(a.top - p.bottom)) < 20)(["[popovertarget=help-auc]", "#help-auc"].map(s => document.querySelector(s).getBoundingClientRect()))`)
	}
	b.run(chromedp.Click(chromedp.CSS(`#help-auc a`)))
	b.wait("the glossary is shown", `location.pathname === "/glossary" && location.hash === "#auc"`)
	eval[bool](b, `history.back(), true`)
	b.results("the results are shown again")
	if foot := eval[string](b, `document.querySelector(".foot").innerText`); !strings.Contains(foot, "IFNscope 0.") || !strings.Contains(foot, "build ") {
		t.Errorf("the version is not shown: %s", foot)
	}
}

// TestProgress says the step, how much of it and how long, and is announced.
func TestProgress(t *testing.T) {
	b := revisit(t)
	b.ready()
	eval[bool](b, `(window.seen = new Set(), new MutationObserver(() => { const e = document.querySelector(".busy[role=status]"); if (e) seen.add(e.innerText.replace(/\s+/g, " ")) }).observe(document.body, {subtree: true, childList: true, characterData: true}), true)`)
	b.drop(cohort(t))
	b.tap("#score:not([disabled])")
	b.results("the results are shown")
	all := eval[string](b, `[...seen].join("\n")`)
	if !strings.Contains(all, "Reading ") || !strings.Contains(all, " of ") || !strings.Contains(all, "Cancel") {
		t.Errorf("the progress said:\n%s", all)
	}
}
