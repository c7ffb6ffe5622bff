package desk

import (
	"context"

	"ifnscope/app/job"
	"ifnscope/score"
	"ifnscope/score/report"
)

// score computes the scores of what is open.
func (d *Desk) score(ctx context.Context, req job.Score, emit Emit) (*job.Result, error) {
	if d.matrix == nil {
		return nil, errNoTable
	}
	if d.problem != "" {
		return nil, &job.Error{Kind: job.ErrorUser, Text: d.problem}
	}
	in := d.input()
	opt := d.options()
	opt.Signatures, opt.Methods, opt.Cutoff, opt.OwnCutoffs, opt.MinCoverage = req.Signatures, req.Methods, req.Cutoff, req.OwnCutoffs, req.MinCoverage
	s, err := score.Score(ctx, in, opt, func(step string, done, total int) {
		emit(job.Progress{Step: "Scoring: " + step, Done: int64(done), Total: int64(total)})
	})
	if err != nil {
		return nil, err
	}
	d.result, d.asked, d.without = s, req, nil
	return d.view(req.View)
}

// input is what is open, as it is scored.
func (d *Desk) input() score.Input {
	in := score.Input{Matrix: d.matrix, Table: d.table, Said: d.holds, Genes: d.Genes, Probes: d.probes, Own: d.own, Reference: d.controls, Assay: d.assay, Synthetic: d.synthetic, Notes: d.reading, Pool: d.Pool}
	if d.problem == "" {
		in.Known = &score.Known{Examination: d.exam, Mapping: d.mapping}
	}
	for _, o := range d.files {
		if o.content != nil {
			in.Files = append(in.Files, report.File{Name: o.file.Name, Size: o.file.Size, SHA256: o.sha256, Format: o.content.Title, Options: o.content.Options})
		}
	}
	return in
}
