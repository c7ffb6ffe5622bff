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
	level := newLevels(reference, len(references), samples)
	level.add(pooled)
	here := newLevels(reference, len(references), samples)
	last := make([]int, samples) // the plate that a sample was last seen on, from 1
	sum, wells := make([]float64, genes*samples), make([]float64, genes*samples)
	plates, lacking := make([]int, samples), make([]bool, samples)
	for k, p := range in.Assay.Plates {
		here.add(p.Values)
		for _, v := range p.Values {
			if last[v.Column] != k+1 {
				last[v.Column] = k + 1
				plates[v.Column]++
			}
			if reference[v.Row] < 0 {
				of := here.of(v.Column)
				lacking[v.Column] = lacking[v.Column] || math.IsNaN(of)
				sum[v.Row*samples+v.Column] += float64(v.Wells) * (v.Value - of)
				wells[v.Row*samples+v.Column] += float64(v.Wells)
			}
		}
		here.clear(p.Values)
	}
	var apart, split []string
	data := make([]float64, 0, genes*samples)
	for i := range genes {
		for j, v := range m.Row(i) {
			if k := i*samples + j; plates[j] > 1 && !lacking[j] && wells[k] > 0 {
				v = level.of(j) + sum[k]/wells[k]
			}
			data = append(data, v)
		}
	}
	for j, s := range m.Samples() {
		switch {
		case plates[j] < 2 || math.IsNaN(level.of(j)): // the latter has no dCt at all
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

// levels are the Ct of the reference genes, sample by sample.
type levels struct {
	reference  []int // which of the n reference genes a row is of, -1 of none
	n          int
	sum, known []float64 // samples x reference genes
}

func newLevels(reference []int, n, samples int) *levels {
	return &levels{reference, n, make([]float64, n*samples), make([]float64, n*samples)}
}

// add adds the reference genes among the values.
func (l *levels) add(values []read.PlateValue) {
	for _, v := range values {
		if k := l.reference[v.Row]; k >= 0 {
			l.sum[v.Column*l.n+k] += v.Value
			l.known[v.Column*l.n+k]++
		}
	}
}

// of returns the mean Ct of the reference genes of a sample, NaN where one of
// them is missing; rows of one gene count as one.
func (l *levels) of(sample int) float64 {
	level := 0.0
	for k := sample * l.n; k < (sample+1)*l.n; k++ {
		level += l.sum[k] / l.known[k] // NaN of none
	}
	return level / float64(l.n)
}

// clear takes back what add added. A file may have very many plates, of few
// samples each.
func (l *levels) clear(values []read.PlateValue) {
	for _, v := range values {
		if k := l.reference[v.Row]; k >= 0 {
			l.sum[v.Column*l.n+k], l.known[v.Column*l.n+k] = 0, 0
		}
	}
}
