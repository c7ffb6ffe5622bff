package sig

// Tier says how much a signature is used.
type Tier string

const (
	TierCore      Tier = "core"      // scored unless a person chooses others
	TierResearch  Tier = "research"  // published for interferon, less used
	TierReference Tier = "reference" // for comparison
)

// Group is a kind of signature that a person understands.
type Group string

const (
	Clinical    Group = "clinical"
	TypeI       Group = "type1"
	TypeII      Group = "type2"
	Module      Group = "module"
	Pathway     Group = "pathway"
	Comparison  Group = "reference"
	Protein     Group = "protein"
	Methylation Group = "methylation"
	Own         Group = "own" // brought by a person
)

var groups = []struct {
	group Group
	title string
}{
	{Clinical, "Clinical scores"},
	{TypeI, "Type I sets"},
	{TypeII, "Type II sets"},
	{Module, "Blood modules"},
	{Pathway, "Pathway databases"},
	{Comparison, "Sets for comparison"},
	{Protein, "Protein scores"},
	{Methylation, "DNA methylation scores"},
	{Own, "Your own sets"},
}

// Groups returns the groups in the order in which they are shown.
func Groups() []Group {
	var g []Group
	for _, x := range groups {
		g = append(g, x.group)
	}
	return g
}

// Title returns the group in words.
func (g Group) Title() string {
	for _, x := range groups {
		if x.group == g {
			return x.title
		}
	}
	return string(g)
}

// Gene is one gene of a signature.
type Gene struct {
	Symbol    string  `json:"symbol"`              // approved
	Weight    float64 `json:"weight"`              // negative for a gene that goes down
	Published string  `json:"published,omitempty"` // as printed in the source
}

// Signature is a published gene set with its provenance. The fields are those
// of its data file; an empty one is not known.
type Signature struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
	Title   string `json:"title"`
	Short   string `json:"short"` // at most 16 characters
	Tier    Tier   `json:"tier"`
	Group   Group  `json:"group"`
	Class   string `json:"class"`   // interferons that the source names
	Feature string `json:"feature"` // "mRNA", "protein", "methylation"
	Assay   string `json:"assay,omitempty"`
	Tissue  string `json:"tissue,omitempty"`

	Formula    string   `json:"formula,omitempty"`        // published arithmetic, in words
	Method     string   `json:"method"`                   // IFNscope's method for it
	References []string `json:"referenceGenes,omitempty"` // that the published assay uses
	Calibrator string   `json:"calibrator,omitempty"`
	Cutoff     string   `json:"cutoff,omitempty"` // published rule, in words

	Citation   string `json:"citation"`
	DOI        string `json:"doi,omitempty"`
	PMID       string `json:"pmid,omitempty"`
	Patent     string `json:"patent,omitempty"`
	DOIChecked string `json:"doiChecked"`     // "read" in a source, or "known" and not yet seen beside the list
	Seen       string `json:"seen,omitempty"` // where the list was read
	Retrieved  string `json:"retrieved,omitempty"`
	Changed    string `json:"changed,omitempty"` // renames and removals
	Licence    string `json:"licence,omitempty"` // of the copy that was read
	Confidence string `json:"confidence,omitempty"`
	Warning    string `json:"warning,omitempty"` // shown wherever the set is offered
	Note       string `json:"note,omitempty"`

	Genes []Gene `json:"genes"`
}

// Symbols returns the approved symbols in the order of the list.
func (s *Signature) Symbols() []string {
	out := make([]string, len(s.Genes))
	for i, g := range s.Genes {
		out[i] = g.Symbol
	}
	return out
}

// Up returns the symbols of the genes that go up.
func (s *Signature) Up() []string { return s.directed(1) }

// Down returns the symbols of the genes that go down.
func (s *Signature) Down() []string { return s.directed(-1) }

func (s *Signature) directed(sign float64) []string {
	var out []string
	for _, g := range s.Genes {
		if g.Weight*sign > 0 {
			out = append(out, g.Symbol)
		}
	}
	return out
}
