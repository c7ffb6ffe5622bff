package pcr

import (
	"fmt"
	"strings"
	"testing"

	"ifnscope/score/read"
)

// BenchmarkLoad reads the export of a full plate of 384 wells, eight targets in
// 48 samples, recognising it included.
func BenchmarkLoad(b *testing.B) {
	head, results, _ := strings.Cut(quantStudio, "[Results]\n")
	columns, _, _ := strings.Cut(results, "\n")
	var s strings.Builder
	s.WriteString(head + "[Results]\n" + columns + "\n")
	for w := range 384 {
		target := fmt.Sprintf("IFI%d", w%8)
		fmt.Fprintf(&s, "%d\t%c%d\tfalse\tP%d\t%s\tUNKNOWN\tpatients\t%s\tUNKNOWN\t1.0\t%d.250\t27.7\t0.1\t6.1\t0.2\tN\tN\tN\n", w+1, 'A'+w/24, w%24+1, w/8, target, target, 20+w%15)
	}
	b.ReportAllocs()
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		c, err := open("plate.txt", s.String(), read.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if g, n := c.Matrix.Dims(); g != 8 || n != 48 {
			b.Fatalf("%d x %d", g, n)
		}
	}
}
