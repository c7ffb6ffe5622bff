package gene_test

import (
	"testing"

	"ifnscope/score/gene"
	"ifnscope/score/gene/human"
)

var (
	symbol  = gene.Namespace{Kind: gene.Symbol}
	ensembl = gene.Namespace{Kind: gene.Ensembl}
	entrez  = gene.Namespace{Kind: gene.Entrez}
	refseq  = gene.Namespace{Kind: gene.RefSeq}
	uniprot = gene.Namespace{Kind: gene.UniProt}
	probes  = gene.Namespace{Kind: gene.Probe}
	ht12    = gene.Namespace{Kind: gene.Probe, Platform: "GPL10558"}
	u133    = gene.Namespace{Kind: gene.Probe, Platform: "GPL570"}
)

// hard are names that are easy to get wrong, each as if it stood alone in a
// file.
var hard = []struct {
	ns   gene.Namespace
	id   string
	want string // empty if it must not be mapped
	how  gene.How
}{
	// approved symbols stay, whatever else they once meant
	{symbol, "IFI44L", "IFI44L", gene.Approved},
	{symbol, " IFI44L ", "IFI44L", gene.Approved},
	{symbol, "RIGI", "RIGI", gene.Approved},
	{symbol, "C7", "C7", gene.Approved},           // once a name of CXCL10
	{symbol, "EIF2AK1", "EIF2AK1", gene.Approved}, // an alias of EIF2AK2 in Entrez
	{symbol, "EIF2AK2", "EIF2AK2", gene.Approved},
	{symbol, "SP110", "SP110", gene.Approved}, // HGNChelper also has PMP22
	{symbol, "TAP1", "TAP1", gene.Approved},   // also a name of SEC14L2
	{symbol, "TAP2", "TAP2", gene.Approved},   // also a name of SEC14L3
	{symbol, "NMI", "NMI", gene.Approved},     // also a name of MYO1C
	{symbol, "NBN", "NBN", gene.Approved},     // also a name of ARTN
	{symbol, "COP1", "COP1", gene.Approved},   // CARD16 on Illumina arrays, see TestSwapped
	{symbol, "CARD16", "CARD16", gene.Approved},
	{symbol, "TYMP", "TYMP", gene.Approved}, // also a name of SCO2
	{symbol, "SCO2", "SCO2", gene.Approved},
	{symbol, "LAP3", "LAP3", gene.Approved}, // also a name of CXCR4
	{symbol, "ZBP1", "ZBP1", gene.Approved}, // also a name of IGF2BP1
	{symbol, "GBP3", "GBP3", gene.Approved}, // also a name of ATL1
	{symbol, "MIF", "MIF", gene.Approved},   // also a name of S100A8
	{symbol, "HGF", "HGF", gene.Approved},   // also a name of IL6
	{symbol, "APOBEC3A", "APOBEC3A", gene.Approved},
	{symbol, "HLA-DRB1", "HLA-DRB1", gene.Approved},
	{symbol, "C19orf53", "C19orf53", gene.Approved},
	{symbol, "GBP1P1", "GBP1P1", gene.Approved},
	{symbol, "FCGR1BP", "FCGR1BP", gene.Approved},

	// renames
	{symbol, "DDX58", "RIGI", gene.Alias},
	{symbol, "WARS", "WARS1", gene.Alias},
	{symbol, "MARCH1", "MARCHF1", gene.Alias},
	{symbol, "MARCH8", "MARCHF8", gene.Alias},
	{symbol, "MARC1", "MTARC1", gene.Alias},
	{symbol, "SEPT4", "SEPTIN4", gene.Alias},
	{symbol, "SEPT9", "SEPTIN9", gene.Alias},
	{symbol, "SEPT1", "SEPTIN1", gene.Alias},
	{symbol, "DEC1", "", gene.Ambiguous}, // BHLHE40 and DELEC1
	{symbol, "G1P2", "ISG15", gene.Alias},
	{symbol, "G1P3", "IFI6", gene.Alias},
	{symbol, "cig5", "RSAD2", gene.Alias},
	{symbol, "TYKI", "CMPK2", gene.Curated},
	{symbol, "DNAPTP6", "SPATS2L", gene.Alias},
	{symbol, "IFRG28", "RTP4", gene.Alias},
	{symbol, "HSXIAPAF1", "XAF1", gene.Alias},
	{symbol, "C1orf29", "IFI44L", gene.Alias},
	{symbol, "GS3686", "IFI44L", gene.Alias},
	{symbol, "MTAP44", "IFI44", gene.Alias},
	{symbol, "IFIT4", "IFIT3", gene.Alias},
	{symbol, "IFI60", "IFIT3", gene.Alias},
	{symbol, "IFI56", "IFIT1", gene.Alias},
	{symbol, "IFI54", "IFIT2", gene.Alias},
	{symbol, "RI58", "IFIT5", gene.Alias},
	{symbol, "PRKR", "EIF2AK2", gene.Alias},
	{symbol, "PKR", "EIF2AK2", gene.Alias},
	{symbol, "HRI", "EIF2AK1", gene.Alias},
	{symbol, "C19orf66", "SHFL", gene.Alias},
	{symbol, "ECGF1", "TYMP", gene.Curated}, // Entrez also has S1PR1 and SCO2
	{symbol, "LBA1", "TRANK1", gene.Alias},
	{symbol, "KIAA1618", "RNF213", gene.Alias},
	{symbol, "PRIC285", "HELZ2", gene.Alias},
	{symbol, "NT5C3", "NT5C3A", gene.Alias},
	{symbol, "IL1F7", "IL37", gene.Alias},
	{symbol, "ENDOGL1", "EXOG", gene.Alias},
	{symbol, "FCGR1B", "FCGR1BP", gene.Alias},
	{symbol, "HRASLS2", "PLAAT2", gene.Alias},
	{symbol, "CD169", "SIGLEC1", gene.Alias},
	{symbol, "RFWD2", "COP1", gene.Alias},
	{symbol, "CARD17", "CARD17P", gene.Alias},
	{symbol, "TMEM173", "STING1", gene.Alias},
	{symbol, "MB21D1", "CGAS", gene.Alias},
	{symbol, "ISGF3G", "IRF9", gene.Alias},
	{symbol, "H2AFJ", "H2AJ", gene.Alias},
	{symbol, "APOB48R", "APOBR", gene.Alias},
	{symbol, "FAM123A", "AMER2", gene.Alias},
	{symbol, "IL8", "CXCL8", gene.Alias},
	{symbol, "FLJ20035", "DDX60", gene.Curated},
	{symbol, "MDA5", "IFIH1", gene.Alias},
	{symbol, "LGP2", "DHX58", gene.Alias},
	{symbol, "BAL1", "PARP9", gene.Alias},
	{symbol, "TLR8", "TLR8", gene.Approved},
	{symbol, "SN", "", gene.Ambiguous}, // SCG2 and SIGLEC1
	{symbol, "GNB2L1", "RACK1", gene.Alias},

	// names of papers and kits
	{symbol, "IFI78", "MX1", gene.Alias},
	{symbol, "MX", "MX1", gene.Alias},
	{symbol, "MXA", "MX1", gene.Folded}, // MxA
	{symbol, "MxA", "MX1", gene.Alias},
	{symbol, "ISG56", "IFIT1", gene.Alias},
	{symbol, "ISG54", "IFIT2", gene.Alias},
	{symbol, "ISG43", "USP18", gene.Alias},
	{symbol, "UBP43", "USP18", gene.Alias},
	{symbol, "IP10", "CXCL10", gene.Curated},
	{symbol, "IP-10", "CXCL10", gene.Alias},
	{symbol, "GIP2", "ISG15", gene.Curated},
	{symbol, "RIGE", "LY6E", gene.Alias},
	{symbol, "viperin", "RSAD2", gene.Curated},
	{symbol, "IFI-78", "MX1", gene.Folded},
	{symbol, "LOC129607", "CMPK2", gene.ByID},
	{symbol, "LOC26010", "SPATS2L", gene.ByID},
	{symbol, "LOC10964", "IFI44L", gene.ByID},
	{symbol, "LOC999999999", "", gene.NotFound},
	{symbol, "LOC", "", gene.NotFound},
	{symbol, "TMT1B", "METTL7B", gene.Curated}, // newer than the table
	{symbol, "TMT1A", "METTL7A", gene.Curated},

	// case and punctuation
	{symbol, "ifi44l", "IFI44L", gene.Folded},
	{symbol, "Ifi44l", "IFI44L", gene.Folded},
	{symbol, "sp110", "SP110", gene.Folded}, // PMP22 is also called Sp110
	{symbol, "lap3", "LAP3", gene.Folded},   // CXCR4 is also called LAP-3
	{symbol, "HLA.DRB1", "HLA-DRB1", gene.Folded},
	{symbol, "HLA_DRB1", "HLA-DRB1", gene.Folded},
	{symbol, "HLADRA", "HLA-DRA", gene.Folded},
	{symbol, "IFI-6", "IFI6", gene.Folded},
	{symbol, "ISG-15", "ISG15", gene.Folded},
	{symbol, "C19ORF53", "C19orf53", gene.Folded},
	{symbol, "c1ORF29", "IFI44L", gene.Folded},

	// what spreadsheets make of names
	{symbol, "4-Sep", "SEPTIN4", gene.Repaired},
	{symbol, "Sep-04", "SEPTIN4", gene.Repaired},
	{symbol, "04-Sep", "SEPTIN4", gene.Repaired},
	{symbol, "sep-4", "SEPTIN4", gene.Repaired},
	{symbol, "9/4", "SEPTIN4", gene.Repaired},
	{symbol, "9/4/2021", "SEPTIN4", gene.Repaired},
	{symbol, "2021-09-04", "SEPTIN4", gene.Repaired},
	{symbol, "04.09.2021", "SEPTIN4", gene.Repaired},
	{symbol, "44443", "SEPTIN4", gene.Repaired}, // 2021-09-04
	{symbol, "9-Sep", "SEPTIN9", gene.Repaired},
	{symbol, "1-Dec", "", gene.Date},            // DEC1: two genes
	{symbol, "1-Mar", "", gene.Date},            // MARCH1 or MARC1
	{symbol, "2-Mar", "", gene.Date},            // MARCH2 or MARC2
	{symbol, "8-Mar", "MARCHF8", gene.Repaired}, // there is no MARC8
	{symbol, "8-Mrz", "MARCHF8", gene.Repaired},
	{symbol, "8-mars", "MARCHF8", gene.Repaired},
	{symbol, "44263", "MARCHF8", gene.Repaired}, // 2021-03-08
	{symbol, "4-Okt", "", gene.Date},            // OCT4 is a name of POU5F1 and of two pseudogenes
	{symbol, "31-Jan", "", gene.Date},
	{symbol, "2-Jul", "", gene.Date},
	{symbol, "32-Sep", "", gene.NotFound},
	{symbol, "12345", "", gene.NotFound}, // a serial of 1933
	{symbol, "99999", "", gene.NotFound},
	{symbol, "2.31E+13", "", gene.NotFound}, // a RIKEN clone

	// clones
	{symbol, "AC004551.1", "", gene.Clone}, // OAS1 is offered, not applied
	{symbol, "AC124319.1", "", gene.Clone},
	{symbol, "AL390728.4", "", gene.Clone},

	// several names in one cell
	{symbol, "ENSG00000137959|IFI44L", "IFI44L", gene.Composite},
	{symbol, "IFI44L_ENSG00000137959", "IFI44L", gene.Composite},
	{symbol, "ENSG00000137959.15_IFI44L", "IFI44L", gene.Composite},
	{symbol, "IFI44L|10964", "IFI44L", gene.Composite},
	{symbol, "?|10964", "IFI44L", gene.Composite},
	{symbol, "COP1|114769", "CARD16", gene.Composite}, // the number outranks the name
	{symbol, "DDX58|23586", "RIGI", gene.Composite},
	{symbol, "IFI44L;IFI44L", "IFI44L", gene.Composite},
	{symbol, "DDX58 /// RIGI", "RIGI", gene.Composite},
	{symbol, "HLA-A /// HLA-B", "", gene.Ambiguous},
	{symbol, "IFIT1;IFIT3", "", gene.Ambiguous},
	{symbol, "?|?", "", gene.NotFound},
	{ensembl, "IFI44L_ENSG00000137959.15", "IFI44L", gene.Composite},
	{ensembl, "ENSG00000137959.15|IFI44L", "IFI44L", gene.ByID},
	{ensembl, "ENSG99999999999|IFI44L", "IFI44L", gene.Composite},

	// numbers
	{ensembl, "ENSG00000137959", "IFI44L", gene.ByID},
	{ensembl, "ENSG00000137959.15", "IFI44L", gene.ByID},
	{ensembl, "ENSG00000107201", "RIGI", gene.ByID},
	{ensembl, "ENSG00000182378.15_PAR_Y", "", gene.Shadowed},
	{ensembl, "ENSG00000161570", "CCL5", gene.ByID},     // GRCh37
	{ensembl, "ENSG00000271503", "CCL5", gene.ByID},     // GRCh38
	{ensembl, "ENSG00000128383", "APOBEC3A", gene.ByID}, // not APOBEC3A_B
	{ensembl, "ENSG00000213809", "KLRK1", gene.ByID},    // not KLRC4-KLRK1
	{ensembl, "ENSG00000237541", "HLA-DQA2", gene.ByID}, // not HLA-DQA1
	{ensembl, "ENSG99999999999", "", gene.NotFound},
	{ensembl, "ENSG0000013795", "", gene.NotFound},
	{ensembl, "IFI44L", "IFI44L", gene.Approved}, // a symbol among ids
	{ensembl, "ERCC-00002", "", gene.Control},
	{ensembl, "__no_feature", "", gene.Control},
	{ensembl, "N_unmapped", "", gene.Control},
	{entrez, "10964", "IFI44L", gene.ByID},
	{entrez, "23586", "RIGI", gene.ByID},
	{entrez, "10964_at", "IFI44L", gene.ByID}, // BrainArray
	{ensembl, "ENSG00000137959_at", "IFI44L", gene.ByID},
	{entrez, "999999999", "", gene.NotFound},
	{entrez, "IFI44L", "", gene.NotFound},
	{refseq, "NM_006820", "IFI44L", gene.ByID},
	{refseq, "NM_006820.4", "IFI44L", gene.ByID},
	{refseq, "NM_999999", "", gene.NotFound},
	{uniprot, "P20591", "MX1", gene.ByID},
	{uniprot, "P20591-2", "MX1", gene.ByID},
	{uniprot, "P02778", "CXCL10", gene.ByID},
	{uniprot, "CXCL10", "CXCL10", gene.Approved}, // a symbol among accessions
	{uniprot, "Q99999", "", gene.NotFound},

	// probes
	{ht12, "ILMN_1723912", "IFI44L", gene.ByID},
	{ht12, "ILMN_1835092", "IFI44L", gene.ByID},
	{u133, "ILMN_1723912", "", gene.NotFound},
	{u133, "204439_at", "IFI44L", gene.ByID},
	{probes, "204439_at", "IFI44L", gene.ByID},
	{u133, "AFFX-BioB-3_at", "", gene.Control},
	{u133, "999999_at", "", gene.NotFound},

	// no names
	{symbol, "", "", gene.NotFound},
	{symbol, "---", "", gene.NotFound},
	{symbol, "NA", "", gene.NotFound}, // a name of XK
	{symbol, "na", "", gene.NotFound},
	{symbol, "NaN", "", gene.NotFound},
	{symbol, "#NAME?", "", gene.NotFound},
	{symbol, "#N/A", "", gene.NotFound},
	{symbol, "(+)E1A_r60_1", "", gene.Control},
}

func TestHardNames(t *testing.T) {
	if len(hard) < 150 {
		t.Fatalf("%d names, want 150", len(hard))
	}
	for _, c := range hard {
		m := gene.Resolve(c.id, c.ns, human.Table())
		if m.Symbol != c.want || m.How != c.how {
			t.Errorf("%s %q: %q by %s %v, want %q by %s", c.ns, c.id, m.Symbol, m.How, m.Candidates, c.want, c.how)
		}
	}
	t.Logf("%d names", len(hard))
}
