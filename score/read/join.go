package read

import (
	"fmt"
	"math"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/note"
	"ifnscope/score/sample"
)

// OneSample reports whether the content is one column of expression values, as
// counting programs write for each sample.
func (c *Content) OneSample() bool {
	if c.Matrix == nil {
		return false
	}
	_, n := c.Matrix.Dims()
	return n == 1
}

// Join puts files of one format and one sample each together, by the names of
// their genes: genes x files, in the order of the files, the genes in that of
// the first. A gene that a file does not have is missing (NaN) there, never 0,
// and noted. The n-th row of a name belongs to the n-th row of that name in
// the other files. What the files tell of their samples and of the assay is
// put together likewise; the notes are those of the joining alone.
//
// The error, of type *Error, says that two files name one sample, that their
// values are of different units, or that less than half of all genes are in
// every file. Join panics if there is no file or one of them has not one
// sample.
func Join(files []*Content) (*Content, error) {
	first := files[0]
	joined := &Content{Summary: first.Summary}
	joined.File = ""
	var samples []string
	by := map[string]*Content{}
	for _, f := range files {
		if !f.OneSample() {
			panic("read: Join of a content that has not one sample")
		}
		name := f.Matrix.Samples()[0]
		if other, dup := by[name]; dup {
			return nil, &Error{File: f.File, Code: DuplicateName, What: fmt.Sprintf("%q and %q are both of the sample %q", other.File, f.File, name),
				WayOut: "Name each file after its sample; put one of them away if it is there twice"}
		}
		if f.Format != first.Format || f.Matrix.Unit() != first.Matrix.Unit() {
			return nil, &Error{File: f.File, Code: Malformed, What: fmt.Sprintf("the values are %s of %s, those of %q %s of %s", f.Matrix.Unit().Title(), f.Title, first.File, first.Matrix.Unit().Title(), first.Title),
				WayOut: "Choose the same column of values in every file under Check"}
		}
		by[name] = f
		samples = append(samples, name)
	}
	genes, at, shared := union(files)
	if 2*shared < len(genes) {
		return nil, &Error{Code: Malformed, What: fmt.Sprintf("only %d of %d genes are in all of the %d files: they were counted with different annotations", shared, len(genes), len(files)),
			WayOut: "Count all samples with one annotation, or open them in groups that share one"}
	}
	if len(genes) > MaxCells/len(files) {
		return nil, &Error{Code: TooLarge, What: fmt.Sprintf("%d genes in %d files are more than %d million values", len(genes), len(files), MaxCells/1_000_000), WayOut: "Split the samples"}
	}
	data := make([]float64, len(genes)*len(files))
	for i := range data {
		data[i] = math.NaN()
	}
	for j, f := range files {
		for k, i := range at[j] {
			data[i*len(files)+j] = f.Matrix.At(k, 0)
		}
	}
	m, err := expr.New(genes, samples, first.Matrix.Unit(), first.Matrix.Namespace(), data)
	if err != nil {
		return nil, &Error{Code: Malformed, What: err.Error(), WayOut: "Name each file after its sample"}
	}
	joined.Matrix = m
	joined.Table, joined.Assay = joinTables(files), joinAssays(files, at, len(genes))
	joined.Notes.Infof(note.FilesJoined, "", "%d files of one sample each were put together by gene", len(files))
	joined.noteGenes(files, at, len(genes), shared)
	joined.noteColumns(files)
	return joined, nil
}

// union returns the genes of all files, where in them the rows of each file
// are, and how many are in every file.
func union(files []*Content) (genes []string, at [][]int, shared int) {
	type row struct {
		name string
		nth  int
	}
	index := map[row]int{}
	var in []int // the number of files that have the gene
	for _, f := range files {
		nth := map[string]int{}
		rows := make([]int, len(f.Matrix.Genes()))
		for k, g := range f.Matrix.Genes() {
			key := row{g, nth[g]}
			nth[g]++
			i, ok := index[key]
			if !ok {
				i = len(genes)
				index[key] = i
				genes, in = append(genes, g), append(in, 0)
			}
			in[i]++
			rows[k] = i
		}
		at = append(at, rows)
	}
	for _, n := range in {
		if n == len(files) {
			shared++
		}
	}
	return genes, at, shared
}

// noteGenes says which files lack genes of the others.
func (c *Content) noteGenes(files []*Content, at [][]int, genes, shared int) {
	if shared == genes {
		return
	}
	var lacking []string
	for j, rows := range at {
		if n := genes - len(rows); n > 0 {
			lacking = append(lacking, fmt.Sprintf("%s lacks %d", files[j].File, n))
		}
	}
	if n := len(lacking); n > 5 {
		lacking = append(lacking[:5], fmt.Sprintf("and %d more files", n-5))
	}
	c.Notes.Warnf(note.GeneListsDiffer, "", "%d of %d genes are not in every file (%s); their values are missing there, not 0", genes-shared, genes, strings.Join(lacking, ", "))
}

// noteColumns says that files were counted on different strands.
func (c *Content) noteColumns(files []*Content) {
	var names []string
	n := map[string]int{}
	for _, f := range files {
		if n[f.Options.Column] == 0 {
			names = append(names, f.Options.Column)
		}
		n[f.Options.Column]++
	}
	if len(names) < 2 {
		return
	}
	for i, name := range names {
		names[i] = fmt.Sprintf("%s in %d", name, n[name])
	}
	c.Notes.Warnf(note.StrandsDiffer, "", "not all files are read from the same column (%s files): samples of one library have one strand", strings.Join(names, ", "))
}

// joinTables puts together what the files tell of their samples: one row a
// file, the columns of all. It returns nil if no file tells anything.
func joinTables(files []*Content) *sample.Table {
	var names []string
	cells := map[string][]string{}
	for j, f := range files {
		if f.Table == nil || f.Table.Len() != 1 {
			continue
		}
		for _, name := range f.Table.Columns() {
			if cells[name] == nil {
				names = append(names, name)
				cells[name] = make([]string, len(files))
			}
			cells[name][j] = f.Table.Column(name)[0]
		}
	}
	return tableOf(names, cells)
}

// tableOf makes a table of columns by name, names that other tables had; nil if
// there are none.
func tableOf(names []string, cells map[string][]string) *sample.Table {
	if len(names) == 0 {
		return nil
	}
	columns := make([][]string, len(names))
	for i, name := range names {
		columns[i] = cells[name]
	}
	t, err := sample.NewTable(names, columns)
	if err != nil {
		panic("read: " + err.Error()) // the tables had these names
	}
	return t
}

// joinAssays puts together what the files tell of their assays, where the rows
// of each file are at the given rows of the joined matrix. It returns nil if
// no file is of an assay.
func joinAssays(files []*Content, at [][]int, genes int) *Assay {
	var a *Assay
	fact := map[string]int{}
	for j, f := range files {
		if f.Assay == nil {
			continue
		}
		if a == nil {
			a = &Assay{Classes: make([]string, genes)}
		}
		for k, i := range at[j] {
			if k < len(f.Assay.Classes) && a.Classes[i] == "" {
				a.Classes[i] = f.Assay.Classes[k]
			}
		}
		if f.Assay.Replicates != nil {
			if a.Replicates == nil {
				a.Replicates = make([]Replicate, genes*len(files))
				for i := range a.Replicates {
					a.Replicates[i].SD = expr.Number(math.NaN())
				}
			}
			for k, i := range at[j] {
				a.Replicates[i*len(files)+j] = f.Assay.Replicates[k]
			}
		}
		a.Checks = append(a.Checks, f.Assay.Checks...)
		for _, x := range f.Assay.Facts {
			i, known := fact[x.Key]
			switch {
			case !known:
				fact[x.Key] = len(a.Facts)
				a.Facts = append(a.Facts, x)
			case !strings.Contains(", "+a.Facts[i].Value+", ", ", "+x.Value+", "):
				a.Facts[i].Value += ", " + x.Value
			}
		}
		a.addCalibrators(f.Assay)
		a.Cycles = max(a.Cycles, f.Assay.Cycles)
	}
	return a
}
