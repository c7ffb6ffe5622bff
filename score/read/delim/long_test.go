package delim_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/read"
)

// long writes the four genes and three samples with one value a row.
func long(header string, row func(sample, gene string, v float64) string) string {
	var b strings.Builder
	b.WriteString(header)
	for j, s := range samples {
		for i, g := range genes {
			b.WriteString("\n" + row(s, g, values[i][j]))
		}
	}
	return b.String()
}

// cellOf writes a value as a table would.
func cellOf(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return fmt.Sprint(v)
}

// TestLong reads tables with one value a row, which the qPCR reader does not
// know by the names of their columns.
func TestLong(t *testing.T) {
	plainRow := func(s, g string, v float64) string { return s + "," + g + "," + cellOf(v) }
	for what, c := range map[string]struct {
		text  string
		table []string
		notes []note.Code
	}{
		"Ct (avg)":   {text: long("Sample,Gene,Ct (avg)", plainRow)},
		"Average Cq": {text: long("Patient ID,Gene,Average Cq", plainRow)},
		"Result":     {text: long("patient,Marker,Result", plainRow)},
		"TPM":        {text: long("Sample,gene_id,TPM", plainRow)},
		"German": {text: strings.ReplaceAll(long("Probe;Gen;Wert", func(s, g string, v float64) string {
			return s + ";" + g + ";" + strings.ReplaceAll(cellOf(v), ".", ",")
		}), "1234,5", "1.234,5")},
		"gene first": {text: long("Gene,Sample,Rel. expression", func(s, g string, v float64) string { return g + "," + s + "," + cellOf(v) })},
		"with a group": {text: long("Sample,Group,Age,Gene,Length,Value,SD,Flag", func(s, g string, v float64) string {
			return fmt.Sprintf("%s,%s,%d,%s,%d,%s,0.1,%s", s, s[:1], 30+int(s[len(s)-1]), g, 100*len(g), cellOf(v), s+g)
		}), table: []string{"Group", "Age"}, notes: []note.Code{note.ColumnsLeft}},
		"replicates": {text: long("Sample,Gene,Val1,Val2,Val3", func(s, g string, v float64) string {
			if math.IsNaN(v) {
				return s + "," + g + ",,,"
			}
			return fmt.Sprintf("%s,%s,%v,%v,%v", s, g, v-0.5, v, v+0.5)
		}), notes: []note.Code{note.ReplicatesMean}},
		"undetermined": {text: long("Sample,Gene,Ct (avg)", func(s, g string, v float64) string {
			if math.IsNaN(v) {
				return s + "," + g + ",Undetermined"
			}
			return plainRow(s, g, v)
		}), notes: []note.Code{note.CtUndetermined}},
	} {
		got, err := open(c.text, read.Options{})
		if err != nil || got.Matrix == nil {
			t.Errorf("%s: %v, %v", what, got, err)
			continue
		}
		if !slices.Equal(got.Matrix.Genes(), genes) || !slices.Equal(got.Matrix.Samples(), samples) || got.Options.GenesIn != "long" || got.Matrix.Unit() != expr.Unknown {
			t.Errorf("%s: genes %q, samples %q, in %s, unit %v", what, got.Matrix.Genes(), got.Matrix.Samples(), got.Options.GenesIn, got.Matrix.Unit())
			continue
		}
		for i, want := range values {
			if row := got.Matrix.Row(i); !slices.EqualFunc(row, want, func(a, b float64) bool { return same(a, b) || math.Abs(a-b) < 1e-9 }) {
				t.Errorf("%s: %s is %v, want %v", what, genes[i], row, want)
			}
		}
		var table []string
		if got.Table != nil {
			table = got.Table.Columns()
		}
		var codes []note.Code
		for _, n := range got.Notes {
			codes = append(codes, n.Code)
		}
		if !slices.Equal(table, c.table) || !slices.Equal(codes, c.notes) {
			t.Errorf("%s: table %q and notes %v, want %q and %q", what, table, got.Notes, c.table, c.notes)
		}
		if !slices.ContainsFunc(got.Evidence, func(e read.Evidence) bool { return e.What == "genes in" && e.Guess == "one value a row" }) {
			t.Errorf("%s: no evidence for it in %v", what, got.Evidence)
		}
	}
}

// What a person chooses of a long table is read.
func TestLongChosen(t *testing.T) {
	text := long("Sample,Gene,Val1,Val2", func(s, g string, v float64) string { return fmt.Sprintf("%s,%s,%v,%d", s, g, cellOf(v), len(s+g)) })
	c, err := open(text, read.Options{Column: "Val1"})
	if err != nil || !slices.Equal(c.Columns, []string{"mean of Val1, Val2", "Val1", "Val2"}) || c.Matrix.At(0, 1) != 12.25 {
		t.Fatalf("%+v, %v", c, err)
	}
	text = long("Sample,Gene,FPKM,TPM", func(s, g string, v float64) string { return fmt.Sprintf("%s,%s,%s,%d", s, g, cellOf(v), len(s+g)) })
	if c, err = open(text, read.Options{}); err != nil || !slices.Equal(c.Columns, []string{"FPKM", "TPM"}) || c.Matrix.At(0, 1) != 12.25 {
		t.Fatalf("%+v, %v", c, err)
	}
	if c, err = open(text, read.Options{Column: "TPM"}); err != nil || c.Matrix.At(0, 1) != 10 {
		t.Errorf("TPM: %v, %v", c, err)
	}
	if c, err = open(text, read.Options{Kind: read.Samples}); err != nil || c.Table.Len() != 12 {
		t.Errorf("as a sample table: %v, %v", c, err)
	}
}

// Two rows of one gene in one sample are not averaged unasked, and what has
// repeated genes and is no long table is not taken for one.
func TestLongRefused(t *testing.T) {
	_, err := open("Sample,Gene,Result\nP1,IFI27,2\nP1,ISG15,3\nP2,IFI27,4\nP2,ISG15,5\nP1,IFI27,2.5\n", read.Options{})
	var e *read.Error
	if !errors.As(err, &e) || e.Code != read.DuplicateName || e.Line != 6 || !strings.Contains(e.What, "lines 2 and 6") {
		t.Errorf("replicates: %v", err)
	}
	for what, text := range map[string]string{
		"probes":      "ID_REF,Gene,S1,S2\np1,IFI27,1,2\np2,IFI27,3,4\np3,ISG15,5,6\np4,ISG15,7,8\n",
		"chromosomes": "chr,gene,S1,S2\n14,IFI27,1,2\n14,IFI27,3,4\n1,ISG15,5,6\n1,ISG15,7,8\n",
	} {
		c, err := open(text, read.Options{})
		if err != nil || c.Options.GenesIn != "rows" || !slices.Equal(c.Matrix.Samples(), []string{"S1", "S2"}) {
			t.Errorf("%s: %+v, %v", what, c, err)
		}
	}
	// visits of people are a clinical table, though SLE and HC are genes
	c, err := open("patient,visit,group,SLEDAI\nP1,V1,SLE,3\nP1,V2,SLE,4\nP2,V1,HC,0\nP2,V2,HC,0\n", read.Options{})
	if err != nil || c.Matrix != nil {
		t.Errorf("visits: %+v, %v", c, err)
	}
	// antibodies are no genes
	c, err = open("patient,marker,value\nP1,anti-dsDNA,3\nP1,anti-Sm,4\nP1,C3,1\nP2,anti-dsDNA,0\nP2,anti-Sm,0\nP2,C3,1.1\n", read.Options{})
	if err != nil || c.Matrix != nil {
		t.Errorf("antibodies: %+v, %v", c, err)
	}
	// the beginning of a large file may have one sample
	c, err = open("sample,gene,FPKM,TPM\nP1,IFI27,3,5\nP1,ISG15,4,6\nP1,MX1,1,7\n", read.Options{})
	if err != nil || !slices.Equal(c.Matrix.Samples(), []string{"P1"}) || c.Matrix.At(2, 0) != 1 {
		t.Errorf("one sample: %+v, %v", c, err)
	}
	if _, err := open(plain, read.Options{GenesIn: "long"}); !errors.As(err, &e) || e.Code != read.Malformed {
		t.Errorf("a wide table as a long one: %v", err)
	}
}
