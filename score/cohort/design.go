package cohort

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// design is the columns of a regression, with the intercept first. Each has
// mean 0 and variance 1, so that no unit (platelets by the microlitre) and no
// zero far off (a year) costs digits, and estimates are brought back.
type design struct {
	x        *mat.Dense
	mean, sd []float64 // of the columns; 0 and 1 for the intercept
	// zero and unit are the mean and the standard deviation of the outcome where
	// that was scaled too, else 0 and 1.
	zero, unit float64
}

// newDesign returns the design of columns without missing values. The error is
// ErrCollinear: a column does not vary, the columns depend on one another, or
// there are not more observations than coefficients.
func newDesign(columns [][]float64, n int) (*design, error) {
	k := len(columns) + 1
	if n <= k {
		return nil, ErrCollinear
	}
	d := &design{x: mat.NewDense(n, k, nil), mean: make([]float64, k), sd: make([]float64, k), unit: 1}
	d.sd[0] = 1
	for i := range n {
		d.x.Set(i, 0, 1)
	}
	for j, c := range columns {
		z, mean, sd := standard(c)
		if sd == 0 {
			return nil, ErrCollinear
		}
		d.mean[j+1], d.sd[j+1] = mean, sd
		d.x.SetCol(j+1, z)
	}
	if _, err := inverseGram(d.x, nil); err != nil {
		return nil, err
	}
	return d, nil
}

// standard returns x less its mean in standard deviations, which is 0 where x
// varies by its rounding only.
func standard(x []float64) (z []float64, mean, sd float64) {
	mean = stat.Mean(x, nil)
	z = make([]float64, len(x))
	var squares, most float64
	for i, v := range x {
		z[i] = v - mean
		squares += z[i] * z[i]
		most = max(most, math.Abs(v))
	}
	sd = math.Sqrt(squares / float64(len(x)))
	if sd <= 1e-13*most {
		return z, mean, 0
	}
	for i := range z {
		z[i] /= sd
	}
	return z, mean, sd
}

// outcome scales y, to 0 where it does not vary, and keeps how.
func (d *design) outcome(y []float64) []float64 {
	z, mean, sd := standard(y)
	if sd == 0 {
		clear(z)
		sd = 1
	}
	d.zero, d.unit = mean, sd
	return z
}

// contrast returns the weights by which the coefficients of the scaled columns
// add up to coefficient j of the columns as they were.
func (d *design) contrast(j int) []float64 {
	w := make([]float64, len(d.sd))
	w[j] = 1 / d.sd[j]
	if j == 0 {
		for i := 1; i < len(w); i++ {
			w[i] = -d.mean[i] / d.sd[i]
		}
	}
	return w
}

// regression names the coefficients and gives each its interval and P. cov is
// the covariance of beta, and df its degrees of freedom for a contrast.
func (d *design) regression(x []Variable, beta []float64, cov *mat.SymDense, df func(contrast []float64) float64) *Regression {
	n, k := d.x.Dims()
	r := &Regression{N: n}
	for j := range k {
		name := "(intercept)"
		if j > 0 {
			name = x[j-1].Name
		}
		w := mat.NewVecDense(k, d.contrast(j))
		b, s := d.unit*mat.Dot(w, mat.NewVecDense(k, beta)), d.unit*math.Sqrt(mat.Inner(w, cov, w))
		if j == 0 {
			b += d.zero
		}
		q, p := z975, twoSided(b/s)
		if nu := df(w.RawVector().Data); !math.IsInf(nu, 1) {
			t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: nu}
			q, p = t.Quantile(0.975), 2*t.Survival(math.Abs(b/s))
		}
		r.Coefficients = append(r.Coefficients, Coefficient{Name: name, Estimate: Estimate{b, b - q*s, b + q*s}, SE: s, P: p})
	}
	return r
}

// observed returns the outcome and the columns of the observations in which none
// is missing. It panics if the lengths differ.
func observed(y []float64, x []Variable, more ...[]float64) (out []float64, columns, others [][]float64) {
	all := append([][]float64{y}, more...)
	for _, v := range x {
		all = append(all, v.Values)
	}
	kept := complete(all)
	return kept[0], kept[1+len(more):], kept[1 : 1+len(more)]
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
