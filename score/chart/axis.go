package chart

import (
	"math"
	"strconv"
)

// axis maps values to pixels, on a linear or a base-2 logarithmic scale.
type axis struct {
	lo, hi   float64 // of the values, or of their logarithms
	from, to float64 // pixels
	log      bool
}

// newAxis returns an axis from pixel from to pixel to that holds the values
// with a little room. Missing values, and on a log scale values that are not
// positive, are left out.
func newAxis(values []float64, from, to float64, log bool) axis {
	a := axis{lo: math.Inf(1), hi: math.Inf(-1), from: from, to: to, log: log}
	for _, v := range values {
		if v = a.scale(v); !math.IsNaN(v) && !math.IsInf(v, 0) {
			a.lo, a.hi = min(a.lo, v), max(a.hi, v)
		}
	}
	if a.lo > a.hi {
		a.lo, a.hi = 0, 1
	}
	if a.hi-a.lo < 1e-9*max(1, math.Abs(a.hi)) {
		a.lo, a.hi = a.lo-0.5, a.hi+0.5
	}
	room := 0.04 * (a.hi - a.lo)
	a.lo, a.hi = a.lo-room, a.hi+room
	return a
}

func (a axis) scale(v float64) float64 {
	if !a.log {
		return v
	}
	if v <= 0 {
		return math.NaN()
	}
	return math.Log2(v)
}

// at returns the pixel of a value, kept on the axis. A value that the scale
// does not have lies at its lower end.
func (a axis) at(v float64) float64 {
	v = a.scale(v)
	if math.IsNaN(v) {
		return a.from
	}
	t := (min(max(v, a.lo), a.hi) - a.lo) / (a.hi - a.lo)
	return a.from + t*(a.to-a.from)
}

// tick is a value on an axis and how it is written.
type tick struct {
	value float64
	label string
}

// ticks returns round values on the axis, about n of them: powers of two on a
// logarithmic axis of more than two octaves.
func (a axis) ticks(n int) []tick {
	if !a.log {
		return linearTicks(a.lo, a.hi, n)
	}
	if a.hi-a.lo < 2 {
		return linearTicks(math.Exp2(a.lo), math.Exp2(a.hi), n)
	}
	var ts []tick
	step := max(1, math.Ceil((a.hi-a.lo)/float64(n)))
	for e := math.Ceil(a.lo/step) * step; e <= a.hi; e += step {
		v := math.Exp2(e)
		ts = append(ts, tick{v, strconv.FormatFloat(v, 'g', 4, 64)})
	}
	return ts
}

// linearTicks returns the multiples of a round step from lo to hi.
func linearTicks(lo, hi float64, n int) []tick {
	var ts []tick
	step := niceStep((hi - lo) / float64(n))
	decimals := 0
	for s := step; s < 1 && decimals < 6; s *= 10 {
		decimals++
	}
	// multiples by index, so that rounding does not add up
	for i := math.Ceil(lo / step); i*step <= hi; i++ {
		v := i * step
		if math.Abs(v) < step/2 {
			v = 0
		}
		ts = append(ts, tick{v, strconv.FormatFloat(v, 'f', decimals, 64)})
	}
	return ts
}

// niceStep returns the smallest of 1, 2, 5 times a power of ten that is at
// least x.
func niceStep(x float64) float64 {
	p := 1.0
	for p > x {
		p /= 10
	}
	for 10*p <= x {
		p *= 10
	}
	for _, m := range [...]float64{1, 2, 5} {
		if m*p >= x {
			return m * p
		}
	}
	return 10 * p
}
