package desk

import (
	"bytes"
	"fmt"

	"ifnscope/app/job"
	"ifnscope/score/demo"
)

// export returns a file to download.
func (d *Desk) export(req job.Export) (*job.File, error) {
	if req.Kind == "example expression" || req.Kind == "example samples" {
		fs := demo.Files()
		f := fs[0]
		if req.Kind == "example samples" {
			f = fs[1]
		}
		return &job.File{Name: f.Name, Type: "text/tab-separated-values", Data: demo.Bytes(f.Name)}, nil
	}
	if req.Kind == "genotype" || req.Kind == "genotypes" {
		return d.exportGenotype(req.Kind, req.Genotype)
	}
	if d.result == nil {
		return nil, errNoResult
	}
	rep := d.result.Report
	var b bytes.Buffer
	switch req.Kind {
	case "tsv":
		err := rep.WriteTSV(&b)
		return &job.File{Name: "ifnscope-scores.tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, err
	case "wide":
		err := rep.WriteWideTSV(&b)
		return &job.File{Name: "ifnscope-scores-by-sample.tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, err
	case "json":
		err := rep.WriteJSON(&b)
		return &job.File{Name: "ifnscope-report.json", Type: "application/json", Data: b.Bytes()}, err
	case "svg":
		s, err := d.choose(req.View)
		if err != nil {
			return nil, err
		}
		b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + s.figure(true) + "\n")
		return &job.File{Name: "ifnscope-" + s.sig.ID + ".svg", Type: "image/svg+xml", Data: b.Bytes()}, nil
	}
	return nil, fmt.Errorf("there is no export %q", req.Kind)
}
