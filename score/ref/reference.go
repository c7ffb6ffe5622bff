package ref

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/sample"
)

// Reference is a set of healthy controls: a matrix of genes x people.
type Reference struct {
	values *expr.Matrix
	index  map[string]int // row by gene
	stats  []Stats        // by row, N == 0 until it is asked for
	done   []bool
}

// Stats describes one gene among the controls.
type Stats struct {
	N      int     // people in whom it was measured
	Mean   float64 // NaN if N is 0
	SD     float64 // with n-1; NaN if N is below 2; 0 if the gene is constant
	Median float64 // NaN if N is 0
}

// New returns the controls of a matrix: the samples with role Control, several
// samples of one person averaged (missing values left out). It returns nil if
// the design has no controls. New panics if d is of other samples than m.
func New(m *expr.Matrix, d *sample.Design) *Reference {
	if !slices.Equal(m.Samples(), d.Samples) {
		panic("ref: the design is of other samples than the matrix")
	}
	people := d.BySubject(d.With(sample.Control))
	if len(people) == 0 {
		return nil
	}
	genes, _ := m.Dims()
	names := make([]string, len(people))
	data := make([]float64, 0, genes*len(people))
	for k, js := range people {
		names[k] = d.Subject[js[0]]
	}
	for i := range genes {
		row := m.Row(i)
		for _, js := range people {
			data = append(data, meanOf(row, js))
		}
	}
	v, err := expr.New(m.Genes(), names, m.Unit(), m.Namespace(), data)
	if err != nil {
		panic(err) // subjects are unique, and the genes are those of a matrix
	}
	return Of(v)
}

// Of returns the reference of a matrix whose columns are control people.
func Of(values *expr.Matrix) *Reference {
	genes, _ := values.Dims()
	r := &Reference{values: values, index: make(map[string]int, genes), stats: make([]Stats, genes), done: make([]bool, genes)}
	for i, g := range values.Genes() {
		if _, dup := r.index[g]; !dup {
			r.index[g] = i
		}
	}
	return r
}

// People returns the names of the control people. The slice must not be
// changed.
func (r *Reference) People() []string { return r.values.Samples() }

// Unit returns the unit of the values.
func (r *Reference) Unit() expr.Unit { return r.values.Unit() }

// Values returns the values of a gene in all control people, and false if the
// reference does not hold the gene. The slice must not be changed.
func (r *Reference) Values(symbol string) ([]float64, bool) {
	i, ok := r.index[symbol]
	if !ok {
		return nil, false
	}
	return r.values.Row(i), true
}

// Gene returns the centre and spread of a gene among the controls, and false
// if the reference does not hold it.
func (r *Reference) Gene(symbol string) (Stats, bool) {
	i, ok := r.index[symbol]
	if !ok {
		return Stats{Mean: math.NaN(), SD: math.NaN(), Median: math.NaN()}, false
	}
	if !r.done[i] {
		r.stats[i], r.done[i] = Describe(r.values.Row(i)), true
	}
	return r.stats[i], true
}

// Describe returns the statistics of values, missing ones left out. A gene
// whose values differ by no more than rounding has SD 0.
func Describe(values []float64) Stats {
	x := make([]float64, 0, len(values))
	for _, v := range values {
		if !math.IsNaN(v) {
			x = append(x, v)
		}
	}
	s := Stats{N: len(x), Mean: math.NaN(), SD: math.NaN(), Median: math.NaN()}
	if len(x) == 0 {
		return s
	}
	s.Mean = stat.Mean(x, nil)
	s.Median = Median(x)
	if len(x) > 1 {
		if Constant(x) {
			s.SD = 0
		} else {
			s.SD = stat.StdDev(x, nil)
		}
	}
	return s
}

// Constant reports whether values, none of them missing, differ by no more
// than rounding: at most 1e-10 of the largest, or of 1. A test for equality
// would take the rounding noise of a normalisation for a signal.
func Constant(x []float64) bool {
	if len(x) == 0 {
		return true
	}
	lo, hi := slices.Min(x), slices.Max(x)
	return hi-lo <= 1e-10*max(1, math.Abs(hi), math.Abs(lo))
}

// Median returns the median of values, none of them missing: the mean of the
// middle two of an even number. It panics if there are none.
func Median(x []float64) float64 {
	if len(x) == 0 {
		panic("ref: median of no values")
	}
	s := slices.Clone(x)
	n := len(s)
	cohort.Nth(s, n/2)
	if n%2 == 1 {
		return s[n/2]
	}
	return (slices.Max(s[:n/2]) + s[n/2]) / 2
}

func meanOf(row []float64, js []int) float64 {
	var sum float64
	n := 0
	for _, j := range js {
		if v := row[j]; !math.IsNaN(v) {
			sum += v
			n++
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return sum / float64(n)
}

// String says what the reference is, for a report.
func (r *Reference) String() string {
	return fmt.Sprintf("%d healthy control people of this file", len(r.People()))
}
