package score

import (
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/norm"
	"ifnscope/score/qc"
	"ifnscope/score/read"
)

// Settle is the function Settle with the reference genes that the files name as
// such where opt names none.
func (in Input) Settle(opt Options, mp *gene.Mapping) (Options, error) {
	if len(opt.References) == 0 {
		opt.References = in.references(mp)
	}
	return Settle(opt, mp)
}

// references returns the reference genes that the files name as such, by
// symbol, or by the name of the row where it has none, as 18S rRNA has.
func (in Input) references(mp *gene.Mapping) []string {
	if in.Assay == nil {
		return nil
	}
	var genes []string
	seen := map[string]bool{}
	for _, i := range in.Assay.Rows(read.Housekeeping) {
		name := mp.Rows[i].ID
		if mp.Rows[i].Mapped() {
			name = mp.Rows[i].Symbol
		}
		if !seen[name] {
			seen[name] = true
			genes = append(genes, name)
		}
	}
	return genes
}

// Quality returns the quality figures of a targeted assay: those of its files
// and, of several nCounter lanes, the factors by which the positive controls
// and the housekeeping genes of the panel would bring them to one level. The
// factors of a lane change with the lanes beside it; the other figures do not.
func Quality(m *expr.Matrix, a *read.Assay) []qc.Check {
	checks := a.Checks
	rows := a.Rows(read.Positive)
	if _, lanes := m.Dims(); lanes < 2 || len(rows) == 0 || m.Unit() != expr.Counts {
		return checks
	}
	positive, err := norm.PositiveControls(m)
	if err != nil {
		// a lane without its controls, whose figures say so already
		return checks
	}
	var names []string
	var house []float64
	for _, i := range a.Rows(read.Housekeeping) {
		names = append(names, m.Genes()[i])
	}
	if both, err := norm.HousekeepingFactors(positive, names); err == nil {
		house = factors(positive, both, 0)
	}
	return append(checks[:len(checks):len(checks)], qc.Factors(m.Samples(), factors(m, positive, 1), house)...)
}

// factors returns what the columns of m, raised by add, were multiplied by,
// read off the largest value of each.
func factors(m, scaled *expr.Matrix, add float64) []float64 {
	genes, samples := m.Dims()
	f := make([]float64, samples)
	for j := range f {
		best := math.Inf(-1)
		for i := range genes {
			if x := m.At(i, j) + add; x > best {
				best, f[j] = x, scaled.At(i, j)/x
			}
		}
	}
	return f
}
