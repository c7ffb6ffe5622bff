package cohort

import "math"

// TwoByTwo counts people by two attributes.
type TwoByTwo struct {
	BothYes, FirstOnly, SecondOnly, Neither int
}

// N returns the number of people.
func (t TwoByTwo) N() int { return t.BothYes + t.FirstOnly + t.SecondOnly + t.Neither }

// Fisher is the outcome of Fisher's exact test.
type Fisher struct {
	N    int
	Odds Estimate // ratio: conditional maximum likelihood, exact interval
	P    float64  // two-sided
}

// Fisher tests that the attributes are independent (R: fisher.test): P adds up
// the tables with the same margins that are not likelier than this one. The
// odds ratio is the conditional maximum-likelihood estimate and its interval
// exact, from the noncentral hypergeometric distribution; either end may be 0
// or infinite. It panics on a negative count; the odds ratio is NaN where a
// margin is empty.
func (t TwoByTwo) Fisher() Fisher {
	for _, n := range []int{t.BothYes, t.FirstOnly, t.SecondOnly, t.Neither} {
		if n < 0 {
			panic("cohort: negative count")
		}
	}
	m, n, k := t.BothYes+t.FirstOnly, t.SecondOnly+t.Neither, t.BothYes+t.SecondOnly
	x := t.BothYes
	h := hypergeometric{lo: max(0, k-n), hi: min(k, m)}
	for i := h.lo; i <= h.hi; i++ {
		h.logp = append(h.logp, logChoose(m, i)+logChoose(n, k-i))
	}
	f := Fisher{N: t.N(), P: 1, Odds: missing()}
	if h.lo == h.hi {
		return f
	}
	d := h.density(1)
	at := d[x-h.lo]
	f.P = 0
	for _, p := range d {
		if p <= at*(1+1e-7) { // as R allows for rounding
			f.P += p
		}
	}
	f.P = min(1, f.P)
	switch x {
	case h.lo:
		f.Odds.Value = 0
	case h.hi:
		f.Odds.Value = math.Inf(1)
	default:
		f.Odds.Value = root(func(odds float64) float64 { return h.mean(odds) - float64(x) })
	}
	const tail = 0.025
	f.Odds.Lower, f.Odds.Upper = 0, math.Inf(1)
	if x > h.lo {
		f.Odds.Lower = root(func(odds float64) float64 { return h.upper(x, odds) - tail })
	}
	if x < h.hi {
		f.Odds.Upper = root(func(odds float64) float64 { return tail - h.lower(x, odds) })
	}
	return f
}

// hypergeometric is the distribution of the first cell of a table with fixed
// margins.
type hypergeometric struct {
	lo, hi int
	logp   []float64 // unnormalised, for an odds ratio of 1
}

func (h hypergeometric) density(odds float64) []float64 {
	d := make([]float64, len(h.logp))
	most := math.Inf(-1)
	for i, l := range h.logp {
		d[i] = l + float64(h.lo+i)*ln(odds)
		most = max(most, d[i])
	}
	var sum float64
	for i := range d {
		d[i] = exp(d[i] - most)
		sum += d[i]
	}
	for i := range d {
		d[i] /= sum
	}
	return d
}

func (h hypergeometric) mean(odds float64) float64 {
	var m float64
	for i, p := range h.density(odds) {
		m += float64(h.lo+i) * p
	}
	return m
}

// upper returns the probability of x or more, lower that of x or fewer.
func (h hypergeometric) upper(x int, odds float64) float64 {
	var s float64
	for i, p := range h.density(odds) {
		if h.lo+i >= x {
			s += p
		}
	}
	return s
}

func (h hypergeometric) lower(x int, odds float64) float64 {
	var s float64
	for i, p := range h.density(odds) {
		if h.lo+i <= x {
			s += p
		}
	}
	return s
}

// root returns the positive odds at which f, which grows with the odds, is 0,
// by bisection of their logarithm to the last bit.
func root(f func(odds float64) float64) float64 {
	lo, hi := -700.0, 700.0 // e^700 is the largest power that does not overflow
	for range 200 {
		mid := (lo + hi) / 2
		if mid == lo || mid == hi {
			break
		}
		if f(exp(mid)) < 0 {
			lo = mid
		} else {
			hi = mid
		}
	}
	return exp((lo + hi) / 2)
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}
