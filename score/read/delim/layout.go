package delim

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// layout is how a table is written.
type layout struct {
	opt     read.Options
	sep     byte
	numbers text.Numbers
	guessed string   // what opt.DecimalComma would be, had nobody chosen it
	skip    int      // lines before the header
	last    int      // the last line of the header, which may have several
	header  []string // one name a column
	above   []headerRow
	over    []string // the cells right above the header, if those are groups
	columns []column
	id      int // the column that names the genes, or -1
	sample  int // the column that names the samples of a long table, or -1
	// of a long table: the columns that tell something of the samples
	aboutColumns []int
	choices      []string  // what the option Column may be
	unit         expr.Unit // that the names of the columns tell
	unsure       bool      // see read.Summary
	rows         [][]string
	evidence     []read.Evidence
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

// detect judges the layout by the head of a file, as far as opt leaves open.
func detect(head []byte, opt read.Options) (*layout, error) {
	l := &layout{opt: opt, id: -1, sample: -1}
	lines, numbers, comment := l.lines(head)
	if len(lines) == 0 {
		return nil, &read.Error{Code: read.Empty, What: "the file has no rows", WayOut: "Bring a table with a header line and one row a gene"}
	}
	if opt.Kind == "" && opt.Delimiter == "" && opt.Sheet == "" {
		if err := prose(lines, numbers[0]); err != nil {
			return nil, err
		}
	}
	if err := l.delimiter(lines); err != nil {
		return nil, err
	}
	if l.headed(comment, lines[0]) {
		lines, numbers = append([]string{comment[1:]}, lines...), append([]int{l.skip}, numbers...)
		l.skip--
	} else if n := l.titles(lines); n > 0 {
		lines, numbers = lines[n:], numbers[n:]
		l.skip = numbers[0] - 1
		l.note("header", fmt.Sprintf("line %d", numbers[0]), "the lines above it have few cells: a title or remarks")
	}
	l.last = numbers[0]
	if err := l.split(lines, numbers); err != nil {
		return nil, err
	}
	l.headers(numbers)
	l.decimal()
	l.judgeColumns()
	if err := l.results(); err != nil {
		return nil, err
	}
	if err := l.headless(); err != nil {
		return nil, err
	}
	if err := l.kind(); err != nil {
		return nil, err
	}
	l.tellHeaders()
	return l, nil
}

// lines returns the lines of the head that make up the table, and their line
// numbers. Lines before the header that begin with # or ! are comments; the
// last one is returned if it stands right above the first line.
func (l *layout) lines(head []byte) (lines []string, numbers []int, comment string) {
	r := text.NewLines(bytes.NewReader(head))
	full := len(head) >= 64<<10 // the last line may then be cut
	for {
		b, err := r.Next()
		if err != nil {
			if full && err == io.EOF && len(lines) > 2 {
				lines, numbers = lines[:len(lines)-1], numbers[:len(numbers)-1]
			}
			return lines, numbers, comment
		}
		blank := len(text.Trim(b)) == 0
		if len(lines) == 0 && (blank || b[0] == '#' || b[0] == '!') {
			l.skip++
			comment = string(b)
			continue
		}
		if blank {
			continue
		}
		lines = append(lines, string(b))
		numbers = append(numbers, r.Number())
	}
}

// headed reports whether the comment above the first line is the header, as
// some programs write it: #ID and the samples, in as many cells as the line
// below has.
func (l *layout) headed(comment, first string) bool {
	if !strings.HasPrefix(comment, "#") {
		return false
	}
	h, err := text.Split(nil, []byte(comment[1:]), l.sep)
	if err != nil || len(h) < 2 {
		return false
	}
	f, err := text.Split(nil, []byte(first), l.sep)
	return err == nil && len(f) == len(h)
}

// split cuts the lines into the header and rows. Where the rows have one field
// more than the header, R left out the name of the first column.
func (l *layout) split(lines []string, numbers []int) error {
	for i, s := range lines {
		row, err := text.Cells(s, l.sep)
		if err != nil {
			return &read.Error{Line: numbers[i], Code: read.Malformed, What: err.Error(), WayOut: "Remove the stray quotation mark"}
		}
		if i == 0 {
			l.header = row
		} else {
			l.rows = append(l.rows, row)
		}
	}
	if len(l.rows) == 0 && len(lines[0]) > read.HeadSize/2 {
		return &read.Error{Line: numbers[0], Code: read.TooLarge, What: "the line with the names of the columns is longer than 1 MB",
			WayOut: "Shorten the names, or turn the table so that the more numerous names stand in the first column"}
	}
	if len(l.rows) == 0 {
		return &read.Error{Line: numbers[0], Code: read.Empty, What: "there is a header and no row below it", WayOut: "Bring a table with one row a gene"}
	}
	longer, filled := 0, 0
	for _, r := range l.rows {
		if len(r) == len(l.header)+1 {
			longer++
			if r[len(r)-1] != "" {
				filled++
			}
		}
	}
	switch {
	case 2*longer <= len(l.rows):
	case filled == 0:
		// nothing stands behind the last separator: no name is missing
		l.header = append(l.header, "")
	default:
		l.header = append([]string{""}, l.header...)
		l.note("header", "first name missing", "the rows have one cell more than the header, as R writes row names")
	}
	return nil
}

// headless refuses a table whose first line is already one of values: its
// numbers would become the names of samples. Samples may have numbers for
// names, also 1.2 for visit 2 of person 1, below a first cell that says so.
func (l *layout) headless() error {
	if first := strings.ToLower(l.header[0]); first == "" || slices.Contains(geneHeaders, first) || slices.Contains(sampleHeaders, first) {
		return nil
	}
	numbers, decimals := 0, 0
	for i, h := range l.header {
		if l.columns[i].role != value {
			continue
		}
		if _, ok := l.numbers.Parse([]byte(h)); !ok || text.Missing([]byte(h)) {
			return nil
		}
		numbers++
		if !digits([]byte(h)) {
			decimals++
		}
	}
	if numbers < 2 || 2*decimals < numbers {
		return nil
	}
	return &read.Error{Line: l.skip + 1, Code: read.Malformed, What: "the first line has numbers where the names of the samples should be",
		WayOut: "Put a line with the names of the columns above the values"}
}

// annotations are names of numeric columns that describe genes.
var annotations = []string{"chr", "chrom", "chromosome", "seqnames", "start", "end", "strand", "length", "width", "entrez", "entrezid", "entrez_id", "entrezgene", "entrez_gene_id", "gene_length", "array_address_id", "logcpm", "exonlength", "effective_length", "effectivelength"}

// beads are the endings of the columns that GenomeStudio writes beside the
// signal of a sample.
var beads = []string{".bead_stderr", ".avg_nbeads", ".min_signal", ".max_signal", ".array_stdev", ".narrays"}

func (l *layout) judgeColumns() {
	l.columns = make([]column, len(l.header))
	for i := range l.columns {
		c := &l.columns[i]
		for _, r := range l.rows {
			if i >= len(r) || text.Missing([]byte(r[i])) || text.Undetermined(r[i]) {
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
		case 10*c.numeric < 9*c.filled && (c.filled-c.numeric > 1 || c.numeric < 2) && !(2*c.numeric > c.filled && gene.Core().Approved(l.header[i])):
			// one word among numbers is a mistake also in a short column, and
			// some are in that of a gene: it is pointed out, and no sample or gene
			// is lost over it
			c.role = label
		case slices.Contains(annotations, name), strings.Contains(name, "detection") && strings.Contains(name, "p"), i > 0 && isStatistic(name):
			c.role = annotation
		case slices.ContainsFunc(beads, func(b string) bool { return strings.HasSuffix(name, b) }):
			c.role = annotation
		}
	}
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
	return read.Summary{Options: l.opt, Evidence: l.evidence, Preview: preview, Columns: l.choices, Unsure: l.unsure}
}
