package method

import (
	"math"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/ref"
)

// MeanZ is the mean over the genes of a set of their z against the healthy
// controls, genes that go down counted negatively.
type MeanZ struct{}

// SumZ is the sum over the genes of a set of their z against the healthy
// controls, the score of Kirou, Feng and the NIH.
type SumZ struct{}

func (MeanZ) ID() string   { return "mean-z/1" }
func (SumZ) ID() string    { return "sum-z/1" }
func (MeanZ) Needs() Needs { return Needs{Reference: true} }
func (SumZ) Needs() Needs  { return Needs{Reference: true} }

const zFormula = "z = (x - mean of controls) / SD of controls (n-1), x = log2 expression; "

func (MeanZ) Info() Info {
	return Info{
		Name:         "mean z against controls",
		Sentence:     "How many standard deviations of the healthy controls the genes lie above them, on average.",
		Formula:      zFormula + "score = (1/k) sum over genes of w z",
		Scale:        "standard deviations of a single gene among the healthy controls; 0 is their mean",
		Contribution: "w z / k; the contributions add up to the score",
		Source:       "Feng X et al., Arthritis Rheum 2006, as a mean",
		DOI:          "10.1002/art.22044",
		R:            "colMeans((x[genes, ] - rowMeans(x[genes, hc])) / apply(x[genes, hc], 1, sd))",
	}
}

func (SumZ) Info() Info {
	return Info{
		Name:         "sum of z against controls",
		Sentence:     "The standard deviations of the healthy controls by which the genes lie above them, added up.",
		Formula:      zFormula + "score = sum over genes of w z",
		Scale:        "standard deviations times genes; grows with the number of genes found",
		Contribution: "w z; the contributions add up to the score",
		Source:       "Kim H et al., J Interferon Cytokine Res 2018",
		DOI:          "10.1089/jir.2017.0127",
		R:            "colSums((x[genes, ] - rowMeans(x[genes, hc])) / apply(x[genes, hc], 1, sd))",
	}
}

func (MeanZ) Fit(f *Frame) (Scorer, error) { return fitZ(f, true) }
func (SumZ) Fit(f *Frame) (Scorer, error)  { return fitZ(f, false) }

func fitZ(f *Frame, mean bool) (Scorer, error) {
	c, err := f.controls()
	if err != nil {
		return nil, err
	}
	return &zScorer{f: f, controls: c, mean: mean}, nil
}

type zScorer struct {
	f        *Frame
	controls [][]ref.Stats
	mean     bool
	z        []float64
}

// zOf returns the signed z of a gene, NaN where the gene is missing, was
// measured in fewer than two controls, or does not vary among them.
func zOf(x float64, s ref.Stats, w float64) float64 {
	if !(s.SD > 0) {
		return nan
	}
	return sign(w) * (x - s.Mean) / s.SD
}

func (s *zScorer) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i, set := range s.f.Sets {
		s.z = s.z[:0]
		for k, r := range set.Rows {
			if z := zOf(c.X[r], s.controls[i][k], set.Weights[k]); !math.IsNaN(z) {
				s.z = append(s.z, z)
			}
		}
		if len(s.z) == 0 {
			dst[i] = withheld(0)
			continue
		}
		v := stat.Mean(s.z, nil)
		if !s.mean {
			v *= float64(len(s.z))
		}
		dst[i] = Score{Value: v, Dispersion: spread(s.z), Used: len(s.z)}
	}
}

func (s *zScorer) Contribution(dst []float64, c *Column, set int) {
	k := 0
	for i, r := range s.f.Sets[set].Rows {
		dst[i] = zOf(c.X[r], s.controls[set][i], s.f.Sets[set].Weights[i])
		if !math.IsNaN(dst[i]) {
			k++
		}
	}
	if s.mean {
		for i := range dst {
			dst[i] /= float64(k)
		}
	}
}
