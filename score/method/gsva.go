package method

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"ifnscope/score/expr"
)

// GSVA is gene set variation analysis. Its zero value is the published
// default: Gaussian kernels, tau 1, the difference of the largest deviations.
type GSVA struct {
	Kernel Kernel
	// Reference takes the kernels over the healthy controls alone, so that the
	// score of a sample does not depend on the other patients of the file.
	Reference bool
	Tau       float64 // exponent of the weights; 0 stands for 1
	// MaxDeviation gives the larger deviation instead of the difference of the
	// two (mx.diff=FALSE); AbsRanking gives their sum (abs.ranking=TRUE).
	MaxDeviation bool
	AbsRanking   bool
}

func (g GSVA) ID() string {
	id := "gsva"
	if g.Kernel != Gaussian {
		id += "-" + g.Kernel.String()
	}
	return named(id+when(g.Reference, "-reference")+"/1",
		when(g.tau() != 1, "tau="+strconv.FormatFloat(g.tau(), 'g', -1, 64)), when(g.MaxDeviation, "max-deviation"), when(g.AbsRanking, "abs-ranking"))
}

func (g GSVA) tau() float64 { return cmp.Or(g.Tau, 1) }

func (g GSVA) Needs() Needs {
	n := Needs{Background: 100, Reference: g.Reference, Cohort: !g.Reference, Rows: g.Kernel != Gaussian}
	if !g.Reference {
		n.MinSamples = 2
	}
	if g.Kernel == Poisson {
		n.Counts, n.Units = true, []expr.Unit{expr.Counts}
	}
	return n
}

func (g GSVA) Info() Info {
	over, kcdf := "the samples of the run", map[Kernel]string{Gaussian: "Gaussian", Poisson: "Poisson", ECDF: "none"}[g.Kernel]
	i := Info{
		Name:     "GSVA",
		Sentence: "Whether the genes lie at the top or at the bottom of the sample once each is measured against its own distribution over the samples of the run.",
		Most:     1,
		Scale:    "-1 to 1; 0 is no trend. It changes when a sample is added to the run",
		Source:   "Haenzelmann S et al., BMC Bioinformatics 2013",
		DOI:      "10.1186/1471-2105-14-7",
		R:        fmt.Sprintf("GSVA::gsva(GSVA::gsvaParam(x, sets, kcdf = %q))", kcdf),
		Contribution: "the step of the gene in the walk where it lies before the turning points, less an equal share of the steps of the other genes; " +
			"the contributions add up to the score",
	}
	if g.Kernel != Gaussian {
		i.Name += ", " + map[Kernel]string{Poisson: "Poisson kernel", ECDF: "ECDF"}[g.Kernel]
	}
	if g.Reference {
		over = "the healthy controls"
		i.Name += " against controls"
		i.Sentence = "Whether the genes lie at the top or at the bottom of the sample once each is measured against its own distribution over the healthy controls."
		i.Scale = "-1 to 1; 0 is no trend. It depends on the sample and the controls alone"
		i.R = "none: the package takes the kernels over all samples of the matrix"
	}
	estimate := map[Kernel]string{
		Gaussian: "mean over i of Phi((x - x_i) / h), h = SD/4, Phi from a table of 10,001 steps",
		Poisson:  "mean over i of P(Poisson(x_i + 1/2) <= x), x = counts",
		ECDF:     "share of the i with x_i <= x",
	}[g.Kernel]
	i.Formula = "F = " + estimate + ", i = " + over + "; genes in the order of log(F/(1-F)), the highest first (ties: by row); " +
		"weight of place q of p is |p - q + 1 - p/2|^tau; the walk climbs by weight / sum of weights at a gene of the set and falls by 1/(p-k) at another; " +
		"score = largest + smallest value of the walk; genes that do not vary are left out; for genes that go down, their own walk is subtracted"
	i.Parameters = []Parameter{
		{"kernel", g.Kernel.String(), "estimate of the distribution of a gene"},
		{"tau", strconv.FormatFloat(g.tau(), 'g', -1, 64), "exponent of the weights"},
		{"max-deviation", strconv.FormatBool(g.MaxDeviation), "the larger deviation instead of the difference of the two"},
		{"abs-ranking", strconv.FormatBool(g.AbsRanking), "both deviations count as enrichment"},
	}
	return i
}

func (g GSVA) Fit(f *Frame) (Scorer, error) {
	m := f.Matrix
	if g.Kernel == Poisson {
		if m = f.Counts; m == nil {
			return nil, fmt.Errorf("method: the Poisson kernel needs counts")
		}
		if err := checkCounts(m, f.Matrix); err != nil {
			return nil, err
		}
	}
	s := &gsva{GSVA: g, f: f}
	if g.Reference {
		if g.Kernel != Gaussian {
			return nil, fmt.Errorf("method: only the Gaussian kernel is measured against controls")
		}
		if f.Reference == nil {
			return nil, errControls
		}
		s.anchor(f)
		return s, nil
	}
	if err := s.fit(m); err != nil {
		return nil, err
	}
	return s, nil
}

type gsva struct {
	GSVA
	f        *Frame
	constant int
	// places returns the place of every gene in a sample, 1 for the highest and
	// 0 for one that is left out, and the number of genes that have one. Only
	// the places of the genes of the sets need be there.
	places func(c *Column) (place []int32, n int)

	at    []int32 // of the rows of a set
	sides [2][]int32
}

func (s *gsva) Constant() int { return s.constant }

// prepare returns the walks of the genes of a set that go up and down and
// their number, and false if there is no walk.
func (s *gsva) prepare(set *Set, c *Column) (w [2]walk, n, used int, ok bool) {
	place, n := s.places(c)
	s.at = s.at[:0]
	for _, row := range set.Rows {
		s.at = append(s.at, place[row])
	}
	split(&s.sides, set, s.at)
	ok = true
	for d, q := range s.sides {
		used += len(q)
		if len(q) == n {
			ok = false // a set of all genes has no background
		} else if len(q) > 0 {
			w[d] = along(q, n, s.weight(n))
		}
	}
	return w, n, used, ok && used > 0
}

// weight returns the weight of a place among n.
func (s *gsva) weight(n int) func(int32) float64 {
	tau := s.tau()
	return func(q int32) float64 {
		return power(math.Abs(float64(n-int(q)+1)-float64(n)/2), tau)
	}
}

// score puts the two deviations of a walk, or the parts of them that are one
// gene's, together.
func (s *gsva) score(w *walk, up, down float64) float64 {
	switch {
	case s.MaxDeviation && w.up > -w.down:
		return up
	case s.MaxDeviation:
		return down
	case s.AbsRanking:
		return up - down
	}
	return up + down
}

func (s *gsva) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i := range s.f.Sets {
		w, _, used, ok := s.prepare(&s.f.Sets[i], c)
		if !ok {
			dst[i] = withheld(used)
			continue
		}
		dst[i] = Score{Value: s.score(&w[0], w[0].up, w[0].down) - s.score(&w[1], w[1].up, w[1].down), Dispersion: nan, Used: used}
	}
}

func (s *gsva) Contribution(dst []float64, c *Column, set int) {
	st := &s.f.Sets[set]
	walks, n, _, ok := s.prepare(st, c)
	weight := s.weight(n)
	for i, q := range s.at {
		dst[i] = nan
		if q == 0 || !ok {
			continue
		}
		d := side(st.Weights[i])
		w, places := &walks[d], s.sides[d]
		up := w.within(w.upAt, q, weight(q), len(places), places)
		down := w.within(w.downAt, q, weight(q), len(places), places)
		dst[i] = sign(st.Weights[i]) * s.score(w, up, down)
	}
}
