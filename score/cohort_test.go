package score_test

import (
	"context"
	"errors"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/note"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// gse49454 is the main real cohort, as the full tables and as the extract.
type gse49454 struct {
	in  score.Input
	opt score.Options
}

func open49454(t *testing.T, expression, samples string) gse49454 {
	t.Helper()
	m := load(t, expression)
	clinical, _, _, err := content(t, samples).Table.Join(m.Samples())
	if err != nil {
		t.Fatal(err)
	}
	return gse49454{
		score.Input{Matrix: m, Table: clinical, Genes: human.Table()},
		score.Options{Assignment: sample.Recognise(m.Samples(), clinical).Assignment},
	}
}

func (c gse49454) run(t *testing.T, opt score.Options) *report.Report {
	t.Helper()
	r, err := score.Run(context.Background(), c.in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// values returns the scores of the controls and of the patients, at one visit
// or at all of them if visit is empty.
func values(t *testing.T, r *report.Report, signature, method, visit string) (controls, patients []float64) {
	t.Helper()
	res, ok := r.Result(signature, method)
	if !ok {
		t.Fatalf("no result of %s by %s", signature, method)
	}
	for j, s := range r.Samples {
		switch v := float64(res.Scores[j].Value); {
		case s.Role == sample.Control:
			controls = append(controls, v)
		case s.Role == sample.Patient && (visit == "" || s.Visit == visit):
			patients = append(patients, v)
		}
	}
	return controls, patients
}

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s is %.4f, want %.4g +- %g", what, got, want, by)
	}
}

// TestGSE49454 meets the figures of the main real cohort on the committed
// extract, which holds every probe that the scores use, and on the full table.
func TestGSE49454(t *testing.T) {
	extract := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	small := extract.run(t, extract.opt)
	figures(t, "extract", extract, small)

	path := shared(t, "gse49454_sle_wb/GSE49454_log2_probes.tsv.gz", "")
	if path == "" {
		return
	}
	full := open49454(t, path, shared(t, "gse49454_sle_wb/samples.tsv", ""))
	all := full.run(t, full.opt)
	figures(t, "full table", full, all)
	// a score of the genes alone is the same in both, to the last bit
	for _, res := range all.Results {
		if name, _, _ := strings.Cut(res.Method, "/"); !slices.Contains([]string{"mean-log2", "mean-z", "sum-z", "median-fc"}, name) {
			continue
		}
		other, ok := small.Result(res.Signature, res.Method)
		if !ok {
			t.Fatalf("the extract has no %s by %s", res.Signature, res.Method)
		}
		for j := range res.Scores {
			a, b := res.Scores[j].Value, other.Scores[j].Value
			if a != b && !(a.Missing() && b.Missing()) {
				t.Errorf("%s by %s in %s is %v in the full table and %v in the extract", res.Signature, res.Method, all.Samples[j].Name, a, b)
			}
		}
	}
}

func figures(t *testing.T, what string, c gse49454, r *report.Report) {
	t.Helper()
	if r.Settings.Unit != expr.Log2 || r.Settings.Namespace != (gene.Namespace{Kind: gene.Probe, Platform: "GPL10558"}) || r.Matrix.Samples != 177 {
		t.Errorf("%s: understood as %v of %v, %d samples", what, r.Settings.Unit, r.Settings.Namespace, r.Matrix.Samples)
	}
	const meanZ = "mean-z/1"
	controls, first := values(t, r, "ifngs4", meanZ, "V1")
	if len(first) != 58 || len(controls) != 20 {
		t.Fatalf("%s: %d first visits and %d controls, want 58 and 20", what, len(first), len(controls))
	}
	near(t, what+": AUC of first visits", cohort.AUC(first, controls), 0.936, 0.005)
	near(t, what+": median z of first visits", cohort.Quantile(first, 0.5), 5.83, 0.05)
	near(t, what+": median z of controls", cohort.Quantile(controls, 0.5), -0.15, 0.05)
	_, all := values(t, r, "ifngs4", meanZ, "")
	if len(all) != 157 {
		t.Fatalf("%s: %d visits, want 157", what, len(all))
	}
	near(t, what+": AUC of all visits", cohort.AUC(all, controls), 0.918, 0.005)

	// Rank correlation with SLEDAI at first visits: ours, then that of Aybey et
	// al. for the same cohort, which is of z-scores against all samples. With 58
	// people its standard error is 0.13.
	sledai := column(t, c.in.Table, "sledai", r, "V1")
	rhos := []struct {
		signature       string
		ours, published float64
	}{
		{"hallmark-ifna", 0.123, 0.11}, {"hallmark-ifng", 0.089, 0.05}, {"chiche-m1.2", 0.111, 0.11}, {"chiche-m3.4", 0.160, 0.14},
		{"chiche-m5.12", 0.243, 0.21}, {"feng5", 0.152, 0.11}, {"aybey-ifn1", 0.161, 0.19}, {"aybey-ifn2", -0.114, -0.09},
	}
	opt := c.opt
	opt.Methods = []string{"mean-z"}
	for _, x := range rhos {
		opt.Signatures = append(opt.Signatures, x.signature)
	}
	z := c.run(t, opt)
	for _, x := range rhos {
		_, v := values(t, z, x.signature, meanZ, "V1")
		s := cohort.Spearman(v, sledai)
		if s.N != 58 {
			t.Errorf("%s: %s: %d pairs with SLEDAI, want 58", what, x.signature, s.N)
		}
		near(t, what+": rho of "+x.signature+" with SLEDAI", s.Value, x.ours, 0.002)
		near(t, what+": rho of "+x.signature+" with SLEDAI, beside the published", s.Value, x.published, 0.05)
	}

	// several probes a gene: the one with the highest mean stands for it
	var kept string
	for _, j := range r.Matrix.Joined {
		if j.Symbol == "IFI44L" || j.Symbol == "RSAD2" {
			kept += j.Symbol + " " + j.Kept + " of " + strconv.Itoa(len(j.Rows)) + "; "
		}
	}
	if want := "IFI44L ILMN_1723912 of 2; "; kept != want {
		t.Errorf("%s: probes kept: %s want %s", what, kept, want)
	}
}

// column returns a numeric column of the patients at one visit.
func column(t *testing.T, clinical *sample.Table, name string, r *report.Report, visit string) []float64 {
	t.Helper()
	var out []float64
	for j, c := range clinical.Column(name) {
		if s := r.Samples[j]; s.Role != sample.Patient || s.Visit != visit {
			continue
		}
		v, err := strconv.ParseFloat(c, 64)
		if err != nil {
			v = math.NaN()
		}
		out = append(out, v)
	}
	return out
}

// TestAssignmentRoutes assigns the same people by column value, by click and
// by a pattern in the names: the scores are the same.
func TestAssignmentRoutes(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	opt := c.opt
	opt.Signatures = []string{"ifngs4"}
	byColumn := c.run(t, opt)

	byHand := opt
	byHand.Assignment.GroupColumn, byHand.Assignment.Roles = "", nil
	byHand.Assignment.ByHand = map[string]sample.Role{}
	for _, s := range byColumn.Samples {
		byHand.Assignment.ByHand[s.Name] = s.Role
	}

	// the titles as sample names, controls told by their beginning
	names := slices.Clone(c.in.Table.Column("Sample_title"))
	for j, s := range byColumn.Samples {
		if s.Role == sample.Control {
			names[j] = "HC_" + names[j]
		} else {
			names[j] = "SLE_" + names[j]
		}
	}
	genes, _ := c.in.Matrix.Dims()
	data := make([]float64, 0, genes*len(names))
	for i := range genes {
		data = append(data, c.in.Matrix.Row(i)...)
	}
	m, err := expr.New(c.in.Matrix.Genes(), names, expr.Unknown, gene.Namespace{}, data)
	if err != nil {
		t.Fatal(err)
	}
	named := gse49454{score.Input{Matrix: m, Genes: human.Table()}, opt}
	byName := opt
	byName.Assignment = sample.Recognise(names, nil).Assignment
	if !byName.Assignment.GroupPrefix || byName.Assignment.SubjectPattern != "{subject}V{visit}" {
		t.Errorf("of the names is proposed %+v", byName.Assignment)
	}

	want, _ := byColumn.Result("ifngs4", "mean-z/1")
	for route, r := range map[string]*report.Report{"by hand": c.run(t, byHand), "by name": named.run(t, byName)} {
		got, ok := r.Result("ifngs4", "mean-z/1")
		if !ok {
			t.Errorf("%s: no mean z: %v", route, r.Notes)
			continue
		}
		for j := range want.Scores {
			if got.Scores[j].Value != want.Scores[j].Value || r.Samples[j].Role != byColumn.Samples[j].Role || r.Samples[j].Visit != byColumn.Samples[j].Visit {
				t.Fatalf("%s: sample %d is %v %+v, want %v %+v", route, j, r.Samples[j], got.Scores[j], byColumn.Samples[j], want.Scores[j])
			}
		}
	}
}

// TestExclude leaves samples out by hand: they are noted and not scored.
func TestExclude(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	opt := c.opt
	opt.Signatures, opt.Methods = []string{"ifngs4"}, []string{"mean-z"}
	out := c.in.Matrix.Samples()[3]
	opt.Assignment.ByHand = map[string]sample.Role{out: sample.Excluded}
	r := c.run(t, opt)
	if r.Matrix.Samples != 176 || !r.Notes.Has(note.SampleExcluded) || slices.ContainsFunc(r.Samples, func(s report.Sample) bool { return s.Name == out }) {
		t.Errorf("%d samples, notes %v", r.Matrix.Samples, r.Notes)
	}
	// the report says why: by hand with the reason or without one, or with the group
	opt.Assignment.Roles = map[string]sample.Role{"SLE": sample.Patient, "Healthy control of SLE": sample.Excluded}
	opt.Assignment = opt.Assignment.LeaveOut(c.in.Matrix.Samples()[4], "haemolysed")
	why := map[string]int{}
	for _, n := range c.run(t, opt).Notes {
		if n.Code == note.SampleExcluded {
			why[n.Text]++
		}
	}
	if want := map[string]int{"excluded by hand: haemolysed": 1, "excluded by hand: no reason was given": 1, `excluded with its group: "Healthy control of SLE" is left out`: 20}; !maps.Equal(why, want) {
		t.Errorf("samples are left out for %v, want %v", why, want)
	}
	for _, s := range c.in.Matrix.Samples() {
		opt.Assignment.ByHand[s] = sample.Excluded
	}
	if _, err := score.Run(context.Background(), c.in, opt, nil); err == nil || !strings.Contains(err.Error(), "every sample is excluded") {
		t.Errorf("everybody excluded: %v", err)
	}
}

// TestWithoutControls scores the patients alone: what needs controls is left
// out and said, nothing is classed.
func TestWithoutControls(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	opt := c.opt
	opt.Assignment.Roles = map[string]sample.Role{"SLE": sample.Patient}
	r := c.run(t, opt)
	if !r.Notes.Has(note.NoControls) || !r.Notes.Has(note.MethodNeedsControls) {
		t.Errorf("notes %v", r.Notes)
	}
	if _, ok := r.Result("ifngs4", "mean-z/1"); ok {
		t.Error("a z against controls without controls")
	}
	res, ok := r.Result("ifngs4", "singscore/1")
	if !ok || !res.Cutoff.Value.Missing() || res.Cutoff.Why == "" {
		t.Fatalf("singscore, which needs no controls: %v, %+v", ok, res)
	}
	for _, s := range res.Scores {
		if s.Value.Missing() || s.Class.String() != "not classed" {
			t.Errorf("%+v, want a score that is not classed", s)
		}
	}
}

// TestNoGenes is the message for a table of something else.
func TestNoGenes(t *testing.T) {
	m, err := expr.New([]string{"peak_1", "peak 2"}, []string{"a", "b"}, expr.Unknown, gene.Namespace{}, []float64{1, 2, 3, 4})
	if err != nil {
		t.Fatal(err)
	}
	_, err = score.Run(context.Background(), score.Input{Matrix: m, Genes: human.Table()}, score.Options{}, nil)
	var none *score.NoGenesError
	if !errors.As(err, &none) || none.Rows != 2 || !strings.Contains(err.Error(), `"peak_1"`) || !strings.Contains(err.Error(), "Bring rows named by gene symbol") {
		t.Errorf("a table without genes: %v", err)
	}
	// no other column of a qPCR export has the genes of its assays
	m, err = expr.New([]string{"Hs01086370_m1", "Hs02800695_m1"}, []string{"a", "b"}, expr.Ct, gene.Namespace{}, []float64{1, 2, 3, 4})
	if err != nil {
		t.Fatal(err)
	}
	_, err = score.Run(context.Background(), score.Input{Matrix: m, Genes: human.Table()}, score.Options{}, nil)
	if !errors.As(err, &none) || !strings.Contains(err.Error(), "the id of an assay and no gene") || strings.Contains(err.Error(), "Read it differently") {
		t.Errorf("a table of assays: %v", err)
	}
}

// TestCancelled ends the run where its context ends.
func TestCancelled(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	for _, at := range []string{"genes", "score"} {
		ctx, cancel := context.WithCancel(context.Background())
		r, err := score.Run(ctx, c.in, c.opt, func(step string, _, _ int) {
			if step == at {
				cancel()
			}
		})
		if !errors.Is(err, context.Canceled) || r != nil {
			t.Errorf("cancelled at %q: %v, %v", at, r != nil, err)
		}
	}
}

// TestGSE60424 scores whole blood of people with MS a day after their first
// IFN-beta against the blood before.
func TestGSE60424(t *testing.T) {
	path := shared(t, "gse60424_ms_ifnb_rnaseq/GSE60424_TMM_normalized_counts.txt.gz", "")
	if path == "" {
		return
	}
	m := load(t, path)
	clinical, _, _, err := content(t, shared(t, "gse60424_ms_ifnb_rnaseq/samples.tsv", "")).Table.Join(m.Samples())
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, m, score.Options{Signatures: []string{"ifngs4"}, Methods: []string{"mean-log2"}})
	res, _ := r.Result("ifngs4", "mean-log2/1")
	mean := func(state string) float64 {
		var v []float64
		for j := range r.Samples {
			if clinical.Column("celltype")[j] == "Whole Blood" && clinical.Column("diseasestatus")[j] == state {
				v = append(v, float64(res.Scores[j].Value))
			}
		}
		if len(v) != 3 {
			t.Errorf("%d samples of whole blood at %s, want 3", len(v), state)
		}
		var sum float64
		for _, x := range v {
			sum += x
		}
		return sum / float64(len(v))
	}
	near(t, "log2 fold change of the four genes after IFN-beta", mean("MS posttreatment")-mean("MS pretreatment"), 4.5, 0.1)
}

// TestGSE145647 stimulates blood: IFN-gamma moves the type II genes and not
// the four type I genes, IFN-beta the other way round.
func TestGSE145647(t *testing.T) {
	path := shared(t, "ifn_stimulation/whole_blood_IFNb_IFNg_IFNl_normalized_counts.tsv.gz", "")
	if path == "" {
		return
	}
	r := run(t, load(t, path), score.Options{Signatures: []string{"ifngs4", "aybey-ifn2"}, Methods: []string{"mean-log2"}})
	change := func(signature, with string) float64 {
		return mean(r, signature, "mean-log2/1", with) - mean(r, signature, "mean-log2/1", "Buffer")
	}
	near(t, "four genes with IFN-gamma", change("ifngs4", "IFNgamma"), 0.06, 0.1)
	near(t, "type II genes with IFN-gamma", change("aybey-ifn2", "IFNgamma"), 2.2, 0.1)
	if b, g := change("ifngs4", "IFNbeta"), change("ifngs4", "IFNgamma"); b < g+1.5 {
		t.Errorf("the four genes rise by %.2f with IFN-beta and %.2f with IFN-gamma", b, g)
	}
}
