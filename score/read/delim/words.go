package delim

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/note"
	"ifnscope/score/read/text"
)

// statistics are folded names of what a spreadsheet works out beside the
// measurements, in English and German.
var statistics = []string{"mean", "average", "avg", "median", "sd", "stdev", "stddev", "std", "standarddeviation", "sem", "se", "stderr", "standarderror", "cv", "mittelwert", "mw", "stabw", "standardabweichung"}

// isStatistic reports whether a row or column is a mean or another figure of
// the samples, and none of them: Mean, SD, or Mean HC. SD 7 may be a person.
func isStatistic(name string) bool {
	if len(name) > 40 {
		return false
	}
	if slices.Contains(statistics, text.Fold(name)) {
		return true
	}
	return isMean(name)
}

// isMean reports whether a name says that it is of a mean.
func isMean(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune(" _-.()", r) })
	return len(words) < 3 && slices.ContainsFunc(words, func(w string) bool { return w == "mean" || w == "average" || w == "median" })
}

// isRemark reports whether a row is a remark under a table, such as n = 8: one
// cell that is no name of a gene or a sample, and no other.
func isRemark(cells int, only string) bool {
	return cells == 1 && (len(only) > 40 || strings.ContainsAny(only, " =:*"))
}

// leftOut collects the rows that are no gene and no sample.
type leftOut []string

func (o leftOut) tell(notes *note.Log) {
	if len(o) > 0 {
		notes.Infof(note.RowsLeft, "", "rows that are means, remarks and the like, and no gene or sample, were left out: %s", note.Names(o, 5))
	}
}

// tellUnchosen says which columns are not read.
func tellUnchosen(notes *note.Log, columns []string) {
	if len(columns) > 0 {
		notes.Infof(note.ColumnsLeft, "", "columns that are no measurements, or not those that were chosen, were left out: %s", note.Names(columns, 5))
	}
}

// censored counts the cells of every gene that say that nothing was found.
type censored struct {
	genes []string
	cells map[string]int
	word  string // the first such cell
}

func (c *censored) add(gene string, cell []byte) {
	if c.cells == nil {
		c.cells, c.word = map[string]int{}, text.Clip(cell)
	}
	if c.cells[gene] == 0 {
		c.genes = append(c.genes, gene)
	}
	c.cells[gene]++
}

func (c *censored) tell(notes *note.Log) {
	if len(c.genes) == 0 {
		return
	}
	all := 0
	each := make([]string, len(c.genes))
	for i, g := range c.genes {
		all += c.cells[g]
		each[i] = fmt.Sprintf("%s (%d)", g, c.cells[g])
	}
	notes.Warnf(note.CtUndetermined, "", "cells like %q, which say that the gene was not found: %s (%d in all). Such a value is missing here, and never the last cycle", c.word, note.Names(each, 8), all)
}
