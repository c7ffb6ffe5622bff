package delim_test

import (
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/read"
)

// The names of columns may say what was measured beside the gene.
func TestMeasures(t *testing.T) {
	for header, want := range map[string]expr.Unit{
		"IFI27_Ct,IFI44_Ct,RSAD2_Ct":                                expr.Ct,
		"ΔCt IFI27,ΔCt IFI44,ΔCt RSAD2":                             expr.DCt,
		"IFI27 (dCt),IFI44 (dCt),RSAD2 (dCt)":                       expr.DCt,
		"IFI27 RQ,IFI44 RQ,RSAD2 RQ":                                expr.RQ,
		"2^-ΔΔCt IFI27,2^-ΔΔCt IFI44,2^-ΔΔCt RSAD2":                 expr.RQ,
		"IFI27 delta Ct,IFI44 delta Ct,RSAD2 delta Ct":              expr.DCt,
		"IFI27.expression,IFI44.expression,RSAD2.expression":        expr.Unknown,
		"IFI27 Relative Expression,IFI44 Relative Expression,RSAD2": expr.RQ,
	} {
		c, err := open("Sample,Group,height,"+header+"\nA,HC,160,20.5,21,19\nB,SLE,170,22,23,18\n", read.Options{})
		if err != nil || c.Matrix == nil {
			t.Errorf("%s: %+v, %v", header, c, err)
			continue
		}
		genes := []string{"IFI27", "IFI44", "RSAD2"}
		if strings.HasSuffix(header, ",RSAD2") {
			genes = genes[:2] // what has no measure is no gene here
		}
		if !slices.Equal(c.Matrix.Genes(), genes) || !slices.Equal(c.Matrix.Samples(), []string{"A", "B"}) || c.Matrix.Unit() != want || c.Matrix.At(1, 1) != 23 {
			t.Errorf("%s: genes %q, samples %q, unit %v", header, c.Matrix.Genes(), c.Matrix.Samples(), c.Matrix.Unit())
		}
		if !slices.ContainsFunc(c.Evidence, func(e read.Evidence) bool { return e.What == "values" }) || c.Table.Column("height") == nil {
			t.Errorf("%s: evidence %v, table %q", header, c.Evidence, c.Table.Columns())
		}
	}
}

// Of several measures of a gene one is read, and a person may choose another.
func TestSeveralMeasures(t *testing.T) {
	const text = "Sample,IFI27_RQ,IFI27_Ct,IFI27_Ct_SD,IFI44_RQ,IFI44_Ct,IFI44_Ct_SD\nA,1,20.5,0.1,2,21,0.2\nB,3,22,0.1,4,Undetermined,0.2\n"
	c, err := open(text, read.Options{})
	if err != nil || !slices.Equal(c.Columns, []string{"Ct", "RQ"}) || c.Matrix.Unit() != expr.Ct || c.Matrix.At(1, 0) != 21 || c.Matrix.At(1, 1) == c.Matrix.At(1, 1) {
		t.Fatalf("%+v, %v", c, err)
	}
	if !c.Notes.Has(note.ColumnsLeft) || !c.Notes.Has(note.CtUndetermined) {
		t.Errorf("notes %v", c.Notes)
	}
	if c, err = open(text, read.Options{Column: "RQ"}); err != nil || c.Matrix.Unit() != expr.RQ || c.Matrix.At(1, 1) != 4 {
		t.Errorf("RQ: %+v, %v", c, err)
	}
}
