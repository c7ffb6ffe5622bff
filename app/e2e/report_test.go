package e2e

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
)

// TestReport goes to the report of the cohort and of a person, says what only
// the laboratory knows, downloads and prints.
func TestReport(t *testing.T) {
	b := revisit(t)
	b.click("#example")
	b.text("All samples")
	b.press("Report")
	b.wait("the cohort's report is there", `document.querySelector(".report h1")?.innerText === "ISG expression report of a cohort"`)
	for _, say := range []string{"SYNTHETIC example cohort", "Research use only. Not for diagnostic procedures.", "Reporting checklist", "sha256 of the program"} {
		if !eval[bool](b, `document.querySelector(".report").innerText.includes("`+say+`")`) {
			t.Errorf("the report does not say %q", say)
		}
	}
	program := fmt.Sprintf("%x", sha256.Sum256(mustRead(t, "../../web/score.wasm")))
	if s := eval[string](b, `document.querySelector(".report").innerText`); !regexp.MustCompile(`sha256 of the program\s+` + program).MatchString(s) {
		t.Errorf("the report does not name the program that computed, %s:\n%s", program, s)
	}
	b.pdf("cohort")

	// of a person, through their sample
	b.press("3\nResults")
	b.tap("table.scores tbody tr:first-child button")
	b.click("#report-person")
	b.wait("the person's report is there", `document.querySelector(".report h1")?.innerText.startsWith("ISG expression report: ")`)
	b.click("#told summary")
	b.wait("the fields are there", `document.getElementById("told-sample.material")?.checkVisibility()`)
	eval[bool](b, `(() => { const e = document.getElementById("told-sample.material"); e.value = "whole blood, PAXgene <b>"; e.dispatchEvent(new Event("change")); return true })()`)
	b.wait("what was told is printed", `document.querySelector(".report .checklist").innerText.includes("whole blood, PAXgene <b>")`)
	if pages := b.pdf("person"); pages > 4 {
		t.Errorf("the report of a person has %d pages", pages)
	}
	eval[bool](b, `(window.print = () => true, true)`)
	b.click("#print-first")
	r := call(b, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69})
	if pages := pagesOf(r.Data); pages != 1 {
		t.Errorf("page 1 alone has %d pages", pages)
	}
	b.wait("the whole report is printed next", `document.documentElement.dataset.print === "all"`)
	// the person's part stands on one page, of A4 (186 mm wide within the margins)
	// and of Letter (255 mm high)
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 703, Height: 964, DeviceScaleFactor: 1})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	if high := eval[float64](b, `document.querySelector(".report .leaf").getBoundingClientRect().top - document.querySelector(".report").getBoundingClientRect().top`); high < 500 || high > 964 {
		t.Errorf("the person's part is %g pixels high, a page has 964", high)
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	// on a phone the figure keeps its size and scrolls in a box of its own
	b.look(390, 844, "light")
	if wide := eval[float64](b, `document.querySelector(".report figure svg").getBoundingClientRect().width`); wide < 355 {
		t.Errorf("the figure is %g pixels wide on a phone", wide)
	}
	if eval[bool](b, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("the report makes the page of a phone scroll sideways")
	}
	if eval[bool](b, `document.querySelector(".byhand").checkVisibility()`) {
		t.Error("the lines to be filled in by hand are shown on the screen")
	}
	b.look(1280, 900, "light")
	b.press("Download (HTML)")
	html := string(b.download("ifnscope-report-sample.html"))
	for _, say := range []string{"whole blood, PAXgene &lt;b&gt;", "contenteditable", "<style>", "@page"} {
		if !strings.Contains(html, say) {
			t.Errorf("the file lacks %q", say)
		}
	}
	if strings.Contains(html, "<script") {
		t.Error("the file has a script")
	}
	for _, x := range []struct{ kind, name, begins string }{
		{"xlsx", "scores.xlsx", "PK"}, {"csv", "scores.csv", "\"# IFNscope: "}, {"methods", "methods.txt", "Values of a SYNTHETIC"}, {"bibtex", "citations.bib", "@software{ifnscope"},
		{"ris", "citations.ris", "TY  - COMP"}, {"r", "repeat-in-R.zip", "PK"}, {"sets", "signatures.gmt", "crow6\t"},
	} {
		if got := b.take("#export-"+x.kind, "ifnscope-"+x.name); !bytes.HasPrefix(got, []byte(x.begins)) {
			t.Errorf("%s begins with %.40q", x.name, got)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.console) > 0 {
		t.Errorf("the console says %q", b.console)
	}
}

// pdf prints the page on A4 and on Letter, keeps the first of them beside the
// screenshots and returns its pages.
func (b *tab) pdf(name string) int {
	b.t.Helper()
	pages := 0
	for _, paper := range []struct{ width, height float64 }{{8.5, 11}, {8.27, 11.69}} {
		r := call(b, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: paper.width, PaperHeight: paper.height})
		if !bytes.HasPrefix(r.Data, []byte("%PDF-")) {
			b.t.Fatalf("printing gave %.20q", r.Data)
		}
		pages = pagesOf(r.Data)
		os.MkdirAll("../../screenshots", 0o755)
		if err := os.WriteFile("../../screenshots/report-"+name+".pdf", r.Data, 0o644); err != nil {
			b.t.Fatal(err)
		}
	}
	return pages
}

// pagesOf returns the number of pages of a PDF.
func pagesOf(pdf []byte) int { return len(regexp.MustCompile(`/Type\s*/Page[^s]`).FindAll(pdf, -1)) }
