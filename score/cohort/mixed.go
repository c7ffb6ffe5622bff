package cohort

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// MixedModel is a regression of repeated measurements in which every person has
// an intercept of their own.
type MixedModel struct {
	Regression
	People  int
	Between float64 // standard deviation of the persons' intercepts
	Within  float64 // and of the measurements of one person
}

// Mixed fits y by restricted maximum likelihood with a random intercept for
// every person (R: lme4::lmer(y ~ x + (1 | person))). Observations with a
// missing value are left out. P and intervals are Wald's, from the normal
// distribution: too narrow for fewer than about 20 people. The error is
// ErrCollinear. It panics if the lengths differ.
func Mixed(y []float64, person []string, x ...Variable) (*MixedModel, error) {
	if len(person) != len(y) {
		panic("cohort: variables differ in length")
	}
	at := map[string]int{}
	index := make([]float64, len(y))
	for i, p := range person {
		if _, ok := at[p]; !ok {
			at[p] = len(at)
		}
		index[i] = float64(at[p])
	}
	// the person travels as a last variable, so that it is left out with the
	// observation
	design, out := designOf(y, append(append([]Variable(nil), x...), Variable{Values: index}))
	n, k := design.Dims()
	k--
	if n <= k || out == nil {
		return nil, ErrCollinear
	}
	m := mixed{x: mat.DenseCopyOf(design.Slice(0, n, 0, k)), y: out, rows: map[int][]int{}}
	for i := range n {
		p := int(design.At(i, k))
		if m.rows[p] == nil {
			m.people = append(m.people, p)
		}
		m.rows[p] = append(m.rows[p], i)
	}
	if len(m.people) == n {
		return nil, ErrCollinear // nobody was measured twice: intercept and rest are one
	}
	ratio, err := m.ratio()
	if err != nil {
		return nil, err
	}
	f, err := m.fit(ratio)
	if err != nil {
		return nil, err
	}
	out2 := &MixedModel{People: len(m.people), Within: math.Sqrt(f.sigma2), Between: math.Sqrt(f.sigma2 * ratio)}
	out2.Regression = *regression(n, x, f.beta, func(j int) float64 { return math.Sqrt(f.sigma2 * f.cov.At(j, j)) }, z975, twoSided)
	return out2, nil
}

type mixed struct {
	x      *mat.Dense
	y      []float64
	people []int
	rows   map[int][]int
}

// fitted is the model for a given ratio of the variances.
type fitted struct {
	beta      *mat.Dense
	cov       *mat.SymDense // of beta, in units of sigma2
	sigma2    float64
	criterion float64 // -2 log restricted likelihood, but for a constant
}

// fit solves the generalised least squares problem in which the covariance of
// one person's measurements is sigma2 (I + ratio J).
func (m *mixed) fit(ratio float64) (*fitted, error) {
	n, k := m.x.Dims()
	gram := mat.NewSymDense(k, nil)
	xy := mat.NewDense(k, 1, nil)
	var yy, logdet float64
	sum := make([]float64, k)
	for _, p := range m.people {
		rows := m.rows[p]
		// the inverse of I + ratio J is I - w J
		w := ratio / (1 + float64(len(rows))*ratio)
		logdet += math.Log1p(float64(len(rows)) * ratio)
		clear(sum)
		var sumY float64
		for _, i := range rows {
			sumY += m.y[i]
			yy += m.y[i] * m.y[i]
			for a := range k {
				sum[a] += m.x.At(i, a)
				xy.Set(a, 0, xy.At(a, 0)+m.x.At(i, a)*m.y[i])
				for b := a; b < k; b++ {
					gram.SetSym(a, b, gram.At(a, b)+m.x.At(i, a)*m.x.At(i, b))
				}
			}
		}
		yy -= w * sumY * sumY
		for a := range k {
			xy.Set(a, 0, xy.At(a, 0)-w*sum[a]*sumY)
			for b := a; b < k; b++ {
				gram.SetSym(a, b, gram.At(a, b)-w*sum[a]*sum[b])
			}
		}
	}
	var c mat.Cholesky
	if !c.Factorize(gram) || c.Cond() > 1e14 {
		return nil, ErrCollinear
	}
	f := &fitted{beta: mat.NewDense(k, 1, nil), cov: mat.NewSymDense(k, nil)}
	if c.SolveTo(f.beta, xy) != nil || c.InverseTo(f.cov) != nil {
		return nil, ErrCollinear
	}
	rss := yy
	for a := range k {
		rss -= f.beta.At(a, 0) * xy.At(a, 0)
	}
	f.sigma2 = max(0, rss) / float64(n-k)
	f.criterion = logdet + c.LogDet() + float64(n-k)*math.Log(f.sigma2)
	return f, nil
}

// ratio returns the ratio of the variance between people to that within, by a
// golden-section search of its logarithm; 0 where no ratio is better.
func (m *mixed) ratio() (float64, error) {
	var failed error
	f := func(log float64) float64 {
		r, err := m.fit(math.Exp(log))
		if err != nil {
			failed = err
			return 0
		}
		return r.criterion
	}
	lo, hi := -20.0, 20.0
	const golden = 0.6180339887498949
	a, b := hi-golden*(hi-lo), lo+golden*(hi-lo)
	fa, fb := f(a), f(b)
	for hi-lo > 1e-11 && failed == nil {
		if fa < fb {
			hi, b, fb = b, a, fa
			a = hi - golden*(hi-lo)
			fa = f(a)
		} else {
			lo, a, fa = a, b, fb
			b = lo + golden*(hi-lo)
			fb = f(b)
		}
	}
	if failed != nil {
		return 0, failed
	}
	zero, err := m.fit(0)
	if err != nil {
		return 0, err
	}
	if zero.criterion <= f((lo+hi)/2) {
		return 0, nil
	}
	return math.Exp((lo + hi) / 2), nil
}
