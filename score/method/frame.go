package method

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// Set is a signature as it was found in a matrix.
type Set struct {
	Signature *sig.Signature
	Rows      []int     // rows of the genes found, in the order of the signature
	Weights   []float64 // of the genes found, negative for genes that go down
	Missing   []string  // genes that the matrix does not have
}

// Of returns the number of genes of the signature, found or not.
func (s *Set) Of() int { return len(s.Rows) + len(s.Missing) }

// Frame is what methods are fitted to.
type Frame struct {
	// Matrix holds genes x samples by approved symbol in log2 units.
	Matrix *expr.Matrix
	// Counts holds the counts that the matrix was made of, the same rows and
	// samples, nil if it was not made of counts.
	Counts *expr.Matrix
	// Sets are the signatures to score.
	Sets []Set
	// Reference holds the healthy controls in the same unit, nil if there are
	// none.
	Reference *ref.Reference
	// Housekeeping are the rows of the reference genes that were chosen.
	Housekeeping []int
	// Progress, if not nil, is told how far a long fit has come. An error from
	// it ends the fit, which returns it.
	Progress func(done, total int) error
	// Pool does the parts of a long fit; nil stands for one after the other.
	Pool Pool

	row    map[string]int
	log    [][]ref.Stats // of each set's genes among the controls
	linear [][]ref.Stats // the same of 2^x
}

// progress tells Frame.Progress, if there is one.
func (f *Frame) progress(done, total int) error {
	if f.Progress == nil {
		return nil
	}
	return f.Progress(done, total)
}

func (f *Frame) pool() Pool {
	if f.Pool == nil {
		return alone{}
	}
	return f.Pool
}

// NewFrame finds the genes of the signatures in a matrix by approved symbol. A
// gene that a signature lists twice counts once. The first row of a name
// counts where the matrix repeats one.
func NewFrame(m *expr.Matrix, sigs []*sig.Signature, r *ref.Reference) *Frame {
	if m.Unit() != expr.Log2 {
		panic("method: the matrix is not in log2 units")
	}
	f := &Frame{Matrix: m, Reference: r, row: make(map[string]int, len(m.Genes()))}
	for i, g := range m.Genes() {
		if _, dup := f.row[g]; !dup {
			f.row[g] = i
		}
	}
	for _, s := range sigs {
		set := Set{Signature: s}
		seen := make(map[string]bool, len(s.Genes))
		for _, g := range s.Genes {
			if seen[g.Symbol] {
				continue
			}
			seen[g.Symbol] = true
			if i, ok := f.row[g.Symbol]; ok {
				set.Rows = append(set.Rows, i)
				set.Weights = append(set.Weights, g.Weight)
			} else {
				set.Missing = append(set.Missing, g.Symbol)
			}
		}
		f.Sets = append(f.Sets, set)
	}
	return f
}

// Find returns the rows of the genes that the matrix has, in the order given.
func (f *Frame) Find(symbols []string) []int {
	var rows []int
	for _, s := range symbols {
		if i, ok := f.row[s]; ok {
			rows = append(rows, i)
		}
	}
	return rows
}

// errControls is what a fit returns that needs healthy controls.
var errControls = fmt.Errorf("method: no healthy controls")

// controls returns the statistics of every set's genes among the healthy
// controls, in the order of the rows, of log2 values or of linear ones, and an
// error if there are no controls.
func (f *Frame) controls(linear bool) ([][]ref.Stats, error) {
	if f.Reference == nil {
		return nil, errControls
	}
	if f.log == nil {
		f.log = make([][]ref.Stats, len(f.Sets))
		f.linear = make([][]ref.Stats, len(f.Sets))
		for s, set := range f.Sets {
			f.log[s] = make([]ref.Stats, len(set.Rows))
			f.linear[s] = make([]ref.Stats, len(set.Rows))
			for k, i := range set.Rows {
				symbol := f.Matrix.Genes()[i]
				f.log[s][k], _ = f.Reference.Gene(symbol)
				x, _ := f.Reference.Values(symbol)
				f.linear[s][k] = ref.Describe(antilog(x))
			}
		}
	}
	if linear {
		return f.linear, nil
	}
	return f.log, nil
}

// cohort returns the statistics of every set's genes among all samples of the
// matrix, in the order of the rows.
func (f *Frame) cohort() [][]ref.Stats {
	stats := make([][]ref.Stats, len(f.Sets))
	for s, set := range f.Sets {
		stats[s] = make([]ref.Stats, len(set.Rows))
		for k, i := range set.Rows {
			stats[s][k] = ref.Describe(f.Matrix.Row(i))
		}
	}
	return stats
}

// constant returns the number of rows of the sets that do not vary by stats.
func (f *Frame) constant(stats [][]ref.Stats) int {
	rows := map[int]bool{}
	for s, set := range f.Sets {
		for k, i := range set.Rows {
			if stats[s][k].SD == 0 {
				rows[i] = true
			}
		}
	}
	return len(rows)
}

// antilog returns 2^x. Exp2 gives the same bits natively and in WebAssembly;
// Pow and Exp do not.
func antilog(x []float64) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = math.Exp2(v)
	}
	return y
}
