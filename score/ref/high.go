package ref

import (
	"math"
	"slices"

	"ifnscope/score/cohort"
)

// HighLimit is the number of MAD above the median of the healthy controls from
// which one of them counts as IFN-high: three, the strictest of the usual
// choices (Leys 2013, doi:10.1016/j.jesp.2013.03.013), since a control is set
// apart without a reason of its own.
const HighLimit = 3

// HighControls returns the score above which a healthy control counts as
// IFN-high, and which controls do: median + 3 x 1.4826 MAD of the controls, of
// ratios on their log2. The median and the MAD hardly move by the very controls
// that are looked for, as a mean and SD would. There are none, and limit is NaN,
// for fewer than MinControls, or where more than half have one score.
func HighControls(scores []float64, ratio bool) (limit float64, high []int) {
	x := cohort.Present(scores)
	if len(x) < MinControls {
		return math.NaN(), nil
	}
	back := func(v float64) float64 { return v }
	if ratio && slices.Min(x) > 0 {
		x, back = log2(x), math.Exp2
	}
	centre, spread := Robust(x)
	if spread == 0 {
		return math.NaN(), nil
	}
	limit = back(centre + HighLimit*spread)
	for i, v := range scores {
		if v > limit {
			high = append(high, i)
		}
	}
	return limit, high
}

// Robust returns the median of x, and 1.4826 times the median absolute deviation
// from it, which is the standard deviation of normal data. Values must not be
// missing; it panics if there are none.
func Robust(x []float64) (centre, spread float64) {
	centre = Median(x)
	dev := make([]float64, len(x))
	for i, v := range x {
		dev[i] = math.Abs(v - centre)
	}
	return centre, mad * Median(dev)
}
