package pathway

import (
	"math"
	"strings"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/sample"
)

// Measured is something of the clinical table that was measured directly, cells
// or cytokines: it stands before what expression says of it.
type Measured struct {
	Key    string        `json:"key"`
	Title  string        `json:"title"`
	Column string        `json:"column"`
	Kind   Kind          `json:"kind"`
	Values []expr.Number `json:"values"` // by sample
	// Share holds counts as a share of the leukocytes, in per cent, where these
	// are given; nil for what is no count of them.
	Share []expr.Number `json:"share,omitempty"`
	// Axis is the axis of the same cells, and Rho its rank correlation with the
	// share, or with the count where there is none, over all samples of patients.
	Axis string         `json:"axis,omitempty"`
	N    int            `json:"n,omitempty"`
	Rho  [3]expr.Number `json:"rho"`
	// Unit is that of a cytokine as far as its column tells.
	Unit string `json:"unit,omitempty"`
}

// measured returns the counts and cytokines of the clinical table.
func (p *Profile) measured() []Measured {
	nan := expr.Number(math.NaN())
	var out []Measured
	var all []float64 // leukocytes
	for _, c := range p.Columns {
		if c.Kind == Count && c.Key == "leukocytes" && all == nil && !percent(c.Name) {
			all = p.numbers(c.Name)
		}
	}
	for _, c := range p.Columns {
		if c.Kind != Count && c.Kind != Cytokine && c.Kind != Laboratory {
			continue
		}
		x := p.numbers(c.Name)
		if len(cohort.Present(x)) == 0 {
			continue
		}
		m := Measured{Key: c.Key, Title: c.Title, Column: c.Name, Kind: c.Kind, Rho: [3]expr.Number{nan, nan, nan}}
		if c.Kind == Cytokine {
			m.Unit = unitOf(c.Name)
		}
		best := x
		share := c.Kind == Count && all != nil && !percent(c.Name) && c.Key != "leukocytes" && c.Key != "platelets"
		if share {
			best = make([]float64, len(x))
		}
		for j, v := range x {
			m.Values = append(m.Values, expr.Number(v))
			if share {
				best[j] = 100 * v / all[j]
				m.Share = append(m.Share, expr.Number(best[j]))
			}
		}
		for i := range p.Axes {
			a := &p.Axes[i]
			if c.Kind != Count || a.counts != c.Key || m.Axis != "" || !a.Measurable() {
				continue
			}
			js := p.patientSamples()
			r := cohort.Spearman(a.at(js), at(best, js))
			m.Axis, m.N = a.ID, r.N
			m.Rho = [3]expr.Number{expr.Number(r.Value), expr.Number(r.Lower), expr.Number(r.Upper)}
		}
		out = append(out, m)
	}
	return out
}

// numbers returns a column of the clinical table as numbers, by sample.
func (p *Profile) numbers(column string) []float64 {
	out := make([]float64, len(p.Samples))
	for j, c := range p.in.Clinical.Column(column) {
		out[j] = number(c)
	}
	return out
}

func at(x []float64, js []int) []float64 {
	out := make([]float64, len(js))
	for i, j := range js {
		out[i] = x[j]
	}
	return out
}

// percent reports whether a column of counts is already a share.
func percent(name string) bool {
	return strings.Contains(name, "%") || strings.Contains(plain(name), " percent")
}

// unitOf returns the unit in the name of a column: "fg/ml" or "pg/ml", else
// nothing.
func unitOf(name string) string {
	l := strings.ToLower(name)
	for _, u := range []string{"fg/ml", "pg/ml"} {
		if strings.Contains(l, u) {
			return u
		}
	}
	return ""
}

// SimoaGroup returns the group of a serum IFN-alpha concentration by the
// bounds of PMC5413335, Figure 4 (47 patients): below 10, 10 to 300 and above
// 300 fg/ml. It is empty for a missing value or an unknown unit.
func SimoaGroup(value float64, unit string) string {
	if unit == "pg/ml" {
		value *= 1000
	}
	switch {
	case unit == "" || math.IsNaN(value):
		return ""
	case value < 10:
		return "below 10 fg/ml"
	case value <= 300:
		return "10 to 300 fg/ml"
	}
	return "above 300 fg/ml"
}

// controls returns the samples of healthy controls.
func (p *Profile) controls() []int { return p.design.With(sample.Control) }
