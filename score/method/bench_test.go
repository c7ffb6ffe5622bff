package method

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// BenchmarkMethod scores 20,000 genes x samples x 30 sets of 5 to 150 genes,
// fit and all samples: the time of a method alone, its ranks included.
func BenchmarkMethod(b *testing.B) {
	for _, samples := range []int{1, 100, 500, 2000} {
		var f *Frame
		for _, m := range All() {
			b.Run(fmt.Sprintf("%s/%d", name(m), samples), func(b *testing.B) {
				if samples < m.Needs().MinSamples {
					return
				}
				if f == nil {
					f = benchFrame(b, samples)
				}
				b.ReportAllocs()
				for b.Loop() {
					f.log, f.linear = nil, nil
					scores(b, m, f)
				}
			})
		}
	}
}

// BenchmarkDefault scores by all default methods in one pass.
func BenchmarkDefault(b *testing.B) {
	for _, samples := range []int{1, 100, 500, 2000} {
		b.Run(fmt.Sprint(samples), func(b *testing.B) {
			f := benchFrame(b, samples)
			dst := make([]Score, len(f.Sets))
			for b.Loop() {
				var all []Scorer
				for _, m := range Default() {
					s, err := m.Fit(f)
					if err != nil {
						b.Fatal(err)
					}
					all = append(all, s)
				}
				var c Column
				for j := range samples {
					c.Load(f.Matrix, j)
					for _, s := range all {
						s.Score(dst, &c)
					}
				}
			}
		})
	}
}

func BenchmarkOrder(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	x := make([]float64, 20000)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	var s sorter
	var order []int32
	for b.Loop() {
		order = s.order(order, x)
	}
}

func BenchmarkGaussianRow(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	x := make([]float64, 500)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	var d density
	dst := make([]float64, len(x))
	for b.Loop() {
		d.row(dst, x, Gaussian)
	}
}

// benchFrame returns 20,000 genes with 30 sets and 20 controls. Counts are
// small for most genes and up to some 30,000 for a few.
func benchFrame(b *testing.B, samples int) *Frame {
	const genes = 20000
	rng := rand.New(rand.NewPCG(3, 9))
	names := make([]string, genes)
	data, counts := make([]float64, genes*samples), make([]float64, genes*samples)
	reference := make([]float64, genes*20)
	for i := range genes {
		names[i] = fmt.Sprintf("G%05d", i)
		base := 15 * rng.Float64() * rng.Float64()
		for j := range samples {
			x := base + rng.NormFloat64()*0.7
			data[i*samples+j] = x
			counts[i*samples+j] = float64(int(antilog([]float64{x})[0]))
		}
		for j := range 20 {
			reference[i*20+j] = base + rng.NormFloat64()*0.7
		}
	}
	copy(names, SingscoreStable{}.genes())
	people := make([]string, samples)
	for j := range people {
		people[j] = fmt.Sprint("S", j)
	}
	of := func(names, people []string, u expr.Unit, data []float64) *expr.Matrix {
		m, err := expr.New(names, people, u, gene.Namespace{}, data)
		if err != nil {
			b.Fatal(err)
		}
		return m
	}
	controls := make([]string, 20)
	for j := range controls {
		controls[j] = fmt.Sprint("C", j)
	}
	var sigs []*sig.Signature
	for k := range 30 {
		s := &sig.Signature{ID: fmt.Sprint("set", k)}
		for range 5 * (k + 1) {
			s.Genes = append(s.Genes, sig.Gene{Symbol: names[rng.IntN(genes)], Weight: 1})
		}
		sigs = append(sigs, s)
	}
	m := of(names, people, expr.Log2, data)
	f := NewFrame(m, sigs, ref.Of(of(names, controls, expr.Log2, reference)))
	f.Counts = of(names, people, expr.Counts, counts)
	f.Housekeeping = []int{0, 1, 2}
	return f
}
