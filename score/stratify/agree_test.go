package stratify_test

import (
	"fmt"
	"math"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// judged makes a report of two signatures that call 37 patients as the table
// says: not high by both, by the first only, by the second only, high by both.
func judged(neither, second, first, both int) *report.Report {
	r := &report.Report{Signatures: []report.Signature{{ID: "a", Method: "m"}, {ID: "b", Method: "m"}}}
	a, b := report.Result{Signature: "a", Method: "m"}, report.Result{Signature: "b", Method: "m"}
	add := func(n int, x, y ref.Class) {
		for range n {
			name := fmt.Sprint("p", len(r.Samples))
			r.Samples = append(r.Samples, report.Sample{Name: name, Subject: name, Role: sample.Patient})
			v := expr.Number(len(r.Samples))
			a.Scores, b.Scores = append(a.Scores, report.Score{Value: v, Class: x}), append(b.Scores, report.Score{Value: v, Class: y})
		}
	}
	add(neither, ref.Low, ref.Indeterminate)
	add(second, ref.Low, ref.High)
	add(first, ref.High, ref.Low)
	add(both, ref.High, ref.High)
	add(1, ref.NotClassed, ref.High)
	r.Results = []report.Result{a, b}
	return r
}

// TestKappaInterval gives the interval of kappa where enough patients are called
// either way, as in package cohort's comparison with R, and none where the formula
// would see too little.
func TestKappaInterval(t *testing.T) {
	a := stratify.Agree(judged(18, 4, 3, 12), []string{"a", "b"})
	for what, x := range map[string][2]expr.Number{"kappa": {a.Kappa[0][1], 0.61169415292353835}, "lower": {a.KappaLower[0][1], 0.29071395363762292}, "upper": {a.KappaUpper[1][0], 0.80892186374125608}} {
		if math.Abs(float64(x[0]-x[1])) > 1e-12 {
			t.Errorf("%s is %v, R says %v", what, x[0], x[1])
		}
	}
	for what, r := range map[string]*report.Report{
		"four are high by the second": judged(30, 2, 4, 2),
		"four are not high":           judged(3, 1, 4, 30),
		"nobody is high by both":      judged(20, 8, 8, 0),
		"high by the first is rare, low by the second, and nobody is both": judged(8, 20, 0, 8),
		"they agree on everybody": judged(15, 0, 0, 15),
	} {
		a := stratify.Agree(r, []string{"a", "b"})
		if a.Kappa[0][1].Missing() || !a.KappaLower[0][1].Missing() || !a.KappaUpper[0][1].Missing() {
			t.Errorf("%s: kappa %v (%v to %v)", what, a.Kappa[0][1], a.KappaLower[0][1], a.KappaUpper[0][1])
		}
	}
}
