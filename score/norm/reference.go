package norm

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ifnscope/score/expr"
)

// DCt returns Ct less the mean Ct of the reference genes of the same sample
// (Livak and Schmittgen 2001, doi:10.1006/meth.2001.1262). Rows are genes by
// name. A sample in which a reference gene was not measured has no values: the
// mean of the others would be of another level. DCt returns an error if a
// reference gene is not a row, or none is named.
func DCt(m *expr.Matrix, references []string) (*expr.Matrix, error) {
	if m.Unit() != expr.Ct {
		panic("norm: dCt is of Ct")
	}
	rows, err := find(m, references)
	if err != nil {
		return nil, err
	}
	level := levels(m, rows, same)
	step := "dCt: Ct less the mean of " + strings.Join(references, ", ")
	return m.Step(step, expr.DCt, each(m, func(x float64, j int) float64 { return x - level[j] })), nil
}

// Housekeeping returns log2 values less the mean log2 of the reference genes
// of the same sample: the log ratio to their geometric mean. Counts are raised
// by 1 first, as nSolver does; a matrix of another unit must be in log2.
//
// It is the form of the nCounter normalisation that needs no other lane. A
// sample in which a reference gene is missing, or has no count, has no values.
// Housekeeping returns an error if a reference gene is not a row, or none is
// named.
func Housekeeping(m *expr.Matrix, references []string) (*expr.Matrix, error) {
	rows, err := find(m, references)
	if err != nil {
		return nil, err
	}
	step := "log2 less the mean log2 of " + strings.Join(references, ", ")
	value, reference := same, same
	switch m.Unit() {
	case expr.Log2:
	case expr.Counts:
		step = "log2(x + 1), " + step
		value = log2plus1
		reference = func(x float64) float64 {
			if x <= 0 {
				return math.NaN() // a failed lane, not a level
			}
			return log2plus1(x)
		}
	default:
		panic("norm: a ratio to housekeeping genes is of counts or log2 values")
	}
	level := levels(m, rows, reference)
	return m.Step(step, expr.Log2, each(m, func(x float64, j int) float64 { return value(x) - level[j] })), nil
}

func same(x float64) float64 { return x }

// find returns the rows of genes by name.
func find(m *expr.Matrix, genes []string) ([]int, error) {
	if len(genes) == 0 {
		return nil, fmt.Errorf("norm: no reference gene is chosen")
	}
	rows := make([]int, len(genes))
	for k, g := range genes {
		rows[k] = slices.Index(m.Genes(), g)
		if rows[k] < 0 {
			return nil, fmt.Errorf("norm: the reference gene %s is not in the table", g)
		}
	}
	return rows, nil
}

// levels returns the mean of f of the rows in every sample, NaN where one of
// them is missing.
func levels(m *expr.Matrix, rows []int, f func(float64) float64) []float64 {
	_, samples := m.Dims()
	level := make([]float64, samples)
	for _, i := range rows {
		for j, x := range m.Row(i) {
			level[j] += f(x)
		}
	}
	for j := range level {
		level[j] /= float64(len(rows))
	}
	return level
}
