package method

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"ifnscope/score/expr"
)

// mostCounts is above what any sample has of a gene.
const mostCounts = 1e9

// checkCounts returns an error if the counts are not those of a matrix, or no
// counts.
func checkCounts(counts, m *expr.Matrix) error {
	if !slices.Equal(counts.Genes(), m.Genes()) || !slices.Equal(counts.Samples(), m.Samples()) {
		return fmt.Errorf("method: the counts are of other genes or samples than the matrix")
	}
	for i, g := range counts.Genes() {
		for j, v := range counts.Row(i) {
			if v < 0 || v > mostCounts {
				return fmt.Errorf("method: %g is no count of %s in %s", v, g, counts.Samples()[j])
			}
		}
	}
	return nil
}

// poissonTail is where a Poisson term, relative to the largest, no longer
// changes a sum of doubles.
const poissonTail = 1e-19

// poissonSums adds the Poisson distribution functions of mean x[i] + 1/2 up at
// every x; x are counts and order their indices in ascending order.
//
// The sums run over the distinct counts, so that genes with the same counts in
// whatever samples have the same bits. Among few counts there are many such
// genes.
func poissonSums(sum, x []float64, order []int32) {
	var counts, times []float64
	for _, a := range order {
		v := math.Floor(x[a] + 1e-7) // as R's ppois takes a count
		if len(counts) == 0 || counts[len(counts)-1] != v {
			counts, times = append(counts, v), append(times, 0)
		}
		times[len(times)-1]++
	}
	at := make([]float64, len(counts))
	p := make([]float64, len(counts))
	for u, lambda := range counts {
		poissonCDF(p, counts, lambda+0.5)
		for v := range p {
			at[v] += times[u] * p[v]
		}
	}
	u := 0
	for i, n := range times {
		for range int(n) {
			sum[order[u]] = at[i]
			u++
		}
	}
}

// poissonCDF writes the Poisson distribution function of mean lambda at the
// ascending counts to dst.
//
// The terms are built by their recurrence from the largest outwards and
// divided by their sum, so that neither exp nor the gamma function is needed.
func poissonCDF(dst, counts []float64, lambda float64) {
	inverses := reciprocals()
	mode := math.Floor(lambda)
	// down from the mode to the first term that matters
	first, t, inverse := mode, 1.0, 1/lambda
	for k := mode; k > 0; k-- {
		next := t * (k * inverse)
		if next < poissonTail {
			break
		}
		first, t = k-1, next
	}
	// up again, past the counts, to the last one
	k, sum, i := first, t, 0
	for i < len(counts) && counts[i] < first {
		dst[i] = 0
		i++
	}
	n := i
	for k <= mode || t > poissonTail {
		for ; n < len(counts) && counts[n] == k; n++ {
			dst[n] = sum
		}
		k++
		if k < float64(len(inverses)) {
			t *= lambda * inverses[int(k)]
		} else {
			t *= lambda / k
		}
		sum += t
	}
	for j := i; j < len(counts); j++ {
		if j < n {
			dst[j] /= sum
		} else {
			dst[j] = 1
		}
	}
}

// reciprocals are 1/k: a product takes a third of the time of a quotient.
var reciprocals = sync.OnceValue(func() []float64 {
	r := make([]float64, 1<<15)
	for k := range r {
		r[k] = 1 / float64(k)
	}
	return r
})
