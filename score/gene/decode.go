package gene

import (
	"fmt"
	"strconv"
	"strings"
)

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
//	[uniprot]  accession, tab, index of the gene      (optional)
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
		byEntrez:  map[int]int32{},
		byEnsembl: map[uint64]int32{},
		bySymbol:  map[string]int32{},
		byAlias:   map[string][]int32{},
		byRefSeq:  map[string]int32{},
		byUniProt: map[string]int32{},
		byProbe:   map[string]probe{},
		perArray:  make(map[string]int, len(platforms)),
	}
	for {
		s, ok := d.next()
		if !ok {
			break
		}
		if !strings.HasPrefix(s, "[") {
			if v, ok := strings.CutPrefix(s, "source: "); ok {
				t.source = v
			}
			continue
		}
		name, count, ok := strings.Cut(s[1:], "] ")
		n, err := strconv.Atoi(count)
		if !ok || err != nil || n < 0 {
			return nil, d.errorf("bad section header %q", s)
		}
		if n > len(d.rest) {
			return nil, d.errorf("section [%s] is said to have %d lines, more than there can be", name, n)
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
	var self []int32 // self[i:i+1] is the list of gene i alone, without an allocation of its own
	// Maps of their final size: growing them takes half of the time of reading.
	switch name {
	case "gene":
		if t.symbols != nil {
			return d.errorf("there is a second section [gene]")
		}
		t.bySymbol, t.symbols = make(map[string]int32, n), make([]string, 0, n)
	case "entrez", "ensembl", "alias":
		if n != len(t.symbols) {
			return d.errorf("section [%s] has %d lines for %d genes", name, n, len(t.symbols))
		}
		switch name {
		case "entrez":
			t.byEntrez, t.entrez = make(map[int]int32, n), make([]int, 0, n)
		case "ensembl":
			t.byEnsembl, t.ensembl = make(map[uint64]int32, n), make([][]uint64, 0, n)
		case "alias":
			t.byAlias = make(map[string][]int32, n)
			self = make([]int32, n)
			for i := range self {
				self[i] = int32(i)
			}
		}
	case "probe":
		t.byProbe = make(map[string]probe, n)
	}
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
				if _, approved := t.bySymbol[a]; a == "" || approved {
					continue
				}
				if others, ok := t.byAlias[a]; ok {
					t.byAlias[a] = append(others, int32(i))
				} else {
					t.byAlias[a] = self[i : i+1 : i+1]
				}
			}
		case "refseq", "uniprot", "probe":
			id, rest, ok := strings.Cut(s, "\t")
			idx, mask, _ := strings.Cut(rest, "\t")
			g, err := strconv.Atoi(idx)
			if !ok || id == "" || err != nil || g < 0 || g >= len(t.symbols) {
				return d.errorf("bad entry %q", s)
			}
			switch name {
			case "refseq":
				t.byRefSeq[id] = int32(g)
				continue
			case "uniprot":
				t.byUniProt[id] = int32(g)
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
