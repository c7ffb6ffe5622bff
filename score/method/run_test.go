package method

import (
	"math"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/oracle"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// scores returns the scores of a method by set and sample of a frame.
func scores(t testing.TB, m Method, f *Frame) [][]Score {
	t.Helper()
	s, err := m.Fit(f)
	if err != nil {
		t.Fatalf("%s: %v", m.ID(), err)
	}
	_, samples := f.Matrix.Dims()
	out := make([][]Score, len(f.Sets))
	for i := range out {
		out[i] = make([]Score, samples)
	}
	var c Column
	dst := make([]Score, len(f.Sets))
	for j := range samples {
		c.Load(f.Matrix, j)
		s.Score(dst, &c)
		for i, x := range dst {
			out[i][j] = x
		}
	}
	return out
}

// values returns the values of scores.
func values(s [][]Score) [][]float64 {
	v := make([][]float64, len(s))
	for i := range s {
		v[i] = make([]float64, len(s[i]))
		for j := range s[i] {
			v[i][j] = s[i][j].Value
		}
	}
	return v
}

// contributions returns what the genes of a set add to the score of sample j.
func contributions(t testing.TB, m Method, f *Frame, set, j int) []float64 {
	t.Helper()
	s, err := m.Fit(f)
	if err != nil {
		t.Fatalf("%s: %v", m.ID(), err)
	}
	var c Column
	c.Load(f.Matrix, j)
	dst := make([]float64, len(f.Sets[set].Rows))
	s.Contribution(dst, &c, set)
	return dst
}

// matrix returns values by gene as a matrix.
func matrix(t testing.TB, genes, samples []string, u expr.Unit, rows [][]float64) *expr.Matrix {
	t.Helper()
	var data []float64
	for _, r := range rows {
		data = append(data, r...)
	}
	m, err := expr.New(genes, samples, u, gene.Namespace{}, data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// table returns an input table of the oracle as a matrix.
func table(t testing.TB, name string, u expr.Unit) *expr.Matrix {
	tab := oracle.Read(t, name)
	return matrix(t, tab.Rows, tab.Columns, u, tab.Values)
}

// signatures returns the sets of a GMT file of the oracle, genes that go down
// marked with a minus at the end.
func signatures(sets []oracle.Set) []*sig.Signature {
	var out []*sig.Signature
	for _, s := range sets {
		x := &sig.Signature{ID: s.Name}
		for _, g := range s.Genes {
			w := 1.0
			if n := len(g); g[n-1] == '-' {
				g, w = g[:n-1], -1
			}
			x.Genes = append(x.Genes, sig.Gene{Symbol: g, Weight: w})
		}
		out = append(out, x)
	}
	return out
}

// controls returns the reference of the first n samples of a matrix.
func controls(t testing.TB, m *expr.Matrix, n int) *ref.Reference {
	t.Helper()
	columns := make([]int, n)
	for j := range columns {
		columns[j] = j
	}
	c, err := m.SelectSamples(columns)
	if err != nil {
		t.Fatal(err)
	}
	return ref.Of(c)
}

// sum adds up what is not NaN.
func sumOf(v []float64) float64 {
	var s float64
	for _, x := range v {
		if !math.IsNaN(x) {
			s += x
		}
	}
	return s
}

// permuted returns a matrix with its rows in another order.
func permuted(t testing.TB, m *expr.Matrix, order []int) *expr.Matrix {
	t.Helper()
	var genes []string
	var rows [][]float64
	for _, i := range order {
		genes, rows = append(genes, m.Genes()[i]), append(rows, m.Row(i))
	}
	return matrix(t, genes, m.Samples(), m.Unit(), rows)
}
