package cohort

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
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

// ErrSeparated says that a variable tells the two outcomes apart without error,
// so that its coefficient has no finite estimate.
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
	design, out := designOf(y, x)
	n, k := design.Dims()
	if n <= k {
		return nil, ErrCollinear
	}
	var qr mat.QR
	qr.Factorize(design)
	if qr.Cond() > 1e12 {
		return nil, ErrCollinear
	}
	var beta mat.Dense
	if err := qr.SolveTo(&beta, false, mat.NewDense(n, 1, out)); err != nil {
		return nil, ErrCollinear
	}
	var fit mat.Dense
	fit.Mul(design, &beta)
	var rss float64
	for i, v := range out {
		d := v - fit.At(i, 0)
		rss += d * d
	}
	df := float64(n - k)
	cov, err := inverseGram(design, nil)
	if err != nil {
		return nil, err
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
	return regression(n, x, &beta, func(j int) float64 { return math.Sqrt(rss / df * cov.At(j, j)) }, t.Quantile(0.975),
		func(s float64) float64 { return 2 * t.Survival(math.Abs(s)) }), nil
}

// Logistic fits the log odds of y, which is 0 or 1, by maximum likelihood (R:
// glm(family = binomial)). Observations with a missing value are left out;
// intervals and P are Wald's. Estimates are log odds ratios. The error is
// ErrCollinear or ErrSeparated. It panics if the lengths differ or y is
// neither 0 nor 1.
func Logistic(y []float64, x ...Variable) (*Regression, error) {
	design, out := designOf(y, x)
	n, k := design.Dims()
	if n <= k {
		return nil, ErrCollinear
	}
	for _, v := range out {
		if v != 0 && v != 1 {
			panic("cohort: the outcome of a logistic regression is 0 or 1")
		}
	}
	beta := mat.NewDense(k, 1, nil)
	weights := make([]float64, n)
	for range 100 {
		var eta mat.Dense
		eta.Mul(design, beta)
		score := mat.NewDense(k, 1, nil)
		for i := range n {
			p := 1 / (1 + math.Exp(-eta.At(i, 0)))
			weights[i] = p * (1 - p)
			for j := range k {
				score.Set(j, 0, score.At(j, 0)+design.At(i, j)*(out[i]-p))
			}
		}
		cov, err := inverseGram(design, weights)
		if err != nil {
			return nil, separatedOr(&eta, out)
		}
		var step mat.Dense
		step.Mul(cov, score)
		beta.Add(beta, &step)
		if mat.Norm(&step, math.Inf(1)) < 1e-12*(1+mat.Norm(beta, math.Inf(1))) {
			if separated(&eta, out) {
				return nil, ErrSeparated
			}
			return regression(n, x, beta, func(j int) float64 { return math.Sqrt(cov.At(j, j)) }, z975, twoSided), nil
		}
		if mat.Norm(beta, math.Inf(1)) > 1e6 {
			break
		}
	}
	return nil, ErrSeparated
}

// separated reports whether the linear predictor tells the outcomes apart with
// certainty.
func separated(eta *mat.Dense, y []float64) bool {
	for i, v := range y {
		// fitted probabilities within 1e-8 of the outcome, for all: as glm warns
		if e := eta.At(i, 0); v == 1 && e < 18 || v == 0 && e > -18 {
			return false
		}
	}
	return true
}

func separatedOr(eta *mat.Dense, y []float64) error {
	if separated(eta, y) {
		return ErrSeparated
	}
	return ErrCollinear
}

// designOf returns the design of the complete observations, with the intercept
// first, and their outcomes.
func designOf(y []float64, x []Variable) (*mat.Dense, []float64) {
	all := [][]float64{y}
	for _, v := range x {
		all = append(all, v.Values)
	}
	kept := complete(all)
	n := len(kept[0])
	if n == 0 {
		return mat.NewDense(1, len(x)+2, nil), nil // too few: refused by the fit
	}
	d := mat.NewDense(n, len(x)+1, nil)
	for i := range n {
		d.Set(i, 0, 1)
	}
	for j, v := range kept[1:] {
		d.SetCol(j+1, v)
	}
	return d, kept[0]
}

// inverseGram returns the inverse of X'WX, with W the identity if weights is
// nil.
func inverseGram(x *mat.Dense, weights []float64) (*mat.SymDense, error) {
	n, k := x.Dims()
	g := mat.NewSymDense(k, nil)
	for a := range k {
		for b := a; b < k; b++ {
			var s float64
			for i := range n {
				w := 1.0
				if weights != nil {
					w = weights[i]
				}
				s += w * x.At(i, a) * x.At(i, b)
			}
			g.SetSym(a, b, s)
		}
	}
	var c mat.Cholesky
	if !c.Factorize(g) || c.Cond() > 1e14 {
		return nil, ErrCollinear
	}
	inv := mat.NewSymDense(k, nil)
	if err := c.InverseTo(inv); err != nil {
		return nil, ErrCollinear
	}
	return inv, nil
}

// regression names the coefficients and gives each its interval and P.
func regression(n int, x []Variable, beta *mat.Dense, se func(int) float64, q float64, p func(float64) float64) *Regression {
	r := &Regression{N: n}
	for j := range len(x) + 1 {
		name := "(intercept)"
		if j > 0 {
			name = x[j-1].Name
		}
		b, s := beta.At(j, 0), se(j)
		r.Coefficients = append(r.Coefficients, Coefficient{Name: name, Estimate: Estimate{b, b - q*s, b + q*s}, SE: s, P: p(b / s)})
	}
	return r
}
