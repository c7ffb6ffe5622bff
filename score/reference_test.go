package score_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/method"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// TestReferenceFile saves the controls of the real cohort as a reference file,
// scores single patients alone against it, and finds every bit that they have
// inside the cohort: score, cut-off, interval, class.
func TestReferenceFile(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	c.in.Files = []report.File{{Name: "Muster, Erika.tsv", SHA256: "5d41"}}
	opt := c.opt
	for _, m := range method.All() {
		if !m.Needs().Cohort {
			opt.Methods = append(opt.Methods, m.ID())
		}
	}
	cohort, err := score.Score(context.Background(), c.in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	saved, err := cohort.Reference(ref.About{Name: "Twenty controls", Assay: "HT-12 v4"})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := ref.WriteFile(&b, saved); err != nil {
		t.Fatal(err)
	}
	for _, name := range append(c.in.Matrix.Samples(), "Erika") {
		if bytes.Contains(b.Bytes(), []byte(name)) {
			t.Errorf("the file names %s", name)
		}
	}
	t.Logf("%d controls, %d genes, %d scores, %d bytes", saved.People, len(saved.Genes), len(saved.Scores), b.Len())
	file, err := ref.ReadFile(&b)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for j, s := range cohort.Report.Samples {
		at[s.Name] = j
	}
	columns := c.in.Matrix.Samples()
	for _, j := range []int{0, 40, len(columns) - 1} {
		if cohort.Report.Samples[at[columns[j]]].Role != sample.Patient {
			continue
		}
		one, err := c.in.Matrix.SelectSamples([]int{j})
		if err != nil {
			t.Fatal(err)
		}
		in := score.Input{Matrix: one, Genes: c.in.Genes, Reference: file}
		alone, err := score.Run(context.Background(), in, score.Options{Methods: opt.Methods}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(alone.Results) != len(cohort.Report.Results) || alone.Reference == nil || alone.Reference.People != 20 {
			t.Fatalf("%d results, in the cohort %d; reference %+v", len(alone.Results), len(cohort.Report.Results), alone.Reference)
		}
		judged := 0
		for i, res := range alone.Results {
			whole := cohort.Report.Results[i]
			x, y := res.Scores[0], whole.Scores[at[columns[j]]]
			if !same(x.Value, y.Value) || !same(res.Cutoff.Value, whole.Cutoff.Value) || !same(res.Cutoff.Lower, whole.Cutoff.Lower) || !same(res.Cutoff.Upper, whole.Cutoff.Upper) ||
				x.Class != y.Class || !same(x.Probability, y.Probability) {
				t.Errorf("%s by %s: %s alone %v %v, in the cohort %v %v", res.Signature, res.Method, columns[j], x, res.Cutoff, y, whole.Cutoff)
			}
			if x.Class != ref.NotClassed {
				judged++
			}
		}
		if judged < len(alone.Results)/2 {
			t.Errorf("%d of %d scores of %s are judged", judged, len(alone.Results), columns[j])
		}
	}
	var tsv strings.Builder
	one, _ := c.in.Matrix.SelectSamples([]int{0})
	alone, err := score.Run(context.Background(), score.Input{Matrix: one, Genes: c.in.Genes, Reference: file}, score.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	scored, err := score.Score(context.Background(), score.Input{Matrix: one, Genes: c.in.Genes, Reference: file}, score.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if x, y := scored.ControlScores("crow6", "mean-z/1"), cohort.ControlScores("crow6", "mean-z/1"); len(x) != 20 || !slices.Equal(x, y) {
		t.Errorf("the controls have the scores %v in the file, %v in the cohort", x, y)
	}
	if err := alone.WriteTSV(&tsv); err != nil || !strings.Contains(tsv.String(), "# controls: 20 people of the reference file Twenty controls, assay HT-12 v4") {
		t.Errorf("the export does not name the reference file: %v", err)
	}

	// a gene fewer of a signature: no cut-off, and why
	genes, values := slices.Clone(one.Genes()), one.Column(nil, 0)
	i := slices.Index(genes, "ILMN_2058782") // the only probe of IFI27
	genes[i] = "a control probe"
	fewer, err := expr.New(genes, one.Samples(), one.Unit(), one.Namespace(), values)
	if err != nil {
		t.Fatal(err)
	}
	less, err := score.Run(context.Background(), score.Input{Matrix: fewer, Genes: c.in.Genes, Reference: file}, score.Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := note.Note{Level: note.Warning, Code: note.ReferenceSignature, Subject: "crow6", Text: "no cut-off: 5 of its genes are found here, 6 in the reference file"}
	if !slices.Contains(less.Notes, want) || alone.Notes.Has(note.ReferenceSignature) {
		t.Errorf("a gene fewer is told as %v, with all genes %v", less.Notes, alone.Notes)
	}

	// what does not fit is refused
	wrong := expr.Intensity
	if _, err := score.Run(context.Background(), score.Input{Matrix: one, Genes: c.in.Genes, Reference: file}, score.Options{Unit: wrong}, nil); err == nil || !strings.Contains(err.Error(), "unit: linear intensities here, log2 expression in the reference") {
		t.Errorf("another unit: %v", err)
	}
	if _, err := score.Run(context.Background(), score.Input{Matrix: one, Genes: c.in.Genes, Reference: file}, score.Options{Collapse: norm.Mean}, nil); err == nil {
		t.Error("another way to join rows is taken")
	}
}

// same reports whether two numbers have the same bits, or are both missing.
func same(a, b expr.Number) bool { return a == b || a.Missing() && b.Missing() }

// TestReferenceRefused asks for reference files of runs that carry none.
func TestReferenceRefused(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	opt := c.opt
	opt.Methods, opt.Assignment = []string{"mean-log2"}, sample.Assignment{}
	s, err := score.Score(context.Background(), c.in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reference(ref.About{}); err == nil || !strings.Contains(err.Error(), "0 healthy control people") {
		t.Errorf("no controls: %v", err)
	}
	opt = c.opt
	opt.Methods, opt.Normalisation = []string{"mean-log2"}, "quantile"
	if s, err = score.Score(context.Background(), c.in, opt, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reference(ref.About{}); err == nil || !strings.Contains(err.Error(), "depends on the other samples") {
		t.Errorf("a normalisation of the cohort: %v", err)
	}
}

// TestReferenceRepeats has controls who were measured twice. The reference file
// holds how much their scores vary, so that a patient alone has the band from
// repeats that they have inside the cohort.
func TestReferenceRepeats(t *testing.T) {
	genes := []string{"IFI27", "IFI44L", "IFIT1", "ISG15", "RSAD2", "SIGLEC1"}
	var samples, group, person []string
	for p := range 6 {
		for k := range 2 {
			samples = append(samples, fmt.Sprintf("c%d-%d", p, k))
			group, person = append(group, "healthy control"), append(person, fmt.Sprintf("c%d", p))
		}
	}
	samples, group, person = append(samples, "p"), append(group, "SLE"), append(person, "p")
	table, err := sample.NewTable([]string{"group", "person"}, [][]string{group, person})
	if err != nil {
		t.Fatal(err)
	}
	var values []float64
	for i := range genes {
		for j := range samples {
			values = append(values, 5+float64((7*i+5*j)%11)/8)
		}
	}
	m, err := expr.New(genes, samples, expr.Log2, gene.Namespace{Kind: gene.Symbol}, values)
	if err != nil {
		t.Fatal(err)
	}
	opt := score.Options{Signatures: []string{"crow6"}, Cutoff: ref.Rule{Band: ref.Repeats}}
	opt.Assignment = sample.Assignment{GroupColumn: "group", SubjectColumn: "person", Roles: map[string]sample.Role{"healthy control": sample.Control, "SLE": sample.Patient}}
	cohort, err := score.Score(context.Background(), score.Input{Matrix: m, Table: table}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := cohort.Reference(ref.About{Name: "twice"})
	if err != nil {
		t.Fatal(err)
	}
	one, err := m.SelectSamples([]int{len(samples) - 1})
	if err != nil {
		t.Fatal(err)
	}
	alone, err := score.Run(context.Background(), score.Input{Matrix: one, Reference: file}, score.Options{Signatures: opt.Signatures, Cutoff: opt.Cutoff}, nil)
	if err != nil {
		t.Fatal(err)
	}
	judged := 0
	for _, res := range alone.Results {
		whole, _ := cohort.Report.Result(res.Signature, res.Method)
		a, b := res.Cutoff, whole.Cutoff
		if a.Why != b.Why || !same(a.Lower, b.Lower) || !same(a.Upper, b.Upper) || res.Scores[0].Class != whole.Scores[len(samples)-1].Class {
			t.Errorf("%s: %v alone, %v in the cohort", res.Method, a, b)
		}
		if a.Lower < a.Value {
			judged++
		}
	}
	if judged == 0 {
		t.Error("no score has a band")
	}
}
