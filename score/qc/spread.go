package qc

import (
	"slices"

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
	out := make([]Spread, d.Len())
	var x []float64
	for j, name := range d.Samples {
		x = log2.Column(x, j)
		known := cohort.Present(x)
		slices.Sort(known)
		q := func(p float64) float64 { return cohort.Quantile(known, p) }
		out[j] = Spread{name, d.Role[j], q(0.05), q(0.25), q(0.5), q(0.75), q(0.95)}
	}
	return out
}
