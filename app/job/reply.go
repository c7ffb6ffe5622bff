package job

import (
	"encoding/json"
	"fmt"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// Reply answers a request: with progress, any number of times, and at last
// with one of the other fields.
type Reply struct {
	ID       int       `json:"id"`
	Progress *Progress `json:"progress,omitempty"`

	Check  *Check      `json:"check,omitempty"`
	People *PeoplePage `json:"people,omitempty"`
	Result *Result     `json:"result,omitempty"`
	Person *PersonView `json:"person,omitempty"`
	File   *File       `json:"file,omitempty"`
	Error  *Error      `json:"error,omitempty"`

	Quality   *QualityView   `json:"quality,omitempty"`
	Cohort    *CohortView    `json:"cohort,omitempty"`
	Catalogue *CatalogueView `json:"catalogue,omitempty"`
	Methods   []MethodView   `json:"methods,omitempty"`

	Genotype *GenotypeView `json:"genotype,omitempty"`
	Pathway  *PathwayView  `json:"pathway,omitempty"`
	Sheet    *SheetView    `json:"sheet,omitempty"`
	// Restored comes beside the Check of a session that was opened, Session
	// beside the Error of one that needs something.
	Restored *Restored    `json:"restored,omitempty"`
	Session  *SessionView `json:"session,omitempty"`

	Figure *Figure   `json:"figure,omitempty"`
	Found  *Found    `json:"found,omitempty"`
	Rows   *RowsView `json:"rows,omitempty"`
}

// Beside returns the bytes that travel beside the reply, nil if it has none.
func (r Reply) Beside() *[]byte {
	switch {
	case r.File != nil:
		return &r.File.Data
	case r.Figure != nil:
		return &r.Figure.SVG
	}
	return nil
}

// Last reports whether the reply ends its request.
func (r Reply) Last() bool { return r.Progress == nil }

// Progress says what is being done. Total is 0 if it is not known.
type Progress struct {
	Step  string `json:"step"`
	Done  int64  `json:"done"`
	Total int64  `json:"total"`
}

// Kinds of errors.
const (
	ErrorFile      = "file"      // a file is not as it should be
	ErrorUser      = "user"      // what was asked cannot be done, and Text says why
	ErrorCancelled = "cancelled" // a person cancelled the request
	ErrorPanic     = "panic"     // a defect of the program
	ErrorStopped   = "stopped"   // the worker died and was started again
	ErrorSession   = "session"   // a session needs something, see Reply.Session
)

// Error says why a request was not fulfilled. What was there before it is
// unchanged.
type Error struct {
	Kind string `json:"kind"`
	Text string `json:"text"`
}

func (e *Error) Error() string { return e.Text }

// Check shows how the open files are understood.
type Check struct {
	Files     []FileView `json:"files"`
	Synthetic bool       `json:"synthetic,omitempty"`

	// Table is nil while no expression table is open.
	Table   *TableView `json:"table,omitempty"`
	Samples SampleView `json:"samples"`
	// Reference names the reference file that stands for controls, empty if
	// there is none.
	Reference string `json:"reference,omitempty"`
	// Quality are the quality figures of a targeted assay.
	Quality []qc.Check `json:"quality,omitempty"`
	Notes   note.Log   `json:"notes"`
	// Problem says why the table cannot be scored, and what to do; empty if
	// it can.
	Problem string `json:"problem,omitempty"`
}

// FileView shows how a file was read.
type FileView struct {
	Name    string       `json:"name"`
	Size    int64        `json:"size"`
	SHA256  string       `json:"sha256"`
	Rows    int          `json:"rows"`
	Columns int          `json:"columns"` // samples of an expression table, columns of a sample table
	Summary read.Summary `json:"summary"`
	Notes   note.Log     `json:"notes"`
	Error   string       `json:"error,omitempty"` // why it could not be read
	// Genetic says that it is a genotype or scoring file.
	Genetic bool `json:"genetic,omitempty"`
	// Identifiers are the columns that seem to identify a person, left out
	// unless read.Options.Identifiers is "keep".
	Identifiers []string `json:"identifiers,omitempty"`
}

// TableView shows how the expression table is understood.
type TableView struct {
	Rows       int            `json:"rows"`
	Samples    int            `json:"samples"`
	Missing    int            `json:"missing"`
	Unit       expr.Unit      `json:"unit"`      // in force
	UnitGuess  expr.UnitGuess `json:"unitGuess"` // and as guessed
	UnitSure   bool           `json:"unitSure"`  // stated, or nothing else looks like it
	Namespace  gene.Namespace `json:"namespace"`
	Namespaces []gene.Guess   `json:"namespaces"`
	Mapped     int            `json:"mapped"`
	Rules      []RuleRows     `json:"rules"`
	GeneTable  string         `json:"geneTable"`
	Signatures []Coverage     `json:"signatures"`

	Normalisations []NormalisationView `json:"normalisations"` // of the unit, the usual one first
	Normalisation  string              `json:"normalisation"`  // in force
	References     []string            `json:"references"`     // genes that others are measured against

	Tissue      string   `json:"tissue"`      // in force, empty if nobody said
	TissueTable string   `json:"tissueTable"` // that the sample table names
	Tissues     []string `json:"tissues"`     // of the published assays
}

// NormalisationView is one way to make samples comparable.
type NormalisationView struct {
	ID         string `json:"id"`
	Title      string `json:"title"`
	Sentence   string `json:"sentence"`
	Source     string `json:"source"`
	Cohort     bool   `json:"cohort,omitempty"` // values depend on the other samples
	References bool   `json:"references,omitempty"`
}

// RuleRows is the number of rows that were mapped, or not, by one rule.
type RuleRows struct {
	Rule string `json:"rule"`
	Rows int    `json:"rows"`
}

// Coverage says how much of a signature is in the table.
type Coverage struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Short   string   `json:"short"`
	Found   int      `json:"found"`
	Of      int      `json:"of"`
	Missing []string `json:"missing,omitempty"`
}

// SampleView shows who the samples are taken to be.
type SampleView struct {
	Assignment sample.Assignment `json:"assignment"`
	GroupWhy   string            `json:"groupWhy"`   // evidence for the proposed group
	SubjectWhy string            `json:"subjectWhy"` // and for the proposed person
	Proposed   sample.Assignment `json:"proposed"`
	// Candidates may be controls; Prefixes is how many beginnings the names have.
	Candidates []sample.Candidate `json:"candidates,omitempty"`
	Prefixes   int                `json:"prefixes"`
	// Key says by which column the sample table was joined, how it was compared and
	// how many samples it names; empty if the table is the expression file's own.
	Key     string       `json:"key,omitempty"`
	Columns []ColumnView `json:"columns"` // of the sample table
	Groups  []GroupView  `json:"groups"`
	Visits  []VisitView  `json:"visits"`
	Counts  []RoleCount  `json:"counts"`
}

// ColumnView describes a column of the sample table.
type ColumnView struct {
	Name   string `json:"name"`
	Values int    `json:"values"` // different ones
	Filled int    `json:"filled"`
	Dates  bool   `json:"dates,omitempty"` // every filled cell is a date
	// Holds is the key of what it holds, see pathway.Choices, Title the same in
	// words and Why what it was judged by; empty if it is nothing that is known.
	Holds string `json:"holds,omitempty"`
	Title string `json:"title,omitempty"`
	Why   string `json:"why,omitempty"`
	Said  bool   `json:"said,omitempty"` // a person said so
}

// GroupView is one value of the group and its role.
type GroupView struct {
	Value   string      `json:"value"`
	Role    sample.Role `json:"role"`
	Samples int         `json:"samples"`
}

// VisitView counts the samples of a visit.
type VisitView struct {
	Label   string `json:"label"`
	Samples int    `json:"samples"`
}

// RoleCount counts samples and people of a role.
type RoleCount struct {
	Role    sample.Role `json:"role"`
	Samples int         `json:"samples"`
	People  int         `json:"people"`
}

// PeoplePage is a part of the table of samples.
type PeoplePage struct {
	Offset int             `json:"offset"`
	Total  int             `json:"total"` // that match the query
	Rows   []report.Sample `json:"rows"`
}

// Result shows one signature by one method, and a part of the table.
type Result struct {
	Synthetic  bool               `json:"synthetic,omitempty"`
	Signatures []report.Signature `json:"signatures"`
	Methods    []report.Method    `json:"methods"`
	Visits     []string           `json:"visits"` // labels that can be selected

	Signature string      `json:"signature"`
	Method    string      `json:"method"`
	Visit     string      `json:"visit"`
	Cutoff    ref.Cutoff  `json:"cutoff"`
	Groups    []GroupStat `json:"groups"`
	// AUC of patients against controls, missing if there is no such
	// comparison.
	AUC   expr.Number `json:"auc"`
	Table ScoreTable  `json:"table"`
	// Reference names the reference file that scores are judged against; empty
	// if the controls are those of the run.
	Reference string `json:"reference,omitempty"`
	// Only is the one patient's sample of the run; empty if there are several.
	Only  string   `json:"only,omitempty"`
	Notes note.Log `json:"notes"`
	Trail []string `json:"trail"`
}

// GroupStat describes the scores of one group in the selected visits.
type GroupStat struct {
	Label         string      `json:"label"`
	Role          sample.Role `json:"role"`
	Samples       int         `json:"samples"` // with a score
	People        int         `json:"people"`
	Median        expr.Number `json:"median"`
	Q1            expr.Number `json:"q1"`
	Q3            expr.Number `json:"q3"`
	High          int         `json:"high"`
	Indeterminate int         `json:"indeterminate"`
	Low           int         `json:"low"`
}

// ScoreTable is a part of the table of samples with the score of every
// signature by the method that is shown first, or by the selected method.
type ScoreTable struct {
	Columns []string   `json:"columns"` // signatures
	Offset  int        `json:"offset"`
	Total   int        `json:"total"`
	Rows    []ScoreRow `json:"rows"`
}

// ScoreRow is one sample of a ScoreTable.
type ScoreRow struct {
	report.Sample
	Cells []Cell `json:"cells"`
}

// Cell is one score.
type Cell struct {
	Value expr.Number `json:"value"`
	Class ref.Class   `json:"class"`
}

// PersonView shows one sample.
type PersonView struct {
	Sample report.Sample `json:"sample"`
	Scores []PersonScore `json:"scores"`
	// Clinical says how the clinical scores that have a cut-off judge it, and
	// Confounders what else may have moved them, in its row of the sample table or in
	// the composition of the sample.
	Clinical    stratify.Patient      `json:"clinical"`
	Confounders []stratify.Confounder `json:"confounders"`

	Signature string     `json:"signature"` // whose genes are shown
	Method    string     `json:"method"`
	Meaning   string     `json:"meaning"` // of a contribution
	Genes     []GeneView `json:"genes"`
	Other     []string   `json:"other"` // further samples of the person, by visit
}

// PersonScore is one signature in one sample.
type PersonScore struct {
	Signature string      `json:"signature"`
	Short     string      `json:"short"`
	Title     string      `json:"title"`
	Method    string      `json:"method"`
	Name      string      `json:"name"` // of the method
	Value     expr.Number `json:"value"`
	Class     ref.Class   `json:"class"`
	Cutoff    ref.Cutoff  `json:"cutoff"`
	// Distance is that of the score from the cut-off in standard errors of the
	// cut-off, and Probability how sure it is that the score lies above it.
	Distance    expr.Number `json:"distance"`
	Probability expr.Number `json:"probability"`
	Used        int         `json:"used"`
	Of          int         `json:"of"`
}

// GeneView is one gene of a score.
type GeneView struct {
	Symbol string      `json:"symbol"`
	Value  expr.Number `json:"value"` // log2
	Z      expr.Number `json:"z"`     // against the controls
	Adds   expr.Number `json:"adds"`
}

// File is a file to download.
type File struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Data []byte `json:"-"` // travels beside the reply
}

// Marshal writes a reply, without the bytes that travel beside it.
func (r Reply) Marshal() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic("job: " + err.Error()) // plain values always encode
	}
	return b
}

// UnmarshalReply reads what Marshal writes.
func UnmarshalReply(b []byte) (Reply, error) {
	var r Reply
	if err := json.Unmarshal(b, &r); err != nil {
		return Reply{}, fmt.Errorf("job: %w", err)
	}
	return r, nil
}
