package qc

import (
	"slices"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/sample"
)

// Inspection is what the quality of the samples of a table is judged by. All
// of it compares the samples with each other, so that a figure changes when a
// sample is left out.
type Inspection struct {
	Checks  []Check // of samples, in their order, then of the whole table
	Spreads []Spread
	Map     Map
	Sexes   []Sex // by sample
	// Controls are the healthy controls against each other.
	Controls Controls
	// Undone says what could not be judged, and why.
	Undone []string
}

// Inspect judges the samples of a design. Raw is the table as read (rows x
// samples), log2 the same samples as they are scored, one row a gene (genes x
// samples). The clinical table, which may be nil, has one row a sample in the
// same order. Inspect panics if raw, log2 and d are not of the same samples.
func Inspect(raw, log2 *expr.Matrix, d *sample.Design, t *sample.Table, said map[string]string) *Inspection {
	if !slices.Equal(raw.Samples(), d.Samples) || !slices.Equal(log2.Samples(), d.Samples) {
		panic("qc: the matrices and the design are of other samples")
	}
	in := &Inspection{}
	in.Spreads = Spreads(log2, d)
	in.Checks = Distributions(raw, in.Spreads)
	in.sexes(log2, d, t)
	in.likeness(log2, d)
	in.batches(d, t, said)
	in.controls(log2, d)
	at := map[string]int{}
	for j, s := range d.Samples {
		at[s] = j
	}
	slices.SortStableFunc(in.Checks, func(a, b Check) int { return place(at, a) - place(at, b) })
	return in
}

// place is the place of a check: that of its sample, or behind all of them.
func place(at map[string]int, c Check) int {
	if j, ok := at[c.Sample]; ok && c.Sample != "" {
		return j
	}
	return len(at)
}

// Flagged returns the checks that are borderline or bad.
func (in *Inspection) Flagged() []Check {
	return slices.DeleteFunc(slices.Clone(in.Checks), func(c Check) bool { return c.Grade <= Good })
}

func (in *Inspection) undone(why string) { in.Undone = append(in.Undone, why) }

// Summary describes one figure over the samples.
type Summary struct {
	Figure  string      `json:"figure"`
	Unit    string      `json:"unit,omitempty"`
	Good    Range       `json:"good"`
	Source  string      `json:"source"`
	Samples int         `json:"samples"` // that have it
	Flagged int         `json:"flagged"`
	Low     expr.Number `json:"low"`
	Median  expr.Number `json:"median"`
	High    expr.Number `json:"high"`
}

// Summaries describes every figure, in the order in which it first appears.
func (in *Inspection) Summaries() []Summary {
	var out []Summary
	at := map[string]int{}
	values := map[string][]float64{}
	for _, c := range in.Checks {
		i, ok := at[c.Figure]
		if !ok {
			i = len(out)
			at[c.Figure] = i
			out = append(out, Summary{Figure: c.Figure, Unit: c.Unit, Good: c.Good, Source: c.Source})
		}
		if c.Grade > Good {
			out[i].Flagged++
		}
		if !c.Value.Missing() {
			out[i].Samples++
			values[c.Figure] = append(values[c.Figure], float64(c.Value))
		}
	}
	for i := range out {
		v := values[out[i].Figure]
		out[i].Low = expr.Number(cohort.Quantile(v, 0))
		out[i].Median = expr.Number(cohort.Quantile(v, 0.5))
		out[i].High = expr.Number(cohort.Quantile(v, 1))
	}
	return out
}
