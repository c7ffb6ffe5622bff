package e2e

import (
	"compress/gzip"
	"os"
	"strings"
	"testing"
)

// TestReference saves the controls of the real cohort as a reference file and
// scores one patient alone against it, in another browser: the score and the
// cut-off are those that the patient has inside the cohort.
func TestReference(t *testing.T) {
	expression, samples := extract()
	b := revisit(t)
	b.ready()
	b.drop(expression, samples)
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	shown := func(b *tab) string {
		b.t.Helper()
		b.choose("#signature", "crow6")
		b.wait("the signature is shown", `document.querySelector("figcaption").textContent.includes("Six-ISG score of Rice and Crow")`)
		b.wait("there is a cut-off", `!!document.querySelector("#cutoff")`)
		return eval[string](b, `document.querySelector("#cutoff").textContent`)
	}
	cutoff := shown(b)
	const patient = "GSM1199365"
	eval[bool](b, `(() => { const e = document.querySelector("#find-score"); e.value = "`+patient+`"; e.dispatchEvent(new Event("input")); return true })()`)
	b.wait("the patient is found", `document.querySelectorAll("table.scores tbody tr").length === 1`)
	const row = `(() => { const r = document.querySelector("table.scores tbody tr"); return [...r.cells].slice(3).map(c => c.textContent + c.title).join(" ") })()`
	inside := eval[string](b, row)
	b.tap("#save-reference")
	file := b.download("controls.ifnref.json")

	two := visit(t, serve(t), "/")
	two.ready()
	two.drop(two.file("controls.ifnref.json", file), two.file("patient.tsv", column(t, expression, patient)))
	two.text("Scored against the reference file: Healthy controls, 20 healthy controls.")
	two.click("#score")
	two.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	if got := shown(two); got != cutoff {
		t.Errorf("alone the cut-off is %s, in the cohort %s", got, cutoff)
	}
	if alone := eval[string](two, row); alone != inside {
		t.Errorf("the scores of %s are\n%s alone, and\n%s in the cohort", patient, alone, inside)
	}
}

// column returns one sample of a table of text.
func column(t *testing.T, path, sample string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	buf := make([]byte, 1<<20)
	for {
		n, err := z.Read(buf)
		b.Write(buf[:n])
		if err != nil {
			break
		}
	}
	var out strings.Builder
	k := -1
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if k < 0 {
			for i, c := range cells {
				if c == sample {
					k = i
				}
			}
			if k < 0 {
				t.Fatalf("%s has no sample %s", path, sample)
			}
		}
		out.WriteString(cells[0] + "\t" + cells[k] + "\n")
	}
	return []byte(out.String())
}
