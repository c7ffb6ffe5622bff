package method

import (
	"cmp"
	"math"
	"strconv"
)

// SSGSEA is single-sample gene set enrichment analysis as in the package GSVA.
// Its zero value is the raw score with alpha 0.25, which depends on the sample
// alone.
type SSGSEA struct {
	// Range divides by the range of the scores of all samples and sets of the
	// run, which is what the package does by default.
	Range bool
	Alpha float64 // exponent of the ranks; 0 stands for 0.25
}

func (s SSGSEA) ID() string {
	return named("ssgsea"+when(s.Range, "-range")+"/1", when(s.alpha() != 0.25, "alpha="+strconv.FormatFloat(s.alpha(), 'g', -1, 64)))
}

func (s SSGSEA) alpha() float64 { return cmp.Or(s.Alpha, 0.25) }

func (s SSGSEA) Needs() Needs {
	n := Needs{Background: 20, Cohort: s.Range, Sets: s.Range}
	if s.Range {
		n.MinSamples = 2
	}
	return n
}

func (s SSGSEA) Info() Info {
	i := Info{
		Name:     "ssGSEA",
		Sentence: "How much higher the genes rank in the sample than the other genes, the highest ranks counting most.",
		Formula: "r = rank of the gene (ties: average, cut to a whole number), q = p, p-1, ... from the highest gene down (ties: by row); " +
			"score = sum over set of r^alpha q / sum of r^alpha - sum over the other genes of q / (p-k); for genes that go down, their own score is subtracted",
		Parameters:   []Parameter{{"alpha", strconv.FormatFloat(s.alpha(), 'g', -1, 64), "exponent of the ranks"}},
		Scale:        "places: how much higher the genes lie than the others, up to the number of genes measured",
		Contribution: "r^alpha q / sum of r^alpha less an equal share of what the other genes have; the contributions add up to the score",
		Source:       "Barbie DA et al., Nature 2009",
		DOI:          "10.1038/nature08460",
		R:            "GSVA::gsva(GSVA::ssgseaParam(x, sets, normalize = FALSE))",
	}
	if s.Range {
		i.Name = "ssGSEA divided by its range (cohort)"
		i.Sentence += " Divided by the range over all samples and signatures of the run, so that it changes with them."
		i.Formula += "; divided by the largest less the smallest score of all samples and sets"
		i.Scale = "at most 1 from the lowest to the highest score of the run. It changes when a sample or a signature is added"
		i.R = "GSVA::gsva(GSVA::ssgseaParam(x, sets))"
	}
	return i
}

func (s SSGSEA) Fit(f *Frame) (Scorer, error) {
	sc := &ssgsea{SSGSEA: s, f: f, divisor: 1}
	if !s.Range {
		return sc, nil
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	var c Column
	dst := make([]Score, len(f.Sets))
	for j := range f.Matrix.Samples() {
		c.Load(f.Matrix, j)
		sc.Score(dst, &c)
		for _, x := range dst {
			if !math.IsNaN(x.Value) {
				lo, hi = min(lo, x.Value), max(hi, x.Value)
			}
		}
	}
	sc.divisor = hi - lo
	if !(sc.divisor > 0) {
		sc.divisor = nan // a single score has no range
	}
	return sc, nil
}

type ssgsea struct {
	SSGSEA
	f       *Frame
	divisor float64
}

// gene returns the weight of a row, r^alpha, and its place q.
func (s *ssgsea) gene(c *Column, row int) (w, q float64) {
	return power(math.Trunc(c.Ranks(TiesAverage)[row]), s.alpha()), c.Ranks(TiesRow)[row]
}

// sums are what the score of the genes of one direction is made of.
type sums struct {
	k       int
	w, wq   float64 // sums of r^alpha and r^alpha q
	q       float64 // sum of q
	outside float64 // sum of q of the other genes, NaN without any
}

func (s *ssgsea) sums(set *Set, c *Column) (d [2]sums) {
	for i, row := range set.Rows {
		w, q := s.gene(c, row)
		if math.IsNaN(q) {
			continue
		}
		x := &d[side(set.Weights[i])]
		x.k++
		x.w += w
		x.wq += w * q
		x.q += q
	}
	p := float64(c.N())
	for i := range d {
		d[i].outside = (p*(p+1)/2 - d[i].q) / (p - float64(d[i].k))
	}
	return d
}

func (s *ssgsea) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i := range s.f.Sets {
		var v float64
		d := s.sums(&s.f.Sets[i], c)
		used := d[0].k + d[1].k
		for side, x := range d {
			switch {
			case x.k == 0:
			case x.k == c.N():
				v = nan // a set of all genes has no background
			case side == 0:
				v += x.wq/x.w - x.outside
			default:
				v -= x.wq/x.w - x.outside
			}
		}
		dst[i] = Score{Value: v / s.divisor, Dispersion: nan, Used: used}
		if used == 0 || math.IsNaN(dst[i].Value) {
			dst[i] = withheld(used)
		}
	}
}

func (s *ssgsea) Contribution(dst []float64, c *Column, set int) {
	st := &s.f.Sets[set]
	d := s.sums(st, c)
	for i, row := range st.Rows {
		x := d[side(st.Weights[i])]
		w, q := s.gene(c, row)
		dst[i] = sign(st.Weights[i]) * (w*q/x.w - x.outside/float64(x.k)) / s.divisor
		if x.k == c.N() {
			dst[i] = nan
		}
	}
}
