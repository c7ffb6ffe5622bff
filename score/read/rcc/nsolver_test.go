package rcc

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/qc"
	"ifnscope/score/read"
)

// collector is laid out as the RCC Collector writes: attributes above, the
// sums of the lanes in the header, empty columns behind.
const collector = `,,,,,
File Attributes,,,,,
File name,,,run\\L01.RCC,run\\L02.RCC,
Sample ID ,,,HC1,P1,
Owner ,,,A Person,A Person,
Sample Date ,,,2024/01/02,2024/01/02,
GeneRLF ,,,ISG_C1,ISG_C1,
,,,,,
Lane Attributes,,,,,
Lane ID,,,1,2,
FOV Count,,,600,600,
FOV Counted,,,598,400,
Scanner ID,,,DA32,DA32,
Binding Density,,,0.21,2.3,
Reporter Counts,,,,,
Code Class,Name,Accession,1250,2250,
Positive,POS_A(128),ERCC_00117.1,9917,8808,
Positive,POS_C(8),ERCC_00002.1,600,570,
Positive,POS_E(0.5),ERCC_00035.1,38,30,
Negative,NEG_A(0),ERCC_00096.1,2,1,
Negative,NEG_B(0),ERCC_00041.1,4,5,
Endogenous,IFI27,NM_005532.3,10,"1,001",
Housekeeping,HPRT1,NM_000194.1,500,400,
`

// normalised is laid out as nSolver's table of normalised data.
const normalised = "Probe Name,Annotation,Accession #,NS Probe ID,Class Name,Analyte Type,% Samples above Threshold,L01.RCC,L02.RCC\n" +
	"IFI27,,NM_005532.3,1,Endogenous,mRNA,100,10.5,1001.25\nHPRT1,,NM_000194.1,2,Housekeeping,mRNA,100,500.5,500.5\n"

func TestTables(t *testing.T) {
	c, err := open("collector.csv", []byte(collector))
	if err != nil {
		t.Fatal(err)
	}
	if c.Format != "nsolver" || c.Matrix.Unit() != expr.Counts || fmt.Sprint(c.Matrix.Samples()) != "[L01 L02]" || c.Matrix.At(5, 1) != 1001 {
		t.Errorf("%s in %s: %q, %v", c.Format, c.Matrix.Unit(), c.Matrix.Samples(), c.Matrix.Row(5))
	}
	if len(c.Assay.Rows(read.Positive)) != 3 || len(c.Assay.Rows(read.Housekeeping)) != 1 || c.Table.Column("sample id")[1] != "P1" || c.Table.Column("owner") != nil {
		t.Errorf("classes %q, table %q", c.Assay.Classes, c.Table.Columns())
	}
	bad := ""
	for _, k := range c.Assay.Checks {
		if k.Sample == "L02" && k.Grade == qc.Bad {
			bad += k.Figure + "; "
		}
	}
	// 400 of 600 fields, 2.3 of 2.25, one housekeeping gene where three are due
	if bad != "fields of view imaged; binding density; housekeeping genes above the background; " {
		t.Errorf("flagged: %s", bad)
	}

	if c, err = open("normalised.csv", []byte(normalised)); err != nil {
		t.Fatal(err)
	}
	if c.Matrix.Unit() != expr.Unknown || c.Assay.Checks != nil || c.Matrix.At(0, 1) != 1001.25 || fmt.Sprint(c.Assay.Classes) != "[Endogenous Housekeeping]" {
		t.Errorf("normalised: %s, %d checks, %v", c.Matrix.Unit(), len(c.Assay.Checks), c.Matrix.Row(0))
	}

	if n := sniffTable([]byte("Name,Class Name,Age\nA,III,30\nB,IV,40\n")); n != 0 {
		t.Errorf("a table of people is taken for lanes: %d", n)
	}
	for what, x := range map[string]struct{ line, column int }{"IFI27,NM_005532.3,10,ten": {22, 5}, "Binding Density,,,low,2.3": {14, 4}} {
		old := "IFI27,NM_005532.3,10,\"1,001\""
		if strings.HasPrefix(what, "Binding") {
			old = "Binding Density,,,0.21,2.3"
		}
		_, err := open("collector.csv", []byte(strings.Replace(collector, old, what, 1)))
		var e *read.Error
		if !errors.As(err, &e) || e.Line != x.line || e.Column != x.column {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func FuzzTable(f *testing.F) {
	f.Add([]byte(collector))
	f.Add([]byte(normalised))
	f.Add([]byte(strings.ReplaceAll(normalised, ",", "\t")))
	f.Fuzz(func(t *testing.T, b []byte) {
		if sniffTable(b) == 0 {
			return
		}
		s, err := peekTable(b, read.Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := loadTable(context.Background(), bytes.NewReader(b), s)
		var e *read.Error
		switch {
		case err == nil && len(c.Assay.Classes) != len(c.Matrix.Genes()):
			t.Fatal("classes and genes differ in length")
		case err != nil && (!errors.As(err, &e) || e.WayOut == ""):
			t.Fatalf("error %v", err)
		}
	})
}

// Two rows of dates are read in a fixed order, not in that of a map.
func TestTwoDates(t *testing.T) {
	both := strings.Replace(collector, "Sample Date", "Date,,,2020/12/31,2020/12/31,\nSample Date", 1)
	for range 20 {
		c, err := open("collector.csv", []byte(both))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(c.Table.Column("run date")); got != "[2024/01/02 2024/01/02]" {
			t.Fatalf("dates %s", got)
		}
	}
}
