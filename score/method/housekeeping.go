package method

import (
	"fmt"
	"math"
)

// HousekeepingRatio is the mean log2 expression of the genes of a set less
// that of the reference genes. It needs nothing but the sample.
type HousekeepingRatio struct {
	// Linear gives the ratio of the geometric means, 2 to the power of the
	// score.
	Linear bool
}

func (h HousekeepingRatio) ID() string {
	if h.Linear {
		return "housekeeping-geomean/1"
	}
	return "housekeeping-ratio/1"
}

func (HousekeepingRatio) Needs() Needs { return Needs{Housekeeping: true} }

func (h HousekeepingRatio) Info() Info {
	i := Info{
		Name:         "log2 ratio to reference genes",
		Sentence:     "The mean log2 expression of the genes less the mean of the reference genes of the same sample.",
		Formula:      "score = (1/k) sum over genes of w (x - h), x = log2 expression, h = mean log2 expression of the reference genes measured, w = +1 or -1",
		Scale:        "log2 ratio; 0 is the expression of the reference genes. Comparable within one assay",
		Contribution: "w (x - h) / k; the contributions add up to the score",
		Source:       "Livak KJ, Schmittgen TD, Methods 2001, with several reference genes",
		DOI:          "10.1006/meth.2001.1262",
		R:            "colMeans(x[genes, ]) - colMeans(x[reference, ])",
	}
	if h.Linear {
		i.Name = "geometric mean over reference genes"
		i.Sentence = "The geometric mean of the genes divided by that of the reference genes of the same sample: the score of Trieste and Genoa without its standard curves."
		i.Formula = "score = 2^((1/k) sum over genes of w (x - h)), x = log2 expression, h = mean log2 expression of the reference genes measured, w = +1 or -1"
		i.Scale = "ratio; 1 is the expression of the reference genes. Comparable within one assay"
		i.Ratio = true
		i.Contribution = "w (x - h) / k; the score is 2 to the power of their sum"
		i.Source = "Tesser A et al., Clin Exp Immunol 2025"
		i.DOI = "10.1093/cei/uxaf018"
		i.R = "2^(colMeans(x[genes, ]) - colMeans(x[reference, ]))"
	}
	return i
}

func (h HousekeepingRatio) Fit(f *Frame) (Scorer, error) {
	if len(f.Housekeeping) == 0 {
		return nil, fmt.Errorf("method: no reference genes")
	}
	return &housekeeping{HousekeepingRatio: h, f: f}, nil
}

type housekeeping struct {
	HousekeepingRatio
	f *Frame
	v []float64
}

func (s *housekeeping) values(dst []float64, c *Column, set *Set) {
	var h float64
	n := 0
	for _, row := range s.f.Housekeeping {
		if x := c.X[row]; !math.IsNaN(x) {
			h += x
			n++
		}
	}
	h /= float64(n) // NaN without any
	for i, row := range set.Rows {
		dst[i] = sign(set.Weights[i]) * (c.X[row] - h)
	}
}

func (s *housekeeping) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i := range s.f.Sets {
		set := &s.f.Sets[i]
		s.v = grow(s.v, len(set.Rows))
		s.values(s.v, c, set)
		dst[i] = mean.score(s.v)
		if s.Linear {
			dst[i].Value = math.Exp2(dst[i].Value)
		}
	}
}

func (s *housekeeping) Contribution(dst []float64, c *Column, set int) {
	s.values(dst, c, &s.f.Sets[set])
	mean.share(dst)
}
