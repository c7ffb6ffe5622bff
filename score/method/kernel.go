package method

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/ref"
)

// Kernel says how the cumulative distribution of a gene over the samples is
// estimated.
type Kernel uint8

const (
	Gaussian Kernel = iota // normal kernels, a quarter of the gene's SD wide
	Poisson                // Poisson kernels at count + 1/2; counts only
	ECDF                   // the share of samples that are not higher
)

var kernels = [...]string{"gaussian", "poisson", "ecdf"}

// String returns "gaussian", "poisson" or "ecdf".
func (k Kernel) String() string { return kernels[k] }

// phiSteps is the number of steps of the table of the normal distribution
// between 0 and 10 SD: that of the C code of GSVA, which looks up without
// interpolation. Scores are bit-equal only with the same table.
const phiSteps = 10000

// phiTable holds the bits of the normal distribution function at
// 10 m / phiSteps, less 1/2, and of 1/2 for everything beyond.
var phiTable = sync.OnceValue(func() *[1 << 14]uint64 {
	var t [1 << 14]uint64
	for m := range t {
		p := 1.0
		if m <= phiSteps {
			p = phi(10 * float64(m) / phiSteps)
		}
		t[m] = math.Float64bits(p - 0.5)
	}
	return &t
})

// half returns the normal distribution function, less 1/2, of d steps of the
// table, whose sign it keeps. d must be below 2^62, which it is: a sample is at
// most sqrt(n) SD from another. Both 0.5 + half and 0.5 - half are exact, the p
// and 1 - p of the C code.
func half(table *[1 << 14]uint64, d float64) float64 {
	b := math.Float64bits(d)
	const sign = 1 << 63
	m := min(uint64(int64(math.Float64frombits(b&^sign))), phiSteps+1)
	return math.Float64frombits(table[m&(1<<14-1)] | b&sign)
}

// phi returns the normal distribution function of x >= 0. math.Erfc is not
// used because it calls math.Exp, whose bits differ between processors.
func phi(x float64) float64 {
	density := math.Exp2(-x*x/2*math.Log2E) / math.Sqrt(2*math.Pi)
	if x < 3 {
		// Abramowitz & Stegun 26.2.11
		term, sum := x, x
		for n := 3.0; term > sum*1e-17; n += 2 {
			term *= x * x / n
			sum += term
		}
		return 0.5 + density*sum
	}
	// Abramowitz & Stegun 26.2.14, from the 100th term back
	f := x
	for n := 100.0; n > 0; n-- {
		f = x + n/f
	}
	return 1 - density/f
}

// logit returns log(p/(1-p)). It keeps the logarithm, though only the order
// of its values counts, because that rounds the same values together as R
// does; Log1p gives the same bits everywhere.
func logit(p float64) float64 {
	if p > 0.5 {
		return math.Log1p(p/(1-p) - 1)
	}
	return -math.Log1p((1-p)/p - 1)
}

// density estimates the distributions of genes. Its zero value is ready.
type density struct {
	sorter  sorter
	order   []int32
	samples []int32   // in which the gene was measured
	x, sum  []float64 // there
}

// row writes the logit of the kernel estimate of the distribution function at
// every value of x to dst, NaN where x is missing. It returns false if the
// gene is constant.
func (d *density) row(dst, x []float64, k Kernel) bool {
	d.gather(x)
	for j := range dst {
		dst[j] = nan
	}
	n := len(d.x)
	if n < 2 || ref.Constant(d.x) {
		return false
	}
	d.sum = grow(d.sum, n)
	clear(d.sum)
	switch k {
	case Gaussian:
		gaussianSums(d.sum, d.x, scaleOf(d.x))
	case Poisson:
		d.order = d.sorter.order(d.order, d.x)
		poissonSums(d.sum, d.x, d.order)
	case ECDF:
		d.order = d.sorter.order(d.order, d.x)
		for lo := 0; lo < n; {
			hi := lo + 1
			for hi < n && d.x[d.order[hi]] == d.x[d.order[lo]] {
				hi++
			}
			for _, a := range d.order[lo:hi] {
				d.sum[a] = float64(hi)
			}
			lo = hi
		}
	}
	for a, j := range d.samples {
		dst[j] = logit(d.sum[a] / float64(n))
	}
	return true
}

// gather finds the samples in which a gene was measured.
func (d *density) gather(x []float64) {
	d.samples, d.x = d.samples[:0], d.x[:0]
	for j, v := range x {
		if !math.IsNaN(v) {
			d.samples, d.x = append(d.samples, int32(j)), append(d.x, v)
		}
	}
}

// scaleOf returns the steps of the table per unit of the gene, for kernels a
// quarter of the SD wide.
func scaleOf(x []float64) float64 {
	return phiSteps / 10 / (stat.StdDev(x, nil) / 4)
}

// gaussianSums adds the kernels of all samples up at every sample. Each pair
// is looked up once: what one gets of the other is 1 less what it gives. Every
// sum is taken in the order of the samples, as GSVA takes it, so that genes
// that are alike but for rounding are told apart as there.
func gaussianSums(sum, x []float64, scale float64) {
	table := phiTable()
	for a, xa := range x {
		own := sum[a] + 0.5
		rest := x[a+1:]
		out := sum[a+1:]
		out = out[:len(rest)]
		for b, xb := range rest {
			h := half(table, (xb-xa)*scale)
			out[b] += 0.5 + h
			own += 0.5 - h
		}
		sum[a] = own
	}
}

// gaussianAt returns the mean of the kernels of the values x at v.
func gaussianAt(v float64, x []float64, scale float64) float64 {
	const far = 2 * phiSteps // a sample may be any distance from the controls
	table := phiTable()
	var sum float64
	for _, y := range x {
		sum += 0.5 + half(table, max(-far, min((v-y)*scale, far)))
	}
	return sum / float64(len(x))
}
