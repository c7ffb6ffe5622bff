package geno

import (
	"ifnscope/score/note"
)

// Absent says what a place means that a file of variants only does not list.
type Absent string

const (
	NotAsked        Absent = ""          // nobody has said: it is missing
	AbsentReference Absent = "reference" // the whole genome was sequenced: the reference allele twice
	AbsentMissing   Absent = "missing"   // only a part of the genome was looked at
)

// Antibodies says whether a person has antibodies against dsDNA, Ro or Sm.
type Antibodies string

const (
	AntibodiesNotStated Antibodies = ""
	AntibodiesPresent   Antibodies = "present"
	AntibodiesAbsent    Antibodies = "absent"
)

// Options are what a person says of a sample and its file. The zero value
// leaves everything to the file. They serialise to JSON as the record of a
// result.
type Options struct {
	Ancestry   Ancestry   `json:"ancestry,omitempty"`
	Sex        Sex        `json:"sex,omitempty"`   // as the file tells if empty
	Build      Build      `json:"build,omitempty"` // as the file tells if empty
	Absent     Absent     `json:"absent,omitempty"`
	Plus       bool       `json:"plus,omitempty"` // the alleles are of the plus strand, where the file does not say so
	Antibodies Antibodies `json:"antibodies,omitempty"`
}

// MinWeight is the share of the weight of a score that must have been observed
// (pgsc_calc refuses under the same share of variants, min_overlap 0.75).
const MinWeight = 0.75

// Result is one panel in one sample. NaN is what cannot be computed.
type Result struct {
	Panel    string
	Sample   string
	Options  Options
	Sex      Sex
	SexWhy   string
	Sum      Sum // of the autosomes
	X        *X  // nil if the panel has nothing on X
	Nodes    []Node
	Findings []Finding // of all variants of the panel but proxies, in its order
	Approx   *Approx   // nil where no frequencies are known
	Notes    note.Log
}

// Sum is a weighted sum of copies of effect alleles.
type Sum struct {
	Loci     int // that count
	Observed int // that were found, those by proxy and by reference included
	Filled   int
	// Score is the sum with what was filled. It is NaN if the observed share
	// is under MinWeight or if a variant is missing and there is nothing to
	// fill it with.
	Score float64
	// Found is the part of the sum that was observed, NaN if the observed
	// share is under MinWeight.
	Found       float64
	Share       float64 // observed share of the weight, 0 to 1
	FilledShare float64
	Low, High   float64 // the lowest and highest sum that what was not observed allows
}

// X holds the sums of the X chromosome. The one copy of a man counts as two in
// the first coding, as if the other X of a woman were silent, and as one in
// the second. In a woman both are the same.
type X struct {
	Double, Single Sum
}

// Node counts the alleles of one node of the pathway on the autosomes.
type Node struct {
	Name     string
	Loci     int
	Observed int
	Alleles  float64 // copies of effect alleles at the observed loci
	Of       int     // copies that these loci could have
	Found    float64 // weighted, observed
}

// Finding says what happened to one variant.
type Finding struct {
	Variant  *Variant
	By       string // name of the proxy, empty if it was found itself
	How      How
	Match    How // how the alleles of the variant or its proxy were matched, where they were
	Why      string
	Genotype string  // as the file has it, empty for a dosage
	Copies   float64 // of the effect allele, 0 to 2; of the one X of a man 0 or 1; NaN if not observed
	Adds     float64 // to the score, in the first coding on X; NaN if nothing
}

// Approx places the score among simulated people in Hardy-Weinberg and linkage
// equilibrium with the frequencies of an ancestry. It is approximate and no
// percentile of patients.
type Approx struct {
	Ancestry Ancestry
	Loci     int // with a frequency, of those of the sum
	Of       int
	Mean, SD float64
	// Sum is that over the same loci, and Z its distance from Mean in SD; NaN
	// if one of the loci was not observed.
	Sum, Z float64
}
