package method

import (
	"math"
	"strconv"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/ref"
)

// Singscore is the rank-based score of single samples of Foroutan and Bhuva.
// Its zero value is the published default.
type Singscore struct {
	// Undirected scores genes of unknown direction by their distance from the
	// middle of the sample.
	Undirected bool
	Ties       Ties // rank of equal values; TiesRow is not one of the package's
	Uncentred  bool // 0 to 1 instead of -0.5 to 0.5 a direction
}

func (s Singscore) ID() string {
	return named("singscore"+when(s.Undirected, "-undirected")+"/1", when(s.Ties != TiesMin, "ties="+s.Ties.String()), when(s.Uncentred, "uncentred"))
}

func (Singscore) Needs() Needs { return Needs{Background: 20} }

func (s Singscore) Info() Info {
	i := Info{
		Name:     "singscore",
		Sentence: "Where the genes rank among all genes of the same sample, on average.",
		Formula: "r = rank of the gene in the sample (ties: lowest), p = genes measured, k = genes of the set; score = (mean r - (k+1)/2) / ((2p-k+1)/2 - (k+1)/2) - 1/2; " +
			"for genes that go down, ranks from the other end; both directions are added",
		Parameters: []Parameter{
			{"ties", s.Ties.String(), "which of their ranks equal values share"},
			{"uncentred", strconv.FormatBool(s.Uncentred), "0 to 1 instead of -0.5 to 0.5 a direction"},
		},
		Scale:        "-0.5 (all genes at the bottom of the sample) to 0.5 (all at the top); -1 to 1 with genes of both directions",
		Contribution: "the share of the gene in the score before centring; the contributions add up to it",
		Source:       "Foroutan M, Bhuva DD et al., BMC Bioinformatics 2018",
		DOI:          "10.1186/s12859-018-2435-4",
		R:            "singscore::simpleScore(singscore::rankGenes(x), upSet = genes)",
	}
	if s.Undirected {
		i.Name += ", unknown direction"
		i.Sentence = "How far the genes rank from the middle of the same sample, up or down, on average."
		i.Formula = "r = |rank - ceiling(median rank)|, k' = floor(k/2), p' = ceiling(p/2); score = (mean r - (k'+1)/2) / ((2p'-k'+1)/2 - (k'+1)/2)"
		i.Scale = "about 0 (all genes in the middle of the sample) to 1 (all at its ends)"
		i.Contribution = "the share of the gene in the score; the contributions add up to it"
		i.R = "singscore::simpleScore(singscore::rankGenes(x), upSet = genes, knownDirection = FALSE)"
		i.Parameters = i.Parameters[:1]
	}
	return i
}

func (s Singscore) Fit(f *Frame) (Scorer, error) { return &singscore{Singscore: s, f: f}, nil }

type singscore struct {
	Singscore
	f      *Frame
	ranks  []float64
	middle float64 // of the loaded sample, 0 with directions
}

// rank returns the rank of a row, or its distance from the middle.
func (s *singscore) rank(c *Column, row int) float64 {
	r := c.Ranks(s.Ties)[row]
	if s.Undirected {
		return math.Abs(r - s.middle)
	}
	return r
}

// load finds the middle of a sample.
func (s *singscore) load(c *Column) {
	if n := c.N(); s.Undirected && n > 0 {
		o, r := c.Order(), c.Ranks(s.Ties)
		s.middle = math.Ceil((r[o[(n-1)/2]] + r[o[n/2]]) / 2)
	}
}

// normalise puts the mean rank of k of p genes between 0 and 1, the values
// that it has when they are the lowest and the highest k.
func (s *singscore) normalise(meanRank float64, k, p int) float64 {
	if s.Undirected {
		k, p = k/2, (p+1)/2
	}
	low := float64(k+1) / 2
	high := float64(2*p-k+1) / 2
	return (meanRank - low) / (high - low)
}

// side returns 0 or 1, always 0 where directions are unknown.
func (s *singscore) side(w float64) int {
	if s.Undirected {
		return 0
	}
	return side(w)
}

// direction returns the uncentred score of the genes of one side, the median
// absolute deviation of their ranks, and their number.
func (s *singscore) direction(set *Set, c *Column, side int) (score, mad float64, k int) {
	s.ranks = s.ranks[:0]
	for i, row := range set.Rows {
		if r := s.rank(c, row); s.side(set.Weights[i]) == side && !math.IsNaN(r) {
			s.ranks = append(s.ranks, r)
		}
	}
	k = len(s.ranks)
	if k == 0 {
		return nan, nan, 0
	}
	score = s.normalise(stat.Mean(s.ranks, nil), k, c.N())
	if side == 1 {
		score = 1 - score
	}
	return score, medianDeviation(s.ranks), k
}

// medianDeviation returns the median absolute deviation from the median, and changes x.
func medianDeviation(x []float64) float64 {
	m := ref.Median(x)
	for i, v := range x {
		x[i] = math.Abs(v - m)
	}
	// 1.4826 makes the MAD of normal data their standard deviation, as R's mad
	return 1.4826 * ref.Median(x)
}

func (s *singscore) Score(dst []Score, c *Column) {
	checkSets(dst, s.f)
	s.load(c)
	centre := 0.5
	if s.Uncentred || s.Undirected {
		centre = 0
	}
	for i := range s.f.Sets {
		set := &s.f.Sets[i]
		up, madUp, ku := s.direction(set, c, 0)
		down, madDown, kd := s.direction(set, c, 1)
		switch {
		case ku == 0 && kd == 0, ku == c.N(), kd == c.N():
			// a set of all genes has no background to be ranked against
			dst[i] = withheld(ku + kd)
		case kd == 0:
			dst[i] = Score{up - centre, madUp, ku}
		case ku == 0:
			dst[i] = Score{down - centre, madDown, kd}
		default:
			dst[i] = Score{up - centre + down - centre, (madUp + madDown) / 2, ku + kd}
		}
	}
}

func (s *singscore) Contribution(dst []float64, c *Column, set int) {
	s.load(c)
	st := &s.f.Sets[set]
	var k [2]int
	for i, row := range st.Rows {
		if !math.IsNaN(s.rank(c, row)) {
			k[s.side(st.Weights[i])]++
		}
	}
	for i, row := range st.Rows {
		side := s.side(st.Weights[i])
		v := s.normalise(s.rank(c, row), k[side], c.N())
		if side == 1 {
			v = 1 - v
		}
		dst[i] = v / float64(k[side])
	}
}
