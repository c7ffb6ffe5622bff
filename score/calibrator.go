package score

import (
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/sample"
)

// Calibrators says which samples the files name as calibrators, what part they
// have in the design, and what is not computed from them.
func (in Input) Calibrators(d *sample.Design) note.Log {
	var notes note.Log
	if in.Assay == nil {
		return nil
	}
	for _, c := range in.Assay.Calibrators {
		part := "which is not among the samples"
		if j := slices.Index(d.Samples, c); j >= 0 {
			part = parts[d.Role[j]]
		}
		notes.Infof(note.Calibrator, c, "the calibrator of the run, %s. Fold changes here are against the healthy controls, and no plate is corrected by the calibrator: what differs between plates cancels in dCt as far as each has the reference genes", part)
	}
	if n := len(in.Assay.Calibrators); n > 1 && in.Matrix.Unit() == expr.RQ {
		notes.Warnf(note.CalibratorDiffers, "", "the relative quantities are told against %d calibrators (%s), so that those of one are on another level than those of another. Bring the Ct, of which dCt are made within each sample, or analyse all plates against one calibrator", n, strings.Join(in.Assay.Calibrators, ", "))
	}
	return notes
}

// parts says what a calibrator counts as, by its role.
var parts = [...]string{
	sample.Unassigned: "counted neither among the patients nor among the controls",
	sample.Control:    "counted as the healthy control that it is assigned as; if it is no person, exclude it under Check",
	sample.Patient:    "counted as the patient that it is assigned as; if it is no person, exclude it under Check",
	sample.Excluded:   "excluded",
}
