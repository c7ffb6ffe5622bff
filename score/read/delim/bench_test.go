package delim

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score/read"
)

// BenchmarkLoad reads tables of genes x samples as they lie on a disk: 60 MB
// are a transcriptome of 34,000 genes in 190 people.
func BenchmarkLoad(b *testing.B) {
	for _, c := range []struct {
		name string
		cell func(rng *rand.Rand) string
	}{
		{"log2", func(rng *rand.Rand) string { return strconv.FormatFloat(4+12*rng.Float64(), 'f', 6, 64) }},
		{"counts", func(rng *rand.Rand) string { return strconv.Itoa(int(1e6 * rng.Float64() * rng.Float64())) }},
	} {
		rng := rand.New(rand.NewPCG(1, 1))
		var text strings.Builder
		text.WriteString("gene\t" + strings.Join(numbered(190), "\t") + "\n")
		for i := 0; text.Len() < 60<<20; i++ {
			fmt.Fprintf(&text, "ENSG%011d", i)
			for range 190 {
				text.WriteString("\t" + c.cell(rng))
			}
			text.WriteString("\n")
		}
		table := []byte(text.String())
		file := read.File{Name: "table.tsv", Size: int64(len(table)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(table)), nil }}
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(table)))
			b.ReportAllocs()
			for b.Loop() {
				s, err := read.Peek(file, read.Options{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := read.Load(b.Context(), file, s, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func numbered(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("S%03d", i+1)
	}
	return out
}
