package score

import (
	"archive/zip"
	"bufio"
	"io"
	"math"
	"strconv"

	"ifnscope/score/expr"
	"ifnscope/score/report"
	"ifnscope/score/tsv"
)

// WriteRepeat writes an archive with which the scores are repeated in R: the
// matrix as it was scored, the healthy controls one column a person, the sets,
// the scores, and a script that computes them with the packages of the methods
// and says by how much they differ.
//
// The archive holds the expression values of the samples. Program is the sha256
// of the program that computes, empty if not known.
func (s *Scored) WriteRepeat(w io.Writer, program string) error {
	z := zip.NewWriter(w)
	put := func(name string, write func(io.Writer) error) error {
		f, err := z.Create(name)
		if err != nil {
			return err
		}
		return write(f)
	}
	m := s.frame.Matrix
	steps := []struct {
		name  string
		write func(io.Writer) error
	}{
		{"repeat.R", func(w io.Writer) error { _, err := io.WriteString(w, report.RepeatR); return err }},
		{"methods.txt", func(w io.Writer) error { _, err := io.WriteString(w, s.Report.WriteMethods(program)); return err }},
		{"scores.tsv", s.Report.WriteTSV},
		{"sets.tsv", s.writeSets},
		{"matrix.tsv", func(w io.Writer) error { return writeMatrix(w, m.Genes(), m.Samples(), m.Row) }},
	}
	for _, x := range steps {
		if err := put(x.name, x.write); err != nil {
			return err
		}
	}
	if r := s.frame.Reference; r != nil {
		none := make([]float64, len(r.People()))
		for i := range none {
			none[i] = math.NaN()
		}
		row := func(i int) []float64 {
			if v, ok := r.Values(m.Genes()[i]); ok {
				return v
			}
			return none
		}
		if err := put("controls.tsv", func(w io.Writer) error { return writeMatrix(w, m.Genes(), r.People(), row) }); err != nil {
			return err
		}
	}
	return z.Close()
}

// writeSets writes the genes of every set that were found, with their weights.
func (s *Scored) writeSets(w io.Writer) error {
	b := bufio.NewWriter(w)
	tsv.WriteRow(b, "signature", "gene", "weight")
	for _, set := range s.frame.Sets {
		for k, i := range set.Rows {
			tsv.WriteRow(b, set.Signature.ID, s.frame.Matrix.Genes()[i], strconv.FormatFloat(set.Weights[k], 'g', -1, 64))
		}
	}
	return b.Flush()
}

// writeMatrix writes a table of numbers as R reads it; missing ones are NA.
func writeMatrix(w io.Writer, rows, columns []string, row func(int) []float64) error {
	b := bufio.NewWriter(w)
	tsv.WriteRow(b, append([]string{"gene"}, columns...)...)
	cells := make([]string, 1+len(columns))
	for i, name := range rows {
		cells[0] = name
		for j, v := range row(i) {
			if cells[1+j] = "NA"; !expr.Number(v).Missing() {
				cells[1+j] = strconv.FormatFloat(v, 'g', -1, 64)
			}
		}
		tsv.WriteRow(b, cells...)
	}
	return b.Flush()
}
