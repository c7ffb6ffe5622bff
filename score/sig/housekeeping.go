package sig

// Reference is a named set of genes that other genes are measured against.
type Reference struct {
	ID, Title string
	Genes     []string // approved symbols
	Source    string
	Note      string
}

// Housekeeping returns the known sets of reference genes. 18S rRNA, which some
// assays use beside them, has no symbol of its own that arrays or counts
// measure and is left out.
func Housekeeping() []Reference {
	return []Reference{
		{"rice", "HPRT1 (Rice, without 18S)", []string{"HPRT1"}, "Rice GI et al., J Clin Immunol 2017, doi:10.1007/s10875-016-0359-1", "The assay averages HPRT1 and 18S rRNA."},
		{"trieste", "TBP and HPRT1 (Trieste)", []string{"TBP", "HPRT1"}, "Tesser A et al., Clin Exp Immunol 2025, doi:10.1093/cei/uxaf018", ""},
		{"medimmune", "ACTB and GAPDH (without 18S)", []string{"ACTB", "GAPDH"}, "ascribed to the gene signature test of the anifrolumab trials", "Not verified in a source."},
		{"stable-blood", "20 stable genes of blood", []string{"RBM45", "ZNF143", "NRF1", "BRAP", "SLC4A1AP", "GOSR1", "TAOK2", "THUMPD3", "SUPT7L", "CUL3", "TOX4", "PPP6C", "IWS1", "ERCC3", "DCTN5", "C11orf58", "TARDBP", "CAPRIN1", "PCNP", "HNRNPK"},
			"singscore::getStableGenes(20, \"blood\"), Bhuva DD et al., Nucleic Acids Res 2020, doi:10.1093/nar/gkaa802", "Ordered by expression. Derived from blood cancers, not from SLE."},
		{"stable-carcinoma", "20 stable genes of carcinoma", []string{"RBM45", "NRF1", "ZNF143", "AMMECR1L", "BRAP", "WDR33", "SUPT7L", "IWS1", "RBM22", "CNOT2", "TIAL1", "CIAO1", "TARDBP", "RNF10", "ZNF207", "DDB1", "SF1", "UBE2I", "PCBP1", "HNRNPK"},
			"singscore::getStableGenes(20, \"carcinoma\"), Bhuva DD et al., Nucleic Acids Res 2020, doi:10.1093/nar/gkaa802", "Ordered by expression."},
	}
}

// SexGenes tell the sex of a sample: XIST is expressed from an inactive X, the
// others lie on Y.
var SexGenes = []string{"XIST", "RPS4Y1", "KDM5D", "DDX3Y", "UTY", "EIF1AY"}
