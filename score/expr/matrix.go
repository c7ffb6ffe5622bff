package expr

import (
	"fmt"
	"slices"

	"ifnscope/score/gene"
)

// Matrix is a genes x samples table of numbers in one unit. Rows are genes (or
// probes), columns are samples. A missing measurement is NaN.
type Matrix struct {
	genes   []string
	samples []string
	unit    Unit
	ns      gene.Namespace
	rows    [][]float64 // by gene; matrices of the same values share them
	trail   []string
}

// New returns a genes x samples matrix backed by data in row-major order; data
// is not copied and must not be changed afterwards. New returns an error if a
// sample name is empty or repeated or a gene name is empty. Gene names may
// repeat: several rows of one gene are collapsed by package norm.
//
// It panics if len(data) != len(genes)*len(samples).
func New(genes, samples []string, u Unit, ns gene.Namespace, data []float64) (*Matrix, error) {
	return FromRows(genes, samples, u, ns, split(genes, samples, data))
}

// FromRows is New for values that lie row by row. It panics if their number is
// not that of the genes, or the length of one not that of the samples.
func FromRows(genes, samples []string, u Unit, ns gene.Namespace, rows [][]float64) (*Matrix, error) {
	if len(rows) != len(genes) || slices.ContainsFunc(rows, func(r []float64) bool { return len(r) != len(samples) }) {
		panic("expr: the rows are not genes x samples")
	}
	seen := make(map[string]int, len(samples))
	for j, s := range samples {
		if s == "" {
			return nil, fmt.Errorf("sample %d has no name", j+1)
		}
		if i, dup := seen[s]; dup {
			return nil, fmt.Errorf("samples %d and %d are both named %q", i+1, j+1, s)
		}
		seen[s] = j
	}
	for i, g := range genes {
		if g == "" {
			return nil, fmt.Errorf("row %d has no gene name", i+1)
		}
	}
	return &Matrix{genes: genes, samples: samples, unit: u, ns: ns, rows: rows}, nil
}

// split returns the rows of data in row-major order.
func split(genes, samples []string, data []float64) [][]float64 {
	n := len(samples)
	if len(data) != len(genes)*n {
		panic("expr: length of data is not genes x samples")
	}
	rows := make([][]float64, len(genes))
	for i := range rows {
		rows[i] = data[i*n : (i+1)*n : (i+1)*n]
	}
	return rows
}

// Dims returns the number of genes and of samples.
func (m *Matrix) Dims() (genes, samples int) { return len(m.genes), len(m.samples) }

// Unit returns what the numbers are.
func (m *Matrix) Unit() Unit { return m.unit }

// Namespace returns what the row names are.
func (m *Matrix) Namespace() gene.Namespace { return m.ns }

// Genes returns the row names. The slice must not be changed.
func (m *Matrix) Genes() []string { return m.genes }

// Samples returns the column names. The slice must not be changed.
func (m *Matrix) Samples() []string { return m.samples }

// At returns the value of gene i in sample j.
func (m *Matrix) At(i, j int) float64 { return m.rows[i][j] }

// Row returns the values of gene i in all samples. The slice must not be
// changed.
func (m *Matrix) Row(i int) []float64 { return m.rows[i] }

// Column copies the values of all genes in sample j to dst and returns it. A
// nil dst is allocated; Column panics if dst has another length than genes.
func (m *Matrix) Column(dst []float64, j int) []float64 {
	if dst == nil {
		dst = make([]float64, len(m.genes))
	}
	if len(dst) != len(m.genes) {
		panic("expr: length of dst is not the number of genes")
	}
	for i, row := range m.rows {
		dst[i] = row[j]
	}
	return dst
}

// Trail returns the steps that made the matrix, the first one first.
func (m *Matrix) Trail() []string { return slices.Clone(m.trail) }

// Step returns a matrix of the same genes and samples with new values and
// unit, its trail one step longer. It panics if data has another length.
func (m *Matrix) Step(step string, u Unit, data []float64) *Matrix {
	return &Matrix{m.genes, m.samples, u, m.ns, split(m.genes, m.samples, data), append(slices.Clip(m.trail), step)}
}

// Declare returns the same values read as another unit and namespace, for a
// person's correction of a guess.
func (m *Matrix) Declare(u Unit, ns gene.Namespace) *Matrix {
	return &Matrix{m.genes, m.samples, u, ns, m.rows, m.trail}
}

// Derive returns a matrix of other rows for the same samples, its trail one
// step longer. It returns an error if a gene name is empty, and panics if
// len(data) != len(genes)*len(samples).
func (m *Matrix) Derive(step string, u Unit, ns gene.Namespace, genes []string, data []float64) (*Matrix, error) {
	return m.DeriveRows(step, u, ns, genes, split(genes, m.samples, data))
}

// DeriveRows is Derive for values that lie row by row, some of them those of m
// itself.
func (m *Matrix) DeriveRows(step string, u Unit, ns gene.Namespace, genes []string, rows [][]float64) (*Matrix, error) {
	d, err := FromRows(genes, m.samples, u, ns, rows)
	if err != nil {
		return nil, err
	}
	d.trail = append(slices.Clip(m.trail), step)
	return d, nil
}

// SelectSamples returns the matrix of the given columns, in the order given.
// The trail is kept: leaving samples out changes no value.
func (m *Matrix) SelectSamples(columns []int) (*Matrix, error) {
	names := make([]string, len(columns))
	for k, j := range columns {
		names[k] = m.samples[j]
	}
	data := make([]float64, len(m.genes)*len(columns))
	for i := range m.genes {
		row := m.Row(i)
		for k, j := range columns {
			data[i*len(columns)+k] = row[j]
		}
	}
	s, err := New(m.genes, names, m.unit, m.ns, data)
	if err != nil {
		return nil, err
	}
	s.trail = m.trail
	return s, nil
}
