package gene_test

import (
	"testing"

	"ifnscope/score/gene"
)

func TestAssay(t *testing.T) {
	for s, want := range map[string][2]string{
		"IFI27-Hs01086370_m1":   {"Hs01086370_m1", "IFI27"},
		"IFI27_Hs01086370_m1":   {"Hs01086370_m1", "IFI27"},
		"IFI27 (Hs01086370_mH)": {"Hs01086370_mH", "IFI27"},
		"Hs01086370_m1 | IFI27": {"Hs01086370_m1", "IFI27"},
		"Hs01086370_m1":         {"Hs01086370_m1", ""},
		"IFI27-Hs0108637_m1":    {"", ""},
		"IFI27-Hs010863701_m1":  {"", ""},
		"IFI27Hs01086370_m1":    {"", ""},
		"IFI27-Mm01086370_m1":   {"", ""},
		"":                      {"", ""},
	} {
		if id, name := gene.Assay(s); id != want[0] || name != want[1] {
			t.Errorf("%q holds the assay %q of %q, want %q", s, id, name, want)
		}
	}
}

// A name beside the id of an assay is mapped by the rules for names, the id
// alone only where it is known.
func TestMapAssays(t *testing.T) {
	ids := []string{"IFI27-Hs01086370_m1", "G1P2_Hs00192713_m1", "18S-Hs99999901_s1", "Hs99999901_s1", "Hs01086370_m1", "nothing-Hs01086370_m1"}
	m := gene.Map(ids, symbol, gene.Core())
	for i, want := range []gene.Match{
		{Symbol: "IFI27", How: gene.Composite}, {Symbol: "ISG15", How: gene.Composite}, {Symbol: "RNA18S", How: gene.Composite}, {Symbol: "RNA18S", How: gene.Curated}, {}, {},
	} {
		if got := m.Rows[i]; got.Symbol != want.Symbol || got.How != want.How {
			t.Errorf("%s is %q by %s, want %q by %s", ids[i], got.Symbol, got.How, want.Symbol, want.How)
		}
	}
	if g := gene.Recognise(ids, gene.Core()); len(g) != 1 || g[0].Namespace != symbol || g[0].Known < 2 {
		t.Errorf("recognised as %v", g)
	}
}
