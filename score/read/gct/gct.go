// Package gct reads GCT files, versions 1.2 and 1.3, the tables of GenePattern
// and of the Connectivity Map: genes x samples with a description of every
// gene and, in 1.3, of every sample.
//
// The layouts are those of the Broad Institute's file format guide
// (software.broadinstitute.org/cancer/software/gsea/wiki/index.php/Data_formats)
// and of cmapPy (Enache et al. 2019, doi:10.1093/bioinformatics/bty784).
package gct

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

func init() {
	read.Register(read.Format{
		Name:  "gct",
		Title: "GCT",
		Sniff: sniff,
		Peek:  peek,
		Load:  load,
	})
}

func sniff(head []byte) int {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(head, []byte("#1.2")) || bytes.HasPrefix(head, []byte("#1.3")) {
		return 90
	}
	return 0
}

func peek(head []byte, opt read.Options) (read.Summary, error) {
	f, err := parse(bytes.NewReader(head), false)
	if err != nil {
		return read.Summary{}, err
	}
	id, why := f.chooseID(opt.IDColumn)
	opt.Kind, opt.GenesIn, opt.Delimiter, opt.IDColumn = read.Expression, "rows", "tab", f.about[id]
	s := read.Summary{Options: opt}
	s.Evidence = []read.Evidence{
		{What: "content", Guess: fmt.Sprintf("%d rows x %d samples", f.genes, len(f.samples)), Why: "GCT " + f.version + " states its size"},
		{What: "genes named by", Guess: f.about[id], Why: why},
	}
	if len(f.columns) > 0 {
		s.Evidence = append(s.Evidence, read.Evidence{What: "sample table", Guess: fmt.Sprintf("%d columns", len(f.columns)), Why: "the rows about the samples above the values"})
	}
	shown := f.samples[:min(len(f.samples), 6)]
	s.Preview = append(s.Preview, append(slices.Clone(f.about[:min(2, len(f.about))]), shown...))
	for i := range min(6, len(f.names[0])) {
		var cells []string
		for k := range min(2, len(f.about)) {
			cells = append(cells, f.names[k][i])
		}
		for j := range shown {
			cells = append(cells, fmt.Sprint(f.data[i*len(f.samples)+j]))
		}
		s.Preview = append(s.Preview, cells)
	}
	return s, nil
}

// chooseID returns the column that names the genes: the wanted one, or the one
// whose names the gene table knows best. In files of arrays the name is the
// probe and the description the symbol, in others the reverse.
func (f *file) chooseID(want string) (int, string) {
	if i := slices.Index(f.about, want); want != "" && i >= 0 {
		return i, "chosen"
	}
	best, known, why := 0, 0, "the first column"
	for i, ids := range f.names {
		g := gene.Recognise(ids, gene.Core())
		if len(g) > 0 && g[0].Known > known {
			best, known = i, g[0].Known
			// how many of them are genes the table of all genes knows, later
			why, _, _ = strings.Cut(g[0].Evidence, ";")
		}
	}
	return best, why
}

func load(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	f, err := parse(r, true)
	if err != nil {
		return nil, err
	}
	id, _ := f.chooseID(s.Options.IDColumn)
	for i, name := range f.names[id] {
		if name == "" {
			// a gene without a name is called by the other column
			f.names[id][i] = f.names[0][i]
		}
	}
	m, err := expr.New(f.names[id], f.samples, expr.Unknown, gene.Namespace{}, f.data)
	if err != nil {
		return nil, &read.Error{Line: 3, Code: read.DuplicateName, What: err.Error(), WayOut: "Give every row and every sample a name of its own"}
	}
	c := &read.Content{Summary: s, Matrix: m}
	if len(f.columns) > 0 {
		if c.Table, err = sample.NewTable(f.columns, f.cells); err != nil {
			return nil, &read.Error{Line: 4, Code: read.Malformed, What: err.Error(), WayOut: "Give every row about the samples a name of its own"}
		}
	}
	return c, nil
}
