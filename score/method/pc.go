package method

import (
	"math"

	"gonum.org/v1/gonum/floats"

	"ifnscope/score/cohort"
	"ifnscope/score/ref"
)

// PC1 is the first principal component of the standardised genes of a set.
type PC1 struct{}

// PLAGE is the activity of a gene set of Tomfohr: the first principal
// component with a sum of squares of 1 over the samples of the run, which is
// also the module eigengene of WGCNA.
type PLAGE struct{}

func (PC1) ID() string   { return "pc1/1" }
func (PLAGE) ID() string { return "plage/1" }

func (PC1) Needs() Needs   { return Needs{Cohort: true, MinSamples: 3} }
func (PLAGE) Needs() Needs { return Needs{Cohort: true, MinSamples: 3} }

const pcFormula = "z = w (x - mean) / SD (n-1) over the samples of the run, x = log2 expression, w = +1 or -1; v = first eigenvector of the correlation matrix of the genes, " +
	"its sign such that the score correlates positively with the mean z; genes that do not vary are left out; "

func (PC1) Info() Info {
	return Info{
		Name:         "first principal component",
		Sentence:     "The weighted sum of the standardised genes that varies most over the samples of the run.",
		Formula:      pcFormula + "score = sum over genes of v z / sum of v^2 of the genes measured",
		Scale:        "standard deviations times weights; 0 is the mean of the run. It changes when a sample is added",
		Contribution: "v z; the contributions add up to the score",
		Source:       "Pearson K, Philos Mag 1901",
		DOI:          "10.1080/14786440109462720",
		R:            "prcomp(t(x[genes, ]), scale. = TRUE)$x[, 1], its sign arbitrary",
	}
}

func (PLAGE) Info() Info {
	return Info{
		Name:         "PLAGE",
		Sentence:     "The weighted sum of the standardised genes that varies most over the samples of the run, scaled to a length of 1. The sign, which the published method leaves to chance, is that of the mean.",
		Formula:      pcFormula + "score = sum over genes of v z, divided by the square root of its sum of squares over the samples",
		Scale:        "-1 to 1, smaller in larger runs; 0 is the mean of the run. It changes when a sample is added",
		Contribution: "v z divided by the length; the contributions add up to the score",
		Source:       "Tomfohr J et al., BMC Bioinformatics 2005",
		DOI:          "10.1186/1471-2105-6-225",
		R:            "GSVA::gsva(GSVA::plageParam(x, sets)), its sign arbitrary; WGCNA::moduleEigengenes(t(x), colour)",
	}
}

func (PC1) Fit(f *Frame) (Scorer, error)   { return fitPC(f, false), nil }
func (PLAGE) Fit(f *Frame) (Scorer, error) { return fitPC(f, true), nil }

type component struct {
	f        *Frame
	stats    [][]ref.Stats
	axes     []axis // by set
	constant int
	z        []float64
}

// axis is the first principal component of a set.
type axis struct {
	v         []float64 // by gene, NaN for one that is constant; nil if there is none
	length    float64   // that scores are divided by
	explained float64
}

func (s *component) Constant() int             { return s.constant }
func (s *component) Explained(set int) float64 { return s.axes[set].explained }

func fitPC(f *Frame, unit bool) *component {
	stats := f.cohort()
	s := &component{f: f, stats: stats, axes: make([]axis, len(f.Sets)), constant: f.constant(stats)}
	for i := range f.Sets {
		s.axes[i] = s.axis(i, unit)
	}
	return s
}

// axis finds the first principal component of a set.
//
// A missing value stands for the mean of its
// gene there; scores are made of what was measured.
func (s *component) axis(set int, unit bool) axis {
	a := axis{length: 1, explained: nan}
	st := &s.f.Sets[set]
	_, samples := s.f.Matrix.Dims()
	var genes []int // that vary
	var z [][]float64
	for k, row := range st.Rows {
		if !(s.stats[set][k].SD > 0) {
			continue
		}
		genes = append(genes, k)
		zk := make([]float64, samples)
		for j, x := range s.f.Matrix.Row(row) {
			if !math.IsNaN(x) {
				zk[j] = zOf(x, s.stats[set][k], st.Weights[k])
			}
		}
		z = append(z, zk)
	}
	if len(genes) == 0 {
		return a
	}
	var trace float64
	mean := make([]float64, samples)
	for _, zk := range z {
		trace += floats.Dot(zk, zk)
		floats.Add(mean, zk)
	}
	values, vectors := cohort.Leading(z, 1)
	a.explained = values[0] / trace
	along := vectors[0] // over the samples; the genes go along it by their weights
	v := make([]float64, len(z))
	for i, zk := range z {
		v[i] = floats.Dot(zk, along)
	}
	length := floats.Norm(v, 2)
	floats.Scale(1/length, v)
	if flip(length*floats.Dot(along, mean), v) {
		floats.Scale(-1, v)
	}
	a.v = make([]float64, len(st.Rows))
	for i := range a.v {
		a.v[i] = nan
	}
	for i, g := range genes {
		a.v[g] = v[i]
	}
	if unit {
		a.length = s.length(st.Rows, a.v, genes, z)
	}
	return a
}

// length returns the square root of the sum of squares of the component over the
// samples: z are the genes that vary, at their places in rows and v.
func (s *component) length(rows []int, v []float64, genes []int, z [][]float64) float64 {
	score, squares := make([]float64, len(z[0])), make([]float64, len(z[0]))
	for i, k := range genes {
		for j, x := range s.f.Matrix.Row(rows[k]) {
			if !math.IsNaN(x) {
				score[j] += v[k] * z[i][j]
				squares[j] += v[k] * v[k]
			}
		}
	}
	var sum float64
	for j, x := range score {
		if squares[j] > 0 {
			sum += x / squares[j] * (x / squares[j])
		}
	}
	return math.Sqrt(sum)
}

// flip reports whether a component points away from the mean, or, where it
// has nothing to do with the mean, whether its largest weight is negative.
func flip(withMean float64, v []float64) bool {
	if math.Abs(withMean) > 1e-12 {
		return withMean < 0
	}
	largest := v[0]
	for _, x := range v {
		if math.Abs(x) > math.Abs(largest) {
			largest = x
		}
	}
	return largest < 0
}

// project fills s.z with what every gene adds to the component of a sample,
// NaN for those that are missing, and returns its sum.
func (s *component) project(v []float64, set int, x func(row int) float64) Score {
	st := &s.f.Sets[set]
	s.z = grow(s.z, len(st.Rows))
	var squares float64
	used := 0
	for k, row := range st.Rows {
		s.z[k] = nan
		if v == nil || math.IsNaN(v[k]) {
			continue
		}
		if s.z[k] = v[k] * zOf(x(row), s.stats[set][k], st.Weights[k]); !math.IsNaN(s.z[k]) {
			squares += v[k] * v[k]
			used++
		}
	}
	if used == 0 || squares == 0 {
		return withheld(used)
	}
	var sum float64
	for k, x := range s.z {
		s.z[k] = x / squares // 1 if no gene is missing
		if !math.IsNaN(x) {
			sum += x / squares
		}
	}
	return Score{Value: sum, Dispersion: nan, Used: used}
}

func (s *component) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i, a := range s.axes {
		dst[i] = s.project(a.v, i, func(row int) float64 { return c.X[row] })
		dst[i].Value /= a.length
	}
}

func (s *component) Contribution(dst []float64, c *Column, set int) {
	s.project(s.axes[set].v, set, func(row int) float64 { return c.X[row] })
	for k, x := range s.z {
		dst[k] = x / s.axes[set].length
	}
}
