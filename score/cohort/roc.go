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

// AUCInterval returns the area under the ROC curve with an interval: by the
// variance of DeLong (DeLong, DeLong & Clarke-Pearson 1988, doi:10.2307/2531595;
// R: pROC::var) on the scale of log(AUC / (1 - AUC)), as R's ROCit::ciAUC(delong
// = TRUE, logit = TRUE). On the scale of the AUC itself (pROC::ci.auc) it holds
// an AUC of .92 of ten people against ten in 79 % of cases, here in 98, and of
// twenty in 89 % and 95. Where no variance is seen, since the groups do not
// overlap or all values are equal, it is the one of Newcombe 2006,
// doi:10.1002/sim.2324, method 5.
// BenchmarkCoverage has the figures. The interval is NaN if either group has
// fewer than two values.
func AUCInterval(high, low []float64) Estimate {
	h, l := Present(high), Present(low)
	e := missing()
	e.Value = AUC(h, l)
	if len(h) < 2 || len(l) < 2 {
		return e
	}
	nh, nl := float64(len(h)), float64(len(l))
	// variances of the shares of the other group below each value
	se := math.Sqrt(stat.Variance(below(h, l), nil)/(nl*nl*nh) + stat.Variance(below(l, h), nil)/(nh*nh*nl))
	if se == 0 {
		e.Lower, e.Upper = newcombe(e.Value, nh, nl)
		return e
	}
	half := z975 * se / (e.Value * (1 - e.Value))
	odds := e.Value / (1 - e.Value)
	e.Lower, e.Upper = 1/(1+exp(half)/odds), 1/(1+exp(-half)/odds)
	return e
}

// newcombe returns the areas from which an area seen between groups of nh and nl
// is 1.96 standard errors away, taking their variance at each of them.
func newcombe(seen, nh, nl float64) (lower, upper float64) {
	pairs := (nh+nl)/2 - 1
	beyond := func(a float64) bool {
		variance := a * (1 - a) * (1 + pairs*(1-a)/(2-a) + pairs*a/(1+a)) / (nh * nl)
		return (seen-a)*(seen-a) > z975*z975*variance
	}
	bound := func(outside float64) float64 {
		inside := seen
		for range 60 {
			if m := (inside + outside) / 2; beyond(m) {
				outside = m
			} else {
				inside = m
			}
		}
		return inside
	}
	lower, upper = seen, seen
	if seen > 0 {
		lower = bound(0)
	}
	if seen < 1 {
		upper = bound(1)
	}
	return lower, upper
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
