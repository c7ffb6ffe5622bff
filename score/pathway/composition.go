package pathway

import (
	"math"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// Composition says how far the ISG score goes with the cells of the blood.
// Nothing is adjusted unless a person asks: lymphopenia is a consequence of
// interferon, and to take it out can take out the signal.
type Composition struct {
	Rows []Link `json:"rows,omitempty"`
	// Adjusted is the ISG score at the same composition by the axes named in By:
	// what a linear regression over the patients at their first visit leaves,
	// plus the mean. Nil where there are too few patients.
	By       []string      `json:"by,omitempty"`
	Adjusted []expr.Number `json:"adjusted,omitempty"` // by sample
	Rho      expr.Number   `json:"rho"`                // of the adjusted with the raw score
}

// Link is the rank correlation of the ISG score with something else, over the
// patients at their first visit.
type Link struct {
	Name  string      `json:"name"`
	N     int         `json:"n"`
	Rho   expr.Number `json:"rho"`
	Lower expr.Number `json:"lower"`
	Upper expr.Number `json:"upper"`
}

func link(name string, c cohort.Correlation) Link {
	return Link{name, c.N, expr.Number(c.Value), expr.Number(c.Lower), expr.Number(c.Upper)}
}

// mixing are the axes of the cells that make up blood.
var mixing = []string{"neutrophil", "t", "monocyte", "b", "nk"}

// perAxis is the number of patients that one variable of the regression needs.
const perAxis = 10

func (p *Profile) composition() Composition {
	c := Composition{Rho: expr.Number(math.NaN())}
	isg := p.Axis("isg")
	if !isg.Measurable() {
		return c
	}
	score := isg.at(p.first)
	for _, m := range p.Measured {
		if m.Kind != Count {
			continue
		}
		x, name := m.Values, m.Title
		if m.Share != nil {
			x, name = m.Share, m.Title+", share of leukocytes"
		}
		c.Rows = append(c.Rows, link(name, cohort.Spearman(score, at(ref.Floats(x), p.first))))
		if m.Key == "lymphocytes" && m.Share != nil {
			c.Rows = append(c.Rows, link(m.Title, cohort.Spearman(score, at(ref.Floats(m.Values), p.first))))
		}
	}
	var variables []cohort.Variable
	for _, id := range mixing {
		if a := p.Axis(id); a.Measurable() {
			c.Rows = append(c.Rows, link(a.Title+", transcripts", cohort.Spearman(score, a.at(p.first))))
			variables = append(variables, cohort.Variable{Name: id, Values: a.at(p.first)})
		}
	}
	if len(variables) == 0 || len(p.first) < perAxis*(1+len(variables)) {
		return c
	}
	m, err := cohort.Linear(score, variables...)
	if err != nil {
		return c
	}
	middle := ref.Describe(score).Mean
	raw := isg.at(p.everybody())
	for j := range p.Samples {
		left := raw[j] - m.Coefficients[0].Value + middle
		for i, v := range variables {
			left -= m.Coefficients[i+1].Value * p.Axis(v.Name).at([]int{j})[0]
		}
		c.Adjusted = append(c.Adjusted, expr.Number(left))
	}
	for _, v := range variables {
		c.By = append(c.By, v.Name)
	}
	c.Rho = expr.Number(cohort.Spearman(score, at(ref.Floats(c.Adjusted), p.first)).Value)
	return c
}

// patientSamples returns all samples of patients.
func (p *Profile) patientSamples() []int { return p.design.With(sample.Patient) }
