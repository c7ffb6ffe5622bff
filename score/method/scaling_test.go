package method

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"ifnscope/score/chart"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/sig"
)

var scaling = flag.String("scaling", "", "measure the cost against samples and genes, and draw it to this SVG file")

// TestScaling measures what a method costs against the number of samples, of
// 2,000 genes, and against the number of genes, of 200 samples: seconds, and the
// exponent by which they grow over the whole range.
func TestScaling(t *testing.T) {
	if *scaling == "" {
		return // make bench-scaling asks for it
	}
	methods := []Method{GSVA{}, SSGSEA{}, Singscore{}, ZScore{}, PLAGE{}}
	figure := chart.Scatter{Frame: chart.Frame{ID: "scaling", Title: "Cost against the number of samples", Desc: "Milliseconds of a fit and all scores, 2,000 genes x 30 sets, one processor.", Width: 720, Height: 420},
		XLabel: "samples", YLabel: "milliseconds", XLog: true, YLog: true}
	colours := []string{"#b8431f", "#1f6fa8", "#3d7a3d", "#5b6873", "#a06800"}
	for i, m := range methods {
		figure.Marks = append(figure.Marks, chart.Mark{Class: name(m), Shape: chart.Shape(i), Color: colours[i], Label: m.Info().Name})
	}
	var bySamples, byGenes [][]string
	for i, m := range methods {
		run := func(genes, samples int) float64 {
			f := noise(t, genes, samples)
			begin := time.Now()
			scores(t, m, f)
			return time.Since(begin).Seconds()
		}
		row := []string{name(m)}
		var first, last float64
		for _, n := range []int{50, 100, 200, 500, 1000, 2000, 5000} {
			s := run(2000, n)
			if n == 50 {
				first = s
			}
			last = s
			row = append(row, fmt.Sprintf("%.3g", s))
			figure.Spots = append(figure.Spots, chart.Spot{Sample: name(m), X: float64(n), Y: 1000 * s, Mark: i, Label: fmt.Sprintf("%s, %d samples: %.3g s", name(m), n, s)})
		}
		bySamples = append(bySamples, append(row, fmt.Sprintf("%.2f", math.Log(last/first)/math.Log(100))))
		row = []string{name(m)}
		for _, n := range []int{1000, 2000, 5000, 10000, 20000, 40000} {
			s := run(n, 200)
			if n == 1000 {
				first = s
			}
			last = s
			row = append(row, fmt.Sprintf("%.3g", s))
		}
		byGenes = append(byGenes, append(row, fmt.Sprintf("%.2f", math.Log(last/first)/math.Log(40))))
	}
	for _, table := range [][][]string{bySamples, byGenes} {
		for _, row := range table {
			t.Log(row)
		}
	}
	if err := os.WriteFile(*scaling, []byte(figure.Draw().SVG), 0o644); err != nil {
		t.Fatal(err)
	}
}

// noise is a frame of random values with 30 sets of genes.
func noise(t *testing.T, genes, samples int) *Frame {
	t.Helper()
	rng := rand.New(rand.NewPCG(uint64(genes), uint64(samples)))
	names, people := make([]string, genes), make([]string, samples)
	for i := range names {
		names[i] = fmt.Sprint("G", i)
	}
	for j := range people {
		people[j] = fmt.Sprint("S", j)
	}
	data := make([]float64, genes*samples)
	for i := range data {
		data[i] = 8 + rng.NormFloat64()
	}
	m, err := expr.New(names, people, expr.Log2, gene.Namespace{}, data)
	if err != nil {
		t.Fatal(err)
	}
	var sigs []*sig.Signature
	for k := range 30 {
		s := &sig.Signature{ID: fmt.Sprint("set", k)}
		for _, i := range rng.Perm(genes)[:5*(k+1)] {
			s.Genes = append(s.Genes, sig.Gene{Symbol: names[i], Weight: 1})
		}
		sigs = append(sigs, s)
	}
	return NewFrame(m, sigs, nil)
}
