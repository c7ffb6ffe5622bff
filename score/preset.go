package score

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// Published is a preset of a signature beside what stands against it in the
// data of a run.
type Published struct {
	Preset sig.Preset
	Fit    sig.Fit
}

// Presets returns the presets of a signature, and whether they hold for its
// scores by a method of the run.
func (s *Scored) Presets(signature, method string) []Published {
	return presets(s.assay, signature, method)
}

// Published returns what a published cut-off says of the scores of a signature
// by a method of the run.
func (s *Scored) Published(signature, method string) ref.Published {
	return published(presets(s.assay, signature, method))
}

func presets(a sig.Assay, signature, method string) []Published {
	var out []Published
	name, _, _ := strings.Cut(method, "/")
	for _, p := range sig.PresetFor(signature) {
		f := p.Fit(a)
		if name != p.Method {
			f.Preset, f.Cutoff = false, false
			f.Why = slices.Insert(f.Why, 0, fmt.Sprintf("it is for scores by %s, and these are by %s", p.Method, name))
		}
		out = append(out, Published{p, f})
	}
	return out
}

// published returns the cut-off of the first preset that holds, or why none
// does.
func published(all []Published) ref.Published {
	out := ref.Published{Why: "no assay of this signature is known whose cut-off could be taken over"}
	for i, p := range all {
		if p.Fit.Cutoff {
			return ref.Published{Cutoff: p.Preset.Cutoff, Title: p.Preset.Title}
		}
		if i == 0 {
			out = ref.Published{Title: p.Preset.Title, Why: strings.Join(p.Fit.Why, "; ")}
		}
	}
	return out
}

// assay says what the data are, as far as the files tell: the kind by unit and
// code classes, of other data than those of the presets the unit itself; the
// tissue by the person or the sample table; the controls that scores are calibrated against by
// the name of a reference file.
func (in Input) assay(opt Options, m *expr.Matrix) sig.Assay {
	a := sig.Assay{Kind: in.kind(opt), Tissue: cmp.Or(opt.Tissue, Tissue(in.Table)), Normaliser: sig.Normaliser(opt.Normalisation), Measured: slices.Concat(m.Genes(), opt.References)}
	if opt.Unit == expr.Ct || opt.Unit == expr.DCt {
		a.Normaliser = sig.DeltaCt
	}
	if opt.Normalisation == "nsolver" {
		a.Normaliser = sig.Codeset
	}
	if in.Reference != nil {
		a.Controls = in.Reference.About.Name
	}
	return a
}

// kind returns what kind of assay the data are of: by the code classes of the
// rows, else by the unit.
func (in Input) kind(opt Options) string {
	switch {
	case in.Assay != nil && len(in.Assay.Rows(read.Positive)) > 0:
		return sig.NanoString
	case opt.Unit == expr.Ct, opt.Unit == expr.DCt, opt.Unit == expr.RQ:
		return sig.QPCR
	}
	return opt.Unit.Title()
}

// Tissues returns the tissues of the presets.
func Tissues() []string { return []string{"whole blood", "monocytes", "serum"} }

// Tissue returns the tissue that a column of a clinical table names for every
// sample; empty if none does.
func Tissue(t *sample.Table) string {
	if t == nil {
		return ""
	}
	for _, c := range t.Columns() {
		for _, tissue := range Tissues() {
			if len(t.Column(c)) > 0 && !slices.ContainsFunc(t.Column(c), func(v string) bool { return !strings.Contains(strings.ToLower(v), tissue) }) {
				return tissue
			}
		}
	}
	return ""
}
