package report

import (
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/norm"
	"ifnscope/score/note"
	"ifnscope/score/qc"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// Schema is the version of the JSON form of a Report.
const Schema = 1

// Report is the outcome of one run.
type Report struct {
	Schema     int      `json:"schema"`
	Disclaimer string   `json:"disclaimer"`
	Version    string   `json:"version"` // of the program
	Files      []File   `json:"files"`
	Synthetic  bool     `json:"synthetic,omitempty"` // the example, not people
	Settings   Settings `json:"settings"`

	Reference *Reference `json:"reference,omitempty"` // the controls of a reference file

	Matrix     Matrix      `json:"matrix"`
	Samples    []Sample    `json:"samples"`
	Signatures []Signature `json:"signatures"`
	Methods    []Method    `json:"methods"`
	Results    []Result    `json:"results"` // signatures in order, methods within
	// Assay and Quality are what a targeted assay tells of its run (MIQE) and
	// the figures of its quality; empty for other tables.
	Assay   []read.Fact `json:"assay,omitempty"`
	Quality []qc.Check  `json:"quality,omitempty"`
	Notes   note.Log    `json:"notes"`
}

// File is an input as it was opened.
type File struct {
	Name    string       `json:"name"`
	Size    int64        `json:"size"`
	SHA256  string       `json:"sha256"` // of the bytes as stored
	Format  string       `json:"format"`
	Options read.Options `json:"options"`
}

// Reference names a reference file.
type Reference struct {
	Name   string `json:"name"`
	Assay  string `json:"assay,omitempty"`
	Lot    string `json:"lot,omitempty"`
	Date   string `json:"date,omitempty"`
	People int    `json:"people"`
	SHA256 string `json:"sha256"`
}

// Title names the file with what the laboratory says of it.
func (f Reference) Title() string {
	t := f.Name
	if f.Lot != "" {
		t += ", lot " + f.Lot
	}
	if f.Date != "" {
		t += ", " + f.Date
	}
	return t
}

// Settings are what a person chose, or left as it was: together with the files
// they repeat the run.
type Settings struct {
	Unit          expr.Unit         `json:"unit"`
	Namespace     gene.Namespace    `json:"namespace"`
	Collapse      norm.Rule         `json:"collapse"`
	Normalisation string            `json:"normalisation"`    // id in package norm; empty is the default of the unit
	References    []string          `json:"references"`       // symbols of the reference genes; empty are those known and found
	Tissue        string            `json:"tissue,omitempty"` // that a person stated; empty is what the sample table says
	Assignment    sample.Assignment `json:"assignment"`
	Signatures    []string          `json:"signatures"`
	Methods       []string          `json:"methods"`
	Cutoff        ref.Rule          `json:"cutoff"`
	OwnCutoffs    []OwnCutoff       `json:"ownCutoffs,omitempty"` // in force in place of the rule
	MinCoverage   float64           `json:"minCoverage"`          // share of a set's genes below which a score is withheld
}

// OwnCutoff is a value that a person stated for the scores of one signature by
// one method, in their unit.
type OwnCutoff struct {
	Signature string  `json:"signature"`
	Method    string  `json:"method"`
	Value     float64 `json:"value"`
}

// Rule returns the rule of the cut-off of a signature by a method.
func (s *Settings) Rule(signature, method string) ref.Rule {
	for _, o := range s.OwnCutoffs {
		if o.Signature == signature && o.Method == method {
			return ref.Rule{Kind: ref.Own, K: o.Value}
		}
	}
	return s.Cutoff
}

// Matrix says what was scored.
type Matrix struct {
	Rows      int              `json:"rows"`    // of the file
	Genes     int              `json:"genes"`   // rows that were scored, genes and unmapped rows
	Samples   int              `json:"samples"` // that were scored
	Mapped    int              `json:"mapped"`  // rows of the file with an approved symbol
	Trail     []string         `json:"trail"`
	GeneTable string           `json:"geneTable"`        // source of the gene table
	Joined    []norm.Collapsed `json:"joined,omitempty"` // genes of the signatures that had several rows
}

// Sample is one sample that was scored.
type Sample struct {
	Name    string      `json:"name"`
	Role    sample.Role `json:"role"`
	Group   string      `json:"group,omitempty"`
	Subject string      `json:"subject"`
	Visit   string      `json:"visit,omitempty"`
}

// Signature says what of a published signature was found.
type Signature struct {
	ID       string `json:"id"`
	Version  int    `json:"version"`
	Title    string `json:"title"`
	Short    string `json:"short"`
	Class    string `json:"class"`
	Group    string `json:"group,omitempty"`   // "clinical" for a score that is used on patients
	Formula  string `json:"formula,omitempty"` // published arithmetic, in words
	Citation string `json:"citation"`
	DOI      string `json:"doi,omitempty"`
	Method   string `json:"method"` // that is shown first
	// Instead names the method that it was published with where another is shown.
	Instead string   `json:"instead,omitempty"`
	Genes   []string `json:"genes"` // found
	Missing []string `json:"missing,omitempty"`
}

// Of returns the number of genes of the signature.
func (s Signature) Of() int { return len(s.Genes) + len(s.Missing) }

// Coverage returns the share of the genes that were found.
func (s Signature) Coverage() float64 { return float64(len(s.Genes)) / float64(s.Of()) }

// Method names a method with what a reader of the scores must know.
type Method struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Scale string `json:"scale"`
	// Most is the largest score that there can be; 0 if there is none.
	Most   float64 `json:"most,omitempty"`
	Cohort bool    `json:"cohort,omitempty"` // a score depends on the other samples
	DOI    string  `json:"doi,omitempty"`
	// Sentence says what it does, Formula how, Source who described it.
	Sentence string `json:"sentence,omitempty"`
	Formula  string `json:"formula,omitempty"`
	Source   string `json:"source,omitempty"`
}

// Result is one signature by one method in all samples.
type Result struct {
	Signature string     `json:"signature"`
	Method    string     `json:"method"`
	Cutoff    ref.Cutoff `json:"cutoff"`
	Scores    []Score    `json:"scores"` // in the order of the samples
	// Explained is the share of the variance of the genes that the score
	// explains; 0 if the method has no such share, missing if there is no score.
	Explained expr.Number `json:"explained,omitempty"`
}

// Score is one score of one sample.
type Score struct {
	Value      expr.Number `json:"value"`
	Dispersion expr.Number `json:"dispersion"`
	Used       int         `json:"used"`
	Class      ref.Class   `json:"class"`
	// Probability is the share of bootstrap cut-offs below the score.
	Probability expr.Number `json:"probability"`
}

// Design returns who the samples are.
func (r *Report) Design() *sample.Design {
	d := &sample.Design{}
	for _, s := range r.Samples {
		d.Samples = append(d.Samples, s.Name)
		d.Role = append(d.Role, s.Role)
		d.Group = append(d.Group, s.Group)
		d.Subject = append(d.Subject, s.Subject)
		d.Visit = append(d.Visit, s.Visit)
	}
	return d
}

// Result returns the result of a signature by a method, and false if there is
// none.
func (r *Report) Result(signature, method string) (*Result, bool) {
	for i := range r.Results {
		if r.Results[i].Signature == signature && r.Results[i].Method == method {
			return &r.Results[i], true
		}
	}
	return nil, false
}

// Method returns a method of the run.
func (r *Report) Method(id string) (Method, bool) {
	for _, m := range r.Methods {
		if m.ID == id {
			return m, true
		}
	}
	return Method{}, false
}

// Signature returns the signature with the given id, and false if it was not
// scored.
func (r *Report) Signature(id string) (Signature, bool) {
	for _, s := range r.Signatures {
		if s.ID == id {
			return s, true
		}
	}
	return Signature{}, false
}
