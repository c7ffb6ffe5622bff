package norm

import (
	"math"
	"slices"
)

// averageRanks returns the rank of every value, 1 for the lowest, given their
// order; equal values share the mean of their ranks, and a missing value has
// NaN.
func averageRanks(x []float64, o []int32) []float64 {
	r := make([]float64, len(x))
	for i := range r {
		r[i] = math.NaN()
	}
	for lo := 0; lo < len(o); {
		hi := lo + 1
		for hi < len(o) && x[o[hi]] == x[o[lo]] {
			hi++
		}
		for _, i := range o[lo:hi] {
			r[i] = float64(lo+1+hi) / 2
		}
		lo = hi
	}
	return r
}

// order returns the indices of the values that are not missing, the lowest
// first, equal values in their order.
func order(x []float64) []int32 {
	type indexed struct {
		v float64
		i int32
	}
	s := make([]indexed, 0, len(x))
	for i, v := range x {
		if !math.IsNaN(v) {
			s = append(s, indexed{v, int32(i)})
		}
	}
	slices.SortFunc(s, func(a, b indexed) int {
		switch {
		case a.v < b.v:
			return -1
		case a.v > b.v:
			return 1
		}
		return int(a.i - b.i)
	})
	o := make([]int32, len(s))
	for k, x := range s {
		o[k] = x.i
	}
	return o
}

// present returns the values that are not missing, in a new slice.
func present(x []float64) []float64 {
	s := make([]float64, 0, len(x))
	for _, v := range x {
		if !math.IsNaN(v) {
			s = append(s, v)
		}
	}
	return s
}

// median returns the median of values, none of them missing, which it sorts.
func median(x []float64) float64 {
	slices.Sort(x)
	n := len(x)
	if n%2 == 1 {
		return x[n/2]
	}
	return (x[n/2-1] + x[n/2]) / 2
}
