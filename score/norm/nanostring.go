package norm

import (
	"fmt"
	"math"
	"strings"

	"ifnscope/score/expr"
)

// Positive reports whether a row is named as a positive control of nCounter.
func Positive(row string) bool { return strings.HasPrefix(row, "POS_") }

// PositiveControls returns nCounter counts, raised by 1, scaled so that every
// lane has the same geometric mean of its positive controls, which are the
// rows named POS_A to POS_F: the first step of the "nSolver" normalisation of
// NanoStringNCTools. A lane's factor is the mean of all lanes' geometric means
// over its own, so that it depends on the other lanes and is 1 for one alone.
//
// The controls are looked for among the rows of the file, before those of one
// gene are joined. PositiveControls returns an error if there are none, or a
// lane lacks one.
func PositiveControls(m *expr.Matrix) (*expr.Matrix, error) {
	var controls []string
	for _, g := range m.Genes() {
		if Positive(g) {
			controls = append(controls, g)
		}
	}
	if len(controls) == 0 {
		return nil, fmt.Errorf("norm: the table has no positive controls (rows named POS_A to POS_F); choose another normalisation")
	}
	y := m.Step("counts + 1", expr.Linear, each(m, func(x float64, _ int) float64 { return x + 1 }))
	s, err := lanes(y, controls, "nCounter positive controls")
	if err != nil {
		return nil, err
	}
	return Divide(y, s), nil
}

// HousekeepingFactors returns linear values scaled so that every lane has the
// same geometric mean of the reference genes: the second step of the "nSolver"
// normalisation. The factors depend on the other lanes as in
// [PositiveControls], and for a lane alone do nothing: use [Housekeeping]
// then. HousekeepingFactors returns an error if a reference gene is not a row
// or was not measured in a lane, or none is named.
func HousekeepingFactors(m *expr.Matrix, references []string) (*expr.Matrix, error) {
	s, err := lanes(m, references, "housekeeping genes "+strings.Join(references, ", "))
	if err != nil {
		return nil, err
	}
	return Divide(m, s), nil
}

// lanes returns the geometric mean of the genes in every lane over the mean of
// all lanes.
func lanes(m *expr.Matrix, genes []string, how string) (Sizes, error) {
	rows, err := find(m, genes)
	if err != nil {
		return Sizes{}, err
	}
	s := Sizes{levels(m, rows, math.Log2), how}
	for j, x := range s.Of {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return Sizes{}, fmt.Errorf("norm: sample %s lacks a value of the %s; exclude it", m.Samples()[j], how)
		}
		s.Of[j] = math.Exp2(x)
	}
	mean := rowMean(s.Of)
	for j := range s.Of {
		s.Of[j] /= mean
	}
	return s, nil
}
