package desk

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// opens is what the open files hold.
type opens struct {
	expression *read.Content // of one file, or of files of one sample each
	clinical   []clinical
	probes     map[string]string
	platform   string // the file that they are of, the first if they are of several
}

// clinical is a sample table and its file.
type clinical struct {
	file  string
	table *sample.Table
}

// gather tells the expression table, the sample tables and the platform tables
// apart. Files of one format and one sample each are one expression table; any
// other second expression table is not used. One that is taken for expression values for
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
			s.addProbes(&all, o.file.Name, c.Probes)
		case c.Matrix == nil:
			all.clinical = append(all.clinical, clinical{o.file.Name, s.private(o, c.Table)})
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

// addProbes adds the probes of a platform table. One that has another gene in a
// table opened before keeps that.
func (s *state) addProbes(all *opens, file string, probes map[string]string) {
	if all.probes == nil {
		all.probes, all.platform = probes, file
		return
	}
	all.probes = maps.Clone(all.probes)
	var differ []string
	for _, p := range slices.Sorted(maps.Keys(probes)) {
		switch before, here := all.probes[p], probes[p]; {
		case before == "":
			all.probes[p] = here
		case here != "" && here != before:
			differ = append(differ, fmt.Sprintf("%s (%s, here %s)", p, before, here))
		}
	}
	if len(differ) > 0 {
		s.notes.Warnf(note.PlatformsDiffer, file, "%d probes have another gene here than in a platform table opened before it, %s the first: that one stands. If this table is of another array, or the newer one, put the other away: %s",
			len(differ), all.platform, note.Names(differ, 5))
	}
}

// joinTables joins the sample tables to the samples, each by its own key, and puts
// them side by side, then what the expression file has of its own samples. One
// that has a row a person comes after those that may tell whose the samples are.
func (s *state) joinTables(tables []clinical) {
	var all *sample.Table
	var keys, files []string
	add := func(file string, joined *sample.Table, key sample.Key, notes note.Log) {
		for _, n := range notes {
			n.Subject = file
			s.notes = append(s.notes, n)
		}
		keys, files = append(keys, fmt.Sprintf("%s (%s)", key, file)), append(files, file)
		if all == nil {
			all, s.key = joined, key.String()
			return
		}
		var filled, apart []string
		all, filled, apart = all.Merge(joined, file)
		s.key = strings.Join(keys, ", and by ")
		s.noteJoined(file, files[:len(files)-1], filled, apart)
	}
	type failed struct {
		clinical
		err error
	}
	var left []failed
	own := sync.OnceValue(func() []string { return s.persons(s.table) })
	for _, c := range tables {
		joined, key, notes, err := c.table.JoinThrough(s.matrix.Samples(), s.table)
		if err != nil || key.Named < key.Of {
			// a column of people may name some of the samples too
			if j, k, n, ok := s.joinPeople(c.table, own()); ok && (err != nil || k.Column == key.Column && k.Named > key.Named) {
				joined, key, notes, err = j, k, n, nil
			}
		}
		if err != nil {
			left = append(left, failed{c, err})
			continue
		}
		add(c.file, joined, key, notes)
	}
	var told []string
	if len(left) > 0 {
		told = s.persons(all.Beside(s.table))
	}
	for _, f := range left {
		if joined, key, notes, ok := s.joinPeople(f.table, told); ok {
			add(f.file, joined, key, notes)
		} else {
			s.joinFailed(f.file, f.err)
		}
	}
	s.table = all.Beside(s.table)
}

// persons returns whose each sample is, by what a person decided, else by what
// the names of the samples and a table of them tell.
func (s *state) persons(t *sample.Table) []string {
	if s.assigned {
		// the columns of group and visit may be of a table that is not joined yet
		a := sample.Assignment{SubjectColumn: s.assignment.SubjectColumn, SubjectPattern: s.assignment.SubjectPattern}
		if d, _, err := sample.Assign(s.matrix.Samples(), t, a); err == nil {
			return d.Subject
		}
	}
	d, _, err := sample.Assign(s.matrix.Samples(), t, sample.Recognise(s.matrix.Samples(), t).Assignment)
	if err != nil {
		panic("desk: " + err.Error()) // its columns were recognised in the table
	}
	return d.Subject
}

// joinPeople joins a table that has a row a person, where the samples are not
// named by their people.
func (s *state) joinPeople(t *sample.Table, persons []string) (joined *sample.Table, key sample.Key, notes note.Log, ok bool) {
	if slices.Equal(persons, s.matrix.Samples()) {
		return nil, sample.Key{}, nil, false
	}
	return t.JoinPeople(s.matrix.Samples(), persons)
}

// noteJoined says what became of the columns of a further sample table.
func (s *state) noteJoined(file string, before, filled, apart []string) {
	text := "its columns stand beside those of " + note.Names(before, 3)
	if len(filled) > 0 {
		text += "; it fills empty cells of the columns that both have: " + note.Names(filled, 10)
	}
	s.notes.Infof(note.TablesJoined, file, "%s", text)
	if len(apart) > 0 {
		s.notes.Warnf(note.TablesDiffer, file, "columns that another sample table has too have other values here: both are kept, those of this file as %s. If one tells the group, the person or the visit, choose the right one under Samples and people", note.Names(apart, 10))
	}
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
