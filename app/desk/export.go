package desk

import (
	"bytes"
	"errors"
	"fmt"

	"ifnscope/app/job"
	"ifnscope/score/demo"
	"ifnscope/score/report"
	"ifnscope/score/sig"
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
	var b bytes.Buffer
	switch req.Kind {
	case "genotype", "genotypes":
		return d.exportGenotype(req.Kind, req.Genotype)
	case "gmt":
		return d.exportGMT(req.Sets)
	case "report":
		return d.exportSheet(req.Sheet)
	case "reference":
		return d.saveReference(req.About)
	case "identifiers":
		if d.mapping == nil {
			return nil, errNoTable
		}
		err := report.WriteIdentifiers(&b, d.mapping, d.geneTable().Source())
		return &job.File{Name: "ifnscope-identifiers.tsv", Type: "text/tab-separated-values", Data: b.Bytes()}, err
	}
	if d.result == nil {
		return nil, errNoResult
	}
	rep := d.result.Report
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

// exportGMT returns signatures as a GMT file.
func (d *Desk) exportGMT(ids []string) (*job.File, error) {
	var sets []*sig.Signature
	for _, id := range ids {
		s, ok := d.signature(id)
		if !ok {
			return nil, fmt.Errorf("there is no signature %q", id)
		}
		sets = append(sets, s)
	}
	if len(sets) == 0 {
		return nil, errors.New("no signature is chosen")
	}
	name := "ifnscope-signatures.gmt"
	if len(sets) == 1 {
		name = "ifnscope-" + sets[0].ID + ".gmt"
	}
	var b bytes.Buffer
	err := sig.WriteGMT(&b, sets...)
	return &job.File{Name: name, Type: "text/plain", Data: b.Bytes()}, err
}
