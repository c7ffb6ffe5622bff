package cohort

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Correlation is a coefficient with its interval and the test that it is 0.
type Correlation struct {
	N int // pairs used
	Estimate
	P float64 // two-sided
}

// Spearman returns the correlation of the ranks of paired values, equal values
// sharing the mean of their ranks (R: cor.test(method = "spearman", exact =
// FALSE)). P is that of Student's t with n - 2 degrees of freedom. The interval
// is Fisher's, with the variance (1 + r^2/2)/(n - 3) of Bonett & Wright 2000,
// doi:10.1007/BF02294183; it is NaN for fewer than four pairs. The coefficient
// is NaN for fewer than three, or where one side does not vary.
func Spearman(x, y []float64) Correlation {
	a, b := pairs(x, y)
	ra, ta := ranks(a)
	rb, tb := ranks(b)
	return correlate(ra, rb, constantRanks(len(a), ta) || constantRanks(len(b), tb), 0)
}

// constantRanks reports whether n values with these ties are all equal.
func constantRanks(n int, ties float64) bool {
	t := float64(n)
	return ties == t*t*t-t
}

// correlate returns Pearson's coefficient of ranks from which the linear part
// of k other variables was taken.
func correlate(a, b []float64, constant bool, k int) Correlation {
	n := len(a)
	c := Correlation{N: n, Estimate: missing(), P: math.NaN()}
	if n-k < 3 || constant {
		return c
	}
	r := stat.Correlation(a, b, nil)
	r = max(-1, min(1, r))
	c.Value = r
	df := float64(n - 2 - k)
	switch {
	case math.Abs(r) == 1:
		c.P = 0
	default:
		t := r * math.Sqrt(df/(1-r*r))
		c.P = 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Survival(math.Abs(t))
	}
	if n-k > 3 {
		half := z975 * math.Sqrt((1+r*r/2)/float64(n-k-3))
		c.Lower, c.Upper = math.Tanh(math.Atanh(r)-half), math.Tanh(math.Atanh(r)+half)
	}
	return c
}

// PartialSpearman returns the correlation of the ranks of x and y after the
// linear part of the ranks of the others was taken from both (R:
// ppcor::pcor.test(method = "spearman")). An observation with a missing value
// anywhere is left out. It panics if the lengths differ.
func PartialSpearman(x, y []float64, others ...[]float64) Correlation {
	all := append([][]float64{x, y}, others...)
	kept := complete(all)
	n := len(kept[0])
	k := len(others)
	c := Correlation{N: n, Estimate: missing(), P: math.NaN()}
	if n-k < 3 {
		return c
	}
	design := mat.NewDense(n, k+1, nil)
	for i := range n {
		design.Set(i, 0, 1)
	}
	for j, z := range kept[2:] {
		r, _ := ranks(z)
		design.SetCol(j+1, r)
	}
	var qr mat.QR
	qr.Factorize(design)
	residuals := func(v []float64) ([]float64, bool) {
		r, ties := ranks(v)
		var beta, fit mat.Dense
		if err := qr.SolveTo(&beta, false, mat.NewDense(n, 1, r)); err != nil {
			return nil, false // the others depend on one another
		}
		fit.Mul(design, &beta)
		var left float64
		for i := range r {
			r[i] -= fit.At(i, 0)
			left += r[i] * r[i]
		}
		return r, !constantRanks(n, ties) && left > 1e-9*float64(n)
	}
	a, okA := residuals(kept[0])
	b, okB := residuals(kept[1])
	if !okA || !okB {
		return c
	}
	return correlate(a, b, false, k)
}

// complete returns the observations in which no variable is missing. It panics
// if the lengths differ.
func complete(variables [][]float64) [][]float64 {
	out := make([][]float64, len(variables))
	for i := range variables[0] {
		whole := true
		for _, v := range variables {
			if len(v) != len(variables[0]) {
				panic("cohort: variables differ in length")
			}
			whole = whole && !math.IsNaN(v[i])
		}
		if whole {
			for k, v := range variables {
				out[k] = append(out[k], v[i])
			}
		}
	}
	return out
}

// Kendall returns Kendall's tau-b of paired values (R: cor.test(method =
// "kendall", exact = FALSE)); P is that of the normal approximation with the
// variance for ties. There is no interval.
func Kendall(x, y []float64) Correlation {
	a, b := pairs(x, y)
	n := len(a)
	c := Correlation{N: n, Estimate: missing(), P: math.NaN()}
	if n < 2 {
		return c
	}
	var s float64
	for i := range n {
		for j := range i {
			s += sign(a[i]-a[j]) * sign(b[i]-b[j])
		}
	}
	m := float64(n)
	pairsAll := m * (m - 1) / 2
	ua, ub := tieSums(a), tieSums(b)
	d := math.Sqrt((pairsAll - ua.pairs/2) * (pairsAll - ub.pairs/2))
	if d == 0 {
		return c
	}
	c.Value = s / d
	v := (m*(m-1)*(2*m+5)-ua.v-ub.v)/18 + ua.pairs*ub.pairs/(2*m*(m-1))
	if n > 2 {
		v += ua.triples * ub.triples / (9 * m * (m - 1) * (m - 2))
	}
	c.P = twoSided(s / math.Sqrt(v))
	return c
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

// tied holds sums over groups of equal values.
type tied struct{ pairs, triples, v float64 }

func tieSums(x []float64) tied {
	n := map[float64]float64{}
	for _, v := range x {
		n[v]++
	}
	var t tied
	for _, k := range n { // sums of whole numbers, whatever their order
		t.pairs += k * (k - 1)
		t.triples += k * (k - 1) * (k - 2)
		t.v += k * (k - 1) * (2*k + 5)
	}
	return t
}
