package cohort

import (
	"math"
	"slices"
)

// Spearman returns the rank correlation of pairs of values: Pearson's
// correlation of their ranks, tied values sharing the mean of their ranks
// (Spearman 1904, doi:10.2307/1412159; R's cor with method "spearman"). Pairs
// with a missing value are left out. It is NaN if fewer than two pairs remain
// or one side of them is constant, and panics if x and y differ in length.
func Spearman(x, y []float64) float64 {
	if len(x) != len(y) {
		panic("cohort: x and y differ in length")
	}
	var px, py []float64
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			px, py = append(px, x[i]), append(py, y[i])
		}
	}
	rx, ry := ranks(px), ranks(py)
	// the mean rank is (n+1)/2 whatever the ties, and every deviation from it
	// a multiple of a half: the sums are exact
	mean := float64(len(px)+1) / 2
	var xx, yy, xy float64
	for i := range rx {
		dx, dy := rx[i]-mean, ry[i]-mean
		xx += dx * dx
		yy += dy * dy
		xy += dx * dy
	}
	if xx == 0 || yy == 0 {
		return math.NaN()
	}
	return xy / math.Sqrt(xx*yy)
}

// ranks returns the rank of every value from 1, ties sharing the mean.
func ranks(x []float64) []float64 {
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
		return 0
	})
	r := make([]float64, len(x))
	for lo := 0; lo < len(order); {
		hi := lo + 1
		for hi < len(order) && x[order[hi]] == x[order[lo]] {
			hi++
		}
		for _, i := range order[lo:hi] {
			r[i] = float64(lo+1+hi) / 2
		}
		lo = hi
	}
	return r
}
