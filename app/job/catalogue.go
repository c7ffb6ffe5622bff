package job

import "ifnscope/score/note"

// Catalogue asks for the published signatures, and for one of them in full.
type Catalogue struct {
	Signature string   `json:"signature,omitempty"` // in full; none if empty
	Overlap   []string `json:"overlap,omitempty"`   // signatures to compare; none if fewer than two
	Query     string   `json:"query,omitempty"`     // what is looked for; all if empty
}

// CatalogueView shows the signatures by group.
type CatalogueView struct {
	Groups  []SignatureGroup `json:"groups"`
	Data    bool             `json:"data"` // a table is open, so Found is known
	Detail  *SignatureDetail `json:"detail,omitempty"`
	Overlap *OverlapView     `json:"overlap,omitempty"`
	Notes   note.Log         `json:"notes,omitempty"` // on a person's own sets
}

// SignatureGroup is a kind of signatures.
type SignatureGroup struct {
	Title   string           `json:"title"`
	Entries []SignatureEntry `json:"entries"`
}

// SignatureEntry is one signature in the list.
type SignatureEntry struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Short   string `json:"short"`
	Class   string `json:"class"`
	Tissue  string `json:"tissue"`
	Genes   int    `json:"genes"`
	Found   int    `json:"found"` // in the open table
	Default bool   `json:"default,omitempty"`
	Own     bool   `json:"own,omitempty"`    // brought by the person
	Scored  bool   `json:"scored,omitempty"` // measured as mRNA, so that it can be scored
	Warning string `json:"warning,omitempty"`
	Hidden  bool   `json:"hidden,omitempty"` // it is not what is looked for
}

// SignatureDetail is one signature with where it comes from.
type SignatureDetail struct {
	ID    string       `json:"id"`
	Title string       `json:"title"`
	DOI   string       `json:"doi,omitempty"`
	About []Fact       `json:"about"`
	Genes []GeneDetail `json:"genes"`
	GMT   string       `json:"gmt"` // the set as a line of a GMT file
}

// Fact is a named piece of information, in words.
type Fact struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// GeneDetail is one gene of a signature, and what of it the open table has.
type GeneDetail struct {
	Symbol    string   `json:"symbol"`
	Published string   `json:"published,omitempty"` // where another name was printed
	Down      bool     `json:"down,omitempty"`
	Rows      []string `json:"rows,omitempty"` // of the table
	How       string   `json:"how,omitempty"`  // the rule that found them
}

// OverlapView compares signatures.
type OverlapView struct {
	IDs     []string     `json:"ids"`
	Shorts  []string     `json:"shorts"`
	Shared  [][]int      `json:"shared"` // genes that two signatures have in common
	Parts   []OverlapSet `json:"parts"`
	Symbols int          `json:"symbols"` // different genes in all of them
}

// OverlapSet is the genes that are in exactly these signatures.
type OverlapSet struct {
	In    []string `json:"in"`
	Genes []string `json:"genes"`
}

// OwnSets adds a person's own gene sets, or puts one away.
type OwnSets struct {
	Name   string `json:"name,omitempty"`   // of a list without one
	Text   string `json:"text,omitempty"`   // GMT, GMX or a list of genes
	Remove string `json:"remove,omitempty"` // id of a set
}

// Methods asks for every method, described.
type Methods struct{}

// MethodView describes a method, and says whether it can be used for what is
// open.
type MethodView struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Sentence     string       `json:"sentence"`
	Formula      string       `json:"formula"`
	Parameters   []Parameter  `json:"parameters,omitempty"`
	Scale        string       `json:"scale"`
	Contribution string       `json:"contribution"`
	Source       string       `json:"source"`
	DOI          string       `json:"doi,omitempty"`
	R            string       `json:"r"`
	Needs        []string     `json:"needs,omitempty"` // in words
	Cohort       string       `json:"cohort"`          // whether and how a score depends on others
	Depends      bool         `json:"depends,omitempty"`
	Default      bool         `json:"default,omitempty"`
	Obstacle     string       `json:"obstacle,omitempty"` // why it cannot be used for what is open
	Example      *ExampleView `json:"example,omitempty"`
}

// Parameter is one setting of a method.
type Parameter struct {
	Name    string `json:"name"`
	Value   string `json:"value"`
	Meaning string `json:"meaning"`
}

// ExampleView is a method worked on five genes.
type ExampleView struct {
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
	Score   string     `json:"score"`
	Text    string     `json:"text"`
}
