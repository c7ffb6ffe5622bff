package desk

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/chart"
	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/pathway"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// profiled is a profile with what it was made of.
type profiled struct {
	of      *score.Scored
	table   *sample.Table
	profile *pathway.Profile
}

// profile returns the profile of the result, made once.
func (d *Desk) profile() (*pathway.Profile, error) {
	if d.result == nil {
		return nil, errNoResult
	}
	if d.profiled.of == d.result && d.profiled.table == d.table {
		return d.profiled.profile, nil
	}
	p, err := d.result.Pathway(d.clinical(names(d.result.Report)))
	if err != nil {
		return nil, err
	}
	d.profiled = profiled{d.result, d.table, p}
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
		Width: req.Width, Against: p.Against, Relative: p.Relative, Patients: p.Patients, Controls: p.Controls,
		Axes: slices.Clone(p.Axes), Nodes: p.Map(j), Node: req.Node,
		Measured: slices.Clone(p.Measured), Composition: p.Composition, Feedback: p.Feedback, Sensing: p.Sensing,
		Associations: p.Associations, Left: p.Left, Stability: p.Stability, Issues: p.Issues,
		Findings: pathway.Findings(), Therapies: pathway.Therapies(),
	}
	v.Map, v.Strip = d.pathwayMap(p, j, req, false), d.pathwayStrip(p, j, req, false)
	v.Plane = d.plane(p, j, req)
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

// scale says what the values of a profile are.
func scale(p *pathway.Profile) string {
	if p.Relative {
		return "SD from the middle of this cohort (no healthy controls)"
	}
	return "SD above the healthy controls"
}

// pathwayMap draws the map of a sample or of the cohort.
func (d *Desk) pathwayMap(p *pathway.Profile, j int, req job.Pathway, alone bool) string {
	c := chart.Pathway{ID: "pathway-map", Title: "Interferon pathway, " + whom(p, j), Width: req.Width, Legend: true, Scale: scale(p) + "; presence of what is no number counts as 2 to 4", Chosen: req.Node}
	c.Desc = "Stages from inducers to organs. Hatched is what is not measured."
	if alone {
		c.Footer = d.footer("")
	}
	nodes := p.Map(j)
	for _, st := range pathway.Stages {
		s := chart.PathwayStage{Title: st.Title}
		for _, n := range nodes {
			if n.Stage != st.ID {
				continue
			}
			x := chart.PathwayNode{ID: n.ID, Title: n.Title, Text: n.Text, Measured: n.Measured, Level: n.Level, To: n.To, Blocks: n.Blocks}
			if k := len(n.Drugs); k == 1 {
				x.Badge = "1 drug"
			} else if k > 1 {
				x.Badge = fmt.Sprintf("%d drugs", k)
			}
			s.Nodes = append(s.Nodes, x)
		}
		c.Stages = append(c.Stages, s)
	}
	return c.SVG()
}

func whom(p *pathway.Profile, j int) string {
	if j == pathway.Cohort {
		return fmt.Sprintf("%d patients", p.Patients)
	}
	return job.PersonOf(p.Samples[j])
}

// pathwayStrip draws every axis of a sample on the ranges of healthy people and
// of patients.
func (d *Desk) pathwayStrip(p *pathway.Profile, j int, req job.Pathway, alone bool) string {
	c := chart.PathwayStrip{ID: "pathway-strip", Title: "Axes of the interferon pathway, " + whom(p, j), Desc: "One line an axis; the values stand in the table below.", Scale: scale(p), Width: req.Width}
	if j != pathway.Cohort {
		c.Person = whom(p, j)
	}
	if alone {
		c.Footer = d.footer("")
	}
	for _, part := range pathway.Parts {
		for i := range p.Axes {
			a := &p.Axes[i]
			if a.Parts[0] != part.N {
				continue
			}
			nan := math.NaN()
			r := chart.PathwayRow{Group: part.Title, Label: a.Short, Value: nan, Lower: nan, Upper: nan, Healthy: span(a.Controls), Patients: span(a.Patients)}
			switch {
			case !a.Measurable():
				r.Why = "not measurable: " + a.Why
			case j != pathway.Cohort:
				x := a.Values[j]
				r.Value, r.Lower, r.Upper = float64(x.Value), float64(x.Lower), float64(x.Upper)
				r.Text = fmt.Sprintf("%+.1f", r.Value)
			}
			c.Rows = append(c.Rows, r)
		}
	}
	return c.SVG()
}

// plane draws type I against type II, one mark a sample; that of the patient is
// named.
func (d *Desk) plane(p *pathway.Profile, j int, req job.Pathway) string {
	one, two := p.Axis("isg"), p.Axis("typeII")
	if !one.Measurable() || !two.Measurable() {
		return ""
	}
	c := chart.Scatter{Frame: chart.Frame{ID: "pathway-plane", Title: "Type I against type II, " + whom(p, j), Desc: "One mark a sample; " + scale(p) + ".", Width: req.Width, Height: 360}, XLabel: one.Title, YLabel: two.Title,
		Marks: []chart.Mark{
			{Class: "unclassed", Shape: chart.Square, Color: "#5b6873", Label: "sample"},
			{Class: "control", Shape: chart.Ring, Color: "#3d4b57", Label: "healthy control"},
			{Class: "high", Shape: chart.TriangleUp, Color: "#b8431f", Label: "this sample"},
		}}
	for k, s := range p.Samples {
		spot := chart.Spot{Sample: s.Name, X: float64(one.Values[k].Value), Y: float64(two.Values[k].Value)}
		spot.Label = fmt.Sprintf("%s: type I %+.1f, type II %+.1f", job.PersonOf(s), spot.X, spot.Y)
		switch {
		case k == j:
			spot.Mark, spot.Name = 2, job.PersonOf(s)
		case s.Role == sample.Control:
			spot.Mark = 1
		}
		c.Spots = append(c.Spots, spot)
	}
	return c.Draw().SVG
}

func span(x ref.Distribution) [3]float64 {
	return [3]float64{float64(x.P5), float64(x.Median), float64(x.P95)}
}

// exportPathway returns a profile to take away.
func (d *Desk) exportPathway(kind string, req job.Pathway) (*job.File, error) {
	p, err := d.profile()
	if err != nil {
		return nil, err
	}
	j, err := sampleOf(p, req.Sample)
	if err != nil {
		return nil, err
	}
	req.Width, req.Node = 0, ""
	var b bytes.Buffer
	const tab = "text/tab-separated-values"
	switch kind {
	case "pathway":
		err = p.WriteTSV(&b)
		return &job.File{Name: "ifnscope-pathway.tsv", Type: tab, Data: b.Bytes()}, err
	case "pathway-associations":
		err = p.WriteAssociationsTSV(&b)
		return &job.File{Name: "ifnscope-pathway-associations.tsv", Type: tab, Data: b.Bytes()}, err
	}
	svg := d.pathwayMap(p, j, req, true)
	if kind == "pathway-strip" {
		svg = d.pathwayStrip(p, j, req, true)
	}
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + svg + "\n")
	return &job.File{Name: "ifnscope-" + kind + ".svg", Type: "image/svg+xml", Data: b.Bytes()}, nil
}
