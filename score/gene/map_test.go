package gene_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/sig"
)

func mapped(ids ...string) []gene.Match { return gene.Map(ids, symbol, human.Table()).Rows }

// An alias is used only where its approved symbol has no row of its own.
func TestShadowed(t *testing.T) {
	r := mapped("DDX58", "IFIT1")
	if r[0].Symbol != "RIGI" || r[0].How != gene.Alias {
		t.Errorf("DDX58 alone: %v", r[0])
	}
	r = mapped("DDX58", "RIGI", "ddx58")
	if r[0].Mapped() || r[0].How != gene.Shadowed || !slices.Equal(r[0].Candidates, []string{"RIGI"}) || r[2].How != gene.Shadowed {
		t.Errorf("DDX58 beside RIGI: %v", r)
	}
	if r[1].Symbol != "RIGI" || r[1].How != gene.Approved {
		t.Errorf("RIGI beside DDX58: %v", r[1])
	}
	// a date is not repaired to a gene that is there
	r = mapped("8-Mar", "MARCHF8")
	if r[0].Mapped() || r[0].How != gene.Date {
		t.Errorf("8-Mar beside MARCHF8: %v", r[0])
	}
	// of two genes that a date can mean, one that is there decides
	r = mapped("1-Mar", "MTARC1")
	if r[0].Symbol != "MARCHF1" || r[0].How != gene.Repaired {
		t.Errorf("1-Mar beside MTARC1: %v", r[0])
	}
}

// In a file that calls COP1 RFWD2, the symbol COP1 is CARD16.
func TestSwapped(t *testing.T) {
	r := mapped("COP1", "RFWD2")
	if r[0].Symbol != "CARD16" || r[0].How != gene.Curated || r[1].Symbol != "COP1" || r[1].How != gene.Alias {
		t.Errorf("the old annotation: %v", r)
	}
	r = mapped("COP1", "CARD16")
	if r[0].Symbol != "COP1" || r[1].Symbol != "CARD16" {
		t.Errorf("the new annotation: %v", r)
	}
	// both names of COP1 beside CARD16: the approved ones hold
	r = mapped("COP1", "RFWD2", "CARD16")
	if r[0].Symbol != "COP1" || r[1].How != gene.Shadowed || r[2].Symbol != "CARD16" {
		t.Errorf("all three: %v", r)
	}
}

// C7 is complement C7 even where CXCL10 is missing, and so on: the rows that
// blind mapping by aliases would make of them are not there.
func TestContext(t *testing.T) {
	r := mapped("C7", "SP110", "TAP1", "NMI", "NBN", "EIF2AK1", "HFE", "CXCR4")
	for _, m := range r {
		if m.Symbol != m.ID || m.How != gene.Approved {
			t.Errorf("%v", m)
		}
	}
	r = mapped("PKR", "EIF2AK1")
	if r[0].Symbol != "EIF2AK2" || r[1].Symbol != "EIF2AK1" {
		t.Errorf("%v", r)
	}
}

func TestMapCounts(t *testing.T) {
	ids := []string{"IFI44L", "IFI44L", "C1orf29", "MX1", "nothing", "4-Sep", "HRI", "ERCC-1", ""}
	m := gene.Map(ids, symbol, human.Table())
	if len(m.Rows) != len(ids) || m.Mapped() != 5 {
		t.Errorf("%d of %d rows mapped", m.Mapped(), len(m.Rows))
	}
	total := 0
	for _, h := range gene.Hows() {
		n := 0
		for i, r := range m.Rows {
			if r.ID != ids[i] {
				t.Errorf("row %d is %q, not %q", i, r.ID, ids[i])
			}
			if r.How == h {
				n++
			}
		}
		if m.Count(h) != n {
			t.Errorf("%s: counted %d, there are %d", h, m.Count(h), n)
		}
		total += n
	}
	if total != len(ids) {
		t.Errorf("%d rows have a rule, want %d", total, len(ids))
	}
	if got, want := m.Repeats(), []int{-1, 0, -1, -1, -1, -1, -1, -1, -1}; !slices.Equal(got, want) {
		t.Errorf("repeats %v, want %v", got, want)
	}
}

// A person's own platform table is read by the rules of symbols.
func TestMapProbes(t *testing.T) {
	names := map[string]string{"p1": "IFI44L", "p2": "DDX58", "p3": "HLA-A /// HLA-B", "p4": "IFI44L", "p6": "COP1", "p7": "RFWD2", "p8": "---", "p9": "10964"}
	m := gene.MapProbes([]string{"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "AFFX-x_at", "p9"}, names, human.Table())
	want := []struct {
		symbol string
		how    gene.How
	}{{"IFI44L", gene.ByID}, {"RIGI", gene.Alias}, {"", gene.Ambiguous}, {"IFI44L", gene.ByID}, {"", gene.NotFound},
		{"CARD16", gene.Curated}, {"COP1", gene.Alias}, {"", gene.NotFound}, {"", gene.Control}, {"", gene.NotFound}}
	for i, w := range want {
		if r := m.Rows[i]; r.Symbol != w.symbol || r.How != w.how || r.Via != names[r.ID] {
			t.Errorf("%v, want %v", r, w)
		}
	}
}

// Every name of the table means what the table says, and every symbol survives
// the way through every number it has.
func TestTableProperties(t *testing.T) {
	table := human.Table()
	for _, s := range table.Symbols() {
		if m := gene.Resolve(s, symbol, table); m.Symbol != s || m.How != gene.Approved {
			t.Errorf("approved %s: %v", s, m)
		}
		for _, id := range table.Ensembl(s) {
			m := gene.Resolve(id, ensembl, table)
			if m.How != gene.ByID || m.Symbol != s {
				t.Errorf("%s of %s: %v", id, s, m)
			}
		}
	}
	for a, genes := range table.Aliases() {
		m := gene.Resolve(a, symbol, table)
		switch {
		case m.How == gene.Curated, m.How == gene.Composite, m.How == gene.Control, a == "NA", a == "NaN":
		case len(genes) == 1 && (m.Symbol != genes[0] || m.How != gene.Alias),
			len(genes) > 1 && (m.Mapped() || m.How != gene.Ambiguous):
			t.Errorf("alias %s of %v: %v", a, genes, m)
		}
	}
}

// The extras lead to approved symbols, but for 18S rRNA, which is five genes
// alike, and are not already in the table.
func TestCurated(t *testing.T) {
	table := human.Table()
	for name, s := range gene.CuratedNames {
		if !table.Approved(s) && s != "RNA18S" {
			t.Errorf("%s leads to %s, which is not approved", name, s)
		}
		if table.Approved(name) {
			t.Errorf("%s is itself approved", name)
		}
		if al := table.Alias(name); len(al) == 1 {
			t.Errorf("%s is already an alias of %s", name, al[0])
		}
	}
	for n, s := range gene.Retired {
		if got, ok := table.ByEnsembl(n); !ok || got != s {
			t.Errorf("ENSG%011d is %q, want %s", n, got, s)
		}
		if slices.Contains(table.Ensembl(s), fmt.Sprintf("ENSG%011d", n)) {
			t.Errorf("%s already has ENSG%011d", s, n)
		}
	}
}

// The small table tells of the catalogue's genes what the large one tells.
func TestCoreAgrees(t *testing.T) {
	core, all := gene.Core(), human.Table()
	if core.Source() != all.Source() {
		t.Errorf("made of %s and of %s", core.Source(), all.Source())
	}
	names := map[string]bool{}
	for _, s := range sig.Genes() {
		if !core.Approved(s) {
			t.Errorf("%s is not in the small table", s)
		}
		if core.Entrez(s) == 0 || core.Entrez(s) != all.Entrez(s) {
			t.Errorf("%s has Entrez numbers %d and %d", s, core.Entrez(s), all.Entrez(s))
		}
		names[s], names[strings.ToLower(s)] = true, true
	}
	wanted := sig.Genes()
	for a, genes := range all.Aliases() {
		for _, g := range genes {
			if _, ok := slices.BinarySearch(wanted, g); ok {
				names[a] = true
			}
		}
	}
	for name := range names {
		a, b := gene.Resolve(name, symbol, core), gene.Resolve(name, symbol, all)
		_, wantedA := slices.BinarySearch(wanted, a.Symbol)
		_, wantedB := slices.BinarySearch(wanted, b.Symbol)
		if (wantedA || wantedB) && (a.Symbol != b.Symbol || a.How != b.How) {
			t.Errorf("%s: %v in the small table, %v in the large one", name, a, b)
		}
	}
}

// Over 99 % of the catalogue's genes are found by the Ensembl ids of a real
// table of counts.
func TestGSE60424(t *testing.T) {
	rows := sharedTSV(t, "data/gse60424_ms_ifnb_rnaseq/GSE60424_TMM_normalized_counts.txt.gz")
	if rows == nil {
		return
	}
	var ids []string
	for _, r := range rows[1:] {
		ids = append(ids, r[0])
	}
	g := gene.Recognise(ids, human.Table())
	if len(g) == 0 || g[0].Namespace != ensembl {
		t.Fatalf("recognised as %v", g)
	}
	have := map[string]bool{}
	for _, r := range gene.Map(ids, ensembl, human.Table()).Rows {
		have[r.Symbol] = true
	}
	var missing []string
	want := catalogue()
	for _, s := range want {
		if !have[s] {
			missing = append(missing, s)
		}
	}
	t.Logf("%s; %d of %d genes of the catalogue; not found: %v", g[0].Evidence, len(want)-len(missing), len(want), missing)
	if 100*len(missing) > len(want) {
		t.Errorf("%d of %d genes are not resolved", len(missing), len(want))
	}
}
