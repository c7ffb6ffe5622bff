package qc

import (
	"math"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/sample"
)

// Spread is the distribution of the values of a sample, as they are scored: the
// quantiles 0.05, 0.25, 0.5, 0.75 and 0.95 in log2 units, NaN where it has no
// value.
type Spread struct {
	Sample                    string
	Role                      sample.Role
	Low, Q1, Median, Q3, High float64
}

// Spreads returns the distribution of every sample of a log2 matrix (genes x
// samples).
func Spreads(log2 *expr.Matrix, d *sample.Design) []Spread {
	const together = 8 // numbers that a processor fetches at a time
	genes, samples := log2.Dims()
	out := make([]Spread, samples)
	var known [together][]float64
	for lo := 0; lo < samples; lo += together {
		n := min(together, samples-lo)
		for k := range n {
			known[k] = known[k][:0]
		}
		for i := range genes {
			for k, v := range log2.Row(i)[lo : lo+n] {
				if !math.IsNaN(v) {
					known[k] = append(known[k], v)
				}
			}
		}
		for k, x := range known[:n] {
			q := cohort.Quantiles(x, 0.05, 0.25, 0.5, 0.75, 0.95)
			out[lo+k] = Spread{d.Samples[lo+k], d.Role[lo+k], q[0], q[1], q[2], q[3], q[4]}
		}
	}
	return out
}
