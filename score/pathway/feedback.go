package pathway

import (
	"fmt"
	"math"
	"slices"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/qc"
	"ifnscope/score/sample"
)

// minFeedback is the number of patients of one batch from which a residual is
// shown. It is ours.
const minFeedback = 20

// Feedback is what of the negative regulators is left after the ISG score. It is
// exploratory and no verdict on anybody.
type Feedback struct {
	Why  string     `json:"why,omitempty"` // it is not shown
	N    int        `json:"n"`             // patients, at their first visit, of the regression
	Rows []Residual `json:"rows,omitempty"`
}

// Residual is one regulator against the ISG score.
type Residual struct {
	Regulator
	Rho   expr.Number `json:"rho"`   // with the score, over the patients at their first visit
	Slope expr.Number `json:"slope"` // of the regression on the score
	// ICC is the reliability of the residual: the share of its variance that lies
	// between patients, where some came more than once.
	ICC    [3]expr.Number `json:"icc"`
	Values []expr.Number  `json:"values"` // residuals, by sample
	// Deviation is the standard deviation of the residuals of the regression.
	Deviation expr.Number `json:"deviation"`
}

func (p *Profile) feedback() Feedback {
	isg := p.Axis("isg")
	f := Feedback{N: len(p.first)}
	switch {
	case !isg.Measurable():
		f.Why = "the ISG score is not measurable: " + isg.Why
	case f.N < minFeedback:
		f.Why = fmt.Sprintf("%d patients, and %d are needed", f.N, minFeedback)
	case p.batches() != "":
		f.Why = "the samples were measured in several batches (column " + p.batches() + "), and a difference this small can be one of batches"
	}
	if f.Why != "" {
		return f
	}
	score := isg.at(p.first)
	raw := isg.at(p.everybody())
	for _, g := range Regulators() {
		z := p.z(g.Gene)
		if !g.Shown || z == nil {
			continue
		}
		y := at(z, p.first)
		m, err := cohort.Linear(y, cohort.Variable{Name: "isg", Values: score})
		if err != nil {
			continue
		}
		r := Residual{Regulator: g, Rho: expr.Number(cohort.Spearman(y, score).Value), Slope: expr.Number(m.Coefficients[1].Value)}
		var sum float64
		left := make([]float64, len(z))
		for j := range z {
			left[j] = z[j] - m.Coefficients[0].Value - m.Coefficients[1].Value*raw[j]
			r.Values = append(r.Values, expr.Number(left[j]))
		}
		for _, v := range cohort.Present(at(left, p.first)) {
			sum += v * v
		}
		r.Deviation = expr.Number(math.Sqrt(sum / float64(m.N-2)))
		r.ICC = p.icc(left)
		f.Rows = append(f.Rows, r)
	}
	return f
}

// batches returns the column that tells of several batches among the patients;
// empty if there is none.
func (p *Profile) batches() string {
	for _, b := range qc.Batches(p.in.Clinical, p.in.Said) {
		var names []string
		for _, j := range p.first {
			if b.Of[j] != "" && !slices.Contains(names, b.Of[j]) {
				names = append(names, b.Of[j])
			}
		}
		if len(names) > 1 {
			return b.Name
		}
	}
	return ""
}

// icc returns the share of the variance between patients of values by sample.
func (p *Profile) icc(x []float64) [3]expr.Number {
	var people [][]float64
	for _, js := range p.design.BySubject(p.design.With(sample.Patient)) {
		people = append(people, at(x, js))
	}
	e := cohort.Repeated(people).ICC
	return [3]expr.Number{expr.Number(e.Value), expr.Number(e.Lower), expr.Number(e.Upper)}
}

// Context is a sensing or clearance gene beside the ISG score.
type Context struct {
	Sensor
	Rho expr.Number `json:"rho"` // with the ISG score, over the patients at their first visit
	N   int         `json:"n"`
}

func (p *Profile) sensing() []Context {
	score := p.Axis("isg").at(p.first)
	var out []Context
	for _, s := range Sensors() {
		c := Context{Sensor: s, Rho: expr.Number(math.NaN())}
		if z := p.z(s.Gene); z != nil {
			r := cohort.Spearman(at(z, p.first), score)
			c.Rho, c.N = expr.Number(r.Value), r.N
		}
		out = append(out, c)
	}
	return out
}

// GeneZ is one gene in one sample.
type GeneZ struct {
	Symbol string      `json:"symbol"`
	Value  expr.Number `json:"value"` // log2 expression
	Z      expr.Number `json:"z"`     // SD above the controls
}

// Of returns genes in sample j; what was not measured is missing.
func (p *Profile) Of(symbols []string, j int) []GeneZ {
	nan := expr.Number(math.NaN())
	var out []GeneZ
	for _, g := range symbols {
		x := GeneZ{g, nan, nan}
		if i, ok := p.row[g]; ok {
			x.Value = expr.Number(p.in.Matrix.At(i, j))
		}
		if z := p.z(g); z != nil {
			x.Z = expr.Number(z[j])
		}
		out = append(out, x)
	}
	return out
}
