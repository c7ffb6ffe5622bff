package score

import (
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// TestCalibrators says of each calibrator what it counts as, and warns of
// relative quantities of several.
func TestCalibrators(t *testing.T) {
	m, err := expr.New([]string{"IFI27"}, []string{"C25", "P1", "Liver", "X"}, expr.RQ, symbols, []float64{1, 2, 3, 4})
	if err != nil {
		t.Fatal(err)
	}
	d := &sample.Design{Samples: m.Samples(), Role: []sample.Role{sample.Control, sample.Patient, sample.Unassigned, sample.Excluded}}
	for _, x := range []struct {
		calibrators []string
		unit        expr.Unit
		says        []string // one a note
	}{
		{nil, expr.RQ, nil},
		{[]string{"C25"}, expr.RQ, []string{"counted as the healthy control that it is assigned as"}},
		{[]string{"P1"}, expr.Ct, []string{"counted as the patient that it is assigned as"}},
		{[]string{"Liver", "X"}, expr.Ct, []string{"counted neither among", "excluded"}},
		{[]string{"Liver", "UHR"}, expr.RQ, []string{"counted neither among", "not among the samples", "against 2 calibrators (Liver, UHR)"}},
	} {
		notes := Input{Matrix: m.Declare(x.unit, symbols), Assay: &read.Assay{Calibrators: x.calibrators}}.Calibrators(d)
		if len(notes) != len(x.says) || notes.Has(note.CalibratorDiffers) != (len(x.says) > len(x.calibrators)) {
			t.Errorf("%q in %s: %v", x.calibrators, x.unit, notes)
			continue
		}
		for i, n := range notes {
			if !strings.Contains(n.Text, x.says[i]) {
				t.Errorf("%q in %s: %q does not say %q", x.calibrators, x.unit, n.Text, x.says[i])
			}
		}
	}
	if notes := (Input{Matrix: m}).Calibrators(d); len(notes) > 0 {
		t.Errorf("no assay: %v", notes)
	}
}
