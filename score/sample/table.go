package sample

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/note"
)

// Table is a clinical table as read: rows are samples, columns are text. An
// empty cell is missing.
type Table struct {
	columns []string
	cells   [][]string // by column
}

// NewTable returns a table of the named columns; cells holds the columns, all
// of one length, and is not copied. NewTable panics if the lengths differ, and
// returns an error if a column has no name or the name of another.
func NewTable(columns []string, cells [][]string) (*Table, error) {
	if len(columns) != len(cells) {
		panic("sample: columns and cells differ in length")
	}
	for i, c := range columns {
		if c == "" {
			return nil, fmt.Errorf("column %d has no name", i+1)
		}
		if j := slices.Index(columns, c); j < i {
			return nil, fmt.Errorf("columns %d and %d are both named %q", j+1, i+1, c)
		}
		if len(cells[i]) != len(cells[0]) {
			panic("sample: columns differ in length")
		}
	}
	return &Table{columns, cells}, nil
}

// Columns returns the names of the columns. The slice must not be changed.
func (t *Table) Columns() []string { return t.columns }

// Len returns the number of rows.
func (t *Table) Len() int {
	if len(t.cells) == 0 {
		return 0
	}
	return len(t.cells[0])
}

// Column returns the cells of the named column, or nil if there is none. The
// slice must not be changed.
func (t *Table) Column(name string) []string {
	if i := slices.Index(t.columns, name); i >= 0 {
		return t.cells[i]
	}
	return nil
}

// Join returns the table with one row a sample, in the order of samples, and
// the column by which it was joined: the one that names most of the samples,
// exactly or, failing that, but for case, blanks and punctuation. A sample
// that the table does not name has empty cells.
//
// It returns an error if no column names at least one sample in ten, or if the
// column that does names a sample twice.
func (t *Table) Join(samples []string) (joined *Table, key string, notes note.Log, err error) {
	best, bestHits, bestFold := -1, 0, false
	for _, folded := range []bool{false, true} {
		want := make(map[string]bool, len(samples))
		for _, s := range samples {
			want[foldIf(s, folded)] = true
		}
		for c := range t.columns {
			hits := map[string]bool{}
			for _, v := range t.cells[c] {
				if v = foldIf(v, folded); v != "" && want[v] {
					hits[v] = true
				}
			}
			// an exact match wins over a folded one that finds no more
			if len(hits) > bestHits {
				best, bestHits, bestFold = c, len(hits), folded
			}
		}
	}
	if best < 0 || 10*bestHits < len(samples) {
		nearest := ""
		if best >= 0 {
			nearest = fmt.Sprintf(" (the best, %q, names %d of %d)", t.columns[best], bestHits, len(samples))
		}
		return nil, "", nil, fmt.Errorf("no column of the sample table names the samples of the expression table%s. "+
			"Give the sample table a column with the sample names as they stand in the expression table (%s)", nearest, note.Names(samples, 5))
	}
	row := make(map[string]int, t.Len())
	for r, v := range t.cells[best] {
		v = foldIf(v, bestFold)
		if v == "" {
			continue
		}
		if first, dup := row[v]; dup {
			return nil, "", nil, fmt.Errorf("the sample table names %q in rows %d and %d of column %q: each sample may have one row", t.cells[best][r], first+2, r+2, t.columns[best])
		}
		row[v] = r
	}
	cells := make([][]string, len(t.columns))
	for c := range cells {
		cells[c] = make([]string, len(samples))
	}
	var without []string
	for j, s := range samples {
		r, ok := row[foldIf(s, bestFold)]
		if !ok {
			without = append(without, s)
			continue
		}
		for c := range cells {
			cells[c][j] = t.cells[c][r]
		}
	}
	if len(without) > 0 {
		notes.Warnf(note.SampleNotInTable, "", "%d of %d samples have no row in the sample table: %s", len(without), len(samples), note.Names(without, 5))
	}
	if extra := t.Len() - bestHits; extra > 0 {
		notes.Infof(note.TableRowUnused, "", "%d rows of the sample table belong to no sample of the expression table", extra)
	}
	if bestFold {
		notes.Infof(note.JoinFolded, "", "samples were joined by column %q without regard to case and punctuation", t.columns[best])
	}
	joined = &Table{t.columns, cells}
	return joined, t.columns[best], notes, nil
}

func foldIf(s string, folded bool) string {
	s = strings.TrimSpace(s)
	if !folded {
		return s
	}
	// R writes X before a name that starts with a digit
	if len(s) > 1 && (s[0] == 'X' || s[0] == 'x') && s[1] >= '0' && s[1] <= '9' {
		s = s[1:]
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '-', '_', '.', ' ':
			return -1
		}
		return r
	}, strings.ToLower(s))
}

// Select returns the table of the given rows, in the order given.
func (t *Table) Select(rows []int) *Table {
	cells := make([][]string, len(t.cells))
	for c := range cells {
		cells[c] = make([]string, len(rows))
		for k, r := range rows {
			cells[c][k] = t.cells[c][r]
		}
	}
	return &Table{t.columns, cells}
}
