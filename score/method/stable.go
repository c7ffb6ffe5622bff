package method

import (
	"math"
	"strings"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/sig"
)

// SingscoreStable is singscore against a few genes that are stably expressed,
// so that it can be had from a panel without a background.
type SingscoreStable struct {
	Genes []string // nil stands for the 20 stable genes of blood
}

func (s SingscoreStable) ID() string {
	return named("singscore-stable/1", when(s.Genes != nil, "genes="+strings.Join(s.Genes, ",")))
}

// genes returns the stable genes.
func (s SingscoreStable) genes() []string {
	if s.Genes != nil {
		return s.Genes
	}
	for _, h := range sig.Housekeeping() {
		if h.ID == "stable-blood" {
			return h.Genes
		}
	}
	panic("method: no stable genes of blood")
}

func (s SingscoreStable) Needs() Needs { return Needs{Genes: s.genes()} }

func (s SingscoreStable) Info() Info {
	return Info{
		Name:     "singscore, stable genes",
		Sentence: "Above how many of a few stably expressed genes the genes lie in the same sample, on average.",
		Formula: "r = (number of stable genes below the gene + 1) / (number of stable genes measured + 1); score = mean r - 1/2; " +
			"for genes that go down 1 - mean r - 1/2; both directions are added",
		Parameters:   []Parameter{{"genes", strings.Join(s.genes(), " "), "stably expressed genes"}},
		Scale:        "-0.5 to 0.5 in steps of one stable gene; -1 to 1 with genes of both directions",
		Contribution: "r / k, for genes that go down (1 - r) / k; the contributions add up to the score before centring",
		Source:       "Bhuva DD et al., Nucleic Acids Res 2020",
		DOI:          "10.1093/nar/gkaa802",
		R:            "singscore::simpleScore(singscore::rankGenes(x, stableGenes = stable), upSet = genes)",
	}
}

func (s SingscoreStable) Fit(f *Frame) (Scorer, error) {
	return &stable{f: f, rows: f.Find(s.genes())}, nil
}

type stable struct {
	f    *Frame
	rows []int // of the stable genes
	r    [2][]float64
}

// rank returns the share of the stable genes below a gene, NaN if it or all of
// them are missing.
func (s *stable) rank(c *Column, row int) float64 {
	x := c.X[row]
	below, n := 0, 0
	for _, i := range s.rows {
		switch v := c.X[i]; {
		case math.IsNaN(v):
		case x > v:
			below++
			n++
		default:
			n++
		}
	}
	if n == 0 || math.IsNaN(x) {
		return nan
	}
	return float64(below+1) / float64(n+1)
}

func (s *stable) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i, set := range s.f.Sets {
		s.r[0], s.r[1] = s.r[0][:0], s.r[1][:0]
		for k, row := range set.Rows {
			if r := s.rank(c, row); !math.IsNaN(r) {
				d := side(set.Weights[k])
				s.r[d] = append(s.r[d], r)
			}
		}
		used := len(s.r[0]) + len(s.r[1])
		if used == 0 {
			dst[i] = withheld(0)
			continue
		}
		var v, mad, sides float64
		for d, r := range s.r {
			if len(r) == 0 {
				continue
			}
			m := stat.Mean(r, nil)
			if d == 1 {
				m = 1 - m
			}
			v += m - 0.5
			mad += medianDeviation(r)
			sides++
		}
		dst[i] = Score{Value: v, Dispersion: mad / sides, Used: used}
	}
}

func (s *stable) Contribution(dst []float64, c *Column, set int) {
	st := &s.f.Sets[set]
	var k [2]int
	for i, row := range st.Rows {
		if dst[i] = s.rank(c, row); !math.IsNaN(dst[i]) {
			k[side(st.Weights[i])]++
		}
	}
	for i := range dst {
		d := side(st.Weights[i])
		if d == 1 {
			dst[i] = 1 - dst[i]
		}
		dst[i] /= float64(k[d])
	}
}
