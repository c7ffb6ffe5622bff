package method

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/ref"
)

// gaussianKeys ranks genes by the Gaussian kernel without the kernel's exact
// sums. Its zero value is ready.
//
// Where a sample lies on the table of the kernel is a whole number of steps,
// so that the sums can be taken over samples in ascending order, in integers,
// in which no order matters: a third of the time of sums in doubles. A key is
// known to keyError; genes whose keys are nearer than that are told apart by
// the exact sums, see exactRows. They are a few in a million.
type gaussianKeys struct {
	density density
	at      []int64 // places of the samples on the table, ascending
	sum     []int64
	beyond  []int32
}

const (
	// manySamples is from where the sums are worth it. Above it no SD puts
	// whole steps of the table between measured values but by chance.
	manySamples = 64
	// stepBits are the bits of a place below a step of the table. The places
	// of n samples span at most 4,000 sqrt(n) steps to either side.
	stepBits = 40
	// keyError is by how much the difference of two keys may be wrong, in
	// 2^-32: half of that for the table and one for the division, twice.
	keyError = 3
)

// stepTable is phiTable in 2^-32, rounded.
var stepTable = sync.OnceValue(func() *[1 << 14]uint32 {
	var t [1 << 14]uint32
	for m, b := range phiTable() {
		t[m] = uint32(math.Round(math.Float64frombits(b) * (1 << 32)))
	}
	return &t
})

// row writes to dst, for every value of x, one less the kernel estimate of the
// distribution function there, in 2^-32: the highest has the lowest key.
// Missing values have noKey. It returns false if the gene is constant;
// then all are.
func (g *gaussianKeys) row(dst []uint32, x []float64) bool {
	d := &g.density
	d.gather(x)
	for j := range dst {
		dst[j] = noKey
	}
	n := len(d.x)
	if n < 2 || ref.Constant(d.x) {
		return false
	}
	mean, scale := stat.Mean(d.x, nil), scaleOf(d.x)*(1<<stepBits)
	d.order = d.sorter.order(d.order, d.x)
	g.at = g.at[:0]
	for _, a := range d.order {
		g.at = append(g.at, int64((d.x[a]-mean)*scale))
	}
	g.sums()
	for q, a := range d.order {
		p := int64(n)<<31 + g.sum[q] // each kernel is 1/2 and what is in the table
		dst[d.samples[a]] = uint32(noKey - 1 - p/int64(n))
	}
	return true
}

// sums adds up, at every place, the table's values of the distances to the
// others, those above subtracted.
func (g *gaussianKeys) sums() {
	const (
		block = 4
		flat  = int64(phiSteps+1) << stepBits // the table ends
		most  = 1 << 31                       // its last value, 1/2
	)
	table := stepTable()
	n := len(g.at)
	g.sum, g.beyond = grow(g.sum, n), grow(g.beyond, n+1)
	clear(g.sum)
	clear(g.beyond)
	// end[k] is the first sample beyond the table of the k-th of a block
	var end [block]int
	for a := 0; a < n; a += block {
		size := min(block, n-a)
		for k := range size {
			e := max(end[k], a+k+1)
			for e < n && g.at[e]-g.at[a+k] < flat {
				e++
			}
			end[k] = e
			g.beyond[e]++
			g.sum[a+k] -= most * int64(n-e)
		}
		next := a + size
		for k := range size {
			g.pairs(table, a+k, a+k+1, min(next, end[k]))
		}
		together := next
		if size == block {
			together = max(next, end[0])
			g.four(table, a, together)
		}
		for k := range size {
			g.pairs(table, a+k, together, end[k])
		}
	}
	var below int64
	for b := range g.sum {
		below += int64(g.beyond[b])
		g.sum[b] += most * below
	}
}

// pairs adds the pairs of a with the samples from lo to hi.
func (g *gaussianKeys) pairs(table *[1 << 14]uint32, a, lo, hi int) {
	if lo >= hi {
		return
	}
	own := g.at[a]
	at, sum := g.at[lo:hi], g.sum[lo:hi]
	sum = sum[:len(at)]
	var above int64
	for b, other := range at {
		t := int64(table[uint64(other-own)>>stepBits&(1<<14-1)])
		above += t
		sum[b] += t
	}
	g.sum[a] -= above
}

// four adds the pairs of four samples from a on with those after them, to hi.
func (g *gaussianKeys) four(table *[1 << 14]uint32, a, hi int) {
	a0, a1, a2, a3 := g.at[a], g.at[a+1], g.at[a+2], g.at[a+3]
	at, sum := g.at[a+4:hi], g.sum[a+4:hi]
	sum = sum[:len(at)]
	var s0, s1, s2, s3 int64
	for b, other := range at {
		t0 := int64(table[uint64(other-a0)>>stepBits&(1<<14-1)])
		t1 := int64(table[uint64(other-a1)>>stepBits&(1<<14-1)])
		t2 := int64(table[uint64(other-a2)>>stepBits&(1<<14-1)])
		t3 := int64(table[uint64(other-a3)>>stepBits&(1<<14-1)])
		s0 += t0
		s1 += t1
		s2 += t2
		s3 += t3
		sum[b] += t0 + t1 + t2 + t3
	}
	g.sum[a] -= s0
	g.sum[a+1] -= s1
	g.sum[a+2] -= s2
	g.sum[a+3] -= s3
}

// exactRows tells genes apart by their exact kernel estimates. A gene that is
// asked for in many samples, because it has many equal values, is computed
// once in all of them.
type exactRows struct {
	row     func(gene int) []float64
	density density
	asked   map[int32]int
	whole   map[int32][]float64
}

// logit returns the logit of the kernel estimate of a gene in a sample.
func (e *exactRows) logit(gene int32, sample int) float64 {
	if z, ok := e.whole[gene]; ok {
		return z[sample]
	}
	x := e.row(int(gene))
	e.asked[gene]++
	if e.asked[gene] > len(x)/8 {
		z := make([]float64, len(x))
		e.density.row(z, x, Gaussian)
		e.whole[gene] = z
		return z[sample]
	}
	e.density.gather(x)
	return logit(gaussianAt(x[sample], e.density.x, scaleOf(e.density.x)))
}

// settle puts the genes of a sample that their keys do not tell apart in the
// order of their logits, the highest first, equal ones by row.
func (e *exactRows) settle(order []int32, keys []uint32, sample int) {
	for lo := 0; lo < len(order); {
		hi := lo + 1
		for hi < len(order) && keys[order[hi]]-keys[order[hi-1]] <= keyError {
			hi++
		}
		if near := order[lo:hi]; len(near) > 1 {
			slices.Sort(near)
			z := make(map[int32]float64, len(near))
			for _, i := range near {
				z[i] = e.logit(i, sample)
			}
			slices.SortStableFunc(near, func(a, b int32) int { return cmp.Compare(z[b], z[a]) })
		}
		lo = hi
	}
}
