package cohort

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sync"

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
// sharing the mean of their ranks (R: cor.test(method = "spearman")). For fewer
// than ten pairs without equal values P is exact, otherwise that of Student's t
// with n - 2 degrees of freedom (R: exact = FALSE). The interval is Fisher's,
// with the variance (1 + r^2/2)/(n - 3) of Bonett & Wright 2000,
// doi:10.1007/BF02294183; it is NaN for fewer than four pairs and where the
// ranks are the same or opposite, so that no variance is seen. The coefficient
// is NaN for fewer than three, or where one side does not vary.
func Spearman(x, y []float64) Correlation {
	a, b := pairs(x, y)
	ra, ta := ranks(a)
	rb, tb := ranks(b)
	c := correlate(ra, rb, constantRanks(len(a), ta) || constantRanks(len(b), tb), 0)
	if n := len(a); n > 2 && n <= mostExact && ta == 0 && tb == 0 {
		c.P = exactRho(ra, rb)
	}
	return c
}

// mostExact is the largest number of pairs of which the exact distribution of
// rho is taken, as R does.
const mostExact = 9

// exactRho returns the two-sided p of Spearman's coefficient of ranks without
// ties: twice the smaller tail of the sum of squared differences, at most 1.
func exactRho(a, b []float64) float64 {
	n := len(a)
	d := 0
	for i := range a {
		k := int(a[i] - b[i])
		d += k * k
	}
	ways := rhoWays[n]()
	var low, high, total float64
	for k, w := range ways {
		total += w
		if k <= d {
			low += w
		}
		if k >= d {
			high += w
		}
	}
	return min(1, 2*min(low, high)/total)
}

// rhoWays returns, for a number of ranks, how many of their orders have each sum
// of squared differences from 1 to n. It is counted once.
var rhoWays = func() (f [mostExact + 1]func() []float64) {
	for n := range f {
		f[n] = sync.OnceValue(func() []float64 { return countOrders(n) })
	}
	return f
}()

// countOrders places the ranks one after another, by the set of places taken.
func countOrders(n int) []float64 {
	top := n * (n*n - 1) / 3
	ways := make([][]float64, 1<<n)
	for taken := range ways {
		ways[taken] = make([]float64, top+1)
	}
	ways[0][0] = 1
	for taken, w := range ways {
		i := bits.OnesCount(uint(taken))
		for place := range n {
			if taken>>place&1 == 1 {
				continue
			}
			next, d := ways[taken|1<<place], (i-place)*(i-place)
			for k := 0; k+d <= top; k++ {
				next[k+d] += w[k]
			}
		}
	}
	return ways[len(ways)-1]
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
	if 1-math.Abs(r) < 1e-12 { // but for rounding
		r = sign(r)
	}
	c.Value = r
	df := float64(n - 2 - k)
	switch {
	case math.Abs(r) == 1:
		c.P = 0
	default:
		t := r * math.Sqrt(df/(1-r*r))
		c.P = 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Survival(math.Abs(t))
	}
	if n-k > 3 && math.Abs(r) < 1 {
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
// variance for ties. The interval is Fisher's with the variance 0.437/(n - 4) of
// Fieller, Hartley & Pearson 1957, doi:10.1093/biomet/44.3-4.470; it is NaN for
// fewer than five pairs and where the ranks are the same or opposite. The pairs
// that stand the other way round are counted in one sort (Knight 1966,
// doi:10.1080/01621459.1966.10480879), since 2,000 people are two million pairs.
func Kendall(x, y []float64) Correlation {
	a, b := pairs(x, y)
	n := len(a)
	c := Correlation{N: n, Estimate: missing(), P: math.NaN()}
	if n < 2 {
		return c
	}
	m := float64(n)
	pairsAll := m * (m - 1) / 2
	ua, ub := tieSums(a), tieSums(b)
	s := pairsAll - ua.pairs/2 - ub.pairs/2 + alike(a, b)
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
	if n > 4 && 1-math.Abs(c.Value) > 1e-12 {
		half := z975 * math.Sqrt(0.437/(m-4))
		c.Lower, c.Upper = math.Tanh(math.Atanh(c.Value)-half), math.Tanh(math.Atanh(c.Value)+half)
	}
	return c
}

// alike returns the number of pairs that are equal in both a and b, less twice the
// number of those that stand the other way round in b.
func alike(a, b []float64) float64 {
	order := make([]int, len(a))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(a[i], a[j]), cmp.Compare(b[i], b[j])) })
	equal, run := 0, 0
	sorted := make([]float64, len(a))
	for k, i := range order {
		sorted[k] = b[i]
		if k > 0 && a[i] == a[order[k-1]] && b[i] == b[order[k-1]] {
			run++
			equal += run
		} else {
			run = 0
		}
	}
	return float64(equal - 2*exchanges(sorted, make([]float64, len(sorted))))
}

// exchanges sorts x and returns how many pairs of it stood the other way round.
func exchanges(x, spare []float64) int {
	n := len(x)
	if n < 2 {
		return 0
	}
	count := exchanges(x[:n/2], spare) + exchanges(x[n/2:], spare)
	copy(spare, x)
	i, j := 0, n/2
	for k := range x {
		if j == n || i < n/2 && spare[i] <= spare[j] {
			x[k] = spare[i]
			i++
			continue
		}
		x[k] = spare[j]
		count += n/2 - i
		j++
	}
	return count
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
