package job

import (
	"ifnscope/score/expr"
	"ifnscope/score/note"
)

// Genotype asks for a panel in one sample of an open genotype file. Empty
// names stand for the first one.
type Genotype struct {
	File   string `json:"file,omitempty"`
	Sample string `json:"sample,omitempty"`
	Panel  string `json:"panel,omitempty"`
	Query  string `json:"query,omitempty"` // part of the names of the samples that are offered
	Stated Stated `json:"stated"`
}

// Stated is what a person says of a sample and its file, in the words of
// geno.Options. What is empty is left to the file.
type Stated struct {
	Ancestry   string `json:"ancestry,omitempty"`   // "EUR", "EAS", "other"
	Sex        string `json:"sex,omitempty"`        // "female", "male"
	Build      string `json:"build,omitempty"`      // "GRCh37", "GRCh38"
	Absent     string `json:"absent,omitempty"`     // "reference", "missing"
	Antibodies string `json:"antibodies,omitempty"` // "present", "absent"
	Plus       bool   `json:"plus,omitempty"`
}

// GenotypeView shows a panel in one sample.
type GenotypeView struct {
	Files   []string `json:"files"` // open genotype files
	File    string   `json:"file"`
	Read    string   `json:"read"`    // how it was read, in words
	Samples []string `json:"samples"` // at most GenotypeSamples of those that the query fits
	Total   int      `json:"total"`   // samples of the file
	Sample  string   `json:"sample"`
	Joined  []string `json:"joined"` // expression samples of the same person
	Panels  []Panel  `json:"panels"`
	Panel   string   `json:"panel"`

	Stated   Stated `json:"stated"` // as asked
	Sex      string `json:"sex"`    // in force
	SexWhy   string `json:"sexWhy"`
	Question string `json:"question,omitempty"` // what only a person can say of the file
	Wording  string `json:"wording"`

	Sum      GenotypeSum     `json:"sum"`
	Double   *GenotypeSum    `json:"double,omitempty"` // X, the one copy of a man as two
	Single   *GenotypeSum    `json:"single,omitempty"` // and as one
	Nodes    []GenotypeNode  `json:"nodes"`
	Approx   *GenotypeApprox `json:"approx,omitempty"`
	Matches  []GenotypeMatch `json:"matches"`
	Variants []GenotypeLocus `json:"variants"`       // those of the sums first
	More     int             `json:"more,omitempty"` // variants that are not listed
	Notes    note.Log        `json:"notes"`
}

// GenotypeSamples and GenotypeVariants bound the lists of a view; the download
// has all of them.
const (
	GenotypeSamples  = 100
	GenotypeVariants = 200
)

// Panel names a panel that can be chosen.
type Panel struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Source  string `json:"source"`
	Weights string `json:"weights"`
}

// GenotypeSum is geno.Sum.
type GenotypeSum struct {
	Loci        int         `json:"loci"`
	Observed    int         `json:"observed"`
	Filled      int         `json:"filled"`
	Score       expr.Number `json:"score"`
	Found       expr.Number `json:"found"`
	Share       expr.Number `json:"share"`
	FilledShare expr.Number `json:"filledShare"`
	Low         expr.Number `json:"low"`
	High        expr.Number `json:"high"`
}

// GenotypeNode counts the alleles of a node on the autosomes.
type GenotypeNode struct {
	Name     string      `json:"name"`
	Loci     int         `json:"loci"`
	Observed int         `json:"observed"`
	Alleles  expr.Number `json:"alleles"`
	Of       int         `json:"of"`
	Adds     expr.Number `json:"adds"`
}

// GenotypeApprox is geno.Approx.
type GenotypeApprox struct {
	Ancestry string      `json:"ancestry"`
	Loci     int         `json:"loci"`
	Of       int         `json:"of"`
	Mean     expr.Number `json:"mean"`
	SD       expr.Number `json:"sd"`
	Sum      expr.Number `json:"sum"`
	Z        expr.Number `json:"z"`
}

// GenotypeMatch counts what happened to variants.
type GenotypeMatch struct {
	What     string      `json:"what"`
	Variants int         `json:"variants"`
	Share    expr.Number `json:"share"`
}

// GenotypeLocus says what happened to one variant.
type GenotypeLocus struct {
	RSID     string      `json:"rsid"`
	Gene     string      `json:"gene"`
	Node     string      `json:"node"`
	Place    string      `json:"place"`  // chromosome and positions
	Scored   bool        `json:"scored"` // in a sum
	Effect   string      `json:"effect"`
	Other    string      `json:"other"`
	OR       expr.Number `json:"or"`
	Ancestry string      `json:"ancestry"` // of the odds ratio
	Genotype string      `json:"genotype"`
	Copies   expr.Number `json:"copies"`
	Adds     expr.Number `json:"adds"`
	How      string      `json:"how"`  // a word for programs
	What     string      `json:"what"` // happened, in words
	Why      string      `json:"why"`
	Source   string      `json:"source"`
	Note     string      `json:"note"`
}
