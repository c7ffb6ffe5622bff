package job

import (
	"encoding/json"
	"fmt"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Request asks the worker for one thing: the field that is not nil.
type Request struct {
	ID int `json:"id"`

	Open    *Open    `json:"open,omitempty"`
	Correct *Correct `json:"correct,omitempty"`
	Assign  *Assign  `json:"assign,omitempty"`
	People  *People  `json:"people,omitempty"`
	Score   *Score   `json:"score,omitempty"`
	View    *View    `json:"view,omitempty"`
	Person  *Person  `json:"person,omitempty"`
	Export  *Export  `json:"export,omitempty"`

	Quality   *Quality   `json:"quality,omitempty"`
	Cohort    *Cohort    `json:"cohort,omitempty"`
	Catalogue *Catalogue `json:"catalogue,omitempty"`
	OwnSets   *OwnSets   `json:"ownSets,omitempty"`
	Methods   *Methods   `json:"methods,omitempty"`
	Genotype  *Genotype  `json:"genotype,omitempty"`
	Pathway   *Pathway   `json:"pathway,omitempty"`
	Sheet     *Sheet     `json:"sheet,omitempty"`

	Draw *Draw `json:"draw,omitempty"`
	Mark *Mark `json:"mark,omitempty"`
	Find *Find `json:"find,omitempty"`
	Rows *Rows `json:"rows,omitempty"`
}

// Open reads files. The files themselves travel beside the request in the same
// order.
type Open struct {
	// Files are the files that a person chose, empty for the example.
	Files []FileRef `json:"files,omitempty"`
	// Example opens the synthetic example cohort.
	Example bool `json:"example,omitempty"`
	// Add keeps the files that are already open.
	Add bool `json:"add,omitempty"`
	// Passphrase opens a sealed session among the files.
	Passphrase string `json:"passphrase,omitempty"`
}

// FileRef names a file that travels beside a request.
type FileRef struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
}

// Correct changes how the open files are understood. A nil field stays as it
// is.
type Correct struct {
	File      string          `json:"file,omitempty"` // the file that Options are of
	Options   *read.Options   `json:"options,omitempty"`
	Remove    string          `json:"remove,omitempty"` // a file to put away
	Unit      *expr.Unit      `json:"unit,omitempty"`
	Namespace *gene.Namespace `json:"namespace,omitempty"`

	Normalisation *string   `json:"normalisation,omitempty"` // id, empty for the default
	References    *[]string `json:"references,omitempty"`    // symbols, empty for the default
	Tissue        *string   `json:"tissue,omitempty"`        // empty for what the sample table says
	Holds         *Holds    `json:"holds,omitempty"`
}

// Holds says what a column of the sample table holds: a key of
// pathway.Choices, empty for none of these. Forget takes back what was said.
type Holds struct {
	Column string `json:"column"`
	Key    string `json:"key"`
	Forget bool   `json:"forget,omitempty"`
}

// Assign says who the samples are.
type Assign struct {
	Assignment sample.Assignment `json:"assignment"`
}

// People asks for a part of the table of samples.
type People struct {
	Query  string `json:"query,omitempty"` // part of a name, group, person or visit
	Offset int    `json:"offset"`
	Limit  int    `json:"limit"`
}

// Score computes the scores. Empty lists stand for the defaults.
type Score struct {
	Signatures []string `json:"signatures,omitempty"`
	Methods    []string `json:"methods,omitempty"`
	Cutoff     ref.Rule `json:"cutoff"`
	// OwnCutoffs are in force in place of the rule.
	OwnCutoffs []report.OwnCutoff `json:"ownCutoffs,omitempty"`
	// MinCoverage is the share of a signature's genes below which a score is
	// withheld, 0 for the default.
	MinCoverage float64 `json:"minCoverage,omitempty"`
	View        View    `json:"view"` // of the result, in the reply
}

// View asks for the results of one signature by one method and for a part of
// the table of all samples.
type View struct {
	Signature string `json:"signature,omitempty"` // the first if empty
	Method    string `json:"method,omitempty"`    // the one that is shown first if empty
	Visit     string `json:"visit,omitempty"`     // VisitAll, VisitFirst or the label of a visit
	Sort      string `json:"sort,omitempty"`      // "sample", "subject", "visit", "group" or a signature; by score if empty
	Ascending bool   `json:"ascending,omitempty"`
	Query     string `json:"query,omitempty"`
	Offset    int    `json:"offset"`
	Limit     int    `json:"limit"`
	Outline   string `json:"outline,omitempty"` // sample that is chosen
}

// Selections of visits other than the label of one.
const (
	VisitAll   = ""
	VisitFirst = "first visit of each person"
)

// Person asks for all scores of one sample and, of one of them, the genes.
type Person struct {
	Sample    string `json:"sample"`
	Signature string `json:"signature,omitempty"`
	Method    string `json:"method,omitempty"`
}

// Export asks for a file to download. Its bytes travel beside the reply.
type Export struct {
	Kind string   `json:"kind"`           // "tsv", "wide", "csv", "xlsx", "json", "methods", "bibtex", "ris", "r", "figure", "values", "gmt", "identifiers", "genotype", "genotypes", "pathway", "pathway-associations", "report", "cohort", "session", "sealed", "packed", "example"
	Draw Draw     `json:"draw"`           // the figure, or the one whose values are written
	Sets []string `json:"sets,omitempty"` // signatures of a GMT file

	About ref.About `json:"about"` // of a reference file
	Sheet Sheet     `json:"sheet"` // of the kind "report"; of a session what was told; of what cites the program its sha256
	// Passphrase seals the kind "sealed".
	Passphrase string `json:"passphrase,omitempty"`
	// Cohort is what the kind "cohort" writes the tables of.
	Cohort Cohort `json:"cohort"`
	// Genotype is what the kinds "genotype" and "genotypes" write.
	Genotype Genotype `json:"genotype"`
}

// Marshal writes a request.
func (r Request) Marshal() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic("job: " + err.Error()) // plain values always encode
	}
	return b
}

// UnmarshalRequest reads what Marshal writes. It returns an error if the
// request does not ask for exactly one thing.
func UnmarshalRequest(b []byte) (Request, error) {
	var r Request
	if err := json.Unmarshal(b, &r); err != nil {
		return Request{}, fmt.Errorf("job: %w", err)
	}
	n := 0
	for _, asked := range []bool{r.Open != nil, r.Correct != nil, r.Assign != nil, r.People != nil, r.Score != nil, r.View != nil, r.Person != nil, r.Export != nil,
		r.Quality != nil, r.Cohort != nil, r.Catalogue != nil, r.OwnSets != nil, r.Methods != nil, r.Genotype != nil, r.Pathway != nil, r.Sheet != nil,
		r.Draw != nil, r.Mark != nil, r.Find != nil, r.Rows != nil} {
		if asked {
			n++
		}
	}
	if n != 1 {
		return Request{}, fmt.Errorf("job: a request asks for one thing, not %d", n)
	}
	return r, nil
}
