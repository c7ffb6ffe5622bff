package sig_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
	"ifnscope/score/oracle"
	"ifnscope/score/sig"
)

var (
	doi  = regexp.MustCompile(`^10\.\d{4,9}/[-._;()/:A-Za-z0-9]+$`)
	pmid = regexp.MustCompile(`^[1-9]\d{6,7}$`)
)

// noPaper are the sets whose source is not a paper.
var noPaper = map[string]string{"janssen10": "a patent"}

// spelled are the published names that the resolver rightly reads otherwise.
var spelled = map[string]map[string]string{
	"COP1":   {"bloodgen3-m15.64": "CARD16", "bloodgen3-a28": "CARD16"}, // the Illumina array's name of CARD16
	"CCL4L1": {"nehar100": "CCL4"},                                      // a slip of the copy; the paper has CCL4
	"IS15":   {"hadjadj6": "ISG15"},                                     // a slip of the copy
	"GGTA1P": {"hecker-ifnb": "GGTA1"},                                  // of two genes in Entrez
}

func TestDataFiles(t *testing.T) {
	table := human.Table()
	seen := map[string]string{}
	shorts := map[string]string{}
	for _, s := range sig.All() {
		for key, value := range map[string]string{
			"title": s.Title, "short": s.Short, "tier": string(s.Tier), "group": string(s.Group), "class": s.Class, "feature": s.Feature,
			"method": s.Method, "citation": s.Citation, "doi-checked": s.DOIChecked, "seen": s.Seen, "retrieved": s.Retrieved,
			"licence": s.Licence, "confidence": s.Confidence,
		} {
			if value == "" {
				t.Errorf("%s has no %s", s.ID, key)
			}
		}
		if s.Version < 1 {
			t.Errorf("%s has version %d", s.ID, s.Version)
		}
		if n := len([]rune(s.Short)); n > 16 {
			t.Errorf("%s: %q has %d characters, at most 16", s.ID, s.Short, n)
		}
		if o := seen[s.ID]; o != "" {
			t.Errorf("%s is there twice", s.ID)
		}
		if o := shorts[s.Short]; o != "" {
			t.Errorf("%s and %s are both called %q", o, s.ID, s.Short)
		}
		seen[s.ID], shorts[s.Short] = s.ID, s.ID
		if !slices.Contains([]sig.Tier{sig.TierCore, sig.TierResearch, sig.TierReference}, s.Tier) {
			t.Errorf("%s: tier %q", s.ID, s.Tier)
		}
		if !slices.Contains(sig.Groups(), s.Group) || s.Group == sig.Own {
			t.Errorf("%s: group %q", s.ID, s.Group)
		}
		if !slices.Contains([]string{"mRNA", "protein", "methylation"}, s.Feature) {
			t.Errorf("%s: feature %q", s.ID, s.Feature)
		}
		if !slices.Contains([]string{"read", "known"}, s.DOIChecked) || !slices.Contains([]string{"high", "medium", "low"}, s.Confidence) {
			t.Errorf("%s: doi-checked %q, confidence %q", s.ID, s.DOIChecked, s.Confidence)
		}
		if s.DOI != "" && !doi.MatchString(s.DOI) {
			t.Errorf("%s: %q is no DOI", s.ID, s.DOI)
		}
		if s.PMID != "" && !pmid.MatchString(s.PMID) {
			t.Errorf("%s: %q is no PMID", s.ID, s.PMID)
		}
		if s.DOI == "" && s.PMID == "" && (noPaper[s.ID] == "" || s.Patent == "") {
			t.Errorf("%s has neither DOI nor PMID", s.ID)
		}
		symbols := map[string]bool{}
		for _, g := range s.Genes {
			if !table.Approved(g.Symbol) {
				t.Errorf("%s: %s is not approved", s.ID, g.Symbol)
			}
			if symbols[g.Symbol] {
				t.Errorf("%s: %s is listed twice", s.ID, g.Symbol)
			}
			symbols[g.Symbol] = true
			published(t, s, g)
		}
		for _, r := range s.References {
			if !table.Approved(r) && r != "RNA18S" {
				t.Errorf("%s: the reference gene %s is not approved", s.ID, r)
			}
		}
	}
	for _, h := range sig.Housekeeping() {
		for _, g := range h.Genes {
			if !table.Approved(g) {
				t.Errorf("%s: %s is not approved", h.ID, g)
			}
		}
		if h.Source == "" || seen[h.ID] != "" {
			t.Errorf("%s: no source, or an id of a signature", h.ID)
		}
	}
}

// published checks that the printed name of a gene leads to its symbol.
func published(t *testing.T, s *sig.Signature, g sig.Gene) {
	m := gene.Resolve(g.Published, gene.Namespace{Kind: gene.Symbol}, human.Table())
	clone := m.How == gene.Clone && slices.Equal(m.Candidates, []string{g.Symbol})
	if m.Symbol != g.Symbol && !clone && spelled[g.Published][s.ID] != g.Symbol {
		t.Errorf("%s: %s was published and stands for %s, not %q (%s)", s.ID, g.Published, g.Symbol, m.Symbol, m.How)
	}
	if g.Symbol != g.Published && !strings.Contains(s.Changed, g.Published) {
		t.Errorf("%s: that %s became %s is not said under \"changed\"", s.ID, g.Published, g.Symbol)
	}
}

// Every file of the folder is a signature of its name, and is written as it
// was read.
func TestFilesAreListed(t *testing.T) {
	files, err := fs.Glob(os.DirFS("data"), "*.tsv")
	if err != nil || len(files) != len(sig.All()) {
		t.Errorf("%d files, %d signatures, %v", len(files), len(sig.All()), err)
	}
	for _, name := range files {
		text, err := os.ReadFile(filepath.Join("data", name))
		if err != nil {
			t.Fatal(err)
		}
		s, err := sig.Parse(name, bytes.NewReader(text))
		if err != nil {
			t.Error(err)
			continue
		}
		if got, ok := sig.ByID(s.ID); !ok || s.ID+".tsv" != name || len(got.Genes) != len(s.Genes) {
			t.Errorf("%s has the id %s", name, s.ID)
		}
		var b bytes.Buffer
		if err := sig.Write(&b, s); err != nil {
			t.Fatal(err)
		}
		again, err := sig.Parse(name, &b)
		if err != nil {
			t.Errorf("written again: %v", err)
			continue
		}
		x, _ := json.Marshal(s)
		y, _ := json.Marshal(again)
		if !bytes.Equal(x, y) {
			t.Errorf("%s: read %s, written and read %s", name, x, y)
		}
	}
	if _, ok := sig.ByID("no-such-set"); ok {
		t.Error("an unknown id was found")
	}
}

// What is misleading does not ship, or says so.
func TestWarnings(t *testing.T) {
	for _, s := range sig.All() {
		id := strings.ToLower(s.ID)
		for _, bad := range []string{"m158", "rooney", "ngstools-ifng", "higgs", "patent", "elsherbiny", "kirou"} {
			if strings.Contains(id, bad) {
				t.Errorf("%s ships", s.ID)
			}
		}
	}
	for id, word := range map[string]string{
		"bennett-sle": "neutrophils", "btm-m75": "ELANE", "hallmark-ifng": "Not a type II readout", "yao21-ngstools": "not proven",
		"reactome-ifnab": "pathway, not a response", "reactome-ifng": "pathway, not a response", "huang37": "DDX50",
	} {
		s, ok := sig.ByID(id)
		if !ok || !strings.Contains(s.Warning, word) {
			t.Errorf("%s is not warned of: %q", id, s.Warning)
		}
	}
}

// catalogueID is the name of a signature in the list of what was read.
var catalogueID = map[string]string{
	"crow6": "crow6_ifnscore", "trieste6": "trieste6_synthetic", "nih28": "nih28_irgs", "ifngs4": "ifngs4_medimmune", "ism3": "ism3_kennedy",
	"feng5": "feng5", "brkic5": "brkic5_monocyte", "erasmus5": "erasmus5_wb", "janssen10": "janssen10", "hadjadj6": "hadjadj6_nanostring",
	"batten7": "batten7", "qian3": "qian3_mda5", "yao21-ngstools": "yao21_ngstools", "ana11": "ana11_type1", "aybey-ifn1": "aybey_IFN_I",
	"aybey-ifn2": "aybey_IFN_II", "nehar100": "nehar100", "ayers6": "ayers_ifng6", "chiche-m1.2": "chiche_M1_2", "chiche-m3.4": "chiche_M3_4",
	"chiche-m5.12": "chiche_M5_12", "bloodgen3-m8.3": "bloodgen3_M8_3", "bloodgen3-m10.1": "bloodgen3_M10_1", "bloodgen3-m13.17": "bloodgen3_M13_17",
	"bloodgen3-m15.127": "bloodgen3_M15_127", "bloodgen3-m15.86": "bloodgen3_M15_86", "bloodgen3-m15.64": "bloodgen3_M15_64", "bloodgen3-a28": "bloodgen3_A28",
	"btm-m75": "btm_M75", "btm-m127": "btm_M127", "btm-m111.0": "btm_M111_0", "btm-m111.1": "btm_M111_1", "btm-m150": "btm_M150", "btm-m165": "btm_M165",
	"btm-m68": "btm_M68", "btm-m13": "btm_M13", "hallmark-ifna": "hallmark_ifna", "hallmark-ifng": "hallmark_ifng",
	"reactome-ifnab": "reactome_interferon_alpha_beta_signaling", "reactome-ifng": "reactome_interferon_gamma_signaling",
	"bennett-sle": "bennett_systemic_lupus_erythematosus", "hecker-ifnb": "hecker_ifnb1_targets", "browne-ifn": "browne_interferon_responsive_genes",
	"moserle-ifna": "moserle_ifna_response", "der-ifna": "der_ifn_alpha_response_up", "der-ifnb": "der_ifn_beta_response_up", "der-ifng": "der_ifn_gamma_response_up",
	"sana-ifng": "sana_response_to_ifng_up", "bosco-ifn": "bosco_interferon_induced_antiviral_module", "einav-ifn": "einav_interferon_signature_in_cancer",
	"radaeva-ifna": "radaeva_response_to_ifna1_up", "nirmal-ifn": "nirmal_interferon", "huang37": "huang37_covid", "ssc-serum6": "ssc_serum6", "assassi2": "assassi2",
	"assassi6": "assassi6_sls2", "mxa-protein": "mxa_protein", "dnam3": "dnam3",
}

// leftOut are the lists that were read in a source and do not ship.
var leftOut = map[string]string{
	"btm_M158_0":                "titled interferon alpha response; holds genes of the cytokines, hormones and collagen",
	"btm_M158_1":                "titled interferon alpha response; holds genes of the cytokines and a hormone",
	"rooney_I":                  "holds DDX4, a slip for DDX58",
	"rooney_II":                 "GPR146, SELP and AHR are not induced by IFN-gamma in blood",
	"ngstools_ifng10":           "holds CXCL1, likely a slip for CXCL9; no source is named",
	"zhang_interferon_response": "the paper behind the list is not known",
}

// older are symbols that HGNC has replaced since the gene table was made.
var older = map[string]string{"TMT1B": "METTL7B", "CARD17": "CARD17P"}

// Every list is the one that was read. The committed lists are the truth on a
// machine without the file they were made from.
func TestCatalogue(t *testing.T) {
	path := oracle.Shared(t, "catalog/signatures.json", "the lists are not compared with it")
	if path == "" {
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var entries []struct {
		ID, DOI, PMID, Feature, Tier string
		Genes                        []string
		Verified                     int
	}
	if err := json.Unmarshal(text, &entries); err != nil {
		t.Fatal(err)
	}
	ships := map[string]string{}
	for id, c := range catalogueID {
		ships[c] = id
	}
	for _, e := range entries {
		id, ok := ships[e.ID]
		switch {
		case ok:
		case e.Verified > 0 && leftOut[e.ID] == "":
			t.Errorf("%s was read in %d sources and does not ship", e.ID, e.Verified)
			continue
		default:
			continue
		}
		delete(ships, e.ID)
		s, ok := sig.ByID(id)
		if !ok {
			t.Errorf("%s does not ship", id)
			continue
		}
		if e.Verified < 1 {
			t.Errorf("%s was not read in a source", id)
		}
		want := slices.Clone(e.Genes)
		for i, g := range want {
			if o := older[g]; o != "" {
				want[i] = o
			}
		}
		got := s.Symbols()
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, read %v", id, got, want)
		}
		if e.DOI != "" && s.DOI != e.DOI || e.PMID != "" && s.PMID != e.PMID {
			t.Errorf("%s: DOI %q and PMID %q, read %q and %q", id, s.DOI, s.PMID, e.DOI, e.PMID)
		}
		if tier := strings.TrimPrefix(e.Tier, "v1-"); string(s.Tier) != tier {
			t.Errorf("%s: tier %s, read %s", id, s.Tier, tier)
		}
	}
	for c, id := range ships {
		t.Errorf("%s is said to be %s, which is not there", id, c)
	}
	for _, s := range sig.All() {
		if catalogueID[s.ID] == "" && !madeOf(s) {
			t.Errorf("%s was not read in a source", s.ID)
		}
	}
}

// madeOf reports whether all genes of a set stand in the three modules of
// Chiche 2014, of which sets may be put together.
func madeOf(s *sig.Signature) bool {
	var genes []string
	for _, id := range []string{"chiche-m1.2", "chiche-m3.4", "chiche-m5.12"} {
		m, _ := sig.ByID(id)
		genes = append(genes, m.Symbols()...)
	}
	for _, g := range s.Symbols() {
		if !slices.Contains(genes, g) {
			return false
		}
	}
	return true
}
