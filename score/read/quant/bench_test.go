package quant

import (
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/read"
)

// BenchmarkLoad reads what two programs write of one sample: Salmon of 200,000
// transcripts, which are added up to genes, and STAR of 60,000 genes.
func BenchmarkLoad(b *testing.B) {
	var salmon, star strings.Builder
	salmon.WriteString("Name\tLength\tEffectiveLength\tTPM\tNumReads\n")
	for i := range 200_000 {
		fmt.Fprintf(&salmon, "ENST%011d.1|ENSG%011d.2|OTTHUMG1|OTTHUMT1|G%d-201|G%d|656|protein_coding|\t656\t480.1\t%d.25\t%d\n", i, i/4, i/4, i/4, i%50, i%900)
	}
	star.WriteString("N_unmapped\t700\t700\t700\nN_multimapping\t50\t50\t50\nN_noFeature\t20\t900\t30\nN_ambiguous\t9\t1\t4\n")
	for i := range 60_000 {
		fmt.Fprintf(&star, "ENSG%011d\t%d\t%d\t%d\n", i, i%5000, i%50, i%5000-i%50)
	}
	for _, x := range []struct {
		name, file, content string
		genes               int
	}{{"salmon", "P1/quant.sf", salmon.String(), 50_000}, {"star", "P1ReadsPerGene.out.tab", star.String(), 60_000}} {
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(x.content)))
			for b.Loop() {
				c, err := readIt(x.file, x.content, read.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if g, _ := c.Matrix.Dims(); g != x.genes {
					b.Fatalf("%d genes", g)
				}
			}
		})
	}
}
