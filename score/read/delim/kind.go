package delim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// geneHeaders are the names of columns that name genes.
var geneHeaders = []string{"gene", "genes", "gene_id", "geneid", "gene id", "gene_name", "gene name", "gene_symbol", "gene symbol", "genesymbol", "symbol", "hgnc", "hgnc_symbol", "id_ref", "probe", "probe_id", "probeid", "probeset", "probe set id", "ensembl", "ensembl_id", "ensembl_gene_id", "feature", "rownames", "row.names", "genenames"}

// sampleHeaders are the names of first columns that name samples or people.
var sampleHeaders = []string{"sample", "samples", "sample_id", "sampleid", "sample id", "sample_name", "sample name", "gsm", "geo_accession", "patient", "patient_id", "patientid", "patient id", "subject", "subject_id", "subjectid", "subject id", "donor", "donor_id", "individual", "participant"}

// clinicalHeaders are the names of numeric columns that describe a person and
// stand beside genes in tables with one sample a row.
var clinicalHeaders = []string{"age", "age (years)", "sledai", "sledai-2k", "sledai_2k", "bilag", "pga", "c3", "c4", "esr", "crp", "bmi", "visit", "day", "week", "dose", "prednisone", "batch", "plate"}

// kind decides whether the table holds expression values, with genes in rows
// or in columns or one value a row, or is a clinical table.
func (l *layout) kind() error {
	rowIDs, rowGuess := l.bestIDs()
	counted := l.counted() // and then the first column says nothing
	if counted && rowGuess.ok && rowIDs > 0 {
		l.columns[0].role = empty
	}
	first := strings.ToLower(l.header[0])
	samplesInRows := slices.Contains(sampleHeaders, first)
	named := slices.ContainsFunc(l.header, func(h string) bool { return slices.Contains(geneHeaders, strings.ToLower(h)) })
	var names []string
	values, labels, figures := 0, 0, 0 // figures are means and the like
	numbered := false                  // a column has the numbers of genes
	for i := range l.columns {
		c := &l.columns[i]
		numbered = numbered || i != rowIDs && strings.HasPrefix(strings.ToLower(l.header[i]), "entrez")
		if c.role == value && i != rowIDs && slices.Contains(geneHeaders, strings.ToLower(l.header[i])) {
			c.role = annotation // the numbers of probes or genes
		}
		switch {
		case c.role == value:
			names = append(names, l.header[i])
			if i != rowIDs || !rowGuess.ok {
				values++
			}
		case c.role == label:
			labels++
		case isStatistic(l.header[i]):
			figures++
		}
	}
	if samplesInRows && !named && (labels > 1 || rowIDs > 0 || series(l.cells(0))) {
		rowGuess = geneGuess{} // the names of people are genes by chance
	}
	colGuess := likeGenes(names, samplesInRows)
	measured := l.measured()
	if !colGuess.ok {
		colGuess = measured.guess
	} else {
		measured = measures{}
	}
	long, isLong := l.long()
	if l.opt.Kind == "" && rowGuess.ok && (rowGuess.hits > 0 || numbered) && values == 0 && (named || counted) && !samplesInRows {
		return &read.Error{Line: l.skip + 1, Code: read.NotData, What: fmt.Sprintf("the table names genes (column %q) and holds no measurements", l.header[rowIDs]),
			WayOut: "Bring the table of expression values; for probes of an array that is not known here, bring the platform table of GEO beside it. Your own sets of genes are added on the page Signatures"}
	}
	if l.opt.Kind == "" {
		kind, why := read.Samples, "neither the rows nor the columns are named like genes"
		switch {
		case isLong:
			kind, why = read.Expression, long.why
		case rowGuess.ok && values > 0:
			kind, why = read.Expression, fmt.Sprintf("column %q: %s", l.header[rowIDs], rowGuess.why)
		case colGuess.ok:
			kind, why = read.Expression, "the columns are named like genes: "+colGuess.why
		case samplesInRows:
			why = fmt.Sprintf("the first column is named %q, and the others not like genes", l.header[0])
		case labels == 1 && l.columns[0].role == label && values > 1 && values+1 >= len(l.header)-1-figures:
			kind, why = read.Expression, "all columns but the first are numbers"
			l.unsure = true
		}
		l.opt.Kind = kind
		l.note("content", map[read.Kind]string{read.Expression: "expression values", read.Samples: "a sample table"}[kind], why)
	}
	if l.opt.Kind == read.Samples {
		return nil
	}
	if l.opt.GenesIn == "" {
		l.opt.GenesIn = "rows"
		switch {
		case isLong:
			l.opt.GenesIn = "long"
			l.note("genes in", "one value a row", long.counted)
		case !rowGuess.ok && colGuess.ok:
			l.opt.GenesIn = "columns"
			l.note("genes in", "columns", colGuess.why)
		}
	}
	switch l.opt.GenesIn {
	case "long":
		return l.take(long, isLong)
	case "columns":
		l.choose(measured)
		for i := range l.columns {
			name := strings.ToLower(l.header[i])
			number := i == 0 && (name == "" || samplesInRows) // people may be numbered
			if i == 0 && counted && l.namedElsewhere() {
				l.columns[i].role = empty
				continue
			}
			if l.columns[i].role == value && (number || slices.Contains(clinicalHeaders, name)) {
				l.columns[i].role = label
			}
		}
		return nil
	}
	l.id = rowIDs
	if i := slices.Index(l.header, l.opt.IDColumn); l.opt.IDColumn != "" && i >= 0 {
		l.id = i
	}
	l.opt.IDColumn = l.header[l.id]
	if l.columns[l.id].role == value {
		l.columns[l.id].role = label
	}
	l.signals()
	return nil
}

// counted reports whether the first column has no name and numbers the rows,
// from 1 as R does or from 0 as pandas does.
func (l *layout) counted() bool {
	if l.header[0] != "" || len(l.rows) < 2 {
		return false
	}
	from, err := strconv.Atoi(text.Cell(l.rows[0], 0))
	if err != nil || from != 0 && from != 1 {
		return false
	}
	for i, r := range l.rows {
		if text.Cell(r, 0) != strconv.Itoa(from+i) {
			return false
		}
	}
	return true
}

// namedElsewhere reports whether a column of text behind the first has another
// name in every row, as that of samples has.
func (l *layout) namedElsewhere() bool {
	for i := 1; i < len(l.columns); i++ {
		names := l.cells(i)
		if l.columns[i].role == label && len(names) == len(l.rows) && !repeated(names) {
			return true
		}
	}
	return false
}

// signals removes the ending that GenomeStudio gives the names of samples.
func (l *layout) signals() {
	const ending = ".avg_signal"
	found := false
	for i, h := range l.header {
		if l.columns[i].role == value && len(h) > len(ending) && strings.EqualFold(h[len(h)-len(ending):], ending) {
			l.header[i] = h[:len(h)-len(ending)]
			found = true
		}
	}
	if found {
		l.note("samples", "without .AVG_Signal", "GenomeStudio writes it behind the name of every sample")
	}
}

type geneGuess struct {
	ok   bool
	hits int
	why  string
}

// likeGenes judges whether names are those of genes: Ensembl, RefSeq or probe
// names by their form; symbols only if the gene table knows some of them,
// since any short word has the form of a symbol, and most of these by the
// symbol in force: S1 to S10, HC1 and P1 are all aliases of genes. Names that
// repeat are labels: SLE, the name of a group, is also an alias of a gene. So
// are numbered ones, as the complement genes C2 to C9, unless a row of genes is
// expected, or they have the form of a database: NM_000014, NM_000015.
func likeGenes(names []string, expected bool) geneGuess {
	all := len(names)
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	g := gene.Recognise(names, gene.Core())
	if len(g) == 0 || len(names) < 2 || 2*len(names) < all {
		return geneGuess{}
	}
	top := g[0]
	if !expected && top.Namespace.Kind != gene.RefSeq && top.Namespace.Kind != gene.Probe && series(names) {
		return geneGuess{}
	}
	ok := 2*top.Hits >= top.Of
	switch top.Namespace.Kind {
	case gene.Symbol, gene.Entrez, gene.UniProt:
		// The catalogue holds one human gene in fifteen; of sample names one in
		// fifty may by chance be an alias, as HC11 is of CCL2.
		ok = ok && (5*top.Known >= top.Of && top.Known > 1 || 50*top.Known >= top.Of && top.Known >= 10)
	}
	if top.Namespace.Kind == gene.Symbol {
		approved := 0
		for _, n := range names {
			if gene.Core().Approved(n) {
				approved++
			}
		}
		ok = ok && 2*approved >= top.Known
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

// series reports whether names are a few short words with numbers behind, as
// those of samples: S1, S2, S3 or HC01, HC02, P01, P02.
func series(names []string) bool {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	stems := map[string]bool{}
	for _, n := range names {
		stem := strings.TrimRight(n, "0123456789")
		if stem == n || stem == "" || len(stem) > 3 && !strings.HasSuffix(stem, "-") && !strings.HasSuffix(stem, "_") {
			return false
		}
		stems[stem] = true
	}
	return len(names) > 3 && 4*len(stems) <= len(names)
}

// cells returns the cells of a column that are not empty.
func (l *layout) cells(i int) []string {
	cells := make([]string, 0, len(l.rows))
	for _, r := range l.rows {
		if c := text.Cell(r, i); c != "" {
			cells = append(cells, c)
		}
	}
	return cells
}

// bestIDs returns the column that names the genes best: Ensembl ids before
// names, then the most that are known, then the first column.
func (l *layout) bestIDs() (int, geneGuess) {
	best, bestGuess := 0, geneGuess{}
	for i, c := range l.columns {
		if c.role != label && i > 0 {
			continue
		}
		named := slices.Contains(geneHeaders, strings.ToLower(l.header[i]))
		g := likeGenes(l.cells(i), named)
		if !g.ok && named && c.role == label {
			g = geneGuess{true, 0, fmt.Sprintf("it is named %q", l.header[i])}
		}
		if g.ok && (!bestGuess.ok || g.hits > bestGuess.hits) {
			best, bestGuess = i, g
		}
	}
	return best, bestGuess
}
