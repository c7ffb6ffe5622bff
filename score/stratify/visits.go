package stratify

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

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
	Stable              // by the cut-off in force
	// ICC is the share of the variance of a score that lies between patients,
	// with its interval: 1 is a score that does not change over visits.
	ICC [3]expr.Number `json:"icc"` // value, lower, upper
	// Change is the reference change value: the difference of two scores of one
	// person that the variation within the controls exceeds once in twenty. It
	// is missing where no control was measured twice, here or in the reference
	// file.
	Change expr.Number `json:"change"`
	// Second compares the first visit with the second.
	Second Paired `json:"second"`
}

// Stable says how many patients keep their class over the visits.
type Stable struct {
	// Classed counts patients with a class at two visits or more; Kept those with
	// the same call, high or not, at all of them, and Same those with the same
	// class, high, indeterminate or low. A patient who comes and goes by the band
	// around the cut-off changes the class and may keep the call.
	Classed int `json:"classed"`
	Kept    int `json:"kept"`
	Same    int `json:"same"`
	// Turns counts them by the class at the first such visit, and within by that
	// at the last: high, indeterminate and low.
	Turns [3][3]int `json:"turns"`
}

// ByClass are the classes in the order of [Stable.Turns].
var ByClass = [3]ref.Class{ref.High, ref.Indeterminate, ref.Low}

// Under returns how many patients would keep their class with another cut-off.
func (v Visits) Under(c ref.Cutoff) Stable {
	var s Stable
	for _, t := range v.People {
		var classes []ref.Class
		calls := map[int]bool{}
		for _, p := range t.Points {
			if x := c.Class(float64(p.Value)); x != ref.NotClassed {
				classes = append(classes, x)
				calls[call(x)] = true
			}
		}
		n := len(classes)
		if n < 2 {
			continue
		}
		s.Classed++
		if len(calls) == 1 {
			s.Kept++
		}
		if !slices.ContainsFunc(classes, func(x ref.Class) bool { return x != classes[0] }) {
			s.Same++
		}
		s.Turns[slices.Index(ByClass[:], classes[0])][slices.Index(ByClass[:], classes[n-1])]++
	}
	return s
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
// scores are ratios. Samples of one person that carry the same visit, or none,
// are replicates and count as their mean, of ratios the geometric one; a person
// is followed who has two visits. within is the standard deviation of repeated
// measurements of a control, as a reference file has it, on the log2 of ratios;
// 0 if there is none, and then that of the controls of the run stands.
func Follow(r *report.Report, res *report.Result, ratio bool, within float64) Visits {
	d := r.Design()
	scale, back := func(v float64) float64 { return v }, func(v float64) float64 { return v }
	if ratio {
		scale, back = math.Log2, math.Exp2 // a ratio of 0 or less has none: NaN or infinite
	}
	nan := expr.Number(math.NaN())
	var controls [][]float64
	for _, js := range d.BySubject(d.With(sample.Control)) {
		controls = append(controls, linearised(values(res, js), ratio))
	}
	v := Visits{Change: expr.Number(cohort.Repeated(controls).Change)}
	if v.Change.Missing() && within > 0 {
		v.Change = expr.Number(cohort.Change(within))
	}
	var patients [][]float64
	order := d.VisitOrder()
	for _, js := range d.BySubject(d.With(sample.Patient)) {
		slices.SortStableFunc(js, func(a, b int) int { return order(d.Visit[a], d.Visit[b]) })
		var x []float64
		t := Trajectory{Subject: d.Subject[js[0]], Group: d.Group[js[0]]}
		for len(js) > 0 {
			n := 1
			for n < len(js) && d.Visit[js[n]] == d.Visit[js[0]] {
				n++
			}
			s := res.Scores[js[0]]
			if n > 1 {
				s.Value = expr.Number(back(stat.Mean(cohort.Present(linearised(values(res, js[:n]), ratio)), nil)))
				s.Class = res.Cutoff.Class(float64(s.Value))
			}
			p := Point{Sample: d.Samples[js[0]], Visit: d.Visit[js[0]], Value: s.Value, Class: s.Class, Change: nan, Neutralised: nan}
			js = js[n:]
			x = append(x, scale(float64(p.Value)))
			if len(t.Points) > 0 {
				base := float64(t.Points[0].Value)
				p.Change = expr.Number(scale(float64(p.Value)) - scale(base))
				p.Beyond = math.Abs(float64(p.Change)) > float64(v.Change)
				if ratio && base > float64(res.Cutoff.Value) {
					p.Neutralised = expr.Number(100 * (1 - float64(p.Value)/base))
				}
			}
			t.Points = append(t.Points, p)
		}
		patients = append(patients, x)
		if len(t.Points) > 1 {
			v.People = append(v.People, t)
		}
	}
	v.Stable = v.Under(res.Cutoff)
	v.Second = pair(v.People)
	icc := cohort.Repeated(patients).ICC
	v.ICC = [3]expr.Number{expr.Number(icc.Value), expr.Number(icc.Lower), expr.Number(icc.Upper)}
	return v
}
