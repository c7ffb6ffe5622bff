package method

import (
	"cmp"
	"math"
	"strconv"
)

// AUCell is the area under the recovery curve of the genes of a set among the
// highest genes of a sample. Its zero value is the published setting, but for
// ties.
type AUCell struct {
	// Top is the share of the genes of the sample that count, 0 stands for
	// 0.05; MaxRank, if not 0, is their number instead.
	Top     float64
	MaxRank int
}

func (a AUCell) ID() string {
	return named("aucell/1", when(a.top() != 0.05, "top="+strconv.FormatFloat(a.top(), 'g', -1, 64)), when(a.MaxRank != 0, "max-rank="+strconv.Itoa(a.MaxRank)))
}

func (a AUCell) top() float64 { return cmp.Or(a.Top, 0.05) }

func (AUCell) Needs() Needs { return Needs{Background: 400} }

func (a AUCell) Info() Info {
	return Info{
		Name:     "AUCell",
		Sentence: "How many of the genes lie among the highest of the sample, and how high.",
		Formula: "r = rank from the highest gene (ties: average, where the package draws lots), T = ceiling(top p); " +
			"score = sum of (T - r) over the genes with r < T, divided by the same of k genes at ranks 1 to k; for genes that go down, their own score is subtracted",
		Parameters: []Parameter{
			{"top", strconv.FormatFloat(a.top(), 'g', -1, 64), "share of the genes of the sample that count"},
			{"max-rank", strconv.Itoa(a.MaxRank), "their number instead, if not 0"},
		},
		Most:         1,
		Scale:        "0 (no gene among the highest) to 1 (all at the top); mostly 0 for small sets in blood",
		Contribution: "(T - r) / divisor for a gene among the highest, else 0; the contributions add up to the score",
		Source:       "Aibar S et al., Nat Methods 2017",
		DOI:          "10.1038/nmeth.4463",
		R:            "AUCell::AUCell_calcAUC(sets, AUCell::AUCell_buildRankings(x)), but for ties",
	}
}

func (a AUCell) Fit(f *Frame) (Scorer, error) { return &aucell{a, f}, nil }

type aucell struct {
	AUCell
	f *Frame
}

// threshold returns T for a sample.
func (a *aucell) threshold(c *Column) float64 {
	if a.MaxRank != 0 {
		return float64(min(a.MaxRank, c.N()))
	}
	return math.Ceil(a.top() * float64(c.N()))
}

// area is what one gene adds before division, NaN if it is missing.
func area(c *Column, row int, t float64) float64 {
	return max(0, t-(float64(c.N()+1)-c.Ranks(TiesAverage)[row]))
}

// full returns the area of k genes at ranks 1 to k.
func full(k int, t float64) float64 {
	n := min(float64(k), t-1)
	return n*t - n*(n+1)/2
}

func (a *aucell) Score(dst []Score, c *Column) {
	checkSets(dst, a.f)
	t := a.threshold(c)
	for i, set := range a.f.Sets {
		var sum [2]float64
		var k [2]int
		for g, row := range set.Rows {
			if x := area(c, row, t); !math.IsNaN(x) {
				s := side(set.Weights[g])
				sum[s] += x
				k[s]++
			}
		}
		used := k[0] + k[1]
		if used == 0 || t <= 1 {
			dst[i] = withheld(used)
			continue
		}
		var v float64
		if k[0] > 0 {
			v = sum[0] / full(k[0], t)
		}
		if k[1] > 0 {
			v -= sum[1] / full(k[1], t)
		}
		dst[i] = Score{Value: v, Dispersion: nan, Used: used}
	}
}

func (a *aucell) Contribution(dst []float64, c *Column, set int) {
	t := a.threshold(c)
	st := &a.f.Sets[set]
	var k [2]int
	for i, row := range st.Rows {
		if dst[i] = area(c, row, t); !math.IsNaN(dst[i]) {
			k[side(st.Weights[i])]++
		}
	}
	for i := range dst {
		dst[i] *= sign(st.Weights[i]) / full(k[side(st.Weights[i])], t)
	}
}
