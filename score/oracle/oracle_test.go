package oracle

import (
	"math"
	"testing"
)

// Every table of the oracles reads, with as many cells in every row.
func TestRead(t *testing.T) {
	n := 0
	for _, folder := range []string{"aucell", "gsva146", "gsva15331", "hacksig", "singscore", "ucell"} {
		for _, name := range Files(t, folder, "*.tsv") {
			tab := Read(t, name)
			if len(tab.Rows) == 0 || len(tab.Columns) == 0 || len(tab.Values) != len(tab.Rows) {
				t.Errorf("%s has %d rows, %d columns, %d rows of values", name, len(tab.Rows), len(tab.Columns), len(tab.Values))
			}
			n++
		}
	}
	if n < 90 {
		t.Errorf("%d tables were found", n)
	}
	na := Read(t, "input/expr_N_200x12_NA.tsv")
	missing := 0
	for _, r := range na.Values {
		for _, v := range r {
			if math.IsNaN(v) {
				missing++
			}
		}
	}
	if missing == 0 || missing == len(na.Rows)*len(na.Columns) {
		t.Errorf("%d of %d values are missing in the table with NA", missing, len(na.Rows)*len(na.Columns))
	}
	if r := na.Row(t, na.Rows[7]); &r[0] != &na.Values[7][0] {
		t.Error("a named row is another one")
	}
	if len(Bytes(t, "input/expr_logCnz_2000x24.tsv")) < 100_000 {
		t.Error("a compressed table is not decompressed")
	}
	if s := Sets(t, "input/genesets.gmt"); len(s) != 10 || len(s[2].Genes) != 21 || s[6].Name != "dup" || len(s[6].Genes) != 4 {
		t.Errorf("%d gene sets, want 10, and duplicates kept", len(s))
	}
}

func TestDifference(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		got, want [][]float64
		scale     float64
		most      float64
	}{
		{[][]float64{{1, 2}}, [][]float64{{1, 2}}, 1, 0},
		{[][]float64{{1, 2.5}}, [][]float64{{1, 2}}, 1, 0.25},
		{[][]float64{{0.01}}, [][]float64{{0}}, 0.1, 0.1}, // near 0 the scale counts
		{[][]float64{{nan}}, [][]float64{{nan}}, 1, 0},
		{[][]float64{{nan}}, [][]float64{{1}}, 1, math.Inf(1)},
		{[][]float64{{1}}, [][]float64{{nan}}, 1, math.Inf(1)},
	} {
		if d := Difference(c.got, c.want, c.scale); math.Abs(d-c.most) > 1e-15 && d != c.most {
			t.Errorf("%v and %v differ by %v, want %v", c.got, c.want, d, c.most)
		}
	}
}
