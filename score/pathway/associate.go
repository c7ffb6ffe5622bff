package pathway

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/stratify"
)

// Association is the relation of an axis with a column of the clinical table,
// over the patients at their first visit. P is adjusted over all axes and
// columns together.
type Association struct {
	Axis string `json:"axis"`
	Key  string `json:"key"` // of the column
	Of   Kind   `json:"of"`
	stratify.Association
	Why string `json:"why,omitempty"` // nothing could be told
}

// related are the kinds of columns that an axis is held against. A person's
// age and drugs are shown as confounders.
var related = []Kind{Manifestation, Activity, Antibody, Complement, Cytokine, Count, Laboratory}

// associate holds every measurable axis against every column that is
// recognised, and returns the columns that are not.
func (p *Profile) associate() ([]Association, []string) {
	if p.in.Clinical == nil {
		return nil, nil
	}
	skip := slices.Clone(p.in.Skip)
	var kept []Column
	var left []string
	for _, c := range p.Columns {
		switch {
		case slices.Contains(related, c.Kind):
			kept = append(kept, c)
			continue
		case c.Kind == Other && p.varies(c.Name):
			left = append(left, c.Name)
		}
		skip = append(skip, c.Name)
	}
	// age and sex stay in the table: they are held equal, and left out below
	skip = slices.DeleteFunc(skip, func(name string) bool {
		return slices.ContainsFunc(p.Columns, func(c Column) bool { return c.Name == name && (c.Key == "age" || c.Key == "sex") })
	})
	var out []Association
	var ps []float64
	nan := expr.Number(math.NaN())
	for i := range p.Axes {
		a := &p.Axes[i]
		if !a.Measurable() {
			continue
		}
		found := map[string]stratify.Association{}
		for _, x := range stratify.Associate(p.in.Report, p.result(a), p.in.Clinical, false, skip...) {
			found[x.Column] = x
		}
		for _, c := range kept {
			if c.Kind == Count && c.Key == a.counts {
				continue // the same cells: see Measured
			}
			r := Association{Axis: a.ID, Key: c.Key, Of: c.Kind}
			x, ok := found[c.Name]
			if !ok {
				x = stratify.Association{Column: c.Name, Effect: nan, Lower: nan, Upper: nan, P: nan}
				r.Why = p.tooFew(c)
			}
			r.Association = x
			out, ps = append(out, r), append(ps, float64(x.P))
		}
	}
	for i, q := range cohort.Adjust(ps) {
		out[i].Adjusted = expr.Number(q)
	}
	return out, left
}

// varies reports whether the cells of the patients differ, so that something is
// lost if the column is not used. A column that names every one of them is lost
// to nobody.
func (p *Profile) varies(name string) bool {
	cells := p.in.Clinical.Column(name)
	seen := map[string]bool{}
	numbers := 0
	for _, j := range p.first {
		seen[strings.TrimSpace(cells[j])] = true
		if !math.IsNaN(number(cells[j])) {
			numbers++
		}
	}
	return len(seen) > 1 && (len(seen) < len(p.first) || 2*numbers > len(p.first))
}

// tooFew says why a column was not held against an axis.
func (p *Profile) tooFew(c Column) string {
	filled := 0
	cells := p.in.Clinical.Column(c.Name)
	for _, j := range p.first {
		if strings.TrimSpace(cells[j]) != "" {
			filled++
		}
	}
	if filled == 0 {
		return "not filled in"
	}
	return fmt.Sprintf("%d values; too few, or too few on one side", filled)
}

// Stability is an axis over the visits of patients.
type Stability struct {
	Axis   string         `json:"axis"`
	People int            `json:"people"` // who came more than once
	ICC    [3]expr.Number `json:"icc"`
	Change expr.Number    `json:"change"` // reference change value from controls, see stratify.Visits
	Second stratify.Paired
}

// stability follows every axis over visits; nil if nobody came twice.
func (p *Profile) stability() []Stability {
	var out []Stability
	for i := range p.Axes {
		a := &p.Axes[i]
		if !a.Measurable() {
			continue
		}
		v := stratify.Follow(p.in.Report, p.result(a), false, 0)
		if len(v.People) == 0 {
			return nil
		}
		out = append(out, Stability{a.ID, len(v.People), v.ICC, v.Change, v.Second})
	}
	return out
}

// Visits returns the samples of the person of sample j, by visit.
func (p *Profile) Visits(j int) []int {
	var js []int
	for k := range p.Samples {
		if p.Samples[k].Subject == p.Samples[j].Subject {
			js = append(js, k)
		}
	}
	order := p.design.VisitOrder()
	slices.SortStableFunc(js, func(a, b int) int { return order(p.Samples[a].Visit, p.Samples[b].Visit) })
	return js
}
