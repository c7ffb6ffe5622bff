package e2e

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/demo"
)

// defects writes the files of the cohort of known defects.
func (b *tab) defects() (expression, samples string) {
	b.t.Helper()
	var paths []string
	for _, f := range demo.DefectFiles() {
		r, err := f.Open()
		if err != nil {
			b.t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			b.t.Fatal(err)
		}
		paths = append(paths, b.file(f.Name, content))
	}
	return paths[0], paths[1]
}

// toPathway opens files, scores them and goes to the profile of the cohort.
func (b *tab) toPathway(files ...string) {
	b.t.Helper()
	b.drop(files...)
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.click("#to-pathway")
	b.wait("the pathway is shown", `location.pathname === "/pathway" && !!document.querySelector("#patients table")`)
}

// profile opens the profile of a patient from the list and returns its summary.
func (b *tab) profile(sample string) string {
	b.t.Helper()
	b.tap(fmt.Sprintf("#patients [data-profile=%s]", sample))
	b.wait("the patient is shown", fmt.Sprintf(`document.querySelector("h1").textContent.endsWith(%q) && document.querySelector("#figure-pathway-map svg.pathway title")?.textContent.endsWith(%q)`, sample, sample))
	return eval[string](b, `document.querySelector("#pathway-summary").textContent`)
}

// nodeText is the value that a node of the map prints.
func (b *tab) nodeText(id string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf(`[...document.querySelectorAll("[data-node=%s] text")].map(e => e.textContent).join(" | ")`, id))
}

// node clicks a node of the map.
func (b *tab) node(id string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`document.querySelector("[data-node=%s] rect").dispatchEvent(new MouseEvent("click", {bubbles: true}))`, id))
}

// TestPathwayDefects reads every known defect of the synthetic cohort off the
// page, with the mouse and with the keyboard.
func TestPathwayDefects(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.toPathway(b.defects())
	mark := b.mark()
	b.text("42 patients at their first visit, measured against the healthy control people of this file (20).")
	if n := eval[int](b, `document.querySelectorAll("#patients tbody tr").length`); n != 42 {
		t.Errorf("%d patients are listed", n)
	}
	for _, c := range []struct{ sample, summary, node, text string }{
		{"D01", "RBP 3/4", "rna", "RBP 3/4"},
		{"D02", "dsDNA 4.0 x ULN; C3 low; C4 low", "complement", "C3, C4 low"},
		{"D03", "RBP 1/4; dsDNA 3.0 x ULN", "dna", "3.0 x ULN"},
		{"D04", "C1q low", "complement", "C1q low"},
		{"D05", "LDG +8.3", "net", "+8.3 SD"},
		{"D06", "II +10.1", "typeII", "+10.1 SD"},
		{"D07", "I +9.8 SD (high by 9 of 9 scores)", "ifna", "900 fg/ml"},
		{"D08", "plasma +6.5", "plasma", "+6.5 SD"},
		{"D09", "I -0.2 SD (high by 0 of 9 scores)", "t", "-"},
		{"D10", "I +6.9 SD", "feedback", "exploratory"},
		{"D11", "antibodies against interferon", "rna", "RBP 1/4"},
		{"D12", "RBP 0/4; dsDNA negative", "pdc", "not measurable"},
	} {
		if got := b.profile(c.sample); !strings.Contains(got, c.summary) {
			t.Errorf("%s: %s, want %s", c.sample, got, c.summary)
		}
		if got := b.nodeText(c.node); !strings.Contains(got, c.text) {
			t.Errorf("%s: the node %s shows %s, want %s", c.sample, c.node, got, c.text)
		}
	}
	b.profile("D11")
	b.wait("a low score is qualified", `document.querySelector("#serology").textContent.includes("Antibodies against interferon lower ISG expression")`)

	// by keyboard: a node opens, and the keyboard goes on there
	b.profile("D05")
	eval[bool](b, `document.querySelector("[data-node=net]").focus(), true`)
	b.key("Enter")
	b.wait("the node is open and has the focus", `document.activeElement?.id === "node" && document.querySelectorAll("#node table.genes tbody tr").length === 14`)
	b.text("the module of granule genes")
	b.press("Close")
	b.wait("the node is closed", `!document.getElementById("node")`)
	// by mouse, one that is not measured, with drugs
	b.node("pdc")
	b.wait("the node is open", `document.querySelector("#node-value")?.textContent === "not measurable"`)
	b.text("its genes do not go together")
	b.text("litifilimab")

	b.click("#export-pathway")
	if text := string(b.download("ifnscope-pathway.tsv")); !strings.Contains(text, "Research use only") || !strings.Contains(text, "D05\t") {
		t.Errorf("the axes are taken away as %.200s", text)
	}
	b.tap("#figure-pathway-map [data-take=figure]")
	if svg := string(b.download("ifnscope-pathway-map.svg")); !strings.Contains(svg, "Research use only") || !strings.Contains(svg, "D05") {
		t.Error("the map does not say whose it is and for what use")
	}
	b.click("#to-cohort")
	b.wait("the cohort is shown", `document.querySelector("h1").textContent === "Interferon pathway of the cohort"`)
	if sent := b.sent(mark); len(sent) > 0 {
		t.Errorf("these were asked for:\n%s", strings.Join(sent, "\n"))
	}
}

// TestPathwayAlone shows what there is with expression only.
func TestPathwayAlone(t *testing.T) {
	b := revisit(t)
	b.ready()
	expression, _ := b.defects()
	b.drop(expression)
	b.text("Samples and people")
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results"`)
	b.click("#to-pathway")
	b.wait("the pathway is shown", `location.pathname === "/pathway" && !!document.querySelector("#issues table")`)
	b.wait("nothing is known of antibodies", `document.querySelector("#serology").textContent.includes("There is no clinical table")`)
}

// TestPathwayOfOne shows one patient against a reference file.
func TestPathwayOfOne(t *testing.T) {
	b := revisit(t)
	b.ready()
	expression, samples := b.defects()
	b.drop(expression, samples)
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.tap("#save-reference")
	controls := b.download("controls.ifnref.json")

	content, err := os.ReadFile(expression)
	if err != nil {
		t.Fatal(err)
	}
	var one strings.Builder
	column := 0
	for line := range strings.Lines(string(content)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if column == 0 {
			column = slices.Index(cells, "D05")
		}
		one.WriteString(cells[0] + "\t" + cells[column] + "\n")
	}
	two := visit(t, serve(t), "/")
	two.ready()
	two.drop(two.file("controls.ifnref.json", controls), two.file("patient.tsv", []byte(one.String())))
	two.text("Scored against the reference file")
	two.click("#score")
	two.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	two.tap("table.scores tbody tr:first-child button")
	two.click("#to-profile")
	two.wait("the profile is shown", `document.querySelector("#pathway-summary")?.textContent.includes("LDG +8.3")`)
	two.text("measured against the healthy control people of the reference file")
}

// TestPathwayPictures takes pictures of the page for people to look at, and asserts that
// it fits its screens.
func TestPathwayPictures(t *testing.T) {
	b := revisit(t)
	b.ready()
	_, samples := extract()
	b.toPathway("../../score/pathway/testdata/gse49454.tsv.gz", samples) // has the cells
	b.wait("the kidney goes with the granule genes", `document.querySelector("#issues").textContent.includes("LDG with renal (AUC 0.71)")`)
	shot := func(page string) {
		// what lies below the screen would be laid out later
		eval[bool](b, `document.querySelectorAll(".later").forEach(e => e.classList.remove("later")) || true`)
		b.shot("pathway-"+page, func() {
			b.wait("the map is as wide as the page", `(() => { const s = document.querySelector("#figure-pathway-map svg.pathway"), a = document.querySelector("#figure-pathway-map").clientWidth; const w = s?.getBoundingClientRect().width; return w <= a + 1 && w > a - 80 })()`)
		})
	}
	shot("cohort")
	b.tap("#patients tbody button")
	b.wait("the patient is shown", `!!document.querySelector("#pathway-summary") && !document.querySelector("#figure-pathway-map title").textContent.includes("patients")`)
	b.node("net")
	b.wait("the node is open", `!!document.querySelector("#node table")`)
	shot("patient")
}
