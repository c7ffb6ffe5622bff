package score_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
	"ifnscope/score/stratify"
)

// madeCohort returns controls and patients whose six ISG lie above those of the
// controls by shift log2; without group nobody says who is which.
func madeCohort(t *testing.T, controls, patients int, shift float64, group bool) (score.Input, score.Options) {
	t.Helper()
	s, _ := sig.ByID("crow6")
	genes := append(s.Symbols(), "ACTB", "GAPDH", "B2M", "TBP")
	rng := rand.New(rand.NewPCG(17, 3))
	var names, groups []string
	for i := range controls + patients {
		names, groups = append(names, fmt.Sprintf("S%c%c", 'A'+i/26, 'A'+i%26)), append(groups, "healthy")
		if i >= controls {
			groups[i] = "SLE"
		}
	}
	data := make([]float64, 0, len(genes)*len(names))
	for i := range genes {
		for j := range names {
			v := 8 + 0.5*rng.NormFloat64()
			if i < len(s.Symbols()) && j >= controls {
				v += shift
			}
			data = append(data, v)
		}
	}
	m, err := expr.New(genes, names, expr.Log2, gene.Namespace{Kind: gene.Symbol}, data)
	if err != nil {
		t.Fatal(err)
	}
	in := score.Input{Matrix: m}
	opt := score.Options{Unit: expr.Log2, Signatures: []string{"crow6"}, Methods: []string{"mean-log2/1", "mean-z/1"}}
	if group {
		tab, err := sample.NewTable([]string{"sample", "disease"}, [][]string{names, groups})
		if err != nil {
			t.Fatal(err)
		}
		in.Table = tab
		opt.Assignment = sample.Assignment{GroupColumn: "disease", Roles: map[string]sample.Role{"healthy": sample.Control, "SLE": sample.Patient}}
	}
	return in, opt
}

// TestWrongUse asks for what the data cannot carry. Each is answered: with a
// note, a cut-off that says why it has no value, or an error, and never with a
// class that rests on nothing.
func TestWrongUse(t *testing.T) {
	for _, c := range []struct {
		name               string
		controls, patients int
		shift              float64
		group              bool
		rule               ref.Rule
		code               note.Code // of a note; empty for none
		why                string    // of the cut-off; empty where there is one
		high               int       // patients called high by mean log2
	}{
		{"no controls", 0, 12, 0, true, ref.Rule{}, note.NoControls, "no healthy control has this score", 0},
		{"missing groups", 8, 12, 3, false, ref.Rule{}, note.NoControls, "no healthy control has this score", 0},
		{"3 controls", 3, 12, 3, true, ref.Rule{}, note.FewControls, "3 healthy controls; at least 5 are needed", 0},
		{"a percentile of 8 controls", 8, 12, 3, true, ref.Rule{Kind: ref.Percentile}, "", "8 healthy controls; at least 20 are needed", 0},
		{"one patient", 12, 1, 6, true, ref.Rule{}, "", "", 1},
		{"one patient, a rule for many", 20, 1, 6, true, ref.Rule{Kind: ref.Youden}, "", "1 patient; at least 20 are needed", 0},
		{"all patients high", 12, 10, 6, true, ref.Rule{}, "", "", 10},
		{"all patients high, no controls, two groups", 0, 30, 6, true, ref.Rule{Kind: ref.Mixture}, note.NoControls, "no evidence of two groups", 0},
		{"a published cut-off for another assay", 12, 10, 6, true, ref.Rule{Kind: ref.Literature}, "", "it is for qPCR, and the data are of log2 expression", 0},
		{"a band from repeats that nobody has", 12, 10, 6, true, ref.Rule{Band: ref.Repeats}, "", "no healthy control was measured twice", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, opt := madeCohort(t, c.controls, c.patients, c.shift, c.group)
			opt.Cutoff = c.rule
			r, err := score.Run(context.Background(), in, opt, nil)
			if err != nil {
				t.Fatal(err)
			}
			if c.code != "" && !slices.ContainsFunc(r.Notes, func(n note.Note) bool { return n.Code == c.code }) {
				t.Errorf("no note %s: %v", c.code, r.Notes)
			}
			res, ok := r.Result("crow6", "mean-log2/1")
			if !ok {
				t.Fatal("not scored")
			}
			if c.why == "" && res.Cutoff.Value.Missing() || c.why != "" && (!res.Cutoff.Value.Missing() || !strings.Contains(res.Cutoff.Why, c.why)) {
				t.Errorf("cut-off %v, %q; want %q", res.Cutoff.Value, res.Cutoff.Why, c.why)
			}
			high := 0
			for j, x := range res.Scores {
				if c.why != "" && (x.Class != ref.NotClassed || !x.Probability.Missing()) {
					t.Errorf("%s is %v without a cut-off", r.Samples[j].Name, x.Class)
				}
				if x.Class == ref.High && r.Samples[j].Role == sample.Patient {
					high++
				}
			}
			if high != c.high {
				t.Errorf("%d patients are high, want %d", high, c.high)
			}
			stands(t, r, res)
		})
	}
}

// stands asks package stratify for everything, none of which may make up a
// figure from nothing.
func stands(t *testing.T, r *report.Report, res *report.Result) {
	t.Helper()
	ids := stratify.Judged(r)
	a := stratify.Agree(r, ids)
	for _, p := range stratify.Patients(r, ids) {
		if len(ids) == 0 && p.Discordant {
			t.Errorf("%s is discordant by no signature", p.Name)
		}
	}
	for i := range a.Kappa {
		// all alike: there is no agreement beyond chance to speak of
		if k := a.Kappa[i][i]; !k.Missing() && k != 1 {
			t.Errorf("kappa of a signature with itself is %v", k)
		}
	}
	if s := stratify.Sense(r, res); res.Cutoff.Value.Missing() && len(s.Steps) > 0 {
		t.Error("a cut-off that is missing is moved")
	}
	v := stratify.Follow(r, res, false, 0)
	if len(v.People) != 0 || v.Classed != 0 || !v.ICC[0].Missing() || !v.Change.Missing() || v.Second.N != 0 || !v.Second.P.Missing() {
		t.Errorf("visits of people who came once: %+v", v)
	}
	if p := stratify.Replicate(r, res, false); p.Sets != 0 || !p.Within.Missing() || !p.Bias.Missing() {
		t.Errorf("replicates of samples that stand alone: %+v", p)
	}
	if c := stratify.HighControls(r, res, false); c.People < ref.MinControls && (len(c.High) > 0 || !c.Limit.Missing()) {
		t.Errorf("%d controls, of whom %v are IFN-high", c.People, c.High)
	}
	if x := stratify.Associate(r, res, nil, false); x != nil {
		t.Errorf("associations with no table: %v", x)
	}
}

// TestOtherAssay scores a patient against the controls of another assay.
func TestOtherAssay(t *testing.T) {
	in, opt := madeCohort(t, 12, 4, 6, true)
	whole, err := score.Score(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	f, err := whole.Reference(ref.About{Name: "Twelve", Assay: "array"})
	if err != nil {
		t.Fatal(err)
	}
	one, _ := madeCohort(t, 0, 1, 6, false)
	one.Reference = f
	for unit, want := range map[expr.Unit]string{expr.Log2: "", expr.Ct: "unit: qPCR", expr.Intensity: "unit: linear intensities here, log2 expression in the reference"} {
		_, err := score.Run(context.Background(), one, score.Options{Unit: unit, Signatures: opt.Signatures, Methods: opt.Methods}, nil)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), "does not fit this file")) {
			t.Errorf("%v: %v, want %q", unit, err, want)
		}
	}
}

// TestPublishedCutoff takes a published number only for its own assay, tissue,
// genes and controls.
func TestPublishedCutoff(t *testing.T) {
	p := sig.PresetFor("crow6")[0]
	in, opt := madeCohort(t, 8, 10, 3, true)
	_, samples := in.Matrix.Dims()
	// the same as cycles, with the reference genes of the assay
	var names []string
	var data []float64
	for i, g := range in.Matrix.Genes() {
		if k := slices.Index([]string{"ACTB", "GAPDH"}, g); k >= 0 {
			g = p.References[k]
		}
		names = append(names, g)
		for _, v := range in.Matrix.Row(i) {
			data = append(data, 35-v)
		}
	}
	m, err := expr.New(names, in.Matrix.Samples(), expr.Ct, gene.Namespace{Kind: gene.Symbol}, data)
	if err != nil {
		t.Fatal(err)
	}
	blood := make([]string, samples)
	for i := range blood {
		blood[i] = "Whole blood"
	}
	tab, err := sample.NewTable([]string{"sample", "disease", "tissue"}, [][]string{in.Table.Column("sample"), in.Table.Column("disease"), blood})
	if err != nil {
		t.Fatal(err)
	}
	in.Matrix, in.Table = m, tab
	opt.Unit, opt.References, opt.Methods = expr.Ct, p.References, []string{"median-fc/1", "mean-z/1"}
	s, err := score.Score(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	fits := s.Presets("crow6", "median-fc/1")
	if len(fits) != 1 || !fits[0].Fit.Preset || fits[0].Fit.Cutoff {
		t.Fatalf("own controls: %+v", fits)
	}
	if got := s.Published("crow6", "median-fc/1"); !strings.Contains(got.Why, "rests on the 29 controls") {
		t.Errorf("own controls: %+v", got)
	}
	if got := s.Published("crow6", "mean-z/1"); !strings.Contains(got.Why, "it is for scores by median-fc, and these are by mean-z") {
		t.Errorf("another method: %+v", got)
	}
	if got := s.Published("hallmark-ifna", "mean-z/1"); !strings.Contains(got.Why, "no assay of this signature is known") {
		t.Errorf("a pathway: %+v", got)
	}

	// the tissue that a person states counts as that of the table
	stated, how := in, opt
	stated.Table, err = sample.NewTable([]string{"sample", "disease"}, [][]string{in.Table.Column("sample"), in.Table.Column("disease")})
	if err != nil {
		t.Fatal(err)
	}
	for tissue, holds := range map[string]bool{"": false, "monocytes": false, p.Tissue: true} {
		how.Tissue = tissue
		x, err := score.Score(context.Background(), stated, how, nil)
		if err != nil {
			t.Fatal(err)
		}
		if fits := x.Presets("crow6", "median-fc/1"); fits[0].Fit.Preset != holds {
			t.Errorf("tissue %q: %+v", tissue, fits[0].Fit)
		}
	}

	// against a reference file of those very controls
	f, err := s.Reference(ref.About{Name: p.Controls})
	if err != nil {
		t.Fatal(err)
	}
	in.Reference = f
	opt.Cutoff = ref.Rule{Kind: ref.Literature}
	r, err := score.Run(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, _ := r.Result("crow6", "median-fc/1")
	if float64(res.Cutoff.Value) != p.Cutoff || !strings.Contains(res.Cutoff.Rule, p.Title) {
		t.Errorf("those very controls: %+v", res.Cutoff)
	}
}
