package delim

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
	"ifnscope/score/sample"
)

// loadGenesInColumns reads a table with one sample a row. Its text columns are
// a clinical table.
func loadGenesInColumns(r io.Reader, s read.Summary) (*read.Content, error) {
	l, lines, err := open(r, s)
	if err != nil {
		return nil, err
	}
	var genes, labels, left []string
	for i, c := range l.columns {
		switch c.role {
		case value:
			if l.header[i] == "" {
				return nil, &read.Error{Line: l.skip + 1, Column: i + 1, Code: read.Malformed, What: "a column of measurements has no name", WayOut: "Name every gene in the first line"}
			}
			genes = append(genes, l.header[i])
		case label:
			labels = append(labels, name(l.header[i], i))
		case annotation:
			left = append(left, l.header[i])
		}
	}
	if len(genes) == 0 {
		return nil, &read.Error{Line: l.skip + 1, Code: read.NotData, What: "no column holds measurements", WayOut: "Bring a table with one column a gene"}
	}
	labels, notes := distinct(labels)
	tellUnchosen(&notes, left)
	cells := make([][]string, len(labels))
	var byRow []float64
	var at []int // line of each sample
	n := 0
	var rows leftOut
	var below censored
	for {
		line, err := lines.NextFilled()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, lineError(err, lines)
		}
		if only, is := l.noSample(line); is {
			rows = append(rows, only)
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
				cells[k] = append(cells[k], cell(f))
				k++
			case value:
				v, ok := l.number(f, l.header[i], &below)
				if !ok {
					return nil, &read.Error{Line: lines.Number(), Column: i + 1, Code: read.NotNumber,
						What:   fmt.Sprintf("%q of gene %s is not a number", text.Clip(f), l.header[i]),
						WayOut: "Correct the cell, or leave it empty if the value is missing"}
				}
				byRow = append(byRow, v)
			}
		}
		if i != len(l.columns) {
			return nil, ragged(lines.Number(), i, len(l.columns))
		}
		n++
		at = append(at, lines.Number())
		if len(byRow) > read.MaxCells {
			return nil, tooLarge(n)
		}
	}
	if n == 0 {
		return nil, &read.Error{Code: read.Empty, What: "there is a header and no row below it", WayOut: "Bring a table with one row a sample"}
	}
	samples, err := sampleNames(labels, cells, at)
	if err != nil {
		return nil, err
	}
	rows.tell(&notes)
	below.tell(&notes)
	naming := slices.IndexFunc(cells, func(c []string) bool { return !repeated(c) }) // as sampleNames has it
	cells = l.clinicalNumbers(labels, cells, naming, &s, &notes)
	data := make([]float64, len(byRow))
	for j := range n {
		for i := range genes {
			data[i*n+j] = byRow[j*len(genes)+i]
		}
	}
	m, err := expr.New(genes, samples, l.unit, gene.Namespace{}, data)
	if err != nil {
		return nil, err // the names are distinct, and none is empty
	}
	c := &read.Content{Summary: s, Matrix: m, Notes: notes}
	if len(labels) > 0 {
		if c.Table, err = sample.NewTable(labels, cells); err != nil {
			return nil, err // the names are distinct, and none is empty
		}
	}
	return c, nil
}

// noSample reports whether a row of a table with one sample a row is a remark
// or, as Mean and SD below the samples, a figure of them, and what it is named.
func (l *layout) noSample(line []byte) (string, bool) {
	first := slices.IndexFunc(l.columns, func(c column) bool { return c.role == label })
	if first < 0 {
		return "", false
	}
	const longest = 200 // of remarks
	short := len(line) < len(l.header)+longest
	fields, err := text.Split(nil, bytes.Clone(line[:min(len(line), longest)]), l.sep)
	if err != nil || first >= len(fields) {
		return "", false
	}
	if only, n := filled(fields); short && isRemark(n, only) {
		return only, true
	}
	named := string(fields[first])
	return named, isStatistic(named)
}

// sampleNames returns the names of the samples of a table with one sample a
// row: the first text column in which every name is another, else the number
// of the row. at holds the line of every sample, for errors.
func sampleNames(labels []string, cells [][]string, at []int) ([]string, error) {
	if len(labels) == 0 {
		samples := make([]string, len(at))
		for j := range samples {
			samples[j] = fmt.Sprintf("row %d", j+1)
		}
		return samples, nil
	}
	var problem *read.Error
	for c, column := range cells {
		first := map[string]int{}
		var e *read.Error
		for j, name := range column {
			k, dup := first[name]
			switch {
			case name == "":
				e = &read.Error{Line: at[j], Code: read.DuplicateName, What: fmt.Sprintf("the sample has no name in column %q", labels[c]), WayOut: "Name every sample"}
			case dup:
				e = &read.Error{Line: at[j], Code: read.DuplicateName, What: fmt.Sprintf("%q stands in lines %d and %d of column %q", name, at[k], at[j], labels[c]),
					WayOut: "Give every sample a name of its own; replicates of one person are joined later by the person's name"}
			}
			if e != nil {
				break
			}
			first[name] = j
		}
		if e == nil {
			return column, nil
		}
		if problem == nil {
			problem = e
		}
	}
	return nil, problem
}
