package cohort

import (
	"math"
	"slices"
)

// Quantile returns the p-quantile of the values that are not missing, by
// linear interpolation of the order statistics (R's type 7). It is NaN if
// there are none.
func Quantile(values []float64, p float64) float64 {
	x := Present(values)
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	h := p * float64(len(x)-1)
	i := int(h)
	if i+1 >= len(x) {
		return x[len(x)-1]
	}
	return x[i] + (h-float64(i))*(x[i+1]-x[i])
}

// Present returns the values that are not missing.
func Present(x []float64) []float64 {
	out := make([]float64, 0, len(x))
	for _, v := range x {
		if !math.IsNaN(v) {
			out = append(out, v)
		}
	}
	return out
}
