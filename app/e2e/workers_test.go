package e2e

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"ifnscope/score/gene/human"
)

// cloud returns a table of random values on a log2 scale, by human gene.
func cloud(genes, samples int) []byte {
	rng := rand.New(rand.NewPCG(uint64(genes), uint64(samples)))
	var b strings.Builder
	b.WriteString("gene\t" + strings.Join(numbered("S%04d", samples), "\t") + "\n")
	for _, g := range human.Table().Symbols()[:genes] {
		b.WriteString(g)
		base := 2 + 10*rng.Float64()
		for range samples {
			fmt.Fprintf(&b, "\t%.6f", base+rng.NormFloat64())
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

// workers returns the sessions of the workers of the page, in the order in
// which they were started.
func (b *tab) workers() []*tab {
	b.t.Helper()
	targets, err := chromedp.Targets(b.ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	var all []*tab
	for _, x := range targets {
		if x.Type == "worker" {
			ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(target.ID(x.TargetID)))
			b.t.Cleanup(cancel)
			all = append(all, &tab{t: b.t, ctx: ctx})
		}
	}
	return all
}

// TestWorkers scores a cohort by a method that is spread over workers, with one
// processor, with two and with four: the reports are the same, byte for byte,
// also when helpers die in the middle of their work.
func TestWorkers(t *testing.T) {
	var want []byte
	for _, processors := range []int{1, 2, 4} {
		t.Run(fmt.Sprint(processors), func(t *testing.T) {
			b := visit(t, serve(t), "/")
			b.ready()
			eval[bool](b, fmt.Sprintf(`Object.defineProperty(navigator, "hardwareConcurrency", {value: %d}), true`, processors))
			b.files(b.file("cloud.tsv", cloud(5000, 300)))
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
				if want == nil {
					want = got
				} else if !bytes.Equal(got, want) {
					t.Errorf("%s: another report than with one processor", what)
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
