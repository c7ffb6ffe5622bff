package ref

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync/atomic"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
)

// bootstrap returns the values of the rule over resampled people, sorted, and
// how many they are. Resamples for which the rule has no value are left out; of
// a mixture, where two components meet is a value also where they would not be
// called two groups, and counted are those where they would.
func (r Rule) bootstrap(controls, patients []float64, ratio bool) (draws []float64, count int) {
	rng := rand.New(rand.NewPCG(seed1, seed2))
	n := resamples
	if r.Kind == Mixture {
		n = mixtureResamples
	}
	c, p := make([]float64, len(controls)), make([]float64, len(patients))
	for range n {
		for k := range c {
			c[k] = controls[rng.IntN(len(controls))]
		}
		if kinds[r.Kind.index()].patients {
			for k := range p {
				p[k] = patients[rng.IntN(len(patients))]
			}
		}
		var v float64
		two := true
		if r.Kind == Mixture {
			m := cohort.Mixed2(append(slices.Clone(c), p...))
			v, two = m.Boundary, m.Two()
		} else {
			v, _ = r.value(c, p, ratio)
		}
		if !math.IsNaN(v) {
			draws = append(draws, v)
		}
		if two {
			count++
		}
	}
	slices.Sort(draws)
	return draws, count
}

// handful is the number of controls below which a bootstrap of them is not
// enough: it has no tail that none of them is in. Of 5 controls its intervals of
// median + 2 MAD hold the truth in 70 % of cases.
const handful = 20

// gaussian returns what the cut-off of the people from whom the controls come
// may be, sorted, if their scores are normal: the deviation of an estimate of
// their mean in spreads of its own, and the ratio of the spreads, have the same
// distribution whatever they are, so that each resample of normal values tells
// which mean and SD the controls may come from (Weerahandi 1993,
// doi:10.1080/01621459.1993.10476355). Where 10 % of the controls are IFN-high by 3 SD, the
// interval of 10 controls holds the truth in 90 % (SD) and 92 % (MAD) of cases.
func gaussian(controls []float64, describe func([]float64) (centre, spread float64), cutoff func(mean, sd float64) float64) []float64 {
	rng := rand.New(rand.NewPCG(seed1, seed2))
	c, s := describe(controls)
	x := make([]float64, len(controls))
	draws := make([]float64, 0, resamples)
	for range resamples {
		for i := range x {
			x[i] = float64(float32(rng.NormFloat64())) // whose last digits depend on how a machine computes logarithms
		}
		if m, d := describe(x); d > 0 {
			draws = append(draws, cutoff(c-m/d*s, s/d))
		}
	}
	slices.Sort(draws)
	return draws
}

// plus is the cut-off mean + k SD of normal scores.
func plus(k float64) func(mean, sd float64) float64 {
	return func(mean, sd float64) float64 { return mean + k*sd }
}

// The cut-offs below are of ratios, whose logarithm to base 2 has this mean and
// SD. A few controls tell little of the tail of ratios: mean + 2 SD of ten whose
// log2 has an SD of 1.1, as in Rice 2013, is held by the interval for normal
// scores in 62 % of cases, and of forty by the studentised bootstrap in 88 %.

// ratioPlus is mean + k SD of the ratios.
func ratioPlus(k float64) func(mean, sd float64) float64 {
	return func(mean, sd float64) float64 {
		v := sd * sd * math.Ln2 * math.Ln2
		return math.Exp2(mean+v/2*math.Log2E) * (1 + k*math.Sqrt(math.Expm1(v)))
	}
}

// ratioPlusMAD is median + k MAD of the ratios: half of them lie within a share
// of the median around it.
func ratioPlusMAD(k float64) func(mean, sd float64) float64 {
	return func(mean, sd float64) float64 {
		lower, upper := 0.0, math.Exp2(sd) // one SD above the median
		for range 30 {                     // to nine digits
			share := (lower + upper) / 2
			within := distuv.UnitNormal.CDF(math.Log2(1+share) / sd)
			if share < 1 {
				within -= distuv.UnitNormal.CDF(math.Log2(1-share) / sd)
			}
			if within < 0.5 {
				lower = share
			} else {
				upper = share
			}
		}
		return math.Exp2(mean) * (1 + k*mad*lower)
	}
}

// corrected returns the 2.5th and 97.5th percentile of what the bootstrap drew,
// corrected for its bias: for the share of draws below the value, which is not
// a half where a rule tends to come out low in resamples (Efron & Tibshirani
// 1993, section 14.3, without acceleration). draws is sorted.
func corrected(draws []float64, value float64) (lower, upper float64) {
	below, _ := slices.BinarySearch(draws, value)
	same := below
	for same < len(draws) && draws[same] == value {
		same++
	}
	n := float64(len(draws))
	z := distuv.UnitNormal.Quantile((float64(below+same)/2 + 0.5) / (n + 1))
	at := func(x float64) float64 {
		return stat.Quantile(distuv.UnitNormal.CDF(2*z+x), stat.LinInterp, draws, nil)
	}
	return at(-normal975), at(normal975)
}

// people returns who of n people is drawn, resample by resample, n for each.
// The scores of one table have the same controls, so that who was drawn last is
// kept: drawing takes as long as what is made of it.
func people(n int) []int32 {
	if d := lastDrawn.Load(); d != nil && len(*d) == n*resamples {
		return *d
	}
	rng := rand.New(rand.NewPCG(seed1, seed2))
	d := make([]int32, n*resamples)
	for i := range d {
		d[i] = int32(rng.IntN(n))
	}
	lastDrawn.Store(&d)
	return d
}

var lastDrawn atomic.Pointer[[]int32]

// studentised returns what the mean + k SD may be, sorted: the value less each
// resample's deviation from it in standard errors of its own, times the
// standard error of the controls.
func studentised(controls []float64, k float64) []float64 {
	v, se := meanPlus(controls, k)
	draws := make([]float64, 0, resamples)
	x := make([]float64, len(controls))
	drawn := people(len(controls))
	for b := range resamples {
		for i, who := range drawn[b*len(x) : (b+1)*len(x)] {
			x[i] = controls[who]
		}
		if y, s := meanPlus(x, k); s > 0 {
			draws = append(draws, v-(y-v)/s*se)
		}
	}
	slices.Sort(draws)
	return draws
}

// meanPlus returns the mean plus k standard deviations of x, and the standard
// error of that from the influence of each value (Efron & Tibshirani 1993,
// chapter 22): a value d above the mean moves it by d + k (d^2 - s^2) / 2s.
func meanPlus(x []float64, k float64) (value, se float64) {
	mean, sd := stat.MeanStdDev(x, nil)
	if sd == 0 {
		return mean, 0
	}
	var sum float64
	for _, v := range x {
		d := v - mean
		i := d + k*(d*d-sd*sd)/(2*sd)
		sum += i * i
	}
	n := float64(len(x))
	return mean + k*sd, math.Sqrt(sum / (n * (n - 1)))
}

// centile returns what the quantile p of the people from whom the controls come
// may be, sorted. It lies between the kth and the next of the sorted controls
// with the probability that k of n lie below it, which is binomial whatever the
// distribution of scores (Conover 1999, section 3.2). Of 20 controls all lie
// below the 95th percentile in 36 % of cases: how far it is above them no
// control can say, and the resamples of a bootstrap, none of which exceeds the
// largest control, hold the truth in 63 % of cases only. There it is taken from
// the tail of a normal distribution, of ratios on log2: mean + k SD, studentised.
func centile(controls []float64, p float64, ratio bool) []float64 {
	sorted := slices.Clone(controls)
	slices.Sort(sorted)
	scale, back := sorted, func(x float64) float64 { return x }
	if ratio && sorted[0] > 0 {
		scale, back = log2(sorted), math.Exp2
	}
	tail := studentised(scale, distuv.UnitNormal.Quantile(p))
	n := len(sorted)
	below := distuv.Binomial{N: float64(n), P: p}
	draws := make([]float64, 0, resamples)
	k, before, upTo := 0, 0.0, below.Prob(0)
	for i := range resamples {
		u := (float64(i) + 0.5) / resamples
		for u > upTo && k < n {
			k++
			before, upTo = upTo, upTo+below.Prob(float64(k))
		}
		switch {
		case k == 0:
			draws = append(draws, min(sorted[0], back(tail[int(u*float64(len(tail)))])))
		case k == n:
			draws = append(draws, max(sorted[n-1], back(tail[int(u*float64(len(tail)))])))
		default:
			t := (u - before) / (upTo - before)
			draws = append(draws, sorted[k-1]+t*(sorted[k]-sorted[k-1]))
		}
	}
	return draws
}

// Within returns the standard deviation of repeated measurements of one person,
// of ratios that of their log2; NaN if nobody was measured twice.
func Within(people [][]float64, ratio bool) float64 {
	if ratio {
		logs := make([][]float64, len(people))
		for k, x := range people {
			logs[k] = log2(x)
		}
		people = logs
	}
	return cohort.Repeated(people).Within
}

// within returns the standard deviation of repeated measurements of a control,
// NaN if it is not known.
func within(s Scores) float64 {
	if s.Within > 0 {
		return s.Within
	}
	return Within(s.Repeats, s.Ratio)
}

// repeats puts the band of 95 % of the measurements of a person who is exactly
// at the cut-off around it.
func (c *Cutoff) repeats(s Scores) {
	half := normal975 * within(s)
	c.Repeated = true
	if s.Ratio {
		f := math.Exp2(half)
		c.Lower, c.Upper = c.Value/expr.Number(f), c.Value*expr.Number(f)
		return
	}
	c.Lower, c.Upper = c.Value-expr.Number(half), c.Value+expr.Number(half)
}

// normal975 is the 97.5th percentile of the standard normal distribution.
const normal975 = 1.959963984540054

// value returns the cut-off, or NaN and why it does not hold.
func (p Published) value() (float64, string) {
	switch {
	case p.Why != "":
		return math.NaN(), p.Why
	case p.Cutoff == 0:
		return math.NaN(), "no cut-off is published for this score"
	}
	return p.Cutoff, ""
}
