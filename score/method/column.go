package method

import "ifnscope/score/expr"

// Column is one sample with what several methods need of it, each computed
// once when it is first asked for. A Column is used for one sample after the
// other; its zero value is ready for Load.
type Column struct {
	Sample int       // index in the matrix
	X      []float64 // by row; NaN is missing

	// The matrix lies by gene, so that one sample of it touches every line of
	// the cache: loaded are as many samples as there are in a line.
	matrix *expr.Matrix
	first  int       // sample of the block
	block  []float64 // samples x genes

	order    []int32
	haveRank [len(ties)]bool
	rank     [len(ties)][]float64
	ordered  bool
	sorter   sorter
}

// Ties says which rank equal values share.
type Ties uint8

const (
	TiesMin     Ties = iota // the lowest of their ranks
	TiesAverage             // the mean of their ranks
	TiesMax                 // the highest of their ranks
	TiesRow                 // none: the earlier row has the higher rank
)

var ties = [...]string{"min", "average", "max", "row"}

// String returns "min", "average" and so on.
func (t Ties) String() string { return ties[t] }

// blockSamples are the numbers of 64 bits in a line of the cache.
const blockSamples = 8

// Load sets the column to sample j of m.
func (c *Column) Load(m *expr.Matrix, j int) {
	genes, samples := m.Dims()
	if j < 0 || j >= samples {
		panic("method: no such sample")
	}
	if c.matrix != m || j < c.first || j >= c.first+blockSamples {
		c.matrix, c.first = m, j-j%blockSamples
		n := min(blockSamples, samples-c.first)
		c.block = grow(c.block, n*genes)
		for i := range genes {
			for k, x := range m.Row(i)[c.first : c.first+n] {
				c.block[k*genes+i] = x
			}
		}
	}
	at := (j - c.first) * genes
	c.X = c.block[at : at+genes : at+genes]
	c.Sample, c.ordered, c.haveRank = j, false, [len(ties)]bool{}
}

// Order returns the rows by value, the lowest first, equal values by row;
// missing values are left out. The slice must not be changed.
func (c *Column) Order() []int32 {
	if !c.ordered {
		c.order, c.ordered = c.sorter.order(c.order, c.X), true
	}
	return c.order
}

// N returns the number of genes that were measured in the sample.
func (c *Column) N() int { return len(c.Order()) }

// Ranks returns the rank of every row among the N measured ones, 1 for the
// lowest value; a missing value has NaN. The slice must not be changed.
func (c *Column) Ranks(t Ties) []float64 {
	if c.haveRank[t] {
		return c.rank[t]
	}
	r := c.rank[t]
	if len(r) != len(c.X) {
		r = make([]float64, len(c.X))
	}
	for i := range r {
		r[i] = nan
	}
	order := c.Order()
	for lo := 0; lo < len(order); {
		hi := lo + 1
		for hi < len(order) && c.X[order[hi]] == c.X[order[lo]] {
			hi++
		}
		v := float64(lo + 1)
		switch t {
		case TiesAverage:
			v = float64(lo+1+hi) / 2
		case TiesMax:
			v = float64(hi)
		}
		for k, i := range order[lo:hi] {
			if t == TiesRow {
				v = float64(hi - k)
			}
			r[i] = v
		}
		lo = hi
	}
	c.rank[t], c.haveRank[t] = r, true
	return r
}
