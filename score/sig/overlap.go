package sig

import (
	"cmp"
	"slices"
	"strings"
)

// Overlap is what several sets have in common.
type Overlap struct {
	Sets []*Signature
	// Shared[i][j] is the number of genes that sets i and j share; Shared[i][i]
	// is the number of genes of set i.
	Shared [][]int
	// Exclusive are the groups of genes that are in exactly the same sets, the
	// largest first. Every gene of any set is in one of them.
	Exclusive []Intersection
}

// Intersection is a group of genes that are in the sets In, by index, and in
// no other.
type Intersection struct {
	In    []int
	Genes []string // sorted
}

// Compare returns the overlap of sets by their symbols, whatever the weights.
func Compare(sets ...*Signature) *Overlap {
	o := &Overlap{Sets: sets, Shared: make([][]int, len(sets))}
	in := map[string][]int{} // gene: its sets
	for i, s := range sets {
		o.Shared[i] = make([]int, len(sets))
		for _, g := range s.Genes {
			if k := in[g.Symbol]; len(k) == 0 || k[len(k)-1] != i {
				in[g.Symbol] = append(k, i)
			}
		}
	}
	groups := map[string]*Intersection{}
	for g, k := range in {
		for _, i := range k {
			for _, j := range k {
				o.Shared[i][j]++
			}
		}
		key := make([]byte, len(sets))
		for _, i := range k {
			key[i] = 1
		}
		x := groups[string(key)]
		if x == nil {
			x = &Intersection{In: k}
			groups[string(key)] = x
		}
		x.Genes = append(x.Genes, g)
	}
	for _, x := range groups {
		slices.SortFunc(x.Genes, strings.Compare)
		o.Exclusive = append(o.Exclusive, *x)
	}
	slices.SortFunc(o.Exclusive, func(a, b Intersection) int {
		return cmp.Or(cmp.Compare(len(b.Genes), len(a.Genes)), cmp.Compare(len(b.In), len(a.In)), slices.Compare(a.In, b.In))
	})
	return o
}
