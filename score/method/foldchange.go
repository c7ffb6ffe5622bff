package method

import (
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
)

// MedianFC is the median over the genes of a set of their fold change against
// the healthy controls: the score of Rice and Crow.
type MedianFC struct {
	// MeanCalibrator measures against the mean of the controls instead of
	// their median; LinearCalibrator takes either of 2^x instead of x.
	MeanCalibrator   bool
	LinearCalibrator bool
}

// GeomeanFC is the geometric mean over the genes of a set of their fold change
// against the geometric mean of the healthy controls.
type GeomeanFC struct{}

// SumLog2FC is the sum over the genes of a set of their log2 fold change
// against the healthy controls.
type SumLog2FC struct{}

// DDCt is the mean over the genes of a set of -ddCt, their log2 fold change
// against the healthy controls by qPCR.
type DDCt struct{}

func (m MedianFC) ID() string {
	return named("median-fc/1", when(m.MeanCalibrator, "mean-calibrator"), when(m.LinearCalibrator, "linear-calibrator"))
}
func (GeomeanFC) ID() string { return "geomean-fc/1" }
func (SumLog2FC) ID() string { return "sum-log2fc/1" }
func (DDCt) ID() string      { return "ddct/1" }

func (MedianFC) Needs() Needs  { return Needs{Reference: true} }
func (GeomeanFC) Needs() Needs { return Needs{Reference: true} }
func (SumLog2FC) Needs() Needs { return Needs{Reference: true} }
func (DDCt) Needs() Needs {
	return Needs{Reference: true, Units: []expr.Unit{expr.Ct, expr.DCt, expr.RQ}}
}

func (m MedianFC) Info() Info {
	centre := "median"
	if m.MeanCalibrator {
		centre = "mean"
	}
	scale := "log2"
	if m.LinearCalibrator {
		scale = "linear"
	}
	return Info{
		Name:         "median fold change",
		Sentence:     "The median over the genes of the fold change against the " + centre + " healthy control.",
		Formula:      "FC = 2^(w (x - c)), x = log2 expression, c = " + centre + " of controls, w = +1 or -1; score = median over genes of FC (the mean of the middle two of an even number)",
		Parameters:   []Parameter{{"calibrator", centre, "what of the controls a gene is divided by"}, {"calibrator scale", scale, "on which it is taken"}},
		Scale:        "fold change; 1 is the " + centre + " healthy control",
		Ratio:        true,
		Contribution: "the fold change of the gene; the middle ones are the score",
		Source:       "Rice GI et al., J Clin Immunol 2017",
		DOI:          "10.1007/s10875-016-0359-1",
		R:            "apply(2^(x[genes, ] - apply(x[genes, hc], 1, " + centre + ")), 2, median)",
	}
}

func (GeomeanFC) Info() Info {
	return Info{
		Name:         "geometric mean fold change",
		Sentence:     "The geometric mean over the genes of the fold change against the healthy controls, which stand in for the synthetic standard of Trieste and Genoa.",
		Formula:      "score = 2^((1/k) sum over genes of w (x - mean of controls)), x = log2 expression, w = +1 or -1",
		Scale:        "fold change; 1 is the geometric mean of the healthy controls",
		Ratio:        true,
		Contribution: "w (x - mean of controls) / k; the score is 2 to the power of their sum",
		Source:       "Tesser A et al., Clin Exp Immunol 2025",
		DOI:          "10.1093/cei/uxaf018",
		R:            "2^colMeans(x[genes, ] - rowMeans(x[genes, hc]))",
	}
}

func (SumLog2FC) Info() Info {
	return Info{
		Name:         "sum of log2 fold changes",
		Sentence:     "The log2 fold changes of the genes against the healthy controls, added up.",
		Formula:      "score = sum over genes of w (x - mean of controls), x = log2 expression, w = +1 or -1",
		Scale:        "log2 fold change times genes; 0 is the mean healthy control",
		Contribution: "w (x - mean of controls); the contributions add up to the score",
		Source:       "Cesaroni M et al., US 12,009,079 B2 (2024), claim 1 (ii)",
		R:            "colSums(x[genes, ] - rowMeans(x[genes, hc]))",
	}
}

func (DDCt) Info() Info {
	return Info{
		Name:         "-ddCt",
		Sentence:     "How many cycles earlier than in the healthy controls the genes appear, on average, each against the reference genes.",
		Formula:      "dCt = Ct - mean Ct of the reference genes; ddCt = dCt - mean dCt of controls; score = (1/k) sum over genes of -w ddCt, w = +1 or -1",
		Scale:        "cycles, a log2 fold change at full efficiency; 0 is the mean healthy control",
		Contribution: "-w ddCt / k; the contributions add up to the score",
		Source:       "Livak KJ, Schmittgen TD, Methods 2001",
		DOI:          "10.1006/meth.2001.1262",
		R:            "-colMeans(dct[genes, ] - rowMeans(dct[genes, hc]))",
	}
}

func (m MedianFC) Fit(f *Frame) (Scorer, error) {
	stats, err := f.controls(m.LinearCalibrator)
	if err != nil {
		return nil, err
	}
	return &foldChange{f: f, centre: calibrator(stats, m.MeanCalibrator), linear: m.LinearCalibrator, of: median}, nil
}

func (GeomeanFC) Fit(f *Frame) (Scorer, error) { return fitLog2FC(f, mean, true) }
func (SumLog2FC) Fit(f *Frame) (Scorer, error) { return fitLog2FC(f, sum, false) }
func (DDCt) Fit(f *Frame) (Scorer, error)      { return fitLog2FC(f, mean, false) }

func fitLog2FC(f *Frame, of average, ratio bool) (Scorer, error) {
	stats, err := f.controls(false)
	if err != nil {
		return nil, err
	}
	return &foldChange{f: f, centre: calibrator(stats, true), of: of, ratio: ratio}, nil
}

// calibrator returns the mean or median of every gene among the controls.
func calibrator(stats [][]ref.Stats, mean bool) [][]float64 {
	c := make([][]float64, len(stats))
	for s := range stats {
		c[s] = make([]float64, len(stats[s]))
		for k, st := range stats[s] {
			c[s][k] = st.Median
			if mean {
				c[s][k] = st.Mean
			}
		}
	}
	return c
}

type foldChange struct {
	f      *Frame
	centre [][]float64 // of every set's genes among the controls
	linear bool        // centre is not in log2
	of     average
	ratio  bool // the score is 2 to the power of the average
	v      []float64
}

// values writes the log2 fold changes, or for a median of ratios those
// themselves.
func (s *foldChange) values(dst []float64, c *Column, set int) {
	for k, row := range s.f.Sets[set].Rows {
		x, centre, w := c.X[row], s.centre[set][k], sign(s.f.Sets[set].Weights[k])
		switch {
		case s.linear:
			dst[k] = math.Exp2(x) / centre
			if w < 0 {
				dst[k] = centre / math.Exp2(x)
			}
		case s.of == median:
			dst[k] = math.Exp2(w * (x - centre))
		default:
			dst[k] = w * (x - centre)
		}
	}
}

func (s *foldChange) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i, set := range s.f.Sets {
		s.v = grow(s.v, len(set.Rows))
		s.values(s.v, c, i)
		dst[i] = s.of.score(s.v)
		switch {
		case s.of == median:
			dst[i].Dispersion = nan // of ratios an SD says little
		case s.ratio:
			dst[i].Value = math.Exp2(dst[i].Value)
		}
	}
}

func (s *foldChange) Contribution(dst []float64, c *Column, set int) {
	s.values(dst, c, set)
	s.of.share(dst)
}
