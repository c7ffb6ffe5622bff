package method

import (
	"math"

	"ifnscope/score/ref"
)

// MeanZ is the mean over the genes of a set of their z against the healthy
// controls, genes that go down counted negatively.
type MeanZ struct {
	Linear bool // z of 2^x instead of x
}

// SumZ is the sum over the genes of a set of their z against the healthy
// controls, the score of Kirou, Feng and the NIH.
type SumZ struct {
	Linear bool // z of 2^x instead of x
}

// ZScore is the combined z-score of Lee: the sum of the z of the genes over
// the square root of their number.
type ZScore struct {
	// Reference standardises against the healthy controls, so that the score
	// of a sample does not depend on the other patients of the file.
	Reference bool
}

func (m MeanZ) ID() string  { return "mean-z" + when(m.Linear, "-linear") + "/1" }
func (s SumZ) ID() string   { return "sum-z" + when(s.Linear, "-linear") + "/1" }
func (z ZScore) ID() string { return "zscore" + when(z.Reference, "-reference") + "/1" }

func (MeanZ) Needs() Needs { return Needs{Reference: true} }
func (SumZ) Needs() Needs  { return Needs{Reference: true} }
func (z ZScore) Needs() Needs {
	if z.Reference {
		return Needs{Reference: true}
	}
	return Needs{Cohort: true, MinSamples: 2}
}

// zFormula is the z of a gene.
func zFormula(linear bool) string {
	if linear {
		return "z = (y - mean of controls) / SD of controls (n-1), y = 2^x, x = log2 expression; "
	}
	return "z = (x - mean of controls) / SD of controls (n-1), x = log2 expression; "
}

func (m MeanZ) Info() Info {
	i := Info{
		Name:         "mean z against controls",
		Sentence:     "How many standard deviations of the healthy controls the genes lie above them, on average.",
		Formula:      zFormula(m.Linear) + "score = (1/k) sum over genes of w z, w = +1 or -1",
		Scale:        "standard deviations of a single gene among the healthy controls; 0 is their mean",
		Contribution: "w z / k; the contributions add up to the score",
		Source:       "Feng X et al., Arthritis Rheum 2006, as a mean",
		DOI:          "10.1002/art.22044",
		R:            "colMeans((x[genes, ] - rowMeans(x[genes, hc])) / apply(x[genes, hc], 1, sd))",
	}
	if m.Linear {
		linear(&i)
	}
	return i
}

func (s SumZ) Info() Info {
	i := Info{
		Name:         "sum of z against controls",
		Sentence:     "The standard deviations of the healthy controls by which the genes lie above them, added up.",
		Formula:      zFormula(s.Linear) + "score = sum over genes of w z, w = +1 or -1",
		Scale:        "standard deviations times genes; grows with the number of genes found",
		Contribution: "w z; the contributions add up to the score",
		Source:       "Kim H et al., J Interferon Cytokine Res 2018",
		DOI:          "10.1089/jir.2017.0127",
		R:            "colSums((x[genes, ] - rowMeans(x[genes, hc])) / apply(x[genes, hc], 1, sd))",
	}
	if s.Linear {
		linear(&i)
	}
	return i
}

// linear says that z are those of linear values.
func linear(i *Info) {
	i.Name += ", linear"
	i.Sentence += " On the linear scale, on which most qPCR scores were published and a few high values weigh most."
	i.R = "the same with x = 2^x"
}

func (z ZScore) Info() Info {
	i := Info{
		Name:         "combined z-score",
		Sentence:     "The standard deviations of the samples of the run by which the genes lie above their mean, added up and divided by the square root of the number of genes.",
		Formula:      "z = (x - mean) / SD (n-1) over the samples of the run, x = log2 expression; score = sum over genes of w z / sqrt(k), w = +1 or -1; genes that do not vary are left out",
		Scale:        "standard deviations if the genes were independent; 0 is the mean of the run. It changes when a sample is added",
		Contribution: "w z / sqrt(k); the contributions add up to the score",
		Source:       "Lee E et al., PLoS Comput Biol 2008",
		DOI:          "10.1371/journal.pcbi.1000217",
		R:            "GSVA::gsva(GSVA::zscoreParam(x, sets))",
	}
	if z.Reference {
		i.Name += " against controls"
		i.Sentence = "The standard deviations of the healthy controls by which the genes lie above them, added up and divided by the square root of the number of genes."
		i.Formula = zFormula(false) + "score = sum over genes of w z / sqrt(k), w = +1 or -1"
		i.Scale = "standard deviations if the genes were independent; 0 is the mean of the controls. It depends on the sample and the controls alone"
		i.R = "colSums((x[genes, ] - rowMeans(x[genes, hc])) / apply(x[genes, hc], 1, sd)) / sqrt(length(genes))"
	}
	return i
}

func (m MeanZ) Fit(f *Frame) (Scorer, error) { return fitZ(f, m.Linear, mean) }
func (s SumZ) Fit(f *Frame) (Scorer, error)  { return fitZ(f, s.Linear, sum) }
func (z ZScore) Fit(f *Frame) (Scorer, error) {
	if z.Reference {
		return fitZ(f, false, stouffer)
	}
	stats := f.cohort()
	return &zScorer{f: f, stats: stats, of: stouffer, constant: f.constant(stats)}, nil
}

func fitZ(f *Frame, linear bool, of average) (Scorer, error) {
	stats, err := f.controls(linear)
	if err != nil {
		return nil, err
	}
	return &zScorer{f: f, stats: stats, linear: linear, of: of, constant: f.constant(stats)}, nil
}

type zScorer struct {
	f        *Frame
	stats    [][]ref.Stats
	linear   bool
	of       average
	constant int
	z        []float64
}

func (s *zScorer) Constant() int { return s.constant }

// zOf returns the signed z of a gene, NaN where the gene is missing, was
// measured in fewer than two of the samples that it is measured against, or
// does not vary among them.
func zOf(x float64, s ref.Stats, w float64) float64 {
	if !(s.SD > 0) {
		return nan
	}
	return sign(w) * (x - s.Mean) / s.SD
}

func (s *zScorer) values(dst []float64, c *Column, set int) {
	for k, row := range s.f.Sets[set].Rows {
		x := c.X[row]
		if s.linear {
			x = math.Exp2(x)
		}
		dst[k] = zOf(x, s.stats[set][k], s.f.Sets[set].Weights[k])
	}
}

func (s *zScorer) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i, set := range s.f.Sets {
		s.z = grow(s.z, len(set.Rows))
		s.values(s.z, c, i)
		dst[i] = s.of.score(s.z)
	}
}

func (s *zScorer) Contribution(dst []float64, c *Column, set int) {
	s.values(dst, c, set)
	s.of.share(dst)
}
