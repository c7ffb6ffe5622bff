package stratify_test

import (
	"context"
	"io"
	"math"
	"os"
	"slices"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// open reads an expression table and its sample table and scores them as a
// person would who corrects nothing.
func open(t testing.TB, files ...read.File) (*report.Report, *sample.Table) {
	t.Helper()
	in := score.Input{Genes: human.Table()}
	var clinical *sample.Table
	for _, f := range files {
		s, err := read.Peek(f, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := read.Load(context.Background(), f, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.Matrix != nil {
			in.Matrix = c.Matrix
		} else {
			clinical = c.Table
		}
	}
	var err error
	if in.Table, _, _, err = clinical.Join(in.Matrix.Samples()); err != nil {
		t.Fatal(err)
	}
	opt := score.Options{Assignment: sample.Recognise(in.Matrix.Samples(), in.Table).Assignment}
	r, err := score.Run(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r, in.Table
}

// gse49454 opens the committed extract, which has all probes of the catalogue.
func gse49454(t testing.TB) (*report.Report, *sample.Table) {
	file := func(name string) read.File {
		return read.File{Name: name, Open: func() (io.ReadCloser, error) { return os.Open("../testdata/" + name) }}
	}
	return open(t, file("gse49454_extract.tsv.gz"), file("gse49454_samples.tsv"))
}

func result(t testing.TB, r *report.Report, signature, method string) *report.Result {
	t.Helper()
	res, ok := r.Result(signature, method)
	if !ok {
		t.Fatalf("there is no score of %s by %s", signature, method)
	}
	return res
}

// TestRealCohort holds what the real cohort shows, over the first visit of each
// of its 62 patients.
func TestRealCohort(t *testing.T) {
	r, clinical := gse49454(t)
	ids := stratify.Judged(r)
	a := stratify.Agree(r, ids)
	if a.People != 62 {
		t.Fatalf("%d patients, want 62", a.People)
	}
	at := map[string]int{}
	for i, id := range a.Signatures {
		at[id] = i
		if a.Rho[i][i] != 1 {
			t.Errorf("%s does not agree with itself: rho %v", id, a.Rho[i][i])
		}
	}
	// clinical scores of type I genes rank patients alike ...
	for _, x := range []string{"crow6", "nih28", "ifngs4", "ism3", "feng5", "brkic5", "erasmus5"} {
		for _, y := range []string{"crow6", "nih28", "ifngs4", "ism3", "feng5", "brkic5", "erasmus5"} {
			if rho := a.Rho[at[x]][at[y]]; rho < 0.9 {
				t.Errorf("%s and %s: rho %.2f", x, y, float64(rho))
			}
			if rho := a.Rho[at[x]][at[y]]; rho != a.Rho[at[y]][at[x]] {
				t.Errorf("%s and %s: rho depends on the order", x, y)
			}
		}
	}
	// ... and the type II set ranks them otherwise
	if rho := a.Rho[at["aybey-ifn2"]][at["ifngs4"]]; rho > 0.5 {
		t.Errorf("type II and type I: rho %.2f", float64(rho))
	}

	// kappa of the four genes against the six has an interval, which a patient more
	// or less would not leave; the diagonal has none
	if k, l, u := a.Kappa[at["crow6"]][at["ifngs4"]], a.KappaLower[at["crow6"]][at["ifngs4"]], a.KappaUpper[at["crow6"]][at["ifngs4"]]; !(l > 0.2 && l < k && k < u && u < 1) {
		t.Errorf("four genes against six: kappa %.2f (%.2f to %.2f)", float64(k), float64(l), float64(u))
	}
	if l := a.KappaLower[at["aybey-ifn2"]][at["ifngs4"]]; !l.Missing() {
		t.Errorf("few are high by type II, few low by type I, nobody is both: an interval from %v", l)
	}
	if l := a.KappaLower[at["crow6"]][at["crow6"]]; !l.Missing() {
		t.Errorf("the kappa of a signature with itself has an interval from %v", l)
	}

	// so it stands apart from them in the order of the map, in which every
	// signature has a place
	place := make([]int, len(a.Signatures))
	for k, i := range a.Order {
		place[i] = k + 1
	}
	if slices.Contains(place, 0) || len(a.Order) != len(place) {
		t.Errorf("the order %v leaves signatures out", a.Order)
	}
	if near, far := place[at["crow6"]]-place[at["trieste6"]], place[at["crow6"]]-place[at["aybey-ifn2"]]; near*near > 9 || far*far < 25 {
		t.Errorf("the same six genes stand %d apart, the type II set %d", near, far)
	}

	four := result(t, r, "ifngs4", "mean-z/1")
	s := stratify.Sense(r, four)
	for i := 1; i < len(s.Steps); i++ {
		if s.Steps[i].Above > s.Steps[i-1].Above {
			t.Fatal("a higher cut-off has more patients above it")
		}
	}
	if s.People != 62 || s.Change != s.Steps[0].Above-s.Steps[len(s.Steps)-1].Above {
		t.Errorf("%d patients, %d change", s.People, s.Change)
	}

	v := stratify.Follow(r, four, false, 0)
	t.Logf("%d patients came twice or more, %d of %d keep their call, ICC %.2f (%.2f to %.2f)", len(v.People), v.Kept, v.Classed, float64(v.ICC[0]), float64(v.ICC[1]), float64(v.ICC[2]))
	if len(v.People) != 48 {
		t.Errorf("%d patients came more than once, want 48", len(v.People))
	}
	// nine in ten keep their call: Northcott 2022 (doi:10.1136/lupus-2021-000625)
	// saw 87 % of 142
	if share := float64(v.Kept) / float64(v.Classed); share < 0.8 || share > 0.95 {
		t.Errorf("%.2f of the patients keep their call", share)
	}
	// of the six who change, four come from high into the band and two below it; without
	// the band there is no indeterminate
	if want := (stratify.Stable{Classed: 48, Kept: 42, Same: 42, Turns: [3][3]int{{37, 4, 2}, {}, {0, 0, 5}}}); v.Stable != want {
		t.Errorf("classes over the visits: %+v", v.Stable)
	}
	bare := four.Cutoff
	bare.Lower, bare.Upper = bare.Value, bare.Value
	if s := v.Under(bare); s.Classed != 48 || s.Same != s.Kept || s.Turns[0][1]+s.Turns[1][1]+s.Turns[2][1] != 0 || s.Same < 42 {
		t.Errorf("classes over the visits without a band: %+v", s)
	}
	if icc := float64(v.ICC[0]); math.Abs(icc-0.84) > 0.03 {
		t.Errorf("ICC %.3f, want 0.84 +- 0.03", icc)
	}
	// the signature does not fall from the first visit to the second
	// (R 4.2.2: wilcox.test(second, first, paired = TRUE))
	if v.Second.N != 48 || math.Abs(float64(v.Second.P)-0.10442080948092797) > 1e-8 || math.Abs(float64(v.Second.Median)+0.15380218762444026) > 1e-8 {
		t.Errorf("first against second visit: %+v", v.Second)
	}
	if !v.Change.Missing() {
		t.Error("no control came twice, yet there is a reference change value")
	}

	found := map[string]stratify.Association{}
	for _, x := range stratify.Associate(r, four, clinical, false) {
		found[x.Column] = x
	}
	for _, c := range []struct {
		column string
		kind   string
		effect float64
	}{
		{"lymphocytes", "number", -0.5}, // falls with the score: notes on this cohort
		{"sledai", "number", 0.10},
		{"renal", "yes or no", 0.52}, // follows neutrophils, not the ISG score
		{"skin", "yes or no", 0.635},
	} {
		x, ok := found[c.column]
		if !ok || x.Kind != c.kind || math.Abs(float64(x.Effect)-c.effect) > 0.05 {
			t.Errorf("%s: %+v, want %s %.2f", c.column, x, c.kind, c.effect)
		}
		if x.Adjusted < x.P {
			t.Errorf("%s: adjusted P is below P", c.column)
		}
	}
	// over all visits the score rises a little with activity (lme4 1.1-31:
	// lmer(score ~ sledai + (1 | person)), lmerTest, Satterthwaite), and falls with
	// the lymphocytes as at the first
	if s := found["sledai"].Visits; s == nil || s.People != 62 || s.N != 157 || math.Abs(float64(s.Value)-0.041875895766731432) > 1e-8 || math.Abs(float64(s.P)-0.089940173599673) > 1e-8 {
		t.Errorf("SLEDAI over all visits: %+v", s)
	}
	if s := found["lymphocytes"].Visits; s == nil || s.Upper >= 0 {
		t.Errorf("lymphocytes over all visits: %+v", s)
	}
	if s := found["skin"].Equal; s == nil || s.N != 62 || len(s.For) != 2 || s.Value < 1 {
		t.Errorf("skin at the same age and sex: %+v", s)
	}

	// at the same age and sex the lymphocytes still fall with the score; by pairs of
	// patients, too
	if x := found["lymphocytes"]; x.Tau == nil || x.Partial == nil || math.Abs(float64(x.Partial.Value-x.Effect)) > 0.1 || x.Partial.Upper >= 0 || x.Tau.Upper >= 0 || x.Tau.Value < x.Effect {
		t.Errorf("lymphocytes: tau %+v, partial rho %+v", x.Tau, x.Partial)
	}

	// one control stands out by the six-gene score, however it is computed
	for _, c := range []struct {
		signature, method string
		ratio             bool
		high              []string
	}{{"crow6", "mean-z/1", false, []string{"C3VS1n1"}}, {"crow6", "median-fc/1", true, []string{"C3VS1n1"}}, {"ifngs4", "mean-z/1", false, nil}} {
		res := result(t, r, c.signature, c.method)
		got := stratify.HighControls(r, res, c.ratio)
		if names := got.Moving(r, res); got.People != 20 || !slices.Equal(names, c.high) || len(got.High) != len(names) || got.Without != nil {
			t.Errorf("IFN-high controls by %s, %s: %+v", c.signature, c.method, got)
		}
	}
	if _, ok := found["geo_accession"]; ok {
		t.Error("names of samples are taken for a measurement")
	}
}

// BenchmarkCohort takes what follows from the report of the real cohort, 62
// patients at 157 visits: each part of the cohort's page that is no cut-off.
func BenchmarkCohort(b *testing.B) {
	r, clinical := gse49454(b)
	ids := stratify.Judged(r)
	four := result(b, r, "ifngs4", "mean-z/1")
	for _, x := range []struct {
		name string
		part func()
	}{
		{"agree", func() { stratify.Agree(r, ids) }},
		{"patients", func() { stratify.Patients(r, ids) }},
		{"associate", func() { stratify.Associate(r, four, clinical, false) }},
		{"follow", func() { stratify.Follow(r, four, false, 0) }},
		{"sense", func() { stratify.Sense(r, four) }},
	} {
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x.part()
			}
		})
	}
}

// TestVisits follows one made-up patient.
func TestVisits(t *testing.T) {
	nan := expr.Number(math.NaN())
	r := &report.Report{}
	res := &report.Result{Cutoff: ref.Cutoff{Value: 2, Lower: 1.8, Upper: 2.2}}
	add := func(name, subject, visit string, role sample.Role, v expr.Number) {
		r.Samples = append(r.Samples, report.Sample{Name: name, Subject: subject, Visit: visit, Role: role})
		res.Scores = append(res.Scores, report.Score{Value: v, Class: res.Cutoff.Class(float64(v))})
	}
	add("p2", "p", "V2", sample.Patient, 2)
	add("p1", "p", "V1", sample.Patient, 8)
	add("p3", "p", "V10", sample.Patient, nan)
	add("q1", "q", "V1", sample.Patient, 5)
	add("q2", "q", "V2", sample.Patient, 4)
	add("r1", "r", "V1", sample.Patient, 1.5)
	add("r2", "r", "V2", sample.Patient, 0.5)
	add("c1", "c", "V1", sample.Control, 1)
	add("c2", "c", "V2", sample.Control, 2)
	v := stratify.Follow(r, res, true, 0)
	if len(v.People) != 3 || v.Classed != 3 || v.Kept != 2 || v.Same != 2 || v.Turns != [3][3]int{{1, 1, 0}, {}, {0, 0, 1}} {
		t.Fatalf("%+v", v)
	}
	// with a band from 1 to 4.5 one goes from high to indeterminate, which changes the
	// call too, and one from indeterminate to low, which changes the class alone
	if s := v.Under(ref.Cutoff{Value: 2, Lower: 1, Upper: 4.5}); s != (stratify.Stable{Classed: 3, Kept: 1, Same: 0, Turns: [3][3]int{{0, 2, 0}, {0, 0, 1}, {}}}) {
		t.Errorf("with a wide band: %+v", s)
	}
	if s := v.Under(ref.Cutoff{Value: nan}); s != (stratify.Stable{}) {
		t.Errorf("without a cut-off: %+v", s)
	}
	p := v.People[0].Points
	if p[0].Sample != "p1" || p[1].Sample != "p2" || p[2].Sample != "p3" {
		t.Fatalf("visits are out of order: %+v", p)
	}
	if !p[0].Change.Missing() || p[1].Change != -2 || p[1].Neutralised != 75 || !p[2].Change.Missing() {
		t.Errorf("from 8 to 2: %+v", p)
	}
	// who is not above the cut-off at first has nothing that could be neutralised
	if x := v.People[2].Points[1]; !x.Neutralised.Missing() || x.Change.Missing() {
		t.Errorf("from 1.5 to 0.5, below the cut-off of 2: %+v", x)
	}
	// replicate arrays are one visit, at their geometric mean; of one visit alone
	// nobody is followed
	add("r2b", "r", "V2", sample.Patient, 8)
	add("s1", "s", "", sample.Patient, 4)
	add("s2", "s", "", sample.Patient, 16)
	w := stratify.Follow(r, res, true, 0)
	if x := w.People[2].Points; len(w.People) != 3 || len(x) != 2 || math.Abs(float64(x[1].Value)-2) > 1e-12 || x[1].Class != ref.Indeterminate || w.Classed != 3 || w.Second.N != 3 {
		t.Errorf("with replicates: %+v", w)
	}
	// without controls who came twice, the change value is that of a reference file
	var alone report.Report
	var his report.Result
	for i, s := range r.Samples {
		if s.Role == sample.Patient {
			alone.Samples, his.Scores = append(alone.Samples, s), append(his.Scores, res.Scores[i])
		}
	}
	if x := stratify.Follow(&alone, &his, true, 0); !x.Change.Missing() || x.People[0].Points[1].Beyond {
		t.Errorf("a change value of nothing: %+v", x)
	}
	if x := stratify.Follow(&alone, &his, true, math.Sqrt(0.5)); math.Abs(float64(x.Change)-1.959963984540054) > 1e-12 || !x.People[0].Points[1].Beyond {
		t.Errorf("against a reference file: %+v", x)
	}
	// log2 of 1 and 2: SD within 1/sqrt 2, so the change value is 1.96
	if math.Abs(float64(v.Change)-1.959963984540054) > 1e-12 || !p[1].Beyond {
		t.Errorf("reference change value %v, beyond %v", v.Change, p[1].Beyond)
	}
}

func TestAssociateColumns(t *testing.T) {
	r := &report.Report{}
	res := &report.Result{}
	cells := map[string][]string{}
	put := func(column, v string) { cells[column] = append(cells[column], v) }
	for i := range 12 {
		n := string(rune('a' + i))
		r.Samples = append(r.Samples, report.Sample{Name: n, Subject: n, Role: sample.Patient})
		res.Scores = append(res.Scores, report.Score{Value: expr.Number(i)})
		put("id", n)
		put("rising", []string{"0.5", "1", "1.5", "2", "NA", "", "4", "5", "6", "7", "8", "9"}[i])
		put("nephritis", []string{"no", "no", "no", "no", "no", "no", "yes", "yes", "", "yes", "yes", "yes"}[i])
		put("same", "1")
		put("rare", []string{"N", "Y"}[i/11])
		// what was found may be what most have
		put("C3", []string{"Normal", "low"}[(i+7)/12])
		put("Coombs", []string{"negative", "weak"}[(i+7)/12])
	}
	var names []string
	var columns [][]string
	for _, c := range []string{"id", "rising", "nephritis", "same", "rare", "C3", "Coombs"} {
		names, columns = append(names, c), append(columns, cells[c])
	}
	tab, err := sample.NewTable(names, columns)
	if err != nil {
		t.Fatal(err)
	}
	a := stratify.Associate(r, res, tab, false)
	if len(a) != 4 || a[0].Column != "rising" || a[1].Column != "nephritis" {
		t.Fatalf("%+v", a)
	}
	if a[0].N != 10 || a[0].Effect != 1 || a[1].N != 11 || a[1].Yes != 5 || a[1].Positive != "yes" || a[1].Effect != 1 {
		t.Errorf("%+v", a)
	}
	if a[2].Column != "C3" || a[2].Positive != "low" || a[2].Yes != 7 || a[3].Column != "Coombs" || a[3].Positive != "weak" || a[3].Yes != 7 {
		t.Errorf("what is there is read wrong: %+v", a[2:])
	}
}
