package gene

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
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
	scope   string
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
	byProbe   map[string]probe
	perArray  map[string]int // probes known of each platform
}

// probe is one array probe: the symbol of its gene and the platforms that
// carry it, one bit each in the order of platforms.
type probe struct {
	gene  int32
	masks uint16
}

// tableMagic is the first line of an encoded table.
const tableMagic = "ifnscope genes 1"

// Decode reads an encoded table. The text is kept, not copied.
//
// The text is a header of "key: value" lines and sections of one line an
// entry, each opened by "[name] count". Genes stand in the order of their
// Entrez number, and numbers are written as differences from the one before,
// which is what keeps the table small:
//
//	[gene]     approved symbol
//	[entrez]   number, less that of the gene before
//	[ensembl]  comma-separated numbers after ENSG, each less the one before
//	[alias]    previous and alias symbols, separated by |
//	[refseq]   accession, tab, index of the gene      (optional)
//	[probe]    probe, tab, index of the gene, tab, hexadecimal set of platforms (optional)
//
// Decode returns an error, with the line, if the text is not such a table.
func Decode(text string) (*Table, error) {
	d := tableDecoder{rest: text}
	return d.decode()
}

type tableDecoder struct {
	rest string
	line int
}

func (d *tableDecoder) next() (string, bool) {
	if d.rest == "" {
		return "", false
	}
	d.line++
	i := strings.IndexByte(d.rest, '\n')
	if i < 0 {
		s := d.rest
		d.rest = ""
		return s, true
	}
	s := d.rest[:i]
	d.rest = d.rest[i+1:]
	return s, true
}

func (d *tableDecoder) errorf(format string, args ...any) error {
	return fmt.Errorf("gene: table line %d: %s", d.line, fmt.Sprintf(format, args...))
}

func (d *tableDecoder) decode() (*Table, error) {
	if s, _ := d.next(); s != tableMagic {
		return nil, d.errorf("not a gene table (want %q)", tableMagic)
	}
	t := &Table{
		bySymbol:  make(map[string]int32),
		byEntrez:  make(map[int]int32),
		byEnsembl: make(map[uint64]int32),
		byAlias:   make(map[string][]int32),
		byRefSeq:  make(map[string]int32),
		byProbe:   make(map[string]probe),
		perArray:  make(map[string]int),
	}
	for {
		s, ok := d.next()
		if !ok {
			break
		}
		if !strings.HasPrefix(s, "[") {
			switch k, v, _ := strings.Cut(s, ": "); k {
			case "source":
				t.source = v
			case "scope":
				t.scope = v
			}
			continue
		}
		name, count, ok := strings.Cut(s[1:], "] ")
		n, err := strconv.Atoi(count)
		if !ok || err != nil || n < 0 {
			return nil, d.errorf("bad section header %q", s)
		}
		if err := d.section(t, name, n); err != nil {
			return nil, err
		}
	}
	if len(t.entrez) != len(t.symbols) || len(t.ensembl) != len(t.symbols) {
		return nil, d.errorf("sections [gene], [entrez] and [ensembl] differ in length")
	}
	return t, nil
}

func (d *tableDecoder) section(t *Table, name string, n int) error {
	var lastEntrez int
	var lastEnsembl uint64
	for i := range n {
		s, ok := d.next()
		if !ok {
			return d.errorf("section [%s] ends after %d of %d lines", name, i, n)
		}
		switch name {
		case "gene":
			if s == "" {
				return d.errorf("empty symbol")
			}
			if _, dup := t.bySymbol[s]; dup {
				return d.errorf("symbol %s appears twice", s)
			}
			t.bySymbol[s] = int32(len(t.symbols))
			t.symbols = append(t.symbols, s)
		case "entrez":
			v, err := strconv.Atoi(s)
			if err != nil || v < 0 {
				return d.errorf("bad number %q", s)
			}
			lastEntrez += v
			t.entrez = append(t.entrez, lastEntrez)
			t.byEntrez[lastEntrez] = int32(i)
		case "ensembl":
			var ids []uint64
			for f := range strings.SplitSeq(s, ",") {
				if f == "" {
					continue
				}
				v, err := strconv.ParseInt(f, 10, 64)
				if err != nil {
					return d.errorf("bad number %q", f)
				}
				lastEnsembl += uint64(v)
				ids = append(ids, lastEnsembl)
				t.byEnsembl[lastEnsembl] = int32(i)
			}
			t.ensembl = append(t.ensembl, ids)
		case "alias":
			for a := range strings.SplitSeq(s, "|") {
				if _, approved := t.bySymbol[a]; a != "" && !approved {
					t.byAlias[a] = append(t.byAlias[a], int32(i))
				}
			}
		case "refseq", "probe":
			id, rest, ok := strings.Cut(s, "\t")
			idx, mask, _ := strings.Cut(rest, "\t")
			g, err := strconv.Atoi(idx)
			if !ok || id == "" || err != nil || g < 0 || g >= len(t.symbols) {
				return d.errorf("bad entry %q", s)
			}
			if name == "refseq" {
				t.byRefSeq[id] = int32(g)
				continue
			}
			m, err := strconv.ParseUint(mask, 16, 16)
			if err != nil || m == 0 || m >= 1<<len(platforms) {
				return d.errorf("bad set of platforms %q", mask)
			}
			t.byProbe[id] = probe{int32(g), uint16(m)}
			for b := range platforms {
				if m>>b&1 != 0 {
					t.perArray[platforms[b].ID]++
				}
			}
		default:
			return d.errorf("unknown section [%s]", name)
		}
	}
	return nil
}

// Source says where the table was taken from, with versions and dates.
func (t *Table) Source() string { return t.source }

// Scope says which genes the table holds, in words.
func (t *Table) Scope() string { return t.scope }

// Len returns the number of genes.
func (t *Table) Len() int { return len(t.symbols) }

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

// ByEnsembl returns the symbol of the gene with the number that follows ENSG.
func (t *Table) ByEnsembl(n uint64) (string, bool) { return named(t, t.byEnsembl, n) }

// ByEntrez returns the symbol of the gene with Entrez number n.
func (t *Table) ByEntrez(n int) (string, bool) { return named(t, t.byEntrez, n) }

// ByRefSeq returns the symbol of the gene of a RefSeq transcript, without its
// version.
func (t *Table) ByRefSeq(acc string) (string, bool) { return named(t, t.byRefSeq, acc) }

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

// folded returns the genes whose symbol or alias is s but for case and
// punctuation, built on first use because few files need it.
func (t *Table) folded(s string) []string {
	t.foldOnce.Do(func() {
		t.byFold = make(map[string][]int32, len(t.bySymbol)+len(t.byAlias))
		add := func(name string, i int32) {
			f := fold(name)
			for _, j := range t.byFold[f] {
				if i == j {
					return
				}
			}
			t.byFold[f] = append(t.byFold[f], i)
		}
		for i, s := range t.symbols {
			add(s, int32(i))
		}
		for a, is := range t.byAlias {
			for _, i := range is {
				add(a, i)
			}
		}
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
