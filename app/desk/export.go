package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"ifnscope/app/job"
	"ifnscope/score/demo"
	"ifnscope/score/report"
	"ifnscope/score/report/book"
	"ifnscope/score/sig"
)

// export returns a file to download.
func (d *Desk) export(ctx context.Context, req job.Export, emit Emit) (*job.File, error) {
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
	case "catalogue":
		return exportCatalogue()
	case "figure", "values":
		return d.exportFigure(req.Kind, req.Draw)
	case "session", "sealed", "packed":
		return d.saveSession(req)
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
	plain := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	var name, kind string
	var write func(io.Writer) error
	switch req.Kind {
	case "cohort":
		return d.exportCohort(ctx, req.Cohort, emit)
	case "pathway", "pathway-associations":
		return d.exportPathway(req.Kind)
	case "tsv":
		name, kind, write = "scores.tsv", "text/tab-separated-values", rep.WriteTSV
	case "wide":
		name, kind, write = "scores-by-sample.tsv", "text/tab-separated-values", rep.WriteWideTSV
	case "csv":
		name, kind, write = "scores.csv", "text/csv", rep.WriteCSV
	case "xlsx":
		name, kind = "scores.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		write = func(w io.Writer) error { return book.Write(w, rep) }
	case "json":
		name, kind, write = "report.json", "application/json", rep.WriteJSON
	case "methods":
		name, kind, write = "methods.txt", "text/plain", plain(rep.WriteMethods(req.Sheet.Program))
	case "bibtex":
		name, kind, write = "citations.bib", "text/plain", plain(report.BibTeX(rep.Citations(req.Sheet.Program)))
	case "ris":
		name, kind, write = "citations.ris", "text/plain", plain(report.RIS(rep.Citations(req.Sheet.Program)))
	case "r":
		name, kind = "repeat-in-R.zip", "application/zip"
		write = func(w io.Writer) error { return d.result.WriteRepeat(w, req.Sheet.Program) }
	default:
		return nil, fmt.Errorf("there is no export %q", req.Kind)
	}
	err := write(&b)
	return &job.File{Name: "ifnscope-" + name, Type: kind, Data: b.Bytes()}, err
}

// exportGMT returns signatures as a GMT file.
func (d *Desk) exportGMT(ids []string) (*job.File, error) {
	sets, err := d.named(ids)
	if err != nil {
		return nil, err
	}
	if len(sets) == 0 {
		return nil, errors.New("no signature is chosen")
	}
	name := "ifnscope-signatures.gmt"
	if len(sets) == 1 {
		name = "ifnscope-" + sets[0].ID + ".gmt"
	}
	var b bytes.Buffer
	err = sig.WriteGMT(&b, sets...)
	return &job.File{Name: name, Type: "text/plain", Data: b.Bytes()}, err
}
