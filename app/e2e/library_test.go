package e2e

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// TestSignatures looks signatures up, compares them, brings a set, chooses what
// is scored, and takes a GMT file away.
func TestSignatures(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.click("#example")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.press("Signatures")
	b.text("22 signatures are scored, the defaults.")
	b.click("[data-open=crow6]")
	b.wait("the signature is shown in full", `!!document.getElementById("signature-detail")`)
	b.text("Rice GI, Melki I, Fremond ML, et al. J Clin Immunol 2017;37:123")
	b.text("SIGLEC1")
	b.click("#gmt")
	if gmt := string(b.download("ifnscope-crow6.gmt")); !strings.HasPrefix(gmt, "crow6\t") || !strings.Contains(gmt, "\tSIGLEC1") {
		t.Errorf("the GMT file is %q", gmt)
	}

	b.click("#compare-clinical")
	b.wait("the overlap is drawn", `!!document.querySelector("#overlap svg")`)
	if shared := eval[string](b, `document.querySelector("table.shared tbody tr:first-child td").textContent`); shared != "6" {
		t.Errorf("the six genes of crow6 share %s with themselves", shared)
	}

	eval[bool](b, `(() => { const e = document.querySelector("#own-text"); e.value = "IFI78\nIFI44L\n2-Sep\nAC004551.1\nIFI44L\n"; e.dispatchEvent(new Event("input")); return true })()`)
	b.click("#own-add")
	b.text("Your own sets")
	b.text("AC004551.1")
	b.wait("what became of the set is in sight", `(e => document.activeElement === e && e.getBoundingClientRect().top < innerHeight)(document.getElementById("own-said"))`)
	if all := b.take("#all-json", "ifnscope-catalogue.json"); !strings.Contains(string(all), `"citation"`) {
		t.Error("the catalogue has no sources")
	}
	b.paste("#find-signature", "SIGLEC1")
	b.wait("the search is answered", `!document.querySelector("[data-open=ifngs4]") && !!document.querySelector("[data-open=crow6]") && document.getElementById("said").textContent.includes("signature")`)
	eval[bool](b, `(() => { const e = document.getElementById("find-signature"); e.value = ""; e.dispatchEvent(new Event("input")); return true })()`)
	b.wait("all are shown again", `!!document.querySelector("[data-open=ifngs4]")`)
	b.tap("[data-open=own-my-set]")
	b.wait("the set is shown in full", `document.getElementById("signature-detail")?.textContent.includes("My set")`)
	if genes := eval[string](b, `document.querySelector("#signature-detail table.genes").textContent`); !strings.Contains(genes, "MX1") || !strings.Contains(genes, "IFI78") {
		t.Errorf("IFI78 is not read as MX1: %s", genes)
	}

	b.click("[data-score=crow6]")
	b.text("as you chose.")
	b.press("2\nCheck")
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#signature option[value=own-my-set]")`)
	if there := eval[bool](b, `!!document.querySelector("#signature option[value=crow6]")`); there {
		t.Error("a signature that was left out is scored")
	}
}

// TestMethods reads the page of methods and scores by one that depends on the
// cohort.
func TestMethods(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.click("#example")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.press("Methods")
	b.text("Within a cohort")
	if n := eval[int](b, `document.querySelectorAll("article.method").length`); n != 30 {
		t.Errorf("%d methods are shown, want 30", n)
	}
	eval[bool](b, `document.querySelector("#method-gsva-1 button").click(), true`)
	b.wait("the example is worked", `document.querySelector("#method-gsva-1 .detail")?.textContent.includes("Score:")`)
	b.text("10.1186/1471-2105-14-7")
	b.click("#use-gsva-1")
	b.text("as you chose.")
	b.press("2\nCheck")
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#method option[value='gsva/1']")`)
	b.choose("#method", "gsva/1")
	b.wait("GSVA is shown", `document.querySelector("svg.chart").textContent.includes("GSVA")`)
}

// TestCohortPage reads what follows from the scores of the real cohort, and
// puts another cut-off rule in force.
func TestCohortPage(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.drop(extract())
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.choose("#signature", "ifngs4")
	b.wait("the signature is shown", `document.querySelector("figcaption").textContent.includes("Four genes of the interferon gene signature test")`)
	b.press("Cohort: agreement, visits, cut-offs")
	b.wait("the cohort is shown", `!!document.getElementById("rules")`)
	b.says("#visits", "42 of 48 patients with several visits keep their call")
	b.says("#discordant", "of 157 patient samples")
	if lit := eval[string](b, `document.querySelector(".steps [aria-current]").innerText.replace(/\s+/g, " ")`); lit != "3 Results cohort" {
		t.Errorf("the step %q is lit", lit)
	}
	// the list of parts leads to one with the keyboard, and the address stays
	eval[bool](b, `(document.querySelector("#contents a[href='#visits']").focus(), true)`)
	b.key("Enter")
	b.wait("the visits are gone to", `document.activeElement.id === "visits" && document.getElementById("visits").getBoundingClientRect().top < 200 && location.hash === ""`)
	if rows := eval[int](b, `document.querySelectorAll("table.visits tbody tr").length`); rows != 30 {
		t.Errorf("%d people are shown at first", rows)
	}
	b.click("#all-visits")
	b.wait("all are shown", `document.querySelectorAll("table.visits tbody tr").length === 48 && !document.getElementById("all-visits")`)
	b.click("#export-cohort")
	if book := b.download("ifnscope-cohort.xlsx"); !bytes.HasPrefix(book, []byte("PK")) {
		t.Errorf("the tables begin with %.20q", book)
	}
	if cut := eval[float64](b, `(e => e.scrollWidth - e.clientWidth)(document.querySelector("#clinical .scroll"))`); cut > 0 {
		t.Errorf("the last of the clinical columns is cut off by %g pixels", cut)
	}
	if text := eval[string](b, `document.querySelector("main").innerText`); regexp.MustCompile(`\d(\.\d+)?e[-+]?\d|NaN|(^|\D)1 (patients|people|samples)\b`).MatchString(text) {
		t.Errorf("the page has an exponent, a number that is none or a wrong plural: %q", regexp.MustCompile(`.{0,40}(\d(\.\d+)?e[-+]?\d|NaN|\b1 (patients|people|samples)\b).{0,40}`).FindString(text))
	}
	// lymphocytes fall with the score
	if row := eval[string](b, `[...document.querySelectorAll("table.clinical tr")].find(r => r.textContent.startsWith("lymphocytes")).textContent`); !strings.Contains(row, "-0.51 (") {
		t.Errorf("lymphocytes: %s", row)
	}
	if rules := eval[int](b, `document.querySelectorAll("table.rules tbody tr").length`); rules < 7 {
		t.Errorf("%d rules side by side", rules)
	}
	eval[bool](b, `[...document.querySelectorAll("[data-rule]")].find(e => e.textContent.startsWith("Median")).click(), true`)
	b.wait("the rule is in force", `[...document.querySelectorAll("table.rules tr")].some(r => r.textContent.startsWith("Median") && r.textContent.includes("In force"))`)
	b.press("3\nResults\ncohort")
	b.text("Median + 2 MAD (x 1.4826) of the healthy controls, 20 people")
}

// says waits until an element holds a text, seen on the screen or not.
func (b *tab) says(selector, text string) {
	b.t.Helper()
	b.wait(selector+" says "+text, fmt.Sprintf(`document.querySelector(%q)?.textContent.includes(%q)`, selector, text))
}

// TestIdentifiers opens a table whose rows have old names, dates and clones,
// takes away what became of each, and decides that scores of few genes are
// shown.
func TestIdentifiers(t *testing.T) {
	b := revisit(t)
	b.ready()
	genes := append(numbered("background-%d", 400), "IFI27", "IFI78", "RIGI", "2-Sep", "AC004551.1", "RSAD2")
	samples := numbered("HC%d", 6)
	b.files(b.file("old.tsv", table(genes, samples)))
	b.wait("the table is read", `!!document.querySelector("#mapped")`)
	b.tap("#export-identifiers")
	got := string(b.download("ifnscope-identifiers.tsv"))
	for _, want := range []string{"IFI78\tMX1", "2-Sep\t", "AC004551.1\t", "\tapproved", "\tclone"} {
		if !strings.Contains(got, want) {
			t.Errorf("what became of the rows does not say %q", want)
		}
	}
	b.choose("#unit", "log2")
	score := func() string {
		b.click("#score")
		b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
		return eval[string](b, `document.querySelector("table.scores [data-sort=crow6]").closest("table").querySelector("tbody tr td:nth-child(4)").textContent`)
	}
	if s := score(); s != "–" {
		t.Errorf("two of the six genes of crow6 give the score %s", s)
	}
	b.press("2\nCheck")
	b.choose("#coverage", "0.001")
	if s := score(); s == "–" {
		t.Error("a score of few genes is withheld though it was asked for")
	}
	b.tap("#export-json")
	if report := string(b.download("ifnscope-report.json")); !strings.Contains(report, `"minCoverage": 0.001`) {
		t.Error("the report does not say that scores of few genes were asked for")
	}
}
