//go:build noasm

package e2e

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/method"
)

// TestWorkers scores a cohort by a method that is spread over workers, with one
// processor, with two and with four: the reports are those of a native run, byte
// for byte, also when helpers die in the middle of their work.
func TestWorkers(t *testing.T) {
	var want []byte
	var chosen []string // the usual methods and the one that is spread, in their order
	for _, m := range method.All() {
		if m.ID() == "gsva/1" || slices.ContainsFunc(method.Default(), func(d method.Method) bool { return d.ID() == m.ID() }) {
			chosen = append(chosen, m.ID())
		}
	}
	for _, processors := range []int{1, 2, 4} {
		t.Run(fmt.Sprint(processors), func(t *testing.T) {
			b := revisit(t)
			b.ready()
			eval[bool](b, fmt.Sprintf(`Object.defineProperty(navigator, "hardwareConcurrency", {value: %d}), true`, processors))
			file := b.file("cloud.tsv", cloud(5000, 300))
			if want == nil {
				want = natively(t, job.Score{Methods: chosen}, file)
			}
			b.files(file)
			b.wait("the table is read", `!!document.querySelector("#score")`)
			b.press("Methods")
			b.click("#use-gsva-1")
			b.text("as you chose.")
			b.press("2\nCheck")
			score := func(what string) {
				t.Helper()
				b.tap("#score:not([disabled])")
				b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#export-json")`)
				b.tap("#export-json")
				got := b.download("ifnscope-report.json")
				b.remove("ifnscope-report.json")
				if !bytes.Equal(got, want) {
					t.Errorf("%s: another report than natively", what)
				}
			}
			score("first run")
			ws := b.workers()
			if len(ws) != processors {
				t.Fatalf("%d workers with %d processors", len(ws), processors)
			}
			if processors == 4 {
				for _, w := range ws {
					eval[bool](w, `(globalThis.port && (port.onmessage = () => close()), true)`)
				}
				b.press("2\nCheck")
				score("helpers died")
			}
		})
	}
}
