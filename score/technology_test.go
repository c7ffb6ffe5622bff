package score_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// TestSameAssay scores a patient against controls by another assay of the same
// genes and unit, log2 values by symbol. What is known to be of another kind is
// refused; of what is not known there is a warning, and the score is what it was.
func TestSameAssay(t *testing.T) {
	for _, c := range []struct {
		there  string // as the laboratory states it
		column string // of the table of the controls, name and value
		here   string // of that of the patient
		want   string // what the error or the notes say, "" for no word
	}{
		{"HT-12 v4", "", "platform|GPL10558", ""},
		{"HT-12 v4", "", "Array Design REF|A-GEOD-10558", ""},
		{"Illumina beadchip", "Platform|GPL10558", "platform_id|GPL10558", ""},
		{"NovaSeq, poly-A", "", "library strategy|RNA-Seq", ""},
		{"", "platform|GPL10558", "library strategy|RNA-Seq", "technology: RNA-seq here, array in the reference"},
		{"TruSeq mRNA-seq", "", "platform|GPL570", "technology: array here, RNA-seq in the reference"},
		{"TaqMan", "", "assay|nCounter", "technology: NanoString here, qPCR in the reference"},
		{"HT-12 v4", "", "platform|GPL570", "assay GPL570 here, HT-12 v4 in the reference file"},
		{"", "platform|GPL10558", "platform|GPL6947", "assay GPL6947 here, GPL10558 in the reference file"},
		{"HT-12 v4", "", "", "same kind of assay (array, RNA-seq, qPCR, NanoString), which the files here do not state"},
		{"", "", "platform|GPL570", "which the reference file does not state"},
		{"our panel", "", "age|30", "which neither states"},
		{"RNA-seq, controls of the array study", "", "library strategy|RNA-Seq", "which the reference file does not state"}, // of two kinds it tells none
	} {
		in, opt := madeCohort(t, 12, 4, 6, true)
		one, _ := madeCohort(t, 0, 1, 6, false)
		in.Table = described(t, in, c.column, in.Table)
		one.Table = described(t, one, c.here, nil)
		whole, err := score.Score(context.Background(), in, opt, nil)
		if err != nil {
			t.Fatal(err)
		}
		saved, err := whole.Reference(ref.About{Name: "Twelve", Assay: c.there})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := ref.WriteFile(&b, saved); err != nil {
			t.Fatal(err)
		}
		if one.Reference, err = ref.ReadFile(&b); err != nil {
			t.Fatal(err)
		}
		s, err := score.Score(context.Background(), one, score.Options{Unit: expr.Log2, Signatures: opt.Signatures, Methods: opt.Methods}, nil)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			for _, n := range s.Report.Notes {
				if n.Code == note.ReferenceAssay {
					got += n.Text
				}
			}
			if res, ok := s.Report.Result("crow6", "mean-z/1"); !ok || res.Cutoff.Value.Missing() {
				t.Errorf("%q, %q: no cut-off", c.there, c.here)
			}
		}
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) || strings.HasPrefix(c.want, "technology") != (err != nil) {
			t.Errorf("controls by %q, %q, a patient by %q: %q, want %q", c.there, c.column, c.here, got, c.want)
		}
	}
}

// described returns a table with one column more, the same in all samples, as
// name|value; the table itself if it is empty.
func described(t *testing.T, in score.Input, column string, table *sample.Table) *sample.Table {
	t.Helper()
	name, value, ok := strings.Cut(column, "|")
	if !ok {
		return table
	}
	var names []string
	var cells [][]string
	if table != nil {
		for _, n := range table.Columns() {
			names, cells = append(names, n), append(cells, table.Column(n))
		}
	}
	same := make([]string, len(in.Matrix.Samples()))
	for j := range same {
		same[j] = value
	}
	tab, err := sample.NewTable(append(names, name), append(cells, same))
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// TestTechnology tells the kind of assay of controls from their unit and rows.
func TestTechnology(t *testing.T) {
	for _, c := range []struct {
		unit       expr.Unit
		namespace  string
		kind       string
		genes      int
		technology string
	}{
		{expr.Counts, "ensembl", "counts", 20000, "RNA-seq"},
		{expr.TPM, "symbol", "TPM", 20000, "RNA-seq"},
		{expr.Counts, "symbol", "counts", 594, ""}, // a panel could be sequenced or of nCounter
		{expr.Counts, "symbol", "NanoString", 594, "NanoString"},
		{expr.DCt, "symbol", "qPCR", 8, "qPCR"},
		{expr.Log2, "probe GPL10558", "log2 expression", 47000, "array"},
		{expr.Log2, "symbol", "log2 expression", 20000, ""},
	} {
		f := &ref.File{Conditions: ref.Conditions{Unit: c.unit, Kind: c.kind}, Genes: make([]ref.GeneStat, c.genes)}
		if err := f.Conditions.Namespace.UnmarshalText([]byte(c.namespace)); err != nil {
			t.Fatal(err)
		}
		if got := score.Technology(f); got != c.technology {
			t.Errorf("%s of %d %s: %q, want %q", c.kind, c.genes, c.namespace, got, c.technology)
		}
	}
}
