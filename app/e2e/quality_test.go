package e2e

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// planted returns the committed extract of GSE49454 with the names of a woman
// and a man exchanged, and with the values of one patient under the name of
// another.
func planted(t *testing.T, woman, man, from, to string) []byte {
	t.Helper()
	f, err := os.Open("../../score/testdata/gse49454_extract.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	var head []string
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if head == nil {
			head = slices.Clone(cells)
			cells[slices.Index(head, woman)], cells[slices.Index(head, man)] = man, woman
		} else {
			cells[slices.Index(head, to)] = cells[slices.Index(head, from)]
		}
		out.WriteString(strings.Join(cells, "\t") + "\n")
	}
	return out.Bytes()
}

// TestQuality looks at the samples of the example, then at a real cohort with
// faults planted in it: they are flagged, one is left out with its reason, the
// scores are told, and it is taken back.
func TestQuality(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.click("#example")
	b.results("the results are shown")
	b.press("2\nCheck")
	b.press("Quality of the samples")
	b.wait("the samples are compared", `document.querySelectorAll("#figure-samples .c-point").length === 88 && !!document.querySelector("#figure-boxes svg.chart")`)
	eval[bool](b, `(document.getElementById("judged").scrollIntoView(), true)`) // what is far below is not laid out
	b.text("The sex cannot be told")
	b.text("Batches are not judged")

	const woman, man, from, to = "GSM1199548", "GSM1199542", "GSM1199547", "GSM1199546"
	samples := "../../score/testdata/gse49454_samples.tsv"
	expression := b.file("planted.tsv", planted(t, woman, man, from, to))
	flag := func(sample, figure string) string {
		return `[...document.querySelectorAll("table.flags tbody tr")].some(r => r.cells[0].textContent === "` + sample + `" && r.cells[1].textContent.includes("` + figure + `"))`
	}
	const copied = "highest correlation with a sample of another person"
	tasks := b.record(func() {
		b.drop(expression, samples)
		b.wait("the files are read", `location.pathname === "/check" && document.body.innerText.includes("planted.tsv")`)
		begin := time.Now()
		b.press("Quality of the samples")
		b.wait("the copy is flagged", flag(to, copied))
		t.Logf("the samples were compared in %v", time.Since(begin).Round(time.Millisecond))
		for name, figure := range map[string]string{woman: "recorded as female", man: "recorded as male", from: copied, "GSM1199418": "against the other healthy controls"} {
			b.wait(name+" is flagged", flag(name, figure))
		}
		b.text("C3VS1n1, 1 of 20 healthy controls")
		eval[bool](b, `([...document.querySelectorAll("table.flags tbody tr")].find(r => r.cells[0].textContent === "`+to+`" && r.cells[1].textContent.includes("`+copied+`")).querySelector("[data-leave]").click(), true)`)
		b.wait("the copy is left out", `document.querySelector("table.left-out")?.innerText.includes("`+to+`") && !`+flag(from, copied))
	})
	if tasks.cpu > heldUp {
		t.Errorf("the page was held up by a task of %v", tasks.cpu)
	}
	reason := eval[string](b, `document.querySelector("table.left-out tbody td").textContent`)
	if want := copied + ", " + from + ": 1, should be at most 0.9"; reason != want {
		t.Errorf("the reason is %q, want %q", reason, want)
	}
	b.press("Back to Check")
	b.text("1 left out")
	b.click("#score")
	b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("table.scores")`)
	b.text("excluded by hand: " + reason)
	b.press("2\nCheck")
	b.press("Quality of the samples")
	b.tap(`[data-back="` + to + `"]`)
	b.wait("the copy is back", `!document.querySelector("table.left-out") && `+flag(to, copied))
	b.press("Undo the last change")
	b.wait("taking it back is undone", `!!document.querySelector("table.left-out")`)
}
