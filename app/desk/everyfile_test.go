package desk

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/gene/human"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/read"
)

// everyRow is a file of shared/data and what comes of it when it is dropped by
// itself and nothing is corrected.
type everyRow struct {
	file string
	// read is the format, what it holds, and rows x columns; of an expression
	// table also the missing values, the unit, with a question mark if that is not
	// sure, what its rows are named by, and whether it is one by its numbers
	// alone; or refused.
	read string
	// says is what the page answers, or the part of it that tells the case.
	says string
}

const (
	notYet    = "There is no expression table yet. Open one: genes x samples"
	genotypes = "Genotypes stand by themselves on the page Genotype."
	ofSamples = "If the table tells of the samples, choose Sample table as its content and open the expression table beside it."
	sentences = "this is a text of sentences, and no table. Bring the table that it speaks of: genes x samples, or one row a sample."
)

// list is what is answered to a list of genes or probes.
func list(column string) string {
	return fmt.Sprintf("the table names genes (column %q) and holds no measurements. Bring the table of expression values", column)
}

// everyFile is every file of shared/data.
var everyFile = []everyRow{
	// expression tables, one as GEO wrote it
	{"formats/Leukemia_hgu95av2.trim.gct.gz", "gct, expression, 9020 x 48, 0 missing, unknown?, symbol", "The unit of the values is not clear. Choose it under Values."},
	{"gse117751_nanostring_rcc/GSE117751_series_matrix.txt.gz", "geo, expression, 458 x 42, 0 missing, counts, symbol", ""},
	{"gse49454_sle_wb/GSE49454_log2_probes.tsv.gz", "delim, expression, 33998 x 177, 0 missing, log2, probe GPL10558", ""},
	{"gse60424_ms_ifnb_rnaseq/GSE60424_TMM_normalized_counts.txt.gz", "delim, expression, 50045 x 134, 0 missing, linear?, ensembl", ""},
	{"gse78193_amg811_ifng/GSE78193_agilent.tsv.gz", "delim, expression, 41093 x 125, 21029 missing, log2, probe GPL1708", ""},
	{"ifn_stimulation/GSE74863_IMR90_IFNb_counts.csv.gz", "delim, expression, 28089 x 18, 0 missing, counts?, ensembl", ""},
	{"ifn_stimulation/HPPT_IFNa_IFNb_IFNg_counts.tsv.gz", "delim, expression, 26369 x 15, 0 missing, counts, symbol", ""},
	{"ifn_stimulation/whole_blood_IFNb_IFNg_IFNl_normalized_counts.tsv.gz", "delim, expression, 12194 x 28, 0 missing, linear?, symbol", ""},
	{"kang_sle_pbmc_ifnb/pseudobulk_celltype_sample_counts.tsv.gz", "delim, expression, 1267 x 20, 0 missing, counts, symbol", ""},
	{"kang_sle_pbmc_ifnb/pseudobulk_sample_counts.tsv.gz", "delim, expression, 1267 x 4, 0 missing, counts, symbol", ""},
	{"sle_subset/dataset4.tsv.gz", "delim, expression, 1273 x 30, 0 missing, log2, symbol", ""},
	{"tb_hiv_rnaseq/TB_hiv_counts.tsv.gz", "delim, expression, 25369 x 31, 0 missing, counts, symbol", ""},
	{"tb_hiv_rnaseq/TB_indian_counts.tsv.gz", "delim, expression, 408 x 44, 0 missing, counts, symbol", ""},

	// the lanes of an nCounter, and exports of qPCR instruments, the targets of which are no genes
	{"gse117751_nanostring_rcc/rcc.tgz", "rcc-archive, expression, 608 x 42, 0 missing, counts, symbol", ""},
	{"qpcr_exports/appbio_quantstudio_example01.txt", "qpcr, expression, 1 x 16, 0 missing, ct, unknown", `is a human gene that is known here (the first is named "TARGET_1"`},
	{"qpcr_exports/appbio_quantstudio_example02.txt", "qpcr, expression, 1 x 2, 1 missing, ct, unknown", `is a human gene that is known here (the first is named "TGFb"`},
	{"qpcr_exports/appbio_quantstudio_example03.txt", "refused", `line 374: the results have no columns of a sample, a target and a Ct; this may be a genotyping or a melt curve run`},
	{"qpcr_exports/appbio_quantstudio_example10.xlsx", "sheet/qpcr, expression, 2 x 2, 0 missing, ct, unknown", `is a human gene that is known here (the first is named "GeneA"`},
	{"qpcr_exports/example01.csv", "refused", `line 2, column 4: the wells have no target, only the dye (FAM), which is no gene`},
	{"qpcr_exports/stepone_std.rdml", "rdml, expression, 1 x 2, 0 missing, ct, unknown", `is a human gene that is known here (the first is named "RNase P"`},

	// tables of the samples
	{"expected_modules/E-GEOD-78193_Chiche_et_al_module.tsv", "delim, samples, 339 x 6", notYet},
	{"gse117751_nanostring_rcc/GSE117751_sample_data.csv", "delim, samples, 42 x 7", notYet},
	{"gse117751_nanostring_rcc/GSE117751_sample_data_replicates.csv", "delim, samples, 42 x 8", notYet},
	{"gse49454_sle_wb/samples.tsv", "delim, samples, 177 x 40", notYet},
	{"gse60424_ms_ifnb_rnaseq/samples.tsv", "delim, samples, 134 x 9", notYet},
	{"gse78193_amg811_ifng/samples.tsv", "delim, samples, 125 x 10", notYet},
	{"ifn_stimulation/GSE74863_samples.tsv", "delim, samples, 18 x 2", notYet},
	{"sle_subset/dataset4_samples.tsv", "delim, samples, 30 x 2", notYet},
	{"tb_hiv_rnaseq/TB_hiv_samples.tsv", "delim, samples, 31 x 3", notYet},
	{"tb_hiv_rnaseq/TB_indian_samples.tsv", "delim, samples, 44 x 3", notYet},

	// genotypes, and a score of the PGS Catalog
	{"formats/23andme.txt", "array, genetic, 10 x 1", genotypes},
	{"formats/23andme_allele.txt", "array, genetic, 8 x 1", genotypes},
	{"formats/23andme_win.txt", "array, genetic, 10 x 1", genotypes},
	{"formats/ancestry.txt", "array, genetic, 8 x 1", genotypes},
	{"formats/ancestry_mt.txt", "array, genetic, 3 x 1", genotypes},
	{"formats/ancestry_multi_sep.txt", "array, genetic, 8 x 1", genotypes},
	{"formats/myheritage.csv", "array, genetic, 8 x 1", genotypes},
	{"formats/myheritage_extra_quotes.csv", "array, genetic, 8 x 1", genotypes},
	{"formats/testvcf.vcf", "vcf, genetic, 17 x 1", genotypes},
	{"formats/testvcf_multi_sample.vcf", "vcf, genetic, 17 x 2", genotypes},
	{"formats/testvcf_phased.vcf", "vcf, genetic, 17 x 1", genotypes},
	{"genotype/1000G_chr22_VariantAnnotation.vcf.gz", "vcf, genetic, 10376 x 5", genotypes},
	{"genotype/1kg_phase3_chr21_start.vcf.gz", "vcf, genetic, 600 x 2504", genotypes},
	{"genotype/HG00187.chr22.hg38.g.vcf.gz", "vcf, genetic, 1000 x 1", genotypes},
	{"genotype/PGS000001_hmPOS_GRCh38.txt.gz", "pgs, genetic, 77 x 1", genotypes},
	{"genotype/tiny1000G.vcf.gz", "vcf, genetic, 1004 x 3202", genotypes},

	// what was computed or is known, and no measurement
	{"annotation/orghs_alias2symbol.tsv.gz", "refused", list("symbol")},
	{"annotation/orghs_ensembl2symbol.tsv.gz", "refused", list("ensembl_gene")},
	{"annotation/orghs_refseq2symbol.tsv.gz", "refused", list("refseq")},
	{"annotation/probe2symbol_GPL10558.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL13497.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL13667.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL1708.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL570.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL571.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL6102.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL6244.tsv.gz", "refused", list("symbol")},
	{"annotation/probe2symbol_GPL6947.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL96.tsv.gz", "refused", list("probe_id")},
	{"annotation/probe2symbol_GPL97.tsv.gz", "refused", list("probe_id")},
	{"gse117751_nanostring_rcc/GSE117751_design_matrix.csv", "delim, expression, 42 x 4, 0 missing, counts, unknown, by its numbers alone", ofSamples},
	{"ifn_stimulation/IFN_Aybey_signatures.txt", "refused", list("value")},
	{"ifn_stimulation/expected_GSE49454_spearman_vs_sledai.txt", "delim, expression, 19 x 3, 0 missing, unknown?, unknown, by its numbers alone", ofSamples},

	// what tells of the folders
	{"README.md", "refused", sentences},
	{"annotation/SOURCE.md", "refused", sentences},
	{"expected_modules/SOURCE.md", "refused", sentences},
	{"formats/SOURCE.md", "refused", sentences},
	{"genotype/SOURCE.md", "refused", sentences},
	{"gse117751_nanostring_rcc/SOURCE.md", "refused", sentences},
	{"gse49454_sle_wb/SOURCE.md", "refused", sentences},
	{"gse60424_ms_ifnb_rnaseq/SOURCE.md", "refused", sentences},
	{"gse78193_amg811_ifng/SOURCE.md", "refused", sentences},
	{"ifn_stimulation/SOURCE.md", "refused", sentences},
	{"kang_sle_pbmc_ifnb/SOURCE.md", "refused", sentences},
	{"qpcr_exports/SOURCE.md", "refused", sentences},
	{"sle_subset/SOURCE.md", "refused", sentences},
	{"tb_hiv_rnaseq/SOURCE.md", "refused", sentences},
}

// sharedData returns the folder of real files beside the checkout, empty if
// there is none.
func sharedData(t *testing.T) string {
	t.Helper()
	return oracle.Shared(t, "data", "no real file was opened; the extracts in score/testdata carry the figures")
}

// stored is a file of a folder.
func stored(t *testing.T, folder, name string) read.File {
	t.Helper()
	path := filepath.Join(folder, filepath.FromSlash(name))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return read.File{Name: filepath.Base(path), Size: info.Size(), Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}

// TestEveryFile opens every file of shared/data by itself. A file that the
// table does not have fails too: what is to come of it must be said.
func TestEveryFile(t *testing.T) {
	folder := sharedData(t)
	if folder == "" {
		return
	}
	var seen []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		seen = append(seen, name)
		i := slices.IndexFunc(everyFile, func(x everyRow) bool { return x.file == name })
		if i < 0 {
			t.Errorf("%s is not in the table: %+v", name, alone(t, stored(t, folder, name)))
			return nil
		}
		want := everyFile[i]
		got := alone(t, stored(t, folder, name))
		if got.read != want.read || !strings.Contains(got.says, want.says) || want.says == "" && got.says != "" {
			t.Errorf("%s\nis read as %q and says %q\nwant       %q,         %q", name, got.read, got.says, want.read, want.says)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range everyFile {
		if !slices.Contains(seen, x.file) {
			t.Errorf("%s of the table is not in shared/data", x.file)
		}
	}
}

// alone opens one file at an empty desk and says what came of it.
func alone(t *testing.T, f read.File) everyRow {
	t.Helper()
	d := Desk{Genes: human.Table()}
	r, problem := do(t, &d, job.Request{Open: &job.Open{}}, f)
	if problem != "" {
		return everyRow{"", "refused", problem}
	}
	v, m := r.Check.Files[0], r.Check.Table
	format := v.Summary.Format
	if v.Summary.Inner != "" {
		format += "/" + v.Summary.Inner
	}
	what := string(v.Summary.Options.Kind)
	if v.Genetic {
		what = "genetic"
	}
	s := fmt.Sprintf("%s, %s, %d x %d", format, what, v.Rows, v.Columns)
	if m != nil {
		s += fmt.Sprintf(", %d missing, %s", m.Missing, m.Unit)
		if !m.UnitGuess.Sure {
			s += "?"
		}
		s += fmt.Sprintf(", %s", m.Namespace)
		if v.Summary.Unsure {
			s += ", by its numbers alone"
		}
	}
	return everyRow{"", s, r.Check.Problem}
}

// together are files of one study, the table of the samples by which column it
// is joined, who the samples are, and the codes of what is noted of the files
// and the people.
var together = []struct {
	files  []string
	key    string
	people string
	notes  []note.Code
}{
	{[]string{"gse49454_sle_wb/GSE49454_log2_probes.tsv.gz", "gse49454_sle_wb/samples.tsv", "annotation/probe2symbol_GPL10558.tsv.gz"}, `column "gsm", compared as it is: it names 177 of 177 samples`, "20 control in 20, 62 patient in 157", nil},
	{[]string{"gse78193_amg811_ifng/GSE78193_agilent.tsv.gz", "gse78193_amg811_ifng/samples.tsv"}, `column "gsm", compared as it is: it names 125 of 125 samples`, "4 control in 24, 26 patient in 101", []note.Code{note.ReplicateArrays}},
	{[]string{"gse78193_amg811_ifng/GSE78193_agilent.tsv.gz", "expected_modules/E-GEOD-78193_Chiche_et_al_module.tsv"}, "", "125 unassigned in 125", []note.Code{note.JoinFailed}},
	{[]string{"gse60424_ms_ifnb_rnaseq/GSE60424_TMM_normalized_counts.txt.gz", "gse60424_ms_ifnb_rnaseq/samples.tsv"}, `column "title", compared as it is: it names 134 of 134 samples`, "4 control in 28, 16 patient in 106", []note.Code{note.ReplicateArrays}},
	{[]string{"sle_subset/dataset4.tsv.gz", "sle_subset/dataset4_samples.tsv"}, `column "samples", compared as it is: it names 30 of 30 samples`, "10 control in 10, 20 patient in 20", nil},
	{[]string{"tb_hiv_rnaseq/TB_hiv_counts.tsv.gz", "tb_hiv_rnaseq/TB_hiv_samples.tsv"}, `column "sample", compared as it is: it names 31 of 31 samples`, "31 unassigned in 31", nil},
	{[]string{"tb_hiv_rnaseq/TB_indian_counts.tsv.gz", "tb_hiv_rnaseq/TB_indian_samples.tsv"}, `column "sample", compared as it is: it names 44 of 44 samples`, "44 unassigned in 44", nil},
	{[]string{"ifn_stimulation/GSE74863_IMR90_IFNb_counts.csv.gz", "ifn_stimulation/GSE74863_samples.tsv"}, `column "sample", compared as it is: it names 18 of 18 samples`, "18 unassigned in 18", nil},
	{[]string{"gse117751_nanostring_rcc/rcc.tgz", "gse117751_nanostring_rcc/GSE117751_sample_data.csv"}, `column "RCC_Name", compared without the ending of a file: it names 42 of 42 samples`, "42 unassigned in 42", []note.Code{note.JoinEnding}},
	{[]string{"gse117751_nanostring_rcc/rcc.tgz", "gse117751_nanostring_rcc/GSE117751_sample_data_replicates.csv"}, `column "RCC_Name", compared without the ending of a file: it names 42 of 42 samples`, "42 unassigned in 42", []note.Code{note.JoinEnding}},
	{[]string{"gse117751_nanostring_rcc/rcc.tgz", "gse117751_nanostring_rcc/GSE117751_design_matrix.csv"}, "", "42 unassigned in 42", []note.Code{note.SecondMatrix}},
	{[]string{"gse117751_nanostring_rcc/GSE117751_series_matrix.txt.gz", "gse117751_nanostring_rcc/GSE117751_sample_data.csv"}, `column "GEO_Accession", compared as it is: it names 42 of 42 samples`, "42 unassigned in 42", nil},
	{[]string{"gse117751_nanostring_rcc/GSE117751_series_matrix.txt.gz", "gse117751_nanostring_rcc/rcc.tgz"}, "", "42 unassigned in 42", []note.Code{note.SecondMatrix}},
}

// TestFilesTogether drops the files of a study at once.
func TestFilesTogether(t *testing.T) {
	folder := sharedData(t)
	if folder == "" {
		return
	}
	for _, x := range together {
		var files []read.File
		for _, f := range x.files {
			files = append(files, stored(t, folder, f))
		}
		d := Desk{Genes: human.Table()}
		r, problem := do(t, &d, job.Request{Open: &job.Open{}}, files...)
		if problem != "" || r.Check.Problem != "" || r.Check.Samples.Key != x.key || counts(r.Check) != x.people {
			t.Errorf("%q: %s%s\njoined by %q, %q\nwant      %q, %q", x.files, problem, r.Check.Problem, r.Check.Samples.Key, counts(r.Check), x.key, x.people)
		}
		var notes []note.Code
		for _, n := range r.Check.Notes {
			if !slices.ContainsFunc(d.exam.Notes, func(e note.Note) bool { return e == n }) { // of the names of rows
				notes = append(notes, n.Code)
			}
		}
		if !slices.Equal(notes, x.notes) {
			t.Errorf("%q: notes %v, want %v", x.files, r.Check.Notes, x.notes)
		}
	}
}
