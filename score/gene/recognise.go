package gene

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// Guess is one reading of what the identifiers of a file are.
type Guess struct {
	Namespace Namespace
	Hits      int    // identifiers that have the form
	Known     int    // of those, identifiers that the table knows
	Of        int    // identifiers looked at
	Evidence  string // one sentence for a person
}

// Recognise guesses the namespace of the identifiers of a file. It returns the
// readings that at least one identifier in fifty fits, the likeliest first,
// and none if there is no such reading. Array platforms are told apart by
// which of them knows most of the probes; where the file fits two of them
// equally, the larger array, which then carries all of the probes, is later.
func Recognise(ids []string, t *Table) []Guess {
	var n [len(kinds)]int
	var known [len(kinds)]int // of n, those that the table knows
	var perArray [len(platforms)]int
	var total int
	var custom int // names such as 10964_at whose number is an Entrez gene
	for _, id := range ids {
		id = strings.TrimSpace(id)
		if isMissing(id) || isControl(id) {
			continue
		}
		total++
		if p, ok := t.byProbe[id]; ok {
			known[Probe]++
			for b := range platforms {
				perArray[b] += int(p.masks >> b & 1)
			}
		}
		ensg := strings.Index(id, "ENSG")
		switch {
		case ensg >= 0: // alone, or in one cell with a symbol
			if v, _, ok := parseEnsembl(id[ensg:]); ok {
				n[Ensembl]++
				if _, ok := t.ByEnsembl(v); ok {
					known[Ensembl]++
				}
			}
		case strings.HasPrefix(id, "ILMN_"), strings.HasPrefix(id, "A_23_P"), strings.HasPrefix(id, "A_24_P"),
			strings.HasPrefix(id, "A_32_P"), strings.HasPrefix(id, "A_33_P"), strings.HasPrefix(id, "A_19_P"), strings.HasSuffix(id, "_at"):
			n[Probe]++
			if v, err := strconv.Atoi(strings.TrimSuffix(id, "_at")); err == nil {
				if _, ok := t.ByEntrez(v); ok {
					custom++
				}
			}
		case isRefSeq(id):
			n[RefSeq]++
		case isUniProt(id) && !t.Approved(id):
			n[UniProt]++
			acc, _, _ := strings.Cut(id, "-")
			if _, ok := t.ByUniProt(acc); ok {
				known[UniProt]++
			}
		case isNumber(id):
			n[Entrez]++
			if v, err := strconv.Atoi(id); err == nil {
				if _, ok := t.ByEntrez(v); ok {
					known[Entrez]++
				}
			}
		default:
			if _, name := Assay(id); name != "" {
				id = name
			}
			if t.Approved(id) || t.byAlias[id] != nil {
				known[Symbol]++
			}
			if looksLikeSymbol(id) {
				n[Symbol]++
			}
		}
	}
	if total == 0 {
		return nil
	}
	// Numbers are probes where the probe table knows more of them than the
	// gene table does (Affymetrix Gene ST).
	if n[Entrez] > 0 && known[Probe] > known[Entrez] {
		n[Probe], n[Entrez] = n[Probe]+n[Entrez], 0
	}
	// The custom annotation of BrainArray names probe sets by Entrez number.
	if 2*custom > n[Probe] {
		n[Entrez], n[Probe] = n[Entrez]+n[Probe], 0
		known[Entrez] += custom
	}
	var g []Guess
	add := func(ns Namespace, hits int, evidence string) {
		if hits*50 >= total {
			g = append(g, Guess{ns, hits, known[ns.Kind], total, evidence})
		}
	}
	if known[Symbol] > 0 {
		add(Namespace{Kind: Symbol}, n[Symbol], fmt.Sprintf("%d of %d names have the form of a gene symbol; %d of them are in the gene table", n[Symbol], total, known[Symbol]))
	}
	add(Namespace{Kind: Ensembl}, n[Ensembl], fmt.Sprintf("%d of %d names hold an ENSG number; %d of them are in the gene table", n[Ensembl], total, known[Ensembl]))
	add(Namespace{Kind: Entrez}, n[Entrez], fmt.Sprintf("%d of %d names are whole numbers or numbers with _at; %d are Entrez genes", n[Entrez], total, known[Entrez]))
	add(Namespace{Kind: RefSeq}, n[RefSeq], fmt.Sprintf("%d of %d names are RefSeq transcripts", n[RefSeq], total))
	add(Namespace{Kind: UniProt}, n[UniProt], fmt.Sprintf("%d of %d names have the form of UniProt accessions; %d are proteins of the catalogue", n[UniProt], total, known[UniProt]))
	if n[Probe] > 0 {
		if b, ok := bestArray(t, perArray[:]); ok {
			p := platforms[b]
			add(Namespace{Probe, p.ID}, n[Probe], fmt.Sprintf("%d of %d names are array probes; the file has %d of the %d known probes of %s (%s)%s",
				n[Probe], total, perArray[b], t.perArray[p.ID], p.Name, p.ID, runnerUp(t, perArray[:], b)))
		} else {
			add(Namespace{Kind: Probe}, n[Probe], fmt.Sprintf("%d of %d names have the form of array probes, of no array that is known here", n[Probe], total))
		}
	}
	sort.SliceStable(g, func(i, j int) bool { return g[i].Hits > g[j].Hits })
	return g
}

// bestArray returns the platform that explains the probes found best: of those
// that know as many of them as any, but for one in a hundred on which their
// annotations differ, the one with the largest share of its own known probes
// in the file.
func bestArray(t *Table, found []int) (best int, ok bool) {
	var most int
	for _, n := range found {
		most = max(most, n)
	}
	if most == 0 {
		return 0, false
	}
	share := -1.0
	for b, n := range found {
		if 100*n < 99*most {
			continue
		}
		if s := float64(n) / float64(t.perArray[platforms[b].ID]); s > share {
			best, share = b, s
		}
	}
	return best, true
}

// runnerUp names the next likeliest platform, so that a person can judge.
func runnerUp(t *Table, found []int, best int) string {
	next := -1
	for b, n := range found {
		if b != best && n > 0 && (next < 0 || n > found[next]) {
			next = b
		}
	}
	if next < 0 {
		return ""
	}
	p := platforms[next]
	return fmt.Sprintf(", and %d of the %d of %s", found[next], t.perArray[p.ID], p.Name)
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isRefSeq(s string) bool {
	return len(s) > 3 && (s[:3] == "NM_" || s[:3] == "NR_" || s[:3] == "XM_" || s[:3] == "XR_")
}

// isUniProt reports whether s has the form of a UniProt accession, with or
// without the number of an isoform (www.uniprot.org/help/accession_numbers).
func isUniProt(s string) bool {
	s, isoform, cut := strings.Cut(s, "-")
	if cut && !isNumber(isoform) || len(s) != 6 && len(s) != 10 {
		return false
	}
	upper := func(c byte) bool { return c >= 'A' && c <= 'Z' }
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	if !upper(s[0]) || !digit(s[1]) {
		return false
	}
	opq := s[0] == 'O' || s[0] == 'P' || s[0] == 'Q'
	if opq && len(s) != 6 {
		return false
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case (i-1)%4 == 0:
			if !digit(c) {
				return false
			}
		case (i-2)%4 == 0 && !opq:
			if !upper(c) {
				return false
			}
		case !upper(c) && !digit(c):
			return false
		}
	}
	return true
}

// looksLikeSymbol reports whether s could be a gene symbol: a short word
// without blanks that has a letter.
func looksLikeSymbol(s string) bool {
	if len(s) > 24 {
		return false
	}
	letter := false
	for i := range len(s) {
		c := s[i]
		letter = letter || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return letter
}
