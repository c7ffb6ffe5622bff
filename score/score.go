package score

import (
	"context"
	"fmt"
	"slices"

	"ifnscope/score/expr"
	"ifnscope/score/method"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// Run scores a table: rows are mapped to approved symbols and joined, values
// brought to log2, every signature scored by every method that the data allow,
// and every score judged against the healthy controls of the design.
//
// Signatures and methods that opt does not name are those of tier core and of
// method.Default, as far as the data allow. A method that needs controls is left out, with a note, where
// there are none. The error is a *NoGenesError, one of the steps', or that of
// ctx; then nothing is half-scored.
func Run(ctx context.Context, in Input, opt Options, progress Progress) (*report.Report, error) {
	s, err := Score(ctx, in, opt, progress)
	if err != nil {
		return nil, err
	}
	return s.Report, nil
}

// Scored is a report together with what answers further questions about it.
type Scored struct {
	Report *report.Report
	frame  *method.Frame
	scorer map[string]method.Scorer // by method id
	design *sample.Design
	joined []norm.Collapsed
	// conditions are those under which the controls were measured
	conditions ref.Conditions
	assay      sig.Assay
	reference  *ref.File // that it was scored against, nil if there is none
}

// Score is Run for a caller that goes on to ask for contributions.
func Score(ctx context.Context, in Input, opt Options, progress Progress) (*Scored, error) {
	if progress == nil {
		progress = func(string, int, int) {}
	}
	progress("names", 0, 1)
	x, mp, err := in.examine(opt)
	if err != nil {
		return nil, err
	}
	if opt, err = in.Settle(defaults(opt, x), mp); err != nil {
		return nil, err
	}
	if in.Reference != nil {
		if err := in.Fits(opt); err != nil {
			return nil, err
		}
	}
	design, notes, err := sample.Assign(in.Matrix.Samples(), in.Table, opt.Assignment)
	if err != nil {
		return nil, err
	}
	notes = slices.Concat(in.Notes, x.Notes, notes, in.Calibrators(design))

	here := in.stated(design)
	m, design, err := exclude(in.declared(opt, mp, &notes), design, opt.Assignment, &notes)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	progress("genes", 0, 1)
	choice := norm.Choice{Controls: design.With(sample.Control)}
	if in.Reference != nil {
		choice.Kept = in.Reference.Rows()
	}
	p, err := prepare(m, mp, opt, choice, &notes)
	if err != nil {
		return nil, err
	}
	m = p.Log2
	sigs, err := signatures(opt.Signatures, in.Own)
	if err != nil {
		return nil, err
	}
	reference := ref.New(m, design)
	if in.Reference != nil {
		if err := in.Reference.Covers(m.Genes()); err != nil {
			return nil, err
		}
		reference = in.Reference.Reference()
		notes.Infof(note.ReferenceFile, in.Reference.About.Name, "scored against the %d healthy controls of the reference file, sha256 %s", in.Reference.People, in.Reference.SHA256)
		in.sameAssay(in.Conditions(opt), &notes)
		here.against(in.Reference.About, &notes)
	}
	frame := method.NewFrame(m, sigs, reference)
	frame.Housekeeping, frame.Counts, frame.Pool = p.Housekeeping, p.Counts, in.Pool
	methods, err := choose(opt.Methods, frame, scale(opt), &notes)
	if err != nil {
		return nil, err
	}
	s := &Scored{frame: frame, scorer: map[string]method.Scorer{}, design: design, joined: p.Joined, conditions: in.Conditions(opt), assay: in.assay(opt, m), reference: in.Reference}
	scores, err := s.score(ctx, methods, progress)
	if err != nil {
		return nil, err
	}
	for _, mt := range methods {
		if d, ok := s.scorer[mt.ID()].(method.Dropper); ok && d.Constant() > 0 {
			notes.Infof(note.GenesConstant, mt.Info().Name, "leaves out %d genes that do not vary among the samples that it compares with", d.Constant())
		}
	}
	s.Report = compile(in, opt, s.assay, x, m, design, frame, methods, scores, notes)
	s.explain(methods)
	s.Report.Matrix.Joined = joinedGenes(frame, p.Joined)
	return s, nil
}

// explain adds the share of variance that scores explain to the results of the
// methods that know it.
func (s *Scored) explain(methods []method.Method) {
	for _, mt := range methods {
		e, ok := s.scorer[mt.ID()].(method.Explainer)
		if !ok {
			continue
		}
		for k, set := range s.frame.Sets {
			if res, ok := s.Report.Result(set.Signature.ID, mt.ID()); ok {
				res.Explained = expr.Number(e.Explained(k))
			}
		}
	}
}

// exclude leaves out the samples that a person excluded, and notes why.
func exclude(m *expr.Matrix, d *sample.Design, a sample.Assignment, notes *note.Log) (*expr.Matrix, *sample.Design, error) {
	out := d.With(sample.Excluded)
	if len(out) == 0 {
		return m, d, nil
	}
	var keep []int
	for j := range d.Samples {
		if d.Role[j] != sample.Excluded {
			keep = append(keep, j)
		}
	}
	if len(keep) == 0 {
		return nil, nil, fmt.Errorf("every sample is excluded")
	}
	for _, j := range out {
		switch why, hand := a.Out(d.Samples[j]); {
		case !hand:
			notes.Infof(note.SampleExcluded, d.Samples[j], "excluded with its group: %q is left out", d.Group[j])
		case why == "":
			notes.Infof(note.SampleExcluded, d.Samples[j], "excluded by hand: no reason was given")
		default:
			notes.Infof(note.SampleExcluded, d.Samples[j], "excluded by hand: %s", why)
		}
	}
	m, err := m.SelectSamples(keep)
	if err != nil {
		return nil, nil, err
	}
	return m, d.Select(keep), nil
}

// score returns the scores by method, set and sample.
func (s *Scored) score(ctx context.Context, methods []method.Method, progress Progress) ([][][]method.Score, error) {
	_, samples := s.frame.Matrix.Dims()
	scores := make([][][]method.Score, len(methods))
	scorers := make([]method.Scorer, len(methods))
	for i, m := range methods {
		progress("fit "+m.Info().Name, i, len(methods))
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.frame.Progress = func(done, total int) error {
			progress("fit "+m.Info().Name, done, total)
			return ctx.Err()
		}
		sc, err := m.Fit(s.frame)
		if err != nil {
			return nil, err
		}
		scorers[i], s.scorer[m.ID()] = sc, sc
		scores[i] = make([][]method.Score, len(s.frame.Sets))
		for k := range scores[i] {
			scores[i][k] = make([]method.Score, samples)
		}
	}
	s.frame.Progress = nil
	var c method.Column
	row := make([]method.Score, len(s.frame.Sets))
	for j := range samples {
		progress("score", j, samples)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.Load(s.frame.Matrix, j)
		for i, sc := range scorers {
			sc.Score(row, &c)
			for k, x := range row {
				scores[i][k][j] = x
			}
		}
	}
	progress("score", samples, samples)
	return scores, nil
}
