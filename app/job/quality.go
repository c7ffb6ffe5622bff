package job

import "ifnscope/score/qc"

// Quality asks for the quality of the samples, compared with each other.
type Quality struct{}

// QualityView shows the quality of the samples that are not left out.
type QualityView struct {
	Samples   int          `json:"samples"`
	Flagged   []qc.Check   `json:"flagged"` // of samples, in their order, then of the whole table
	Summaries []qc.Summary `json:"summaries"`
	Undone    []string     `json:"undone,omitempty"` // what was not judged, and why
	Controls  qc.Controls  `json:"controls"`
	Sexes     []SexCount   `json:"sexes,omitempty"`
	LeftOut   []LeftOut    `json:"leftOut,omitempty"`
}

// SexCount counts samples by the sex of their genes and the recorded one.
type SexCount struct {
	Told     string `json:"told"`
	Recorded string `json:"recorded"` // empty where it is not
	Samples  int    `json:"samples"`
}

// LeftOut is a sample that a person excluded.
type LeftOut struct {
	Sample string `json:"sample"`
	Reason string `json:"reason"`
	ByHand bool   `json:"byHand,omitempty"` // not with its whole group
}
