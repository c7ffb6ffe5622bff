package desk

import (
	"errors"
	"fmt"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

var errNoResult = errors.New("nothing has been scored yet")

// selection is a view worked out: one result and the samples that it shows.
type selection struct {
	rep    *report.Report
	sig    report.Signature
	method report.Method
	result *report.Result
	design *sample.Design
	visits []string
	shown  []int // samples of the selected visits
	view   job.View
}

// choose works out a view, with defaults for what it leaves open. A signature,
// method or visit that the result does not have is replaced by the default, so
// that a view outlives a new run.
func (d *Desk) choose(v job.View) (*selection, error) {
	if d.result == nil {
		return nil, errNoResult
	}
	rep := d.result.Report
	if len(rep.Signatures) == 0 || len(rep.Methods) == 0 {
		return nil, errors.New("the run has no scores: no method applies to this table")
	}
	s := &selection{rep: rep, view: v, design: &sample.Design{}}
	for _, p := range rep.Samples {
		s.design.Samples = append(s.design.Samples, p.Name)
		s.design.Role = append(s.design.Role, p.Role)
		s.design.Group = append(s.design.Group, p.Group)
		s.design.Subject = append(s.design.Subject, p.Subject)
		s.design.Visit = append(s.design.Visit, p.Visit)
	}
	var ok bool
	if s.sig, ok = rep.Signature(v.Signature); !ok {
		s.sig = rep.Signatures[0]
	}
	id := v.Method
	if s.result, ok = rep.Result(s.sig.ID, id); !ok {
		id = s.sig.Method
		if s.result, ok = rep.Result(s.sig.ID, id); !ok {
			return nil, fmt.Errorf("the run has no score of %s", s.sig.Title)
		}
	}
	s.method = rep.Methods[slices.IndexFunc(rep.Methods, func(m report.Method) bool { return m.ID == id })]
	s.visits = s.design.Visits()
	if v.Visit != job.VisitFirst && !slices.Contains(s.visits, v.Visit) {
		s.view.Visit = job.VisitAll
	}
	for j := range rep.Samples {
		// controls and everybody who came once have no visit label
		if s.view.Visit == job.VisitAll || s.view.Visit == job.VisitFirst || s.design.Visit[j] == s.view.Visit || s.design.Visit[j] == "" {
			s.shown = append(s.shown, j)
		}
	}
	if s.view.Visit == job.VisitFirst {
		s.shown = s.design.First(s.shown)
	}
	return s, nil
}

func (s *selection) value(j int) float64 { return float64(s.result.Scores[j].Value) }
