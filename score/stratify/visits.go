package stratify

import (
	"math"
	"slices"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Visits follows a score over the visits of every person who came more than
// once.
type Visits struct {
	People []Trajectory `json:"people"`
	// Classed counts patients with a class at two visits or more; Kept those
	// with the same call, high or not, at all of them.
	Classed int `json:"classed"`
	Kept    int `json:"kept"`
	// ICC is the share of the variance of a score that lies between patients,
	// with its interval: 1 is a score that does not change over visits.
	ICC [3]expr.Number `json:"icc"` // value, lower, upper
	// Change is the reference change value: the difference of two scores of one
	// person that the variation within the controls exceeds once in twenty. It
	// is missing where no control was measured twice.
	Change expr.Number `json:"change"`
	// Second compares the first visit with the second.
	Second Paired `json:"second"`
}

// Trajectory is one person's score over the visits.
type Trajectory struct {
	Subject string  `json:"subject"`
	Group   string  `json:"group,omitempty"`
	Points  []Point `json:"points"` // by visit
}

// Point is the score of one visit.
type Point struct {
	Sample string      `json:"sample"`
	Visit  string      `json:"visit"`
	Value  expr.Number `json:"value"`
	Class  ref.Class   `json:"class"`
	// Change is the difference from the first visit, of ratios the log2 of the
	// quotient; missing at the first.
	Change expr.Number `json:"change"`
	// Beyond says that Change exceeds the reference change value.
	Beyond bool `json:"beyond,omitempty"`
	// Neutralised is the percentage by which the score, as a ratio to the
	// healthy controls, fell from the first visit: 100 (1 - FC / FC at first),
	// the readout of the anti-interferon trials (Yao 2010,
	// doi:10.1186/ar2887). Missing for scores that are not ratios, and where the
	// first visit is not above the cut-off of the controls: there is nothing to
	// neutralise.
	Neutralised expr.Number `json:"neutralised"`
}

// Follow returns the visits of patients for a result; ratio says that its
// scores are ratios.
func Follow(r *report.Report, res *report.Result, ratio bool) Visits {
	d := r.Design()
	scale := func(v float64) float64 {
		if ratio {
			return math.Log2(v) // a ratio of 0 or less has none: NaN or infinite
		}
		return v
	}
	nan := expr.Number(math.NaN())
	v := Visits{Change: nan}
	var controls [][]float64
	for _, js := range d.BySubject(d.With(sample.Control)) {
		var x []float64
		for _, j := range js {
			x = append(x, scale(float64(res.Scores[j].Value)))
		}
		controls = append(controls, x)
	}
	v.Change = expr.Number(cohort.Repeated(controls).Change)
	var patients [][]float64
	for _, js := range d.BySubject(d.With(sample.Patient)) {
		slices.SortStableFunc(js, func(a, b int) int { return sample.CompareVisits(d.Visit[a], d.Visit[b]) })
		var x []float64
		t := Trajectory{Subject: d.Subject[js[0]], Group: d.Group[js[0]]}
		base := float64(res.Scores[js[0]].Value)
		called := map[int]int{}
		for k, j := range js {
			s := res.Scores[j]
			x = append(x, scale(float64(s.Value)))
			if c := call(s.Class); c >= 0 {
				called[c]++
			}
			p := Point{Sample: d.Samples[j], Visit: d.Visit[j], Value: s.Value, Class: s.Class, Change: nan, Neutralised: nan}
			if k > 0 {
				p.Change = expr.Number(scale(float64(s.Value)) - scale(base))
				p.Beyond = math.Abs(float64(p.Change)) > float64(v.Change)
				if ratio && base > float64(res.Cutoff.Value) {
					p.Neutralised = expr.Number(100 * (1 - float64(s.Value)/base))
				}
			}
			t.Points = append(t.Points, p)
		}
		patients = append(patients, x)
		if len(js) > 1 {
			v.People = append(v.People, t)
		}
		if n := called[0] + called[1]; n > 1 {
			v.Classed++
			if called[0] == 0 || called[1] == 0 {
				v.Kept++
			}
		}
	}
	v.Second = pair(v.People)
	icc := cohort.Repeated(patients).ICC
	v.ICC = [3]expr.Number{expr.Number(icc.Value), expr.Number(icc.Lower), expr.Number(icc.Upper)}
	return v
}
