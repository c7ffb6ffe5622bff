package cohort

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// uniform returns the dips of samples of n uniform values, sorted.
func uniform(seed uint64, n, samples int) []float64 {
	r := rand.New(rand.NewPCG(1985, seed))
	x := make([]float64, n)
	out := make([]float64, samples)
	for i := range out {
		for k := range x {
			x[k] = r.Float64()
		}
		slices.Sort(x)
		out[i] = dip(x)
	}
	slices.Sort(out)
	return out
}

// BenchmarkDipTable prints the table of dip.go: run it once, -benchtime 1x.
func BenchmarkDipTable(b *testing.B) {
	for _, n := range dipSizes {
		b.Run(fmt.Sprint("n=", n), func(b *testing.B) {
			for b.Loop() {
				d := uniform(uint64(n), n, dipSamples)
				var cells []string
				for _, p := range dipTail {
					at := d[int(math.Round((1-p)*dipSamples))]
					cells = append(cells, fmt.Sprintf("%.4f", at*math.Sqrt(float64(n))))
				}
				fmt.Printf("\t{%s}, // %d\n", strings.Join(cells, ", "), n)
			}
		})
	}
}

// TestDipTable draws samples of their own seed, at sizes that are in the table
// and between: P is the share whose dip is as large, within what 4,000 samples
// tell.
func TestDipTable(t *testing.T) {
	const samples = 4000
	for _, n := range []int{5, 9, 25, 78, 150, 400} {
		d := uniform(2026, n, samples)
		for _, p := range []float64{0.9, 0.5, 0.2, 0.1, 0.05, 0.01} {
			at := d[int(math.Round((1-p)*samples))]
			if got := dipP(at, n); math.Abs(got-p) > 4*math.Sqrt(p*(1-p)/samples) && at > d[0] {
				t.Errorf("%d values: a dip of %.4f has P %.4f; %g of the samples have as much", n, at, got, p)
			}
		}
		if p := dipP(0.5/float64(n), n); p < 0.999 {
			t.Errorf("%d values: the least dip that there is has P %v", n, p)
		}
		if p := dipP(0.25, n); n > 20 && p != 0.001 {
			t.Errorf("%d values: the largest dip that there is has P %v", n, p)
		}
	}
}
