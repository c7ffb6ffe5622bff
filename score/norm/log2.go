package norm

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
)

// Log2 returns the matrix in log2 units.
//
// Intensities below 1 are raised to 1 first, since the scanner's unit is
// arbitrary and 0 means below background; TPM, CPM, FPKM and other linear
// values become log2(x+1), what a correction made negative being 0. Cycles of dCt change their sign, so that more is
// higher. RQ becomes log2(RQ), 0 being missing. A log2 matrix is returned as
// it is. Counts and Ct need a normalisation first and are an error, as is an
// unknown unit.
func Log2(m *expr.Matrix) (*expr.Matrix, error) {
	var f func(float64) float64
	var step string
	switch m.Unit() {
	case expr.Log2:
		return m, nil
	case expr.Intensity:
		f, step = func(x float64) float64 { return math.Log2(max(x, 1)) }, "log2(max(x, 1))"
	case expr.CPM, expr.TPM, expr.FPKM, expr.Linear:
		f, step = log2plus1, "log2(x + 1)"
	case expr.DCt:
		f, step = func(x float64) float64 { return -x }, "-dCt, log2 relative to the reference genes"
	case expr.RQ:
		f, step = func(x float64) float64 {
			if x <= 0 {
				return math.NaN()
			}
			return math.Log2(x)
		}, "log2(RQ)"
	default:
		return nil, fmt.Errorf("norm: %s cannot be turned into log2 without a normalisation", m.Unit().Title())
	}
	genes, samples := m.Dims()
	data := make([]float64, 0, genes*samples)
	for i := range genes {
		for _, x := range m.Row(i) {
			// NaN stays NaN: max and the arithmetic above keep it
			data = append(data, f(x))
		}
	}
	return m.Step(step, expr.Log2, data), nil
}

// log2plus1 returns log2(x + 1), negative values taken for 0.
func log2plus1(x float64) float64 { return math.Log2(max(x, 0) + 1) }
