package method

import (
	"math"

	"ifnscope/score/ref"
)

// MedianFC is the median over the genes of a set of their fold change against
// the median of the healthy controls: the score of Rice and Crow.
type MedianFC struct{}

func (MedianFC) ID() string   { return "median-fc/1" }
func (MedianFC) Needs() Needs { return Needs{Reference: true} }

func (MedianFC) Info() Info {
	return Info{
		Name:         "median fold change",
		Sentence:     "The median over the genes of the fold change against the median healthy control.",
		Formula:      "FC = 2^(x - median of controls), x = log2 expression; score = median over genes of FC (the mean of the middle two of an even number)",
		Scale:        "fold change; 1 is the median healthy control",
		Ratio:        true,
		Contribution: "the fold change of the gene; the middle ones are the score",
		Source:       "Rice GI et al., J Clin Immunol 2017",
		DOI:          "10.1007/s10875-016-0359-1",
		R:            "apply(2^(x[genes, ] - apply(x[genes, hc], 1, median)), 2, median)",
	}
}

func (MedianFC) Fit(f *Frame) (Scorer, error) {
	c, err := f.controls()
	if err != nil {
		return nil, err
	}
	return &medianFC{f: f, controls: c}, nil
}

type medianFC struct {
	f        *Frame
	controls [][]ref.Stats
	fc       []float64
}

func (s *medianFC) foldChange(x float64, c ref.Stats, w float64) float64 {
	// Exp2 gives the same bits natively and in WebAssembly; Pow and Exp do not
	return math.Exp2(sign(w) * (x - c.Median))
}

func (s *medianFC) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i, set := range s.f.Sets {
		s.fc = s.fc[:0]
		for k, r := range set.Rows {
			if v := s.foldChange(c.X[r], s.controls[i][k], set.Weights[k]); !math.IsNaN(v) {
				s.fc = append(s.fc, v)
			}
		}
		if len(s.fc) == 0 {
			dst[i] = withheld(0)
			continue
		}
		dst[i] = Score{Value: ref.Median(s.fc), Dispersion: nan, Used: len(s.fc)}
	}
}

func (s *medianFC) Contribution(dst []float64, c *Column, set int) {
	for i, r := range s.f.Sets[set].Rows {
		dst[i] = s.foldChange(c.X[r], s.controls[set][i], s.f.Sets[set].Weights[i])
	}
}
