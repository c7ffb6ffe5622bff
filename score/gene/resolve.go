package gene

import (
	"strconv"
	"strings"
)

// Map maps the identifiers of a file, all of one namespace, to approved
// symbols. A row that cannot be mapped keeps its place with an empty Symbol.
//
// The rules for symbols, in order: an approved symbol means itself; then the
// table of extras; an alias is used only if it names one gene and the approved
// symbol of that gene is not in the file; then what a spreadsheet makes of
// names; then equality but for case and punctuation. Every rule after the
// first is recorded in the match. The one exception to the first is a symbol
// that changed hands, in a file that uses it as it was used before: see
// [Curated].
func Map(ids []string, ns Namespace, t *Table) *Mapping {
	m := &Mapping{Namespace: ns, Rows: make([]Match, len(ids))}
	r := resolver{table: t, ns: ns}
	if ns.Kind == Symbol {
		r.look(ids)
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
	present map[string]bool // approved symbols of the file that are meant as such
	old     map[string]bool // symbols of swapped that the file uses in the old sense
}

func (r *resolver) resolve(id string) Match {
	m := Match{ID: id}
	s := strings.TrimSpace(id)
	switch {
	case isControl(s):
		m.How = Control
		return m
	case isMissing(s):
		return m
	}
	switch r.ns.Kind {
	case Symbol:
		r.symbol(&m, s)
	case Ensembl:
		r.ensembl(&m, s)
	case Entrez:
		if n, err := strconv.Atoi(strings.TrimSuffix(s, "_at")); err == nil { // 10964_at of BrainArray
			if sym, ok := r.table.ByEntrez(n); ok {
				m.Symbol, m.How = sym, ByID
			}
		}
	case RefSeq:
		acc, _, _ := strings.Cut(s, ".")
		if sym, ok := r.table.ByRefSeq(acc); ok {
			m.Symbol, m.How = sym, ByID
		}
	case UniProt:
		acc, _, _ := strings.Cut(s, "-") // P20591-2 is the second isoform
		if sym, ok := r.table.ByUniProt(acc); ok {
			m.Symbol, m.How = sym, ByID
		} else {
			r.symbol(&m, s)
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
		return
	}
	r.composite(m, s) // a number that is gone may have a symbol beside it
}

func (r *resolver) symbol(m *Match, s string) {
	t := r.table
	if sym := r.former(s); sym != "" {
		m.Symbol, m.How, m.Candidates = sym, Curated, []string{s, sym}
		return
	}
	if t.Approved(s) {
		m.Symbol, m.How = s, Approved
		return
	}
	if _, name := Assay(s); name != "" {
		if r.symbol(m, name); m.Mapped() {
			m.How = Composite
		}
		return
	}
	if r.composite(m, s) {
		return
	}
	if sym, ok := curated[s]; ok {
		r.offer(m, []string{sym}, Curated)
		return
	}
	if al := t.Alias(s); len(al) > 0 {
		r.offer(m, al, Alias)
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

// isMissing reports whether s is what programs write where there is no name.
// NA would else be XK, of which it is another name.
func isMissing(s string) bool {
	switch strings.ToUpper(s) {
	case "", "-", "--", "---", ".", "?", "NA", "N/A", "#N/A", "NAN", "NULL", "NONE", "#NAME?", "#REF!", "#VALUE!":
		return true
	}
	return false
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
