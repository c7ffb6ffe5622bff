package cohort

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// KruskalWallis compares several independent groups (R: kruskal.test). The
// statistic is H, corrected for ties; P is that of the chi-squared
// distribution. Empty groups are left out. It is NaN for fewer than two groups
// or where all values are equal.
func KruskalWallis(groups [][]float64) Test {
	k := pool(groups)
	t := Test{N: len(k.ranks), Statistic: math.NaN(), P: math.NaN()}
	if len(k.size) < 2 || k.correction() == 0 {
		return t
	}
	n := float64(len(k.ranks))
	var h float64
	for g, sum := range k.sum {
		h += sum * sum / float64(k.size[g])
	}
	h = (12/(n*(n+1))*h - 3*(n+1)) / k.correction()
	t.Statistic = h
	t.P = distuv.ChiSquared{K: float64(len(k.size) - 1)}.Survival(h)
	return t
}

// Pair compares two of several groups.
type Pair struct {
	A, B     int // indices of the groups
	Z        float64
	P        float64 // two-sided
	Adjusted float64 // by Benjamini and Hochberg over the pairs
}

// Dunn compares every two of several groups on the ranks of all (Dunn 1964,
// doi:10.1080/00401706.1964.10490181), for after a Kruskal-Wallis test.
func Dunn(groups [][]float64) []Pair {
	k := pool(groups)
	n := float64(len(k.ranks))
	var out []Pair
	var p []float64
	for a := range k.size {
		for b := a + 1; b < len(k.size); b++ {
			d := k.sum[a]/float64(k.size[a]) - k.sum[b]/float64(k.size[b])
			v := (n*(n+1)/12 - k.ties/(12*(n-1))) * (1/float64(k.size[a]) + 1/float64(k.size[b]))
			z := d / math.Sqrt(v)
			out = append(out, Pair{A: k.index[a], B: k.index[b], Z: z, P: twoSided(z)})
			p = append(p, twoSided(z))
		}
	}
	for i, q := range Adjust(p) {
		out[i].Adjusted = q
	}
	return out
}

// pooled is several groups ranked together.
type pooled struct {
	index []int // of the groups that have values
	size  []int
	sum   []float64 // of ranks
	ranks []float64
	ties  float64
}

func pool(groups [][]float64) pooled {
	var k pooled
	var all []float64
	for g, x := range groups {
		if x = Present(x); len(x) > 0 {
			k.index, k.size = append(k.index, g), append(k.size, len(x))
			all = append(all, x...)
		}
	}
	k.ranks, k.ties = ranks(all)
	at := 0
	for _, n := range k.size {
		var sum float64
		for _, r := range k.ranks[at : at+n] {
			sum += r
		}
		k.sum = append(k.sum, sum)
		at += n
	}
	return k
}

// correction is the share of the variance of the ranks that ties leave.
func (k pooled) correction() float64 {
	n := float64(len(k.ranks))
	return 1 - k.ties/(n*n*n-n)
}

// Adjust returns p adjusted for multiple testing by Benjamini and Hochberg 1995
// (R: p.adjust(p, "BH")). Missing values stay missing and are not counted.
func Adjust(p []float64) []float64 {
	out := make([]float64, len(p))
	var at []int
	for i, x := range p {
		out[i] = math.NaN()
		if !math.IsNaN(x) {
			at = append(at, i)
		}
	}
	order := make([]float64, len(at))
	for k, i := range at {
		order[k] = -p[i]
	}
	r := sortIndex(order) // the largest p first
	m := float64(len(at))
	least := 1.0
	for k, i := range r {
		least = min(least, p[at[i]]*m/(m-float64(k)))
		out[at[i]] = least
	}
	return out
}
