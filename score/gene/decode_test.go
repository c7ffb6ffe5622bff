package gene_test

import (
	"strings"
	"testing"

	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
)

const small = `ifnscope genes 1
source: a test
scope: three genes
[gene] 3
MX1
IFIT1
RIGI
[entrez] 3
10
5
100
[ensembl] 3
157601
28144

[alias] 3
MxA|IFI78
IFI56|G10P1
DDX58|IFI56
[refseq] 1
NM_002462	0
[uniprot] 1
P20591	0
[probe] 2
202086_at	0	18
ILMN_1662358	0	1
`

func TestDecode(t *testing.T) {
	table, err := gene.Decode(small)
	if err != nil {
		t.Fatal(err)
	}
	if table.Source() != "a test" || len(table.Symbols()) != 3 {
		t.Errorf("source %q, %d genes", table.Source(), len(table.Symbols()))
	}
	for _, c := range []struct {
		ns             gene.Namespace
		id, want       string
		ok             bool
		entrez, ensids int
	}{
		{symbol, "MX1", "MX1", true, 10, 1},
		{symbol, "DDX58", "RIGI", true, 115, 0},
		{symbol, "IFI56", "", false, 0, 0},
		{ensembl, "ENSG00000185745", "IFIT1", true, 15, 1},
		{entrez, "15", "IFIT1", true, 15, 1},
		{refseq, "NM_002462.4", "MX1", true, 10, 1},
		{uniprot, "P20591", "MX1", true, 10, 1},
		{u133, "202086_at", "MX1", true, 10, 1},
		{ht12, "202086_at", "", false, 0, 0},
	} {
		m := gene.Resolve(c.id, c.ns, table)
		if m.Symbol != c.want || m.Mapped() != c.ok || table.Entrez(m.Symbol) != c.entrez || len(table.Ensembl(m.Symbol)) != c.ensids {
			t.Errorf("%s %s: %v", c.ns, c.id, m)
		}
	}
}

// A damaged table is an error that names the line.
func TestDecodeErrors(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"another file", "ifnscope genes 1", "hello", "line 1: not a gene table"},
		{"a number of lines", "[gene] 3", "[gene] three", "line 4: bad section header"},
		{"too many lines", "[probe] 2", "[probe] 2000000000", "more than there can be"},
		{"lines that are missing", "[probe] 2", "[probe] 9", "ends after"},
		{"a section of another length", "[entrez] 3\n10\n", "[entrez] 2\n", "has 2 lines for 3 genes"},
		{"aliases of genes that are not there", "[alias] 3", "[alias] 4", "has 4 lines for 3 genes"},
		{"an unknown section", "[refseq]", "[mouse]", "unknown section"},
		{"an empty symbol", "\nIFIT1\n", "\n\n", "line 6: empty symbol"},
		{"a repeated symbol", "\nIFIT1\n", "\nMX1\n", "line 6: symbol MX1 appears twice"},
		{"letters in a number", "\n100\n", "\nten\n", "line 11: bad number"},
		{"letters in an id", "\n28144\n", "\n2814x\n", "bad number"},
		{"a gene that is not there", "NM_002462\t0", "NM_002462\t3", "bad entry"},
		{"an array that is not there", "202086_at\t0\t18", "202086_at\t0\t800", "bad set of platforms"},
		{"a second list of genes", "[refseq] 1\nNM_002462\t0", "[gene] 1\nISG15", "second section"},
		{"no numbers", "[entrez] 3\n10\n5\n100\n", "", "differ in length"},
	} {
		text := strings.Replace(small, c.old, c.new, 1)
		if text == small {
			t.Fatalf("%s: nothing was changed", c.name)
		}
		if _, err := gene.Decode(text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(small)
	f.Add("ifnscope genes 1\n[gene] 0\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, err := gene.Decode(text)
		if err != nil {
			return
		}
		for _, s := range table.Symbols() {
			if !table.Approved(s) {
				t.Fatalf("%q is a symbol and not approved", s)
			}
		}
		for a := range table.Aliases() {
			if table.Approved(a) {
				t.Fatalf("%q is an alias and approved", a)
			}
			gene.Resolve(a, symbol, table)
		}
	})
}

// Whatever stands in a cell, a row has one outcome: a symbol of the table or a
// reason, and the same one alone and beside itself.
func FuzzResolve(f *testing.F) {
	for _, c := range hard {
		f.Add(c.id, uint8(c.ns.Kind))
	}
	gene.Resolve("zz", symbol, human.Table()) // builds the map of folded names before the first round
	f.Fuzz(func(t *testing.T, id string, kind uint8) {
		ns := gene.Namespace{Kind: gene.Kind(kind % 7)}
		m := gene.Resolve(id, ns, human.Table())
		if m.ID != id {
			t.Fatalf("%q became %q", id, m.ID)
		}
		if m.Mapped() != human.Table().Approved(m.Symbol) {
			t.Fatalf("%q became %q, which is not approved", id, m.Symbol)
		}
		switch m.How {
		case gene.NotFound, gene.Ambiguous, gene.Shadowed, gene.Date, gene.Clone, gene.Control:
			if m.Mapped() {
				t.Fatalf("%q is %s and has the symbol %s", id, m.How, m.Symbol)
			}
		default:
			if !m.Mapped() {
				t.Fatalf("%q is %s and has no symbol", id, m.How)
			}
		}
		if m.How == gene.Ambiguous && len(m.Candidates) < 2 {
			t.Fatalf("%q is ambiguous among %v", id, m.Candidates)
		}
		two := gene.Map([]string{id, id}, ns, human.Table()).Rows
		if two[0].Symbol != two[1].Symbol || two[0].How != two[1].How {
			t.Fatalf("%q is %v and %v", id, two[0], two[1])
		}
		gene.Recognise([]string{id}, human.Table())
	})
}
