package read

import (
	"ifnscope/score/expr"
	"ifnscope/score/qc"
)

// Assay is what a targeted assay, qPCR or NanoString, tells beside the values
// of its matrix.
type Assay struct {
	// Classes is the code class of every row of the matrix, as the file names
	// it: Endogenous, Housekeeping, Positive, Negative. Reference genes of a
	// qPCR plate are Housekeeping.
	Classes []string
	// Replicates is what stands behind every value, genes x samples row by
	// row; nil if the assay has no technical replicates.
	Replicates []Replicate
	// Plates are the plates that the values were averaged from, nil of one.
	Plates []Plate
	// Checks are the figures of its quality. Those of technical replicates are
	// kept only where they are not good: Replicates has them all.
	Checks []qc.Check
	// Facts are what the file tells of the run, in its own words and order,
	// for the report (MIQE).
	Facts []Fact
	// Calibrators are the samples that the files tell relative quantities
	// against, each once; usually one, or none.
	Calibrators []string
	// Cycles is the number of cycles of the run, the limit at which an
	// undetermined well is censored; 0 if the file does not tell.
	Cycles int
	// Unsure says that the file does not tell its only target, and that the
	// name of its row is no gene.
	Unsure bool
}

// Replicate is what stands behind one value of a qPCR matrix.
type Replicate struct {
	Wells        int         // that the value is of, omitted ones left out
	Undetermined int         // of them without a Ct: censored, never the last cycle
	SD           expr.Number // of the others (n-1), NaN of fewer than two
}

// Plate is one of several plates that were put together, whether of a file each
// or all of one, such as the runs of RDML.
type Plate struct {
	Values []PlateValue // that a well of the plate has
}

// PlateValue is the mean of the wells of one gene in one sample on one plate.
type PlateValue struct {
	Row, Column int // of the joined matrix
	Value       float64
	Wells       int // with a value, by which the plates are weighted
}

// Fact is one thing that a file tells of a run.
type Fact struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// Housekeeping, Positive, Negative and Endogenous are the code classes that
// matter to a normalisation.
const (
	Endogenous   = "Endogenous"
	Housekeeping = "Housekeeping"
	Positive     = "Positive"
	Negative     = "Negative"
)

// Rows returns the rows of the matrix of a code class.
func (a *Assay) Rows(class string) []int {
	var rows []int
	for i, c := range a.Classes {
		if c == class {
			rows = append(rows, i)
		}
	}
	return rows
}

// WholeRun reports whether a Ct is the length of a usual run, in cycles. Where
// none is above it, that is how StepOne and others write a well without one.
func WholeRun(ct float64) bool { return ct == 40 || ct == 45 || ct == 50 }
