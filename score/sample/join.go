package sample

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/note"
)

// Key says how a table was joined to samples.
type Key struct {
	Column string // of the table
	How    string // in which its cells are the names
	Named  int    // of the samples
	Of     int    // all samples
}

// String is the evidence: the column, how it was compared, and how many samples
// it names.
func (k Key) String() string {
	return fmt.Sprintf("column %q, compared %s: it names %d of %d samples", k.Column, k.How, k.Named, k.Of)
}

// rules are the ways in which a cell may be the name of a sample, the surest
// first.
var rules = []struct {
	how  string
	code note.Code
	of   func(string) string
}{
	{"as it is", "", strings.TrimSpace},
	{"as whole numbers", note.JoinNumber, wholeNumber},
	{"without regard to case and punctuation", note.JoinFolded, fold},
	{"without the ending of a file", note.JoinEnding, func(s string) string { return fold(withoutEnding(s)) }},
	{"by the GEO accession they begin with", note.JoinAccession, accession},
}

// throughNames are folded names of columns of an expression file that may hold
// another name of each sample.
var throughNames = []string{"sampleid", "sample", "samplename", "samplenumber", "sampleno", "id", "name", "title", "geoaccession", "accession", "barcode"}

// match is a column of a table tried as the key by one rule.
type match struct {
	column, rule int
	through      string   // column of the expression file that holds the names; empty for the samples themselves, or thePerson
	names        []string // of the samples, as the rule has them; empty for none
	rows         map[string]int
	twice        [2]int // two rows that name one sample, none if they are equal
}

// Join is JoinThrough for an expression file without a table of its own.
func (t *Table) Join(samples []string) (joined *Table, key Key, notes note.Log, err error) {
	return t.JoinThrough(samples, nil)
}

// JoinThrough returns the table with one row a sample, in the order of samples,
// and the key by which it was joined: the column that names most of the
// samples, as they are, as whole numbers (200.0 is 200), but for case, blanks
// and punctuation, without the ending of a file, or by the GEO accession that
// begins the name of a supplementary file; failing that, the one that
// names most of them as a column such as "sample id" of the expression file's
// own table does. A sample that the table does not name has empty cells. What
// a rule makes equal in two samples names neither.
//
// It returns an error if no column names at least one sample in ten, or if the
// column that does names a sample twice.
func (t *Table) JoinThrough(samples []string, own *Table) (joined *Table, key Key, notes note.Log, err error) {
	best := t.best(samples, "", t.any, match{column: -1})
	if own != nil {
		for _, c := range own.columns {
			if slices.Contains(throughNames, fold(c)) {
				best = t.best(own.Column(c), c, t.any, best)
			}
		}
	}
	if best.column < 0 || 10*len(best.rows) < len(samples) {
		return nil, Key{}, nil, t.joinFailed(samples, best)
	}
	column := t.cells[best.column]
	if a, b := best.twice[0], best.twice[1]; a != b {
		return nil, Key{}, nil, fmt.Errorf("the sample table names %q in rows %d and %d of column %q: each sample may have one row. Keep the one that belongs to it",
			column[b], a+2, b+2, t.columns[best.column])
	}
	joined, without := t.spread(best.names, best.rows, samples)
	key = Key{Column: t.columns[best.column], How: best.how(), Named: len(samples) - len(without), Of: len(samples)}
	noteApart(&notes, without, len(samples), t.Len()-key.Named)
	switch code := rules[best.rule].code; {
	case best.through != "":
		notes.Infof(note.JoinThrough, "", "samples were joined by %s", key)
	case code != "":
		notes.Infof(code, "", "samples were joined by %s", key)
	}
	return joined, key, notes, nil
}

// spread returns the table with one row a sample, that of the sample's name
// among rows, and the samples that have none: their cells are empty.
func (t *Table) spread(names []string, rows map[string]int, samples []string) (joined *Table, without []string) {
	cells := make([][]string, len(t.columns))
	for c := range cells {
		cells[c] = make([]string, len(samples))
	}
	for j, s := range samples {
		r, ok := rows[names[j]]
		if !ok {
			without = append(without, s)
			continue
		}
		for c := range cells {
			cells[c][j] = t.cells[c][r]
		}
	}
	return &Table{t.columns, cells, t.first}, without
}

// noteApart notes the samples without a row, of how many, and the number of rows
// without a sample.
func noteApart(notes *note.Log, without []string, of, unused int) {
	if len(without) > 0 {
		notes.Warnf(note.SampleNotInTable, "", "%d of %d samples have no row in the sample table: %s", len(without), of, note.Names(without, 5))
	}
	if unused > 0 {
		notes.Infof(note.TableRowUnused, "", "%d rows of the sample table belong to no sample of the expression table", unused)
	}
}

// any takes every column.
func (t *Table) any(int) bool { return true }

// best returns the column and rule that find most of the names, one of each
// sample, where they find more than before, or as many and no sample twice. Of
// the columns those are tried that may says.
func (t *Table) best(names []string, through string, may func(column int) bool, before match) match {
	best := before
	for r, rule := range rules {
		if len(best.rows) == len(names) && !best.doubled() {
			break // no other names more
		}
		as := make([]string, len(names))
		seen := map[string]int{}
		for j, s := range names {
			as[j] = rule.of(s)
			seen[as[j]]++
		}
		for j, s := range as {
			if seen[s] > 1 {
				as[j] = ""
			}
		}
		for c := range t.columns {
			if !may(c) {
				continue
			}
			m := match{column: c, rule: r, through: through, names: as, rows: map[string]int{}}
			for row, v := range t.cells[c] {
				if v = rule.of(v); v == "" || seen[v] != 1 {
					continue
				}
				if first, dup := m.rows[v]; dup {
					m.twice = [2]int{first, row}
					continue
				}
				m.rows[v] = row
			}
			// Numbers of lanes are soon found in a column of ages: what is no name
			// of the sample itself must name each once, and half of all there are.
			if through != "" && (m.doubled() || 2*len(m.rows) < min(len(names), t.Len())) {
				continue
			}
			if len(m.rows) > len(best.rows) || len(m.rows) == len(best.rows) && best.doubled() && !m.doubled() {
				best = m
			}
		}
	}
	return best
}

func (m match) doubled() bool { return m.twice[0] != m.twice[1] }

func (m match) how() string {
	switch m.through {
	case "":
		return rules[m.rule].how
	case thePerson:
		return rules[m.rule].how + " with the person of each sample"
	}
	return fmt.Sprintf("%s with the column %q of the expression file", rules[m.rule].how, m.through)
}

// accession returns GSM3308226 of GSM3308226_20160715_lane.RCC, and a name that
// does not begin with an accession as the rule before has it.
func accession(s string) string {
	name := withoutEnding(s)
	if head, _, _ := strings.Cut(name, "_"); len(head) > 3 && strings.EqualFold(head[:3], "gsm") && digits(head[3:]) {
		return fold(head)
	}
	return fold(name)
}

// joinFailed says what stands on either side, and the way out.
func (t *Table) joinFailed(samples []string, best match) error {
	shown, nearest := t.keyColumn(), ""
	if best.column >= 0 {
		shown = best.column
		nearest = fmt.Sprintf(" (the best, %q, names %d of %d)", t.columns[shown], len(best.rows), len(samples))
	}
	theirs := "has no rows"
	if t.Len() > 0 {
		theirs = fmt.Sprintf("has %s in its column %q", examples(t.cells[shown]), t.columns[shown])
	}
	return fmt.Errorf("no column of the sample table names the samples of the expression table%s, not even without regard to case, punctuation and the endings of files. "+
		"The expression table has %s; the sample table %s. Give the sample table a column with the sample names as they stand in the expression table, and open it again", nearest, examples(samples), theirs)
}

// keyColumn returns the first column without two cells that are the same, the
// first of all if there is none.
func (t *Table) keyColumn() int {
	return max(0, slices.IndexFunc(t.cells, func(c []string) bool { return len(distinct(c)) == len(c) }))
}

// examples lists three names, none longer than 24 characters.
func examples(names []string) string {
	short := make([]string, len(names))
	for i, s := range names {
		if r := []rune(s); len(r) > 24 {
			s = string(r[:23]) + "…"
		}
		short[i] = s
	}
	return note.Names(short, 3)
}

// fold returns a name in lower case without blanks and punctuation.
func fold(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && (s[0] == 'X' || s[0] == 'x') && s[1] >= '0' && s[1] <= '9' {
		s = s[1:] // R writes X before a name that starts with a digit
	} else {
		s = withoutZeros(s)
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '-', '_', '.', ' ':
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// withoutZeros returns 200.0 as 200, as which a spreadsheet keeps the number of
// a sample, and anything else as it is.
func withoutZeros(s string) string {
	head, tail, ok := strings.Cut(s, ".")
	if ok && tail != "" && digits(head) && strings.Trim(tail, "0") == "" {
		return head
	}
	return s
}

// wholeNumber returns 200.0 as 200 and 007, of which a spreadsheet makes 7, as
// 7; anything else as it is.
func wholeNumber(s string) string {
	s = withoutZeros(strings.TrimSpace(s))
	if !digits(s) {
		return s
	}
	if s = strings.TrimLeft(s, "0"); s == "" {
		return "0"
	}
	return s
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// endings are the endings of files by which samples are named.
var endings = []string{".rcc", ".cel", ".idat", ".gpr", ".bam", ".sam", ".cram", ".fastq", ".fq", ".sf", ".counts", ".txt", ".tsv", ".csv", ".tab", ".xls", ".xlsx", ".rdml", ".eds", ".gz", ".zip"}

// withoutEnding returns the name of a file without its folder and its endings,
// and a name without a known ending as it is.
func withoutEnding(s string) string {
	s = strings.TrimSpace(s)
	for {
		dot := strings.LastIndexByte(s, '.')
		if dot <= 0 || !slices.Contains(endings, strings.ToLower(s[dot:])) {
			return s
		}
		s = s[:dot]
		s = s[strings.LastIndexAny(s, `/\`)+1:]
	}
}
