package cohort

import (
	"math"
	"slices"
)

// AUC returns the probability that a value of high is above one of low, ties
// counting one half: the area under the ROC curve, and the Mann-Whitney U
// divided by the number of pairs (Hanley & McNeil 1982,
// doi:10.1148/radiology.143.1.7063747). Missing values are left out. It is NaN
// if either group is empty.
func AUC(high, low []float64) float64 {
	h, l := present(high), present(low)
	if len(h) == 0 || len(l) == 0 {
		return math.NaN()
	}
	slices.Sort(l)
	var u float64
	for _, v := range h {
		below, _ := slices.BinarySearch(l, v)
		above := below
		for above < len(l) && l[above] == v {
			above++
		}
		u += float64(below) + float64(above-below)/2
	}
	return u / float64(len(h)) / float64(len(l))
}

// Quantile returns the p-quantile of the values that are not missing, by
// linear interpolation of the order statistics (R's type 7). It is NaN if
// there are none.
func Quantile(values []float64, p float64) float64 {
	x := present(values)
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

// present returns the values that are not missing.
func present(x []float64) []float64 {
	out := make([]float64, 0, len(x))
	for _, v := range x {
		if !math.IsNaN(v) {
			out = append(out, v)
		}
	}
	return out
}
