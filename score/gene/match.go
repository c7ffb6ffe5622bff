package gene

// How is the rule by which an identifier was mapped, or the reason why it was
// not.
type How uint8

const (
	NotFound  How = iota // no rule applies
	Approved             // an approved symbol
	ByID                 // an Ensembl, Entrez, RefSeq or LOC number, or a probe, of one gene
	Alias                // a previous or alias symbol of one gene
	Curated              // a name used in papers, or a symbol in its former sense, from the tables of extras
	Folded               // equal to one symbol or alias but for case and punctuation
	Repaired             // what a spreadsheet made of one symbol (a date or its serial number)
	Composite            // two names in one cell that agree, or a name and the id of an assay
	Ambiguous            // names several genes
	Shadowed             // an alias whose approved symbol has a row of its own
	Date                 // a date that several symbols turn into
	Clone                // a clone name such as AC004551.1
	Control              // a control probe, a spike-in or a count summary, not a gene
)

var hows = [...]string{"not found", "approved", "id", "alias", "curated", "folded", "repaired",
	"composite", "ambiguous", "shadowed", "date", "clone", "control"}

// String returns the rule in one or two words.
func (h How) String() string { return hows[h] }

// Hows returns every rule in order, for tables and reports.
func Hows() []How {
	s := make([]How, len(hows))
	for i := range s {
		s[i] = How(i)
	}
	return s
}

// Match is what became of one identifier. Symbol is the approved symbol, or
// empty if the identifier was not mapped. Candidates are the genes it could
// have meant where there was more than one.
type Match struct {
	ID         string
	Symbol     string
	How        How
	Candidates []string
	Via        string // the name that a person's platform table gives the probe, see [MapProbes]
}

// Mapped reports whether the identifier was given a symbol.
func (m Match) Mapped() bool { return m.Symbol != "" }

// Mapping is the outcome of mapping a whole file.
type Mapping struct {
	Namespace Namespace
	Rows      []Match // one a row of the file, in its order
	Counts    [len(hows)]int
}

// Count returns how many rows were decided by rule h.
func (m *Mapping) Count(h How) int { return m.Counts[h] }

// Mapped returns how many rows were given a symbol.
func (m *Mapping) Mapped() int {
	var n int
	for _, r := range m.Rows {
		if r.Mapped() {
			n++
		}
	}
	return n
}

// Repeats returns for every row the index of an earlier row that was given the
// same symbol, the first of them, or -1.
func (m *Mapping) Repeats() []int {
	first := make(map[string]int, len(m.Rows))
	out := make([]int, len(m.Rows))
	for i, r := range m.Rows {
		out[i] = -1
		if !r.Mapped() {
			continue
		}
		if k, ok := first[r.Symbol]; ok {
			out[i] = k
		} else {
			first[r.Symbol] = i
		}
	}
	return out
}
