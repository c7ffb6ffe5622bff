package geno

import (
	"math"
	"slices"
)

// count counts the alleles by node, in the order of Nodes and then of the
// panel.
func (r *Result) count() {
	at := map[string]int{}
	add := func(name string) int {
		i, ok := at[name]
		if !ok {
			i = len(r.Nodes)
			at[name] = i
			r.Nodes = append(r.Nodes, Node{Name: name})
		}
		return i
	}
	has := func(name string) bool {
		return slices.ContainsFunc(r.Findings, func(x Finding) bool { return x.counts(false, r.Options.Ancestry) && x.Variant.Node == name })
	}
	for _, n := range Nodes {
		if has(n) {
			add(n)
		}
	}
	for _, x := range r.Findings {
		if x.Variant.Node == "" || !x.counts(false, r.Options.Ancestry) {
			continue
		}
		n := &r.Nodes[add(x.Variant.Node)]
		n.Loci++
		if !math.IsNaN(x.Copies) {
			n.Observed++
			n.Alleles += x.Copies
			n.Of += 2
			n.Found += x.Adds
		}
	}
}

// approximate computes mean and SD of the score of the autosomes in simulated
// people: sum of w 2 p, and the root of the sum of w^2 2 p (1-p).
func (r *Result) approximate(a Ancestry) {
	if a != EUR && a != EAS {
		return
	}
	x := Approx{Ancestry: a}
	var variance float64
	for _, f := range r.Findings {
		v := f.Variant
		if !f.counts(false, a) || v.Complex != "" {
			continue
		}
		x.Of++
		p := v.EUR
		if a == EAS {
			p = v.EAS
		}
		if math.IsNaN(p) || v.Mode != Additive {
			continue
		}
		x.Loci++
		x.Mean += v.Weight * 2 * p
		variance += v.Weight * v.Weight * 2 * p * (1 - p)
		if f.How == Filled {
			x.Sum = nan
		}
		x.Sum += f.Adds // NaN where it was not observed
	}
	if x.Loci == 0 {
		return
	}
	x.SD = math.Sqrt(variance)
	x.Z = (x.Sum - x.Mean) / x.SD
	r.Approx = &x
}
