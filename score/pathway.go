package score

import (
	"ifnscope/score/pathway"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// Pathway returns the profile of the interferon pathway of a run, with the rows
// of the clinical table of its samples, nil if there is none, and what a person
// says that its columns hold, see [pathway.Columns].
func (s *Scored) Pathway(clinical *sample.Table, said map[string]string) (*pathway.Profile, error) {
	in := s.pathway()
	in.Clinical, in.Said = clinical, said
	return pathway.New(in)
}

// Confounders returns what beside the disease may have moved the scores of sample
// j: what its row of the clinical table says, nil if there is no table, by the names
// of its columns and by what a person says that they hold, then what the genes of
// neutrophils say.
func (s *Scored) Confounders(clinical *sample.Table, said map[string]string, j int) []stratify.Confounder {
	return append(stratify.Confounders(clinical, j, said), pathway.Confounders(s.pathway(), j)...)
}

// pathway is what a profile is made of, without a clinical table.
func (s *Scored) pathway() pathway.Input {
	a := s.Report.Settings.Assignment
	return pathway.Input{
		Report:   s.Report,
		Matrix:   s.frame.Matrix,
		Controls: s.frame.Reference,
		Skip:     []string{a.GroupColumn, a.SubjectColumn, a.VisitColumn},
	}
}
