package rcc

import "testing"

// BenchmarkLoad reads an archive of eight lanes of an nCounter, recognising it
// included.
func BenchmarkLoad(b *testing.B) {
	names, data := made(b)
	packed := zipped(b, names, data)
	var size int64
	for _, d := range data {
		size += int64(len(d))
	}
	b.ReportAllocs()
	b.SetBytes(size)
	for b.Loop() {
		c, err := open("run.zip", packed)
		if err != nil {
			b.Fatal(err)
		}
		if _, n := c.Matrix.Dims(); n != len(names) {
			b.Fatalf("%d lanes", n)
		}
	}
}
