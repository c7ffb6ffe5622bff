package sheet

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/read"
)

// BenchmarkLoad reads 2,000 genes x 50 samples, 100,000 numbers.
func BenchmarkLoad(b *testing.B) {
	const genes, samples = 2_000, 50
	var s strings.Builder
	for i := range genes + 1 {
		fmt.Fprintf(&s, `<row r="%d">`, i+1)
		for j := range samples + 1 {
			ref := fmt.Sprintf("%s%d", read.ColumnName(j+1), i+1)
			switch {
			case i == 0:
				fmt.Fprintf(&s, `<c r="%s" t="str"><v>S%d</v></c>`, ref, j)
			case j == 0:
				fmt.Fprintf(&s, `<c r="%s" t="str"><v>ENSG%011d</v></c>`, ref, i)
			default:
				fmt.Fprintf(&s, `<c r="%s"><v>%d.%d</v></c>`, ref, (i*j)%15, 1000+(i*7+j*13)%9000)
			}
		}
		s.WriteString(`</row>`)
	}
	content := bookOf("", [2]string{"S", s.String()})
	f := file("b.xlsx", content)
	p, err := read.Peek(f, read.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		c, err := read.Load(context.Background(), f, p, nil)
		if err != nil {
			b.Fatal(err)
		}
		if g, n := c.Matrix.Dims(); g != genes || n != samples {
			b.Fatalf("%d x %d", g, n)
		}
	}
}
