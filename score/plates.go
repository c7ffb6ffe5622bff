package score

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
)

// Plates says how the plates of a qPCR assay are put together by opt, which
// Settle has settled.
func (in Input) Plates(opt Options, mp *gene.Mapping) note.Log {
	var notes note.Log
	in.perPlate(in.Matrix.Declare(opt.Unit, opt.Namespace), mp, opt.References, &notes)
	return notes
}

// perPlate returns a table of Ct, of which dCt is then made, as if the dCt of
// samples on several plates had been made on each plate and then averaged by
// the wells, so that a shift between the plates cancels: a Ct of such a sample
// becomes the mean over the plates of its distance to the reference genes of the
// same plate, on top of the sample's mean Ct of the reference genes. Those stay
// as they are, and so does every sample of one plate, and one whose reference
// genes are not on each of the plates of its other genes, which is noted.
func (in Input) perPlate(m *expr.Matrix, mp *gene.Mapping, references []string, notes *note.Log) *expr.Matrix {
	if m.Unit() != expr.Ct || in.Assay == nil || len(in.Assay.Plates) < 2 {
		return m
	}
	genes, samples := m.Dims()
	reference := make([]int, genes) // which of the reference genes a row is of, -1 of none
	var pooled []read.PlateValue
	for i, r := range mp.Rows {
		name := r.ID
		if r.Mapped() {
			name = r.Symbol
		}
		reference[i] = slices.Index(references, name)
		for j, v := range m.Row(i) {
			if !math.IsNaN(v) {
				pooled = append(pooled, read.PlateValue{Row: i, Column: j, Value: v})
			}
		}
	}
	level := levelsOf(pooled, reference, len(references), samples)
	sum, wells := make([]float64, genes*samples), make([]float64, genes*samples)
	plates, lacking := make([]int, samples), make([]bool, samples)
	for _, p := range in.Assay.Plates {
		here := levelsOf(p.Values, reference, len(references), samples)
		seen := make([]bool, samples)
		for _, v := range p.Values {
			if !seen[v.Column] {
				seen[v.Column] = true
				plates[v.Column]++
			}
			if reference[v.Row] < 0 {
				lacking[v.Column] = lacking[v.Column] || math.IsNaN(here[v.Column])
				sum[v.Row*samples+v.Column] += float64(v.Wells) * (v.Value - here[v.Column])
				wells[v.Row*samples+v.Column] += float64(v.Wells)
			}
		}
	}
	var apart, split []string
	data := make([]float64, 0, genes*samples)
	for i := range genes {
		for j, v := range m.Row(i) {
			if k := i*samples + j; plates[j] > 1 && !lacking[j] && wells[k] > 0 {
				v = level[j] + sum[k]/wells[k]
			}
			data = append(data, v)
		}
	}
	for j, s := range m.Samples() {
		switch {
		case plates[j] < 2 || math.IsNaN(level[j]): // the latter has no dCt at all
		case lacking[j]:
			split = append(split, s)
		default:
			apart = append(apart, s)
		}
	}
	names := strings.Join(references, ", ")
	if len(split) > 0 {
		notes.Warnf(note.PlatesSplit, "", "samples that are on several plates without all of the reference genes (%s) on each: %s (%d in all). Their Ct are averaged first, and a shift between the plates goes into their dCt", names, note.Names(split, 5), len(split))
	}
	if len(apart) == 0 {
		return m
	}
	notes.Infof(note.PlatesApart, "", "samples that are on several plates with the reference genes (%s) on each: %s (%d in all). Their dCt are made on each plate and then averaged, so that a shift between the plates cancels", names, note.Names(apart, 5), len(apart))
	return m.Step(fmt.Sprintf("dCt of %d samples on several plates made on each plate against its own %s, and averaged by wells", len(apart), names), expr.Ct, data)
}

// levelsOf returns the mean Ct of the reference genes of every sample, NaN where
// one of them is missing; rows of one gene count as one. reference says which
// of n reference genes a row is of.
func levelsOf(values []read.PlateValue, reference []int, n, samples int) []float64 {
	sum, known := make([]float64, n*samples), make([]float64, n*samples)
	for _, v := range values {
		if k := reference[v.Row]; k >= 0 {
			sum[k*samples+v.Column] += v.Value
			known[k*samples+v.Column]++
		}
	}
	level := make([]float64, samples)
	for j := range level {
		for k := range n {
			level[j] += sum[k*samples+j] / known[k*samples+j] // NaN of none
		}
		level[j] /= float64(n)
	}
	return level
}
