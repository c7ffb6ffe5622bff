package gene_test

import (
	"strings"
	"testing"

	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
)

func TestRecognise(t *testing.T) {
	genes := []string{"IFI44L", "MX1", "ISG15", "RSAD2", "IFIT1", "DDX58", "HLA-DRB1", "C19orf66"}
	each := func(f func(symbol string) string) []string {
		var ids []string
		for _, s := range genes {
			if s = gene.Resolve(s, symbol, human.Table()).Symbol; f(s) != "" {
				ids = append(ids, f(s))
			}
		}
		return ids
	}
	ens := func(s string) string { return human.Table().Ensembl(s)[0] }
	cases := []struct {
		name string
		ids  []string
		want gene.Namespace
		say  string // part of the evidence
	}{
		{"symbols", genes, symbol, "8 of 8 names have the form of a gene symbol; 8 of them are in the gene table"},
		{"symbols, a date and a missing name", append([]string{"4-Sep", "NA", ""}, genes...), symbol, "9 of 9"},
		{"Ensembl", each(ens), ensembl, "8 of 8 names hold an ENSG number; 8 of them are"},
		{"Ensembl with versions", each(func(s string) string { return ens(s) + ".12" }), ensembl, "8 of 8"},
		{"Ensembl|symbol", each(func(s string) string { return ens(s) + "|" + s }), ensembl, "8 of 8"},
		{"symbol_Ensembl", each(func(s string) string { return s + "_" + ens(s) + ".12" }), ensembl, "8 of 8"},
		{"Entrez", []string{"10964", "4599", "9636", "91543", "3434"}, entrez, "5 of 5 names are whole numbers or numbers with _at; 5 are Entrez genes"},
		{"BrainArray", []string{"10964_at", "4599_at", "9636_at", "AFFX-BioB-3_at"}, entrez, "3 of 3"},
		{"RefSeq", []string{"NM_006820", "NM_002462.4", "NR_000001"}, refseq, "3 of 3"},
		{"UniProt", []string{"P20591", "P02778", "P05161-1", "A0A024RDA4"}, uniprot, "4 of 4 names have the form of UniProt accessions; 4 are"},
		{"symbols with the form of accessions", []string{"P2RY10", "P2RY12", "P2RY13", "MX1"}, symbol, "4 of 4"},
		{"probes of no known array", []string{"A_19_P1", "A_19_P2"}, probes, "of no array that is known here"},
		{"Illumina, one probe of version 4 only", []string{"ILMN_1723912", "ILMN_1835092", "ILMN_3239965", "ERCC-1"}, ht12, "3 of 3 names are array probes"},
	}
	for _, c := range cases {
		g := gene.Recognise(c.ids, human.Table())
		if len(g) == 0 || g[0].Namespace != c.want || !strings.Contains(g[0].Evidence, c.say) {
			t.Errorf("%s: %+v, want %s, %q", c.name, g, c.want, c.say)
		}
	}
	for _, ids := range [][]string{nil, {""}, {"ERCC-00002"}, {"a long line of prose", "and another one"}} {
		if g := gene.Recognise(ids, human.Table()); len(g) > 0 {
			t.Errorf("%q: %+v, want nothing", ids, g)
		}
	}
}

// The array is known from its probes: all of them, those of the catalogue
// only, or a fifth of them.
func TestRecogniseArray(t *testing.T) {
	for _, p := range gene.Platforms() {
		try := map[string][]string{"the catalogue's probes": human.Table().ProbesOn(p.ID)}
		for i, r := range sharedTSV(t, "data/annotation/probe2symbol_"+p.ID+".tsv.gz") {
			if i > 0 {
				try["all probes"] = append(try["all probes"], r[0])
				if i%5 == 0 {
					try["a fifth"] = append(try["a fifth"], r[0])
				}
			}
		}
		for name, ids := range try {
			g := gene.Recognise(ids, human.Table())
			if len(g) == 0 {
				t.Errorf("%s, %s: nothing", p.ID, name)
				continue
			}
			// U133A and U133A 2.0 have the same probes of the catalogue.
			same := p.ID == "GPL96" && g[0].Namespace.Platform == "GPL571"
			if g[0].Namespace.Platform != p.ID && !same {
				t.Errorf("%s, %s: recognised as %s: %s", p.ID, name, g[0].Namespace, g[0].Evidence)
			}
		}
	}
}

func TestNamespaceText(t *testing.T) {
	for _, n := range []gene.Namespace{{}, symbol, ensembl, entrez, refseq, uniprot, probes, ht12, u133} {
		b, err := n.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got gene.Namespace
		if err := got.UnmarshalText(b); err != nil || got != n {
			t.Errorf("%s became %s, %v", n, got, err)
		}
		if n.Title() == "" {
			t.Errorf("%s has no title", n)
		}
	}
	for _, s := range []string{"", "symbols", "probe GPL1", "probe ", "symbol GPL570"} {
		var got gene.Namespace
		if got.UnmarshalText([]byte(s)) == nil {
			t.Errorf("%q was read as %s", s, got)
		}
	}
}
