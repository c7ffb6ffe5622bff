package gct

import (
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/read"
)

// BenchmarkLoad reads 20,000 genes x 50 samples, recognising them included.
func BenchmarkLoad(b *testing.B) {
	const genes, samples = 20_000, 50
	var s strings.Builder
	fmt.Fprintf(&s, "#1.2\n%d\t%d\nNAME\tDescription", genes, samples)
	for j := range samples {
		fmt.Fprintf(&s, "\tS%d", j)
	}
	for i := range genes {
		fmt.Fprintf(&s, "\nENSG%011d\tna", i)
		for j := range samples {
			fmt.Fprintf(&s, "\t%d.%d", (i*j)%15, 1000+(i*7+j*13)%9000)
		}
	}
	f := gct(s.String() + "\n")
	b.ReportAllocs()
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		c, err := readIt(f, read.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if g, n := c.Matrix.Dims(); g != genes || n != samples {
			b.Fatalf("%d x %d", g, n)
		}
	}
}
