package cohort

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Coherence returns the mean of [Spearman]'s correlation of every two rows over
// their columns: how far variables go together. Pairs without one, such as those
// of a row that does not vary, are left out; it is NaN if none is left. A row
// without missing values is ranked once.
func Coherence(rows [][]float64) float64 {
	ranked := make([][]float64, len(rows))
	for i, row := range rows {
		if slices.ContainsFunc(row, math.IsNaN) {
			continue
		}
		if r, ties := ranks(row); len(row) >= 3 && !constantRanks(len(row), ties) {
			ranked[i] = r
		}
	}
	var sum float64
	n := 0
	for i := range rows {
		for j := range i {
			r := math.NaN()
			if ranked[i] != nil && ranked[j] != nil {
				r = max(-1, min(1, stat.Correlation(ranked[i], ranked[j], nil)))
			} else {
				r = Spearman(rows[i], rows[j]).Value
			}
			if !math.IsNaN(r) {
				sum += r
				n++
			}
		}
	}
	return sum / float64(n)
}
