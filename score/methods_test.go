package score_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/method"
	"ifnscope/score/note"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/sig"
)

// madeUp returns log2 values of all genes of tier core and 300 others in six
// controls and four patients.
func madeUp(t *testing.T, patients int) *expr.Matrix {
	t.Helper()
	var genes []string
	for _, s := range sig.Core() {
		genes = append(genes, s.Symbols()...)
	}
	slices.Sort(genes)
	genes = slices.Compact(genes)
	isg := len(genes)
	for i := range 300 {
		genes = append(genes, fmt.Sprintf("unknown%d", i))
	}
	var samples []string
	for j := range 6 {
		samples = append(samples, fmt.Sprintf("HC%d", j+1))
	}
	for j := range patients {
		samples = append(samples, fmt.Sprintf("SLE%d", j+1))
	}
	var data []float64
	for i := range genes {
		rng := rand.New(rand.NewPCG(5, uint64(i))) // the same values for any number of patients
		base := 5 + 6*rng.Float64()
		for j := range samples {
			x := base + rng.Float64()
			if i < isg && j >= 6 {
				x += 1 + float64(j%3)
			}
			data = append(data, x)
		}
	}
	m, err := expr.New(genes, samples, expr.Log2, gene.Namespace{}, data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var controlsByName = sample.Assignment{GroupPrefix: true, Roles: map[string]sample.Role{"HC": sample.Control, "SLE": sample.Patient}}

// few signatures keep the bootstrap of many methods short.
var few = []string{"crow6", "chiche-modular", "aybey-ifn2"}

func ids(all []method.Method) []string {
	var out []string
	for _, m := range all {
		out = append(out, m.ID())
	}
	return out
}

func codes(r *report.Report, about string) []note.Code {
	var out []note.Code
	for _, n := range r.Notes {
		if n.Subject == about {
			out = append(out, n.Code)
		}
	}
	return out
}

func TestDefaultMethods(t *testing.T) {
	r := run(t, madeUp(t, 4), score.Options{Assignment: controlsByName})
	if want := ids(method.Default()); !slices.Equal(r.Settings.Methods, want) {
		t.Errorf("scored by %v, want %v", r.Settings.Methods, want)
	}
	for _, s := range r.Signatures {
		published, _ := sig.ByID(s.ID)
		if name, _, _ := strings.Cut(s.Method, "/"); name != published.Method {
			t.Errorf("%s is shown by %s, published by %s", s.ID, s.Method, published.Method)
		}
		_, modular := r.Result(s.ID, "chiche/1")
		if modular != (s.ID == "chiche-modular") {
			t.Errorf("%s has a modular score: %t", s.ID, modular)
		}
	}
	for _, n := range r.Notes {
		if n.Code == note.MethodUnit || n.Code == note.MethodSignatures {
			t.Errorf("a method that nobody named is said to be left out: %v", n)
		}
	}
}

// TestEveryMethod names all methods: those that do not apply are noted.
func TestEveryMethod(t *testing.T) {
	r := run(t, madeUp(t, 4), score.Options{Assignment: controlsByName, Signatures: few, Methods: ids(method.All())})
	out := map[string]note.Code{"ddct/1": note.MethodUnit, "gsva-poisson/1": note.MethodUnit, "housekeeping-ratio/1": note.MethodNeedsHousekeeping,
		"housekeeping-geomean/1": note.MethodNeedsHousekeeping, "singscore-stable/1": note.MethodNeedsGenes}
	for _, m := range method.All() {
		said := codes(r, m.Info().Name)
		ran := slices.Contains(r.Settings.Methods, m.ID())
		if code, ok := out[m.ID()]; ok {
			if ran || !slices.Contains(said, code) {
				t.Errorf("%s: ran %t, notes %v, want %s", m.ID(), ran, said, code)
			}
			continue
		}
		if !ran {
			t.Errorf("%s did not run: %v", m.ID(), said)
		}
		if m.Needs().Cohort != slices.Contains(said, note.MethodCohort) {
			t.Errorf("%s: cohort %t, notes %v", m.ID(), m.Needs().Cohort, said)
		}
		for _, s := range r.Signatures {
			res, ok := r.Result(s.ID, m.ID())
			if !ok {
				continue
			}
			if pc := m.ID() == "pc1/1" || m.ID() == "plage/1"; pc != (res.Explained > 0 && res.Explained <= 1) {
				t.Errorf("%s of %s explains %v", m.ID(), s.ID, res.Explained)
			}
			for j, x := range res.Scores {
				if x.Value.Missing() {
					t.Errorf("%s of %s in %s is missing", m.ID(), s.ID, r.Samples[j].Name)
				}
			}
		}
	}
}

// TestNoNeighbour adds a patient.
func TestNoNeighbour(t *testing.T) {
	opt := score.Options{Assignment: controlsByName, Signatures: few, Methods: ids(method.All())}
	a, b := run(t, madeUp(t, 3), opt), run(t, madeUp(t, 4), opt)
	compared := 0
	for _, m := range a.Methods {
		if m.Cohort {
			continue
		}
		for _, s := range a.Signatures {
			x, ok := a.Result(s.ID, m.ID)
			if !ok {
				continue
			}
			y, _ := b.Result(s.ID, m.ID)
			for j := range x.Scores[:6] {
				if x.Scores[j].Value != y.Scores[j].Value {
					t.Errorf("%s by %s of %s changes with a neighbour", s.ID, m.ID, a.Samples[j].Name)
				}
				compared++
			}
		}
	}
	if compared < 300 {
		t.Errorf("only %d scores compared", compared)
	}
}

func TestOnePatient(t *testing.T) {
	m, err := madeUp(t, 4).SelectSamples([]int{8})
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, m, score.Options{Methods: []string{"singscore", "ssgsea", "gsva", "zscore", "ssgsea-range", "mean-z"}})
	if got := strings.Join(r.Settings.Methods, " "); got != "singscore/1 ssgsea/1" {
		t.Errorf("one sample is scored by %s", got)
	}
	for name, code := range map[string]note.Code{"GSVA": note.MethodNeedsSamples, "combined z-score": note.MethodNeedsSamples, "mean z against controls": note.MethodNeedsControls} {
		if !slices.Contains(codes(r, name), code) {
			t.Errorf("no note %s about %s", code, name)
		}
	}
}

// TestSampleWithoutGenes withholds the scores of one sample and says so.
func TestSampleWithoutGenes(t *testing.T) {
	m := madeUp(t, 4)
	crow, _ := sig.ByID("crow6")
	var data []float64
	for i, g := range m.Genes() {
		row := slices.Clone(m.Row(i))
		if slices.Contains(crow.Symbols()[:4], g) {
			row[7] = math.NaN()
		}
		data = append(data, row...)
	}
	r := run(t, m.Step("holes", expr.Log2, data), score.Options{Assignment: controlsByName, Signatures: []string{"crow6", "ism3"}})
	for _, mt := range r.Methods {
		res, ok := r.Result("crow6", mt.ID)
		if !ok {
			continue
		}
		if x := res.Scores[7]; !x.Value.Missing() || x.Used != 2 {
			t.Errorf("%s of 2 of 6 genes is %v of %d", mt.ID, x.Value, x.Used)
		}
		if res.Scores[8].Value.Missing() {
			t.Errorf("%s is missing in the next sample", mt.ID)
		}
	}
	if !slices.Contains(codes(r, "crow6"), note.CoverageSample) || slices.Contains(codes(r, "ism3"), note.CoverageSample) {
		t.Errorf("notes are %v", r.Notes)
	}
}

// countsOf returns log2 values as counts.
func countsOf(t *testing.T, m *expr.Matrix) *expr.Matrix {
	var data []float64
	for i := range m.Genes() {
		for _, x := range m.Row(i) {
			data = append(data, math.Floor(math.Exp2(x)))
		}
	}
	return m.Step("counts", expr.Counts, data)
}

func TestCountsReachThePoissonKernel(t *testing.T) {
	m := countsOf(t, madeUp(t, 4))
	r := run(t, m, score.Options{Unit: expr.Counts, Normalisation: "cpm", Assignment: controlsByName, Methods: []string{"gsva-poisson"}})
	res, ok := r.Result("crow6", "gsva-poisson/1")
	if !ok || res.Scores[8].Value.Missing() {
		t.Errorf("no score by the Poisson kernel: %v", r.Notes)
	}
}

// TestRatiosHaveNoCounts: a difference of ten counts means nothing once values
// are ratios to reference genes, but a fold change does.
func TestRatiosHaveNoCounts(t *testing.T) {
	m := countsOf(t, madeUp(t, 4))
	opt := score.Options{Unit: expr.Counts, Normalisation: "housekeeping", References: []string{"GBP1"}, Assignment: controlsByName, Signatures: []string{"bloodgen3-m8.3"}}
	r := run(t, m, opt)
	if _, ok := r.Result("bloodgen3-m8.3", "module-response/1"); ok {
		t.Error("ratios are scored by a difference of counts")
	}
	opt.Methods = []string{"module-response", "ddct"}
	r = run(t, m, opt)
	if got := strings.Join(r.Settings.Methods, " "); got != "ddct/1" || !slices.Contains(codes(r, "module response"), note.MethodUnit) {
		t.Errorf("ratios are scored by %s; notes %v", got, r.Notes)
	}
}

// TestModularScore meets what Chiche et al. (Arthritis Rheumatol 2014,
// doi:10.1002/art.38628, abstract) saw in the cohort GSE49454: 131 of 157
// samples and 54 of 62 patients with an active module, M1.2 being the first to
// be active and M5.12 the last.
func TestModularScore(t *testing.T) {
	in := score.Input{Matrix: load(t, "testdata/gse49454_extract.tsv.gz"), Genes: human.Table()}
	clinical := content(t, "testdata/gse49454_samples.tsv").Table
	var err error
	if in.Table, _, _, err = clinical.Join(in.Matrix.Samples()); err != nil {
		t.Fatal(err)
	}
	opt := score.Options{Assignment: sample.Recognise(in.Matrix.Samples(), in.Table).Assignment}
	r, err := score.Run(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, ok := r.Result("chiche-modular", "chiche/1")
	if !ok {
		t.Fatal("no modular score")
	}
	samples := 0
	people := map[string]bool{}
	for j, s := range r.Samples {
		if s.Role == sample.Patient && res.Scores[j].Value > 0 {
			samples++
			people[s.Subject] = true
		}
	}
	if samples != 131 || len(people) != 54 {
		t.Errorf("%d samples of %d patients have an active module, want 131 of 54", samples, len(people))
	}
	active := func(id string) int {
		res, _ := r.Result(id, "module-response/1")
		n := 0
		for j, s := range r.Samples {
			if s.Role == sample.Patient && res.Scores[j].Value >= 30 {
				n++
			}
		}
		return n
	}
	if a, b, c := active("chiche-m1.2"), active("chiche-m3.4"), active("chiche-m5.12"); !(a > b && b > c) {
		t.Errorf("M1.2, M3.4 and M5.12 are active in %d, %d and %d samples", a, b, c)
	}
}

// TestCancelledFit ends a run in the middle of a long fit, which tells how far
// it has come.
func TestCancelledFit(t *testing.T) {
	m := madeUp(t, 4)
	ctx, cancel := context.WithCancel(context.Background())
	told := 0
	_, err := score.Run(ctx, score.Input{Matrix: m, Genes: human.Table()}, score.Options{Assignment: controlsByName, Methods: []string{"gsva"}}, func(step string, done, total int) {
		if step == "fit GSVA" && done > 0 {
			told++
			if done >= total {
				t.Error("the fit went on to its end")
			}
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || told != 1 {
		t.Errorf("cancelled in the fit: told %d times, %v", told, err)
	}
}
