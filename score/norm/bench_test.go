package norm

import (
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

// Benchmarks are of 20,000 genes x 100 samples.
func BenchmarkNormalisation(b *testing.B) {
	for _, u := range []expr.Unit{expr.Counts, expr.Ct, expr.Intensity} {
		m := table(b, u, 20000, 100)
		for _, n := range Choices(u) {
			b.Run(u.String()+"/"+n.ID, func(b *testing.B) {
				for b.Loop() {
					if _, err := apply(n, m); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkCollapse(b *testing.B) {
	m := table(b, expr.Log2, 20000, 100)
	mp := &gene.Mapping{Rows: make([]gene.Match, 20000)}
	for i := range mp.Rows {
		// two rows a gene
		mp.Rows[i] = gene.Match{ID: m.Genes()[i], Symbol: m.Genes()[i/2*2], How: gene.ByID}
	}
	for _, rule := range []Rule{HighestMean, Mean, Sum} {
		b.Run(string(rule), func(b *testing.B) {
			for b.Loop() {
				if _, _, err := Collapse(m, mp, rule, Choice{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
