package sample

import (
	"fmt"
	"slices"
	"strings"
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

// controlWords mark the values of healthy controls. A value matches if it has
// one of them as a word. The groupWords do so only where groups are named, in a
// column such as "group" or at the beginning of sample names: elsewhere they
// mean a normal C3, not done, not detected.
var (
	controlWords = []string{"healthy", "control", "controls", "hc", "hd", "hv", "ctrl", "ctl", "unaffected", "volunteer", "hcs", "hbd", "gesund"}
	groupWords   = []string{"normal", "con", "nc", "ns", "nd"}
)

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

// notHealthy mark values that hold a control word and mean somebody ill.
var notHealthy = []string{"disease", "diseased", "abnormal", "unhealthy", "non", "not", "vehicle", "positive", "pathological", "sle", "patient", "patients"}

// looksControl reports whether a group value names healthy controls.
// "Healthy control of SLE" does: healthy decides. group says that the value
// stands where groups are named.
func looksControl(v string, group bool) bool {
	w := words(v)
	for i, x := range w {
		if x == "healthy" && (i == 0 || w[i-1] != "non" && w[i-1] != "not") {
			return true
		}
	}
	found := false
	for _, x := range w {
		if slices.Contains(notHealthy, x) {
			return false
		}
		found = found || slices.Contains(controlWords, x) || group && slices.Contains(groupWords, x)
	}
	return found
}

// words splits a value into lower-case words of letters.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r > 0x7f)
	})
}

// groupNames are column names that usually hold the group.
var groupNames = []string{"group", "diagnosis", "disease", "status", "condition", "disease state", "disease_state", "diseasestatus", "disease status", "class", "cohort", "type", "phenotype", "case"}

// isGroup reports whether a column of this name holds groups.
func isGroup(column string) bool {
	return slices.Contains(groupNames, strings.ToLower(strings.TrimSpace(column)))
}

func (r *Recognised) group(samples []string, t *Table) {
	best, bestScore := "", 0
	var values []string
	if t != nil {
		for _, c := range t.Columns() {
			v := distinct(t.Column(c))
			if len(v) < 2 || len(v) > 12 {
				continue
			}
			group := isGroup(c)
			if !slices.ContainsFunc(v, func(x string) bool { return looksControl(x, group) }) {
				continue
			}
			score := 1
			if group {
				score = 2
			}
			if score > bestScore {
				best, bestScore, values = c, score, t.Column(c)
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
		case looksControl(v, group):
			a.Roles[v] = Control
			r.Group += fmt.Sprintf("; %q: controls (%d)", v, count(values, v))
		default:
			a.Roles[v] = Patient
			r.Group += fmt.Sprintf("; %q: patients (%d)", v, count(values, v))
		}
	}
}

// subjectNames and visitNames are column names that hold the person and the
// visit.
var (
	subjectNames = []string{"subject", "subject id", "subjectid", "subject_id", "patient", "patient id", "patientid", "patient_id", "donor", "donor id", "donor_id", "donorid", "individual", "individual id", "participant", "participant id", "participant_id", "person"}
	visitNames   = []string{"visit", "visit number", "visit_number", "timepoint", "time point", "time_point", "time", "day", "week", "month", "visit name", "visit_name", "treatment day", "study day", "study visit", "treatment week", "study week"}
	// visitMarks stand between the person and the number of the visit in names;
	// of marks that fit equally the first is taken, so separators come first.
	visitMarks = []string{"_V", "-V", ".V", " V", "_v", "-v", "_visit", "-visit", " visit ", "_Visit", "_TP", "-TP", "_T", "-T", "_day", "-day", "_Day", "_D", "-D", "_week", "-week", "_Week", "_W", "-W", "_M", "-M", "V", "v", "T", "D", "W"}
)

func (r *Recognised) subject(samples []string, t *Table) {
	a := &r.Assignment
	columns := []string{""}
	values := map[string][]string{"": samples}
	if t != nil {
		for _, c := range t.Columns() {
			name := strings.ToLower(strings.TrimSpace(c))
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
		if a.VisitColumn != "" {
			r.Subject += fmt.Sprintf("; visits from column %q", a.VisitColumn)
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
