package stratify

import (
	"math"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
)

// Paired compares the first visit of every patient with the second by the
// signed-rank test, which is fit for repeated measurements of one person.
type Paired struct {
	N      int         `json:"n"`      // patients with a score at both
	Median expr.Number `json:"median"` // change, of ratios the log2 of the quotient
	P      expr.Number `json:"p"`
	Exact  bool        `json:"exact,omitempty"`
}

// pair compares the first two visits of trajectories.
func pair(people []Trajectory) Paired {
	var change, zero []float64
	for _, t := range people {
		if c := float64(t.Points[1].Change); !math.IsNaN(c) && !math.IsInf(c, 0) {
			change, zero = append(change, c), append(zero, 0)
		}
	}
	nan := expr.Number(math.NaN())
	if len(change) == 0 {
		return Paired{Median: nan, P: nan}
	}
	t := cohort.SignedRank(zero, change)
	return Paired{N: len(change), Median: expr.Number(ref.Median(change)), P: expr.Number(t.P), Exact: t.Exact}
}
