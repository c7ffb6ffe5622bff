// Package book writes a report as a workbook. It is apart from package report,
// which the page links too: the page writes no archives.
package book

import (
	"io"

	"ifnscope/score/report"
	"ifnscope/score/xlsx"
)

// Table is a sheet of a workbook, its heads in the first row.
type Table struct {
	Name string // at most 31 characters
	Rows [][]report.Cell
}

// Add adds a row.
func (t *Table) Add(cells ...report.Cell) { t.Rows = append(t.Rows, cells) }

// Write writes a workbook of three sheets: the scores by sample, every score,
// and where they come from.
func Write(w io.Writer, r *report.Report) error {
	wide, long := Table{Name: "Scores by sample"}, Table{Name: "All scores"}
	r.Wide(wide.Add)
	r.Long(long.Add)
	return WriteTables(w, r, wide, long)
}

// WriteTables writes a workbook of tables that follow from a report, and a last
// sheet that says where they come from.
func WriteTables(w io.Writer, r *report.Report, tables ...Table) error {
	from := Table{Name: "Where from"}
	from.Add(report.Text("what"), report.Text("value"))
	r.Provenance(func(key, value string) { from.Add(report.Text(key), report.Text(value)) })
	var sheets []xlsx.Sheet
	for _, t := range append(tables, from) {
		s := xlsx.Sheet{Name: t.Name, Head: 1}
		for _, cells := range t.Rows {
			row := make([]xlsx.Cell, len(cells))
			for i, c := range cells {
				if row[i] = xlsx.String(c.Text); c.Is {
					row[i] = xlsx.Float(float64(c.Number))
				}
			}
			s.Rows = append(s.Rows, row)
		}
		sheets = append(sheets, s)
	}
	return xlsx.Write(w, sheets...)
}
