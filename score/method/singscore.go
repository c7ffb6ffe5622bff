package method

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/ref"
)

// Singscore is the rank-based score of single samples of Foroutan and Bhuva.
type Singscore struct{}

func (Singscore) ID() string   { return "singscore/1" }
func (Singscore) Needs() Needs { return Needs{Background: 20} }

func (Singscore) Info() Info {
	return Info{
		Name:         "singscore",
		Sentence:     "Where the genes rank among all genes of the same sample, on average.",
		Formula:      "r = rank of the gene in the sample (ties: lowest), p = genes measured, k = genes of the set; score = (mean r - (k+1)/2) / ((2p-k+1)/2 - (k+1)/2) - 1/2; for genes that go down, ranks from the other end; both directions are added",
		Scale:        "-0.5 (all genes at the bottom of the sample) to 0.5 (all at the top); -1 to 1 with genes of both directions",
		Contribution: "the share of the gene in the score before centring; the contributions add up to it",
		Source:       "Foroutan M, Bhuva DD et al., BMC Bioinformatics 2018",
		DOI:          "10.1186/s12859-018-2435-4",
		R:            "singscore::simpleScore(singscore::rankGenes(x), upSet = genes)",
	}
}

func (Singscore) Fit(f *Frame) (Scorer, error) { return &singscore{f: f}, nil }

type singscore struct {
	f     *Frame
	ranks []float64
}

// direction returns the uncentred score of the genes of one direction, the
// median absolute deviation of their ranks, and their number.
func (s *singscore) direction(set *Set, c *Column, w float64) (score, mad float64, k int) {
	r := c.Ranks(TiesMin)
	s.ranks = s.ranks[:0]
	for i, row := range set.Rows {
		if sign(set.Weights[i]) == w && !math.IsNaN(r[row]) {
			s.ranks = append(s.ranks, r[row])
		}
	}
	k = len(s.ranks)
	if k == 0 {
		return nan, nan, 0
	}
	score = normalise(stat.Mean(s.ranks, nil), k, c.N())
	if w < 0 {
		score = 1 - score
	}
	m := ref.Median(s.ranks)
	for i, x := range s.ranks {
		s.ranks[i] = math.Abs(x - m)
	}
	slices.Sort(s.ranks)
	// 1.4826 makes the MAD of normal data their standard deviation, as R's mad
	return score, 1.4826 * ref.Median(s.ranks), k
}

// normalise puts the mean rank of k of p genes between 0 and 1, the values
// that it has when they are the lowest and the highest k.
func normalise(meanRank float64, k, p int) float64 {
	low := float64(k+1) / 2
	high := float64(2*p-k+1) / 2
	return (meanRank - low) / (high - low)
}

func (s *singscore) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	for i := range s.f.Sets {
		set := &s.f.Sets[i]
		up, madUp, ku := s.direction(set, c, 1)
		down, madDown, kd := s.direction(set, c, -1)
		switch {
		case ku == 0 && kd == 0, ku == c.N(), kd == c.N():
			// a set of all genes has no background to be ranked against
			dst[i] = withheld(ku + kd)
		case kd == 0:
			dst[i] = Score{up - 0.5, madUp, ku}
		case ku == 0:
			dst[i] = Score{down - 0.5, madDown, kd}
		default:
			dst[i] = Score{up - 0.5 + down - 0.5, (madUp + madDown) / 2, ku + kd}
		}
	}
}

func (s *singscore) Contribution(dst []float64, c *Column, set int) {
	st := &s.f.Sets[set]
	r := c.Ranks(TiesMin)
	var k [2]int
	for i, row := range st.Rows {
		if !math.IsNaN(r[row]) {
			k[side(st.Weights[i])]++
		}
	}
	for i, row := range st.Rows {
		n := k[side(st.Weights[i])]
		dst[i] = normalise(r[row], n, c.N()) / float64(n)
		if st.Weights[i] < 0 {
			dst[i] = (1 - normalise(r[row], n, c.N())) / float64(n)
		}
	}
}

// side is 0 for a gene that goes up and 1 for one that goes down.
func side(w float64) int {
	if w < 0 {
		return 1
	}
	return 0
}
