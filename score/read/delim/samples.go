package delim

import (
	"fmt"
	"io"

	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
	"ifnscope/score/sample"
)

// maxSampleRows bounds a clinical table: more rows than any cohort has people.
const maxSampleRows = 1 << 20

// missing are the words that mean a missing cell and nothing else. A clinical
// table may write - for a negative result and ND for not detected, so those
// stay as they are.
var missing = map[string]bool{"NA": true, "N/A": true, "NaN": true, "nan": true, "null": true, "NULL": true, "#N/A": true, "#NV": true}

// loadSamples reads a clinical table: one row a sample, every cell as text.
func loadSamples(r io.Reader, s read.Summary) (*read.Content, error) {
	l, lines, err := open(r, s)
	if err != nil {
		return nil, err
	}
	var notes note.Log
	columns := make([]string, len(l.header))
	used := map[string]bool{}
	for i, h := range l.header {
		n := name(h, i)
		for k := 2; used[n]; k++ {
			n = fmt.Sprintf("%s (%d)", name(h, i), k)
		}
		if n != name(h, i) {
			notes.Warnf(note.ColumnRenamed, h, "the sample table has several columns named %q; column %d is called %q here", h, i+1, n)
		}
		used[n] = true
		columns[i] = n
	}
	cells := make([][]string, len(columns))
	var fields [][]byte
	for n := 0; ; {
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
		if fields, err = text.Split(fields, line, l.sep); err != nil {
			return nil, lineError(err, lines)
		}
		if len(fields) != len(columns) {
			return nil, ragged(lines.Number(), len(fields), len(columns))
		}
		for i, f := range fields {
			c := string(f)
			if missing[c] {
				c = ""
			}
			cells[i] = append(cells[i], c)
		}
		if n++; n > maxSampleRows {
			return nil, &read.Error{Line: lines.Number(), Code: read.TooLarge, What: "the sample table has more than a million rows", WayOut: "Is this the right file?"}
		}
	}
	if len(cells) == 0 || len(cells[0]) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "the sample table has no rows", WayOut: "Bring a table with one row a sample"}
	}
	t, err := sample.NewTable(columns, cells)
	if err != nil {
		return nil, &read.Error{Line: l.skip + 1, Code: read.Malformed, What: err.Error(), WayOut: "Give every column a name of its own"}
	}
	return &read.Content{Summary: s, Table: t, Notes: notes}, nil
}
