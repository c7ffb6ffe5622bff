package pcr

import (
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/note"
)

// TestSplit tells the visits of a person from replicates.
func TestSplit(t *testing.T) {
	long := func(header string, rows ...string) string { return header + "\n" + strings.Join(rows, "\n") + "\n" }
	for name, c := range map[string]struct{ text, shape, table string }{
		"visits": {long("Patient,Visit,Gene,Ct", "P1,1,IFI27,27", "P1,1,IFI27,28", "P1,2,IFI27,22", "P2,1,IFI27,25"),
			"IFI27 P1 1 27.5; IFI27 P1 2 22; IFI27 P2 1 25", "subject [P1 P1 P2] visit [1 2 1]"},
		"one visit each":        {long("Patient,Visit,Gene,Ct", "P1,1,IFI27,27", "P1,1,IFI27,28", "P2,2,IFI27,25"), "IFI27 P1 27.5; IFI27 P2 25", ""},
		"visits of other genes": {long("Patient,Visit,Gene,Ct", "P1,1,IFI27,27", "P1,2,MX1,28"), "IFI27 P1 1 27; IFI27 P1 2 NaN; MX1 P1 1 NaN; MX1 P1 2 28", "subject [P1 P1] visit [1 2]"},
		"German":                {long("Patient,Probe,Gen,Ct", "P1,17,IFI27,27", "P1,18,IFI27,22"), "IFI27 P1 17 27; IFI27 P1 18 22", "subject [P1 P1] probe [17 18]"},
		"English probe":         {long("Patient,Probe,Gene,Ct", "P1,x,IFI27,27", "P1,y,MX1,22"), "IFI27 P1 27; MX1 P1 22", ""},
		"stimulation, then visit": {long("Sample,Zeitpunkt,Stimulation,Gene,Ct", "P1,0,none,IFI27,27", "P1,0,IFN,IFI27,22", "P1,3,none,IFI27,25"),
			"IFI27 P1 0 none 27; IFI27 P1 0 IFN 22; IFI27 P1 3 none 25", "subject [P1 P1 P1] visit [0 0 3] stimulation [none IFN none]"},
		"groups": {long("Well,Sample,Target,Biological Set Name,Cq", "A1,P1,IFI27,none,27", "A2,P1,IFI27,IFN,22"),
			"IFI27 P1 none 27; IFI27 P1 IFN 22", "group [none IFN] subject [P1 P1]"},
		"a control in another group": {long("Well,Sample,Target,Content,Biological Set Name,Cq", "A1,P1,IFI27,Unkn,a,27", "A2,P1,IFI27,NTC,b,39"), "IFI27 P1 27", "group [a]"},
	} {
		x := mustOpen(t, "x.csv", c.text)
		var table []string
		if x.Table != nil {
			for _, n := range x.Table.Columns() {
				table = append(table, fmt.Sprint(n, " ", x.Table.Column(n)))
			}
		}
		if got := shape(x.Matrix); got != c.shape || strings.Join(table, " ") != c.table {
			t.Errorf("%s: %s, %s, want %s, %s", name, got, table, c.shape, c.table)
		}
		if split := strings.Contains(c.table, "subject"); x.Notes.Has(note.SamplesSplit) != split {
			t.Errorf("%s: notes %v", name, x.Notes)
		}
	}
}
