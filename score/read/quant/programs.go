package quant

import (
	"bytes"
	"fmt"

	"ifnscope/score/expr"
	"ifnscope/score/read/text"
)

// program is a counting program that writes one file a sample.
type program struct {
	name, title string
	// header are the names of the first columns; none means that the file
	// begins with data, which first recognises.
	header []string
	first  func(fields [][]byte) bool
	id     int    // the column that names the gene
	summed bool   // rows are transcripts, to be added up by that column
	values []data // the first is the default
	// choose picks the column of values by the first rows, nil for the default
	choose func(rows [][][]byte) (column int, why string)
}

// data is a column of values.
type data struct {
	name   string
	column int // from 0; -1 is the last one
	unit   expr.Unit
}

// programs, by the manuals of STAR 2.7 (section 7.2, the counts with
// --quantMode GeneCounts), HTSeq 2.0 (htseq-count), Salmon 1.10 (quant.sf and
// quant.genes.sf), kallisto 0.50 (abundance.tsv) and RSEM 1.3
// (rsem-calculate-expression).
var programs = []program{
	{name: "star", title: "STAR gene counts", first: func(f [][]byte) bool { return len(f) == 4 && string(f[0]) == "N_unmapped" },
		values: []data{{"unstranded", 1, expr.Counts}, {"forward", 2, expr.Counts}, {"reverse", 3, expr.Counts}}, choose: strand},
	{name: "htseq", title: "HTSeq counts", first: isHTSeq,
		values: []data{{"counts", -1, expr.Counts}}},
	{name: "salmon", title: "Salmon quantification", header: []string{"Name", "Length", "EffectiveLength", "TPM", "NumReads"},
		values: []data{{"TPM", 3, expr.TPM}, {"NumReads", 4, expr.Counts}}},
	{name: "kallisto", title: "kallisto quantification", header: []string{"target_id", "length", "eff_length", "est_counts", "tpm"},
		values: []data{{"tpm", 4, expr.TPM}, {"est_counts", 3, expr.Counts}}},
	{name: "rsem", title: "RSEM genes", header: []string{"gene_id", "transcript_id(s)", "length", "effective_length", "expected_count", "TPM", "FPKM"},
		values: []data{{"TPM", 5, expr.TPM}, {"expected_count", 4, expr.Counts}, {"FPKM", 6, expr.FPKM}}},
	{name: "rsem-isoforms", title: "RSEM isoforms", header: []string{"transcript_id", "gene_id", "length", "effective_length", "expected_count", "TPM", "FPKM"}, id: 1, summed: true,
		values: []data{{"TPM", 5, expr.TPM}, {"expected_count", 4, expr.Counts}, {"FPKM", 6, expr.FPKM}}},
}

// isHTSeq recognises gene, count, or gene, name, count without a header. A
// table of two columns without a header can hardly be anything else.
func isHTSeq(f [][]byte) bool {
	n := len(f)
	return (n == 2 || n == 3) && len(f[0]) > 0 && isCount(f[n-1]) && !isCount(f[0])
}

func isCount(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// strand chooses the column of STAR's counts: column 3 counts the reads whose
// first mate lies on the strand of the gene, column 4 those on the other one.
// A stranded library has nearly all its reads in one of them.
func strand(rows [][][]byte) (int, string) {
	var sum [3]float64
	for _, f := range rows {
		if len(f) != 4 || bytes.HasPrefix(f[0], []byte("N_")) {
			continue
		}
		for k := range sum {
			v, _ := text.Numbers{}.Parse(f[k+1])
			sum[k] += v
		}
	}
	why := fmt.Sprintf("of the first rows, %.0f reads lie on the strand of the gene and %.0f on the other", sum[1], sum[2])
	const stranded = 4
	switch {
	case sum[1] > stranded*sum[2]:
		return 1, why
	case sum[2] > stranded*sum[1]:
		return 2, why
	}
	return 0, why
}
