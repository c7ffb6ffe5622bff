package delim

import (
	"fmt"
	"io"
	"slices"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// maxSampleRows bounds a clinical table: more rows than any cohort has people.
const maxSampleRows = 1 << 20

// missing are the words that mean a missing cell and nothing else. A clinical
// table may write - for a negative result and ND for not detected, so those
// stay as they are.
var missing = map[string]bool{"NA": true, "N/A": true, "NaN": true, "nan": true, "null": true, "NULL": true, "#N/A": true, "#NV": true}

// loadSamples reads a clinical table: one row a sample, every cell as text,
// decimals with a point.
func loadSamples(r io.Reader, s read.Summary) (*read.Content, error) {
	l, lines, err := open(r, s)
	if err != nil {
		return nil, err
	}
	columns := make([]string, len(l.header))
	for i, h := range l.header {
		columns[i] = name(h, i)
	}
	columns, notes := distinct(columns)
	cells := make([][]string, len(columns))
	var fields [][]byte
	var rows leftOut
	for n := 0; ; {
		fields, err = l.next(lines, fields)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if repeats(fields, l.header) {
			return nil, &read.Error{Line: lines.Number(), Code: read.Malformed, What: "the names of the columns stand here once more", WayOut: "Is the table there twice? Remove this line, or what follows it"}
		}
		if only, n := filled(fields); len(fields) > 2 && isRemark(n, only) || len(fields) > 1 && isStatistic(string(fields[0])) {
			rows = append(rows, name(string(fields[0]), 0))
			continue
		}
		for i, f := range fields {
			cells[i] = append(cells[i], cell(f))
		}
		if n++; n > maxSampleRows {
			return nil, &read.Error{Line: lines.Number(), Code: read.TooLarge, What: "the sample table has more than a million rows", WayOut: "Is this the right file?"}
		}
	}
	if len(cells) == 0 || len(cells[0]) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "the sample table has no rows", WayOut: "Bring a table with one row a sample"}
	}
	rows.tell(&notes)
	naming := 0
	if repeated(cells[0]) {
		naming = -1
	}
	cells = l.clinicalNumbers(columns, cells, naming, &s, &notes)
	t, err := sample.NewTable(columns, cells)
	if err != nil {
		return nil, err // the names are distinct, and none is empty
	}
	return &read.Content{Summary: s, Table: t, Notes: notes}, nil
}

// repeats reports whether a row is the header once more.
func repeats(row [][]byte, header []string) bool {
	return len(row) > 1 && slices.EqualFunc(row, header, func(f []byte, h string) bool { return string(f) == h })
}

// cell returns a cell of a clinical table, empty if it is missing.
func cell(b []byte) string {
	if c := string(b); !missing[c] {
		return c
	}
	return ""
}

// name returns the name of column i, which R may have left out.
func name(h string, i int) string {
	if h == "" {
		return fmt.Sprintf("column %d", i+1)
	}
	return h
}

// distinct returns the column names with repeated ones numbered.
func distinct(columns []string) ([]string, note.Log) {
	var notes note.Log
	var repeated []string
	out := make([]string, len(columns))
	used, last := map[string]bool{}, map[string]int{}
	for _, c := range columns {
		used[c] = true
	}
	for i, c := range columns {
		n := c
		for last[c]++; last[c] > 1 && used[n]; {
			if n = fmt.Sprintf("%s (%d)", c, last[c]); used[n] {
				last[c]++
			}
		}
		if n != c && !slices.Contains(repeated, c) {
			repeated = append(repeated, c)
		}
		used[n] = true
		out[i] = n
	}
	if len(repeated) > 0 {
		notes.Warnf(note.ColumnRenamed, repeated[0], "the sample table has several columns of one name (%s); the later ones are numbered here, as in %q", note.Names(repeated, 5), repeated[0]+" (2)")
	}
	return out, notes
}
