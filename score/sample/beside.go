package sample

import (
	"fmt"
	"slices"
)

// Beside returns the columns of t and then those of own, the table that an
// expression file has of its own samples; both have one row a sample, in the
// same order, and either may be nil. A column of own whose name t has already
// is left out where its cells are the same, and otherwise named "group (of the
// expression file)".
//
// In the result the columns of t come before those of own where both could
// hold the group, see [Recognise].
func (t *Table) Beside(own *Table) *Table {
	switch {
	case t == nil:
		return own
	case own == nil:
		return t
	case t.Len() != own.Len():
		panic("sample: tables of different samples")
	}
	u := &Table{slices.Clone(t.columns), slices.Clone(t.cells), len(t.columns)}
	for i, name := range own.columns {
		same := slices.IndexFunc(t.columns, func(c string) bool { return fold(c) == fold(name) })
		if same >= 0 && slices.Equal(t.cells[same], own.cells[i]) {
			continue
		}
		if same >= 0 {
			name += " (of the expression file)"
		}
		u.add(name, own.cells[i])
	}
	return u
}

// Merge returns the columns of t and then those of other, a table of the same
// samples, in the same order, from a file of the given name. A column that both
// have and whose cells are nowhere different, but for empty ones, is one column;
// filled are those of them of which other fills cells. Where cells are different
// both columns are kept, that of other as "arm (of treatment.tsv)"; apart are
// these names.
func (t *Table) Merge(other *Table, file string) (merged *Table, filled, apart []string) {
	if t.Len() != other.Len() {
		panic("sample: tables of different samples")
	}
	u := &Table{slices.Clone(t.columns), slices.Clone(t.cells), t.first}
	for i, name := range other.columns {
		same := slices.IndexFunc(t.columns, func(c string) bool { return fold(c) == fold(name) })
		if same < 0 {
			u.add(name, other.cells[i])
			continue
		}
		cells, more, ok := fill(t.cells[same], other.cells[i])
		switch {
		case !ok:
			apart = append(apart, u.add(fmt.Sprintf("%s (of %s)", name, file), other.cells[i]))
		case more:
			u.cells[same] = cells
			filled = append(filled, t.columns[same])
		}
	}
	return u, filled, apart
}

// fill returns the cells of a with those of b where they are empty, whether there
// are any, and false if two cells are different.
func fill(a, b []string) (cells []string, more, ok bool) {
	cells = slices.Clone(a)
	for j := range cells {
		switch {
		case b[j] == "" || b[j] == cells[j]:
		case cells[j] != "":
			return nil, false, false
		default:
			cells[j], more = b[j], true
		}
	}
	return cells, more, true
}

// add appends a column, under its name with a number where another has it, and
// returns the name.
func (t *Table) add(name string, cells []string) string {
	for n, base := 2, name; slices.Contains(t.columns, name); n++ {
		name = fmt.Sprintf("%s %d", base, n)
	}
	t.columns, t.cells = append(t.columns, name), append(t.cells, cells)
	return name
}
