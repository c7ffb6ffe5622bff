package method

import (
	"math"

	"gonum.org/v1/gonum/stat"
)

// MeanLog2 is the mean log2 expression of the genes of a set, genes that go
// down counted negatively. It needs nothing but the sample, and its scale is
// that of the platform.
type MeanLog2 struct{}

func (MeanLog2) ID() string   { return "mean-log2/1" }
func (MeanLog2) Needs() Needs { return Needs{} }

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

func (MeanLog2) Fit(f *Frame) (Scorer, error) { return &meanLog2{f}, nil }

type meanLog2 struct{ f *Frame }

func (s *meanLog2) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	var v []float64
	for i, set := range s.f.Sets {
		v = v[:0]
		for k, r := range set.Rows {
			if x := c.X[r]; !math.IsNaN(x) {
				v = append(v, sign(set.Weights[k])*x)
			}
		}
		if len(v) == 0 {
			dst[i] = withheld(0)
			continue
		}
		dst[i] = Score{Value: stat.Mean(v, nil), Dispersion: spread(v), Used: len(v)}
	}
}

func (s *meanLog2) Contribution(dst []float64, c *Column, set int) {
	k := 0
	for i, r := range s.f.Sets[set].Rows {
		dst[i] = sign(s.f.Sets[set].Weights[i]) * c.X[r]
		if !math.IsNaN(dst[i]) {
			k++
		}
	}
	for i := range dst {
		dst[i] /= float64(k)
	}
}

// sign returns the direction of a weight.
func sign(w float64) float64 {
	if w < 0 {
		return -1
	}
	return 1
}

// spread returns the standard deviation of the genes within a sample, NaN for
// fewer than two.
func spread(v []float64) float64 {
	if len(v) < 2 {
		return nan
	}
	return stat.StdDev(v, nil)
}
