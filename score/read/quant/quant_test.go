package quant

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/read"
)

// The layouts as the programs write them, with few genes.
const (
	star = "N_unmapped\t700\t700\t700\nN_multimapping\t50\t50\t50\nN_noFeature\t20\t900\t30\nN_ambiguous\t9\t1\t4\n" +
		"ENSG00000165949\t100\t2\t98\nENSG00000137959\t2000\t30\t1970\nENSG00000134321\t7\t0\t7\n"
	htseq   = "ENSG00000165949.12\t100\nENSG00000137959.16\t2000\nENSG00000134321.13\t0\n__no_feature\t31\n__ambiguous\t4\n__too_low_aQual\t0\n__not_aligned\t12\n__alignment_not_unique\t9\n"
	htseq3  = "ENSG00000165949\tIFI27\t100\nENSG00000137959\tIFI44L\t2000\n__no_feature\t\t31\n"
	salmon  = "Name\tLength\tEffectiveLength\tTPM\tNumReads\nENSG00000165949.12\t656.2\t480.1\t12.75\t100.5\nENSG00000137959.16\t2000\t1800\t99.25\t2000\n"
	gencode = "Name\tLength\tEffectiveLength\tTPM\tNumReads\n" +
		"ENST00000621160.5|ENSG00000165949.12|OTTHUMG1|OTTHUMT1|IFI27-210|IFI27|656|protein_coding|\t656\t480\t1.5\t10\n" +
		"ENST00000616764.4|ENSG00000165949.12|OTTHUMG1|OTTHUMT2|IFI27-209|IFI27|600|protein_coding|\t600\t430\t2.25\t20\n" +
		"ENST00000370751.10|ENSG00000137959.16|OTTHUMG2|OTTHUMT3|IFI44L-201|IFI44L|5875|protein_coding|\t5875\t5700\t4\t30\n"
	kallisto = "target_id\tlength\teff_length\test_counts\ttpm\nENSG00000165949\t656\t480.1\t100.5\t12.75\nENSG00000137959\t2000\t1800\t2000\t99.25\n"
	rsem     = "gene_id\ttranscript_id(s)\tlength\teffective_length\texpected_count\tTPM\tFPKM\n" +
		"ENSG00000165949_IFI27\tENST00000621160,ENST00000616764\t656.00\t480.10\t100.50\t12.75\t8.10\nENSG00000137959_IFI44L\tENST00000370751\t2000\t1800\t2000\t99.25\t60\n"
	isoforms = "transcript_id\tgene_id\tlength\teffective_length\texpected_count\tTPM\tFPKM\tIsoPct\n" +
		"ENST1\tIFI27\t656\t480\t100\t1.5\t8\t40.00\nENST2\tIFI27\t600\t430\t20\t2.25\t9\t60.00\nENST3\tMX1\t600\t430\t20\t5\t9\t100.00\n"
	feature = "# Program:featureCounts v2.0.1; Command:\"featureCounts\" \"-T\" \"8\" \"/data/DOE_JANE/p1.bam\"\n" +
		"Geneid\tChr\tStart\tEnd\tStrand\tLength\t/data/DOE_JANE/p1.Aligned.sortedByCoord.out.bam\tC:\\x\\p2.sorted.bam\n" +
		"ENSG00000165949\t14;14\t94104836;94105836\t94104990;94106000\t+;+\t656\t100\t3\nENSG00000137959\t1\t78619922\t78646145\t+\t5900\t2000\t4\n"
	featureExtra = "Geneid\tChr\tStart\tEnd\tStrand\tLength\tgene_name\ta/out.bam\tb/out.bam\n" +
		"ENSG00000165949\t14\t9\t10\t+\t656\tIFI27\t100\t3.5\nENSG00000137959\t1\t7\t8\t+\t5900\tIFI44L\t2000\t4\n"
	nfcore = "gene_id\tgene_name\tX1\tP2\nENSG00000165949\tIFI27\t100.25\t0\nENSG00000137959\tIFI44L\t2000\t4\nENSG00000134321\tRSAD2\t7\t5\n"
)

func file(name, s string) read.File {
	return read.File{Name: name, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(s)), nil }}
}

func readIt(name, s string, opt read.Options) (*read.Content, error) {
	f := file(name, s)
	p, err := read.Peek(f, opt)
	if err != nil {
		return nil, err
	}
	return read.Load(context.Background(), f, p, nil)
}

func TestPrograms(t *testing.T) {
	for _, x := range []struct {
		file, content, format, column string
		unit                          expr.Unit
		genes                         string
		samples                       string
		value                         []float64 // of the first gene
	}{
		{"SLE_01ReadsPerGene.out.tab", star, "star", "reverse", expr.Counts, "ENSG00000165949 ENSG00000137959 ENSG00000134321", "SLE_01", []float64{98}},
		{"P1.htseq.counts.txt", htseq, "htseq", "", expr.Counts, "ENSG00000165949.12 ENSG00000137959.16 ENSG00000134321.13", "P1", []float64{100}},
		{"P1_counts.tsv.gz", htseq3, "htseq", "", expr.Counts, "ENSG00000165949 ENSG00000137959", "P1", []float64{100}},
		{"P1/quant.genes.sf", salmon, "salmon", "TPM", expr.TPM, "ENSG00000165949.12 ENSG00000137959.16", "P1", []float64{12.75}},
		{"P7/quant.sf", gencode, "salmon", "TPM", expr.TPM, "ENSG00000165949.12 ENSG00000137959.16", "P7", []float64{3.75}},
		{"run/P2/abundance.tsv", kallisto, "kallisto", "tpm", expr.TPM, "ENSG00000165949 ENSG00000137959", "P2", []float64{12.75}},
		{"P3.genes.results", rsem, "rsem", "TPM", expr.TPM, "ENSG00000165949_IFI27 ENSG00000137959_IFI44L", "P3", []float64{12.75}},
		{"P3.isoforms.results", isoforms, "rsem-isoforms", "TPM", expr.TPM, "IFI27 MX1", "P3", []float64{3.75}},
		{"counts.txt", feature, "featurecounts", "", expr.Counts, "ENSG00000165949 ENSG00000137959", "p1 p2", []float64{100, 3}},
		{"counts.txt", featureExtra, "featurecounts", "", expr.Counts, "ENSG00000165949 ENSG00000137959", "a b", []float64{100, 3.5}},
		{"salmon.merged.gene_counts.tsv", nfcore, "nfcore", "", expr.Counts, "ENSG00000165949 ENSG00000137959 ENSG00000134321", "X1 P2", []float64{100.25, 0}},
	} {
		c, err := readIt(x.file, x.content, read.Options{})
		if err != nil {
			t.Errorf("%s: %v", x.file, err)
			continue
		}
		if c.Format != x.format || c.Options.Column != x.column || c.Matrix.Unit() != x.unit {
			t.Errorf("%s: %s, column %q, %s; want %s, %q, %s", x.file, c.Format, c.Options.Column, c.Matrix.Unit(), x.format, x.column, x.unit)
		}
		if g, s := strings.Join(c.Matrix.Genes(), " "), strings.Join(c.Matrix.Samples(), " "); g != x.genes || s != x.samples {
			t.Errorf("%s: genes %q of samples %q; want %q of %q", x.file, g, s, x.genes, x.samples)
		}
		if got := fmt.Sprint(c.Matrix.Row(0)); got != fmt.Sprint(x.value) {
			t.Errorf("%s: values %s, want %v", x.file, got, x.value)
		}
	}
}

func TestChosenColumn(t *testing.T) {
	for _, x := range []struct {
		content, column string
		unit            expr.Unit
		value           float64
	}{
		{star, "unstranded", expr.Counts, 100},
		{star, "forward", expr.Counts, 2},
		{salmon, "NumReads", expr.Counts, 100.5},
		{kallisto, "est_counts", expr.Counts, 100.5},
		{rsem, "FPKM", expr.FPKM, 8.1},
		{strings.NewReplacer("100.25", "100.5", "2000", "999000", "\t7\t5", "\t899.5\t999991").Replace(nfcore), "", expr.TPM, 100.5},
	} {
		c, err := readIt("P1", x.content, read.Options{Column: x.column})
		if err != nil {
			t.Errorf("%s: %v", x.column, err)
			continue
		}
		if v := c.Matrix.At(0, 0); v != x.value || c.Matrix.Unit() != x.unit {
			t.Errorf("%s: %v %s, want %v %s", x.column, v, c.Matrix.Unit(), x.value, x.unit)
		}
	}
}

func TestStrand(t *testing.T) {
	for _, x := range []struct {
		rows string
		want int
	}{{"a\t100\t50\t50", 0}, {"a\t100\t95\t5", 1}, {"a\t100\t5\t95", 2}, {"a\t0\t0\t0", 0}, {"N_noFeature\t0\t900\t0\nb\t10\t0\t9", 2}} {
		if got, why := strand(sample([]byte(x.rows), 100)); got != x.want {
			t.Errorf("%q: column %d (%s), want %d", x.rows, got, why, x.want)
		}
	}
}

func TestTranscriptsAdded(t *testing.T) {
	c, err := readIt("P7/quant.sf", gencode, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !c.Notes.Has(note.TranscriptsAdded) || !strings.Contains(c.Notes[0].Text, "3 transcripts were added up to 2 genes") {
		t.Errorf("notes %v", c.Notes)
	}
}

func TestErrors(t *testing.T) {
	lengths := "gene_id\tgene_name\tP1\tP2\n"
	for i := range 60 {
		lengths += fmt.Sprintf("ENSG%011d\tG%d\t%d.5\t%d.25\n", i, i, 900+i, 900+i)
	}
	for _, x := range []struct {
		name, content string
		code          read.Code
		message       string
	}{
		{"not a number", strings.Replace(star, "\t98\n", "\tx\n", 1), read.NotNumber, "line 5, column 4"},
		{"cut", strings.TrimSuffix(salmon, "\t2000\n"), read.Ragged, "line 3: the row has 4 cells"},
		{"no gene", strings.Replace(salmon, "\nENSG00000137959.16", "\n", 1), read.Malformed, "line 3"},
		{"transcripts", strings.ReplaceAll(salmon, "ENSG", "ENST"), read.NotData, "the rows are transcripts (ENST"},
		{"merged transcripts", "tx\tgene_id\tP1\nENST1\tENSG1\t3\n", read.NotData, "transcripts"},
		{"lengths", lengths, read.NotData, "gene lengths"},
		{"summary", "Status\tp1.bam\nAssigned\t9\nUnassigned_Unmapped\t0\n", read.NotData, "summary of featureCounts"},
		{"feature number", strings.Replace(feature, "\t2000\t", "\tmany\t", 1), read.NotNumber, "line 4, column 7"},
		{"header only", "Name\tLength\tEffectiveLength\tTPM\tNumReads\n", read.Empty, "no row"},
	} {
		_, err := readIt("P1", x.content, read.Options{})
		var e *read.Error
		if !errors.As(err, &e) || e.Code != x.code || !strings.Contains(e.Error(), x.message) || e.WayOut == "" {
			t.Errorf("%s: %v, want %q with %q", x.name, err, x.code, x.message)
		}
		if err != nil && strings.Contains(err.Error(), "DOE") {
			t.Errorf("%s: the error shows a path: %v", x.name, err)
		}
	}
}

// The command in the first line of featureCounts holds paths, and paths can
// hold the name of a person.
func TestPathsAreNotShown(t *testing.T) {
	c, err := readIt("counts.txt", feature, read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s := fmt.Sprint(c.Summary, c.Notes, c.Matrix.Samples()); strings.Contains(s, "DOE") {
		t.Errorf("the folder of a person is shown: %s", s)
	}
}

func TestSampleName(t *testing.T) {
	for path, want := range map[string]string{
		"P1ReadsPerGene.out.tab": "P1", "a/P1.genes.results": "P1", "x/P1/quant.sf": "P1", "P1/abundance.tsv.gz": "P1", `C:\d\P1.bam`: "P1",
		"P1_counts.txt": "P1", "SLE-01.tsv": "SLE-01", "quant.sf": "quant.sf", "": "sample", "GSM1_P1.htseq.counts.gz": "GSM1_P1",
	} {
		if got := SampleName(path); got != want {
			t.Errorf("SampleName(%q) = %q, want %q", path, got, want)
		}
	}
}

// Files of one sample each, dropped together.
func TestJoin(t *testing.T) {
	var files []*read.Content
	for i, s := range []string{star, strings.Replace(star, "ENSG00000134321\t7\t0\t7\n", "ENSG00000119922\t5\t0\t5\n", 1), star} {
		c, err := readIt(fmt.Sprintf("P%dReadsPerGene.out.tab", i+1), s, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, c)
	}
	c, err := read.Join(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.Matrix.Samples(), " "); got != "P1 P2 P3" || c.Matrix.Unit() != expr.Counts {
		t.Errorf("samples %q in %s", got, c.Matrix.Unit())
	}
	want := "[[98 98 98] [1970 1970 1970] [7 NaN 7] [NaN 5 NaN]]"
	var rows [][]float64
	for i := range c.Matrix.Genes() {
		rows = append(rows, c.Matrix.Row(i))
	}
	if got := fmt.Sprint(rows); got != want {
		t.Errorf("values %s, want %s", got, want)
	}
	if !c.Notes.Has(note.GeneListsDiffer) || !c.Notes.Has(note.FilesJoined) || c.Notes.Has(note.StrandsDiffer) {
		t.Errorf("notes %v", c.Notes)
	}
}

func FuzzQuant(f *testing.F) {
	for _, s := range []string{star, htseq, htseq3, salmon, gencode, kallisto, rsem, isoforms, feature, featureExtra, nfcore} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := readIt("run/P1.txt", s, read.Options{})
		if err != nil {
			var e *read.Error
			if !errors.As(err, &e) {
				t.Errorf("%v is no *read.Error", err)
			}
			return
		}
		if c.Matrix == nil && c.Table == nil {
			t.Error("a file was read and holds nothing")
		}
	})
}
