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
		for n, base := 2, name; slices.Contains(u.columns, name); n++ {
			name = fmt.Sprintf("%s %d", base, n)
		}
		u.columns, u.cells = append(u.columns, name), append(u.cells, own.cells[i])
	}
	return u
}
