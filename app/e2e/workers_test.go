package e2e

import (
	"fmt"
	"math/rand/v2"
	"strings"

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
	var all []*tab
	for _, x := range b.find("worker") {
		ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(x.TargetID))
		b.t.Cleanup(cancel)
		all = append(all, &tab{t: b.t, ctx: ctx})
	}
	return all
}
