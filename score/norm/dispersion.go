package norm

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
)

// Settings of the gene-wise dispersions of DESeq2 1.38 (Love 2014,
// doi:10.1186/s13059-014-0550-8): the range of a dispersion, the least
// expected count, and the search for the maximum.
const (
	minDispersion = 1e-8
	maxDispersion = 10 // or the number of samples, where that is more
	minExpected   = 0.5
	searchSteps   = 100
	searchGain    = 1e-6 // of log likelihood, below which the search ends
	armijo        = 1e-4 // share of the promised gain that a step must bring
	gridPoints    = 20
)

// Dispersions returns, for every gene, the mean of its counts divided by the
// sizes and the dispersion a of the negative binomial with variance
// mu + a mu^2, by the Cox-Reid adjusted profile likelihood with one mean for
// all samples: DESeq2::estimateDispersionsGeneEst of a blind design. A gene
// without counts, or with a missing one, has dispersion NaN. It returns an
// error for fewer than two samples.
func Dispersions(m *expr.Matrix, s Sizes) (mean, dispersion []float64, err error) {
	genes, samples := m.Dims()
	if samples < 2 {
		return nil, nil, fmt.Errorf("norm: dispersions need at least two samples")
	}
	var inverse float64
	for _, f := range s.Of {
		inverse += 1 / f / float64(samples)
	}
	most := max(maxDispersion, float64(samples))
	mean, dispersion = make([]float64, genes), make([]float64, genes)
	l := likelihood{mu: make([]float64, samples)}
	for i := range genes {
		l.y = m.Row(i)
		var variance float64
		mean[i], variance = l.expect(s.Of)
		if !(mean[i] > 0) {
			dispersion[i] = math.NaN()
			continue
		}
		start := min(l.rough(s.Of, mean[i]), (variance-inverse*mean[i])/(mean[i]*mean[i]))
		start = min(max(start, minDispersion), most)
		dispersion[i] = min(max(l.maximum(start, most), minDispersion), most)
	}
	return mean, dispersion, nil
}

// likelihood is that of the dispersion of one gene.
type likelihood struct {
	y  []float64 // counts
	mu []float64 // expected ones
}

// expect sets the expected counts from the mean of the divided counts, and
// returns it and the variance.
func (l *likelihood) expect(size []float64) (mean, variance float64) {
	n := float64(len(l.y))
	for j, y := range l.y {
		mean += y / size[j]
	}
	mean /= n
	for j, y := range l.y {
		d := y/size[j] - mean
		variance += d * d / (n - 1)
		l.mu[j] = max(mean*size[j], minExpected)
	}
	return mean, variance
}

// rough returns a first estimate from squared deviations.
func (l *likelihood) rough(size []float64, mean float64) float64 {
	mu := max(mean, 1)
	var sum float64
	for j, y := range l.y {
		d := y/size[j] - mu
		sum += (d*d - mu) / (mu * mu)
	}
	return max(sum/float64(len(l.y)-1), 0)
}

// maximum returns the dispersion of highest likelihood, searched from start
// uphill in log dispersion with steps that are halved until they gain enough;
// where that does not end, on a grid. A maximum that gains less than a
// millionth is not believed.
func (l *likelihood) maximum(start, most float64) float64 {
	a := math.Log(start)
	first := l.at(a)
	value, slope := first, l.slope(a)
	step, accepted, n := 1.0, 0, 0
	for n < searchSteps {
		n++
		// lgamma is not precise beyond these
		if a+step*slope < -30 {
			step = (-30 - a) / slope
		}
		if a+step*slope > 10 {
			step = (10 - a) / slope
		}
		next := l.at(a + step*slope)
		if !(next >= value+step*armijo*slope*slope) {
			step /= 2
			continue
		}
		accepted++
		a += step * slope
		if a < math.Log(minDispersion/10) {
			break // the likelihood rises all the way to 0
		}
		gain := next - value
		value = next
		if gain < searchGain {
			break
		}
		slope = l.slope(a)
		step = min(step*1.1, 1)
		if accepted%5 == 0 {
			step /= 2
		}
	}
	best := min(exp(a), most)
	if value < first+math.Abs(first)/1e6 {
		best = start
	}
	if (n == 1 || n == searchSteps) && best > 10*minDispersion {
		return l.grid(most)
	}
	return best
}

// grid returns the dispersion of highest likelihood on a grid, and then on a
// finer one about it.
func (l *likelihood) grid(most float64) float64 {
	lo, hi := math.Log(minDispersion), math.Log(most)
	step := (hi - lo) / (gridPoints - 1)
	a := l.best(lo, step)
	return exp(l.best(a-step, 2*step/(gridPoints-1)))
}

func (l *likelihood) best(from, step float64) float64 {
	best, most := from, math.Inf(-1)
	for k := range gridPoints {
		a := from + float64(k)*step
		if v := l.at(a); v > most {
			best, most = a, v
		}
	}
	return best
}

// at returns the log likelihood at a log dispersion, without the terms that do
// not depend on it.
func (l *likelihood) at(a float64) float64 {
	alpha := exp(a)
	r := 1 / alpha
	lgr, _ := math.Lgamma(r)
	var sum, weight float64
	for j, y := range l.y {
		mu := l.mu[j]
		lg, _ := math.Lgamma(y + r)
		sum += lg - lgr - y*math.Log(mu+r) - r*math.Log(1+mu*alpha)
		weight += 1 / (1/mu + alpha)
	}
	return sum - 0.5*math.Log(weight)
}

// slope returns the derivative of at.
func (l *likelihood) slope(a float64) float64 {
	alpha := exp(a)
	r := 1 / alpha
	dgr := digamma(r)
	var sum, weight, dweight float64
	for j, y := range l.y {
		mu := l.mu[j]
		sum += dgr + math.Log(1+mu*alpha) - mu*alpha/(1+mu*alpha) - digamma(y+r) + y/(mu+r)
		w := 1 / (1/mu + alpha)
		weight += w
		dweight -= w * w
	}
	return (r*r*sum - 0.5*dweight/weight) * alpha
}

// exp is e^x with the same bits natively and in WebAssembly, which math.Exp
// does not have.
func exp(x float64) float64 { return math.Exp2(x * math.Log2E) }

// digamma returns the derivative of the logarithm of the gamma function at
// x > 0, by the recurrence up to 10 and the asymptotic series from there (DLMF
// 5.5.2 and 5.11.2). That of gonum (v0.17) is precise to 4e-11 only.
func digamma(x float64) float64 {
	var below float64
	for ; x < 10; x++ {
		below -= 1 / x
	}
	y := 1 / (x * x)
	series := y * (1./12 - y*(1./120-y*(1./252-y*(1./240-y*(1./132-y*(691./32760-y/12))))))
	return below + math.Log(x) - 0.5/x - series
}
