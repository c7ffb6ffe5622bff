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
}

// Two reports whether two components describe the values better than one: a
// lower BIC, means that are apart (Ashman's D above 2), and components that are
// groups: at least a tenth of at least 20 values each, and neither spread more
// than five times the other, since a few equal values or a tail make a
// component as well. Of 1,000 samples of one normal group, 4.8 % of those of 20
// values, 0.8 % of 40 and 0.1 % of 200 are called two.
func (m Mixture) Two() bool {
	const least, share, spread = 20, 0.1, 5
	return m.N >= least && m.BIC2 < m.BIC1 && m.Ashman > 2 && !math.IsNaN(m.Boundary) &&
		min(m.Low.Share, m.High.Share) >= share && max(m.Low.SD/m.High.SD, m.High.SD/m.Low.SD) < spread
}

// minMixture is the least number of values from which two normal components,
// five numbers, are fitted.
const minMixture = 10

// Mixed2 fits two normal components with spreads of their own by expectation
// maximisation (Dempster 1977; R: mclust, model V), from the split of the
// sorted values that leaves the least spread within its halves. Missing values
// are left out. All is NaN for fewer than ten values or where they do not vary.
func Mixed2(values []float64) Mixture {
	x := Present(values)
	slices.Sort(x)
	nan := math.NaN()
	m := Mixture{N: len(x), Low: Normal{nan, nan, nan}, High: Normal{nan, nan, nan}, LogLik: nan, BIC1: nan, BIC2: nan, Ashman: nan, Boundary: nan}
	if len(x) < minMixture || x[0] == x[len(x)-1] {
		return m
	}
	n := float64(len(x))
	mean := stat.Mean(x, nil)
	sd := math.Sqrt(stat.MomentAbout(2, x, mean, nil))
	one := 0.0
	for _, v := range x {
		one += logNormal(v, mean, sd)
	}
	m.BIC1 = -2*one + 2*math.Log(n)
	// A component on one value would have a likelihood without bound.
	floor := 1e-3 * sd
	k := split(x)
	c := [2]Normal{of(x[:k], n, floor), of(x[k:], n, floor)}
	last := math.Inf(-1)
	high := make([]float64, len(x))
	for range 5000 {
		m.LogLik = expect(high, x, c)
		if m.LogLik-last < 1e-13*math.Abs(m.LogLik) {
			break
		}
		last = m.LogLik
		c = maximise(x, high, floor)
	}
	if c[0].Mean > c[1].Mean {
		c[0], c[1] = c[1], c[0]
	}
	m.Low, m.High = c[0], c[1]
	m.BIC2 = -2*m.LogLik + 5*math.Log(n)
	m.Ashman = math.Sqrt2 * (c[1].Mean - c[0].Mean) / math.Sqrt(c[0].SD*c[0].SD+c[1].SD*c[1].SD)
	m.Boundary = boundary(c[0], c[1])
	return m
}

// expect writes the share of the second component in each value to high, and
// returns the logarithm of the likelihood.
func expect(high, x []float64, c [2]Normal) float64 {
	const together = 500 // factors of at most 2 whose product is a number still
	top := [2]float64{math.Log(c[0].Share / c[0].SD), math.Log(c[1].Share / c[1].SD)}
	var logs, factors float64 = 0, 1
	for i, v := range x {
		d0, d1 := (v-c[0].Mean)/c[0].SD, (v-c[1].Mean)/c[1].SD
		a, b := top[0]-0.5*d0*d0, top[1]-0.5*d1*d1
		e := math.Exp(-math.Abs(a - b))
		if a > b {
			high[i] = e / (1 + e)
		} else {
			high[i] = 1 / (1 + e)
		}
		logs += max(a, b)
		if factors *= 1 + e; i%together == 0 {
			logs += math.Log(factors)
			factors = 1
		}
	}
	return logs + math.Log(factors) - 0.5*math.Log(2*math.Pi)*float64(len(x))
}

// maximise returns the components given the share of the second in each value.
func maximise(x, high []float64, floor float64) [2]Normal {
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

// of describes the values of one half.
func of(x []float64, n, floor float64) Normal {
	mean := stat.Mean(x, nil)
	return Normal{float64(len(x)) / n, mean, max(floor, math.Sqrt(stat.MomentAbout(2, x, mean, nil)))}
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
		return math.Log(high.Share) + logNormal(x, high.Mean, high.SD) - math.Log(low.Share) - logNormal(x, low.Mean, low.SD)
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
	return -0.5*d*d - math.Log(sd) - 0.5*math.Log(2*math.Pi)
}
