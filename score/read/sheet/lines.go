package sheet

import (
	"io"
	"slices"
	"strings"

	"ifnscope/score/read"
)

// headRows is how many rows are looked at for the beginning of the table.
const headRows = 100

// lines is a sheet as tab separated text. Line n is row n of the sheet; rows
// above the header, and rows without cells, are empty lines. Every line has
// the columns from first to the last one that the head of the table uses, or
// more where a row has more.
type lines struct {
	rows  *rows
	head  []row // read already
	skip  int   // rows above the header
	first int   // the column where the table begins, from 0
	width int   // columns of the table
	line  int   // lines written
	buf   []byte
	rest  []byte // of buf, not yet handed out
}

// lines returns the text of the named sheet, from the header of its table on
// or, with what stands above it, whole.
func (b *book) lines(name string, above bool) (*lines, error) {
	i := slices.IndexFunc(b.sheets, func(p part) bool { return p.name == name })
	if i < 0 {
		return nil, &read.Error{Code: read.Malformed, What: "the workbook has no sheet of this name", WayOut: "Choose one of its sheets"}
	}
	r, err := b.rows(b.sheets[i])
	if err != nil {
		return nil, err
	}
	t := &lines{rows: r}
	most := 0
	for len(t.head) < headRows {
		x, err := r.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		t.head = append(t.head, x)
		most = max(most, len(x.cells))
	}
	if len(t.head) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "the sheet has no cells", WayOut: "Choose another sheet"}
	}
	// the header is the first row with half as many cells as the fullest
	h := slices.IndexFunc(t.head, func(x row) bool { return above || 2*len(x.cells) >= most })
	// and groups in merged cells may stand right above it, right of its first cell
	if h > 0 {
		x, over := t.head[h], t.head[h-1]
		if over.index == x.index-1 && len(over.cells) > 1 && over.cells[0].column > x.cells[0].column {
			h--
		}
	}
	t.head = t.head[h:]
	t.skip = t.head[0].index - 1
	t.first = maxColumns
	last := 0
	for _, x := range t.head {
		t.first = min(t.first, x.cells[0].column)
		last = max(last, x.cells[len(x.cells)-1].column)
	}
	t.width = last - t.first + 1
	return t, nil
}

func (t *lines) Read(p []byte) (int, error) {
	for len(t.rest) == 0 {
		if err := t.fill(); err != nil {
			return 0, err
		}
	}
	n := copy(p, t.rest)
	t.rest = t.rest[n:]
	return n, nil
}

// fill writes the next row, and the empty lines before it.
func (t *lines) fill() error {
	var x row
	if len(t.head) > 0 {
		x, t.head = t.head[0], t.head[1:]
	} else {
		var err error
		if x, err = t.rows.next(); err != nil {
			return err
		}
	}
	t.buf = t.buf[:0]
	for ; t.line < x.index-1; t.line++ {
		t.buf = append(t.buf, '\n')
	}
	column := t.first
	for _, c := range x.cells {
		if c.column < t.first {
			return &read.Error{Sheet: t.rows.name, Line: x.index, Column: c.column + 1, Code: read.Ragged, What: "the cell stands left of the table", WayOut: "Remove it, or leave one table on the sheet"}
		}
		for ; column < c.column; column++ {
			t.buf = append(t.buf, '\t')
		}
		t.buf = appendField(t.buf, c.text)
	}
	for ; column < t.first+t.width-1; column++ {
		t.buf = append(t.buf, '\t')
	}
	t.buf = append(t.buf, '\n')
	t.line++
	t.rest = t.buf
	return nil
}

// appendField writes a cell so that package text reads it back, and so that it
// does not look like a comment.
func appendField(b []byte, s string) []byte {
	if !strings.ContainsAny(s[:1], `"#!`) {
		return append(b, s...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(s, `"`, `""`)...)
	return append(b, '"')
}
