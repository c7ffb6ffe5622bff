package delim

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/read/text"
)

// targetHeaders are folded names of columns that name the gene of a value,
// beside geneHeaders.
var targetHeaders = []string{"target", "targetname", "detector", "detectorname", "assay", "assayname", "marker", "analyte", "transcript", "gen", "gène"}

// longTable is a table with one value a row: the columns of its samples and
// genes, of what is told of the samples, and of the values.
type longTable struct {
	sample, gene  int
	about, values []int
	why, counted  string
}

// long finds the columns of a table with one value a row: the names of the
// genes repeat, and crossed with those of another column they do not, or as
// often as the value was measured.
func (l *layout) long() (longTable, bool) {
	var genes, samples []int
	for i, c := range l.columns {
		h := strings.ToLower(l.header[i])
		if c.role == label || i == 0 {
			names := l.cells(i)
			slices.Sort(names)
			names = slices.Compact(names)
			g := likeGenes(names, false)
			switch {
			case g.ok && g.hits > 2:
				genes = slices.Insert(genes, 0, i) // by its names, before its header
			case slices.Contains(geneHeaders, h), slices.Contains(targetHeaders, text.Fold(h)) && known(names):
				genes = append(genes, i)
			}
		}
		switch {
		case slices.Contains(sampleHeaders, h):
			samples = slices.Insert(samples, 0, i)
		case c.role == label:
			samples = append(samples, i)
		}
	}
	for _, g := range genes {
		for _, s := range samples {
			if s == g {
				continue
			}
			x := l.cross(s, g)
			if !x.ok {
				continue
			}
			t := longTable{sample: s, gene: g,
				why:     fmt.Sprintf("every row has one value: column %q names the sample and column %q the gene", l.header[s], l.header[g]),
				counted: fmt.Sprintf("%d genes and %d samples in %d rows", x.genes, x.samples, x.rows)}
			l.sort(&t, x.samples > 1)
			if len(t.values) > 0 {
				return t, true
			}
		}
	}
	return longTable{}, false
}

// known reports whether half of the names are genes that the table knows: a
// marker may be an antibody.
func known(names []string) bool {
	n := 0
	for _, name := range names {
		if gene.Core().Approved(name) || len(gene.Core().Alias(name)) > 0 {
			n++
		}
	}
	return 2*n >= len(names)
}

type crossing struct {
	rows, samples, genes int
	ok                   bool
}

// cross reports whether column s names the samples and column g the genes of a
// table with one value a row. One that has seen a single sample, as the
// beginning of a file may, is believed for the names of its columns.
func (l *layout) cross(s, g int) crossing {
	sample, gene, pair := map[string]bool{}, map[string]bool{}, map[[2]string]bool{}
	x := crossing{}
	for _, r := range l.rows {
		a, b := text.Cell(r, s), text.Cell(r, g)
		if a == "" || b == "" {
			continue
		}
		x.rows++
		sample[a], gene[b], pair[[2]string{a, b}] = true, true, true
	}
	x.samples, x.genes = len(sample), len(gene)
	grid := x.samples * x.genes
	named := slices.Contains(sampleHeaders, strings.ToLower(l.header[s]))
	switch {
	case x.genes < 2:
	case x.samples == 1:
		x.ok = named && len(pair) == x.rows
	case len(pair) > x.samples && len(pair) > x.genes:
		x.ok = 4*len(pair) >= 3*grid || named && 2*len(pair) >= grid
	}
	return x
}

// sort tells the values of a long table from what is told of the samples and of
// the genes: that is the same in every row of a sample, or of a gene. Means are
// the values where there are no others.
func (l *layout) sort(t *longTable, several bool) {
	var means []int
	for i, c := range l.columns {
		switch {
		case c.role == annotation && isMean(l.header[i]):
			means = append(means, i)
		case i == t.sample || i == t.gene || c.role == annotation || c.role == empty:
		case several && l.follows(i, t.sample) && (c.role == label || !l.follows(i, -1)):
			t.about = append(t.about, i)
		case several && l.follows(i, t.gene) || c.role != value || slices.Contains(geneHeaders, strings.ToLower(l.header[i])) || slices.Contains(clinicalHeaders, strings.ToLower(l.header[i])):
		default:
			t.values = append(t.values, i)
		}
	}
	if len(t.values) == 0 {
		t.values = means
	}
}

// follows reports whether the rows that have the same cell in column of have
// the same in column i; of -1 is a column that is the same throughout.
func (l *layout) follows(i, of int) bool {
	cell := map[string]string{}
	for _, r := range l.rows {
		k, v := text.Cell(r, of), text.Cell(r, i)
		if was, ok := cell[k]; ok && was != v {
			return false
		}
		cell[k] = v
	}
	return true
}

// take sets the columns of a long table, and which of them is read.
func (l *layout) take(t longTable, ok bool) error {
	if !ok {
		return &read.Error{Line: l.skip + 1, Code: read.Malformed, What: "no two columns name the sample and the gene of every value",
			WayOut: "Say where the genes are: in rows or in columns"}
	}
	if i := slices.Index(l.header, l.opt.IDColumn); l.opt.IDColumn != "" && i >= 0 && i != t.sample {
		t.gene = i
		t.values = slices.DeleteFunc(t.values, func(v int) bool { return v == i })
		t.about = slices.DeleteFunc(t.about, func(v int) bool { return v == i })
	}
	for i := range l.columns {
		c := &l.columns[i]
		switch {
		case i == t.sample || i == t.gene || slices.Contains(t.about, i):
			c.role = label
		case slices.Contains(t.values, i):
			c.role = value
		case c.role != empty:
			c.role = annotation
		}
	}
	l.id, l.sample, l.aboutColumns = t.gene, t.sample, t.about
	l.opt.IDColumn = l.header[t.gene]
	var names []string
	for _, i := range t.values {
		names = append(names, name(l.header[i], i))
	}
	if len(names) == 0 {
		return &read.Error{Line: l.skip + 1, Code: read.NotData, What: "no column holds measurements", WayOut: "Check which column names the genes"}
	}
	why := "the columns of numbers are " + strings.Join(names, ", ")
	choices := names
	if mean := meanOf(names); mean != "" {
		choices = append([]string{mean}, names...)
	}
	if !slices.Contains(choices, l.opt.Column) {
		l.opt.Column = choices[0]
	}
	if len(choices) > 1 {
		l.choices = choices
	}
	l.note("values", l.opt.Column, why)
	if chosen := slices.Index(names, l.opt.Column); chosen >= 0 {
		for k, i := range t.values {
			if k != chosen {
				l.columns[i].role = annotation
			}
		}
	}
	return nil
}

// meanOf names the mean of columns that are replicates of each other, as Ct1,
// Ct2 and Ct3 are, and is empty for others.
func meanOf(names []string) string {
	if len(names) < 2 {
		return ""
	}
	stem := stemOf(names[0])
	for _, n := range names {
		if stemOf(n) != stem || text.Fold(n) == stem {
			return ""
		}
	}
	return "mean of " + strings.Join(names, ", ")
}

// stemOf returns the folded name of a replicate without its number.
func stemOf(name string) string {
	s := strings.TrimRight(text.FoldLatin(name), "0123456789")
	for _, end := range []string{"replicate", "repl", "rep"} {
		s = strings.TrimSuffix(s, end)
	}
	return s
}
