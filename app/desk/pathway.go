package desk

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/pathway"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// profiled is a profile with what it was made of.
type profiled struct {
	of      *score.Scored
	table   *sample.Table
	holds   map[string]string
	profile *pathway.Profile
}

// profile returns the profile of the result, made once.
func (d *Desk) profile() (*pathway.Profile, error) {
	if d.result == nil {
		return nil, errNoResult
	}
	if d.profiled.of == d.result && d.profiled.table == d.table && maps.Equal(d.profiled.holds, d.holds) {
		return d.profiled.profile, nil
	}
	p, err := d.result.Pathway(d.clinical(names(d.result.Report)), d.holds)
	if err != nil {
		return nil, err
	}
	d.profiled = profiled{d.result, d.table, d.holds, p}
	return p, nil
}

// sampleOf returns the place of a sample, pathway.Cohort for none.
func sampleOf(p *pathway.Profile, name string) (int, error) {
	if name == "" {
		return pathway.Cohort, nil
	}
	j := slices.IndexFunc(p.Samples, func(s report.Sample) bool { return s.Name == name })
	if j < 0 {
		return 0, fmt.Errorf("the run has no sample %q", name)
	}
	return j, nil
}

// pathway shows the profile of a sample or of the cohort.
func (d *Desk) pathway(req job.Pathway) (*job.PathwayView, error) {
	p, err := d.profile()
	if err != nil {
		return nil, err
	}
	j, err := sampleOf(p, req.Sample)
	if err != nil {
		return nil, err
	}
	v := &job.PathwayView{
		Against: p.Against, Relative: p.Relative, Patients: p.Patients, Controls: p.Controls,
		Axes: slices.Clone(p.Axes), Nodes: p.Map(j), Node: req.Node,
		Measured: slices.Clone(p.Measured), Composition: p.Composition, Feedback: p.Feedback, Sensing: p.Sensing,
		Associations: p.Associations, Left: p.Left, Stability: p.Stability, Issues: p.Issues,
		Findings: pathway.Findings(), Therapies: pathway.Therapies(),
	}
	for i := range v.Axes {
		v.Axes[i].People, v.Axes[i].Values = nil, only(v.Axes[i].Values, j)
	}
	for i := range v.Measured {
		m := &v.Measured[i]
		m.Values, m.Share = only(m.Values, j), only(m.Share, j)
	}
	v.Composition.Adjusted = only(v.Composition.Adjusted, j)
	v.Feedback.Rows = slices.Clone(v.Feedback.Rows)
	for i := range v.Feedback.Rows {
		v.Feedback.Rows[i].Values = only(v.Feedback.Rows[i].Values, j)
	}
	for _, k := range p.First() {
		v.Samples = append(v.Samples, pathwayRow(p, k))
	}
	v.Genes = d.pathwayGenes(p, j, v.Nodes, req.Node)
	if j == pathway.Cohort {
		v.Types = types(p)
		return v, nil
	}
	v.Sample, v.Summary = &p.Samples[j], p.Summary(j)
	if p.Cards != nil {
		v.Card = &p.Cards[j]
	}
	v.Confounders = d.result.Confounders(d.clinical(names(d.result.Report)), d.holds, j)
	if visits := p.Visits(j); len(visits) > 1 {
		for _, k := range visits {
			r := pathwayRow(p, k)
			v.Visits = append(v.Visits, job.PathwayVisit{Sample: r.Sample, Label: cmp.Or(p.Samples[k].Visit, r.Label), Values: r.Values})
		}
	}
	return v, nil
}

// only returns the value of sample j alone, nothing for the cohort.
func only[T any](by []T, j int) []T {
	if j == pathway.Cohort || len(by) == 0 {
		return nil
	}
	return by[j : j+1]
}

func pathwayRow(p *pathway.Profile, j int) job.PathwayRow {
	r := job.PathwayRow{Sample: p.Samples[j].Name, Label: job.PersonOf(p.Samples[j])}
	for _, a := range p.Axes {
		if a.Measurable() {
			r.Values = append(r.Values, a.Values[j].Value)
		}
	}
	if p.Cards != nil {
		r.Type = p.Cards[j].Type
	}
	return r
}

// types counts patients by their inducer card.
func types(p *pathway.Profile) []job.PathwayType {
	if p.Cards == nil {
		return nil
	}
	out := []job.PathwayType{{Type: pathway.TypeRNA}, {Type: pathway.TypeDNA}, {Type: pathway.TypeMixed}, {Type: pathway.TypeNone}, {Type: string(pathway.NotStated)}}
	for _, j := range p.First() {
		for i := range out {
			if out[i].Type == p.Cards[j].Type {
				out[i].People++
			}
		}
	}
	return out
}

// pathwayGenes returns the genes of an opened node.
func (d *Desk) pathwayGenes(p *pathway.Profile, j int, nodes []pathway.Node, id string) []job.PathwayGene {
	i := slices.IndexFunc(nodes, func(n pathway.Node) bool { return n.ID == id })
	if i < 0 {
		return nil
	}
	isg := p.Axis("isg")
	var out []job.PathwayGene
	for _, g := range nodes[i].Genes {
		x := job.PathwayGene{Symbol: g, Rho: expr.Number(math.NaN())}
		for _, s := range pathway.Sensors() {
			if s.Gene == g {
				x.Role, x.Source = s.Role, s.Source
			}
		}
		for _, r := range pathway.Regulators() {
			if r.Gene == g {
				x.Role, x.Source = r.Action, r.Source
			}
		}
		var z, value, score []float64
		for _, k := range p.First() {
			one := p.Of([]string{g}, k)[0]
			z, value = append(z, float64(one.Z)), append(value, float64(one.Value))
			if isg.Measurable() {
				score = append(score, float64(isg.Values[k].Value))
			}
		}
		x.Z, x.Value = expr.Number(cohort.Quantile(z, 0.5)), expr.Number(cohort.Quantile(value, 0.5))
		if len(score) == len(z) {
			x.Rho = expr.Number(cohort.Spearman(z, score).Value)
		}
		if j != pathway.Cohort {
			one := p.Of([]string{g}, j)[0]
			x.Z, x.Value = one.Z, one.Value
		}
		out = append(out, x)
	}
	return out
}

// exportPathway returns a profile to take away.
func (d *Desk) exportPathway(kind string) (*job.File, error) {
	p, err := d.profile()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if kind == "pathway" {
		err = p.WriteTSV(&b)
	} else {
		err = p.WriteAssociationsTSV(&b)
	}
	return &job.File{Name: "ifnscope-" + kind + ".tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, err
}
