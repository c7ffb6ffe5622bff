package cohort

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// AUC returns the probability that a value of high is above one of low, ties
// counting one half: the area under the ROC curve, and the Mann-Whitney U
// divided by the number of pairs (Hanley & McNeil 1982,
// doi:10.1148/radiology.143.1.7063747). Missing values are left out. It is NaN
// if either group is empty.
func AUC(high, low []float64) float64 {
	h, l := Present(high), Present(low)
	if len(h) == 0 || len(l) == 0 {
		return math.NaN()
	}
	var u float64
	for _, n := range below(h, l) {
		u += n
	}
	return u / float64(len(h)) / float64(len(l))
}

// below returns, for every value of x, the number of values of y below it, ties
// counting one half.
func below(x, y []float64) []float64 {
	s := slices.Clone(y)
	slices.Sort(s)
	out := make([]float64, len(x))
	for i, v := range x {
		lo, _ := slices.BinarySearch(s, v)
		hi := lo
		for hi < len(s) && s[hi] == v {
			hi++
		}
		out[i] = float64(lo) + float64(hi-lo)/2
	}
	return out
}

// AUCInterval returns the area under the ROC curve with its interval by DeLong
// (DeLong, DeLong & Clarke-Pearson 1988, doi:10.2307/2531595; R: pROC::ci.auc),
// kept between 0 and 1. The interval is NaN if either group has fewer than two
// values.
func AUCInterval(high, low []float64) Estimate {
	h, l := Present(high), Present(low)
	e := missing()
	e.Value = AUC(h, l)
	if len(h) < 2 || len(l) < 2 {
		return e
	}
	nh, nl := float64(len(h)), float64(len(l))
	// variances of the shares of the other group below each value
	half := z975 * math.Sqrt(stat.Variance(below(h, l), nil)/(nl*nl*nh)+stat.Variance(below(l, h), nil)/(nh*nh*nl))
	e.Lower, e.Upper = max(0, e.Value-half), min(1, e.Value+half)
	return e
}

// Operating is a point of a ROC curve: what a cut-off does if values above it
// are called high.
type Operating struct {
	Cutoff                   float64
	Sensitivity, Specificity float64
}

// ROC returns the points of the curve from the lowest cut-off to the highest:
// cut-offs lie half way between neighbouring values, and the outer ones at
// infinity (R: pROC::roc). It is nil if either group is empty.
func ROC(high, low []float64) []Operating {
	h, l := Present(high), Present(low)
	if len(h) == 0 || len(l) == 0 {
		return nil
	}
	slices.Sort(h)
	slices.Sort(l)
	all := make([]float64, 0, len(h)+len(l))
	for i, j := 0, 0; i < len(h) || j < len(l); {
		if j == len(l) || i < len(h) && h[i] < l[j] {
			all = append(all, h[i])
			i++
		} else {
			all = append(all, l[j])
			j++
		}
	}
	all = slices.Compact(all)
	out := make([]Operating, len(all)+1)
	nh, nl := 0, 0 // below the cut-off
	for i := range out {
		c := math.Inf(1)
		switch {
		case i == 0:
			c = math.Inf(-1)
		case i < len(all):
			c = (all[i-1] + all[i]) / 2
		}
		for nh < len(h) && h[nh] < c {
			nh++
		}
		for nl < len(l) && l[nl] < c {
			nl++
		}
		out[i] = Operating{c, float64(len(h)-nh) / float64(len(h)), float64(nl) / float64(len(l))}
	}
	return out
}

// Youden returns the point of the curve with the largest sum of sensitivity and
// specificity, the lowest cut-off of equals (Youden 1950). It returns false
// for a curve without points.
func Youden(curve []Operating) (Operating, bool) {
	if len(curve) == 0 {
		return Operating{}, false
	}
	best := curve[0]
	for _, o := range curve {
		// differences of rounding are no difference
		if o.Sensitivity+o.Specificity > best.Sensitivity+best.Specificity+1e-12 {
			best = o
		}
	}
	return best, true
}
