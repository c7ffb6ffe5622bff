package sheet

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"ifnscope/score/read"
)

// The size of a sheet (ECMA-376): a cell beyond it is no cell.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
)

// row is a row of a sheet that has cells. Index counts from 1.
type row struct {
	index int
	cells []cell
}

// cell is one cell that holds something. Column counts from 0.
type cell struct {
	column int
	text   string
}

// rows reads the rows of a sheet one after the other.
type rows struct {
	book *book
	name string // of the sheet
	file io.Closer
	s    *scanner
	last int
	wide int // cells of the row before
	// of a cell: its type, its style and the text of its value
	typ, style, v []byte
}

func (b *book) rows(p part) (*rows, error) {
	rc, err := p.file.Open()
	if err != nil {
		return nil, damaged(p.file, err)
	}
	return &rows{book: b, name: p.name, file: rc, s: newScanner(rc)}, nil
}

// next returns the next row that has cells, and at the end io.EOF.
func (r *rows) next() (row, error) {
	for {
		k, err := r.s.next()
		if err != nil {
			return row{}, r.explain(err)
		}
		if k == startTag && r.s.is("row") {
			x, err := r.row()
			if err != nil {
				return row{}, r.explain(err)
			}
			if len(x.cells) > 0 {
				return x, nil
			}
		}
	}
}

func (r *rows) explain(err error) error {
	if err == io.EOF {
		r.file.Close()
		return err
	}
	if _, ok := err.(*read.Error); ok {
		return err
	}
	return &read.Error{Sheet: r.name, Line: r.last, Code: read.Malformed, What: fmt.Sprintf("the sheet is damaged behind this row (%v)", err), WayOut: "Open the workbook in a spreadsheet program and save it again"}
}

// row reads the cells of the row that has begun.
func (r *rows) row() (row, error) {
	x := row{index: r.last + 1}
	if a := r.s.rawAttr("r"); len(a) > 0 {
		n, err := strconv.Atoi(string(a))
		if err != nil || n <= r.last || n > maxRows {
			return x, fmt.Errorf("row %q after row %d", a, r.last)
		}
		x.index = n
	}
	r.last = x.index
	if x.index > maxRows {
		return x, errXML
	}
	x.cells = make([]cell, 0, r.wide)
	column := -1
	for {
		k, err := r.s.next()
		if err != nil {
			return x, err
		}
		switch {
		case k == endTag && r.s.is("row"):
			r.wide = len(x.cells)
			return x, nil
		case k != startTag || !r.s.is("c"):
			continue
		}
		next := column + 1
		if a := r.s.rawAttr("r"); len(a) > 0 {
			if next = columnOf(a); next <= column {
				return x, fmt.Errorf("cell %q after column %d", a, column+1)
			}
		}
		if column = next; column >= maxColumns {
			return x, fmt.Errorf("column %d", column+1)
		}
		text, err := r.cell()
		if err != nil {
			return x, &read.Error{Sheet: r.name, Line: x.index, Column: column + 1, Code: read.Malformed, What: err.Error(), WayOut: "Open the workbook in a spreadsheet program and save it again"}
		}
		if text = clean(text); text != "" {
			x.cells = append(x.cells, cell{column, text})
		}
	}
}

// cell reads the cell that has begun and returns what it holds.
func (r *rows) cell() (string, error) {
	r.typ, r.style, r.v = append(r.typ[:0], r.s.rawAttr("t")...), append(r.style[:0], r.s.rawAttr("s")...), r.v[:0]
	take, spoken, has := false, false, false
	for {
		k, err := r.s.next()
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		switch {
		case err != nil:
			return "", err
		case k == chars && take:
			r.v = append(r.v, r.s.text...)
		case r.s.is("rPh"):
			spoken = k == startTag
		case r.s.is("v"), r.s.is("t"):
			take = k == startTag && !spoken
			has = has || take
		case k == endTag && r.s.is("c"):
			if !has {
				return "", nil
			}
			return r.book.text(r.typ, r.style, r.v)
		}
	}
}

// columnOf returns the column of a cell's name, counted from 0, or -1.
func columnOf(name []byte) int {
	n := 0
	for _, c := range name {
		switch {
		case c >= 'A' && c <= 'Z':
			n = n*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z':
			n = n*26 + int(c-'a') + 1
		default:
			return n - 1
		}
		if n > maxColumns {
			return maxColumns
		}
	}
	return n - 1
}

// clean makes one line of a cell and removes the blanks around it.
func clean(s string) string {
	if strings.ContainsAny(s, "\t\r\n") {
		s = strings.Join(strings.Fields(s), " ")
	}
	return strings.TrimSpace(s)
}
