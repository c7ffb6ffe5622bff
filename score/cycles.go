package score

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
)

// declared returns the table as opt reads it. Of a table of Ct that no
// instrument wrote, whose reader would know, values at the last cycle are
// missing, since they are censored and not measured. Of several plates, dCt will
// be that of each plate.
func (in Input) declared(opt Options, mp *gene.Mapping, notes *note.Log) *expr.Matrix {
	m := in.Matrix.Declare(opt.Unit, opt.Namespace)
	if opt.Unit != expr.Ct || in.Assay != nil {
		return in.perPlate(m, mp, opt.References, notes)
	}
	genes, samples := m.Dims()
	last, n := math.Inf(-1), 0
	for i := range genes {
		for _, v := range m.Row(i) {
			switch {
			case v > last:
				last, n = v, 1
			case v == last:
				n++
			}
		}
	}
	if !read.WholeRun(last) {
		return m
	}
	data := make([]float64, 0, genes*samples)
	for i := range genes {
		for _, v := range m.Row(i) {
			if v == last {
				v = math.NaN()
			}
			data = append(data, v)
		}
	}
	notes.Warnf(note.CtUndetermined, "", "%d values are exactly %g, the last cycle of a run, and none is above: they stand for wells without a Ct and are missing, not large", n, last)
	return m.Step(fmt.Sprintf("values of %g cycles, the last of the run, taken for no Ct", last), expr.Ct, data)
}
