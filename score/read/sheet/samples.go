package sheet

import (
	"context"
	"slices"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/delim"
	"ifnscope/score/sample"
)

// addSamples looks in the other sheets of the workbook for the table of the
// samples of an expression table that tells no more of them than a name or a
// group, and joins the first one that names them. A sheet that cannot be read is
// none.
func (b *book) addSamples(ctx context.Context, c *read.Content) {
	if c.Matrix == nil || c.Table != nil && len(c.Table.Columns()) > 1 {
		return
	}
	for _, name := range b.names()[:min(len(b.sheets), maxLooked)] {
		if name == c.Options.Sheet {
			continue
		}
		s, score, err := b.peek(read.Options{Sheet: name})
		if err != nil || score > 0 || s.Options.Kind != read.Samples {
			continue
		}
		t, err := b.lines(name, false)
		if err != nil {
			continue
		}
		other, err := delim.Load(ctx, stopping{ctx, t}, s)
		if err != nil {
			continue
		}
		joined, key, notes, err := other.Table.Join(c.Matrix.Samples())
		if err != nil {
			continue
		}
		c.Table = beside(joined, c.Table, c.Matrix.Samples())
		c.Notes.Infof(note.SheetJoined, name, "the sample table of this sheet was joined by its column %q", key)
		c.Notes = append(c.Notes, notes...)
		return
	}
}

// beside adds to a table what the expression table tells of its samples beside
// their names; own may be nil.
func beside(joined, own *sample.Table, samples []string) *sample.Table {
	if own == nil {
		return joined
	}
	names := slices.Clone(joined.Columns())
	for _, name := range own.Columns() {
		if joined.Column(name) == nil && !slices.Equal(own.Column(name), samples) {
			names = append(names, name)
		}
	}
	cells := make([][]string, len(names))
	for i, name := range names {
		if cells[i] = joined.Column(name); cells[i] == nil {
			cells[i] = own.Column(name)
		}
	}
	t, err := sample.NewTable(names, cells)
	if err != nil {
		panic("sheet: " + err.Error()) // the tables had these names
	}
	return t
}
