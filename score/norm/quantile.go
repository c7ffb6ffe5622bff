package norm

import (
	"math"

	"ifnscope/score/expr"
)

// TieRule says what quantile normalisation does with equal values of a sample.
type TieRule string

const (
	// TiesShare gives equal values the value at the mean of their ranks:
	// limma::normalizeQuantiles(ties = TRUE), preprocessCore.
	TiesShare TieRule = "equal values stay equal"
	// TiesBreak gives them the values of their ranks in the order of the
	// rows, so that every sample has exactly the same values:
	// limma::normalizeQuantiles(ties = FALSE), but for that order, which R
	// leaves to its sort.
	TiesBreak TieRule = "equal values by row"
)

// Quantile gives every sample the same distribution, the mean over samples of
// the sorted values (Bolstad 2003, doi:10.1093/bioinformatics/19.2.185). The
// matrix must be in log2 units. Where values are missing the observed
// quantiles of the sample are stretched over the whole range; missing values
// stay missing. One sample alone is not changed.
func Quantile(m *expr.Matrix, ties TieRule) *expr.Matrix {
	if m.Unit() != expr.Log2 {
		panic("norm: quantile normalisation is of log2 values")
	}
	genes, samples := m.Dims()
	if samples == 1 {
		return m
	}
	target := make([]float64, genes)
	used := 0
	column := make([]float64, genes)
	orders := make([][]int32, samples)
	sorted := make([]float64, 0, genes)
	for j := range samples {
		m.Column(column, j)
		orders[j] = order(column)
		if len(orders[j]) == 0 {
			continue
		}
		used++
		sorted = sorted[:0]
		for _, i := range orders[j] {
			sorted = append(sorted, column[i])
		}
		for i := range target {
			target[i] += at(sorted, stretch(float64(i), genes, len(sorted)))
		}
	}
	for i := range target {
		target[i] /= float64(used)
	}
	data := make([]float64, genes*samples)
	for j, o := range orders {
		rank := averageRanks(m.Column(column, j), o)
		if ties == TiesBreak {
			for k, i := range o {
				rank[i] = float64(k + 1)
			}
		}
		for i, r := range rank {
			data[i*samples+j] = math.NaN()
			if !math.IsNaN(r) {
				data[i*samples+j] = at(target, stretch(r-1, len(o), genes))
			}
		}
	}
	return m.Step("quantile normalisation, "+string(ties), expr.Log2, data)
}

// stretch returns the place among n points, from 0, of place k among m.
func stretch(k float64, m, n int) float64 {
	switch {
	case m == n:
		return k
	case m == 1:
		return float64(n-1) / 2
	}
	return k / float64(m-1) * float64(n-1)
}

// at returns the value of s at place h, linear between neighbours.
func at(s []float64, h float64) float64 {
	k := int(h)
	if k+1 >= len(s) {
		return s[len(s)-1]
	}
	return s[k] + (h-float64(k))*(s[k+1]-s[k])
}
