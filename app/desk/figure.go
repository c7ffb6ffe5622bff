package desk

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strings"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/chart"
	"ifnscope/score/report"
	"ifnscope/score/tsv"
)

// drawn is a figure that the page shows.
type drawn struct {
	figure  chart.Figure
	drawing chart.Drawing
}

// noFigure says why there is nothing to draw.
type noFigure string

func (n noFigure) Error() string { return string(n) }

// figures are what can be drawn, by name.
var figures = map[string]func(*Desk, job.Draw) (chart.Figure, error){
	job.FigureStrip:         (*Desk).strip,
	job.FigureROC:           (*Desk).roc,
	job.FigureGenes:         (*Desk).geneMap,
	job.FigureSignatures:    (*Desk).signatureMap,
	job.FigureAgreement:     (*Desk).agreementMap,
	job.FigurePair:          (*Desk).pair,
	job.FigureComponents:    (*Desk).components,
	job.FigureVisits:        (*Desk).courses,
	job.FigureContributions: (*Desk).contributions,
	job.FigureCourse:        (*Desk).courses,
	job.FigureSamples:       (*Desk).sampleMap,
	job.FigureBoxes:         (*Desk).boxes,
	job.FigureOverlap:       (*Desk).upset,
	job.FigurePathwayMap:    (*Desk).pathwayMap,
	job.FigurePathwayStrip:  (*Desk).pathwayStrip,
	job.FigurePathwayPlane:  (*Desk).pathwayPlane,
	job.FigurePathwayAxes:   (*Desk).pathwayHeat,
}

// compose returns the figure that is asked for.
func (d *Desk) compose(req job.Draw) (chart.Figure, error) {
	f, ok := figures[req.Figure]
	if !ok {
		return nil, fmt.Errorf("there is no figure %q", req.Figure)
	}
	return f(d, req)
}

// draw draws a figure and remembers it for what is asked of it next.
func (d *Desk) draw(req job.Draw) (*job.Figure, error) {
	v := &job.Figure{Draw: req}
	f, err := d.compose(req)
	if none := noFigure(""); errors.As(err, &none) {
		delete(d.drawn, req.Figure)
		v.Why = string(none)
		return v, nil
	}
	if err != nil {
		return nil, err
	}
	if d.drawn == nil {
		d.drawn = map[string]drawn{}
	}
	x := drawn{f, f.Draw()}
	d.drawn[req.Figure] = x
	v.Title, v.Width, v.Height = x.drawing.Title, x.drawing.Width, x.drawing.Height
	v.Marks, v.Rows, v.SVG = x.drawing.Len(), len(f.Table().Rows), []byte(x.drawing.SVG)
	return v, nil
}

// keys are the keys that lead from mark to mark, as a browser names them.
var keys = map[string]chart.Key{
	"ArrowRight": chart.Right, "ArrowLeft": chart.Left, "ArrowUp": chart.Up, "ArrowDown": chart.Down, "Home": chart.Home, "End": chart.End,
}

// mark says what stands at a point, or where a key leads.
func (d *Desk) mark(req job.Mark) *job.Found {
	x := d.drawn[req.Figure].drawing
	p, ok := x.At(req.X, req.Y)
	if k, isKey := keys[req.Key]; isKey {
		p, ok = x.Step(req.From, k)
	}
	if !ok {
		return &job.Found{}
	}
	return &job.Found{Places: []job.Place{onFigure(req.Figure, p)}}
}

// find says where a sample stands in the figures that are shown.
func (d *Desk) find(req job.Find) *job.Found {
	v := &job.Found{Sample: req.Sample}
	for name := range figures {
		for _, p := range d.drawn[name].drawing.Of(req.Sample) {
			v.Places = append(v.Places, onFigure(name, p))
		}
	}
	return v
}

func onFigure(figure string, p chart.Place) job.Place {
	return job.Place{Figure: figure, Index: p.Index, X: p.X, Y: p.Y, W: p.W, H: p.H, Sample: p.Sample, Label: p.Label, Row: p.Row, Column: p.Column}
}

// rowsOf returns a part of the values behind a figure.
func (d *Desk) rowsOf(req job.Rows) (*job.RowsView, error) {
	x, ok := d.drawn[req.Figure]
	if !ok {
		return nil, fmt.Errorf("the figure %q is not shown", req.Figure)
	}
	t := x.figure.Table()
	v := &job.RowsView{Figure: req.Figure, Total: len(t.Rows), Offset: min(max(req.Offset, 0), len(t.Rows))}
	for _, c := range t.Columns {
		v.Columns, v.Numbers = append(v.Columns, c.Name), append(v.Numbers, c.Number)
	}
	v.Rows = t.Rows[v.Offset:min(v.Offset+max(req.Limit, 0), len(t.Rows))]
	return v, nil
}

// exportFigure returns a figure as a file of its own, or the values behind it.
func (d *Desk) exportFigure(kind string, req job.Draw) (*job.File, error) {
	req.Width = 0
	f, err := d.compose(req)
	if err != nil {
		return nil, err
	}
	name := "ifnscope-" + req.Figure
	switch req.Figure {
	case job.FigureSamples, job.FigureBoxes, job.FigureOverlap, // of no signature
		job.FigurePathwayMap, job.FigurePathwayStrip, job.FigurePathwayPlane, job.FigurePathwayAxes:
	default:
		if s, err := d.choose(job.View{Signature: req.Signature}); err == nil {
			name += "-" + s.sig.ID
		}
	}
	var b bytes.Buffer
	if kind == "figure" {
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + f.Draw().SVG + "\n")
		return &job.File{Name: name + ".svg", Type: "image/svg+xml", Data: b.Bytes()}, nil
	}
	w := bufio.NewWriter(&b)
	fmt.Fprintf(w, "# %s\n", tsv.Clean(d.footer("")))
	t := f.Table()
	head := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		head[i] = c.Name
	}
	tsv.WriteRow(w, head...)
	for _, row := range t.Rows {
		tsv.WriteRow(w, row...)
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	return &job.File{Name: name + ".tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, nil
}

// frame is that of a figure. One that is taken away has the given width and
// says where it comes from.
func (d *Desk) frame(req job.Draw, title, desc, method string, away float64) chart.Frame {
	f := chart.Frame{ID: req.Figure, Title: title, Desc: desc, Width: req.Width}
	if req.Width == 0 {
		f.Width, f.Footer = away, d.footer(method)
	}
	return f
}

// footer says where a figure comes from: the data, by their sums, the method,
// the version, and what it is not for.
func (d *Desk) footer(method string) string {
	var parts []string
	synthetic := d.synthetic
	var files []report.File
	if d.result != nil {
		synthetic, files = d.result.Report.Synthetic, d.result.Report.Files
	} else {
		files = d.input().Files
	}
	if synthetic {
		parts = append(parts, "SYNTHETIC example, no real people.")
	}
	if method != "" {
		parts = append(parts, method+".")
	}
	for _, f := range files {
		if len(f.SHA256) >= 16 {
			parts = append(parts, "Data sha256 "+f.SHA256[:16]+".")
		}
	}
	return strings.Join(append(parts, "IFNscope "+score.Version+".", report.Disclaimer), " ")
}
