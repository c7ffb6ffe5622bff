package score_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	_ "ifnscope/score/read/delim"
	"ifnscope/score/ref"
	"ifnscope/score/report"
)

// load reads an expression table as a person would.
func load(t *testing.T, path string) *expr.Matrix {
	t.Helper()
	return content(t, path).Matrix
}

// shared returns a real table beside the checkout, which CI must have, or else
// its committed extract; empty if there is none.
func shared(t *testing.T, path, extract string) string {
	t.Helper()
	instead := "it was not scored"
	if extract != "" {
		instead = "only its committed extract was scored"
	}
	if full := oracle.Shared(t, "data/"+path, instead); full != "" {
		return full
	}
	return extract
}

func run(t *testing.T, m *expr.Matrix, opt score.Options) *report.Report {
	t.Helper()
	r, err := score.Run(context.Background(), score.Input{Matrix: m, Genes: human.Table()}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// mean returns the mean score of the samples whose name contains part.
func mean(r *report.Report, signature, method, part string) float64 {
	res, _ := r.Result(signature, method)
	var sum float64
	n := 0
	for j, s := range r.Samples {
		if strings.Contains(s.Name, part) {
			sum += float64(res.Scores[j].Value)
			n++
		}
	}
	return sum / float64(n)
}

// hppt are the cultures of one cell type with four cytokines and none.
func hppt(t *testing.T) *expr.Matrix {
	return load(t, shared(t, "ifn_stimulation/HPPT_IFNa_IFNb_IFNg_counts.tsv.gz", "testdata/hppt_counts_extract.tsv.gz"))
}

func TestCountsShowTheStimulus(t *testing.T) {
	m := hppt(t)
	for _, n := range norm.Choices(expr.Counts) {
		if n.ID == "nsolver" {
			continue // has no positive controls here, see TestPrepareNCounter
		}
		r := run(t, m, score.Options{Normalisation: n.ID})
		if r.Settings.Unit != expr.Counts || r.Settings.Normalisation != n.ID || len(r.Settings.References) != 20 {
			t.Errorf("%s: settings are %+v", n.ID, r.Settings)
		}
		rise := func(signature, with string) float64 {
			return mean(r, signature, "mean-log2/1", with) - mean(r, signature, "mean-log2/1", "untreated")
		}
		// log2 units; type I genes answer to both types, less to gamma
		for _, x := range []struct {
			signature, with string
			least, most     float64
		}{
			{"crow6", "IFNa", 4.5, 5.8},
			{"crow6", "IFNb", 4.5, 6.5},
			{"crow6", "IL1b", -0.5, 1},
			{"aybey-ifn1", "IFNb", 5.5, 7.5},
			{"aybey-ifn1", "IFNg", 2, 3.2},
			{"aybey-ifn2", "IFNg", 4, 6.5},
			{"aybey-ifn2", "IFNa", 1, 3},
		} {
			if d := rise(x.signature, x.with); !(d > x.least && d < x.most) {
				t.Errorf("%s: %s rises by %.2f with %s, want %g to %g", n.ID, x.signature, d, x.with, x.least, x.most)
			}
		}
	}
}

func TestCountsOfOnePersonStandAlone(t *testing.T) {
	m := hppt(t)
	all := run(t, m, score.Options{})
	if all.Settings.Normalisation != "cpm" {
		t.Fatalf("the default of counts is %q", all.Settings.Normalisation)
	}
	for _, j := range []int{0, 7, 14} {
		one, err := m.SelectSamples([]int{j})
		if err != nil {
			t.Fatal(err)
		}
		r := run(t, one, score.Options{})
		for _, res := range r.Results {
			among, ok := all.Result(res.Signature, res.Method)
			if !ok {
				t.Fatalf("no result of %s by %s", res.Signature, res.Method)
			}
			if slices.ContainsFunc(all.Methods, func(x report.Method) bool { return x.ID == res.Method && x.Cohort }) {
				continue
			}
			a, b := res.Scores[0].Value, among.Scores[j].Value
			if a != b && !(a.Missing() && b.Missing()) {
				t.Errorf("%s by %s of %s is %v alone and %v among others", res.Signature, res.Method, r.Samples[0].Name, a, b)
			}
		}
	}
}

func TestExportSaysHowCountsWereNormalised(t *testing.T) {
	var b strings.Builder
	if err := run(t, hppt(t), score.Options{Normalisation: "tmm", References: []string{"TBP", "HPRT1"}}).WriteTSV(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# unit: counts\n",
		"# normalisation: tmm log2 CPM, TMM (edgeR); a value depends on the other samples of the run; Robinson MD, Oshlack A, Genome Biol 2010\n",
		"# reference genes: TBP HPRT1\n",
		"# step: log2 counts per million with prior count 2, library sizes corrected by TMM against GSM49233",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the export lacks %q", want)
		}
	}
}

// TestCountsWithoutControls scores whole blood of people with HIV, with and
// without tuberculosis: no healthy person is among them.
func TestCountsWithoutControls(t *testing.T) {
	path := shared(t, "tb_hiv_rnaseq/TB_hiv_counts.tsv.gz", "")
	if path == "" {
		return
	}
	r := run(t, load(t, path), score.Options{})
	if r.Matrix.Rows != 25369 || r.Matrix.Samples != 31 || r.Settings.Unit != expr.Counts {
		t.Errorf("read as %d rows x %d samples of %v", r.Matrix.Rows, r.Matrix.Samples, r.Settings.Unit)
	}
	if !r.Notes.Has(note.NoControls) {
		t.Error("no note that there are no controls")
	}
	res, ok := r.Result("crow6", "mean-log2/1")
	if !ok {
		t.Fatal("no mean log2 of crow6")
	}
	for j, s := range res.Scores {
		if v := float64(s.Value); !(v > 5 && v < 11) || s.Used != 6 || s.Class != ref.NotClassed {
			t.Errorf("%s: %v of %d genes, %v", r.Samples[j].Name, v, s.Used, s.Class)
		}
	}
}

// TestEstimatedCounts scores counts that are estimates, with fractions, named
// by Ensembl id: fibroblasts before and 6 h after IFN-beta.
func TestEstimatedCounts(t *testing.T) {
	path := shared(t, "ifn_stimulation/GSE74863_IMR90_IFNb_counts.csv.gz", "")
	if path == "" {
		return
	}
	m := load(t, path)
	r := run(t, m, score.Options{})
	if r.Settings.Unit != expr.Counts {
		t.Errorf("understood as %v", r.Settings.Unit)
	}
	// as in the sample table of the series
	before, after := []string{"737", "738", "743", "744", "749", "750"}, []string{"739", "740", "745", "746", "751", "752"}
	for _, b := range before {
		for _, a := range after {
			if d := mean(r, "crow6", "mean-log2/1", "GSM1936"+a) - mean(r, "crow6", "mean-log2/1", "GSM1936"+b); !(d > 5.5 && d < 7.5) {
				t.Errorf("GSM1936%s is %.2f above GSM1936%s, want 5.5 to 7.5", a, d, b)
			}
		}
	}
}
