package desk

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/sample"
)

// understand joins the files and works out everything that follows from them.
func (s *state) understand(genes *gene.Table) error {
	s.matrix, s.table, s.assay, s.probes, s.design, s.exam, s.mapping, s.notes, s.reading, s.problem, s.key = nil, nil, nil, nil, nil, nil, nil, nil, nil, "", ""
	all, err := s.gather()
	if err != nil {
		s.problem = err.Error()
		return nil
	}
	s.probes = all.probes
	s.controls = nil
	var references []string
	for _, o := range s.files {
		if o.reference != nil {
			s.controls = o.reference
			references = append(references, fmt.Sprintf("%s (%s)", o.file.Name, o.reference.About.Name))
		}
	}
	if all.expression == nil {
		s.problem = "There is no expression table yet. Open one: genes x samples, as text, as a spreadsheet or as a GEO series matrix."
		switch {
		case s.hasGenetic():
			s.problem = "There is no expression table yet. Genotypes stand by themselves on the page Genotype."
		case len(all.clinical) == 0 && all.probes == nil:
			s.problem = "No file is open."
		}
		return nil
	}
	s.matrix, s.assay = all.expression.Matrix, all.expression.Assay
	s.table = all.expression.Table // of the same file, in the order of its samples
	s.joinTables(all.clinical)
	s.reading = s.read()
	s.recognised = sample.Recognise(s.matrix.Samples(), s.table)
	if s.controls != nil {
		s.recognised.AllPatients(s.matrix.Samples())
	}
	if s.assay != nil {
		s.recognised.Calibrators(s.matrix.Samples(), s.table, s.assay.Calibrators)
	}
	if !s.assigned {
		s.assignment = s.recognised.Assignment
	}
	design, notes, err := sample.Assign(s.matrix.Samples(), s.table, s.assignment)
	if err != nil {
		return err
	}
	s.design = design
	s.notes = append(s.notes, notes...)

	in := score.Input{Matrix: s.matrix, Genes: genes, Probes: s.probes, Assay: s.assay}
	s.notes = append(s.notes, in.Calibrators(design)...)
	s.exam, s.mapping, err = score.Examine(in, s.options())
	s.notes = append(s.notes, s.exam.Notes...)
	if err != nil {
		s.problem = sentence(err)
		if all.expression.Unsure { // as the design matrix of a study, or a table of results
			s.problem += " If the table tells of the samples, choose Sample table as its content and open the expression table beside it."
		}
		return nil
	}
	opt := s.options()
	opt.Unit = s.currentUnit()
	if s.settled, err = in.Settle(opt, s.mapping); err != nil {
		s.problem = sentence(err)
		return nil
	}
	s.settled.Namespace = s.exam.Namespace
	s.notes = append(s.notes, in.Plates(s.settled, s.mapping)...)
	switch {
	case len(references) > 1:
		s.problem = fmt.Sprintf("%d reference files are open: %s. Scores are held against the controls of one of them: put the others away.", len(references), strings.Join(references, ", "))
	case s.controls != nil:
		in.Reference, in.Table = s.controls, s.table
		if err := in.Fits(s.settled); err != nil {
			s.problem = sentence(err)
		}
	}
	return nil
}

// joinFailed notes why a sample table is not used. The names may stand in a
// column that was left out because it identifies people.
func (s *state) joinFailed(file string, err error) {
	hint := ""
	if s.notes.Has(note.IdentifiersDropped) {
		hint = ". If the sample names stand in a personal column that was left out, choose to keep the personal columns under the file"
	}
	s.notes.Severef(note.JoinFailed, file, "the sample table is not used: %v%s", err, hint)
}

// options are what a person has decided about the table.
func (s *state) options() score.Options {
	return score.Options{Unit: s.unit, Namespace: s.namespace, Normalisation: s.normalise, References: s.references, Tissue: s.tissue, Assignment: s.assignment}
}

// read returns what a report must say of the reading of the files: what was
// noted of joining them, and what is a warning or worse within each.
func (s *state) read() note.Log {
	notes := slices.Clone(s.notes)
	for _, o := range s.files {
		if o.content == nil {
			continue
		}
		for _, n := range o.content.Notes {
			if n.Level < note.Warning {
				continue
			}
			if n.Subject == "" {
				n.Subject = o.file.Name
			}
			notes = append(notes, n)
		}
	}
	return notes
}

// currentUnit returns the unit in force: the person's, else the guess.
func (s *state) currentUnit() expr.Unit {
	if s.unit != expr.Unknown {
		return s.unit
	}
	return s.exam.Unit.Unit
}
