package geo_test

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkLoad reads a series matrix of 20,000 probes x 50 samples with four
// characteristics each, recognising it included.
func BenchmarkLoad(b *testing.B) {
	const probes, samples = 20_000, 50
	var s strings.Builder
	line := func(key string, cell func(j int) string) {
		s.WriteString(key)
		for j := range samples {
			s.WriteString("\t\"" + cell(j) + "\"")
		}
		s.WriteString("\n")
	}
	s.WriteString("!Series_title\t\"Whole blood\"\n!Series_geo_accession\t\"GSE000001\"\n!Series_platform_id\t\"GPL10558\"\n")
	line("!Sample_title", func(j int) string { return fmt.Sprintf("person %d", j) })
	line("!Sample_geo_accession", func(j int) string { return fmt.Sprintf("GSM%d", j) })
	for _, x := range []string{"disease state", "age", "sex", "visit"} {
		line("!Sample_characteristics_ch1", func(j int) string { return fmt.Sprintf("%s: %d", x, j%4) })
	}
	s.WriteString("!series_matrix_table_begin\n")
	line("\"ID_REF\"", func(j int) string { return fmt.Sprintf("GSM%d", j) })
	for i := range probes {
		fmt.Fprintf(&s, "\"ILMN_%07d\"", i)
		for j := range samples {
			fmt.Fprintf(&s, "\t%d.%d", 4+(i*j)%11, 1000+(i*7+j*13)%9000)
		}
		s.WriteString("\n")
	}
	s.WriteString("!series_matrix_table_end\n")
	f := file("GSE000001_series_matrix.txt", []byte(s.String()))
	b.ReportAllocs()
	b.SetBytes(int64(s.Len()))
	for b.Loop() {
		c, err := open(f)
		if err != nil {
			b.Fatal(err)
		}
		if g, n := c.Matrix.Dims(); g != probes || n != samples || len(c.Table.Columns()) < 4 {
			b.Fatalf("%d x %d, columns %q", g, n, c.Table.Columns())
		}
	}
}
