package read_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// one is a file of one sample whose values are 1, 2, ... in the order of genes.
func one(t *testing.T, file, name string, u expr.Unit, genes string) *read.Content {
	t.Helper()
	g := strings.Fields(genes)
	v := make([]float64, len(g))
	for i := range v {
		v[i] = float64(i + 1)
	}
	m, err := expr.New(g, []string{name}, u, gene.Namespace{}, v)
	if err != nil {
		t.Fatal(err)
	}
	return &read.Content{Summary: read.Summary{Format: "star", Title: "STAR gene counts", File: file}, Matrix: m}
}

func TestJoin(t *testing.T) {
	a := one(t, "a.tab", "A", expr.Counts, "IFI27 MX1 MX1 ISG15")
	b := one(t, "b.tab", "B", expr.Counts, "MX1 IFI27 MX1 ISG15 RSAD2")
	a.Options.Column, b.Options.Column = "forward", "reverse"
	table, err := sample.NewTable([]string{"lane", "cartridge"}, [][]string{{"7"}, {"C1"}})
	if err != nil {
		t.Fatal(err)
	}
	b.Table = table
	a.Assay = &read.Assay{Classes: []string{"Endogenous", "Housekeeping", "Housekeeping", "Endogenous"}, Facts: []read.Fact{{Key: "panel", Value: "P1"}}}
	b.Assay = &read.Assay{Classes: []string{"Housekeeping", "Endogenous", "Housekeeping", "Endogenous", "Negative"}, Facts: []read.Fact{{Key: "panel", Value: "P1"}, {Key: "run", Value: "2"}}, Cycles: 40}
	c, err := read.Join([]*read.Content{a, b})
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]float64
	for i := range c.Matrix.Genes() {
		rows = append(rows, c.Matrix.Row(i))
	}
	// the second MX1 of one file belongs to the second of the other
	want := "[IFI27 MX1 MX1 ISG15 RSAD2] [A B] [[1 2] [2 1] [3 3] [4 4] [NaN 5]]"
	if got := fmt.Sprint(c.Matrix.Genes(), c.Matrix.Samples(), rows); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, code := range []note.Code{note.FilesJoined, note.GeneListsDiffer, note.StrandsDiffer} {
		if !c.Notes.Has(code) {
			t.Errorf("no note %s in %v", code, c.Notes)
		}
	}
	if got := fmt.Sprintf("%q", c.Table.Column("lane")); got != `["" "7"]` {
		t.Errorf("lanes %s", got)
	}
	if got := fmt.Sprint(c.Assay.Classes, c.Assay.Facts, c.Assay.Cycles); got != "[Endogenous Housekeeping Housekeeping Endogenous Negative] [{panel P1} {run 2}] 40" {
		t.Errorf("assay %s", got)
	}
}

func TestJoinErrors(t *testing.T) {
	a := one(t, "a.tab", "A", expr.Counts, "IFI27 MX1 ISG15")
	for _, x := range []struct {
		name    string
		other   *read.Content
		code    read.Code
		message string
	}{
		{"one name", one(t, "x/a.tab", "A", expr.Counts, "IFI27 MX1 ISG15"), read.DuplicateName, `"a.tab" and "x/a.tab" are both of the sample "A"`},
		{"units", one(t, "b.tab", "B", expr.TPM, "IFI27 MX1 ISG15"), read.Malformed, "the values are TPM"},
		{"annotations", one(t, "b.tab", "B", expr.Counts, "ENSG1 ENSG2 ISG15"), read.Malformed, "only 1 of 5 genes are in all of the 2 files"},
	} {
		_, err := read.Join([]*read.Content{a, x.other})
		var e *read.Error
		if !errors.As(err, &e) || e.Code != x.code || !strings.Contains(e.Error(), x.message) || e.WayOut == "" {
			t.Errorf("%s: %v, want %q with %q", x.name, err, x.code, x.message)
		}
	}
}
