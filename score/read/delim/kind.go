package delim

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/read"
)

// geneHeaders are the names of columns that name genes.
var geneHeaders = []string{"gene", "genes", "gene_id", "geneid", "gene id", "gene_name", "gene name", "gene_symbol", "gene symbol", "genesymbol", "symbol", "hgnc", "hgnc_symbol", "id_ref", "probe", "probe_id", "probeid", "probeset", "probe set id", "ensembl", "ensembl_id", "ensembl_gene_id", "feature", "rownames", "row.names", "genenames"}

// sampleHeaders are the names of first columns that name samples or people.
var sampleHeaders = []string{"sample", "samples", "sample_id", "sampleid", "sample id", "sample_name", "sample name", "gsm", "geo_accession", "patient", "patient_id", "patientid", "patient id", "subject", "subject_id", "subjectid", "subject id", "donor", "donor_id", "individual", "participant"}

// clinicalHeaders are the names of numeric columns that describe a person and
// stand beside genes in tables with one sample a row.
var clinicalHeaders = []string{"age", "age (years)", "sledai", "sledai-2k", "sledai_2k", "bilag", "pga", "c3", "c4", "esr", "crp", "bmi", "visit", "day", "week", "dose", "prednisone", "batch", "plate"}

// kind decides whether the table holds expression values, with genes in rows
// or in columns, or is a clinical table.
func (l *layout) kind() {
	rowIDs, rowGuess := l.bestIDs()
	first := strings.ToLower(l.header[0])
	samplesInRows := slices.Contains(sampleHeaders, first)
	var names []string
	for i, h := range l.header {
		if l.columns[i].role == value {
			names = append(names, h)
		}
	}
	colGuess := likeGenes(names)
	values := len(names)
	var labels int
	for _, c := range l.columns {
		if c.role == label {
			labels++
		}
	}
	if l.opt.Kind == "" {
		kind, why := read.Samples, "neither the rows nor the columns are named like genes"
		switch {
		case rowGuess.ok && values > 0:
			kind, why = read.Expression, fmt.Sprintf("column %q: %s", l.header[rowIDs], rowGuess.why)
		case colGuess.ok:
			kind, why = read.Expression, "the columns are named like genes: "+colGuess.why
		case samplesInRows:
			why = fmt.Sprintf("the first column is named %q, and the others not like genes", l.header[0])
		case labels == 1 && l.columns[0].role == label && values > 1 && values+1 >= len(l.header)-1:
			kind, why = read.Expression, "all columns but the first are numbers"
		}
		l.opt.Kind = kind
		l.note("content", map[read.Kind]string{read.Expression: "expression values", read.Samples: "a sample table"}[kind], why)
	}
	if l.opt.Kind == read.Samples {
		return
	}
	if l.opt.GenesIn == "" {
		l.opt.GenesIn = "rows"
		if !rowGuess.ok && colGuess.ok {
			l.opt.GenesIn = "columns"
			l.note("genes in", "columns", colGuess.why)
		}
	}
	if l.opt.GenesIn == "columns" {
		for i := range l.columns {
			name := strings.ToLower(l.header[i])
			number := i == 0 && (name == "" || samplesInRows) // people may be numbered
			if l.columns[i].role == value && (number || slices.Contains(clinicalHeaders, name)) {
				l.columns[i].role = label
			}
		}
		return
	}
	l.id = rowIDs
	if i := slices.Index(l.header, l.opt.IDColumn); l.opt.IDColumn != "" && i >= 0 {
		l.id = i
	}
	l.opt.IDColumn = l.header[l.id]
	if l.columns[l.id].role == value {
		l.columns[l.id].role = label
	}
}

type geneGuess struct {
	ok   bool
	hits int
	why  string
}

// likeGenes judges whether names are those of genes: Ensembl, RefSeq or probe
// names by their form; symbols only if the gene table knows some of them,
// since any short word has the form of a symbol. Names that repeat are labels:
// SLE, the name of a group, is also an alias of a gene.
func likeGenes(names []string) geneGuess {
	all := len(names)
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	g := gene.Recognise(names, gene.Core())
	if len(g) == 0 || len(names) < 2 || 2*len(names) < all {
		return geneGuess{}
	}
	top := g[0]
	ok := 2*top.Hits >= top.Of
	if top.Namespace.Kind == gene.Symbol || top.Namespace.Kind == gene.Entrez {
		// The catalogue holds one human gene in fifteen; of sample names one in
		// fifty may by chance be an alias, as HC11 is of CCL2.
		ok = ok && (5*top.Known >= top.Of && top.Known > 1 || 50*top.Known >= top.Of && top.Known >= 10)
	}
	// of a large file only the beginning is looked at here, and how many of the
	// names are genes the table of all genes knows, later
	why, _, _ := strings.Cut(top.Evidence, ";")
	why = strings.Replace(why, " of ", " of the first ", 1)
	if top.Namespace.Kind == gene.Probe {
		// which array it is the table of all genes knows, later
		why = fmt.Sprintf("%d of the first %d names have the form of array probes", top.Hits, top.Of)
	}
	return geneGuess{ok, top.Hits, why}
}

// bestIDs returns the column that names the genes best: Ensembl ids before
// names, then the most that are known, then the first column.
func (l *layout) bestIDs() (int, geneGuess) {
	best, bestGuess := 0, geneGuess{}
	for i, c := range l.columns {
		if c.role != label && i > 0 {
			continue
		}
		ids := make([]string, 0, len(l.rows))
		for _, r := range l.rows {
			if i < len(r) {
				ids = append(ids, r[i])
			}
		}
		g := likeGenes(ids)
		if !g.ok && slices.Contains(geneHeaders, strings.ToLower(l.header[i])) && c.role == label {
			g = geneGuess{true, 0, fmt.Sprintf("it is named %q", l.header[i])}
		}
		if g.ok && (!bestGuess.ok || g.hits > bestGuess.hits) {
			best, bestGuess = i, g
		}
	}
	return best, bestGuess
}
