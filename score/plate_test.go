package score

import (
	"context"
	"math"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/oracle"
	"ifnscope/score/qc"
	_ "ifnscope/score/read/pcr"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// TestLabPlate scores the day and compares with the numbers worked out by
// hand.
func TestLabPlate(t *testing.T) {
	c := loaded(t, "plate.txt", oracle.LabPlate())
	if genes, samples := c.Matrix.Dims(); genes != 8 || samples != 32 || c.Matrix.Unit() != expr.Ct {
		t.Fatalf("%d genes x %d samples in %s", genes, samples, c.Matrix.Unit())
	}
	// duplicates 0.25 apart: sd = 0.25/sqrt 2 = 0.18; both references move
	// together; no well without template amplified: nothing is flagged but
	// the lost gene
	for _, k := range c.Assay.Checks {
		if k.Grade > qc.Good && !(k.Gene == "SIGLEC1" && k.Sample == "P3") {
			t.Errorf("%s %s: %s", k.Sample, k.Gene, k)
		}
	}
	if !c.Notes.Has(note.CtUndetermined) {
		t.Error("the gene without a Ct is not noted")
	}

	r, err := Run(context.Background(), Input{Matrix: c.Matrix, Table: c.Table, Assay: c.Assay},
		Options{Assignment: sample.Recognise(c.Matrix.Samples(), c.Table).Assignment}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Settings.Unit != expr.Ct || r.Settings.Normalisation != "dct" || strings.Join(r.Settings.References, " ") != "HPRT1 RNA18S" {
		t.Errorf("unit %s, normalisation %s to %v", r.Settings.Unit, r.Settings.Normalisation, r.Settings.References)
	}
	res, ok := r.Result("crow6", "median-fc/1")
	if !ok {
		t.Fatal("crow6 was not scored")
	}
	// The median control has fold change 1, so 7 controls have 2, 15 have 1
	// and 7 have 1/2: mean 32.5/29, sum of squares 44.75.
	mean := 32.5 / 29
	sd := math.Sqrt((44.75 - 29*mean*mean) / 28)
	for _, n := range []struct {
		what      string
		got, want float64
	}{
		{"mean of the controls", float64(res.Cutoff.Mean), 1.1206896551724137},
		{"sd of the controls", float64(res.Cutoff.SD), sd},
		{"cut-off", float64(res.Cutoff.Value), mean + 2*sd}, // 2.211
		{"HC01", float64(res.Scores[0].Value), 2},
		{"HC08", float64(res.Scores[7].Value), 0.5},
		{"HC29", float64(res.Scores[28].Value), 1},
		{"P1", float64(res.Scores[29].Value), 8},  // every gene three cycles early
		{"P2", float64(res.Scores[30].Value), 12}, // 2 4 8 16 32 64: (8+16)/2
		{"P3", float64(res.Scores[31].Value), 1},  // five genes alike, one lost
	} {
		if !(math.Abs(n.got-n.want) <= 1e-12*n.want) {
			t.Errorf("%s is %v, by hand %v", n.what, n.got, n.want)
		}
	}
	if used := res.Scores[31].Used; used != 5 {
		t.Errorf("the score of P3 is of %d genes", used)
	}
	var tsv strings.Builder
	if err := r.WriteTSV(&tsv); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"# assay: Instrument Type: QuantStudio(TM) 7 Flex System\n", "# assay: Endogenous Control: HPRT1,18S\n",
		"# quality: SIGLEC1 in P3: wells without a Ct: 2 wells, should be at most 0, bad; ",
	} {
		if !strings.Contains(tsv.String(), line) {
			t.Errorf("the export lacks %q", line)
		}
	}
	for j, want := range []ref.Class{ref.High, ref.High, ref.Low} {
		if got := res.Scores[29+j].Class; got != want {
			t.Errorf("P%d is %s, want %s (cut-off %v to %v)", j+1, got, want, res.Cutoff.Lower, res.Cutoff.Upper)
		}
	}
}
