package score_test

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"ifnscope/score"
	"ifnscope/score/expr"
	"ifnscope/score/gene/human"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// TestIdentifiers writes one panel of genes under every kind of name, reads it
// and scores it: the score is the same, to the last bit.
func TestIdentifiers(t *testing.T) {
	// IFI27, IFI44, IFI44L, RSAD2, MX1, OAS1, ISG15
	names := map[string][]string{
		"symbol":         {"IFI27", "IFI44", "IFI44L", "RSAD2", "MX1", "OAS1", "ISG15"},
		"alias":          {"ISG12", "MTAP44", "C1orf29", "CIG5", "MXA", "OIAS", "G1P2"},
		"ensembl":        {"ENSG00000165949", "ENSG00000137965", "ENSG00000137959", "ENSG00000134321", "ENSG00000157601", "ENSG00000089127", "ENSG00000187608"},
		"versions":       {"ENSG00000165949.12", "ENSG00000137965.10", "ENSG00000137959.16", "ENSG00000134321.11", "ENSG00000157601.14", "ENSG00000089127.12", "ENSG00000187608.10"},
		"entrez":         {"3429", "10561", "10964", "91543", "4599", "4938", "9636"},
		"HT-12 v4":       {"ILMN_2058782", "ILMN_1760062", "ILMN_1723912", "ILMN_1657871", "ILMN_1662358", "ILMN_1672606", "ILMN_2054019"},
		"U133 Plus 2.0":  {"202411_at", "214453_s_at", "204439_at", "213797_at", "202086_at", "202869_at", "205483_s_at"},
		"id and symbol":  {"ENSG00000165949|IFI27", "ENSG00000137965|IFI44", "ENSG00000137959|IFI44L", "ENSG00000134321|RSAD2", "ENSG00000157601|MX1", "ENSG00000089127|OAS1", "ENSG00000187608|ISG15"},
		"symbol, spaced": {" IFI27 ", "IFI44", "\u00a0IFI44L", "RSAD2 ", "MX1", "OAS1", "ISG15"},
	}
	for what, ids := range names {
		var b strings.Builder
		b.WriteString("id\tA\tB\n")
		for i, id := range ids {
			fmt.Fprintf(&b, "%s\t%g\t%g\n", id, 5+0.37*float64(i), 9.25-0.41*float64(i))
		}
		f := read.File{Name: what, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(b.String())), nil }}
		s, err := read.Peek(f, read.Options{})
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		c, err := read.Load(context.Background(), f, s, nil)
		if err != nil || c.Matrix == nil {
			t.Errorf("%s: read as %s, %v", what, s.Options.Kind, err)
			continue
		}
		r, err := score.Run(context.Background(), score.Input{Matrix: c.Matrix, Genes: human.Table()}, score.Options{Unit: expr.Log2, Signatures: []string{"ifngs4"}, Methods: []string{"mean-log2"}}, nil)
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		res, _ := r.Result("ifngs4", "mean-log2/1")
		for j, want := range []float64{(5 + 5.37 + 5.74 + 6.11) / 4, (9.25 + 8.84 + 8.43 + 8.02) / 4} {
			if v := res.Scores[j]; v.Used != 4 || math.Abs(float64(v.Value)-want) > 1e-14*want {
				t.Errorf("%s: %s is %v of %d genes, want %v of 4 (read as %v, missing %v)", what, r.Samples[j].Name, v.Value, v.Used, want, r.Settings.Namespace, r.Signatures[0].Missing)
			}
		}
		if r.Matrix.Mapped != len(ids) {
			t.Errorf("%s: %d of %d rows map", what, r.Matrix.Mapped, len(ids))
		}
	}
}

// TestNeighbours leaves every second patient out: what a method that needs no
// cohort says of the others does not change, not by one bit: of several probes
// of a gene the one that is highest in the healthy controls stands for it.
func TestNeighbours(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	opt := c.opt
	opt.Methods = []string{"mean-log2", "mean-z", "sum-z", "median-fc", "singscore"}
	all := c.run(t, opt)
	at := map[string]int{}
	opt.Assignment.ByHand = map[string]sample.Role{}
	for j, s := range all.Samples {
		at[s.Name] = j
		if s.Role == sample.Patient && j%2 == 0 {
			opt.Assignment.ByHand[s.Name] = sample.Excluded
		}
	}
	few := c.run(t, opt)
	if len(few.Samples) > 110 {
		t.Fatalf("%d samples were kept", len(few.Samples))
	}
	for _, res := range few.Results {
		whole, _ := all.Result(res.Signature, res.Method)
		for j, s := range few.Samples {
			a, b := float64(res.Scores[j].Value), float64(whole.Scores[at[s.Name]].Value)
			if math.IsNaN(a) != math.IsNaN(b) || a != b && !math.IsNaN(a) {
				t.Errorf("%s by %s: %s is %v among few and %v among all", res.Signature, res.Method, s.Name, a, b)
			}
		}
	}
}
