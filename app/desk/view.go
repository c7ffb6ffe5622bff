package desk

import (
	"math"

	"ifnscope/app/job"
	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// view shows a result.
func (d *Desk) view(v job.View) (*job.Result, error) {
	s, err := d.choose(v)
	if err != nil {
		return nil, err
	}
	r := &job.Result{
		Synthetic:  s.rep.Synthetic,
		Signatures: s.rep.Signatures, Methods: s.rep.Methods, Visits: s.visits,
		Signature: s.sig.ID, Method: s.method.ID, Visit: s.view.Visit,
		Cutoff: s.result.Cutoff,
		Groups: s.groups(),
		AUC:    s.auc(),
		Table:  s.table(),
		Notes:  s.rep.Notes,
		Trail:  s.rep.Matrix.Trail,
	}
	if f := s.rep.Reference; f != nil {
		r.Reference = f.Title()
	}
	if js := s.design.With(sample.Patient); len(js) == 1 {
		r.Only = s.design.Samples[js[0]]
	}
	return r, nil
}

// auc returns the AUC of patients against controls, missing if there are too
// few of either.
func (s *selection) auc() expr.Number {
	high, low := cohort.Present(s.values(sample.Patient)), cohort.Present(s.values(sample.Control))
	if len(high) < stratify.MinPeople || len(low) < stratify.MinPeople {
		return expr.Number(math.NaN())
	}
	return expr.Number(cohort.AUC(high, low))
}

// values returns the scores of the shown samples of a role.
func (s *selection) values(r sample.Role) []float64 {
	var v []float64
	for _, j := range s.shown {
		if s.design.Role[j] == r {
			v = append(v, s.value(j))
		}
	}
	return v
}

// grouped returns the shown samples by role and group label, controls first.
func (s *selection) grouped() (labels []string, roles []sample.Role, js [][]int) {
	type key struct {
		role  sample.Role
		label string
	}
	at := map[key]int{}
	order := []sample.Role{sample.Control, sample.Patient, sample.Unassigned}
	for _, role := range order {
		for _, j := range s.shown {
			if s.design.Role[j] != role {
				continue
			}
			label := s.design.Group[j]
			if label == "" {
				label = role.String() + "s"
				if role == sample.Unassigned {
					label = "not assigned"
				}
			}
			k := key{role, label}
			i, ok := at[k]
			if !ok {
				i = len(js)
				at[k] = i
				labels, roles, js = append(labels, label), append(roles, role), append(js, nil)
			}
			js[i] = append(js[i], j)
		}
	}
	return labels, roles, js
}

func (s *selection) groups() []job.GroupStat {
	labels, roles, js := s.grouped()
	out := make([]job.GroupStat, len(labels))
	for i := range out {
		g := &out[i]
		g.Label, g.Role = labels[i], roles[i]
		var v []float64
		var with []int
		for _, j := range js[i] {
			if math.IsNaN(s.value(j)) {
				continue
			}
			v, with = append(v, s.value(j)), append(with, j)
			switch s.result.Scores[j].Class {
			case ref.High:
				g.High++
			case ref.Indeterminate:
				g.Indeterminate++
			case ref.Low:
				g.Low++
			}
		}
		g.Samples, g.People = len(v), s.design.People(with)
		g.Median = expr.Number(cohort.Quantile(v, 0.5))
		g.Q1, g.Q3 = expr.Number(cohort.Quantile(v, 0.25)), expr.Number(cohort.Quantile(v, 0.75))
	}
	return out
}
