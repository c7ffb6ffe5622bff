package quant

import (
	"bytes"
	"fmt"

	"ifnscope/score/read"
)

// adds reports whether the rows are transcripts that name their gene.
func (p *program) adds(rows [][][]byte) bool {
	return p.summed || bytes.IndexByte(rows[0][0], '|') > 0
}

// transcripts refuses rows that are transcripts and do not name their gene.
func (p *program) transcripts(rows [][][]byte) error {
	n, example := 0, ""
	for _, f := range rows {
		if len(f) > p.id && isTranscript(f[p.id]) {
			n, example = n+1, string(f[p.id])
		}
	}
	if 2*n <= len(rows) {
		return nil
	}
	return &read.Error{Code: read.NotData, What: fmt.Sprintf("the rows are transcripts (%s ...) and do not say of which gene", example), WayOut: byGene}
}

const byGene = "Bring values by gene: quant.genes.sf of Salmon (run with --geneMap), the .genes.results of RSEM, the merged gene table of nf-core/rnaseq, or the output of tximport"

// isTranscript reports whether a name is that of a transcript alone.
func isTranscript(id []byte) bool {
	if bytes.IndexByte(id, '|') >= 0 {
		return false
	}
	for _, prefix := range []string{"ENST", "NM_", "NR_", "XM_", "XR_"} {
		if bytes.HasPrefix(id, []byte(prefix)) {
			return true
		}
	}
	return false
}

// geneOf returns the gene of a row that GENCODE's names call by
// ENST...|ENSG...|...|symbol-201|symbol|..., or the name itself.
func geneOf(id []byte) []byte {
	_, rest, piped := bytes.Cut(id, []byte{'|'})
	if !piped {
		return id
	}
	if g, _, _ := bytes.Cut(rest, []byte{'|'}); bytes.HasPrefix(g, []byte("ENS")) {
		return g
	}
	return id
}
