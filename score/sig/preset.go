package sig

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Kinds of assay of a preset.
const (
	QPCR             = "qPCR"
	NanoString       = "NanoString"
	Immunoassay      = "immunoassay"
	MethylationArray = "methylation array"
)

// Normaliser is how values are made comparable between samples before a
// preset's method is used.
type Normaliser string

const (
	DeltaCt       Normaliser = "dct"            // less the mean Ct of the reference genes
	StandardCurve Normaliser = "standard-curve" // copies by the curve of each gene, over the geometric mean of those of the reference genes
	Codeset       Normaliser = "codeset"        // positive controls and housekeeping genes of an nCounter code set
	AsMeasured    Normaliser = "none"
)

// words is what n is called in a sentence, an id that is none of these as it is.
func (n Normaliser) words() string {
	switch n {
	case DeltaCt:
		return "dCt"
	case StandardCurve:
		return "standard curves"
	case Codeset:
		return "the controls of the code set"
	case AsMeasured:
		return "nothing"
	}
	return string(n)
}

// CutoffRule is how the people who published a score derive its cut-off from
// their controls. One of the two is set, or neither if the rule is not known.
type CutoffRule struct {
	SD      float64 // standard deviations above the mean of the controls
	Centile float64 // centile of the controls
}

// Preset is a published score as a laboratory runs it: the signature with its
// method, normaliser and cut-off rule. It holds only for the assay that it
// names, see [Preset.Fit].
type Preset struct {
	ID, Title  string
	Signature  string // id
	Method     string // id without version
	Normaliser Normaliser
	Assay      string
	Tissue     string
	References []string // reference genes that are measured beside it
	Rule       CutoffRule
	// Cutoff is the published number, 0 if none is, and Controls the people and
	// the calibrator that it rests on. It says nothing about scores that are
	// calibrated against others.
	Cutoff   float64
	Controls string
	Source   string
}

var presets = []Preset{
	{
		ID: "crow6-qpcr", Title: "Six-ISG score by TaqMan qPCR", Signature: "crow6", Method: "median-fc", Normaliser: DeltaCt,
		Assay: QPCR, Tissue: "whole blood", References: []string{"HPRT1", "RNA18S"}, Rule: CutoffRule{SD: 2},
		Cutoff: 2.466, Controls: "29 controls and calibrator C25 of Rice 2017", Source: "Rice GI et al., J Clin Immunol 2017, doi:10.1007/s10875-016-0359-1",
	},
	{
		ID: "trieste6-curve", Title: "Six-ISG score by qPCR with a synthetic standard", Signature: "trieste6", Method: "geomean-fc", Normaliser: StandardCurve,
		Assay: QPCR, Tissue: "whole blood", References: []string{"TBP", "HPRT1"}, Rule: CutoffRule{SD: 2},
		Cutoff: 0.7, Controls: "synthetic standard and 26 donors of Tesser 2025", Source: "Tesser A et al., Clin Exp Immunol 2025, doi:10.1093/cei/uxaf018",
	},
	{
		ID: "ism3-qpcr", Title: "ISM by qPCR", Signature: "ism3", Method: "mean-log2", Normaliser: DeltaCt,
		Assay: QPCR, Tissue: "whole blood", Rule: CutoffRule{Centile: 95},
		Source: "Kennedy WP et al., Lupus Sci Med 2015, doi:10.1136/lupus-2014-000080; the reference gene was not verified in a source",
	},
	{
		ID: "ifngs4-qpcr", Title: "Four-gene test of the anifrolumab trials, research reproduction", Signature: "ifngs4", Method: "mean-log2", Normaliser: DeltaCt,
		Assay: QPCR, Tissue: "whole blood", References: []string{"RNA18S", "ACTB", "GAPDH"},
		Source: "Casey KA et al., Lupus Sci Med 2018, doi:10.1136/lupus-2018-000286; reference genes, arithmetic and cut-off of the commercial test are not public",
	},
	{
		ID: "brkic5-monocytes", Title: "Five-gene score of monocytes by qPCR", Signature: "brkic5", Method: "sum-z", Normaliser: DeltaCt,
		Assay: QPCR, Tissue: "monocytes",
		Cutoff: 10, Controls: "44 controls of Brkic 2013", Source: "Brkic Z et al., Ann Rheum Dis 2013, doi:10.1136/annrheumdis-2012-201381",
	},
	{
		ID: "janssen10-qpcr", Title: "Sum of ten log2 fold changes by qPCR, research reproduction", Signature: "janssen10", Method: "sum-log2fc", Normaliser: DeltaCt,
		Assay: QPCR, Tissue: "whole blood",
		Cutoff: 8.725, Controls: "controls of the patent", Source: "US 12,009,079 B2, claim 1 (ii)",
	},
	{
		ID: "nih28-nanostring", Title: "28-gene score on nCounter", Signature: "nih28", Method: "sum-z", Normaliser: Codeset,
		Assay: NanoString, Tissue: "whole blood",
		Source: "Kim H et al., J Interferon Cytokine Res 2018, doi:10.1089/jir.2017.0127; the cut-off was not seen in a source",
	},
	{
		ID: "ssc-serum6", Title: "Six serum proteins", Signature: "ssc-serum6", Method: "mean-log2", Normaliser: AsMeasured,
		Assay: Immunoassay, Tissue: "serum", Rule: CutoffRule{SD: 2},
		Source: "Di Donato S et al., Arthritis Rheumatol 2025, doi:10.1002/art.43120",
	},
	{
		ID: "dnam3-array", Title: "Three methylation sites", Signature: "dnam3", Method: "sum-z", Normaliser: AsMeasured,
		Assay: MethylationArray, Tissue: "whole blood", Rule: CutoffRule{SD: 2},
		Cutoff: 4.4, Controls: "587 Swedish controls", Source: "Imgenberg-Kreuz J et al., Front Immunol 2021, doi:10.3389/fimmu.2021.702037",
	},
}

// Presets returns the presets. They may not be changed.
func Presets() []Preset { return presets }

// PresetFor returns the presets of a signature.
func PresetFor(signature string) []Preset {
	var p []Preset
	for _, x := range presets {
		if x.Signature == signature {
			p = append(p, x)
		}
	}
	return p
}

// Assay says what a person's data are.
type Assay struct {
	Kind       string // as Preset.Assay
	Tissue     string // as Preset.Tissue
	Normaliser Normaliser
	Measured   []string // symbols, reference genes with them
	Controls   string   // as Preset.Controls if the scores are calibrated against those very controls
}

// Fit is whether a preset may be applied. Why says what stands against it.
type Fit struct {
	Preset bool // method and cut-off rule, on the person's own controls
	Cutoff bool // the published number too
	Why    []string
}

// Fit compares a preset with the assay of a person's data. The preset holds if
// kind of assay, tissue, normaliser, genes and reference genes are those it
// names. The published cut-off holds if in addition the scores were calibrated
// against the controls that it rests on.
func (p *Preset) Fit(a Assay) Fit {
	var f Fit
	not := func(format string, args ...any) { f.Why = append(f.Why, fmt.Sprintf(format, args...)) }
	if a.Kind != p.Assay {
		not("it is for %s, and the data are of %s", p.Assay, cmp.Or(a.Kind, "an unknown kind"))
	}
	if a.Tissue != p.Tissue {
		not("it is for %s, and the data are of %s", p.Tissue, cmp.Or(a.Tissue, "an unknown kind"))
	}
	if a.Normaliser != p.Normaliser {
		not("it is for values normalised by %s, and the data are normalised by %s", p.Normaliser.words(), cmp.Or(a.Normaliser.words(), "an unknown kind"))
	}
	if s, ok := ByID(p.Signature); ok {
		if missing := without(s.Symbols(), a.Measured); len(missing) > 0 {
			not("it needs all genes; missing: %s", strings.Join(missing, ", "))
		}
	}
	if missing := without(p.References, a.Measured); len(missing) > 0 {
		not("it needs the reference genes %s", strings.Join(missing, ", "))
	}
	f.Preset = len(f.Why) == 0
	switch {
	case p.Cutoff == 0:
		not("no cut-off is published for it")
	case a.Controls != p.Controls:
		not("its cut-off of %g rests on the %s", p.Cutoff, p.Controls)
	default:
		f.Cutoff = f.Preset
	}
	return f
}

// without returns the names that are not in have.
func without(names, have []string) []string {
	var out []string
	for _, n := range names {
		if !slices.Contains(have, n) {
			out = append(out, n)
		}
	}
	return out
}
