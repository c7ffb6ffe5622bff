// Package book writes a report as a workbook. It is apart from package report,
// which the page links too: the page writes no archives.
package book

import (
	"io"

	"ifnscope/score/report"
	"ifnscope/score/xlsx"
)

// Write writes a workbook of three sheets: the scores by sample, every score,
// and where they come from.
func Write(w io.Writer, r *report.Report) error {
	sheet := func(name string, fill func(row func(...report.Cell))) xlsx.Sheet {
		s := xlsx.Sheet{Name: name, Head: 1}
		fill(func(cells ...report.Cell) {
			row := make([]xlsx.Cell, len(cells))
			for i, c := range cells {
				if row[i] = xlsx.String(c.Text); c.Is {
					row[i] = xlsx.Float(float64(c.Number))
				}
			}
			s.Rows = append(s.Rows, row)
		})
		return s
	}
	return xlsx.Write(w, sheet("Scores by sample", r.Wide), sheet("All scores", r.Long), sheet("Where from", func(row func(...report.Cell)) {
		row(report.Cell{Text: "what"}, report.Cell{Text: "value"})
		r.Provenance(func(key, value string) { row(report.Cell{Text: key}, report.Cell{Text: value}) })
	}))
}
