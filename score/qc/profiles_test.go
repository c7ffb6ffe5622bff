package qc

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

// Taken together, the components are the samples: what any two have in common is
// the sum over the components, whichever of samples and genes are more.
func TestComponentsWhole(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {20, 60}} {
		genes, samples := size[0], size[1]
		r := rand.New(rand.NewPCG(6, 7))
		var names, columns []string
		for i := range genes {
			names = append(names, fmt.Sprint("G", i))
		}
		for j := range samples {
			columns = append(columns, fmt.Sprint("S", j))
		}
		data := make([]float64, genes*samples)
		for i := range data {
			data[i] = r.NormFloat64() + float64(i%7)
		}
		m, err := expr.New(names, columns, expr.Log2, gene.Namespace{Kind: gene.Symbol}, data)
		if err != nil {
			t.Fatal(err)
		}
		p := NewProfiles(m)
		cs := p.Components(1000)
		var share float64
		for _, c := range cs {
			share += c.Share
		}
		if math.Abs(share-1) > 1e-9 || len(cs) > min(genes, samples) {
			t.Fatalf("%d components hold %v of the variance", len(cs), share)
		}
		for i := range samples {
			for j := range samples {
				var sum float64
				for _, c := range cs {
					sum += c.Scores[i] * c.Scores[j]
				}
				if want := floats.Dot(p.z[i], p.z[j]); math.Abs(sum-want) > 1e-6 {
					t.Fatalf("%d genes of %d samples: %d and %d have %v in common, want %v", genes, samples, i, j, sum, want)
				}
			}
		}
	}
}
