package pathway

import (
	"fmt"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
)

// The gate of a marker set. The thresholds are ours and not published: sets
// that agree with measured counts of the same blood had 0.43 and more in
// GSE49454, and sets of no use 0.04 and less.
const (
	minCoherence = 0.3 // mean rank correlation of two genes
	minPeople    = 10  // in whom it is looked at
	minShare     = 0.5 // of the genes of a set
)

// Coherence says whether the genes of a set go together: the mean Spearman
// correlation of every two of them over people, each counted once.
type Coherence struct {
	Rho    expr.Number `json:"rho"` // missing if it cannot be told
	Genes  int         `json:"genes"`
	People int         `json:"people"`
}

// coherence compares the rows of genes, one value a person.
func coherence(rows [][]float64) Coherence {
	c := Coherence{Rho: expr.Number(cohort.Coherence(rows)), Genes: len(rows)} // NaN for fewer than two genes
	if len(rows) > 0 {
		c.People = len(rows[0])
	}
	return c
}

// gate says why an axis is not shown; empty if it is.
func gate(found, of int, coherent bool, c Coherence) string {
	switch {
	case found == 0:
		return "none of its genes is in the file"
	case float64(found) < minShare*float64(of):
		return fmt.Sprintf("%d of its %d genes are in the file, and half are needed", found, of)
	case !coherent:
		return ""
	case found < 2:
		return "one gene of a set cannot be checked against another"
	case c.People < minPeople:
		return fmt.Sprintf("whether its genes go together could not be tested with %d people; %d are needed", c.People, minPeople)
	case !(float64(c.Rho) >= minCoherence):
		return fmt.Sprintf("its genes do not go together in these %d people (mean rank correlation %.2f, and %.1f is needed)", c.People, float64(c.Rho), minCoherence)
	}
	return ""
}
