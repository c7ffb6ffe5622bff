package cohort

import (
	"math"

	"gonum.org/v1/gonum/floats"
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
	z := make([][]float64, len(x))
	for i := range z {
		z[i] = make([]float64, p)
	}
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
				z[i][k] = (v - mean) / sd
			}
		}
	}
	var total float64
	for _, row := range z {
		total += floats.Dot(row, row)
	}
	var out []Component
	values, vectors := Leading(z, n)
	for k, w := range vectors {
		if floats.Sum(w) < 0 {
			floats.Scale(-1, w)
		}
		c := Component{Scores: make([]float64, len(x)), Weights: w, Share: values[k] / total}
		for i, row := range z {
			c.Scores[i] = floats.Dot(row, w)
		}
		out = append(out, c)
	}
	return out
}
