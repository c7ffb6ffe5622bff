package pcr

import (
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/read"
)

// TestColumns reads tables made by hand, and instruments' whose header was
// damaged: what they hold, in which unit, and what the evidence says.
func TestColumns(t *testing.T) {
	const usual = "IFI27 HC1 27.5; IFI27 P1 NaN; HPRT1 HC1 24; HPRT1 P1 24.25"
	long := func(header string) string {
		return header + "\nHC1,IFI27,27.5\nHC1,HPRT1,24\nP1,IFI27,\nP1,HPRT1,24.25\n"
	}
	damaged := func(ct string) string {
		return "Instrument Type,steponeplus\n\nWell,Sample Name,Target Name,Task,RQ," + ct + "," + ct + " Mean,?" + ct + "\n" +
			"A1,HC1,IFI27,UNKNOWN,1,27.5,27,3.5\nA2,HC1,HPRT1,UNKNOWN,,24,24,\nA3,P1,IFI27,UNKNOWN,2,Undetermined,,\nA4,P1,HPRT1,UNKNOWN,,24.25,24,\n"
	}
	const lost = "was lost when the file was saved"
	type row struct {
		name, text, want string
		unit             expr.Unit
		evidence         string
	}
	rows := []row{
		{"pipes", strings.ReplaceAll(long("Sample,Target,Ct"), ",", "|"), usual, expr.Ct, ""},
		{"German", "Probe;Gen;Ct-Mittelwert\nHC1;IFI27;27,5\nHC1;HPRT1;24,0\nP1;IFI27;\nP1;HPRT1;24,25\n", usual, expr.Ct, "the German word for a sample"},
		{"German, Zielgen", long("Probe,Zielgen,Ct-Wert"), usual, expr.Ct, "the German word for a sample"},
		{"English probe", long("Sample,Probe,Ct"), usual, expr.Ct, `genes: column "Probe"`},
		{"a probe beside both", "Sample,Gene,Probe,Ct\nHC1,IFI27,x,27.5\nHC1,HPRT1,y,24\nP1,IFI27,x,\nP1,HPRT1,y,24.25\n", usual, expr.Ct, ""},
		{"French", long("Échantillon,Gène,Ct moyen"), usual, expr.Ct, ""},
		{"French, letters apart", long("E\u0301chantillon,Ge\u0300ne,Ct moyen"), usual, expr.Ct, ""},
		{"French in Windows-1252", long("\xc9chantillon,G\xe8ne,Ct moyen"), usual, expr.Ct, ""},
		{"side by side", "Sample,Gene,Ct1,Ct2,Ct3\nHC1,IFI27,27,28,\nHC1,HPRT1,24,24,24\nP1,IFI27,,,\nP1,HPRT1,24,24.5,\n", usual, expr.Ct, "replicates: 3 side by side"},
		{"side by side, commas", "Sample;Gen;Ct rep 1;Ct rep 2\nHC1;IFI27;27;28,0\nHC1;HPRT1;24;24\nP1;IFI27;;\nP1;HPRT1;24;24,5\n", usual, expr.Ct, "replicates: 2 side by side"},
		{"beside one Ct", "Sample,Gene,Ct,Ct1,Ct2\nHC1,IFI27,27.5,27,28\nHC1,HPRT1,24,24,24\nP1,IFI27,,,\nP1,HPRT1,24.25,24,24.5\n", usual, expr.Ct, "replicates: not read: Ct1, Ct2"},
		{"Ct1 alone", long("Sample,Gene,Ct1"), usual, expr.Ct, ""},
		{"lost delta", long("Sample,Gene,?Ct"), usual, expr.DCt, "the delta " + lost},
		{"lost delta of Windows-1253", long("Sample,Gene,\xc4Ct"), usual, expr.DCt, "the delta " + lost},
	}
	for _, name := range []string{"Patient", "Proband", "Patient ID"} {
		for _, g := range []string{"Marker", "Assay", "Target gene"} {
			rows = append(rows, row{name + ", " + g, long(name + "," + g + ",Ct"), usual, expr.Ct, ""})
		}
	}
	for unit, names := range map[expr.Unit][]string{
		expr.Ct:  {"Ct (avg)", "CT avg", "Average Cq", "Ct mean", "Mean Cq", "Crt", "Crt Mean", "Ct moyen", "Ct-Mittelwert", "mittlerer Ct"},
		expr.DCt: {"dCt avg", "dCt mean", "ΔCt (avg)", "Mean delta Ct"},
		expr.RQ:  {"Rel. expression", "Relative expression", "Rel. quantity", "2^-ΔCt", "Relative expression (2^-ΔΔCt)"},
	} {
		for _, name := range names {
			rows = append(rows, row{name, long("Sample,Gene," + name), usual, unit, fmt.Sprintf("column %q", name)})
		}
	}
	for _, name := range []string{"C?", "CÑ‚", "C\ufffd", "C\xf2"} {
		rows = append(rows, row{"damaged " + name, damaged(name), usual, expr.Ct, "writes in Cyrillic, " + lost})
	}
	for _, r := range rows {
		c, err := open("x.csv", r.text, read.Options{})
		if err != nil {
			t.Errorf("%s: %v", r.name, err)
			continue
		}
		if got := shape(c.Matrix); c.Format != "qpcr" || got != r.want || c.Matrix.Unit() != r.unit {
			t.Errorf("%s: %s, %s of\n%s, want %s of\n%s", r.name, c.Format, c.Matrix.Unit(), got, r.unit, r.want)
		}
		evidence := ""
		for _, e := range c.Evidence {
			evidence += e.What + ": " + e.Guess + ": " + e.Why + "\n"
		}
		if !strings.Contains(evidence, r.evidence) {
			t.Errorf("%s: the evidence does not say %q:\n%s", r.name, r.evidence, evidence)
		}
	}
}

// TestSideBySide takes replicates side by side where a person chooses them, and
// counts no well where a cell is empty.
func TestSideBySide(t *testing.T) {
	const s = "Sample,Gene,Ct,Ct1,Ct2\nHC1,IFI27,27,27,28\nP1,IFI27,22,22,\nP2,IFI27,,,\nP3,IFI27,30,30,Undetected\n"
	c, err := open("x.csv", s, read.Options{Column: "Ct1, Ct2"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(c.Columns), "[Ct Ct1, Ct2]"; got != want {
		t.Errorf("columns to choose from: %s, want %s", got, want)
	}
	if got, want := shape(c.Matrix), "IFI27 HC1 27.5; IFI27 P1 22; IFI27 P2 NaN; IFI27 P3 30"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for j, want := range [][2]int{{2, 0}, {1, 0}, {1, 1}, {2, 1}} {
		if r := c.Assay.Replicates[j]; r.Wells != want[0] || r.Undetermined != want[1] {
			t.Errorf("sample %d: %d wells, %d undetermined, want %v", j, r.Wells, r.Undetermined, want)
		}
	}
	_, err = open("x.csv", strings.Replace(s, "28", "early", 1), read.Options{Column: "Ct1, Ct2"})
	if e, ok := err.(*read.Error); !ok || e.Line != 2 || e.Column != 5 || !strings.Contains(e.What, `"Ct2"`) {
		t.Errorf("a word: %v", err)
	}
}

// TestNoColumns are headers that look alike and are not to be taken.
func TestNoColumns(t *testing.T) {
	for name, header := range map[string]string{
		"markers of blood":       "Patient,Marker,Value",
		"two lost deltas":        "Sample,Gene,??Ct",
		"fold change, damaged":   "Sample,Gene,2^-??Ct",
		"probe and Ct":           "Probe,Nr,Ct",
		"lost deltas, numbered":  "Sample,Gene,?Ct1,?Ct2",
		"temperature":            "Sample,Gene,C?",
		"one replicate, no gene": "Sample,Plate,Ct1",
		"TPM":                    "Sample,Gene,TPM",
	} {
		if n := sniff([]byte(header + "\nHC1,IFI27,27.5\nP1,IFI27,22\n")); n != 0 {
			t.Errorf("%s: %d", name, n)
		}
	}
}

// TestOtherExports answers exports that cannot be read with what to bring.
func TestOtherExports(t *testing.T) {
	rotor := "Quantitation Information\n\nThreshold,0.05\n\nNo.,Colour,Name,Type,Ct,Given Conc (Copies),Calc Conc (Copies),% Var\n1,,HC1,Unknown,27.5,,,\n2,,P1,Unknown,22,,,\n"
	heat := strings.Replace(biomark[:strings.Index(biomark, "Experiment Information")], "Table Results", "Heat Map Results", 1) + ",IFI27,HPRT1\nHC1,14.5,11\nP1,999,11.25\n"
	for name, c := range map[string]struct {
		text, says string
		line       int
	}{
		"Rotor-Gene":             {rotor, "Rotor-Gene", 5},
		"Rotor-Gene, semicolons": {strings.NewReplacer(",", ";", "No.", "Nr.", "Colour", "Farbe", "Type", "Typ").Replace(rotor), "Rotor-Gene", 5},
		"Biomark heat map":       {heat, "Table Results", 0},
	} {
		_, err := open("x.csv", c.text, read.Options{})
		e, ok := err.(*read.Error)
		if !ok || e.Line != c.line || !strings.Contains(e.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c := mustOpen(t, "x.csv", strings.Replace(rotor, "Type,Ct", "Target,Ct", 1)); c.Matrix.Unit() != expr.Ct {
		t.Errorf("with targets: %s", shape(c.Matrix))
	}
}
