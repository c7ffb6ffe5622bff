package sample

import (
	"fmt"
	"slices"
)

// Table is a clinical table as read: rows are samples, columns are text. An
// empty cell is missing.
type Table struct {
	columns []string
	cells   [][]string // by column
	first   int        // of them, columns of the first of two tables, see Beside
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
	return &Table{columns: columns, cells: cells}, nil
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

// Select returns the table of the given rows, in the order given.
func (t *Table) Select(rows []int) *Table {
	cells := make([][]string, len(t.cells))
	for c := range cells {
		cells[c] = make([]string, len(rows))
		for k, r := range rows {
			cells[c][k] = t.cells[c][r]
		}
	}
	return &Table{t.columns, cells, t.first}
}
