package pathway_test

import (
	"context"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
	"ifnscope/score/oracle"
	"ifnscope/score/pathway"
	"ifnscope/score/read"
	_ "ifnscope/score/read/delim"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// scored reads an expression table and, if it is named, a sample table, and
// scores them as a person would who corrects nothing but what set does.
func scored(t *testing.T, set func(*score.Input, *score.Options), names ...string) (*score.Scored, *sample.Table) {
	t.Helper()
	in := score.Input{Genes: human.Table()}
	var table *sample.Table
	for _, name := range names {
		f := read.File{Name: name, Open: func() (io.ReadCloser, error) { return os.Open(name) }}
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
			table = c.Table
		}
	}
	if table != nil {
		var err error
		if in.Table, _, _, err = table.Join(in.Matrix.Samples()); err != nil {
			t.Fatal(err)
		}
	}
	opt := score.Options{Assignment: sample.Recognise(in.Matrix.Samples(), in.Table).Assignment}
	if set != nil {
		set(&in, &opt)
	}
	s, err := score.Score(context.Background(), in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s, in.Table
}

func profile(t *testing.T, s *score.Scored, table *sample.Table) *pathway.Profile {
	t.Helper()
	p, err := s.Pathway(table, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func near(t *testing.T, what string, got, want, by float64) {
	t.Helper()
	t.Logf("%s: %.3f", what, got)
	if !(math.Abs(got-want) <= by) {
		t.Errorf("%s is %.3f, want %.3g +- %g", what, got, want, by)
	}
}

// gse49454 returns the profile of the main real cohort, from the extract and,
// where they are, the full tables.
func gse49454(t *testing.T) map[string]*pathway.Profile {
	out := map[string]*pathway.Profile{}
	s, table := scored(t, nil, "testdata/gse49454.tsv.gz", "../testdata/gse49454_samples.tsv")
	out["extract"] = profile(t, s, table)
	if dir := oracle.Shared(t, "data/gse49454_sle_wb", ""); dir != "" {
		s, table := scored(t, nil, dir+"/GSE49454_log2_probes.tsv.gz", dir+"/samples.tsv")
		out["full"] = profile(t, s, table)
	}
	return out
}

// TestGSE49454 holds what the main real cohort shows: marker axes agree with the
// counts of the same blood, the kidney follows the granule genes and not the
// ISG score, lymphocytes fall with it.
func TestGSE49454(t *testing.T) {
	for name, p := range gse49454(t) {
		if p.Patients != 62 || p.Controls != 20 || p.Relative {
			t.Fatalf("%s: %d patients, %d controls", name, p.Patients, p.Controls)
		}
		near(t, name+": median ISG score of controls", float64(p.Axis("isg").Controls.Median), -0.15, 0.05)
		near(t, name+": reliability of the ISG score", icc(p, "isg"), 0.84, 0.03)
		counts := map[string]pathway.Measured{}
		for _, m := range p.Measured {
			counts[m.Key] = m
		}
		for _, c := range []struct {
			key, axis string
			rho       float64
		}{{"b", "b", 0.92}, {"cd8", "cd8", 0.78}, {"cd4", "t", 0.76}, {"neutrophils", "neutrophil", 0.75}, {"nk", "nk", 0.62}} {
			m := counts[c.key]
			if m.Axis != c.axis || m.N < 100 {
				t.Errorf("%s: %s is compared with %q in %d samples", name, c.key, m.Axis, m.N)
			}
			near(t, name+": "+c.key+" against its axis", float64(m.Rho[0]), c.rho, 0.05)
		}
		near(t, name+": kidney by granule genes, AUC", effect(t, p, "ldg", "renal"), 0.70, 0.05)
		near(t, name+": kidney by ISG score, AUC", effect(t, p, "isg", "renal"), 0.54, 0.05)
		near(t, name+": lymphocytes by ISG score, rho", effect(t, p, "isg", "lymphocytes"), -0.5, 0.05)

		// pDC are not measurable, and nothing is said of them but why
		pdc := p.Axis("pdc")
		near(t, name+": coherence of pDC genes", float64(pdc.Coherence.Rho), 0.03, 0.05)
		if pdc.Measurable() || pdc.Values != nil || !strings.Contains(pdc.Why, "do not go together") {
			t.Errorf("%s: pDC: %q", name, pdc.Why)
		}
		for j := range p.Samples {
			if s := p.Summary(j); !strings.Contains(s, "pDC not measurable") {
				t.Fatalf("%s: %s", name, s)
			}
		}
		complete(t, name, p)

		// several chips: no residual is shown
		if len(p.Feedback.Rows) > 0 || !strings.Contains(p.Feedback.Why, "several batches") {
			t.Errorf("%s: feedback: %d rows, %q", name, len(p.Feedback.Rows), p.Feedback.Why)
		}
	}
}

// TestFeedback fits the residual of USP18 as if the cohort had been measured at
// once. How far it follows the score, and how reliable what is left is, depends
// on the probe: by ILMN_3240420, which has the higher mean among the patients,
// rho is 0.93 and the ICC 0.49; by ILMN_1740200, which has it among the controls
// and stands for the gene here, little is left. So it is exploratory.
func TestFeedback(t *testing.T) {
	s, table := scored(t, nil, "testdata/gse49454.tsv.gz", "../testdata/gse49454_samples.tsv")
	names, cells := []string{}, [][]string{}
	for _, c := range table.Columns() {
		if c != "Sample_description" { // names the chips
			names, cells = append(names, c), append(cells, table.Column(c))
		}
	}
	whole, err := sample.NewTable(names, cells)
	if err != nil {
		t.Fatal(err)
	}
	f := profile(t, s, whole).Feedback
	if f.Why != "" || f.N != 62 {
		t.Fatalf("%q, %d patients", f.Why, f.N)
	}
	for _, r := range f.Rows {
		switch r.Gene {
		case "USP18":
			near(t, "rho of USP18 with the score", float64(r.Rho), 0.75, 0.05)
			near(t, "reliability of what is left of USP18", float64(r.ICC[0]), 0.14, 0.05)
		case "SOCS1":
			near(t, "rho of SOCS1 with the score", float64(r.Rho), 0.44, 0.15)
		case "TREX1", "LILRA4", "CLEC4C":
			t.Errorf("%s is shown", r.Gene)
		}
	}
}

// complete asserts that every measurable axis was held against every column of
// the domains that the profile is about.
func complete(t *testing.T, name string, p *pathway.Profile) {
	t.Helper()
	told := map[string]bool{}
	for _, a := range p.Associations {
		if a.Why == "" && !a.Effect.Missing() && !a.Lower.Missing() && !a.P.Missing() && a.Adjusted >= a.P-1e-12 {
			told[a.Axis+" "+a.Key] = true
		}
	}
	n := 0
	for _, a := range p.Axes {
		if !a.Measurable() {
			continue
		}
		n++
		for _, key := range []string{"skin", "joints", "renal", "haematological", "dsdna", "c3", "c4", "sledai"} {
			if !told[a.ID+" "+key] {
				t.Errorf("%s: %s was not held against %s", name, a.ID, key)
			}
		}
	}
	if n < 16 {
		t.Errorf("%s: %d axes are measurable", name, n)
	}
}

func icc(p *pathway.Profile, axis string) float64 {
	for _, s := range p.Stability {
		if s.Axis == axis {
			return float64(s.ICC[0])
		}
	}
	return math.NaN()
}

func effect(t *testing.T, p *pathway.Profile, axis, key string) float64 {
	t.Helper()
	for _, a := range p.Associations {
		if a.Axis == axis && a.Key == key {
			return float64(a.Effect)
		}
	}
	t.Fatalf("%s was not held against %s", axis, key)
	return 0
}

// TestPublishedPDC shows why the pDC list that is often used is not an axis: in
// whole blood on arrays its genes do not go together, and its mean follows the
// ISG score through IRF7 alone.
func TestPublishedPDC(t *testing.T) {
	s, table := scored(t, nil, "testdata/gse49454.tsv.gz", "../testdata/gse49454_samples.tsv")
	p := profile(t, s, table)
	js := p.First()
	mean := func(genes ...string) []float64 {
		out := make([]float64, len(js))
		for i, j := range js {
			for _, g := range p.Of(genes, j) {
				out[i] += float64(g.Z) / float64(len(genes))
			}
		}
		return out
	}
	isg := mean("IFI27", "IFI44", "IFI44L", "RSAD2")
	with := cohort.Spearman(mean("LILRA4", "CLEC4C", "PLD4", "IL3RA", "PTCRA", "IRF8", "PHEX", "GZMB", "CXCR3", "IRF7"), isg).Value
	without := cohort.Spearman(mean("LILRA4", "CLEC4C", "PLD4", "IL3RA", "PTCRA", "IRF8", "PHEX", "GZMB", "CXCR3"), isg).Value
	alone := cohort.Spearman(mean("IRF7"), isg).Value
	t.Logf("rho with the ISG score: ten genes %.2f, without IRF7 %.2f, IRF7 alone %.2f", with, without, alone)
	if !(with > 0.3) || !(math.Abs(without) < 0.2) || !(alone > 0.8) {
		t.Errorf("rho with the ISG score: ten genes %.2f, without IRF7 %.2f, IRF7 alone %.2f", with, without, alone)
	}
}

// TestInterferonBeta looks at whole blood a day after the first IFN-beta: type I
// rises, type II little, and the genes of pDC go together in RNA-seq.
func TestInterferonBeta(t *testing.T) {
	s, table := scored(t, func(_ *score.Input, o *score.Options) { o.Unit = expr.Linear }, "testdata/gse60424.tsv.gz", "testdata/gse60424_samples.tsv")
	p := profile(t, s, table)
	change := func(axis string) float64 {
		var sum float64
		a := p.Axis(axis)
		for j, state := range table.Column("diseasestatus") {
			switch state {
			case "MS posttreatment":
				sum += log2(p, a, j) / 3
			case "MS pretreatment":
				sum -= log2(p, a, j) / 3
			}
		}
		return sum
	}
	near(t, "log2 change of the four genes", change("isg"), 4.5, 0.1)
	near(t, "log2 change of the type II genes", change("typeII"), 0.8, 0.1)
	if a := p.Axis("pdc"); !a.Measurable() {
		t.Errorf("pDC in RNA-seq: %s", a.Why)
	} else {
		near(t, "coherence of pDC genes in RNA-seq", float64(a.Coherence.Rho), 0.59, 0.05)
	}
}

// TestInterferonsInBlood stimulates blood with each: IFN-gamma moves type II and
// not type I, IFN-beta the reverse, IFN-lambda neither, and none is called
// type III.
func TestInterferonsInBlood(t *testing.T) {
	s, _ := scored(t, func(_ *score.Input, o *score.Options) { o.Unit = expr.Linear }, "testdata/gse145647.tsv.gz")
	p := profile(t, s, nil)
	change := func(axis, with string) float64 {
		var sum float64
		a := p.Axis(axis)
		for j, x := range p.Samples {
			switch {
			case strings.HasSuffix(x.Name, "_"+with):
				sum += log2(p, a, j) / 4
			case strings.HasSuffix(x.Name, "_Buffer"):
				sum -= log2(p, a, j) / 4
			}
		}
		return sum
	}
	near(t, "type I genes with IFN-gamma", change("isg", "IFNgamma"), 0.06, 0.1)
	near(t, "type II genes with IFN-gamma", change("typeII", "IFNgamma"), 2.2, 0.1)
	// IFN-beta moves the genes of type II as well, by half: the axis says so
	near(t, "type I genes with IFN-beta", change("isg", "IFNbeta"), 1.6, 0.1)
	near(t, "type II genes with IFN-beta", change("typeII", "IFNbeta"), 1.2, 0.1)
	if a := p.Axis("typeII"); !strings.Contains(a.Caveat, "by 1.2 log2") {
		t.Errorf("the axis of type II does not say that IFN-beta moves it: %s", a.Caveat)
	}
	near(t, "type I genes with IFN-lambda", change("isg", "IFNlambda"), 0, 0.5)
	near(t, "type II genes with IFN-lambda", change("typeII", "IFNlambda"), 0, 0.5)
	for _, a := range p.Axes {
		if strings.Contains(a.Title, "III") || strings.Contains(a.Title, "lambda") {
			t.Errorf("there is an axis of type III: %s", a.Title)
		}
	}
	if !p.Relative || !strings.Contains(p.Against, "no healthy controls") {
		t.Errorf("without healthy controls the profile is measured against %s", p.Against)
	}
}

// log2 is the mean expression of the genes of an axis in a sample.
func log2(p *pathway.Profile, a *pathway.Axis, j int) float64 {
	var x []float64
	for _, g := range p.Of(append(append([]string(nil), a.Genes...), a.Missing...), j) {
		x = append(x, float64(g.Value))
	}
	return ref.Describe(x).Mean
}

// TestHPPT stimulates cells of the kidney: IFN-gamma moves type II most, and the
// type I interferons type I.
func TestHPPT(t *testing.T) {
	s, _ := scored(t, nil, "../testdata/hppt_counts_extract.tsv.gz")
	p := profile(t, s, nil)
	mean := func(axis, with string) float64 {
		var x []float64
		for j, v := range p.Samples {
			if strings.Contains(v.Name, with) {
				x = append(x, log2(p, p.Axis(axis), j))
			}
		}
		return ref.Describe(x).Mean
	}
	near(t, "type I genes, IFN-alpha against IFN-gamma", mean("isg", "IFNa")-mean("isg", "IFNg"), 2.35, 0.1)
	near(t, "type I genes, IFN-beta against IFN-gamma", mean("isg", "IFNb")-mean("isg", "IFNg"), 2.48, 0.1)
	near(t, "type II genes, IFN-gamma against IFN-alpha", mean("typeII", "IFNg")-mean("typeII", "IFNa"), 3.48, 0.1)
	near(t, "type II genes, IFN-gamma against IFN-beta", mean("typeII", "IFNg")-mean("typeII", "IFNb"), 3.32, 0.1)
}
