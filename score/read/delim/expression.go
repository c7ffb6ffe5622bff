package delim

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
	"ifnscope/score/sample"
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
	for {
		b, err := lines.Next()
		if err != nil {
			return nil, nil, err
		}
		if lines.Number() > l.skip && len(text.Trim(b)) > 0 {
			return l, lines, nil
		}
	}
}

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
		notes.Infof(note.ColumnsLeft, "", "columns that are no measurements were left out: %s", some(left))
	}
	if err := checkNames(samples, l); err != nil {
		return nil, err
	}
	var genes []string
	var data []float64
	unnamed := 0
	for {
		line, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, lineError(err, lines)
		}
		if len(text.Trim(line)) == 0 {
			continue
		}
		id, more := "", true
		rest := line
		i := 0
		for ; more; i++ {
			var f []byte
			f, rest, more, err = text.Cut(rest, l.sep)
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
			if !use[i] {
				continue
			}
			v, ok := l.numbers.Parse(f)
			if !ok {
				return nil, &read.Error{Line: lines.Number(), Column: i + 1, Code: read.NotNumber,
					What:   fmt.Sprintf("%q of sample %s is not a number", clip(f), l.header[i]),
					WayOut: "Correct the cell, or leave it empty if the value is missing"}
			}
			data = append(data, v)
		}
		if i != len(use) {
			return nil, ragged(lines.Number(), i, len(use))
		}
		if id == "" {
			unnamed++
			data = data[:len(data)-len(samples)]
			continue
		}
		genes = append(genes, id)
		if len(data) > read.MaxCells {
			return nil, tooLarge(len(samples))
		}
	}
	if len(genes) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "no row of the table names a gene", WayOut: "Check which column names the genes"}
	}
	if unnamed > 0 {
		notes.Warnf(note.RowUnnamed, "", "%d rows have no gene name and were left out", unnamed)
	}
	m, err := expr.New(genes, samples, expr.Unknown, gene.Namespace{}, data)
	if err != nil {
		return nil, &read.Error{Code: read.Malformed, What: err.Error(), WayOut: "Give every row and column a name of its own"}
	}
	return &read.Content{Summary: s, Matrix: m, Notes: notes}, nil
}

// loadGenesInColumns reads a table with one sample a row. Its text columns are
// a clinical table.
func loadGenesInColumns(r io.Reader, s read.Summary) (*read.Content, error) {
	l, lines, err := open(r, s)
	if err != nil {
		return nil, err
	}
	var genes []string
	var labels []string
	for i, c := range l.columns {
		switch c.role {
		case value:
			genes = append(genes, l.header[i])
		case label:
			labels = append(labels, name(l.header[i], i))
		}
	}
	cells := make([][]string, len(labels))
	var byRow []float64
	n := 0
	for {
		line, err := lines.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, lineError(err, lines)
		}
		if len(text.Trim(line)) == 0 {
			continue
		}
		rest, more := line, true
		i, k := 0, 0
		for ; more; i++ {
			var f []byte
			f, rest, more, err = text.Cut(rest, l.sep)
			if err != nil {
				return nil, lineError(err, lines)
			}
			if i >= len(l.columns) {
				continue
			}
			switch l.columns[i].role {
			case label:
				cells[k] = append(cells[k], string(f))
				k++
			case value:
				v, ok := l.numbers.Parse(f)
				if !ok {
					return nil, &read.Error{Line: lines.Number(), Column: i + 1, Code: read.NotNumber,
						What:   fmt.Sprintf("%q of gene %s is not a number", clip(f), l.header[i]),
						WayOut: "Correct the cell, or leave it empty if the value is missing"}
				}
				byRow = append(byRow, v)
			}
		}
		if i != len(l.columns) {
			return nil, ragged(lines.Number(), i, len(l.columns))
		}
		n++
		if len(byRow) > read.MaxCells {
			return nil, tooLarge(n)
		}
	}
	samples := make([]string, n)
	if len(labels) > 0 {
		copy(samples, cells[0])
	}
	for j := range samples {
		if samples[j] == "" {
			samples[j] = fmt.Sprintf("row %d", j+1)
		}
	}
	data := make([]float64, len(byRow))
	for j := range n {
		for i := range genes {
			data[i*n+j] = byRow[j*len(genes)+i]
		}
	}
	m, err := expr.New(genes, samples, expr.Unknown, gene.Namespace{}, data)
	if err != nil {
		return nil, &read.Error{Code: read.DuplicateName, What: err.Error(), WayOut: "Give every sample a name of its own"}
	}
	c := &read.Content{Summary: s, Matrix: m}
	if len(labels) > 0 {
		if c.Table, err = sample.NewTable(labels, cells); err != nil {
			return nil, &read.Error{Line: l.skip + 1, Code: read.Malformed, What: err.Error(), WayOut: "Give every column a name of its own"}
		}
	}
	return c, nil
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

func ragged(line, got, want int) error {
	return &read.Error{Line: line, Code: read.Ragged, What: fmt.Sprintf("the row has %d cells where the header has %d", got, want),
		WayOut: "Fill the missing cells (empty is enough) or remove the extra ones; a shifted row would put values under the wrong sample"}
}

func tooLarge(samples int) error {
	return &read.Error{Code: read.TooLarge, What: fmt.Sprintf("the table has more than %d million values (%d samples)", read.MaxCells/1_000_000, samples),
		WayOut: "Keep the genes that you need, or split the samples; a score that needs no cohort is the same in either half"}
}

// lineError turns an error of the line reader into one with a place.
func lineError(err error, lines *text.Lines) error {
	if errors.Is(err, text.ErrQuote) || errors.Is(err, text.ErrLongLine) {
		return &read.Error{Line: lines.Number(), Code: read.Malformed, What: err.Error(), WayOut: "Remove the stray quotation mark, or save the table again"}
	}
	return err
}

// clip shortens a cell for a message.
func clip(b []byte) string {
	if len(b) > 40 {
		return string(b[:40]) + "..."
	}
	return string(b)
}

func some(s []string) string {
	const most = 5
	if len(s) <= most {
		return strings.Join(s, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(s[:most], ", "), len(s)-most)
}

// name returns the name of column i, which R may have left out.
func name(h string, i int) string {
	if h == "" {
		return fmt.Sprintf("column %d", i+1)
	}
	return h
}
