package score

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/method"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// compile puts the scores, judged against the controls, into a report.
func compile(in Input, opt Options, assay sig.Assay, x *Examination, m *expr.Matrix, d *sample.Design, f *method.Frame, methods []method.Method, scores [][][]method.Score, notes note.Log) *report.Report {
	genes, samples := m.Dims()
	r := &report.Report{
		Schema:     report.Schema,
		Disclaimer: report.Disclaimer,
		Version:    Version,
		Files:      in.Files,
		Synthetic:  in.Synthetic,
		Settings:   opt,
		Matrix:     report.Matrix{Rows: x.Rows, Genes: genes, Samples: samples, Mapped: x.Mapped, Trail: m.Trail(), GeneTable: in.genes().Source()},
		Notes:      notes,
	}
	if in.Assay != nil {
		r.Assay, r.Quality = in.Assay.Facts, Quality(in.Matrix, in.Assay)
	}
	for j, s := range d.Samples {
		r.Samples = append(r.Samples, report.Sample{Name: s, Role: d.Role[j], Group: d.Group[j], Subject: d.Subject[j], Visit: d.Visit[j]})
	}
	r.Settings.Signatures, r.Settings.Methods = nil, nil
	for _, mt := range methods {
		info := mt.Info()
		r.Methods = append(r.Methods, report.Method{ID: mt.ID(), Name: info.Name, Scale: info.Scale, Most: info.Most, Cohort: mt.Needs().Cohort, DOI: info.DOI,
			Sentence: info.Sentence, Formula: info.Formula, Source: info.Source})
		r.Settings.Methods = append(r.Settings.Methods, mt.ID())
	}
	controls := d.BySubject(d.With(sample.Control))
	patients := firstVisits(d)
	if f := in.Reference; f != nil {
		r.Reference = &report.Reference{Name: f.About.Name, Assay: f.About.Assay, Lot: f.About.Lot, Date: f.About.Date, People: f.People, SHA256: f.SHA256}
	} else if len(controls) == 0 {
		r.Notes.Warnf(note.NoControls, "", "no sample is assigned as healthy control: no score is classed, and scores that are measured against controls are left out. Assign the controls under Check")
	} else if len(controls) < ref.MinControls {
		r.Notes.Warnf(note.FewControls, "", "%d healthy control people: no cut-off is derived from fewer than %d", len(controls), ref.MinControls)
	}
	for k := range f.Sets {
		set := &f.Sets[k]
		s := signature(set, m, methods)
		r.Signatures = append(r.Signatures, s)
		r.Settings.Signatures = append(r.Settings.Signatures, s.ID)
		coverageNotes(&r.Notes, s, opt.MinCoverage)
		if in.Reference != nil && s.Coverage() >= opt.MinCoverage {
			if why := in.Reference.Lacks(s.ID, s.Version, len(s.Genes)); why != "" {
				r.Notes.Warnf(note.ReferenceSignature, s.ID, "no cut-off: %s", why)
			}
		}
		short := make([]bool, samples) // too few genes by one method or another
		for i, mt := range methods {
			if !defined(mt, s.ID) {
				continue
			}
			res := report.Result{Signature: s.ID, Method: mt.ID(), Scores: make([]report.Score, samples)}
			value := make([]float64, samples)
			for j, sc := range scores[i][k] {
				value[j] = sc.Value
				if float64(sc.Used) < opt.MinCoverage*float64(set.Of()) {
					value[j], sc.Dispersion, short[j] = math.NaN(), math.NaN(), true
				}
				res.Scores[j] = report.Score{Value: expr.Number(value[j]), Dispersion: expr.Number(sc.Dispersion), Used: sc.Used}
			}
			res.Cutoff = opt.Rule(s.ID, mt.ID()).Derive(ref.Scores{Controls: in.controlScores(s, mt.ID(), value, controls), Patients: byPerson(value, patients), Ratio: mt.Info().Ratio,
				Repeats: repeats(value, controls), Within: in.within(s, mt.ID()), Most: mt.Info().Most, Published: published(presets(assay, s.ID, mt.ID()))})
			for j := range res.Scores {
				res.Scores[j].Class = res.Cutoff.Class(value[j])
				res.Scores[j].Probability = expr.Number(res.Cutoff.Probability(value[j]))
			}
			r.Results = append(r.Results, res)
		}
		sampleNotes(&r.Notes, s, opt.MinCoverage, m.Samples(), short)
	}
	r.Settings.OwnCutoffs = slices.DeleteFunc(slices.Clone(opt.OwnCutoffs), func(o report.OwnCutoff) bool {
		_, scored := r.Result(o.Signature, o.Method)
		return !scored
	})
	return r
}

// shownFirst are the methods that stand in, in this order, for a published one
// that was not run: measured against the controls, or else within the sample.
var shownFirst = []string{"mean-z", "singscore"}

// signature says what of a set was found, and which method is shown first: the
// published one where it was run, else one that stands in for it.
func signature(set *method.Set, m *expr.Matrix, methods []method.Method) report.Signature {
	p := set.Signature
	s := report.Signature{ID: p.ID, Version: p.Version, Title: p.Title, Short: p.Short, Class: p.Class, Group: string(p.Group), Formula: p.Formula, Citation: p.Citation, DOI: p.DOI, Missing: set.Missing}
	for _, i := range set.Rows {
		s.Genes = append(s.Genes, m.Genes()[i])
	}
	for _, want := range append([]string{p.Method}, shownFirst...) {
		for _, mt := range methods {
			name, _, _ := strings.Cut(mt.ID(), "/")
			if s.Method == "" && name == want && defined(mt, p.ID) {
				s.Method = mt.ID()
			}
		}
	}
	for _, mt := range methods {
		if s.Method == "" && defined(mt, p.ID) {
			s.Method = mt.ID()
		}
	}
	if name, _, _ := strings.Cut(s.Method, "/"); name != p.Method {
		for _, mt := range method.All() {
			if name, _, _ := strings.Cut(mt.ID(), "/"); name == p.Method {
				s.Instead = mt.Info().Name
			}
		}
	}
	return s
}

// defined reports whether a method is meant for a signature.
func defined(m method.Method, signature string) bool {
	only := m.Needs().Signatures
	return only == nil || slices.Contains(only, signature)
}

// firstVisits returns the patients' first visits, so that a rule that looks at
// patients counts each of them once.
func firstVisits(d *sample.Design) [][]int {
	var out [][]int
	for _, j := range d.First(d.With(sample.Patient)) {
		out = append(out, []int{j})
	}
	return out
}

// byPerson returns the mean of the scores of each person's samples, missing
// ones left out.
func byPerson(value []float64, people [][]int) []float64 {
	out := make([]float64, len(people))
	for k, js := range people {
		var sum float64
		n := 0
		for _, j := range js {
			if !math.IsNaN(value[j]) {
				sum += value[j]
				n++
			}
		}
		out[k] = sum / float64(n) // NaN if none
	}
	return out
}

// repeats returns the scores of each person's samples.
func repeats(value []float64, people [][]int) [][]float64 {
	out := make([][]float64, len(people))
	for k, js := range people {
		for _, j := range js {
			out[k] = append(out[k], value[j])
		}
	}
	return out
}

// coverageNotes warns of genes that were not measured.
func coverageNotes(notes *note.Log, s report.Signature, least float64) {
	what := fmt.Sprintf("%d of %d genes found; missing: %s", len(s.Genes), s.Of(), strings.Join(s.Missing, ", "))
	switch {
	case len(s.Genes) == 0:
		notes.Severef(note.SignatureMissing, s.ID, "not scored: none of its %d genes is in the table", s.Of())
	case s.Coverage() < least:
		notes.Severef(note.CoverageWithheld, s.ID, "withheld: %s", what)
	case s.Coverage() < warnCoverage, s.Of() <= smallSet && len(s.Missing) > 0:
		notes.Warnf(note.CoverageLow, s.ID, "%s", what)
	}
}

// sampleNotes says in which samples scores of a signature are withheld though
// its genes are in the table.
func sampleNotes(notes *note.Log, s report.Signature, least float64, samples []string, short []bool) {
	if s.Coverage() < least {
		return // coverageNotes said so
	}
	var names []string
	for j, name := range samples {
		if short[j] {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return
	}
	shown, more := names, ""
	if len(names) > 10 {
		shown, more = names[:10], " and others"
	}
	notes.Severef(note.CoverageSample, s.ID, "withheld in %d of %d samples, for want of genes that were measured and vary, by at least one method: %s%s", len(names), len(samples), strings.Join(shown, ", "), more)
}

// joinedGenes returns the genes of the signatures that had several rows.
func joinedGenes(f *method.Frame, joined []norm.Collapsed) []norm.Collapsed {
	used := map[string]bool{}
	for _, set := range f.Sets {
		for _, i := range set.Rows {
			used[f.Matrix.Genes()[i]] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(joined), func(c norm.Collapsed) bool { return !used[c.Symbol] })
}
