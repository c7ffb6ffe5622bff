package stratify

import (
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Sensitivity says how many patients lie above a cut-off as it moves across
// its interval.
type Sensitivity struct {
	People int    `json:"people"` // patients with a score, at their first visit
	Steps  []Step `json:"steps"`  // from the lower end to the upper
	// Change is the number of patients whose call depends on where in its
	// interval the cut-off lies.
	Change int `json:"change"`
}

// Step is one place of the cut-off.
type Step struct {
	Cutoff expr.Number `json:"cutoff"`
	Above  int         `json:"above"`
}

// places is the number of places at which a cut-off is tried.
const places = 21

// Sense moves the cut-off of a result across its interval. It is empty where
// there is no cut-off.
func Sense(r *report.Report, res *report.Result) Sensitivity {
	var s Sensitivity
	var x []float64
	for _, v := range values(res, first(r.Design(), sample.Patient)) {
		if !math.IsNaN(v) {
			x = append(x, v)
		}
	}
	s.People = len(x)
	if res.Cutoff.Value.Missing() {
		return s
	}
	lo, hi := float64(res.Cutoff.Lower), float64(res.Cutoff.Upper)
	for i := range places {
		c := lo + (hi-lo)*float64(i)/(places-1)
		if i == places-1 {
			c = hi
		}
		above := 0
		for _, v := range x {
			if v > c {
				above++
			}
		}
		s.Steps = append(s.Steps, Step{expr.Number(c), above})
	}
	s.Change = s.Steps[0].Above - s.Steps[places-1].Above
	return s
}
