package cohort

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Distances returns the distance of every two rows of x: the root of the mean
// square of their differences over the columns that both have, which without
// missing values is Euclid's over the root of the number of columns. It is NaN
// where two rows share no column.
func Distances(x [][]float64) [][]float64 {
	d := make([][]float64, len(x))
	for i := range d {
		d[i] = make([]float64, len(x))
		for j := range i {
			var sum, n float64
			for k, v := range x[i] {
				if w := v - x[j][k]; !math.IsNaN(w) {
					sum, n = sum+w*w, n+1
				}
			}
			d[i][j] = math.Sqrt(sum / n)
			d[j][i] = d[i][j]
		}
	}
	return d
}

// Component is a principal component.
type Component struct {
	Scores  []float64 // by observation
	Weights []float64 // by variable, of length 1
	Share   float64   // of the variance
}

// Components returns the first n principal components of observations (rows of
// x) by variables (columns), each variable brought to mean 0 and standard
// deviation 1 (R: prcomp(scale. = TRUE)). A missing value stands for the mean of
// its variable; a variable that does not vary has no weight. The sign, which is
// arbitrary, is such that the weights add up to more than 0. There are none of
// fewer than two observations.
func Components(x [][]float64, n int) []Component {
	if len(x) < 2 {
		return nil
	}
	p := len(x[0])
	z := mat.NewDense(len(x), p, nil)
	for k := range p {
		column := make([]float64, len(x))
		for i := range x {
			column[i] = x[i][k]
		}
		known := Present(column)
		var mean, squares float64
		for _, v := range known {
			mean += v / float64(len(known))
		}
		for _, v := range known {
			squares += (v - mean) * (v - mean)
		}
		sd := math.Sqrt(squares / float64(len(known)-1))
		for i, v := range column {
			if sd > 0 && !math.IsNaN(v) {
				z.Set(i, k, (v-mean)/sd)
			}
		}
	}
	var cov mat.SymDense
	cov.SymOuterK(1/float64(len(x)-1), z.T())
	var eigen mat.EigenSym
	if !eigen.Factorize(&cov, true) {
		panic("cohort: no eigenvectors of finite numbers")
	}
	values := eigen.Values(nil) // ascending
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	var out []Component
	total := mat.Trace(&cov)
	for k := p - 1; k >= 0 && len(out) < n && values[k] > 1e-9*total; k-- {
		c := Component{Weights: mat.Col(nil, k, &vectors), Share: values[k] / total}
		var sum float64
		for _, w := range c.Weights {
			sum += w
		}
		if sum < 0 {
			for i := range c.Weights {
				c.Weights[i] = -c.Weights[i]
			}
		}
		var scores mat.VecDense
		scores.MulVec(z, mat.NewVecDense(p, c.Weights))
		c.Scores = scores.RawVector().Data
		out = append(out, c)
	}
	return out
}
