package gene

import (
	"fmt"
	"maps"
	"slices"
	"sort"
	"sync"
)

// Table is a set of human genes with the names each has or had.
//
// A Table is made by [Decode] and never changes; it may be read by several
// goroutines at once. Symbols are unique. An alias may stand for several
// genes. An alias that is also an approved symbol is not in the table: an
// approved symbol always means itself.
type Table struct {
	source  string
	symbols []string
	entrez  []int
	ensembl [][]uint64

	bySymbol  map[string]int32
	byEntrez  map[int]int32
	byEnsembl map[uint64]int32
	byAlias   map[string][]int32
	foldOnce  sync.Once
	byFold    map[string][]int32 // folded symbol or alias, see fold
	byRefSeq  map[string]int32
	byUniProt map[string]int32
	byProbe   map[string]probe
	perArray  map[string]int // probes known of each platform
}

// probe is one array probe: the symbol of its gene and the platforms that
// carry it, one bit each in the order of platforms.
type probe struct {
	gene  int32
	masks uint16
}

// Source says where the table was taken from, with versions and dates.
func (t *Table) Source() string { return t.source }

// Symbols returns the approved symbols in alphabetical order.
func (t *Table) Symbols() []string {
	s := append([]string(nil), t.symbols...)
	sort.Strings(s)
	return s
}

// Approved reports whether s is an approved symbol.
func (t *Table) Approved(s string) bool {
	_, ok := t.bySymbol[s]
	return ok
}

// Alias returns the approved symbols of the genes that s was or is another
// name of, in alphabetical order. It returns nil if s is itself approved.
func (t *Table) Alias(s string) []string { return t.names(t.byAlias[s]) }

// ByEnsembl returns the symbol of the gene with the number that follows ENSG,
// of the Ensembl release of the table or, for some genes, of GRCh37.
func (t *Table) ByEnsembl(n uint64) (string, bool) {
	if s, ok := named(t, t.byEnsembl, n); ok {
		return s, true
	}
	if s := retired[n]; t.Approved(s) {
		return s, true
	}
	return "", false
}

// ByEntrez returns the symbol of the gene with Entrez number n.
func (t *Table) ByEntrez(n int) (string, bool) { return named(t, t.byEntrez, n) }

// ByRefSeq returns the symbol of the gene of a RefSeq transcript, without its
// version.
func (t *Table) ByRefSeq(acc string) (string, bool) { return named(t, t.byRefSeq, acc) }

// ByUniProt returns the symbol of the gene that codes for the protein with a
// UniProt accession.
func (t *Table) ByUniProt(acc string) (string, bool) { return named(t, t.byUniProt, acc) }

// ByProbe returns the symbol of the gene that a probe of an array measures.
// An empty platform accepts the probe of any.
func (t *Table) ByProbe(platform, id string) (string, bool) {
	p, ok := t.byProbe[id]
	if !ok {
		return "", false
	}
	if platform == "" {
		return t.symbols[p.gene], true
	}
	for b := range platforms {
		if platforms[b].ID == platform && p.masks>>b&1 != 0 {
			return t.symbols[p.gene], true
		}
	}
	return "", false
}

// Entrez returns the Entrez number of the gene with an approved symbol, or 0.
func (t *Table) Entrez(symbol string) int {
	if i, ok := t.bySymbol[symbol]; ok {
		return t.entrez[i]
	}
	return 0
}

// Ensembl returns the Ensembl ids of the gene with an approved symbol.
func (t *Table) Ensembl(symbol string) []string {
	i, ok := t.bySymbol[symbol]
	if !ok {
		return nil
	}
	var ids []string
	for _, n := range t.ensembl[i] {
		ids = append(ids, fmt.Sprintf("ENSG%011d", n))
	}
	return ids
}

// folded returns the genes whose symbol is s but for case and punctuation, or
// if there is none, those of which s is so an alias. The map is built on first
// use because few files need it.
func (t *Table) folded(s string) []string {
	t.foldOnce.Do(func() {
		t.byFold = make(map[string][]int32, len(t.bySymbol)+len(t.byAlias))
		for i, s := range t.symbols {
			f := fold(s)
			t.byFold[f] = append(t.byFold[f], int32(i))
		}
		aliases := make(map[string][]int32, len(t.byAlias))
		for a, is := range t.byAlias {
			f := fold(a)
			for _, i := range is {
				if t.byFold[f] == nil && !slices.Contains(aliases[f], i) {
					aliases[f] = append(aliases[f], i)
				}
			}
		}
		maps.Copy(t.byFold, aliases)
	})
	return t.names(t.byFold[fold(s)])
}

func (t *Table) names(is []int32) []string {
	if len(is) == 0 {
		return nil
	}
	s := make([]string, len(is))
	for k, i := range is {
		s[k] = t.symbols[i]
	}
	sort.Strings(s)
	return s
}

func named[K comparable](t *Table, m map[K]int32, k K) (string, bool) {
	i, ok := m[k]
	if !ok {
		return "", false
	}
	return t.symbols[i], true
}

// fold removes case and the punctuation that people add to or drop from gene
// names. Letters are ASCII in every human gene symbol.
func fold(s string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			b = append(b, c-'a'+'A')
		case c == '-', c == '_', c == '.', c == ' ', c == '(', c == ')', c == '\'':
		default:
			b = append(b, c)
		}
	}
	return string(b)
}
