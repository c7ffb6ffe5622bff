package book

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"testing"

	"ifnscope/score/report"
)

// example is the report of the synthetic example.
func example(b *testing.B) *report.Report {
	b.Helper()
	f, err := os.Open("../../testdata/example_report.json.gz")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	r := &report.Report{}
	if err := json.NewDecoder(z).Decode(r); err != nil {
		b.Fatal(err)
	}
	return r
}

// BenchmarkWrite writes the report of the synthetic example in every form that
// holds all of it.
func BenchmarkWrite(b *testing.B) {
	r := example(b)
	for _, x := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{"xlsx", func(w io.Writer) error { return Write(w, r) }},
		{"tsv", r.WriteTSV},
		{"wide", r.WriteWideTSV},
		{"json", r.WriteJSON},
	} {
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := x.write(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
