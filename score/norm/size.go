package norm

import (
	"fmt"
	"math"
	"slices"

	"ifnscope/score/expr"
)

// Sizes says how large each sample is: what its counts are divided by to make
// samples comparable. [Totals] and [TMM] give reads, [Ratio] and [PosCounts]
// factors about 1.
type Sizes struct {
	Of  []float64 // by sample, positive
	How string    // how they were found, for the trail
}

// String says how the sizes were found and how far they spread.
func (s Sizes) String() string {
	return fmt.Sprintf("%s, %.4g to %.4g", s.How, slices.Min(s.Of), slices.Max(s.Of))
}

// Totals returns the library size of every sample, the sum of its counts;
// missing ones are left out. It returns an error if a count is negative or
// infinite, or a sample has none.
func Totals(m *expr.Matrix) (Sizes, error) {
	genes, samples := m.Dims()
	sum := make([]float64, samples)
	for i := range genes {
		for j, x := range m.Row(i) {
			switch {
			case math.IsNaN(x):
			case x < 0, math.IsInf(x, 0):
				return Sizes{}, fmt.Errorf("norm: %s of sample %s is %g, which is not a count", m.Genes()[i], m.Samples()[j], x)
			default:
				sum[j] += x
			}
		}
	}
	for j, x := range sum {
		if x == 0 {
			return Sizes{}, fmt.Errorf("norm: sample %s has no counts at all; exclude it", m.Samples()[j])
		}
	}
	return Sizes{sum, "library sizes"}, nil
}

// CPM returns counts per million reads: 1e6 x / size. A missing count stays
// missing.
func CPM(m *expr.Matrix, s Sizes) *expr.Matrix {
	return m.Step("counts per million, "+s.String(), expr.CPM, each(m, func(x float64, j int) float64 {
		return x / s.Of[j] * 1e6
	}))
}

// LogCPM returns log2 of the counts per million after adding a prior count,
// scaled to each library so that a gene without reads has the same value in
// every sample: edgeR::cpm(log = TRUE), doi:10.1093/bioinformatics/btp616.
//
// With p = prior size / mean size, the value is log2(1e6 (x + p)/(size + 2p)).
// It depends on the mean size and so on the other samples.
func LogCPM(m *expr.Matrix, s Sizes, prior float64) *expr.Matrix {
	mean := rowMean(s.Of)
	step := fmt.Sprintf("log2 counts per million with prior count %g, %s", prior, s)
	return m.Step(step, expr.Log2, each(m, func(x float64, j int) float64 {
		p := prior * s.Of[j] / mean
		return math.Log2((x + p) / (s.Of[j] + 2*p) * 1e6)
	}))
}

// Divide returns the values divided by the size of their sample, linear.
func Divide(m *expr.Matrix, s Sizes) *expr.Matrix {
	return m.Step("divided by "+s.String(), expr.Linear, each(m, func(x float64, j int) float64 {
		return x / s.Of[j]
	}))
}

// each returns f of every value and the index of its sample, by row.
func each(m *expr.Matrix, f func(x float64, j int) float64) []float64 {
	genes, samples := m.Dims()
	data := make([]float64, 0, genes*samples)
	for i := range genes {
		for j, x := range m.Row(i) {
			data = append(data, f(x, j))
		}
	}
	return data
}
