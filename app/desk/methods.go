package desk

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/method"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// methods describes every method from its own tables.
func (d *Desk) methods() []job.MethodView {
	var usual []string
	for _, m := range method.Default() {
		usual = append(usual, m.ID())
	}
	var out []job.MethodView
	for _, m := range method.All() {
		i, n := m.Info(), m.Needs()
		v := job.MethodView{ID: m.ID(), Name: i.Name, Sentence: i.Sentence, Formula: i.Formula, Scale: i.Scale, Contribution: i.Contribution,
			Source: i.Source, DOI: i.DOI, R: i.R, Default: slices.Contains(usual, m.ID()),
			Needs: needs(n), Depends: n.Cohort || n.Sets, Cohort: dependence(n), Obstacle: d.obstacle(n), Example: worked(m)}
		for _, p := range i.Parameters {
			v.Parameters = append(v.Parameters, job.Parameter(p))
		}
		out = append(out, v)
	}
	return out
}

// needs says in words what a method must be given beside the sample.
func needs(n method.Needs) []string {
	var out []string
	if n.Reference {
		out = append(out, "healthy controls")
	}
	if n.Housekeeping {
		out = append(out, "reference (housekeeping) genes")
	}
	if n.Counts {
		out = append(out, "counts")
	}
	if n.MinSamples > 1 {
		out = append(out, fmt.Sprintf("at least %d samples", n.MinSamples))
	}
	if n.Background > 0 {
		out = append(out, fmt.Sprintf("about %d genes or more; with fewer it is computed and coarse", n.Background))
	}
	if len(n.Units) > 0 {
		out = append(out, "a table of "+titles(n.Units))
	}
	if len(n.Genes) > 0 {
		out = append(out, "one of its own genes in the table: "+strings.Join(n.Genes, ", "))
	}
	if len(n.Signatures) > 0 {
		out = append(out, "the signature "+strings.Join(n.Signatures, ", "))
	}
	return out
}

func titles(units []expr.Unit) string {
	var t []string
	for _, u := range units {
		t = append(t, u.Title())
	}
	return strings.Join(t, ", ")
}

// dependence says what else than the sample a score depends on.
func dependence(n method.Needs) string {
	switch {
	case n.Cohort && n.Sets:
		return "a score depends on the other samples and on the other signatures of the run"
	case n.Cohort:
		return "a score depends on the other samples of the run and may change when one is added"
	case n.Reference:
		return "a score depends on the sample and the healthy controls; another patient does not change it"
	}
	return "a score depends on the sample alone"
}

// obstacle says why a method cannot be used for what is open; empty if it can,
// or if nothing is open.
func (d *Desk) obstacle(n method.Needs) string {
	if d.matrix == nil || d.exam == nil {
		return ""
	}
	unit := d.currentUnit()
	switch _, samples := d.matrix.Dims(); {
	case n.Reference && len(d.design.With(sample.Control)) == 0:
		return "no sample is assigned as healthy control"
	case n.Counts && unit != expr.Counts:
		return "it needs counts, and the values are " + unit.Title()
	case len(n.Units) > 0 && !slices.Contains(n.Units, unit):
		return "it is made for " + titles(n.Units) + ", and the values are " + unit.Title()
	case samples < n.MinSamples:
		return fmt.Sprintf("it needs at least %d samples", n.MinSamples)
	}
	return ""
}

// worked returns a method's worked example, ready to be shown.
func worked(m method.Method) *job.ExampleView {
	w, err := method.Work(m)
	if err != nil {
		return &job.ExampleView{Text: "No example: " + err.Error() + "."}
	}
	number := func(x float64) string { return report.Short(expr.Number(x)) }
	v := &job.ExampleView{Score: number(w.Score.Value),
		Text: fmt.Sprintf("Five genes among %d others; C are healthy controls, P patients, values are log2. The score is that of %s, computed by the program itself; the last column is the contribution of each gene.", w.Others, w.Sample)}
	v.Columns = append(append([]string{"Gene"}, w.Samples...), "Contribution")
	for _, g := range w.Genes {
		row := []string{g.Symbol}
		for _, x := range g.Values {
			row = append(row, number(x))
		}
		v.Rows = append(v.Rows, append(row, number(g.Adds)))
	}
	return v
}
