package delim

import (
	"fmt"
	"io"
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
	"ifnscope/score/sample"
)

// entry is one row of a long table.
type entry struct {
	sample, gene int32
	line         int32
	value        float64
}

// index numbers names in the order in which they come.
type index struct {
	names []string
	at    map[string]int32
}

func (x *index) of(name []byte) (i int32, fresh bool) {
	if i, ok := x.at[string(name)]; ok {
		return i, false
	}
	if x.at == nil {
		x.at = map[string]int32{}
	}
	i = int32(len(x.names))
	x.names = append(x.names, string(name))
	x.at[string(name)] = i
	return i, true
}

// loadLong reads a table with one value a row, or replicates of it. A gene that
// a sample has no row of is missing there.
func loadLong(r io.Reader, s read.Summary) (*read.Content, error) {
	l, lines, err := open(r, s)
	if err != nil {
		return nil, err
	}
	var notes note.Log
	var left []string
	var values []int
	for i, c := range l.columns {
		switch c.role {
		case annotation:
			left = append(left, name(l.header[i], i))
		case value:
			values = append(values, i)
		}
	}
	tellUnchosen(&notes, left)
	var samples, genes index
	var entries []entry
	var rows leftOut
	var below censored
	unnamed, partly := 0, 0
	about := make([][]string, len(l.aboutColumns))
	differs := make([]bool, len(about)) // within a sample: it is nothing about one
	var fields [][]byte
	for {
		fields, err = l.next(lines, fields)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if only, n := filled(fields); isRemark(n, only) {
			rows = append(rows, only)
			continue
		}
		if isStatistic(string(fields[l.sample])) {
			rows = append(rows, string(fields[l.sample]))
			continue
		}
		if len(fields[l.sample]) == 0 || len(fields[l.id]) == 0 {
			unnamed++
			continue
		}
		v, found, err := l.mean(fields, values, lines.Number(), &below)
		if err != nil {
			return nil, err
		}
		if found > 0 && found < len(values) {
			partly++
		}
		j, fresh := samples.of(fields[l.sample])
		for k, i := range l.aboutColumns {
			if fresh {
				about[k] = append(about[k], cell(fields[i]))
			} else if about[k][j] != cell(fields[i]) {
				differs[k] = true
			}
		}
		i, _ := genes.of(fields[l.id])
		entries = append(entries, entry{j, i, int32(lines.Number()), v})
		if len(entries) > read.MaxCells || len(samples.names) > read.MaxCells/len(genes.names) {
			return nil, tooLarge(len(samples.names))
		}
	}
	if len(entries) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "no row of the table names a sample and a gene", WayOut: "Check which column names the genes"}
	}
	data := make([]float64, len(genes.names)*len(samples.names))
	at := make([]int32, len(data)) // the line of every value
	for i := range data {
		data[i] = math.NaN()
	}
	for _, e := range entries {
		k := int(e.gene)*len(samples.names) + int(e.sample)
		if at[k] > 0 {
			return nil, &read.Error{Line: int(e.line), Code: read.DuplicateName, What: fmt.Sprintf("lines %d and %d are both of gene %s in sample %s", at[k], e.line, genes.names[e.gene], samples.names[e.sample]),
				WayOut: "Leave one row for every gene and sample, with the mean of replicates; name samples of one person apart, such as P1 V1 and P1 V2. Replicates under a column named Ct, dCt, RQ or log2 are averaged here"}
		}
		data[k], at[k] = e.value, e.line
	}
	if unnamed > 0 {
		notes.Warnf(note.RowUnnamed, "", "%d rows have no name of a sample or a gene and were left out", unnamed)
	}
	if len(values) > 1 {
		notes.Infof(note.ReplicatesMean, "", "every value is the %s", s.Options.Column)
	}
	if partly > 0 {
		notes.Warnf(note.CtPartly, "", "some replicates without a value: %d rows. The value is the mean of the others", partly)
	}
	rows.tell(&notes)
	below.tell(&notes)
	m, err := expr.New(genes.names, samples.names, expr.Unknown, gene.Namespace{}, data)
	if err != nil {
		return nil, err // the names are distinct, and none is empty
	}
	c := &read.Content{Summary: s, Matrix: m, Notes: notes}
	var names []string
	var cells [][]string
	for k, i := range l.aboutColumns {
		if differs[k] {
			c.Notes.Warnf(note.ColumnsLeft, l.header[i], "the column differs within a sample and was left out")
			continue
		}
		names, cells = append(names, name(l.header[i], i)), append(cells, about[k])
	}
	if len(names) > 0 {
		names, more := distinct(names)
		c.Notes = append(c.Notes, more...)
		cells = l.clinicalNumbers(names, cells, -1, &c.Summary, &c.Notes)
		if c.Table, err = sample.NewTable(names, cells); err != nil {
			return nil, err // the names are distinct, and none is empty
		}
	}
	return c, nil
}

// mean returns the mean of the values of a row, NaN of none, and how many there
// are. Relative quantities are averaged on the log scale.
func (l *layout) mean(fields [][]byte, values []int, line int, below *censored) (float64, int, error) {
	sum, n := 0.0, 0
	ratio := len(values) > 1 && measureUnits[stemOf(l.header[values[0]])] == expr.RQ
	for _, i := range values {
		v, ok := l.number(fields[i], string(fields[l.id]), below)
		if !ok {
			return 0, 0, &read.Error{Line: line, Column: i + 1, Code: read.NotNumber,
				What:   fmt.Sprintf("%q of sample %s is not a number", text.Clip(fields[i]), fields[l.sample]),
				WayOut: "Correct the cell, or leave it empty if the value is missing"}
		}
		if math.IsNaN(v) || ratio && v <= 0 {
			continue
		}
		if ratio {
			v = math.Log2(v)
		}
		sum += v
		n++
	}
	switch {
	case n == 0:
		return math.NaN(), 0, nil
	case len(values) == 1:
		return sum, 1, nil
	case ratio:
		return math.Exp2(sum / float64(n)), n, nil
	}
	return sum / float64(n), n, nil
}

// number reads a cell of a measurement. A word for a gene that was not found
// is missing, and counted.
func (l *layout) number(f []byte, gene string, below *censored) (float64, bool) {
	v, ok := l.numbers.Parse(f)
	if (!ok || v != v) && text.Undetermined(f) {
		below.add(gene, f)
		return math.NaN(), true
	}
	return v, ok
}

// filled returns how many cells of a row are filled, and the last of them.
func filled(fields [][]byte) (only string, n int) {
	for _, f := range fields {
		if len(f) > 0 {
			only = string(f)
			n++
		}
	}
	return only, n
}
