package cohort

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestNth compares with sorting: values that repeat, that are sorted already,
// and that take Find long.
func TestNth(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for size := range 200 {
		for kind := range 4 {
			x := make([]float64, size+1)
			for i := range x {
				x[i] = []float64{rng.NormFloat64(), float64(rng.IntN(4)), float64(i), float64(min(i, size-i))}[kind]
			}
			sorted := slices.Sorted(slices.Values(x))
			n := rng.IntN(size + 1)
			Nth(x, n)
			if x[n] != sorted[n] || n > 0 && slices.Max(x[:n]) > x[n] || slices.Min(x[n:]) < x[n] {
				t.Fatalf("of %d values of kind %d, the %dth is %v, want %v", size+1, kind, n, x[n], sorted[n])
			}
			slices.Sort(x)
			if !slices.Equal(x, sorted) {
				t.Fatal("values were lost")
			}
		}
	}
}
