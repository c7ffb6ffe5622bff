package stratify

import (
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Controls says which healthy controls are IFN-high by a score, and what they
// do to its cut-off.
type Controls struct {
	People int          `json:"people"` // control people with a score
	Limit  expr.Number  `json:"limit"`  // above it a control is IFN-high, see ref.HighControls
	High   []HighPerson `json:"high,omitempty"`
	// With and Without are the cut-off in force and the same rule without the
	// IFN-high controls; Without is nil if there are none, or if the rule looks at
	// no controls.
	With    ref.Cutoff  `json:"with"`
	Without *ref.Cutoff `json:"without,omitempty"`
	// Above and AboveWithout count patients above the two cut-offs, at their
	// first visit.
	Above        int `json:"above"`
	AboveWithout int `json:"aboveWithout"`
}

// HighPerson is a control person who is IFN-high.
type HighPerson struct {
	Subject string      `json:"subject"`
	Score   expr.Number `json:"score"` // mean of several samples
}

// HighControls looks for IFN-high controls by the score of a result; ratio says
// that its scores are ratios. Nobody is left out of a cut-off by this: that is
// for a person to decide, under Check.
func HighControls(r *report.Report, res *report.Result, ratio bool) Controls {
	d := r.Design()
	people := d.BySubject(d.With(sample.Control))
	scores := means(res, people)
	limit, high := ref.HighControls(scores, ratio)
	c := Controls{Limit: expr.Number(limit), With: res.Cutoff}
	for _, v := range scores {
		if v == v {
			c.People++
		}
	}
	patients := values(res, first(d, sample.Patient))
	c.Above = above(patients, c.With)
	for _, i := range high {
		c.High = append(c.High, HighPerson{d.Subject[people[i][0]], expr.Number(scores[i])})
	}
	rule := r.Settings.Rule(res.Signature, res.Method)
	if len(high) == 0 || rule.Kind == ref.Own || rule.Kind == ref.Literature {
		return c
	}
	m, _ := r.Method(res.Method)
	kept := ref.Scores{Patients: patients, Ratio: ratio, Most: m.Most}
	for i, v := range scores {
		if !(v > limit) {
			kept.Controls, kept.Repeats = append(kept.Controls, v), append(kept.Repeats, values(res, people[i]))
		}
	}
	without := rule.Derive(kept)
	c.Without, c.AboveWithout = &without, above(patients, without)
	return c
}

// above counts the scores above a cut-off; 0 where there is none.
func above(scores []float64, c ref.Cutoff) int {
	n := 0
	for _, v := range scores {
		if v > float64(c.Value) {
			n++
		}
	}
	return n
}
