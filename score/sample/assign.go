package sample

import (
	"fmt"
	"maps"
	"slices"

	"ifnscope/score/note"
)

// Assignment says how roles, people and visits follow from a table and the
// sample names. It is the record of what a person decided: plain data, in the
// order in which it applies. The zero value assigns nothing.
type Assignment struct {
	// GroupColumn is the column whose values decide roles; empty for none.
	GroupColumn string `json:"groupColumn,omitempty"`
	// GroupPrefix, where there is no column, takes the group from the sample
	// name: its letters before the first digit or separator.
	GroupPrefix bool `json:"groupPrefix,omitempty"`
	// Roles gives the role of each value of the group. A value that is not
	// here is unassigned.
	Roles map[string]Role `json:"roles,omitempty"`

	// SubjectColumn is the column that names the person, or of which
	// SubjectPattern takes a part; empty for the sample name.
	SubjectColumn string `json:"subjectColumn,omitempty"`
	// SubjectPattern splits the name into person and visit, see [Pattern];
	// empty if the column names the person as it is.
	SubjectPattern string `json:"subjectPattern,omitempty"`
	// VisitColumn is the column that names the visit, or has its date; empty for
	// none. Dates are numbered person by person, see [Dates].
	VisitColumn string `json:"visitColumn,omitempty"`

	// ByHand gives the role of single samples, whatever their group.
	ByHand map[string]Role `json:"byHand,omitempty"`
	// Reason leaves single samples out, whatever role they have, and says why; the
	// reason may be empty.
	Reason map[string]string `json:"reason,omitempty"`
}

// Assign applies a to the samples. The table, which may be nil, has one row a
// sample in the same order (see [Table.Join]). It returns an error if a names
// a column that the table does not have or a pattern that cannot be read.
func Assign(samples []string, t *Table, a Assignment) (*Design, note.Log, error) {
	column := func(what, name string) ([]string, error) {
		if name == "" {
			return nil, nil
		}
		if t != nil {
			if c := t.Column(name); c != nil {
				return c, nil
			}
		}
		return nil, fmt.Errorf("there is no column %q to take the %s from", name, what)
	}
	group, err := column("group", a.GroupColumn)
	if err != nil {
		return nil, nil, err
	}
	subject, err := column("person", a.SubjectColumn)
	if err != nil {
		return nil, nil, err
	}
	visit, err := column("visit", a.VisitColumn)
	if err != nil {
		return nil, nil, err
	}
	var pattern Pattern
	if a.SubjectPattern != "" {
		if pattern, err = ParsePattern(a.SubjectPattern); err != nil {
			return nil, nil, err
		}
	}
	n := len(samples)
	d := &Design{
		Samples: samples,
		Role:    make([]Role, n),
		Group:   make([]string, n),
		Subject: make([]string, n),
		Visit:   make([]string, n),
	}
	var notes note.Log
	for j, s := range samples {
		switch {
		case group != nil:
			d.Group[j] = group[j]
		case a.GroupPrefix:
			d.Group[j] = prefix(s)
		}
		d.Role[j] = a.Roles[d.Group[j]]
		if r, ok := a.ByHand[s]; ok {
			d.Role[j] = r
		}
		if _, out := a.Out(s); out {
			d.Role[j] = Excluded
		}
		name := s
		if subject != nil {
			name = subject[j]
		}
		switch {
		case name == "":
			name = s
		case a.SubjectPattern != "":
			if p, v, ok := pattern.Match(name); ok {
				name, d.Visit[j] = p, v
			}
		}
		d.Subject[j] = name
		if visit != nil {
			d.Visit[j] = visit[j]
		}
	}
	unclear := false // which of the dates comes first
	if visit != nil {
		switch days, isDates, clear := Dates(visit); {
		case clear:
			d.Visit = numbered(days, d.Subject)
			notes.Infof(note.VisitsByDate, "", "visits are numbered by the dates in column %q, person by person", a.VisitColumn)
		case isDates:
			unclear = true
			notes.Warnf(note.VisitsByDate, "", "the dates in column %q can be read with the day or the month first, so that the order of visits is not known: write them as 2020-12-31, or take the visits from another column", a.VisitColumn)
		}
	}
	d.check(&notes)
	if !unclear {
		d.checkOrder(&notes)
	}
	return d, notes, nil
}

// check notes what a reader of the scores should know about the design.
func (d *Design) check(notes *note.Log) {
	type key struct{ subject, visit string }
	seen := map[key]bool{}
	twice := map[string]bool{}
	roleOf := map[string]Role{}
	var both []string
	for j := range d.Samples {
		if d.Role[j] == Excluded {
			continue
		}
		k := key{d.Subject[j], d.Visit[j]}
		if seen[k] {
			twice[k.subject] = true
		}
		seen[k] = true
		if r, ok := roleOf[d.Subject[j]]; ok && r != d.Role[j] && d.Role[j] != Unassigned {
			both = append(both, d.Subject[j])
		}
		if d.Role[j] != Unassigned {
			roleOf[d.Subject[j]] = d.Role[j]
		}
	}
	if len(twice) > 0 {
		names := slices.Sorted(maps.Keys(twice))
		notes.Warnf(note.ReplicateArrays, "", "%d people have several samples at one visit: %s. They count as one person: for cut-offs and visits their samples are averaged, elsewhere the first sample stands", len(names), note.Names(names, 5))
	}
	if len(both) > 0 {
		slices.Sort(both)
		notes.Warnf(note.SubjectInBothRoles, "", "the same person is both control and patient: %s", note.Names(slices.Compact(both), 5))
	}
}

// prefix returns the letters of a name before its first digit or separator.
func prefix(s string) string {
	for i, r := range s {
		if r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.' || r == ' ' {
			return s[:i]
		}
	}
	return s
}
