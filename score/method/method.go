package method

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// Method computes scores of gene sets.
type Method interface {
	// ID returns the name and version, "singscore/1". The version changes
	// when a score may change.
	ID() string
	// Info describes the method for a person.
	Info() Info
	// Needs says what the method must be given.
	Needs() Needs
	// Fit prepares to score the samples of the frame's matrix. It returns an
	// error if the frame lacks what the method needs.
	Fit(f *Frame) (Scorer, error)
}

// Scorer scores the samples of the frame that it was fitted to.
type Scorer interface {
	// Score writes the score of sample c for every set of the frame to dst.
	// It panics if len(dst) is not the number of sets.
	Score(dst []Score, c *Column)
	// Contribution writes how much each gene of set s, in the order of its
	// rows, adds to the score of sample c: in units of the score where the
	// score is a sum, else as Info.Contribution says. A gene that is missing
	// or left out has NaN.
	Contribution(dst []float64, c *Column, s int)
}

// Score is one score of one sample.
type Score struct {
	Value      float64 // NaN if it cannot be computed or is withheld
	Dispersion float64 // spread of the genes within the sample, NaN if the method defines none
	Used       int     // genes of the set that entered
}

// Needs says what a method must be given.
type Needs struct {
	// Reference says that healthy controls are needed.
	Reference bool
	// Cohort says that a score depends on the other samples of the run, so
	// that it may change when one is added.
	Cohort bool
	// MinSamples is the least number of samples for which the method is
	// defined.
	MinSamples int
	// Background is the number of genes outside the set below which the score
	// is coarse; it is computed, with a note.
	Background int
	// Housekeeping says that reference genes are needed.
	Housekeeping bool
}

// Info describes a method for a person. It is what the page of methods and the
// methods text of a report are made of.
type Info struct {
	Name         string      // "singscore"
	Sentence     string      // what it does, in one sentence
	Formula      string      // in plain text
	Parameters   []Parameter // with the values of this struct
	Scale        string      // what the numbers mean, "-0.5 to 0.5"
	Ratio        bool        // the scores are ratios, to be drawn on a log scale
	Contribution string      // what a gene's contribution is
	Source       string      // authors, journal, year
	DOI          string
	R            string // the equivalent in R, or why there is none
}

// Parameter is one setting of a method.
type Parameter struct {
	Name, Value, Meaning string
}

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
	// Sets are the signatures to score.
	Sets []Set
	// Reference holds the healthy controls in the same unit, nil if there are
	// none.
	Reference *ref.Reference
	// Housekeeping are the rows of the reference genes that were chosen.
	Housekeeping []int

	stats [][]ref.Stats // of each set's genes among the controls
}

// NewFrame finds the genes of the signatures in a matrix by approved symbol. A
// gene that a signature lists twice counts once. The first row of a name
// counts where the matrix repeats one.
func NewFrame(m *expr.Matrix, sigs []*sig.Signature, r *ref.Reference) *Frame {
	if m.Unit() != expr.Log2 {
		panic("method: the matrix is not in log2 units")
	}
	row := make(map[string]int, len(m.Genes()))
	for i, g := range m.Genes() {
		if _, dup := row[g]; !dup {
			row[g] = i
		}
	}
	f := &Frame{Matrix: m, Reference: r}
	for _, s := range sigs {
		set := Set{Signature: s}
		seen := make(map[string]bool, len(s.Genes))
		for _, g := range s.Genes {
			if seen[g.Symbol] {
				continue
			}
			seen[g.Symbol] = true
			if i, ok := row[g.Symbol]; ok {
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

// controls returns the statistics of every set's genes among the healthy
// controls, in the order of the rows, and an error if there are none.
func (f *Frame) controls() ([][]ref.Stats, error) {
	if f.Reference == nil {
		return nil, fmt.Errorf("method: no healthy controls")
	}
	if f.stats == nil {
		f.stats = make([][]ref.Stats, len(f.Sets))
		for s, set := range f.Sets {
			f.stats[s] = make([]ref.Stats, len(set.Rows))
			for k, i := range set.Rows {
				f.stats[s][k], _ = f.Reference.Gene(f.Matrix.Genes()[i])
			}
		}
	}
	return f.stats, nil
}

var nan = math.NaN()

// withheld is a score that cannot be computed from the genes used.
func withheld(used int) Score { return Score{Value: nan, Dispersion: nan, Used: used} }

func checkSets(dst []Score, f *Frame) {
	if len(dst) != len(f.Sets) {
		panic("method: len(dst) is not the number of sets")
	}
}
