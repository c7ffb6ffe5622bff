package e2e

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// axe is the program of the accessibility tests, which make test fetches.
func axe(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../.tools/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatal("run make test, which fetches axe-core: ", err)
	}
	return string(b)
}

// TestAccessible asks axe-core of every page, with data and without, in both
// themes: nothing that it calls serious or critical, by the rules of WCAG 2.2 AA
// and its best practices.
func TestAccessible(t *testing.T) {
	program := axe(t)
	b := revisit(t)
	b.ready()
	judge := func(page string) { t.Helper(); b.judge(program, page) }
	for _, p := range []string{"Signatures", "Methods", "Privacy", "About", "Glossary", "IFNscope"} {
		b.press(p)
		b.wait("the page is whole", `!!document.querySelector("main h1")`)
		judge(p + " without data")
	}
	// these say alike that there is nothing yet: the first in all looks, the others in one
	for i, p := range []string{"/check", "/quality", "/results", "/cohort", "/pathway", "/report", "/genotype"} {
		b.goTo(p)
		b.wait("the page is whole", `!!document.querySelector("main h1")`)
		if i == 0 {
			judge(p + " without data")
			continue
		}
		b.judgeIn(program, p+" without data", "dark", 390)
	}
	b.look(1280, 900, "light")
	b.press("IFNscope")
	b.click("#example")
	b.results("the example is scored")
	b.tap("table.scores tbody tr:first-child button")
	b.wait("a sample is shown", `!!document.getElementById("person")`)
	judge("Results with a person")
	b.press("Cohort: agreement, visits, cut-offs")
	b.wait("the cohort is shown", `!!document.getElementById("clinical")`)
	judge("Cohort")
	b.press("3\nResults\ncohort")
	b.click("#to-pathway")
	b.wait("the map is drawn", `location.pathname === "/pathway" && !!document.querySelector("#figure-pathway-map [data-node=pdc]")`)
	b.node("pdc")
	b.wait("the node is open", `!!document.querySelector("#node table")`)
	eval[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	judge("Pathway")
	b.press("4\nReport")
	b.wait("the report is there", `!!document.querySelector(".report")`)
	eval[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	judge("Report")
	b.press("2\nCheck")
	b.text("Samples and people")
	eval[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	judge("Check")
	b.press("Quality of the samples")
	b.wait("the samples are compared", `!!document.getElementById("judged")`)
	judge("Quality")
	b.press("Signatures")
	b.click("[data-open=crow6]")
	b.click("#compare-clinical")
	b.wait("the overlap is drawn", `!!document.querySelector("#overlap svg")`)
	judge("Signatures")
	b.click("#show-keys")
	judge("Keyboard")
	b.key("Escape")

	// what goes wrong, genotypes, and a session that asks for its passphrase
	vcf, _, _ := genotypes()
	b.press("IFNscope")
	b.files(b.file("empty.tsv", nil))
	b.wait("it is said what is wrong", `!!document.getElementById("failure")`)
	judge("Open with an error")
	b.shot("example-error", func() {})
	b.files(b.file("expression.tsv", table(isgs, append(numbered("S%d", 5), zebra))), b.file(zebra+".vcf", vcf))
	b.press("See the genotypes")
	b.wait("the panel is shown", `!!document.querySelector("#geno-score")`)
	eval[bool](b, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
	judge("Genotype")
	b.shot("example-genotype", func() {})
	b.press("IFNscope")
	b.click("#example")
	b.wait("the example is scored", shown)
	b.press("4\nReport")
	b.wait("the report is there", `!!document.querySelector(".report")`)
	b.click("#seal summary")
	b.paste("#seal-1", "four words for a vault")
	b.paste("#seal-2", "four words for a vault")
	b.key("Enter")
	sealed := b.file("work.ifnscope", b.download("work.ifnscope"))
	b.press("IFNscope")
	b.files(sealed)
	b.wait("the passphrase is asked for", `document.activeElement.id === "passphrase"`)
	b.key("Enter")
	b.wait("it is said beside the field", `!!document.getElementById("passphrase-wrong")?.innerText`)
	judge("Passphrase")
	b.shot("example-passphrase", func() {})
}

// judge asks axe-core of the page that is shown, in both themes and in two widths:
// what a theme changes, the colours, no width changes.
func (b *tab) judge(program, page string) {
	b.t.Helper()
	b.judgeIn(program, page, "light", 1280)
	b.judgeIn(program, page, "dark", 390)
	b.look(1280, 900, "light")
}

// judgeIn asks axe-core of the page that is shown, in one theme and width.
func (b *tab) judgeIn(program, page, theme string, width int64) {
	b.t.Helper()
	b.look(width, 900, theme)
	// what lies below the screen is laid out as it is when somebody is there
	eval[bool](b, `document.querySelectorAll(".later").forEach(e => e.style.contentVisibility = "visible"), true`)
	eval[bool](b, `(scrollTo(0, 0), new Promise(r => requestAnimationFrame(() => setTimeout(() => r(true), 100))))`)
	if !eval[bool](b, `!!window.axe`) {
		eval[bool](b, program+"; true")
	}
	type violation struct {
		ID, Impact, Help string
		Nodes            []struct {
			HTML           string
			FailureSummary string
		}
	}
	found := eval[string](b, `axe.run(document, {resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(r => JSON.stringify(r.violations))`)
	var violations []violation
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.t.Fatal(err)
	}
	for _, v := range violations {
		if v.Impact == "serious" || v.Impact == "critical" {
			b.t.Errorf("%s, %s, %d: %s %s: %s\n%.300s\n%.300s", page, theme, width, v.Impact, v.ID, v.Help, v.Nodes[0].HTML, v.Nodes[0].FailureSummary)
		} else {
			b.t.Logf("%s, %s, %d: %s %s: %s: %.200s", page, theme, width, v.Impact, v.ID, v.Help, v.Nodes[0].HTML)
		}
	}
}

// TestReach asserts what axe does not see: that the focus is visible and is not
// covered by what sticks to the screen (2.4.11), that a page of 320 pixels, which
// is 1280 at 400 %, scrolls one way only (1.4.10), that nothing moves for those
// who want no motion, that what happens is announced (4.1.3), and that more
// spacing of text hides nothing (1.4.12).
func TestReach(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.click("#example")
	b.results("the example is scored")
	for _, width := range []int64{1280, 390} {
		b.look(width, 700, "light")
		eval[bool](b, `scrollTo(0, 0), document.querySelector(".skip").focus(), true`)
		var covered, unseen []string
		for range 90 {
			b.key("Tab")
			// what comes to the screen is laid out first, and moves what has the focus
			what := eval[string](b, `(async () => {
				const place = () => { const r = document.activeElement.getBoundingClientRect(); return r.x + " " + r.y };
				for (let was = "", is = place(); was !== is;) {
					await new Promise(requestAnimationFrame);
					await new Promise(requestAnimationFrame);
					was = is, is = place();
				}
				if (document.activeElement === document.body) return ""; // round the page once
				const e = document.activeElement, shown = e.classList.contains("visually-hidden") ? e.labels[0] : e, r = shown.getBoundingClientRect();
				const name = e.tagName + " " + (e.id || e.innerText || "").slice(0, 30);
				const outline = getComputedStyle(shown).outlineStyle;
				const at = [[.5, .5], [.1, .5], [.9, .5], [.5, .2], [.5, .8]].map(([x, y]) => document.elementFromPoint(r.x + x * r.width, r.y + y * r.height));
				const seen = r.width < 2 || at.some(x => x && (x === e || e.contains(x) || x.contains(shown) && x.contains(e) && x !== document.body && !x.closest(".top, .busy") || x === shown));
				return (seen ? "" : "covered ") + (outline === "none" ? "unseen " : "") + name;
			})()`)
			if name, is := strings.CutPrefix(what, "covered "); is {
				covered = append(covered, name)
			} else if name, is := strings.CutPrefix(what, "unseen "); is {
				unseen = append(unseen, name)
			}
		}
		if len(covered) > 0 || len(unseen) > 0 {
			t.Errorf("at %d pixels the focus is covered on %q and not shown on %q", width, covered, unseen)
		}
	}
	b.look(320, 640, "light")
	b.fits("results", 320)
	b.wait("wide content scrolls by itself", `[...document.querySelectorAll(".scroll")].every(e => e.tabIndex === 0)`)

	// more spacing of text
	eval[bool](b, `(() => { const s = new CSSStyleSheet(); s.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"); document.adoptedStyleSheets = [s]; return true })()`)
	b.fits("results with more spacing", 320)
	eval[bool](b, `document.adoptedStyleSheets = [], true`)

	// no motion
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}})
	if moving := eval[string](b, `[...document.querySelectorAll("*")].filter(e => { const s = getComputedStyle(e); return parseFloat(s.transitionDuration) > 0 || s.animationName !== "none" || s.scrollBehavior === "smooth" }).map(e => e.tagName + "." + e.className).slice(0, 5).join(", ")`); moving != "" {
		t.Errorf("these move: %s", moving)
	}

	// what happens is announced
	b.look(1280, 900, "light")
	eval[bool](b, `(window.said = [], new MutationObserver(() => document.querySelectorAll("[role=status], [role=alert]").forEach(e => e.innerText && said.push(e.getAttribute("role")))).observe(document.body, {subtree: true, childList: true, characterData: true}), true)`)
	b.press("IFNscope")
	b.click("#example")
	b.wait("the work is announced", `said.includes("status")`)
	b.results("the example is scored")
	b.press("4\nReport")
	b.wait("the report is there", `!!document.getElementById("report-sample")`)
	eval[bool](b, `(() => { const e = document.getElementById("report-sample"); e.value = "nobody"; e.dispatchEvent(new Event("change")); return true })()`)
	b.wait("a mistake is announced", `said.includes("alert") && document.activeElement.id === "failure" || !!document.querySelector("#failure[role=alert]")`)
}
