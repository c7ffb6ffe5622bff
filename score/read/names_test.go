package read

import (
	"errors"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/sample"
)

// TestNames takes names of MaxName characters, and refuses what is one longer
// wherever a page would show it.
func TestNames(t *testing.T) {
	matrix := func(g, s string) *expr.Matrix {
		m, err := expr.New([]string{"IFI27", g}, []string{"P1", s}, expr.Log2, gene.Namespace{}, make([]float64, 4))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	table := func(column, cell string) *sample.Table {
		x, err := sample.NewTable([]string{"sample", column}, [][]string{{"P1", "P2"}, {"a", cell}})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for what, of := range map[string]func(s string) *Content{
		"the name of sample 2 has":                            func(s string) *Content { return &Content{Matrix: matrix("MX1", s)} },
		"the name of gene 2 has":                              func(s string) *Content { return &Content{Matrix: matrix(s, "P2")} },
		"the name of column 2 of the sample table has":        func(s string) *Content { return &Content{Table: table(s, "b")} },
		`row 2 of the column "group" of the sample table has`: func(s string) *Content { return &Content{Table: table("group", s)} },
		"the name of a probe has":                             func(s string) *Content { return &Content{Probes: map[string]string{s: "IFI27"}} },
		"the gene of a probe has":                             func(s string) *Content { return &Content{Probes: map[string]string{"p1": s}} },
		"what the file tells of its run has":                  func(s string) *Content { return &Content{Assay: &Assay{Facts: []Fact{{"", s}}}} },
	} {
		if err := of(strings.Repeat("é", MaxName)).names(); err != nil {
			t.Errorf("%s: %.200v", what, err)
		}
		err := of(strings.Repeat("é", MaxName+1)).names()
		var e *Error
		if !errors.As(err, &e) || e.Code != Malformed || !strings.HasPrefix(e.What, what) || e.WayOut == "" || len(err.Error()) > 300 {
			t.Errorf("%s: %.300v", what, err)
		}
	}
}
