package cohort

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Coefficient is one term of a regression.
type Coefficient struct {
	Name string
	Estimate
	SE, P float64 // P is two-sided
}

// Regression is a fitted model. The first coefficient is the intercept.
type Regression struct {
	N            int // observations used
	Coefficients []Coefficient
}

// ErrCollinear says that the variables depend on one another, or that there are
// not more observations than coefficients.
var ErrCollinear = errors.New("cohort: the variables depend on one another, or there are too few observations")

// ErrSeparated says that a variable, or several together, tell the two outcomes
// apart without error, but for equal values perhaps, so that a coefficient has
// no finite estimate.
var ErrSeparated = errors.New("cohort: the outcomes are told apart without error, so that the odds ratio is infinite")

// Variable is a named column of a regression.
type Variable struct {
	Name   string
	Values []float64
}

// Linear fits y by least squares (R: lm). Observations with a missing value are
// left out; intervals and P are Student's t. The error is ErrCollinear. It
// panics if the lengths differ.
func Linear(y []float64, x ...Variable) (*Regression, error) {
	out, columns, _ := observed(y, x)
	d, err := newDesign(columns, len(out))
	if err != nil {
		return nil, err
	}
	n, k := d.x.Dims()
	z := d.outcome(out)
	var qr mat.QR
	qr.Factorize(d.x)
	var beta, fit mat.Dense
	if err := qr.SolveTo(&beta, false, mat.NewDense(n, 1, z)); err != nil {
		return nil, ErrCollinear
	}
	fit.Mul(d.x, &beta)
	var rss float64
	for i, v := range z {
		e := v - fit.At(i, 0)
		rss += e * e
	}
	cov, err := inverseGram(d.x, nil)
	if err != nil {
		return nil, err
	}
	df := float64(n - k)
	cov.ScaleSym(rss/df, cov)
	return d.regression(x, beta.RawMatrix().Data, cov, func([]float64) float64 { return df }), nil
}

// Logistic fits the log odds of y, which is 0 or 1, by maximum likelihood (R:
// glm(family = binomial)). Observations with a missing value are left out;
// intervals and P are Wald's. Estimates are log odds ratios. The error is
// ErrCollinear or ErrSeparated. It panics if the lengths differ or y is
// neither 0 nor 1.
func Logistic(y []float64, x ...Variable) (*Regression, error) {
	out, columns, _ := observed(y, x)
	for _, v := range out {
		if v != 0 && v != 1 {
			panic("cohort: the outcome of a logistic regression is 0 or 1")
		}
	}
	d, err := newDesign(columns, len(out))
	if err != nil {
		return nil, err
	}
	n, k := d.x.Dims()
	beta := mat.NewDense(k, 1, nil)
	weights := make([]float64, n)
	// The columns do not depend on one another. Where the weights make them, they
	// went to 0: fitted probabilities run to 0 and 1 and take a coefficient along.
	for range 100 {
		var eta mat.Dense
		eta.Mul(d.x, beta)
		score := mat.NewDense(k, 1, nil)
		for i := range n {
			p := 1 / (1 + exp(-eta.At(i, 0)))
			weights[i] = p * (1 - p)
			for j := range k {
				score.Set(j, 0, score.At(j, 0)+d.x.At(i, j)*(out[i]-p))
			}
		}
		cov, err := inverseGram(d.x, weights)
		if err != nil {
			return nil, ErrSeparated
		}
		var step mat.Dense
		step.Mul(cov, score)
		beta.Add(beta, &step)
		if mat.Norm(&step, math.Inf(1)) < 1e-12*(1+mat.Norm(beta, math.Inf(1))) {
			return d.regression(x, beta.RawMatrix().Data, cov, func([]float64) float64 { return math.Inf(1) }), nil
		}
	}
	return nil, ErrSeparated
}
