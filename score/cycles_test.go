package score

import (
	"context"
	"math"
	"slices"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
)

// TestLastCycle takes a Ct of exactly 40 in a plain table for none: a patient
// without IFI27 has no fold change of 2^-13 of it.
func TestLastCycle(t *testing.T) {
	genes := []string{"IFI27", "IFI44L", "RSAD2", "HPRT1"}
	samples := []string{"HC1", "HC2", "P1"}
	table := func(last float64) Input {
		m, err := expr.New(genes, samples, expr.Ct, gene.Namespace{Kind: gene.Symbol}, []float64{30, 31, last, 28, 29, 22, 27, 26, 21, 24, 24, 24})
		if err != nil {
			t.Fatal(err)
		}
		return Input{Matrix: m}
	}
	for last, gone := range map[float64]bool{40: true, 45: true, 39.9: false, 36: false} {
		var notes note.Log
		m := table(last).declared(Options{Unit: expr.Ct, Namespace: gene.Namespace{Kind: gene.Symbol}}, nil, &notes)
		if got := math.IsNaN(m.At(0, 2)); got != gone || notes.Has(note.CtUndetermined) != gone || slices.ContainsFunc(m.Trail(), func(s string) bool { return s != "" }) != gone {
			t.Errorf("%v: missing %v, notes %v, trail %q", last, got, notes, m.Trail())
		}
		if m.At(1, 0) != 28 {
			t.Error("another value was changed")
		}
	}
	// what is no Ct may be 40
	in := table(40)
	in.Matrix = in.Matrix.Declare(expr.Log2, gene.Namespace{Kind: gene.Symbol})
	var notes note.Log
	if m := in.declared(Options{Unit: expr.Log2}, nil, &notes); m.At(0, 2) != 40 || len(notes) > 0 {
		t.Errorf("log2: %v %v", m.At(0, 2), notes)
	}
	s, err := Score(context.Background(), table(40), Options{Unit: expr.Ct, Namespace: gene.Namespace{Kind: gene.Symbol}, Signatures: []string{"crow6"}, MinCoverage: 0.1}, func(string, int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(s.Report.Notes, func(n note.Note) bool { return n.Code == note.CtUndetermined }) {
		t.Errorf("the report does not say so: %v", s.Report.Notes)
	}
}
