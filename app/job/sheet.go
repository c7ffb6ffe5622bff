package job

import "ifnscope/score/report"

// Sheet asks for a report made for paper.
type Sheet struct {
	Sample    string `json:"sample,omitempty"`    // of one sample, of the cohort if empty
	Signature string `json:"signature,omitempty"` // that is drawn, and whose genes are shown; the first if empty
	Method    string `json:"method,omitempty"`
	// Told is what only the laboratory knows, by the keys of the checklist.
	Told map[string]string `json:"told,omitempty"`
	// Program is the sha256 of the program that computes, as the page knows it.
	Program string `json:"program,omitempty"`
}

// SheetView is a report as a page shows it.
type SheetView struct {
	Title   string        `json:"title"`
	Markup  string        `json:"markup"`
	Items   []report.Item `json:"items"`   // of the checklist
	Samples []string      `json:"samples"` // of which there can be a report
}
