package desk

import (
	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/sample"
)

// understand joins the files and works out everything that follows from them.
func (s *state) understand(genes *gene.Table) error {
	s.matrix, s.table, s.design, s.exam, s.mapping, s.notes, s.problem, s.key = nil, nil, nil, nil, nil, nil, "", ""
	var clinical *sample.Table
	var second string
	for _, o := range s.files {
		if o.content == nil {
			continue
		}
		if m := o.content.Matrix; m != nil {
			if s.matrix != nil {
				second = o.file.Name
				continue
			}
			s.matrix = m
			if o.content.Table != nil {
				s.table = o.content.Table // of the same file, in the order of its samples
			}
			continue
		}
		clinical = o.content.Table
	}
	if s.matrix == nil {
		s.problem = "There is no expression table yet. Open one: genes x samples, as text or as a GEO series matrix."
		switch {
		case s.hasGenetic():
			s.problem = "There is no expression table yet. Genotypes stand by themselves on the page Genotype."
		case clinical == nil:
			s.problem = "No file is open."
		}
		return nil
	}
	if second != "" {
		s.notes.Warnf(note.SecondMatrix, second, "a second expression table is not used; put one of them away")
	}
	if clinical != nil {
		joined, key, notes, err := clinical.Join(s.matrix.Samples())
		if err != nil {
			s.notes.Severef(note.JoinFailed, "", "the sample table is not used: %v", err)
		} else {
			s.table, s.key = joined, key
			s.notes = append(s.notes, notes...)
		}
	}
	s.recognised = sample.Recognise(s.matrix.Samples(), s.table)
	if !s.assigned {
		s.assignment = s.recognised.Assignment
	}
	design, notes, err := sample.Assign(s.matrix.Samples(), s.table, s.assignment)
	if err != nil {
		return err
	}
	s.design = design
	s.notes = append(s.notes, notes...)

	in := score.Input{Matrix: s.matrix, Genes: genes}
	s.exam, s.mapping, err = score.Examine(in, score.Options{Unit: s.unit, Namespace: s.namespace})
	s.notes = append(s.notes, s.exam.Notes...)
	if err != nil {
		s.problem = err.Error()
		return nil
	}
	s.problem = score.Obstacle(score.Options{Unit: s.currentUnit()}, s.mapping)
	return nil
}

// currentUnit returns the unit in force: the person's, else the guess.
func (s *state) currentUnit() expr.Unit {
	if s.unit != expr.Unknown {
		return s.unit
	}
	return s.exam.Unit.Unit
}
