package desk

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/pathway"
	"ifnscope/score/read"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// sheet shows a report made for paper.
func (d *Desk) sheet(req job.Sheet) (*job.SheetView, error) {
	s, err := d.lay(req)
	if err != nil {
		return nil, err
	}
	return &job.SheetView{Title: s.Title(), Markup: s.Markup(), Items: s.Report.Checklist(req.Told), Samples: names(s.Report)}, nil
}

// exportSheet returns a report as a document of its own.
func (d *Desk) exportSheet(req job.Sheet) (*job.File, error) {
	s, err := d.lay(req)
	if err != nil {
		return nil, err
	}
	name := "ifnscope-report.html"
	if s.Person != nil {
		name = "ifnscope-report-sample.html" // the name of a file names nobody
	}
	var b bytes.Buffer
	err = s.WriteHTML(&b)
	return &job.File{Name: name, Type: "text/html", Data: b.Bytes()}, err
}

// widths of the figures of a report, in pixels: a column and the page.
const (
	columnWidth = 360
	paperWidth  = 700
)

// lay gathers what a report says.
func (d *Desk) lay(req job.Sheet) (*report.Sheet, error) {
	shown, err := d.choose(job.View{Signature: req.Signature, Method: req.Method})
	if err != nil {
		return nil, err
	}
	width := float64(paperWidth)
	if req.Sample != "" {
		width = columnWidth
	}
	strip, err := d.strip(job.Draw{Figure: job.FigureStrip, Signature: req.Signature, Method: req.Method, Sample: req.Sample, Width: width})
	if err != nil {
		return nil, err
	}
	s := &report.Sheet{Report: shown.rep, Told: req.Told, Program: req.Program, Figure: strip.Draw().SVG}
	if req.Sample == "" {
		s.Groups, err = d.groupsOf(shown.rep)
		return s, err
	}
	p, err := d.person(job.Person{Sample: req.Sample, Signature: shown.sig.ID, Method: shown.method.ID})
	if err != nil {
		return nil, err
	}
	j := slices.IndexFunc(shown.rep.Samples, func(x report.Sample) bool { return x.Name == req.Sample })
	s.Person = &report.Person{Sample: j, Agreed: p.Clinical.Agreement(), Signature: p.Signature, Method: p.Method, Meaning: p.Meaning}
	s.Person.Run, s.Person.Clinical = d.facts(shown.rep, j)
	for _, g := range p.Genes {
		s.Person.Genes = append(s.Person.Genes, report.Gene(g))
	}
	for _, c := range p.Confounders {
		s.Person.Confounders = append(s.Person.Confounders, fmt.Sprintf("%s %s: %s", c.What, c.Value, c.Text))
	}
	return s, nil
}

// groupsOf describes the groups by every clinical score, one value a person.
func (d *Desk) groupsOf(rep *report.Report) ([]report.Group, error) {
	var out []report.Group
	for _, id := range pathway.Clinical(rep) {
		s, err := d.choose(job.View{Signature: id, Visit: job.VisitFirst})
		if err != nil {
			return nil, err
		}
		for _, g := range s.groups() {
			if g.People < stratify.MinPeople {
				g.Q1, g.Q3 = expr.Number(math.NaN()), expr.Number(math.NaN())
			}
			out = append(out, report.Group{Signature: s.sig.Short, Label: g.Label, N: g.People, Median: g.Median, Q1: g.Q1, Q3: g.Q3, High: g.High, Indeterminate: g.Indeterminate, Low: g.Low})
		}
	}
	return out, nil
}

// mostFacts is how many columns of the sample table a report of one page has
// room for.
const mostFacts = 9

// facts are when a sample was measured, and the first columns of its row in the
// sample table that say something and are not said elsewhere in its report.
func (d *Desk) facts(rep *report.Report, j int) (run string, out []read.Fact) {
	for _, f := range rep.Assay {
		if score.IsRunDate(f.Key) {
			run = f.Value
		}
	}
	t := d.clinical(names(rep))
	if t == nil {
		return run, nil
	}
	p := rep.Samples[j]
	said := []string{"", p.Name, p.Subject, p.Visit, p.Group}
	for _, c := range t.Columns() {
		v := strings.TrimSpace(t.Column(c)[j])
		switch {
		case v != "" && score.IsRunDate(c):
			run = v
		case len(out) < mostFacts && len(v) <= 40 && !slices.Contains(said, v):
			out = append(out, read.Fact{Key: c, Value: v})
		}
	}
	return run, out
}
