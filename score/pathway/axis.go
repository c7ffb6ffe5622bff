package pathway

import (
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// Parts are the parts of a profile in order: the ISG expression, the five
// reasons of Ronnblom & Leonard 2019 (Lupus Sci Med 6:e000270), what follows.
var Parts = []struct {
	N     int
	Title string
}{
	{0, "ISG expression"},
	{1, "Endogenous inducers"},
	{2, "Cells that make interferon or answer it"},
	{3, "Which interferons"},
	{4, "Genetic setup"},
	{5, "Negative feedback"},
	{6, "Consequences for the immune system"},
	{7, "Organ manifestations"},
	{8, "Drugs on the pathway"},
	{9, "Stability and what is not resolved"},
}

// Axis is one axis of a profile.
type Axis struct {
	ID      string `json:"id"`
	Parts   []int  `json:"parts"`
	Title   string `json:"title"`
	Short   string `json:"short"`
	Formula string `json:"formula"`
	Source  string `json:"source"`
	Caveat  string `json:"caveat,omitempty"`

	Genes   []string `json:"genes"` // found, and varying among the controls
	Missing []string `json:"missing,omitempty"`
	// Coherence is told for every set; only marker sets must pass it.
	Coherence Coherence `json:"coherence"`
	// Why says why the axis is not measurable here; empty if it is. Then there
	// are no values.
	Why string `json:"why,omitempty"`

	Controls ref.Distribution `json:"controls"` // of control people
	Patients ref.Distribution `json:"patients"` // at their first visit
	AUC      [3]expr.Number   `json:"auc"`      // patients against controls, with its interval
	Values   []Value          `json:"values"`   // by sample of the report
	// People are the values of the control people, in order of size.
	People []expr.Number `json:"people,omitempty"`

	counts string // key of the count that overrides it
}

// Value is an axis in one sample.
type Value struct {
	Value expr.Number `json:"value"` // SD above the controls
	// Lower and Upper hold the mean of all genes of the set's kind with 95 %
	// probability, as far as those of the set are a sample of them: Student's
	// interval over the genes. Missing for a single gene.
	Lower expr.Number `json:"lower"`
	Upper expr.Number `json:"upper"`
	Used  int         `json:"used"` // genes
}

// Measurable reports whether the axis passed its gate.
func (a *Axis) Measurable() bool { return a.Why == "" }

// Of returns the number of genes of the axis.
func (a *Axis) Of() int { return len(a.Genes) + len(a.Missing) }

// published are the axes whose genes are a published signature.
var published = []struct {
	id, signature, title, short, caveat string
	parts                               []int
}{
	{"isg", "ifngs4", "Type I: ISG expression score of four genes", "I", "Genes of type I interferon also answer to types II and III. The score is a trait of a person more than a measure of today's activity.", []int{0, 3}},
	{"m1.2", "chiche-m1.2", "Module M1.2", "M1.2", "The first of the three modules to rise.", []int{0, 3}},
	{"m3.4", "chiche-m3.4", "Module M3.4", "M3.4", "The second to rise.", []int{0, 3}},
	{"m5.12", "chiche-m5.12", "Module M5.12", "M5.12", "The last to rise; it answers to type II as well.", []int{0, 3}},
	{"typeII", "aybey-ifn2", "Type II: score of six genes", "II", "Not of type II alone: added to blood, IFN-beta moved its genes by 1.2 log2 and IFN-gamma by 2.2 (GSE145647); a day after IFN-beta in patients they had moved by 0.8 (GSE60424).", []int{3}},
}

const formula = "mean over the genes of (x - mean of controls) / SD of controls, x = log2 expression"

// axes lists every axis of a profile, without values.
func axes() []Axis {
	var out []Axis
	for _, p := range published {
		s, ok := sig.ByID(p.signature)
		if !ok {
			panic("pathway: there is no signature " + p.signature)
		}
		out = append(out, Axis{ID: p.id, Parts: p.parts, Title: p.title, Short: p.short, Formula: formula, Source: s.Citation, Caveat: p.caveat, Genes: s.Symbols()})
	}
	for _, m := range Markers() {
		a := Axis{ID: m.ID, Parts: m.Parts, Title: m.Title, Short: m.Short, Formula: formula, Source: m.Source, Caveat: m.Caveat, Genes: m.Genes, counts: m.Counts}
		if !m.Coherent {
			a.Formula = "(x - mean of controls) / SD of controls, x = log2 expression"
		}
		out = append(out, a)
	}
	return out
}

// gated reports whether the genes of an axis must go together.
func gated(id string) bool {
	for _, m := range Markers() {
		if m.ID == id {
			return m.Coherent
		}
	}
	return false
}
