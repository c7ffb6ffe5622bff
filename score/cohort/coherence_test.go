package cohort

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestCoherence compares with the mean of the correlations one by one, where
// values are missing, equal or do not vary.
func TestCoherence(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	for range 50 {
		rows := make([][]float64, 2+r.IntN(6))
		n := 2 + r.IntN(12)
		for i := range rows {
			for range n {
				v := float64(r.IntN(6))
				if i%3 == 1 && r.IntN(4) == 0 {
					v = math.NaN()
				}
				if i == 4 {
					v = 1
				}
				rows[i] = append(rows[i], v)
			}
		}
		var sum, pairs float64
		for i := range rows {
			for j := range i {
				if c := Spearman(rows[i], rows[j]).Value; !math.IsNaN(c) {
					sum, pairs = sum+c, pairs+1
				}
			}
		}
		got, want := Coherence(rows), sum/pairs
		if got != want && !(math.IsNaN(got) && math.IsNaN(want)) {
			t.Errorf("coherence %v, one by one %v", got, want)
		}
	}
	if !math.IsNaN(Coherence(nil)) || !math.IsNaN(Coherence([][]float64{{1, 2, 3}})) {
		t.Error("nothing goes together with nothing")
	}
}
