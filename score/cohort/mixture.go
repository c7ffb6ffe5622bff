package cohort

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Normal is one component of a mixture.
type Normal struct {
	Share, Mean, SD float64
}

// Mixture says whether values are those of one group or of two.
type Mixture struct {
	N        int
	Low      Normal // the component with the lower mean
	High     Normal
	LogLik   float64 // of two components
	BIC1     float64 // of one component; lower is better
	BIC2     float64 // of two
	Ashman   float64 // D, the distance of the means in units of the spread (Ashman 1994, doi:10.1086/117248); above 2 the two are apart
	Boundary float64 // between the means, where both components are equally likely; NaN if there is none
	Dip      Test    // that the values have a single mode, see [DipTest]
}

// Two reports whether two components describe the values better than one: a
// lower BIC, means that are apart (Ashman's D above 2), components that are
// groups (at least a tenth of at least 20 values each, and neither spread more
// than five times the other, since a few equal values or a tail make a
// component as well), and either a dip that a single mode does not have or means
// so far apart (D above 4) that no dip is needed. A skewed or a flat group is
// told better as two normal ones, and of 40 exponential values 31 % of samples
// would be called two, of 200 uniform ones 94; so it is 4 %. A dip alone would not
// see uneven groups: of 78 values, one to three 4 spreads apart, it sees in 2 %
// of samples, as here 55, one to seven 5 apart in none, as here 89.
func (m Mixture) Two() bool {
	const least, share, spread, wide = 20, 0.1, 5, 4
	return m.N >= least && m.BIC2 < m.BIC1 && m.Ashman > 2 && !math.IsNaN(m.Boundary) &&
		min(m.Low.Share, m.High.Share) >= share && max(m.Low.SD/m.High.SD, m.High.SD/m.Low.SD) < spread &&
		(m.Dip.P < 0.05 || m.Ashman > wide)
}

// minMixture is the least number of values from which two normal components,
// five numbers, are fitted.
const minMixture = 10

// Mixed2 fits two normal components with spreads of their own by expectation
// maximisation (Dempster 1977; R: mclust, model V), and keeps the likeliest of
// what it reaches from three splits of the sorted values: the one that leaves
// the least spread within its parts, and those that leave a quarter below and
// above. Missing values are left out. All is NaN for fewer than ten values or
// where they do not vary.
func Mixed2(values []float64) Mixture {
	x := Present(values)
	slices.Sort(x)
	nan := math.NaN()
	m := Mixture{N: len(x), Low: Normal{nan, nan, nan}, High: Normal{nan, nan, nan}, LogLik: nan, BIC1: nan, BIC2: nan, Ashman: nan, Boundary: nan, Dip: Test{N: len(x), Statistic: nan, P: nan}}
	if len(x) < minMixture || x[0] == x[len(x)-1] {
		return m
	}
	n := float64(len(x))
	m.Dip = DipTest(x)
	mean := stat.Mean(x, nil)
	sd := math.Sqrt(stat.MomentAbout(2, x, mean, nil))
	for i := range x {
		x[i] = (x[i] - mean) / sd
	}
	var c [2]Normal
	like := math.Inf(-1)
	for _, k := range []int{split(x), len(x) / 4, len(x) - len(x)/4} {
		if d, l := climb(x, [2]Normal{of(x[:k], len(x)), of(x[k:], len(x))}, 1e-3); l > like {
			c, like = d, l
		}
	}
	c, like = climb(x, c, 1e-13)
	if c[0].Mean > c[1].Mean {
		c[0], c[1] = c[1], c[0]
	}
	m.BIC1 = n*(ln(2*math.Pi)+1+2*ln(sd)) + 2*ln(n)
	m.LogLik = like - n*ln(sd)
	m.BIC2 = -2*m.LogLik + 5*ln(n)
	m.Ashman = math.Sqrt2 * (c[1].Mean - c[0].Mean) / math.Sqrt(c[0].SD*c[0].SD+c[1].SD*c[1].SD)
	m.Boundary = mean + sd*boundary(c[0], c[1])
	m.Low = Normal{c[0].Share, mean + sd*c[0].Mean, sd * c[0].SD}
	m.High = Normal{c[1].Share, mean + sd*c[1].Mean, sd * c[1].SD}
	return m
}

// floor is the least spread of a component, in that of all values: one on a
// single value would have a likelihood without bound.
const floor = 1e-3

// climb returns the components reached from c, and the logarithm of their
// likelihood, when a step moves no number by more than within. x has mean 0 and
// variance 1. Every two steps of expectation maximisation are followed by one
// along the line that they began (SQUAREM, Varadhan & Roland 2008,
// doi:10.1111/j.1467-9469.2007.00585.x), unless it leads down: where components
// overlap the steps alone are hundreds.
func climb(x []float64, c [2]Normal, within float64) ([2]Normal, float64) {
	high := make([]float64, len(x))
	like := expect(high, x, c)
	for range 1000 {
		c1 := maximise(x, high)
		like1 := expect(high, x, c1)
		c2 := maximise(x, high)
		if !(moved(c1, c2) > within) {
			return c2, expect(high, x, c2)
		}
		c = beyond(c, c1, c2)
		if like = expect(high, x, c); !(like >= like1) {
			c = c2
			like = expect(high, x, c)
		}
	}
	return c, like
}

// moved returns by how much a step moved a number at most.
func moved(c, d [2]Normal) float64 {
	var most float64
	a, b := flat(c), flat(d)
	for i := range a {
		most = max(most, math.Abs(b[i]-a[i]))
	}
	return most
}

// beyond returns the components to which two steps point, or where the second
// ended if there are none.
func beyond(c, c1, c2 [2]Normal) [2]Normal {
	a, b, d := flat(c), flat(c1), flat(c2)
	var step, turn float64
	for i := range a {
		r, v := b[i]-a[i], d[i]-2*b[i]+a[i]
		step, turn = step+r*r, turn+v*v
	}
	by := max(1, math.Sqrt(step/turn))
	var p [5]float64
	for i := range a {
		p[i] = a[i] + 2*by*(b[i]-a[i]) + by*by*(d[i]-2*b[i]+a[i])
	}
	if !(p[0] > 0 && p[0] < 1 && p[3] >= floor && p[4] >= floor) {
		return c2
	}
	return [2]Normal{{1 - p[0], p[1], p[3]}, {p[0], p[2], p[4]}}
}

// flat returns the five numbers of two components.
func flat(c [2]Normal) [5]float64 {
	return [5]float64{c[1].Share, c[0].Mean, c[1].Mean, c[0].SD, c[1].SD}
}

// expect writes the share of the second component in each value to high, and
// returns the logarithm of the likelihood.
func expect(high, x []float64, c [2]Normal) float64 {
	const together = 500 // factors of at most 2 whose product is a number still
	top := [2]float64{ln(c[0].Share / c[0].SD), ln(c[1].Share / c[1].SD)}
	var logs, factors float64 = 0, 1
	for i, v := range x {
		d0, d1 := (v-c[0].Mean)/c[0].SD, (v-c[1].Mean)/c[1].SD
		a, b := top[0]-0.5*d0*d0, top[1]-0.5*d1*d1
		e := exp(-math.Abs(a - b))
		if a > b {
			high[i] = e / (1 + e)
		} else {
			high[i] = 1 / (1 + e)
		}
		logs += max(a, b)
		if factors *= 1 + e; i%together == 0 {
			logs += ln(factors)
			factors = 1
		}
	}
	return logs + ln(factors) - 0.5*ln(2*math.Pi)*float64(len(x))
}

// maximise returns the components given the share of the second in each value.
func maximise(x, high []float64) [2]Normal {
	var weight, sum, squares [2]float64
	for i, v := range x {
		h := high[i]
		weight[0] += 1 - h
		weight[1] += h
		sum[0] += (1 - h) * v
		sum[1] += h * v
	}
	mean := [2]float64{sum[0] / weight[0], sum[1] / weight[1]}
	for i, v := range x {
		h := high[i]
		squares[0] += (1 - h) * (v - mean[0]) * (v - mean[0])
		squares[1] += h * (v - mean[1]) * (v - mean[1])
	}
	var c [2]Normal
	for k := range c {
		c[k] = Normal{weight[k] / float64(len(x)), mean[k], max(floor, math.Sqrt(squares[k]/weight[k]))}
	}
	return c
}

// of describes the values of one part of n.
func of(x []float64, n int) Normal {
	mean := stat.Mean(x, nil)
	return Normal{float64(len(x)) / float64(n), mean, max(floor, math.Sqrt(stat.MomentAbout(2, x, mean, nil)))}
}

// split returns where to cut sorted values so that the sum of squares within
// the two parts is least; each part has at least two values.
func split(x []float64) int {
	n := len(x)
	var sum, total float64
	for _, v := range x {
		total += v
	}
	best, at := math.Inf(-1), n/2
	for k := 1; k < n; k++ {
		sum += x[k-1]
		if k < 2 || n-k < 2 {
			continue
		}
		// the largest sum of squares between
		b := sum*sum/float64(k) + (total-sum)*(total-sum)/float64(n-k)
		if b > best {
			best, at = b, k
		}
	}
	return at
}

// boundary returns the value between the means at which the components are
// equally likely, by bisection; NaN if the upper one is likelier at both means
// or at neither.
func boundary(low, high Normal) float64 {
	f := func(x float64) float64 {
		return ln(high.Share) + logNormal(x, high.Mean, high.SD) - ln(low.Share) - logNormal(x, low.Mean, low.SD)
	}
	a, b := low.Mean, high.Mean
	if !(f(a) < 0 && f(b) > 0) {
		return math.NaN()
	}
	for range 200 {
		mid := (a + b) / 2
		if mid == a || mid == b {
			break
		}
		if f(mid) < 0 {
			a = mid
		} else {
			b = mid
		}
	}
	return (a + b) / 2
}

func logNormal(x, mean, sd float64) float64 {
	d := (x - mean) / sd
	return -0.5*d*d - ln(sd) - 0.5*ln(2*math.Pi)
}
