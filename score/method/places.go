package method

import (
	"math"
	"slices"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
)

// fit ranks the genes of every sample. Of the genes x samples of kernel
// estimates only the places of the genes of the sets are kept.
func (s *gsva) fit(m *expr.Matrix) error {
	genes, samples := m.Dims()
	var inSets []int
	for _, set := range s.f.Sets {
		inSets = append(inSets, set.Rows...)
	}
	slices.Sort(inSets)
	inSets = slices.Compact(inSets)
	kept := make([]int32, samples*len(inSets))
	n := make([]int, samples)
	place := make([]int32, genes)
	keep := func(j int, order []int32) error {
		number(place, order)
		for k, i := range inSets {
			kept[j*len(inSets)+k] = place[i]
		}
		n[j] = len(order)
		return s.f.progress(genes, genes)
	}
	var err error
	if s.Kernel == Gaussian && samples >= manySamples {
		err = s.byKeys(m, keep)
	} else {
		err = s.byLogits(m, keep)
	}
	if err != nil {
		return err
	}
	clear(place)
	s.places = func(c *Column) ([]int32, int) {
		for k, i := range inSets {
			place[i] = kept[c.Sample*len(inSets)+k]
		}
		return place, n[c.Sample]
	}
	return nil
}

// byLogits hands the order of the genes of every sample to keep.
func (s *gsva) byLogits(m *expr.Matrix, keep func(sample int, order []int32) error) error {
	genes, samples := m.Dims()
	z := make([]float64, genes*samples) // samples x genes
	// genes are written some at a time, since z lies the other way
	const block = 16
	rows := make([]float64, block*samples)
	var d density
	for i := 0; i < genes; i += block {
		if err := s.f.progress(i, genes); err != nil {
			return err
		}
		n := min(block, genes-i)
		for k := range n {
			if !d.row(rows[k*samples:(k+1)*samples], m.Row(i+k), s.Kernel) {
				s.constant++
			}
		}
		for j := range samples {
			to := z[j*genes+i : j*genes+i+n]
			for k := range to {
				to[k] = -rows[k*samples+j] // ascending order puts the highest first
			}
		}
	}
	var order []int32
	for j := range samples {
		order = d.sorter.order(order, z[j*genes:(j+1)*genes])
		if err := keep(j, order); err != nil {
			return err
		}
	}
	return nil
}

// byKeys does what byLogits does, by the keys of gaussianKeys, part by part.
func (s *gsva) byKeys(m *expr.Matrix, keep func(sample int, order []int32) error) error {
	genes, samples := m.Dims()
	keys := make([]uint32, genes*samples) // samples x genes
	size := partGenes(samples)
	ranked := 0
	part := func(k int) Part {
		first, end := k*size, min((k+1)*size, genes)
		p := Part{Samples: samples, Values: make([]float64, 0, (end-first)*samples)}
		for i := first; i < end; i++ {
			p.Values = append(p.Values, m.Row(i)...)
		}
		return p
	}
	done := func(k int, r Ranked) error {
		n := len(r.Keys) / samples
		for j := range samples {
			to := keys[j*genes+k*size:][:n]
			for i := range to {
				to[i] = r.Keys[i*samples+j]
			}
		}
		s.constant += r.Constant
		ranked += n
		return s.f.progress(ranked, genes)
	}
	if err := s.f.pool().Rank((genes+size-1)/size, part, done); err != nil {
		return err
	}
	exact := exactRows{row: m.Row, asked: map[int32]int{}, whole: map[int32][]float64{}}
	var sorter sorter
	var order []int32
	for j := range samples {
		column := keys[j*genes : (j+1)*genes]
		order = sorter.orderKeys(order, column)
		exact.settle(order, column, j)
		if err := keep(j, order); err != nil {
			return err
		}
	}
	return nil
}

// anchor keeps the values of the controls and ranks the genes of a sample when
// it is scored.
//
// Far above or below all controls the kernels are 1 or 0 and their logits
// infinite; such genes keep the order of their distance from the controls, in
// SD, instead of that of their rows.
func (s *gsva) anchor(f *Frame) {
	genes, _ := f.Matrix.Dims()
	type gene struct {
		x           []float64
		scale, mean float64
	}
	controls := make([]gene, genes)
	for i, symbol := range f.Matrix.Genes() {
		x, _ := f.Reference.Values(symbol)
		var y []float64
		for _, v := range x {
			if !math.IsNaN(v) {
				y = append(y, v)
			}
		}
		if len(y) < 2 || ref.Constant(y) {
			s.constant++
			continue
		}
		st, _ := f.Reference.Gene(symbol)
		controls[i] = gene{y, scaleOf(y), st.Mean}
	}
	z := make([]float64, genes)
	place := make([]int32, genes)
	var sorter sorter
	var order []int32
	loaded := -1
	s.places = func(c *Column) ([]int32, int) {
		if loaded == c.Sample {
			return place, len(order)
		}
		loaded = c.Sample
		for i, r := range controls {
			z[i] = nan
			if x := c.X[i]; r.x != nil && !math.IsNaN(x) {
				z[i] = -logit(gaussianAt(x, r.x, r.scale))
				if math.IsInf(z[i], 0) {
					// a finite logit is at most 40
					z[i] = math.Copysign(1e3, z[i]) - (x-r.mean)*r.scale/phiSteps
				}
			}
		}
		order = sorter.order(order, z)
		number(place, order)
		return place, len(order)
	}
}

// number gives the genes their places in an order, 0 to those that are not in
// it.
func number(place, order []int32) {
	clear(place)
	for q, i := range order {
		place[i] = int32(q + 1)
	}
}
