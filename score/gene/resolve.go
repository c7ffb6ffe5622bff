package gene

import (
	"strconv"
	"strings"
)

// How is the rule by which an identifier was mapped, or the reason why it was
// not.
type How uint8

const (
	NotFound  How = iota // no rule applies
	Approved             // an approved symbol
	ByID                 // an Ensembl, Entrez, RefSeq or LOC number, or a probe, of one gene
	Alias                // a previous or alias symbol of one gene
	Curated              // a name used in papers, from the table of extras
	Folded               // equal to one symbol or alias but for case and punctuation
	Repaired             // what a spreadsheet made of one symbol (a date or its serial number)
	Composite            // two names in one cell that agree
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

// Map maps the identifiers of a file, all of one namespace, to approved
// symbols. A row that cannot be mapped keeps its place with an empty Symbol.
//
// The rules for symbols, in order: an approved symbol always means itself; an
// alias is used only if it names one gene and the approved symbol of that gene
// is not in the file; then the table of extras; then what a spreadsheet makes
// of names; then equality but for case and punctuation. Every rule after the
// first is recorded in the match.
func Map(ids []string, ns Namespace, t *Table) *Mapping {
	m := &Mapping{Namespace: ns, Rows: make([]Match, len(ids))}
	r := resolver{table: t, ns: ns}
	if ns.Kind == Symbol {
		r.present = make(map[string]bool, len(ids))
		for _, id := range ids {
			if id = strings.TrimSpace(id); t.Approved(id) {
				r.present[id] = true
			}
		}
	}
	for i, id := range ids {
		m.Rows[i] = r.resolve(id)
		m.Counts[m.Rows[i].How]++
	}
	return m
}

// Resolve maps one name by the rules of [Map] as if it stood alone in a file.
func Resolve(id string, ns Namespace, t *Table) Match {
	r := resolver{table: t, ns: ns}
	return r.resolve(id)
}

type resolver struct {
	table   *Table
	ns      Namespace
	present map[string]bool // approved symbols of the file
}

func (r *resolver) resolve(id string) Match {
	m := Match{ID: id}
	s := strings.TrimSpace(id)
	if isControl(s) {
		m.How = Control
		return m
	}
	switch r.ns.Kind {
	case Symbol:
		r.symbol(&m, s)
	case Ensembl:
		r.ensembl(&m, s)
	case Entrez:
		if n, err := strconv.Atoi(s); err == nil {
			if sym, ok := r.table.ByEntrez(n); ok {
				m.Symbol, m.How = sym, ByID
			}
		}
	case RefSeq:
		acc, _, _ := strings.Cut(s, ".")
		if sym, ok := r.table.ByRefSeq(acc); ok {
			m.Symbol, m.How = sym, ByID
		}
	case Probe:
		if sym, ok := r.table.ByProbe(r.ns.Platform, s); ok {
			m.Symbol, m.How = sym, ByID
		}
	}
	return m
}

// ensembl resolves ENSG00000137959, ENSG00000137959.15, and ids with a symbol
// attached. The pseudoautosomal copy on Y (_PAR_Y) repeats the gene on X and
// is left unmapped, so that the two are not added up.
func (r *resolver) ensembl(m *Match, s string) {
	n, rest, ok := parseEnsembl(s)
	if !ok {
		// one file can hold ids and, for novel or spiked-in rows, names
		r.symbol(m, s)
		return
	}
	if strings.HasPrefix(strings.TrimLeft(rest, ".0123456789"), "_PAR_Y") {
		m.How = Shadowed
		return
	}
	if sym, ok := r.table.ByEnsembl(n); ok {
		m.Symbol, m.How = sym, ByID
	}
}

func (r *resolver) symbol(m *Match, s string) {
	t := r.table
	if t.Approved(s) {
		m.Symbol, m.How = s, Approved
		return
	}
	if r.composite(m, s) {
		return
	}
	if al := t.Alias(s); len(al) > 0 {
		r.offer(m, al, Alias)
		return
	}
	if sym, ok := curated[s]; ok {
		r.offer(m, []string{sym}, Curated)
		return
	}
	if rest, ok := strings.CutPrefix(s, "LOC"); ok {
		if n, err := strconv.Atoi(rest); err == nil {
			if sym, ok := t.ByEntrez(n); ok {
				r.offer(m, []string{sym}, ByID)
			}
			return
		}
	}
	if c, ok := dateSymbols(s); ok {
		r.date(m, c)
		return
	}
	if isClone(s) {
		m.How = Clone
		if sym, ok := clones[s]; ok {
			m.Candidates = []string{sym}
		}
		return
	}
	if f := t.folded(s); len(f) > 0 {
		r.offer(m, f, Folded)
		return
	}
	if sym, ok := curatedFolded[fold(s)]; ok {
		r.offer(m, []string{sym}, Curated)
	}
}

// offer settles a name that stands for the genes c by rule h.
func (r *resolver) offer(m *Match, c []string, h How) {
	switch {
	case len(c) > 1:
		m.How, m.Candidates = Ambiguous, c
	case r.present[c[0]]:
		m.How, m.Candidates = Shadowed, c
	default:
		m.Symbol, m.How = c[0], h
	}
}

// date settles a cell that a spreadsheet turned into a date, from the old
// symbols that turn into it.
func (r *resolver) date(m *Match, old []string) {
	var c []string
	seen := map[string]bool{}
	for _, s := range old {
		names := r.table.Alias(s)
		if r.table.Approved(s) {
			names = []string{s}
		}
		for _, n := range names {
			if !seen[n] && !r.present[n] {
				seen[n] = true
				c = append(c, n)
			}
		}
	}
	if len(c) == 1 {
		m.Symbol, m.How = c[0], Repaired
		return
	}
	m.How, m.Candidates = Date, c
}

// composite resolves cells that hold more than one name: ENSG…|IFI44L,
// IFI44L_ENSG…, IFI44L|10964 (symbol and Entrez), HLA-A /// HLA-B. The parts
// that can be resolved must agree.
func (r *resolver) composite(m *Match, s string) bool {
	var parts []string
	switch {
	case strings.Contains(s, "///"):
		parts = strings.Split(s, "///")
	case strings.Contains(s, "|"):
		parts = strings.Split(s, "|")
	case strings.Contains(s, "ENSG"):
		i := strings.Index(s, "ENSG")
		end := i + 4
		for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.') {
			end++
		}
		parts = []string{s[i:end], strings.Trim(s[:i], "_;:, "), strings.Trim(s[end:], "_;:, ")}
	default:
		return false
	}
	var found []string
	for _, p := range parts {
		p = strings.TrimSpace(p)
		var sym string
		if n, _, ok := parseEnsembl(p); ok {
			sym, _ = r.table.ByEnsembl(n)
		} else if n, err := strconv.Atoi(p); err == nil {
			sym, _ = r.table.ByEntrez(n)
		} else if r.table.Approved(p) {
			sym = p
		} else if al := r.table.Alias(p); len(al) == 1 {
			sym = al[0]
		}
		if sym == "" {
			continue
		}
		dup := false
		for _, f := range found {
			dup = dup || f == sym
		}
		if !dup {
			found = append(found, sym)
		}
	}
	switch len(found) {
	case 0:
		return false
	case 1:
		m.Symbol, m.How = found[0], Composite
	default:
		m.How, m.Candidates = Ambiguous, found
	}
	return true
}

// parseEnsembl reads a human Ensembl gene id at the start of s and returns its
// number and what follows.
func parseEnsembl(s string) (n uint64, rest string, ok bool) {
	const digits = 11
	if len(s) < 4+digits || s[:4] != "ENSG" {
		return 0, "", false
	}
	n, err := strconv.ParseUint(s[4:4+digits], 10, 64)
	if err != nil {
		return 0, "", false
	}
	return n, s[4+digits:], true
}

// isClone reports whether s is the name of a sequenced clone, AC004551.1.
func isClone(s string) bool {
	name, version, ok := strings.Cut(s, ".")
	if !ok || version == "" || len(version) > 2 || len(name) != 8 {
		return false
	}
	for i := range len(name) {
		if upper := name[i] >= 'A' && name[i] <= 'Z'; i < 2 && !upper || i >= 2 && (name[i] < '0' || name[i] > '9') {
			return false
		}
	}
	_, err := strconv.Atoi(version)
	return err == nil
}

// controlPrefixes mark rows that are not genes: Affymetrix and Illumina
// controls, ERCC spike-ins, Agilent controls, HTSeq and STAR summaries, the
// positive and negative controls of nCounter.
var controlPrefixes = [...]string{"AFFX-", "ERCC-", "(+)", "(-)", "__", "N_unmapped", "N_multimapping",
	"N_noFeature", "N_ambiguous", "DarkCorner", "GE_BrightCorner", "ERCC_", "POS_", "NEG_"}

func isControl(s string) bool {
	for _, p := range controlPrefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
