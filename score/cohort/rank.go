package cohort

import (
	"math"
	"slices"
)

// ranks returns the rank of every value, 1 for the lowest, equal values sharing
// the mean of their ranks, and the sum over groups of equal values of t^3 - t,
// which corrects variances for ties. No value may be missing.
func ranks(x []float64) (r []float64, ties float64) {
	order := sortIndex(x)
	r = make([]float64, len(x))
	for lo := 0; lo < len(order); {
		hi := lo + 1
		for hi < len(order) && x[order[hi]] == x[order[lo]] {
			hi++
		}
		for _, i := range order[lo:hi] {
			r[i] = float64(lo+1+hi) / 2
		}
		t := float64(hi - lo)
		ties += t*t*t - t
		lo = hi
	}
	return r, ties
}

// pairs returns the values of x and y where neither is missing. It panics if
// the lengths differ.
func pairs(x, y []float64) (a, b []float64) {
	if len(x) != len(y) {
		panic("cohort: paired values differ in length")
	}
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			a, b = append(a, x[i]), append(b, y[i])
		}
	}
	return a, b
}

// sortIndex returns the indices that put x in ascending order, equal values in
// their own.
func sortIndex(x []float64) []int {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return a - b
	})
	return order
}
