package qc

import (
	"fmt"
	"math"
	"slices"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
)

const (
	// nearMADs and farMADs bound a figure that has no limit of its own by the
	// other samples of the table.
	nearMADs = 3
	farMADs  = 6

	// McCarthy DJ et al., Bioinformatics 2017 (isOutlier), and Patterson N et
	// al., PLoS Genet 2006.
	outlying = "deviation from the median of the samples in MAD (x 1.4826): good to 3, as in scater (doi:10.1093/bioinformatics/btw777), borderline to 6, as in smartpca (doi:10.1371/journal.pgen.0020190)"
)

// Side says which deviations from the other samples count.
type Side uint8

const (
	Both  Side = iota
	Lower      // a high figure is no harm
	Upper      // a low figure is no harm
)

// minSamples is the least number of samples whose spread bounds a figure:
// of fewer, the median absolute deviation is that of half a dozen values.
const minSamples = 10

// Outlying completes a limit by the figures of all samples: their median and
// their median absolute deviation, which takes no notice of a few that are
// off. A deviation up to least counts as good even where the samples lie
// closer together. Missing figures, NaN, are left out. It reports false of fewer than
// ten samples.
func (l Limit) Outlying(figures []float64, side Side, least float64) (Limit, bool) {
	v := slices.DeleteFunc(slices.Clone(figures), math.IsNaN)
	if len(v) < minSamples {
		return l, false
	}
	middle, spread := ref.Robust(v)
	around := func(k float64) Range {
		by := max(k*spread, least*k/nearMADs)
		r := Between(middle-by, middle+by)
		switch side {
		case Lower:
			r.High = expr.Number(math.NaN())
		case Upper:
			r.Low = expr.Number(math.NaN())
		}
		return r
	}
	l.Good, l.Borderline, l.Source = around(nearMADs), around(farMADs), outlying
	if least > 0 {
		l.Source += fmt.Sprintf("; up to %g is always good", least)
	}
	return l, true
}
