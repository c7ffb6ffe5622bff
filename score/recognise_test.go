package score_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/read"
	_ "ifnscope/score/read/geo"
	"ifnscope/score/sample"
)

// content reads a file as a person does who corrects nothing.
func content(t *testing.T, path string) *read.Content {
	t.Helper()
	f := read.File{Name: filepath.Base(path), Open: func() (io.ReadCloser, error) { return os.Open(path) }}
	s, err := read.Peek(f, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := read.Load(context.Background(), f, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// people proposes who the samples of a matrix are, with the help of a clinical
// table if there is one.
func people(t *testing.T, m *expr.Matrix, clinical *sample.Table) *sample.Design {
	t.Helper()
	if clinical != nil {
		joined, _, notes, err := clinical.Join(m.Samples())
		if err != nil || len(notes) != 0 {
			t.Fatalf("joining the clinical table: %v, %v", notes, err)
		}
		clinical = joined
	}
	d, _, err := sample.Assign(m.Samples(), clinical, sample.Recognise(m.Samples(), clinical).Assignment)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// table is a real expression table and what is recognised of it.
type table struct {
	path, samples          string // the clinical table, if it has one
	format                 string
	rows, columns, missing int
	unit                   expr.Unit
	sure                   bool
	namespace              gene.Namespace
	mapped                 int    // rows, at least: newer tables of genes know others
	controls, patients     [2]int // samples and people
}

func probes(platform string) gene.Namespace {
	return gene.Namespace{Kind: gene.Probe, Platform: platform}
}

var symbol, ensembl = gene.Namespace{Kind: gene.Symbol}, gene.Namespace{Kind: gene.Ensembl}

// TestExtracts compares what is recognised of the committed extracts.
func TestExtracts(t *testing.T) {
	for _, x := range []table{
		{"testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv", "delim", 1566, 177, 0, expr.Log2, true, probes("GPL10558"), 1150, [2]int{20, 20}, [2]int{157, 62}},
		{"testdata/hppt_counts_extract.tsv.gz", "", "delim", 1632, 15, 0, expr.Counts, true, symbol, 1500, [2]int{}, [2]int{}},
	} {
		x.check(t, x.path, x.samples)
	}
}

// TestRealTables compares what is recognised of the full tables beside the
// checkout. nCounter's linear signal in GSE117751, too, was normalised and
// rounded, but its sums differ 1.6 times only: too little to tell it from counts.
func TestRealTables(t *testing.T) {
	for _, x := range []table{
		{"gse49454_sle_wb/GSE49454_log2_probes.tsv.gz", "gse49454_sle_wb/samples.tsv", "delim", 33998, 177, 0, expr.Log2, true, probes("GPL10558"), 1150, [2]int{20, 20}, [2]int{157, 62}},
		{"gse78193_amg811_ifng/GSE78193_agilent.tsv.gz", "gse78193_amg811_ifng/samples.tsv", "delim", 41093, 125, 21029, expr.Log2, true, probes("GPL1708"), 1050, [2]int{24, 4}, [2]int{101, 26}},
		{"gse60424_ms_ifnb_rnaseq/GSE60424_TMM_normalized_counts.txt.gz", "gse60424_ms_ifnb_rnaseq/samples.tsv", "delim", 50045, 134, 0, expr.Linear, false, ensembl, 29000, [2]int{28, 4}, [2]int{106, 16}},
		{"sle_subset/dataset4.tsv.gz", "sle_subset/dataset4_samples.tsv", "delim", 1273, 30, 0, expr.Log2, true, symbol, 1260, [2]int{10, 10}, [2]int{20, 20}},
		{"kang_sle_pbmc_ifnb/pseudobulk_sample_counts.tsv.gz", "", "delim", 1267, 4, 0, expr.Counts, true, symbol, 1250, [2]int{2, 2}, [2]int{2, 2}},
		{"kang_sle_pbmc_ifnb/pseudobulk_celltype_sample_counts.tsv.gz", "", "delim", 1267, 20, 0, expr.Counts, true, symbol, 1250, [2]int{}, [2]int{}},
		{"tb_hiv_rnaseq/TB_hiv_counts.tsv.gz", "tb_hiv_rnaseq/TB_hiv_samples.tsv", "delim", 25369, 31, 0, expr.Counts, true, symbol, 23000, [2]int{}, [2]int{}},
		{"tb_hiv_rnaseq/TB_indian_counts.tsv.gz", "tb_hiv_rnaseq/TB_indian_samples.tsv", "delim", 408, 44, 0, expr.Counts, true, symbol, 400, [2]int{}, [2]int{}},
		{"ifn_stimulation/HPPT_IFNa_IFNb_IFNg_counts.tsv.gz", "", "delim", 26369, 15, 0, expr.Counts, true, symbol, 23500, [2]int{}, [2]int{}},
		{"ifn_stimulation/GSE74863_IMR90_IFNb_counts.csv.gz", "ifn_stimulation/GSE74863_samples.tsv", "delim", 28089, 18, 0, expr.Counts, false, ensembl, 26500, [2]int{}, [2]int{}},
		{"ifn_stimulation/whole_blood_IFNb_IFNg_IFNl_normalized_counts.tsv.gz", "", "delim", 12194, 28, 0, expr.Linear, false, symbol, 10000, [2]int{}, [2]int{}},
		{"gse117751_nanostring_rcc/GSE117751_series_matrix.txt.gz", "", "geo", 458, 42, 0, expr.Counts, true, symbol, 430, [2]int{}, [2]int{}},
	} {
		path := shared(t, x.path, "")
		if path == "" {
			continue
		}
		clinical := ""
		if x.samples != "" {
			clinical = shared(t, x.samples, "")
		}
		x.check(t, path, clinical)
	}
}

func (x table) check(t *testing.T, path, samples string) {
	t.Helper()
	o := content(t, path)
	if o.Matrix == nil {
		t.Errorf("%s: read as %s", x.path, o.Options.Kind)
		return
	}
	clinical := o.Table
	if samples != "" {
		clinical = content(t, samples).Table
	}
	d := people(t, o.Matrix, clinical)
	e, _, err := score.Examine(score.Input{Matrix: o.Matrix, Genes: human.Table()}, score.Options{})
	if err != nil {
		t.Errorf("%s: %v", x.path, err)
		return
	}
	got := x
	got.format, got.rows, got.columns, got.missing = o.Format, e.Rows, e.Samples, e.Missing
	got.unit, got.sure, got.namespace, got.mapped = e.Unit.Unit, e.Unit.Sure, e.Namespace, min(e.Mapped, x.mapped)
	controls, patients := d.With(sample.Control), d.With(sample.Patient)
	got.controls = [2]int{len(controls), d.People(controls)}
	got.patients = [2]int{len(patients), d.People(patients)}
	if got != x {
		t.Errorf("recognised %+v\nwant       %+v", got, x)
	}
	if len(e.Unit.Evidence) == 0 || len(e.Namespaces) == 0 || e.Namespaces[0].Evidence == "" || len(o.Evidence) == 0 {
		t.Errorf("%s: something is recognised without evidence: %v, %v, %v", x.path, e.Unit, e.Namespaces, o.Evidence)
	}
}
