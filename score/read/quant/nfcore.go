package quant

import (
	"bytes"
	"context"
	"io"
	"slices"

	"ifnscope/score/expr"
	"ifnscope/score/read"
	"ifnscope/score/read/delim"
	"ifnscope/score/read/text"
)

// The merged tables of nf-core/rnaseq (docs/output.md of the pipeline, release
// 3.14): salmon.merged.gene_counts.tsv, gene_tpm.tsv and so on begin with
// gene_id and gene_name, those of transcripts with tx and gene_id.

func sniffNFCore(head []byte) int {
	if bytes.HasPrefix(head, []byte("gene_id\tgene_name\t")) || bytes.HasPrefix(head, []byte("tx\tgene_id\t")) {
		return 80
	}
	return 0
}

func peekNFCore(head []byte, opt read.Options) (read.Summary, error) {
	if bytes.HasPrefix(head, []byte("tx\t")) {
		return read.Summary{}, &read.Error{Line: 1, Code: read.NotData, What: "this is the merged table of transcripts", WayOut: "Bring the one of genes that lies beside it, such as salmon.merged.gene_tpm.tsv"}
	}
	if areLengths(sample(head, 2000)) {
		return read.Summary{}, &read.Error{Line: 1, Code: read.NotData, What: "this looks like the table of gene lengths: no value is 0 and the samples hardly differ", WayOut: "Bring salmon.merged.gene_tpm.tsv or salmon.merged.gene_counts.tsv"}
	}
	opt.Kind, opt.Delimiter = read.Expression, "tab"
	s, err := delim.Peek(head, opt)
	if err != nil {
		return read.Summary{}, err
	}
	s.Evidence = append(s.Evidence, read.Evidence{What: "which table", Guess: "by its values", Why: "counts, scaled counts and TPM have one layout; where the samples do not add up to a million the values are estimated counts, with fractions"})
	return s, nil
}

// areLengths reports whether the values are lengths of genes: never 0, and
// nearly the same in every sample.
func areLengths(rows [][][]byte) bool {
	alike, n := 0, 0
	for _, f := range rows[min(1, len(rows)):] {
		if len(f) < 4 {
			continue
		}
		var v []float64
		for _, c := range f[2:] {
			x, ok := text.Numbers{}.Parse(c)
			if !ok || x == 0 {
				return false
			}
			v = append(v, x)
		}
		n++
		if slices.Max(v) < 1.05*slices.Min(v) {
			alike++
		}
	}
	return n >= 50 && 2*alike > n
}

// loadNFCore reads the table and tells its unit, which is TPM or else one of
// the kinds of counts. Those that Salmon estimates are no whole numbers, and by
// their values alone would be taken for normalised.
func loadNFCore(ctx context.Context, r io.Reader, s read.Summary) (*read.Content, error) {
	c, err := delim.Load(ctx, r, s)
	if err != nil {
		return nil, err
	}
	if c.Matrix == nil {
		return c, nil
	}
	switch u := expr.GuessUnit(c.Matrix).Unit; u {
	case expr.TPM, expr.Counts:
		c.Matrix = c.Matrix.Declare(u, c.Matrix.Namespace())
	case expr.Linear, expr.Intensity:
		c.Matrix = c.Matrix.Declare(expr.Counts, c.Matrix.Namespace())
	}
	return c, nil
}
