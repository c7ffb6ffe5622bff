package delim_test

import (
	"slices"
	"strings"
	"testing"

	"ifnscope/score/read"
)

const below = "IFI27,4.5,12.25,1234.5\nIFI44,7,9.125,8\nIFI44L,,10.5,0.001\nRSAD2,-0.5,8.75,6\n"

// TestHeaders reads the table below titles and several rows of a header.
func TestHeaders(t *testing.T) {
	names := "gene,HC01,SLE01,SLE02\n"
	for what, c := range map[string]struct {
		text   string
		column string // of the samples, that a row of the header makes
	}{
		"title":             {"Interferon study 2023\n\n" + names + below, ""},
		"padded title":      {"Interferon study 2023,,,\n,,,\n" + names + below, ""},
		"title with quote":  {"the 5\" tubes\n" + names + below, ""},
		"two titles":        {"Interferon study\nvalues: log2,,,\n# by hand\n" + names + below, ""},
		"sections":          {"[Header]\nGSGX Version,1.9.0\nReport Date,1/1/2013\n[Sample Probe Profile]\n" + names + below, ""},
		"group above":       {",Healthy,SLE,SLE\n" + names + below, "group"},
		"named group above": {"Diagnosis,Healthy,SLE,SLE\n" + names + below, "Diagnosis"},
		"merged group":      {",Healthy,SLE,\n" + names + below, "group"},
		"merged, wide":      {"Study\n,Healthy,SLE,,,,\ngene,HC01,SLE01,SLE02,Mean,SD,Median\n" + strings.ReplaceAll(below, "\n", ",1,1,1\n"), "group"},
		"group below":       {names + "Group,Healthy,SLE,SLE\n" + below, "Group"},
		"title and group":   {"Run 12\n" + names + ",Healthy,SLE,SLE\n" + below, "group"},
		"two rows":          {names + "Title,Healthy,SLE,SLE\nBatch,a,b,b\n" + below, "Title"},
	} {
		got, err := open(c.text, read.Options{})
		if err != nil || got.Matrix == nil {
			t.Errorf("%s: %v, %v", what, got, err)
			continue
		}
		if !slices.Equal(got.Matrix.Genes(), genes) || !slices.Equal(got.Matrix.Samples(), samples) || got.Matrix.At(3, 2) != 6 {
			t.Errorf("%s: genes %q and samples %q", what, got.Matrix.Genes(), got.Matrix.Samples())
		}
		if !slices.ContainsFunc(got.Evidence, func(e read.Evidence) bool { return e.What == "header" || e.What == "second header" }) {
			t.Errorf("%s: no evidence in %v", what, got.Evidence)
		}
		switch {
		case c.column == "" && got.Table != nil:
			t.Errorf("%s: a table %q", what, got.Table.Columns())
		case c.column != "" && (got.Table == nil || !slices.Equal(got.Table.Column(c.column), []string{"Healthy", "SLE", "SLE"})):
			t.Errorf("%s: table %+v", what, got.Table)
		}
	}
	// below a title a mistake has its line
	if _, err := open("Run 12\n\n"+names+strings.Replace(below, "9.125", "high", 1), read.Options{}); err == nil || !strings.Contains(err.Error(), "line 5, column 3") {
		t.Errorf("a mistake below a title: %v", err)
	}
	// a row of units below genes in columns is no sample
	c, err := open("Sample,IFI27,IFI44\n,Ct,Ct\nA,20.5,21\nB,22,23\n", read.Options{})
	if err != nil || !slices.Equal(c.Matrix.Samples(), []string{"A", "B"}) {
		t.Errorf("units: %+v, %v", c, err)
	}
	// a person of whom nothing is known is one
	c, err = open("sample,age,SLEDAI\nS1,unknown,unknown\nS2,40,3\nS3,50,4\n", read.Options{})
	if err != nil || c.Table.Len() != 3 {
		t.Errorf("an unknown person: %+v, %v", c, err)
	}
}

// GenomeStudio writes lines above the header, and columns beside the signal.
func TestGenomeStudio(t *testing.T) {
	c, err := open("Illumina Inc. GenomeStudio version 1.9.0\nNormalization = none\nArray Content = HumanHT-12_V4\nError Model = none\nDateTime = 1/1/2013\nLocal Settings = en-US\n\n"+
		"TargetID\tProbeID\tA-1.AVG_Signal\tA-1.BEAD_STDERR\tA-1.Detection Pval\tA-2.AVG_Signal\tA-2.BEAD_STDERR\tA-2.Detection Pval\n"+
		"IFI27\t10\t120.5\t2\t0\t3000\t3\t0\nISG15\t20\t130.5\t2\t0\t3100\t3\t0\nMX1\t30\t140.5\t2\t0\t3200\t3\t0\n", read.Options{})
	if err != nil || !slices.Equal(c.Matrix.Samples(), []string{"A-1", "A-2"}) || !slices.Equal(c.Matrix.Genes(), []string{"IFI27", "ISG15", "MX1"}) {
		t.Fatalf("%+v, %v", c, err)
	}
}
