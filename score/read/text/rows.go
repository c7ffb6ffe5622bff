package text

import (
	"bytes"
	"strings"
)

// Rows splits a text that is held in memory into rows of cells: row i is line
// i+1, and an empty line has no cells. It is for formats that have several
// tables in one file, or remarks around one. A line with a stray quotation
// mark, as a remark may have, is split as if it had none. Rows ends where a
// line is too long.
func Rows(b []byte, sep byte) [][]string {
	var rows [][]string
	lines := NewLines(bytes.NewReader(b))
	for {
		line, err := lines.Next()
		if err != nil {
			return rows
		}
		if len(Trim(line)) == 0 {
			rows = append(rows, nil)
			continue
		}
		plain := string(line)
		row, err := Cells(plain, sep)
		if err != nil {
			row = unquoted(plain, sep)
		}
		rows = append(rows, row)
	}
}

func unquoted(line string, sep byte) []string {
	row := strings.Split(line, string(sep))
	for i, c := range row {
		row[i] = strings.TrimSpace(c)
	}
	return row
}
