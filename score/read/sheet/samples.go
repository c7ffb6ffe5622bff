package sheet

import (
	"context"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/delim"
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
		joined, key, notes, err := other.Table.JoinThrough(c.Matrix.Samples(), c.Table)
		if err != nil {
			continue
		}
		c.Table = joined.Beside(c.Table)
		c.Notes.Infof(note.SheetJoined, name, "the sample table of this sheet was joined by its %s", key)
		c.Notes = append(append(c.Notes, other.Notes...), notes...)
		return
	}
}
