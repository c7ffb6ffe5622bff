package desk

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// opens is what the open files hold.
type opens struct {
	expression *read.Content // of one file, or of files of one sample each
	clinical   *sample.Table
	probes     map[string]string
}

// gather tells the expression table, the sample table and the platform table
// apart. Files of one format and one sample each are one expression table; any
// other second table is not used. One that is taken for expression values for
// its numbers alone, as a design matrix may be, comes after the others. Columns that identify a person are left out
// of every table, unless a person keeps them.
func (s *state) gather() (opens, error) {
	var all opens
	var one, plates []*read.Content
	files := slices.Clone(s.files)
	slices.SortStableFunc(files, func(a, b opened) int { return unsure(a) - unsure(b) })
	for _, o := range files {
		c := o.content
		switch {
		case c == nil:
		case c.Matrix == nil && c.Probes != nil:
			all.probes = c.Probes
		case c.Matrix == nil:
			all.clinical = s.private(o, c.Table)
		case c.Plate() && (all.expression == nil || len(plates) > 0):
			plates = append(plates, s.privately(o))
			all.expression = plates[0]
		case c.OneSample() && (all.expression == nil || len(one) > 0 && one[0].Format == c.Format):
			one = append(one, s.privately(o))
			all.expression = one[0]
		case all.expression == nil:
			all.expression = s.privately(o)
		case c.Unsure:
			s.notes.Warnf(note.SecondMatrix, o.file.Name, "a table of numbers without a name of a gene is not used beside the expression table; if it tells of the samples, choose Sample table as its content")
		default:
			s.notes.Warnf(note.SecondMatrix, o.file.Name, "a second expression table is not used; put one of them away")
		}
	}
	var joined *read.Content
	var err error
	switch {
	case len(plates) > 1:
		joined, err = read.JoinPlates(plates)
	case len(one) > 1:
		joined, err = read.Join(one)
	default:
		return all, nil
	}
	if err != nil {
		return all, err
	}
	s.notes = append(s.notes, joined.Notes...)
	all.expression = joined
	return all, nil
}

// unsure returns 1 of a file that may be no expression table, for sorting.
func unsure(o opened) int {
	if o.content != nil && o.content.Unsure {
		return 1
	}
	return 0
}

// privately returns the content of a file, its table without what identifies a
// person.
func (s *state) privately(o opened) *read.Content {
	c := *o.content
	if c.Table != nil {
		c.Table = s.private(o, c.Table)
	}
	return &c
}

// private returns the table without columns that identify a person, or as it
// is where a person has chosen so, and notes either.
func (s *state) private(o opened, t *sample.Table) *sample.Table {
	ids := sample.Identifiers(t)
	if len(ids) == 0 {
		return t
	}
	var names, words []string
	for _, id := range ids {
		names = append(names, id.Column)
		words = append(words, fmt.Sprintf("%q (%s: %s)", id.Column, id.What, id.Why))
	}
	if o.options.Identifiers == "keep" {
		s.notes.Warnf(note.IdentifiersKept, o.file.Name, "columns that seem to identify a person are kept as you chose, and can stand in figures and exports: %s", strings.Join(words, ", "))
		return t
	}
	s.notes.Warnf(note.IdentifiersDropped, o.file.Name, "columns that seem to identify a person are left out: %s. Scores do not need them; they can be kept under the file", strings.Join(words, ", "))
	return t.Without(names)
}
