package human

import (
	"testing"

	"ifnscope/score/gene"
)

func BenchmarkDecode(b *testing.B) {
	for b.Loop() {
		if _, err := gene.Decode(Text); err != nil {
			b.Fatal(err)
		}
	}
}

// 34,000 rows of symbols is what a file of all genes has.
func BenchmarkMap(b *testing.B) {
	ids := Table().Symbols()[:34000]
	b.ResetTimer()
	for b.Loop() {
		gene.Map(ids, gene.Namespace{Kind: gene.Symbol}, Table())
	}
}

func BenchmarkRecognise(b *testing.B) {
	ids := Table().Symbols()[:34000]
	b.ResetTimer()
	for b.Loop() {
		gene.Recognise(ids, Table())
	}
}
