package report

import (
	"io"

	"ifnscope/score/xlsx"
)

// WriteXLSX writes a workbook: the scores by sample, every score, and where
// they come from.
func (r *Report) WriteXLSX(w io.Writer) error {
	sheet := func(name string, fill func(row func(...cell))) xlsx.Sheet {
		s := xlsx.Sheet{Name: name, Head: 1}
		fill(func(cells ...cell) {
			row := make([]xlsx.Cell, len(cells))
			for i, c := range cells {
				if row[i] = xlsx.String(c.text); c.is {
					row[i] = xlsx.Float(float64(c.number))
				}
			}
			s.Rows = append(s.Rows, row)
		})
		return s
	}
	return xlsx.Write(w, sheet("Scores by sample", r.wide), sheet("All scores", r.long), sheet("Where from", func(row func(...cell)) {
		row(text("what"), text("value"))
		r.provenance(func(key, value string) { row(text(key), text(value)) })
	}))
}
