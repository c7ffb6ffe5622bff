package sample

import (
	"fmt"
	"slices"
)

// Recognised is a proposed assignment and, for each of its parts, one sentence
// that says what it was judged by.
type Recognised struct {
	Assignment Assignment
	Group      string // evidence for the group
	Subject    string // evidence for the person and the visit
	// Candidates are values that may mean controls, where none was found by name.
	// Nobody is assigned by them: untreated cells are no healthy people.
	Candidates []Candidate
}

// Candidate is a value of a column whose samples may be controls.
type Candidate struct {
	Column  string `json:"column"`
	Value   string `json:"value"`
	Samples int    `json:"samples"`
}

// Recognise proposes an assignment from the sample names and the table, which
// may be nil. It proposes roles only where it found healthy controls by name;
// everything else is left to the person.
func Recognise(samples []string, t *Table) Recognised {
	var r Recognised
	r.group(samples, t)
	r.subject(samples, t)
	return r
}

// AllPatients proposes that all samples are patients where no role was found:
// their controls come from elsewhere, a reference file.
func (r *Recognised) AllPatients(samples []string) {
	if len(r.Assignment.Roles) > 0 {
		return
	}
	r.Assignment.ByHand = make(map[string]Role, len(samples))
	for _, s := range samples {
		r.Assignment.ByHand[s] = Patient
	}
	r.Group = "the controls are those of the reference file: all samples are taken for patients"
}

// Calibrators proposes that the samples that a file names as calibrators are
// nobody, unless others are of their group: a laboratory that takes one of its
// healthy controls for a calibrator goes on to count it as one (control C25 of
// Rice GI et al., J Clin Immunol 2017, doi:10.1007/s10875-016-0359-1). The table
// is that of Recognise.
func (r *Recognised) Calibrators(samples []string, t *Table, names []string) {
	d, _, err := Assign(samples, t, r.Assignment)
	if err != nil {
		panic("sample: " + err.Error()) // its columns were recognised in the table
	}
	for j, s := range samples {
		if !slices.Contains(names, s) || d.Role[j] == Unassigned || d.Group[j] != "" && count(d.Group, d.Group[j]) > 1 {
			continue
		}
		if r.Assignment.ByHand == nil {
			r.Assignment.ByHand = map[string]Role{}
		}
		r.Assignment.ByHand[s] = Unassigned
		r.Group += fmt.Sprintf("; %q is a calibrator, neither", s)
	}
}

// candidateWords mark values that may mean controls, for a person to decide.
var candidateWords = []string{"untreated", "unstimulated", "nonstimulated", "mock", "vehicle"}

// candidates returns the values of columns with few values that may mean
// controls, in the order of the table.
func candidates(t *Table) []Candidate {
	var out []Candidate
	if t == nil {
		return nil
	}
	for _, c := range t.Columns() {
		v := distinct(t.Column(c))
		if len(v) < 2 || len(v) > 12 {
			continue
		}
		for _, x := range v {
			if slices.ContainsFunc(words(x), func(w string) bool { return slices.Contains(candidateWords, w) }) {
				out = append(out, Candidate{c, x, count(t.Column(c), x)})
			}
		}
	}
	return out
}

// Prefixes returns how many different beginnings the sample names have. One is
// no group: it is everybody, or what an archive calls its samples.
func Prefixes(samples []string) int {
	v := make([]string, len(samples))
	for j, s := range samples {
		v[j] = prefix(s)
	}
	return len(distinct(v))
}

func (r *Recognised) group(samples []string, t *Table) {
	best, named := "", false
	var values []string
	if t != nil {
		for i, c := range t.Columns() {
			if i == t.first && best != "" {
				break // what a person's own table says comes before what the file says
			}
			group := isGroup(c)
			if best != "" && (named || !group) || !groups(c, t.Column(c), samples) {
				continue
			}
			if slices.ContainsFunc(t.Column(c), func(x string) bool { return looksControl(x, group) }) {
				best, named, values = c, group, t.Column(c)
			}
		}
	}
	a := &r.Assignment
	switch {
	case best != "":
		a.GroupColumn = best
		r.Group = fmt.Sprintf("column %q", best)
	default:
		values = make([]string, len(samples))
		for j, s := range samples {
			values[j] = prefix(s)
		}
		v := distinct(values)
		if !slices.ContainsFunc(v, func(x string) bool { return looksControl(x, true) }) || len(v) < 2 || len(v) > 12 {
			r.Group = "no column and no sample name speaks of healthy controls"
			r.Candidates = candidates(t)
			return
		}
		a.GroupPrefix = true
		r.Group = "the beginning of the sample names"
	}
	a.Roles = map[string]Role{}
	group := best == "" || isGroup(best)
	for _, v := range distinct(values) {
		switch {
		case v == "":
		case looksCalibrator(v):
			r.Group += fmt.Sprintf("; %q: calibrators, neither (%d)", v, count(values, v))
		case looksControl(v, group):
			a.Roles[v] = Control
			r.Group += fmt.Sprintf("; %q: controls (%d)", v, count(values, v))
		default:
			a.Roles[v] = Patient
			r.Group += fmt.Sprintf("; %q: patients (%d)", v, count(values, v))
		}
	}
}

// groups reports whether a column may part the samples into groups: it has 2 to
// 12 values, of which one is shared unless there are only two samples, and does
// not name the samples, the people or their visits.
func groups(column string, cells, samples []string) bool {
	n := map[string]int{}
	names := true
	for j, c := range cells {
		n[c]++
		names = names && (c == "" || fold(withoutEnding(c)) == fold(withoutEnding(samples[j])))
	}
	values, filled := len(n), len(cells)-n[""]
	if n[""] > 0 {
		values--
	}
	if len(n) < 2 || len(n) > 12 || names || values == filled && len(cells) > 2 {
		return false
	}
	h := heading(column)
	return !slices.Contains(visitNames, h) && !(slices.Contains(subjectNames, h) && 2*values > filled)
}

// visitMarks stand between the person and the number of the visit in names; of
// marks that fit equally the first is taken, so separators come first.
var visitMarks = []string{"_V", "-V", ".V", " V", "_v", "-v", "_visit", "-visit", " visit ", "_Visit", "_TP", "-TP", "_T", "-T", "_day", "-day", "_Day", "_D", "-D", "_week", "-week", "_Week", "_W", "-W", "_M", "-M", "V", "v", "T", "D", "W"}

func (r *Recognised) subject(samples []string, t *Table) {
	a := &r.Assignment
	columns := []string{""}
	values := map[string][]string{"": samples}
	if t != nil {
		for _, c := range t.Columns() {
			name := heading(c)
			if d := distinct(t.Column(c)); slices.Contains(visitNames, name) && len(d) > 1 && len(d) <= 40 && a.VisitColumn == "" {
				a.VisitColumn = c
			}
			if slices.Contains(subjectNames, name) && a.SubjectColumn == "" && namePeople(t.Column(c)) {
				a.SubjectColumn = c
			}
			columns = append(columns, c)
			values[c] = t.Column(c)
		}
	}
	if a.SubjectColumn != "" {
		r.Subject = fmt.Sprintf("column %q: %d people", a.SubjectColumn, len(distinct(t.Column(a.SubjectColumn))))
		switch {
		case a.VisitColumn != "":
			r.Subject += fmt.Sprintf("; visits from column %q", a.VisitColumn)
		case dated(t, a.SubjectColumn) != "":
			a.VisitColumn = dated(t, a.SubjectColumn)
			r.Subject += fmt.Sprintf("; visits by the dates in column %q", a.VisitColumn)
		}
		return
	}
	// A visit without a person would be misleading.
	a.VisitColumn = ""
	type candidate struct {
		column, pattern   string
		matched, subjects int
	}
	var best candidate
	for _, c := range columns {
		for _, m := range visitMarks {
			pat := "{subject}" + m + "{visit}"
			p, err := ParsePattern(pat)
			if err != nil {
				panic("sample: bad built-in pattern " + pat)
			}
			if n, people, ok := splits(p, values[c]); ok && n > best.matched {
				best = candidate{c, pat, n, people}
			}
		}
	}
	if best.matched == 0 {
		r.Subject = "one sample a person: no column and no name speaks of repeat visits"
		return
	}
	a.SubjectColumn, a.SubjectPattern = best.column, best.pattern
	where := "sample names"
	if best.column != "" {
		where = fmt.Sprintf("column %q", best.column)
	}
	r.Subject = fmt.Sprintf("%s reads as %s in %d of %d samples: %d people with numbered visits", where, best.pattern, best.matched, len(samples), best.subjects)
}

// dated returns the column that has the day of each sample, empty if none has or
// nobody came on two days.
func dated(t *Table, subject string) string {
	for _, c := range t.Columns() {
		if days, _, clear := Dates(t.Column(c)); clear && slices.Contains(dateNames, heading(c)) && slices.Contains(numbered(days, t.Column(subject)), "visit 2") {
			return c
		}
	}
	return ""
}

// namePeople reports whether values may be those of people: not yes and no,
// and not a handful of groups. A person has at most twelve samples, more than
// the visits and cell types of the cohorts that we know.
func namePeople(values []string) bool {
	n := len(distinct(values))
	return 12*n >= len(values) && (n > 2 || n == 2 && len(values) <= 6)
}

// splits reports whether the pattern reads repeat visits out of the names: at
// least a third of them match, some people have several visits, no person has
// a visit twice, and there are few different visits.
func splits(p Pattern, names []string) (matched, people int, ok bool) {
	type key struct{ subject, visit string }
	seen := map[key]bool{}
	visits := map[string]bool{}
	subjects := map[string]bool{}
	for _, s := range names {
		subject, visit, ok := p.Match(s)
		if !ok {
			continue
		}
		k := key{subject, visit}
		if seen[k] {
			return 0, 0, false
		}
		seen[k] = true
		subjects[subject], visits[visit] = true, true
		matched++
	}
	ok = 3*matched >= len(names) && len(subjects) < matched && len(subjects) > 1 && len(visits) > 1 && len(visits) <= 20
	return matched, len(subjects), ok
}

// distinct returns the different values in the order of first appearance.
func distinct(v []string) []string {
	seen := map[string]bool{}
	var d []string
	for _, x := range v {
		if !seen[x] {
			seen[x] = true
			d = append(d, x)
		}
	}
	return d
}

func count(v []string, x string) int {
	n := 0
	for _, y := range v {
		if x == y {
			n++
		}
	}
	return n
}
