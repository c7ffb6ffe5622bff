package pcr

import (
	"fmt"
	"math"
	"slices"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/read"
)

// onPlate are the wells of a gene of a sample on one plate, NaN being
// undetermined.
type onPlate struct {
	plate  int
	values []float64
}

// pool puts together the wells of a file that may hold several plates, as
// [read.JoinPlates] does those of several files.
type pool struct {
	unit   expr.Unit
	plates []read.Plate // what each has
	shared int          // genes of samples that are on several
	checks []qc.Check   // of the wells, those that are not good
}

// value returns the mean of the wells of a place, which is a row and a column of
// the matrix, and what stands behind it. Wells of one plate are replicates.
func (o *pool) value(at place, row, column int, wells []onPlate) (float64, read.Replicate) {
	var all, means []float64
	var mean float64
	var r read.Replicate
	for _, w := range wells {
		all = append(all, w.values...)
		mean, r = replicates(w.values, o.unit)
		if !math.IsNaN(mean) {
			means = append(means, mean)
			if lacking := w.plate + 1 - len(o.plates); lacking > 0 {
				o.plates = append(o.plates, make([]read.Plate, lacking)...)
			}
			p := &o.plates[w.plate]
			p.Values = append(p.Values, read.PlateValue{Row: row, Column: column, Value: mean, Wells: r.Wells - r.Undetermined})
		}
		if o.unit == expr.Ct {
			o.checks = append(o.checks, notGood(qc.Replicates(at.sample, at.gene, w.values))...)
		}
	}
	if len(wells) != 1 {
		mean, r = replicates(all, o.unit)
	}
	if len(wells) > 1 {
		o.shared++
		r.SD = expr.Number(math.NaN())
	}
	if len(means) > 1 && o.unit == expr.Ct {
		o.checks = append(o.checks, qc.Plates(at.sample, at.gene, means))
	}
	return mean, r
}

// tell keeps the plates, if there are several, and notes them.
func (o *pool) tell(c *read.Content, h *header) {
	plates := slices.DeleteFunc(o.plates, func(p read.Plate) bool { return len(p.Values) == 0 })
	if len(plates) < 2 {
		return
	}
	c.Assay.Plates = plates
	by := "its runs"
	if h != nil {
		by = fmt.Sprintf("its column %q", h.name(plateName))
	}
	c.Notes.Infof(note.FilesJoined, "", "the file holds %d plates, by %s, which were put together by gene and sample; %d genes of samples are on several of them", len(plates), by, o.shared)
}
