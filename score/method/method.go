package method

import (
	"math"
	"strings"

	"ifnscope/score/expr"
)

// Method computes scores of gene sets.
type Method interface {
	// ID returns the name and version, "singscore/1", followed by the settings
	// that are not the published ones, "gsva/1 tau=0.25". The version changes
	// when a score may change.
	ID() string
	// Info describes the method for a person.
	Info() Info
	// Needs says what the method must be given.
	Needs() Needs
	// Fit prepares to score the samples of the frame's matrix. It returns an
	// error if the frame lacks what the method needs.
	Fit(f *Frame) (Scorer, error)
}

// Scorer scores the samples of the frame that it was fitted to.
type Scorer interface {
	// Score writes the score of sample c for every set of the frame to dst.
	// It panics if len(dst) is not the number of sets.
	Score(dst []Score, c *Column)
	// Contribution writes how much each gene of set s, in the order of its
	// rows, adds to the score of sample c: in units of the score where the
	// score is a sum, else as Info.Contribution says. A gene that is missing
	// or left out has NaN.
	Contribution(dst []float64, c *Column, s int)
}

// Explainer is a Scorer whose score stands for part of what its genes vary.
type Explainer interface {
	// Explained returns the share of the variance of the genes of set s that
	// the score explains, 0 to 1, NaN if the set cannot be scored.
	Explained(s int) float64
}

// Dropper is a Scorer that leaves out genes that do not vary.
type Dropper interface {
	// Constant returns the number of genes left out because their values
	// differ by no more than rounding, see ref.Constant.
	Constant() int
}

// Score is one score of one sample.
type Score struct {
	Value      float64 // NaN if it cannot be computed or is withheld
	Dispersion float64 // spread of the genes within the sample, NaN if the method defines none
	Used       int     // genes of the set that entered
}

// Needs says what a method must be given, and what else than the sample its
// scores depend on.
type Needs struct {
	// Units are the units of the table as it was opened for which the method
	// makes sense; nil stands for all. The frame's matrix is in log2 units
	// whatever they are.
	Units []expr.Unit
	// Counts says that the frame must hold the counts beside the matrix.
	Counts bool
	// Reference says that healthy controls are needed.
	Reference bool
	// Cohort says that a score depends on the other samples of the run, so
	// that it may change when one is added.
	Cohort bool
	// Sets says that a score depends on the other signatures of the run.
	Sets bool
	// Rows says that genes with equal values are told apart by their rows, as
	// the published program does, and that such ties are the rule.
	Rows bool
	// MinSamples is the least number of samples for which the method is
	// defined.
	MinSamples int
	// Background is the number of genes below which the score is coarse; it is
	// computed, with a note.
	Background int
	// Housekeeping says that reference genes are needed.
	Housekeeping bool
	// Genes are genes of which at least one must be in the matrix; nil asks
	// for none.
	Genes []string
	// Signatures are the only ones that the method is defined for; nil stands
	// for all.
	Signatures []string
}

// Info describes a method for a person. It is what the page of methods and the
// methods text of a report are made of.
type Info struct {
	Name         string      // "singscore"
	Sentence     string      // what it does, in one sentence
	Formula      string      // in plain text
	Parameters   []Parameter // with the values of this struct
	Scale        string      // what the numbers mean, "-0.5 to 0.5"
	Most         float64     // the largest score that there can be; 0 if there is none
	Ratio        bool        // the scores are ratios, to be drawn on a log scale
	Contribution string      // what a gene's contribution is
	Source       string      // authors, journal, year
	DOI          string
	R            string // the equivalent in R, or why there is none
}

// Parameter is one setting of a method.
type Parameter struct {
	Name, Value, Meaning string
}

// named returns an id with the settings that are not the published ones; empty
// ones are left out.
func named(id string, settings ...string) string {
	for _, s := range settings {
		if s != "" {
			id += " " + s
		}
	}
	return strings.TrimSpace(id)
}

// when returns the text if the condition holds, else nothing.
func when(condition bool, text string) string {
	if condition {
		return text
	}
	return ""
}

var nan = math.NaN()

// withheld is a score that cannot be computed from the genes used.
func withheld(used int) Score { return Score{Value: nan, Dispersion: nan, Used: used} }

func checkSets(dst []Score, f *Frame) {
	if len(dst) != len(f.Sets) {
		panic("method: len(dst) is not the number of sets")
	}
}

// sign returns the direction of a weight.
func sign(w float64) float64 {
	if w < 0 {
		return -1
	}
	return 1
}
