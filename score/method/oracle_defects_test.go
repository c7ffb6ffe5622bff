package method

import (
	"math"
	"slices"
	"testing"

	"ifnscope/score/oracle"
	"ifnscope/score/sig"
)

// testOracleSubsets scores samples apart from the others.
func testOracleSubsets(t *testing.T) {
	whole := frame(t, "ANT", false)
	pick := func(names ...string) *Frame {
		var columns []int
		for _, n := range names {
			columns = append(columns, slices.Index(whole.Matrix.Samples(), n))
		}
		m, err := whole.Matrix.SelectSamples(columns)
		if err != nil {
			t.Fatal(err)
		}
		var sigs []*sig.Signature
		for _, s := range whole.Sets {
			sigs = append(sigs, s.Signature)
		}
		return NewFrame(m, sigs, nil)
	}
	set := func(f *Frame, name string) int {
		return slices.IndexFunc(f.Sets, func(s Set) bool { return s.Signature.ID == name })
	}
	f := pick("S05")
	for _, version := range []string{"gsva146", "gsva15331"} {
		tab := read(t, version+"/onesample_ssgsea_raw.tsv")
		for _, row := range tab.Rows {
			check(t, SSGSEA{}, tab, row, values(scores(t, SSGSEA{}, f))[set(f, row)])
		}
	}
	tab := read(t, "gsva146/onesample_ssgsea_norm.tsv")
	f.Sets = slices.DeleteFunc(f.Sets, func(s Set) bool { return len(s.Rows) == 0 })
	for _, row := range tab.Rows {
		check(t, SSGSEA{Range: true}, tab, row, values(scores(t, SSGSEA{Range: true}, f))[set(f, row)])
	}
	f = pick("S01", "S09")
	tab = read(t, "gsva146/twosample_gsva.tsv")
	for _, row := range tab.Rows {
		check(t, GSVA{}, tab, row, values(scores(t, GSVA{}, f))[set(f, row)])
	}

	// the same eight patients with and without the four controls
	tab = read(t, "misc/cohort_dependence_s21.tsv")
	all, sle := only(t, "ANT", "s21"), pick(tab.Columns...)
	for _, c := range []struct {
		method Method
		name   string
	}{{GSVA{}, "gsva"}, {ZScore{}, "z"}} {
		check(t, c.method, tab, c.name+"_all", values(scores(t, c.method, all))[0][4:])
		check(t, c.method, tab, c.name+"_sleonly", values(scores(t, c.method, sle))[set(sle, "s21")])
	}
	for _, row := range []string{"plage_all", "plage_sleonly"} {
		got := values(scores(t, PLAGE{}, all))[0][4:]
		if row == "plage_sleonly" {
			got = values(scores(t, PLAGE{}, sle))[set(sle, "s21")]
		}
		if got[0]*tab.Row(t, row)[0] < 0 {
			for j := range got {
				got[j] = -got[j]
			}
		}
		check(t, PLAGE{}, tab, row, got)
	}
}

// testOracleDefects meets the tables that hold a defect of a program by what is
// right instead.
func testOracleDefects(t *testing.T) {
	// A gene that a set lists twice counts once. GSVA counts it twice.
	f := frame(t, "ANT", false)
	dup := slices.IndexFunc(f.Sets, func(s Set) bool { return s.Signature.ID == "dup" })
	if n := len(f.Sets[dup].Rows); n != 3 {
		t.Errorf("the set with a gene twice has %d genes, want 3", n)
	}
	for _, c := range []struct {
		method Method
		table  string
	}{{GSVA{}, "gsva146/dupgenes_gsva.tsv"}, {ZScore{}, "gsva146/dupgenes_zscore.tsv"}} {
		tab := read(t, c.table)
		got := values(scores(t, c.method, f))
		check(t, c.method, tab, "four", got[slices.IndexFunc(f.Sets, func(s Set) bool { return s.Signature.ID == "four" })])
		if d := oracle.Difference([][]float64{got[dup]}, [][]float64{tab.Row(t, "dup")}, 1e-3); d < 0.01 {
			t.Errorf("%s counts a gene twice, as the program does", c.method.ID())
		}
	}

	// A set of all genes has no background. GSVA gives 1, ssGSEA nothing.
	all := &sig.Signature{ID: "all"}
	for _, g := range f.Matrix.Genes() {
		all.Genes = append(all.Genes, sig.Gene{Symbol: g, Weight: 1})
	}
	var s21 *sig.Signature
	for _, s := range f.Sets {
		if s.Signature.ID == "s21" {
			s21 = s.Signature
		}
	}
	full := NewFrame(f.Matrix, []*sig.Signature{all, s21}, nil)
	for _, c := range []struct {
		method Method
		table  string
	}{{GSVA{}, "gsva146/fullset_gsva.tsv"}, {SSGSEA{}, "gsva146/fullset_ssgsea.tsv"}} {
		got := values(scores(t, c.method, full))
		check(t, c.method, read(t, c.table), "s21", got[1])
		for _, v := range got[0] {
			if !math.IsNaN(v) {
				t.Errorf("%s: a set of all genes has the score %v", c.method.ID(), v)
			}
		}
	}
}

// testOracleMissing compares places and ranks where the program takes missing
// genes for the lowest, or counts them among those measured.
func testOracleMissing(t *testing.T) {
	f := frame(t, "N", false)
	one := slices.IndexFunc(f.Sets, func(s Set) bool { return s.Signature.ID == "one" })
	_, samples := f.Matrix.Dims()
	measured := func(j int, without ...string) float64 {
		n := 0
		for i, g := range f.Matrix.Genes() {
			if !math.IsNaN(f.Matrix.At(i, j)) && !slices.Contains(without, g) {
				n++
			}
		}
		return float64(n)
	}
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	// GSVA 1.53.31 keeps missing genes at the end of the walk, so that it is as
	// long in every sample; the place of a gene, the score being
	// 1 - 2 (place - 1) / (genes - 1), is ours.
	want := read(t, "gsva15331/NA_na.rm_gsva_gauss.tsv").Row(t, "one")
	got := values(scores(t, GSVA{}, f))[one]
	for j := range samples {
		near("GSVA place", (1-got[j])/2*(measured(j, "G151")-1), (1-want[j])/2*198)
	}
	// With use="everything" ssGSEA gives missing genes the lowest ranks: the
	// rank of a gene, p + 1 less its place, is higher by their number.
	want = read(t, "gsva15331/NA_everything_ssgsea_raw.tsv").Row(t, "one")
	got = values(scores(t, SSGSEA{}, f))[one]
	rank := func(score, p float64) float64 { return (score*(p-1) + p*(p+1)/2) / p }
	for j := range samples {
		p := measured(j)
		near("ssgsea rank", rank(got[j], p)+200-p, rank(want[j], 200))
	}
	// singscore ranks only what was measured, but takes the bounds of all
	// rows, and gives nothing to a set with a missing gene.
	tab := read(t, "singscore/NA_up.tsv")
	sc := scores(t, Singscore{}, f)
	ranks := 0
	for i := range f.Sets {
		if !slices.Contains(tab.Rows, f.Sets[i].Signature.ID) {
			continue
		}
		for j, w := range tab.Row(t, f.Sets[i].Signature.ID) {
			k := float64(sc[i][j].Used)
			if math.IsNaN(w) {
				if k == 0 || math.IsNaN(sc[i][j].Value) {
					t.Errorf("singscore of %s: no score of what was measured", f.Sets[i].Signature.ID)
				}
				continue
			}
			mean := func(score, p float64) float64 { return (score+0.5)*(p-k) + (k+1)/2 }
			near("singscore mean rank", mean(sc[i][j].Value, measured(j)), mean(w, 200))
			ranks++
		}
	}
	if ranks != 84 {
		t.Errorf("%d scores of singscore compared, want 84", ranks)
	}
}
