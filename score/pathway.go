package score

import (
	"ifnscope/score/pathway"
	"ifnscope/score/sample"
)

// Pathway returns the profile of the interferon pathway of a run, with the rows
// of the clinical table of its samples, nil if there is none, and what a person
// says that its columns hold, see [pathway.Columns].
func (s *Scored) Pathway(clinical *sample.Table, said map[string]string) (*pathway.Profile, error) {
	a := s.Report.Settings.Assignment
	return pathway.New(pathway.Input{
		Report:   s.Report,
		Matrix:   s.frame.Matrix,
		Controls: s.frame.Reference,
		Clinical: clinical,
		Said:     said,
		Skip:     []string{a.GroupColumn, a.SubjectColumn, a.VisitColumn},
	})
}
