package score

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

var symbols = gene.Namespace{Kind: gene.Symbol}

func mapped(names ...string) *gene.Mapping { return gene.Map(names, symbols, human.Table()) }

// transcriptome returns n gene names that the table knows, the given ones
// first.
func transcriptome(n int, first ...string) []string {
	names := slices.Clone(first)
	for _, s := range human.Table().Symbols() {
		if len(names) == n {
			break
		}
		if !slices.Contains(names, s) {
			names = append(names, s)
		}
	}
	return names
}

func TestSettle(t *testing.T) {
	isgs := []string{"IFI27", "IFI44", "IFI44L", "RSAD2"}
	with := func(genes ...string) []string { return slices.Concat(isgs, genes) }
	for _, x := range []struct {
		name          string
		opt           Options
		genes         []string
		normalisation string
		references    string
		problem       string
	}{
		{name: "unit unknown", genes: isgs, problem: "Choose it under Values"},
		{name: "log2", opt: Options{Unit: expr.Log2}, genes: isgs, normalisation: "log2"},
		{name: "a set found in part does not count", opt: Options{Unit: expr.Log2}, genes: with("ACTB", "RBM45"), normalisation: "log2"},
		{name: "the largest set found", opt: Options{Unit: expr.TPM}, genes: with("HPRT1", "TBP"), normalisation: "log2", references: "TBP HPRT1"},
		{name: "chosen", opt: Options{Unit: expr.Log2, Normalisation: "quantile", References: []string{"IFI44"}}, genes: with("HPRT1"), normalisation: "quantile", references: "IFI44"},
		{name: "chosen and not there", opt: Options{Unit: expr.Log2, References: []string{"GAPDH"}}, genes: isgs, problem: "GAPDH is not in the table"},
		{name: "counts of a transcriptome", opt: Options{Unit: expr.Counts}, genes: transcriptome(panel, "HPRT1"), normalisation: "cpm", references: "HPRT1"},
		{name: "counts of a panel", opt: Options{Unit: expr.Counts}, genes: with("HPRT1", "TBP"), normalisation: "housekeeping", references: "TBP HPRT1"},
		{name: "counts of a panel without reference genes", opt: Options{Unit: expr.Counts}, genes: isgs, normalisation: "cpm"},
		{name: "nCounter, taken for intensities", opt: Options{Unit: expr.Intensity}, genes: with("HPRT1", "TBP", "POS_A(128)"), normalisation: "housekeeping", references: "TBP HPRT1"},
		{name: "intensities of an array", opt: Options{Unit: expr.Intensity}, genes: with("HPRT1", "TBP"), normalisation: "log2", references: "TBP HPRT1"},
		{name: "not of this unit", opt: Options{Unit: expr.Counts, Normalisation: "dct"}, genes: isgs, problem: "Choose one of cpm, logcpm, tmm"},
		{name: "of no unit", opt: Options{Unit: expr.Log2, Normalisation: "magic"}, genes: isgs, problem: `no normalisation "magic"`},
		{name: "counts are summed", opt: Options{Unit: expr.Counts, Collapse: norm.HighestMean}, genes: isgs, problem: "choose sum"},
		{name: "Ct, every known reference gene", opt: Options{Unit: expr.Ct}, genes: with("GAPDH", "HPRT1"), normalisation: "dct", references: "HPRT1 GAPDH"},
		{name: "Ct without reference genes", opt: Options{Unit: expr.Ct}, genes: isgs, problem: "Choose the reference genes of the assay"},
		{name: "Ct, one chosen", opt: Options{Unit: expr.Ct, References: []string{"IFI44"}}, genes: isgs, normalisation: "dct", references: "IFI44"},
		{name: "wells are averaged", opt: Options{Unit: expr.Ct, Collapse: norm.HighestMean}, genes: with("HPRT1"), problem: "choose mean"},
		{name: "housekeeping genes needed", opt: Options{Unit: expr.Intensity, Normalisation: "housekeeping"}, genes: isgs, problem: "need a reference gene"},
	} {
		mp := mapped(x.genes...)
		got, err := Settle(x.opt, mp)
		if x.problem != "" {
			if err == nil || !strings.Contains(err.Error(), x.problem) {
				t.Errorf("%s: error is %v, want one with %q", x.name, err, x.problem)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		if got.Normalisation != x.normalisation || strings.Join(got.References, " ") != x.references {
			t.Errorf("%s: %s by %v, want %s by %s", x.name, got.Normalisation, got.References, x.normalisation, x.references)
		}
	}
}

func matrix(t *testing.T, u expr.Unit, genes, samples []string, data ...float64) *expr.Matrix {
	t.Helper()
	m, err := expr.New(genes, samples, u, symbols, data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestPrepareCounts asks for the order of the steps: rows of one gene are
// added up, controls and summaries do not count as library, and the counts go
// on beside the log2 values.
func TestPrepareCounts(t *testing.T) {
	m := matrix(t, expr.Counts, []string{"IFI27", "ERCC-00002", "IFI27", "__no_feature", "RSAD2", "unknown"}, []string{"a", "b"},
		3, 0,
		1000, 7,
		4, 2,
		500, 9,
		5, 0,
		8, 6)
	mp := gene.Map(m.Genes(), symbols, human.Table())
	opt, err := Settle(Options{Unit: expr.Counts}, mp)
	if err != nil {
		t.Fatal(err)
	}
	var notes note.Log
	p, err := prepare(m, mp, opt, norm.Choice{}, &notes)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(p.Log2.Genes(), " "); got != "IFI27 RSAD2 unknown" || !slices.Equal(p.Counts.Genes(), p.Log2.Genes()) {
		t.Errorf("genes are %s", got)
	}
	if got := p.Counts.Row(0); !slices.Equal(got, []float64{7, 2}) {
		t.Errorf("counts of IFI27 are %v", got)
	}
	if got, want := p.Log2.At(0, 0), math.Log2(7./20*1e6+1); got != want {
		t.Errorf("IFI27 of a is %v, want %v", got, want)
	}
	if got := p.Log2.At(1, 1); got != 0 {
		t.Errorf("RSAD2 of b is %v, want 0", got)
	}
	if len(p.Joined) != 1 || p.Joined[0].Symbol != "IFI27" {
		t.Errorf("joined %v", p.Joined)
	}
	if !notes.Has(note.PanelLibrary) {
		t.Error("no note that the library is that of three genes")
	}
	if got := len(p.Log2.Trail()); got != 3 {
		t.Errorf("trail is %q", p.Log2.Trail())
	}
}

func TestPrepareNCounter(t *testing.T) {
	tab := oracle.Read(t, "nanostring/raw_counts.tsv")
	m := matrix(t, expr.Counts, tab.Rows, tab.Columns, slices.Concat(tab.Values...)...)
	mp := gene.Map(m.Genes(), symbols, human.Table())
	references := []string{"ACTB", "GAPDH", "HPRT1", "TBP"}
	opt, err := Settle(Options{Unit: expr.Counts, Normalisation: "nsolver", References: references}, mp)
	if err != nil {
		t.Fatal(err)
	}
	var notes note.Log
	p, err := prepare(m, mp, opt, norm.Choice{}, &notes)
	if err != nil {
		t.Fatal(err)
	}
	want := oracle.Read(t, "nanostring/nsolver_log2.tsv")
	for _, g := range []string{"IFI27", "ISG15", "TBP"} {
		got := p.Log2.Row(slices.Index(p.Log2.Genes(), g))
		d := oracle.Difference([][]float64{got}, [][]float64{want.Row(t, g)}, 1)
		oracle.Report(t, "prepare nsolver "+g, want.Name, d)
		if !(d <= 1e-10) {
			t.Errorf("%s differs by %.2g", g, d)
		}
	}
	if genes, _ := p.Log2.Dims(); genes != 12 {
		t.Errorf("%d genes, want 8 and 4 reference genes: %v", genes, p.Log2.Genes())
	}
	if len(p.Housekeeping) != 4 || p.Counts != nil {
		t.Errorf("housekeeping rows %v, counts %v", p.Housekeeping, p.Counts)
	}
}

// TestCtByMedianFoldChange walks from cycles to the score of Rice and Crow.
func TestCtByMedianFoldChange(t *testing.T) {
	tab := oracle.Read(t, "input/ct_8x12.tsv")
	m := matrix(t, expr.Unknown, tab.Rows, tab.Columns, slices.Concat(tab.Values...)...)
	opt := Options{Unit: expr.Ct, Signatures: []string{"crow6"}, Methods: []string{"median-fc"}}
	opt.Assignment = sample.Assignment{ByHand: map[string]sample.Role{"S01": sample.Control, "S02": sample.Control, "S03": sample.Control, "S04": sample.Control}}
	r, err := Run(context.Background(), Input{Matrix: m, Genes: human.Table()}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(r.Settings.References, " "); got != "HPRT1 GAPDH" {
		t.Errorf("reference genes are %s", got)
	}
	res, ok := r.Result("crow6", "median-fc/1")
	if !ok {
		t.Fatal("no median fold change of crow6")
	}
	var got []float64
	for _, s := range res.Scores {
		got = append(got, float64(s.Value))
	}
	want := oracle.Read(t, "simple/qpcr_medianRQ_rice6.tsv")
	d := oracle.Difference([][]float64{got}, [][]float64{want.Row(t, "medianRQ_medcal")}, 0)
	oracle.Report(t, "Ct to median fold change", want.Name, d)
	if !(d <= 1e-10) {
		t.Errorf("differs by %.2g: %v", d, got)
	}
}

func TestCtWithoutAReferenceGene(t *testing.T) {
	nan := math.NaN()
	m := matrix(t, expr.Ct, []string{"IFI27", "RSAD2", "HPRT1"}, []string{"a", "b"},
		25, 24,
		26, 27,
		22, nan)
	opt := Options{Unit: expr.Ct, Signatures: []string{"crow6"}, MinCoverage: 0.1}
	r, err := Run(context.Background(), Input{Matrix: m, Genes: human.Table()}, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Notes, func(n note.Note) bool { return n.Code == note.ReferenceMissing })
	if i < 0 || r.Notes[i].Subject != "b" {
		t.Errorf("notes are %v", r.Notes)
	}
	res, _ := r.Result("crow6", "mean-log2/1")
	if a, b := res.Scores[0].Value, res.Scores[1].Value; a != -3.5 || !b.Missing() {
		t.Errorf("scores are %v and %v, want -3.5 and missing", a, b)
	}
}

// TestSettingsRepeatTheRun reads the settings of a report back from its JSON.
func TestSettingsRepeatTheRun(t *testing.T) {
	m := matrix(t, expr.Counts, []string{"IFI27", "RSAD2", "HPRT1"}, []string{"a"}, 100, 50, 20)
	r, err := Run(context.Background(), Input{Matrix: m, Genes: human.Table()}, Options{Unit: expr.Counts, Signatures: []string{"ifngs4"}, Methods: []string{"mean-log2"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := r.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"normalisation": "housekeeping"`, `"references": [`, `"HPRT1"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("JSON lacks %s", want)
		}
	}
	again, err := Run(context.Background(), Input{Matrix: m, Genes: human.Table()}, r.Settings, nil)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := asTSV(t, r), asTSV(t, again); a != b {
		t.Errorf("the settings of a report do not repeat it:\n%s\n%s", a, b)
	}
}

func asTSV(t *testing.T, r *report.Report) string {
	t.Helper()
	var b strings.Builder
	if err := r.WriteTSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
