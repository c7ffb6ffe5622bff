package cohort

import (
	"math"
	"math/bits"
	"slices"
)

// Quantile returns the p-quantile of the values that are not missing, by
// linear interpolation of the order statistics (R's type 7). It is NaN if
// there are none.
func Quantile(values []float64, p float64) float64 { return Quantiles(values, p)[0] }

// Quantiles returns several quantiles of the same values, as Quantile does; each
// p is at least the one before.
func Quantiles(values []float64, p ...float64) []float64 {
	x := Present(values)
	out := make([]float64, len(p))
	done := 0 // of x, nothing behind is lower
	for k, p := range p {
		h := p * float64(len(x)-1)
		i := int(h)
		switch {
		case len(x) == 0:
			out[k] = math.NaN()
			continue
		case i+1 >= len(x):
			out[k] = slices.Max(x)
			continue
		}
		Nth(x[done:], i-done)
		done = i
		out[k] = x[i] + (h-float64(i))*(slices.Min(x[i+1:])-x[i])
	}
	return out
}

// Nth moves the values of x, none of them missing, so that x[n] is what it would
// be if they were sorted, nothing before it is higher and nothing behind it lower
// (Hoare, Find, 1961; sorted where that takes too long).
func Nth(x []float64, n int) {
	lo, hi := 0, len(x)-1
	for rounds := 2 * bits.Len(uint(len(x))); lo < hi; rounds-- {
		if rounds == 0 {
			slices.Sort(x[lo : hi+1])
			return
		}
		pivot := max(min(x[lo], x[hi]), min(max(x[lo], x[hi]), x[lo+(hi-lo)/2])) // the middle of three
		i, j := lo, hi
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		switch {
		case n <= j:
			hi = j
		case n >= i:
			lo = i
		default:
			return
		}
	}
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
