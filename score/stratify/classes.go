package stratify

import (
	"math"
	"slices"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
)

// Classes counts patients by their class, high or not, and by a yes-or-no
// column, with Fisher's exact test and the odds ratio of yes among those with a
// high score. Upper is missing where it has no bound.
type Classes struct {
	High    int         `json:"high"`    // patients with a high score
	HighYes int         `json:"highYes"` // of them with yes
	Rest    int         `json:"rest"`    // patients with another class
	RestYes int         `json:"restYes"`
	Odds    expr.Number `json:"odds"`
	Lower   expr.Number `json:"lower"`
	Upper   expr.Number `json:"upper"`
	P       expr.Number `json:"p"`
}

// classes returns the table of a column, in which positive means yes; nil where
// nobody or everybody has a high score, or a class at all.
func classes(class []ref.Class, cells []string, positive string) *Classes {
	var t Classes
	for i, c := range cells {
		if c == "" || class[i] == ref.NotClassed {
			continue
		}
		n, yes := &t.Rest, &t.RestYes
		if class[i] == ref.High {
			n, yes = &t.High, &t.HighYes
		}
		if *n++; c == positive {
			*yes++
		}
	}
	if t.High == 0 || t.Rest == 0 {
		return nil
	}
	f := cohort.TwoByTwo{BothYes: t.HighYes, FirstOnly: t.High - t.HighYes, SecondOnly: t.RestYes, Neither: t.Rest - t.RestYes}.Fisher()
	t.Odds, t.Lower, t.Upper, t.P = finite(f.Odds.Value), finite(f.Odds.Lower), finite(f.Odds.Upper), expr.Number(f.P)
	return &t
}

// finite returns v, or NaN where it is infinite.
func finite(v float64) expr.Number {
	if math.IsInf(v, 0) {
		v = math.NaN()
	}
	return expr.Number(v)
}

// Most and least groups of a column of words whose scores are compared, of
// which each has minEach patients: two are yes and no.
const leastGroups, mostGroups = 3, 12

// grouped compares the scores between the values of a column of words, such as
// batches or sites, by Kruskal and Wallis. The effect is the share of the
// variance of ranks between them, (H - k + 1) / (n - k) of k groups of n
// patients (Tomczak & Tomczak 2014, Trends Sport Sci 1:19), 0 at least. Values
// of fewer patients are left out.
func grouped(scores []float64, cells []string) (Association, bool) {
	of := map[string][]float64{}
	var names []string
	for i, c := range cells {
		if c == "" || math.IsNaN(scores[i]) {
			continue
		}
		if of[c] == nil {
			names = append(names, c)
		}
		of[c] = append(of[c], scores[i])
	}
	slices.Sort(names)
	var groups [][]float64
	n := 0
	for _, c := range names {
		if x := of[c]; len(x) >= minEach {
			groups = append(groups, x)
			n += len(x)
		}
	}
	k := len(groups)
	if k < leastGroups || k > mostGroups {
		return Association{}, false
	}
	t := cohort.KruskalWallis(groups)
	share := (t.Statistic - float64(k) + 1) / float64(n-k)
	nan := expr.Number(math.NaN())
	return Association{Kind: "groups", N: n, Groups: k, Effect: expr.Number(max(0, share)), Lower: nan, Upper: nan, P: expr.Number(t.P)}, !math.IsNaN(share)
}
