package norm

import (
	"slices"

	"ifnscope/score/expr"
)

// Normalisation is one way to make samples comparable.
type Normalisation struct {
	ID       string
	Title    string
	Sentence string // what it does
	Source   string // authors, journal, year
	DOI      string
	From     []expr.Unit
	To       expr.Unit // that Log2 then turns into log2
	// Cohort says that a sample's values depend on the other samples of the
	// run, so that they may change when one is added.
	Cohort bool
	// References says that reference genes are needed.
	References bool

	rows  func(*expr.Matrix) (*expr.Matrix, error)
	genes func(*expr.Matrix, []string) (*expr.Matrix, error)
}

// Rows does what is to be done before the rows of one gene are joined.
func (n Normalisation) Rows(m *expr.Matrix) (*expr.Matrix, error) {
	if n.rows == nil {
		return m, nil
	}
	return n.rows(m)
}

// Genes normalises a matrix of one row a gene; references are the symbols of
// the reference genes, where they are needed.
func (n Normalisation) Genes(m *expr.Matrix, references []string) (*expr.Matrix, error) {
	if n.genes == nil {
		return m, nil
	}
	return n.genes(m, references)
}

var (
	counts = []expr.Unit{expr.Counts}
	values = []expr.Unit{expr.Log2, expr.CPM, expr.TPM, expr.FPKM, expr.Intensity, expr.Linear, expr.DCt, expr.RQ}
	signal = []expr.Unit{expr.Log2, expr.CPM, expr.TPM, expr.FPKM, expr.Intensity, expr.Linear}
)

// prior is the prior count of edgeR::cpm.
const prior = 2

// choices holds every normalisation, the default of a unit before its others.
//
// A default looks at one sample alone: a patient's score must not change when
// a neighbour is added to the run. Of the normalisations of counts only CPM
// does that, which is why TMM and the size factors of DESeq2, better against
// differences in composition, have to be chosen.
var choices = []Normalisation{
	{
		ID: "cpm", Title: "log2(CPM + 1)", Sentence: "Counts per million reads of the sample's own library.",
		Source: "Robinson MD et al., Bioinformatics 2010", DOI: "10.1093/bioinformatics/btp616",
		From: counts, To: expr.CPM,
		genes: sized(Totals, CPM),
	},
	{
		ID: "logcpm", Title: "log2 CPM with a prior count (edgeR)", Sentence: "Counts per million after adding a prior count of 2, scaled to the library.",
		Source: "Robinson MD et al., Bioinformatics 2010", DOI: "10.1093/bioinformatics/btp616",
		From: counts, To: expr.Log2, Cohort: true,
		genes: sized(Totals, logCPM),
	},
	{
		ID: "tmm", Title: "log2 CPM, TMM (edgeR)", Sentence: "Counts per million of libraries corrected for composition by the trimmed mean of log ratios, with a prior count of 2.",
		Source: "Robinson MD, Oshlack A, Genome Biol 2010", DOI: "10.1186/gb-2010-11-3-r25",
		From: counts, To: expr.Log2, Cohort: true,
		genes: sized(TMM, logCPM),
	},
	{
		ID: "ratio", Title: "median of ratios (DESeq2)", Sentence: "Counts divided by size factors over the genes with a count in every sample.",
		Source: "Anders S, Huber W, Genome Biol 2010", DOI: "10.1186/gb-2010-11-10-r106",
		From: counts, To: expr.Linear, Cohort: true,
		genes: sized(Ratio, Divide),
	},
	{
		ID: "poscounts", Title: "median of ratios of positive counts (DESeq2)", Sentence: "Counts divided by size factors over each sample's genes with counts, for sparse tables.",
		Source: "Love MI et al., Genome Biol 2014", DOI: "10.1186/s13059-014-0550-8",
		From: counts, To: expr.Linear, Cohort: true,
		genes: sized(PosCounts, Divide),
	},
	{
		ID: "vst", Title: "variance-stabilised (DESeq2)", Sentence: "A log2-like scale on which genes of all levels vary alike, by the parametric dispersion trend of the run.",
		Source: "Love MI et al., Genome Biol 2014", DOI: "10.1186/s13059-014-0550-8",
		From: counts, To: expr.Log2, Cohort: true,
		genes: func(m *expr.Matrix, _ []string) (*expr.Matrix, error) { return VST(m) },
	},
	{
		ID: "dct", Title: "dCt", Sentence: "Cycles less the mean cycle of the reference genes of the same sample.",
		Source: "Livak KJ, Schmittgen TD, Methods 2001", DOI: "10.1006/meth.2001.1262",
		From: []expr.Unit{expr.Ct}, To: expr.DCt, References: true,
		genes: DCt,
	},
	{
		ID: "log2", Title: "log2", Sentence: "The values as they are, in log2.",
		From: values, To: expr.Log2,
		rows: Log2,
	},
	{
		ID: "quantile", Title: "quantiles", Sentence: "Every sample is given the mean distribution of the run; equal values stay equal.",
		Source: "Bolstad BM et al., Bioinformatics 2003", DOI: "10.1093/bioinformatics/19.2.185",
		From: signal, To: expr.Log2, Cohort: true,
		rows: Log2, genes: quantile(TiesShare),
	},
	{
		ID: "quantile-row", Title: "quantiles, ties by row", Sentence: "Every sample is given exactly the mean distribution of the run; equal values are told apart by their row.",
		Source: "Bolstad BM et al., Bioinformatics 2003", DOI: "10.1093/bioinformatics/19.2.185",
		From: signal, To: expr.Log2, Cohort: true,
		rows: Log2, genes: quantile(TiesBreak),
	},
	{
		ID: "nsolver", Title: "positive controls and housekeeping genes (nCounter)", Sentence: "Lanes brought to the same positive controls, then to the same housekeeping genes, by factors against the mean lane.",
		Source: "NanoStringNCTools, method nSolver",
		From:   []expr.Unit{expr.Counts, expr.Intensity}, To: expr.Intensity, Cohort: true, References: true,
		rows: PositiveControls,
		genes: func(m *expr.Matrix, references []string) (*expr.Matrix, error) {
			y, err := HousekeepingFactors(m, references)
			if err != nil {
				return nil, err
			}
			return y.Declare(expr.Intensity, y.Namespace()), nil
		},
	},
	{
		ID: "housekeeping", Title: "log2 ratio to reference genes", Sentence: "log2 values less the mean log2 of the reference genes of the same sample.",
		Source: "Vandesompele J et al., Genome Biol 2002", DOI: "10.1186/gb-2002-3-7-research0034",
		From: append(counts, signal...), To: expr.Log2, References: true,
		rows: func(m *expr.Matrix) (*expr.Matrix, error) {
			if m.Unit() == expr.Counts {
				return m, nil
			}
			return Log2(m)
		},
		genes: Housekeeping,
	},
}

// Choices returns the normalisations of a unit, the default first; none of an
// unknown one.
func Choices(u expr.Unit) []Normalisation {
	var n []Normalisation
	for _, c := range choices {
		if slices.Contains(c.From, u) {
			n = append(n, c)
		}
	}
	return n
}

// Default returns the normalisation of a unit that a person did not choose
// for, and false if the unit is not known. It needs one sample only.
func Default(u expr.Unit) (Normalisation, bool) {
	c := Choices(u)
	if len(c) == 0 {
		return Normalisation{}, false
	}
	return c[0], true
}

// ByID returns the normalisation with the given id, and false if there is
// none.
func ByID(id string) (Normalisation, bool) {
	for _, c := range choices {
		if c.ID == id {
			return c, true
		}
	}
	return Normalisation{}, false
}

// sized normalises by the sizes of the samples.
func sized(size func(*expr.Matrix) (Sizes, error), by func(*expr.Matrix, Sizes) *expr.Matrix) func(*expr.Matrix, []string) (*expr.Matrix, error) {
	return func(m *expr.Matrix, _ []string) (*expr.Matrix, error) {
		s, err := size(m)
		if err != nil {
			return nil, err
		}
		return by(m, s), nil
	}
}

func logCPM(m *expr.Matrix, s Sizes) *expr.Matrix { return LogCPM(m, s, prior) }

func quantile(t TieRule) func(*expr.Matrix, []string) (*expr.Matrix, error) {
	return func(m *expr.Matrix, _ []string) (*expr.Matrix, error) { return Quantile(m, t), nil }
}
