package cohort

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Repeats is a one-way analysis of repeated measurements of several people.
type Repeats struct {
	People, N int
	// ICC is the share of the variance of one measurement that lies between
	// people: ICC(1,1) of Shrout & Fleiss 1979, doi:10.1037/0033-2909.86.2.420,
	// with its interval (R: psych::ICC, ICC1). For people with unequal numbers
	// of measurements the mean number is corrected as in Donner 1986,
	// doi:10.2307/1403259, and the interval is approximate.
	ICC Estimate
	// Within is the standard deviation of the measurements of one person.
	Within float64
	// Change is the difference of two measurements of one person that chance
	// exceeds once in twenty: 1.96 sqrt(2) Within, the reference change value
	// (Harris & Yasaka 1983, doi:10.1093/clinchem/29.1.25).
	Change float64
}

// Repeated analyses the measurements of people; missing ones are left out, and
// people without any. ICC is NaN for fewer than two people or where nobody was
// measured twice.
func Repeated(people [][]float64) Repeats {
	r := Repeats{ICC: missing(), Within: math.NaN(), Change: math.NaN()}
	var sumSq, total, within float64
	var means, sizes []float64
	for _, x := range people {
		if x = Present(x); len(x) == 0 {
			continue
		}
		m := stat.Mean(x, nil)
		for _, v := range x {
			within += (v - m) * (v - m)
			total += v
		}
		means, sizes = append(means, m), append(sizes, float64(len(x)))
		sumSq += float64(len(x) * len(x))
		r.N += len(x)
	}
	r.People = len(means)
	dfB, dfW := float64(r.People-1), float64(r.N-r.People)
	if dfW <= 0 {
		return r
	}
	msw := within / dfW
	r.Within = math.Sqrt(msw)
	r.Change = Change(r.Within)
	if dfB <= 0 {
		return r
	}
	grand := total / float64(r.N)
	var between float64
	for i, m := range means {
		between += sizes[i] * (m - grand) * (m - grand)
	}
	msb := between / dfB
	k := (float64(r.N) - sumSq/float64(r.N)) / dfB
	if msb+msw == 0 {
		return r
	}
	r.ICC.Value = (msb - msw) / (msb + (k-1)*msw)
	if msw == 0 {
		r.ICC = Estimate{1, 1, 1}
		return r
	}
	f := msb / msw
	lower := f / distuv.F{D1: dfB, D2: dfW}.Quantile(0.975)
	upper := f * distuv.F{D1: dfW, D2: dfB}.Quantile(0.975)
	r.ICC.Lower, r.ICC.Upper = (lower-1)/(lower+k-1), (upper-1)/(upper+k-1)
	return r
}

// Change returns the reference change value of measurements that vary with this
// standard deviation within a person, see [Repeats].
func Change(within float64) float64 { return z975 * math.Sqrt2 * within }

// Agreement is the agreement of two measurements of the same things by Bland &
// Altman 1986, doi:10.1016/S0140-6736(86)90837-8.
type Agreement struct {
	N    int
	Bias Estimate // mean of y - x
	// Low and High are the limits between which 95 % of the differences lie:
	// bias -+ 1.96 standard deviations.
	Low, High float64
}

// BlandAltman compares paired measurements. It is NaN for fewer than two pairs.
func BlandAltman(x, y []float64) Agreement {
	a, b := pairs(x, y)
	g := Agreement{N: len(a), Bias: missing(), Low: math.NaN(), High: math.NaN()}
	if len(a) < 2 {
		return g
	}
	d := make([]float64, len(a))
	for i := range a {
		d[i] = b[i] - a[i]
	}
	mean, sd := stat.MeanStdDev(d, nil)
	n := float64(len(d))
	half := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(0.975) * sd / math.Sqrt(n)
	g.Bias = Estimate{mean, mean - half, mean + half}
	g.Low, g.High = mean-z975*sd, mean+z975*sd
	return g
}

// SignedRank compares paired measurements (R: wilcox.test(paired = TRUE)). The
// statistic is V, the sum of the ranks of the positive differences of y - x;
// pairs without a difference are left out. P is exact for fewer than 50 pairs
// without equal differences, otherwise that of the normal approximation with
// the corrections for ties and continuity.
func SignedRank(x, y []float64) Test {
	a, b := pairs(x, y)
	var size []float64
	var positive []bool
	zeroes := false
	for i := range a {
		if d := b[i] - a[i]; d != 0 {
			size, positive = append(size, math.Abs(d)), append(positive, d > 0)
		} else {
			zeroes = true
		}
	}
	n := len(size)
	t := Test{N: n, Statistic: math.NaN(), P: math.NaN()}
	if n == 0 {
		return t
	}
	r, ties := ranks(size)
	var v float64
	for i, p := range positive {
		if p {
			v += r[i]
		}
	}
	t.Statistic = v
	if ties == 0 && n < 50 && !zeroes {
		t.Exact = true
		t.P = exactV(v, n)
		return t
	}
	m := float64(n)
	d := v - m*(m+1)/4
	sd := math.Sqrt(m*(m+1)*(2*m+1)/24 - ties/48)
	t.P = min(1, twoSided((d-0.5*sign(d))/sd))
	return t
}

// exactV returns the two-sided p of the signed-rank statistic of n pairs.
func exactV(v float64, n int) float64 {
	top := n * (n + 1) / 2
	ways := make([]float64, top+1)
	ways[0] = 1
	for i := 1; i <= n; i++ {
		for k := top; k >= i; k-- {
			ways[k] += ways[k-i]
		}
	}
	tail := min(int(v), top-int(v))
	var low float64
	for _, w := range ways[:tail+1] {
		low += w
	}
	return min(1, 2*low/math.Exp2(float64(n)))
}
