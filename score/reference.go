package score

import (
	"cmp"
	"errors"
	"fmt"
	"math"

	"ifnscope/score/method"
	"ifnscope/score/norm"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Conditions are what a reference file and a patient's file must share, of
// options in which nothing is left open.
func (in Input) Conditions(opt Options) ref.Conditions {
	c := ref.Conditions{Kind: in.kind(opt), Unit: opt.Unit, Namespace: opt.Namespace, Normalisation: opt.Normalisation, References: opt.References, Collapse: string(opt.Collapse)}
	rows, _ := in.Matrix.Dims()
	named := in.assays()
	c.Technology = cmp.Or(evident(c, rows), inWords(named...))
	if c.Platform = opt.Namespace.Platform; c.Platform == "" && len(named) == 1 {
		c.Platform = named[0]
	}
	return c
}

// controlScores returns the scores of the control people: those of the
// reference file if there is one, else of the samples themselves. A score that
// the reference file does not hold, or of which another number of genes was
// found there, has no controls.
func (in Input) controlScores(s report.Signature, method string, value []float64, controls [][]int) []float64 {
	if in.Reference == nil {
		return byPerson(value, controls)
	}
	if f := in.Reference.Score(s.ID, s.Version, len(s.Genes), method); f != nil {
		return ref.Floats(f.Values)
	}
	return nil
}

// within returns the standard deviation of repeated measurements that the
// reference file has of a score; 0 if there is no file or it has none.
func (in Input) within(s report.Signature, method string) float64 {
	if in.Reference == nil {
		return 0
	}
	if f := in.Reference.Score(s.ID, s.Version, len(s.Genes), method); f != nil {
		return f.Within
	}
	return 0
}

// ControlScores returns the scores of the healthy control people by a signature
// and a method of the run: those of its reference file if there is one, else the
// mean of each person's samples.
func (s *Scored) ControlScores(signature, method string) []float64 {
	res, ok := s.Report.Result(signature, method)
	if !ok {
		return nil
	}
	value := make([]float64, len(res.Scores))
	for j, x := range res.Scores {
		value[j] = float64(x.Value)
	}
	sg, _ := s.Report.Signature(signature)
	return Input{Reference: s.reference}.controlScores(sg, method, value, s.design.BySubject(s.design.With(sample.Control)))
}

// Within returns the standard deviation of repeated measurements of a control
// that the reference file of the run has; 0 if there is no file or it has none.
func (s *Scored) Within(signature, method string) float64 {
	sg, _ := s.Report.Signature(signature)
	return Input{Reference: s.reference}.within(sg, method)
}

// Reference returns the healthy controls of a run as a reference file, with
// what the laboratory says of them. It returns an error if the run has too few
// controls, was itself against a reference file, or was normalised in a way in
// which one patient alone would have other values.
func (s *Scored) Reference(about ref.About) (*ref.File, error) {
	r := s.Report
	controls := s.design.BySubject(s.design.With(sample.Control))
	switch {
	case r.Reference != nil:
		return nil, errors.New("These samples were scored against a reference file; save a reference from a run with healthy controls of its own.")
	case len(controls) < ref.MinControls:
		return nil, fmt.Errorf("The run has %d healthy control people; a reference needs at least %d.", len(controls), ref.MinControls)
	}
	if n, ok := norm.ByID(r.Settings.Normalisation); ok && n.Cohort {
		return nil, fmt.Errorf("The normalisation %q depends on the other samples, so that a patient alone would have other values. Choose one that does not under Check, and score again.", n.Title)
	}
	rows := map[string]string{}
	for _, j := range s.joined {
		rows[j.Symbol] = j.Kept
	}
	f := &ref.File{Use: report.Disclaimer, Version: Version, About: about, Conditions: s.conditions, People: len(controls), Genes: s.frame.Reference.Table(rows)}
	f.Conditions.Technology = Technology(f) // also by what the laboratory says
	for i, x := range r.Files {
		f.Inputs = append(f.Inputs, ref.Input{Name: fmt.Sprintf("file %d", i+1), SHA256: x.SHA256}) // a name can be that of a patient
	}
	for _, res := range r.Results {
		m, ok := method.ByID(res.Method)
		if !ok || m.Needs().Cohort {
			continue
		}
		sg, _ := r.Signature(res.Signature)
		people := s.ControlScores(res.Signature, res.Method)
		for k, v := range people {
			if math.IsInf(v, 0) {
				people[k] = math.NaN()
			}
		}
		scored := ref.Scored{Signature: res.Signature, Of: sg.Version, Used: len(sg.Genes), Method: res.Method, Distribution: ref.DescribeValues(people), Values: ref.Numbers(people)}
		value := make([]float64, len(res.Scores))
		for j, x := range res.Scores {
			value[j] = float64(x.Value)
		}
		if sd := ref.Within(repeats(value, controls), m.Info().Ratio); sd > 0 && !math.IsInf(sd, 0) {
			scored.Within = sd
		}
		f.Scores = append(f.Scores, scored)
	}
	return f, nil
}
