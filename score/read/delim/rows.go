package delim

import (
	"bufio"
	"fmt"
	"io"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// open detects the layout again from the beginning of r, with the options that
// a person has confirmed, and returns the lines of the whole file.
func open(r io.Reader, s read.Summary) (*layout, *text.Lines, error) {
	b := bufio.NewReaderSize(r, read.HeadSize)
	head, err := b.Peek(read.HeadSize)
	if err != nil && err != io.EOF {
		return nil, nil, err
	}
	l, err := detect(head, s.Options)
	if err != nil {
		return nil, nil, err
	}
	lines := text.NewLines(b)
	// the header, and what stands before it
	for lines.Number() < l.last {
		if _, err := lines.Next(); err != nil {
			return nil, nil, err
		}
	}
	return l, lines, nil
}

// next returns the cells of the next line that is not empty, as many as the
// header has. It returns io.EOF behind the last one.
func (l *layout) next(lines *text.Lines, fields [][]byte) ([][]byte, error) {
	line, err := lines.NextFilled()
	if err == io.EOF {
		return nil, err
	}
	if err == nil {
		fields, err = text.Split(fields, line, l.sep)
	}
	if err != nil {
		return nil, lineError(err, lines)
	}
	if len(fields) != len(l.header) {
		return nil, ragged(lines.Number(), len(fields), len(l.header))
	}
	return fields, nil
}

// blockCells is how many values are allocated at a time: a table need not be
// copied as it grows.
const blockCells = 1 << 17

// loadGenesInRows reads a table with one gene a row.
func loadGenesInRows(r io.Reader, s read.Summary) (*read.Content, error) {
	l, lines, err := open(r, s)
	if err != nil {
		return nil, err
	}
	var samples []string
	var notes note.Log
	use := make([]bool, len(l.header))
	var left []string
	for i, c := range l.columns {
		switch c.role {
		case value:
			use[i] = true
			samples = append(samples, l.header[i])
		case annotation:
			left = append(left, l.header[i])
		case label:
			if i != l.id {
				left = append(left, l.header[i])
			}
		}
	}
	if len(left) > 0 {
		notes.Infof(note.ColumnsLeft, "", "columns that are no measurements were left out: %s", note.Names(left, 5))
	}
	if err := checkNames(samples, l); err != nil {
		return nil, err
	}
	var genes []string
	var rows [][]float64
	cells := 0
	var block []float64 // that the next rows are cut from
	unnamed := 0
	var rest leftOut
	var below censored
	for {
		line, err := lines.NextFilled()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, lineError(err, lines)
		}
		if len(block) < len(samples) {
			block = make([]float64, max(blockCells/len(samples), 1)*len(samples))
		}
		data := block[:0:len(samples)]
		id, more := "", true
		after := line
		i := 0
		full := false // some cell beside the name is filled
		for ; more; i++ {
			if i < len(use) && use[i] {
				if v, rest, further, ok := l.numbers.Next(after, l.sep); ok {
					data, after, more = append(data, v), rest, further
					full = true
					continue
				}
			}
			var f []byte
			f, after, more, err = text.Cut(after, l.sep)
			if err != nil {
				return nil, lineError(err, lines)
			}
			if i >= len(use) {
				continue
			}
			if i == l.id {
				id = string(f)
				continue
			}
			full = full || len(f) > 0
			if !use[i] {
				continue
			}
			v, ok := l.number(f, id, &below)
			if !ok {
				return nil, &read.Error{Line: lines.Number(), Column: i + 1, Code: read.NotNumber,
					What:   fmt.Sprintf("%q of sample %s is not a number", text.Clip(f), l.header[i]),
					WayOut: "Correct the cell, or leave it empty if the value is missing"}
			}
			data = append(data, v)
		}
		if i != len(use) {
			return nil, ragged(lines.Number(), i, len(use))
		}
		if id == "" {
			unnamed++
			continue
		}
		if !full && isRemark(1, id) {
			rest = append(rest, id)
			continue
		}
		genes, rows = append(genes, id), append(rows, data)
		block = block[len(samples):]
		if cells += len(samples); cells > read.MaxCells {
			return nil, tooLarge(len(samples))
		}
	}
	if len(genes) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "no row of the table names a gene", WayOut: "Check which column names the genes"}
	}
	if unnamed > 0 {
		notes.Warnf(note.RowUnnamed, "", "%d rows have no gene name and were left out", unnamed)
	}
	rest.tell(&notes)
	below.tell(&notes)
	m, err := expr.FromRows(genes, samples, expr.Unknown, gene.Namespace{}, rows)
	if err != nil {
		return nil, err // the names are distinct, and none is empty
	}
	return &read.Content{Summary: s, Matrix: m, Table: l.about(), Notes: notes}, nil
}

// checkNames returns an error if two samples have one name or none.
func checkNames(samples []string, l *layout) error {
	if len(samples) == 0 {
		return &read.Error{Line: l.skip + 1, Code: read.NotData, What: "no column holds measurements", WayOut: "Bring a table with one column a sample"}
	}
	first := map[string]int{}
	for i, c := range l.columns {
		if c.role != value {
			continue
		}
		h := l.header[i]
		if h == "" {
			return &read.Error{Line: l.skip + 1, Column: i + 1, Code: read.DuplicateName, What: "a column of measurements has no name", WayOut: "Name every sample in the first line"}
		}
		if j, dup := first[h]; dup {
			return &read.Error{Line: l.skip + 1, Column: i + 1, Code: read.DuplicateName, What: fmt.Sprintf("columns %d and %d are both named %q", j+1, i+1, h),
				WayOut: "Give every sample a name of its own; replicates of one person are joined later by the person's name"}
		}
		first[h] = i
	}
	return nil
}
