package delim

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/read"
)

// What the columns of a differential expression analysis are called, in
// lower-case letters and digits: by limma, edgeR, DESeq2, Seurat and by hand.
var (
	changes = []string{"logfc", "log2fc", "log2foldchange", "foldchange", "avglog2fc", "avglogfc", "lfcse", "lfc"}
	chances = []string{"padj", "fdr", "adjpval", "adjpvalue", "pvalue", "pval", "pvalueadj", "qvalue", "padjust", "pvaladj", "minuslog10p", "neglog10p", "log10p", "minuslog10padj", "minuslog10pvalue", "neglog10pvalue"}
	others  = []string{"aveexpr", "basemean", "logcpm", "stat", "lr", "t", "b", "f", "z", "pct1", "pct2"}
)

// results refuses the table of a differential expression analysis: one with a
// change and its chance, or with no other numbers than those of an analysis.
func (l *layout) results() error {
	var change, p, other string
	all := true
	for i, h := range l.header {
		switch s := letters(h); {
		case slices.Contains(changes, s):
			change = h
		case slices.Contains(chances, s):
			p = h
		case slices.Contains(others, s):
			other = h
		case i > 0 && l.columns[i].role == value:
			all = false
		}
	}
	first, second := change, p
	switch {
	case change != "" && p != "":
	case slices.Contains(sampleHeaders, strings.ToLower(l.header[0])):
		return nil // the fold changes of people
	case p != "" && slices.ContainsFunc(l.header, func(h string) bool { return letters(h) == "aveexpr" || letters(h) == "basemean" }):
		first = other
	case all && change != "":
		second = other
	case all && p != "" && other != "":
		first = other
	default:
		return nil
	}
	what := fmt.Sprintf("columns %q and %q", first, second)
	if second == "" {
		what = fmt.Sprintf("column %q", first)
	}
	return &read.Error{Line: l.skip + 1, Code: read.NotData, What: "this is a table of results (" + what + "), not of measurements",
		WayOut: "Bring the expression values that it was computed from: genes x samples"}
}

// letters returns the Latin letters and digits of a name in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}
