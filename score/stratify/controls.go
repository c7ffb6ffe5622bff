package stratify

import (
	"math"

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
	// With and Without are the cut-off in force and the one of a run without the
	// IFN-high controls, see LeaveOut; Without is nil if there are none, or if the
	// cut-off does not come from them.
	With    ref.Cutoff  `json:"with"`
	Without *ref.Cutoff `json:"without,omitempty"`
	Undone  string      `json:"undone,omitempty"` // why Without was not worked out
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
	c.Above = above(values(res, first(d, sample.Patient)), c.With)
	for _, i := range high {
		c.High = append(c.High, HighPerson{d.Subject[people[i][0]], expr.Number(scores[i])})
	}
	return c
}

// Moving returns the IFN-high controls from whom the cut-off in force was derived
// with others; none where it is stated, published or of a reference file.
func (c Controls) Moving(r *report.Report, res *report.Result) []string {
	rule := r.Settings.Rule(res.Signature, res.Method)
	if rule.Kind == ref.Own || rule.Kind == ref.Literature || r.Reference != nil {
		return nil
	}
	var names []string
	for _, p := range c.High {
		names = append(names, p.Subject)
	}
	return names
}

// LeaveOut takes the cut-off without the IFN-high controls from the same score of a
// run in which they were left out. Scores that are measured against controls are
// others there, of patients too.
func (c *Controls) LeaveOut(r *report.Report, signature, method string) {
	without := ref.Cutoff{Value: expr.Number(math.NaN()), Why: "without them there is no such score"}
	if res, ok := r.Result(signature, method); ok {
		without = res.Cutoff
		c.AboveWithout = above(values(res, first(r.Design(), sample.Patient)), without)
	}
	c.Without = &without
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
