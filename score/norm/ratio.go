package norm

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
)

// Ratio returns the size factors of Anders and Huber (2010,
// doi:10.1186/gb-2010-11-10-r106): the median over genes of the ratio of a
// count to the gene's geometric mean, over the genes with a count in every
// sample. It is the default of DESeq2::estimateSizeFactors. Ratio returns an
// error if there is no such gene, and those of [Totals].
func Ratio(m *expr.Matrix) (Sizes, error) {
	return ratios(m, "size factors by median of ratios", func(row []float64) float64 {
		var sum float64
		for _, x := range row {
			sum += math.Log2(x) // -Inf for 0, which leaves the gene out
		}
		return sum / float64(len(row))
	})
}

// PosCounts is Ratio for tables in which every gene has a zero somewhere: the
// geometric mean takes a zero for a one, and a sample's median is over its own
// genes with counts. It is type "poscounts" of DESeq2::estimateSizeFactors,
// whose factors are not scaled to a mean of 1 (version 1.38). The errors are
// those of [Totals].
func PosCounts(m *expr.Matrix) (Sizes, error) {
	return ratios(m, "size factors by median of ratios of positive counts", func(row []float64) float64 {
		sum, any := 0.0, false
		for _, x := range row {
			if x > 0 {
				sum, any = sum+math.Log2(x), true
			} else if math.IsNaN(x) {
				return x
			}
		}
		if !any {
			return math.NaN()
		}
		return sum / float64(len(row))
	})
}

// ratios returns the medians of the ratios of positive counts to a gene's
// center, of which it is given log2; a gene whose center is not finite is left
// out.
func ratios(m *expr.Matrix, how string, center func(row []float64) float64) (Sizes, error) {
	if _, err := Totals(m); err != nil {
		return Sizes{}, err
	}
	genes, samples := m.Dims()
	ratio := make([][]float64, samples)
	used := 0
	for i := range genes {
		row := m.Row(i)
		c := center(row)
		if math.IsNaN(c) || math.IsInf(c, 0) {
			continue
		}
		used++
		for j, x := range row {
			if x > 0 {
				ratio[j] = append(ratio[j], math.Log2(x)-c)
			}
		}
	}
	s := Sizes{make([]float64, samples), fmt.Sprintf("%s over %d genes", how, used)}
	for j, r := range ratio {
		if len(r) == 0 {
			return Sizes{}, fmt.Errorf("norm: %s: no gene can be used for sample %s; exclude it, or choose another normalisation", how, m.Samples()[j])
		}
		s.Of[j] = math.Exp2(median(r))
	}
	return s, nil
}
