package delim

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// layout is how a table is written.
type layout struct {
	opt      read.Options
	sep      byte
	numbers  text.Numbers
	skip     int      // lines before the header
	header   []string // one name a column
	columns  []column
	id       int // the column that names the genes, or -1
	rows     [][]string
	evidence []read.Evidence
}

// column is what a column holds, judged by the first rows.
type column struct {
	role    role
	numeric int // cells that are numbers
	filled  int // cells that are not missing
}

type role uint8

const (
	value      role = iota // a measurement
	label                  // text
	annotation             // a number about the gene, not about a sample
	empty                  // nothing at all, and no name
)

var delimiters = []struct {
	name string
	sep  byte
}{{"tab", '\t'}, {"comma", ','}, {"semicolon", ';'}, {"pipe", '|'}}

// detect judges the layout by the head of a file, as far as opt leaves open.
func detect(head []byte, opt read.Options) (*layout, error) {
	l := &layout{opt: opt, id: -1}
	lines, numbers := l.lines(head)
	if len(lines) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "the file has no rows", WayOut: "Bring a table with a header line and one row a gene"}
	}
	if err := l.delimiter(lines); err != nil {
		return nil, err
	}
	if err := l.split(lines, numbers); err != nil {
		return nil, err
	}
	if err := l.results(); err != nil {
		return nil, err
	}
	l.decimal()
	l.judgeColumns()
	l.kind()
	return l, nil
}

// lines returns the lines of the head that make up the table, and their line
// numbers. Lines before the header that begin with # or ! are comments.
func (l *layout) lines(head []byte) (lines []string, numbers []int) {
	r := text.NewLines(bytes.NewReader(head))
	full := len(head) >= 64<<10 // the last line may then be cut
	for {
		b, err := r.Next()
		if err != nil {
			if full && err == io.EOF && len(lines) > 2 {
				lines, numbers = lines[:len(lines)-1], numbers[:len(numbers)-1]
			}
			return lines, numbers
		}
		if len(lines) == 0 && (len(bytes.TrimSpace(b)) == 0 || b[0] == '#' || b[0] == '!') {
			l.skip++
			continue
		}
		if len(bytes.TrimSpace(b)) == 0 {
			continue
		}
		lines = append(lines, string(b))
		numbers = append(numbers, r.Number())
	}
}

// delimiter finds the byte that cuts the first 50 lines into the same number
// of fields, more than one.
func (l *layout) delimiter(lines []string) error {
	if len(lines) > 50 {
		lines = lines[:50]
	}
	best, bestShare, bestFields := -1, 0.0, 0
	for i, d := range delimiters {
		if l.opt.Delimiter != "" && l.opt.Delimiter != d.name {
			continue
		}
		count := map[int]int{}
		for _, s := range lines {
			f, err := text.Split(nil, []byte(s), d.sep)
			if err == nil {
				count[len(f)]++
			}
		}
		fields, times := 0, 0
		for f, n := range count {
			if n > times || n == times && f > fields {
				fields, times = f, n
			}
		}
		share := float64(times) / float64(len(lines))
		if fields > 1 && (share > bestShare+0.2 || share > bestShare-0.2 && fields > bestFields) {
			best, bestShare, bestFields = i, share, fields
		}
	}
	if best < 0 {
		return &read.Error{Line: l.skip + 1, Code: read.Malformed, What: "the lines have only one field",
			WayOut: "Save the table with tabs, commas or semicolons between the cells"}
	}
	l.sep = delimiters[best].sep
	l.note("delimiter", delimiters[best].name, fmt.Sprintf("%.0f %% of the first %d lines have %d fields", 100*bestShare, len(lines), bestFields))
	l.opt.Delimiter = delimiters[best].name
	return nil
}

// split cuts the lines into the header and rows. Where the rows have one field
// more than the header, R left out the name of the first column.
func (l *layout) split(lines []string, numbers []int) error {
	for i, s := range lines {
		f, err := text.Split(nil, []byte(s), l.sep)
		if err != nil {
			return &read.Error{Line: numbers[i], Code: read.Malformed, What: err.Error(), WayOut: "Remove the stray quotation mark"}
		}
		row := make([]string, len(f))
		for k := range f {
			row[k] = string(f[k])
		}
		if i == 0 {
			l.header = row
		} else {
			l.rows = append(l.rows, row)
		}
	}
	if len(l.rows) == 0 {
		return &read.Error{Line: numbers[0], Code: read.Empty, What: "there is a header and no row below it", WayOut: "Bring a table with one row a gene"}
	}
	longer := 0
	for _, r := range l.rows {
		if len(r) == len(l.header)+1 {
			longer++
		}
	}
	if 2*longer > len(l.rows) {
		l.header = append([]string{""}, l.header...)
		l.note("header", "first name missing", "the rows have one cell more than the header, as R writes row names")
	}
	return nil
}

// results refuses the table of a differential expression analysis.
func (l *layout) results() error {
	var change, p string
	for _, h := range l.header {
		switch strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, strings.ToLower(h)) {
		case "logfc", "log2fc", "log2foldchange", "foldchange", "avglog2fc", "lfcse", "lfc":
			change = h
		case "padj", "fdr", "adjpval", "adjpvalue", "pvalue", "pval", "pvalueadj", "qvalue", "padjust", "pvaladj":
			p = h
		}
	}
	if change == "" || p == "" {
		return nil
	}
	return &read.Error{Line: l.skip + 1, Code: read.NotData, What: fmt.Sprintf("this is a table of results (columns %q and %q), not of measurements", change, p),
		WayOut: "Bring the expression values that it was computed from: genes x samples"}
}

// decimal decides between decimal points and commas.
func (l *layout) decimal() {
	comma, point := 0, 0
	for _, r := range l.rows[:min(len(l.rows), 200)] {
		for _, c := range r {
			switch b := []byte(c); {
			case l.sep != ',' && decimalWith(b, ','):
				comma++
			case decimalWith(b, '.'):
				point++
			}
		}
	}
	guess := "no"
	if comma > 10*point {
		guess = "yes"
	}
	if l.opt.DecimalComma == "" {
		l.opt.DecimalComma = guess
		if guess == "yes" {
			l.note("decimal separator", "comma", fmt.Sprintf("%d cells are like 1,5 and %d like 1.5", comma, point))
		}
	}
	l.numbers.Comma = l.opt.DecimalComma == "yes"
}

// decimalWith reports whether b is digits, one separator, digits.
func decimalWith(b []byte, sep byte) bool {
	b = bytes.TrimLeft(b, "-+")
	i := bytes.IndexByte(b, sep)
	return i > 0 && i < len(b)-1 && digits(b[:i]) && digits(b[i+1:])
}

func digits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// annotations are names of numeric columns that describe genes.
var annotations = []string{"chr", "chrom", "chromosome", "seqnames", "start", "end", "strand", "length", "width", "entrez", "entrezid", "entrez_id", "entrezgene", "entrez_gene_id", "gene_length", "array_address_id", "logcpm", "exonlength", "effective_length", "effectivelength"}

func (l *layout) judgeColumns() {
	l.columns = make([]column, len(l.header))
	for i := range l.columns {
		c := &l.columns[i]
		for _, r := range l.rows {
			if i >= len(r) || text.Missing([]byte(r[i])) {
				continue
			}
			c.filled++
			if _, ok := l.numbers.Parse([]byte(r[i])); ok {
				c.numeric++
			}
		}
		name := strings.ToLower(strings.TrimSpace(l.header[i]))
		switch {
		case c.filled == 0 && name == "" && i > 0:
			c.role = empty
		case 10*c.numeric < 9*c.filled:
			c.role = label
		case slices.Contains(annotations, name), strings.Contains(name, "detection") && strings.Contains(name, "p"):
			c.role = annotation
		}
	}
}

// geneHeaders are the names of columns that name genes.
var geneHeaders = []string{"gene", "genes", "gene_id", "geneid", "gene id", "gene_name", "gene name", "gene_symbol", "gene symbol", "genesymbol", "symbol", "hgnc", "hgnc_symbol", "id_ref", "probe", "probe_id", "probeid", "probeset", "probe set id", "ensembl", "ensembl_id", "ensembl_gene_id", "feature", "rownames"}

// kind decides whether the table holds expression values, with genes in rows
// or in columns, or is a clinical table.
func (l *layout) kind() {
	rowIDs, rowGuess := l.bestIDs()
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
		known := top.Known
		if top.Namespace.Kind == gene.Symbol {
			// HC11 and HC14, two healthy controls, are aliases of genes too
			known = 0
			for _, n := range names {
				if gene.Core().Approved(n) {
					known++
				}
			}
		}
		// The catalogue holds one human gene in fifteen.
		ok = ok && 50*known >= top.Of && known > 1
	}
	return geneGuess{ok, top.Hits, top.Evidence}
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

func (l *layout) note(what, guess, why string) {
	l.evidence = append(l.evidence, read.Evidence{What: what, Guess: guess, Why: why})
}

// summary returns what a person sees of the layout.
func (l *layout) summary() read.Summary {
	const rows, columns = 6, 8
	preview := [][]string{l.header[:min(len(l.header), columns)]}
	for _, r := range l.rows[:min(len(l.rows), rows)] {
		preview = append(preview, r[:min(len(r), columns)])
	}
	return read.Summary{Options: l.opt, Evidence: l.evidence, Preview: preview}
}
