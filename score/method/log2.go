package method

import (
	"math"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/ref"
)

// MeanLog2 is the mean log2 expression of the genes of a set, genes that go
// down counted negatively. It needs nothing but the sample, and its scale is
// that of the platform.
type MeanLog2 struct{}

// MedianLog2 is the median instead of the mean.
type MedianLog2 struct{}

// SumLog2 is the sum instead of the mean. It falls with every missing gene.
type SumLog2 struct{}

func (MeanLog2) ID() string   { return "mean-log2/1" }
func (MedianLog2) ID() string { return "median-log2/1" }
func (SumLog2) ID() string    { return "sum-log2/1" }

func (MeanLog2) Needs() Needs   { return Needs{} }
func (MedianLog2) Needs() Needs { return Needs{} }
func (SumLog2) Needs() Needs    { return Needs{} }

func (MeanLog2) Info() Info {
	return Info{
		Name:         "mean log2",
		Sentence:     "The mean log2 expression of the genes of the set.",
		Formula:      "score = (1/k) sum over genes of w x, x = log2 expression, w = +1 or -1",
		Scale:        "log2 units of the platform; comparable only within one assay",
		Contribution: "w x / k; the contributions add up to the score",
		Source:       "Used for ISG expression scores by Kennedy WP et al., Lupus Sci Med 2015",
		DOI:          "10.1136/lupus-2014-000080",
		R:            "colMeans(x[genes, ])",
	}
}

func (MedianLog2) Info() Info {
	return Info{
		Name:         "median log2",
		Sentence:     "The median log2 expression of the genes of the set.",
		Formula:      "score = median over genes of w x, x = log2 expression, w = +1 or -1",
		Scale:        "log2 units of the platform; comparable only within one assay",
		Contribution: "w x; the middle ones are the score",
		Source:       "A definition; the score of Rice GI et al., J Clin Immunol 2017, without controls",
		DOI:          "10.1007/s10875-016-0359-1",
		R:            "apply(x[genes, ], 2, median)",
	}
}

func (SumLog2) Info() Info {
	return Info{
		Name:         "sum log2",
		Sentence:     "The log2 expression of the genes of the set, added up.",
		Formula:      "score = sum over genes of w x, x = log2 expression, w = +1 or -1",
		Scale:        "log2 units of the platform times genes; changes with every missing gene",
		Contribution: "w x; the contributions add up to the score",
		Source:       "A definition; summed as in claim 1 of Cesaroni M et al., US 12,009,079 B2, without controls",
		R:            "colSums(x[genes, ])",
	}
}

func (MeanLog2) Fit(f *Frame) (Scorer, error)   { return &log2{f: f, of: mean}, nil }
func (MedianLog2) Fit(f *Frame) (Scorer, error) { return &log2{f: f, of: median}, nil }
func (SumLog2) Fit(f *Frame) (Scorer, error)    { return &log2{f: f, of: sum}, nil }

// average is a way to put the values of genes together.
type average uint8

const (
	mean average = iota
	median
	sum
	stouffer // sum / sqrt(k)
)

// of returns the average of values, none of them missing and at least one.
func (a average) of(v []float64) float64 {
	switch a {
	case median:
		return ref.Median(v)
	case sum:
		return stat.Mean(v, nil) * float64(len(v))
	case stouffer:
		return stat.Mean(v, nil) * math.Sqrt(float64(len(v)))
	}
	return stat.Mean(v, nil)
}

// score averages the values that are not missing in place; dst is used for
// them.
func (a average) score(v []float64) Score {
	k := v[:0]
	for _, x := range v {
		if !math.IsNaN(x) {
			k = append(k, x)
		}
	}
	if len(k) == 0 {
		return withheld(0)
	}
	return Score{Value: a.of(k), Dispersion: spread(k), Used: len(k)}
}

// share turns values into what each adds to their average.
func (a average) share(v []float64) {
	k := 0
	for _, x := range v {
		if !math.IsNaN(x) {
			k++
		}
	}
	d := 1.0
	switch a {
	case mean:
		d = float64(k)
	case stouffer:
		d = math.Sqrt(float64(k))
	}
	for i := range v {
		v[i] /= d
	}
}

// spread returns the standard deviation of the genes within a sample, NaN for
// fewer than two.
func spread(v []float64) float64 {
	if len(v) < 2 {
		return nan
	}
	return stat.StdDev(v, nil)
}

// log2 averages log2 expression.
type log2 struct {
	f  *Frame
	of average
	v  []float64
}

func (s *log2) values(dst []float64, c *Column, set *Set) {
	for i, row := range set.Rows {
		dst[i] = sign(set.Weights[i]) * c.X[row]
	}
}

func (s *log2) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i := range s.f.Sets {
		set := &s.f.Sets[i]
		s.v = grow(s.v, len(set.Rows))
		s.values(s.v, c, set)
		dst[i] = s.of.score(s.v)
	}
}

func (s *log2) Contribution(dst []float64, c *Column, set int) {
	s.values(dst, c, &s.f.Sets[set])
	s.of.share(dst)
}

// grow returns a slice of length n, v itself where it is long enough.
func grow[T any](v []T, n int) []T {
	if cap(v) < n {
		return make([]T, n)
	}
	return v[:n]
}
