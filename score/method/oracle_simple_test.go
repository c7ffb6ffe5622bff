package method

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/oracle"
	"ifnscope/score/sig"
)

// check compares one row of scores with one row of a table.
func check(t *testing.T, m Method, tab *oracle.Table, row string, got []float64) {
	t.Helper()
	d := oracle.Difference([][]float64{got}, [][]float64{tab.Row(t, row)}, 1e-3)
	oracle.Report(t, m.ID(), strings.TrimSuffix(tab.Name, ".tsv")+" "+row, d)
	if d > 1e-10 {
		t.Errorf("%s %s row %s: differs by %.2g\n got %v\nwant %v", m.ID(), tab.Name, row, d, got, tab.Row(t, row))
	}
}

// only returns the frame of one set of an input, with the first four samples as
// controls.
func only(t *testing.T, input, set string) *Frame {
	t.Helper()
	f := frame(t, input, false)
	f = NewFrame(f.Matrix, one(f, set), controls(t, f.Matrix, 4))
	f.Housekeeping = f.Find([]string{"ACTB", "GAPDH", "HPRT1"})
	return f
}

func one(f *Frame, set string) []*sig.Signature {
	i := slices.IndexFunc(f.Sets, func(s Set) bool { return s.Signature.ID == set })
	return []*sig.Signature{f.Sets[i].Signature}
}

// testOracleSimple: these scores have no package; the tables are their definitions in base R.
func testOracleSimple(t *testing.T) {
	tab := read(t, "simple/simple_scores_s21_ANT_controlsS01-S04.tsv")
	f := only(t, "ANT", "s21")
	root := math.Sqrt(float64(f.Sets[0].Of()))
	for _, c := range []struct {
		method Method
		row    string
		as     func(x float64) float64
	}{
		{MeanLog2{}, "mean_log2", nil},
		{MedianLog2{}, "median_log2", nil},
		{SumLog2{}, "sum_log2", nil},
		{SumZ{}, "z_sum_ctrl", nil},
		{MeanZ{}, "z_mean_ctrl", nil},
		{ZScore{Reference: true}, "z_sum_ctrl", func(x float64) float64 { return x * root }},
		{ZScore{}, "z_sum_all", func(x float64) float64 { return x * root }},
		{MedianFC{MeanCalibrator: true, LinearCalibrator: true}, "medianFC_meanctrl_linear", nil},
		{MedianFC{LinearCalibrator: true}, "medianFC_medctrl_linear", nil},
		{MeanLog2{}, "geomean", math.Exp2},
		{HousekeepingRatio{Linear: true}, "geomean_ratio_hk", nil},
		{HousekeepingRatio{}, "log2_ratio_hk", nil},
	} {
		got := values(scores(t, c.method, f))[0]
		for j := range got {
			if c.as != nil {
				got[j] = c.as(got[j])
			}
		}
		check(t, c.method, tab, c.row, got)
	}

	// log2 of the mean fold change of the genes, which is no method here
	var got []float64
	for j := range tab.Columns {
		fc := 0.0
		for _, x := range contributions(t, SumLog2FC{}, f, 0, j) {
			fc += math.Exp2(x) / (root * root)
		}
		got = append(got, math.Log2(fc))
	}
	check(t, SumLog2FC{}, tab, "mean_FC_log2", got)

	three := []*sig.Signature{{ID: "kirou", Genes: []sig.Gene{{Symbol: "IFIT1", Weight: 1}, {Symbol: "OAS1", Weight: 1}, {Symbol: "MX1", Weight: 1}}}}
	f = NewFrame(f.Matrix, three, f.Reference)
	tab = read(t, "simple/zsum_vs_controls_3gene.tsv")
	check(t, SumZ{}, tab, "kirou_sumz_log2", values(scores(t, SumZ{}, f))[0])
	check(t, SumZ{Linear: true}, tab, "kirou_sumz_linear", values(scores(t, SumZ{Linear: true}, f))[0])

	tab = read(t, "simple/bloodgen3_individual_pct.tsv")
	for _, set := range tab.Rows {
		check(t, ModuleResponse{}, tab, set, values(scores(t, ModuleResponse{}, only(t, "ANT", set)))[0])
	}
}

func testOraclePC(t *testing.T) {
	f := only(t, "ANT", "s21")
	// the header of this table lacks the samples
	compared["simple/pc1_s21_ANT.tsv"] = true
	tab := &oracle.Table{Name: "simple/pc1_s21_ANT.tsv"}
	for i, l := range strings.Split(strings.TrimSpace(string(oracle.Bytes(t, tab.Name))), "\n") {
		cells := strings.Split(l, "\t")
		if i == 0 {
			continue
		}
		var row []float64
		for _, c := range cells[1:] {
			v, err := strconv.ParseFloat(c, 64)
			if err != nil {
				t.Fatal(err)
			}
			row = append(row, v)
		}
		tab.Rows, tab.Values = append(tab.Rows, cells[0]), append(tab.Values, row)
	}
	check(t, PLAGE{}, tab, "pc1_unitnorm_signfixed", values(scores(t, PLAGE{}, f))[0])
	check(t, PC1{}, tab, "pc1_score", values(scores(t, PC1{}, f))[0])
	check(t, PLAGE{}, read(t, "simple/WGCNA_moduleEigengenes_ANT.tsv"), "MEifn", values(scores(t, PLAGE{}, f))[0])
	minus := values(scores(t, PC1{}, f))[0]
	for j := range minus {
		minus[j] = -minus[j]
	}
	check(t, PC1{}, read(t, "simple/prcomp_PC1_unfixed_s21_ANT.tsv"), "prcomp_PC1", minus)
}

// testOracleQPCR scores -dCt, as a dCt table reaches a method.
func testOracleQPCR(t *testing.T) {
	dct := read(t, "simple/qpcr_dct.tsv")
	rows := make([][]float64, len(dct.Rows))
	for i := range rows {
		rows[i] = make([]float64, len(dct.Columns))
		for j, v := range dct.Values[i] {
			rows[i][j] = -v
		}
	}
	m := matrix(t, dct.Rows, dct.Columns, expr.Log2, rows)
	f := NewFrame(m, signatures([]oracle.Set{{Name: "rice", Genes: dct.Rows}}), controls(t, m, 4))
	tab := read(t, "simple/qpcr_medianRQ_rice6.tsv")
	check(t, MedianFC{}, tab, "medianRQ_medcal", values(scores(t, MedianFC{}, f))[0])
	byMean := MedianFC{MeanCalibrator: true}
	check(t, byMean, tab, "medianRQ_meancal", values(scores(t, byMean, f))[0])

	rq := read(t, "simple/qpcr_rq_meanctrl.tsv")
	byGene := make([][]float64, len(dct.Rows))
	for j := range dct.Columns {
		for i, x := range contributions(t, byMean, f, 0, j) {
			byGene[i] = append(byGene[i], x)
		}
	}
	for i, g := range dct.Rows {
		check(t, byMean, rq, g, byGene[i])
	}
}

func testOracleDirections(t *testing.T) {
	sets := oracle.Sets(t, "input/genesets.gmt")
	updown := oracle.Set{Name: "updown"}
	for _, s := range sets {
		switch s.Name {
		case "s21":
			updown.Genes = append(updown.Genes, s.Genes...)
		case "dn10":
			for _, g := range s.Genes {
				updown.Genes = append(updown.Genes, g+"-")
			}
		}
	}
	sigs := signatures([]oracle.Set{updown})
	for _, in := range []string{"A", "ANT", "D"} {
		f := NewFrame(table(t, inputs[in], expr.Log2), sigs, nil)
		tab := read(t, "singscore/updown_s21_dn10_"+in+".tsv")
		got := scores(t, Singscore{}, f)[0]
		var value, dispersion, want, wantD []float64
		for j := range tab.Rows { // samples are the rows here
			value, dispersion = append(value, got[j].Value), append(dispersion, got[j].Dispersion)
			want, wantD = append(want, tab.Values[j][0]), append(wantD, tab.Values[j][1])
		}
		d := max(oracle.Difference([][]float64{value}, [][]float64{want}, 1e-3), oracle.Difference([][]float64{dispersion}, [][]float64{wantD}, 1e-3))
		oracle.Report(t, "singscore/1", strings.TrimSuffix(tab.Name, ".tsv"), d)
		if d > 1e-10 {
			t.Errorf("singscore of two directions on %s differs by %.2g", in, d)
		}
		if in != "D" {
			u := UCell{MaxRank: 100, Impute: true}
			check(t, u, read(t, "ucell/updn_maxRank100_"+in+".tsv"), "updn", values(scores(t, u, f))[0])
		}
	}
}

func testOracleDispersion(t *testing.T) {
	for _, in := range []string{"A", "ANT", "D"} {
		f := frame(t, in, false)
		got := scores(t, Singscore{}, f)
		tab := read(t, "singscore/up_dispersionMAD_"+in+".tsv")
		for _, name := range tab.Rows {
			var d []float64
			for _, s := range got[slices.IndexFunc(f.Sets, func(s Set) bool { return s.Signature.ID == name })] {
				d = append(d, s.Dispersion)
			}
			if x := oracle.Difference([][]float64{d}, [][]float64{tab.Row(t, name)}, 1e-3); x > 1e-10 {
				t.Errorf("the dispersion of %s on %s differs by %.2g", name, in, x)
			}
		}
	}
}

// testOracleKernel compares the estimates of single genes.
func testOracleKernel(t *testing.T) {
	for _, c := range []struct {
		table, input string
		kernel       Kernel
		tolerance    float64
	}{
		{"gsva146/kcdf_gauss_ANT_first197genes.tsv", "ANT", Gaussian, 1e-12},
		{"gsva146/kcdf_pois_C_first60genes.tsv", "C", Poisson, 1e-8},
	} {
		f, tab := frame(t, c.input, false), read(t, c.table)
		var d density
		var got [][]float64
		for _, g := range tab.Rows {
			z := make([]float64, len(tab.Columns))
			d.row(z, f.Matrix.Row(f.Find([]string{g})[0]), c.kernel)
			got = append(got, z)
		}
		x := oracle.Difference(got, tab.Values, 1e-3)
		oracle.Report(t, c.kernel.String()+" kernel", strings.TrimSuffix(c.table, ".tsv"), x)
		if x > c.tolerance {
			t.Errorf("%s: differs by %.2g", c.table, x)
		}
	}
}

func TestStableGenes(t *testing.T) {
	want := strings.Fields(string(oracle.Bytes(t, "singscore/getStableGenes20_blood.txt")))
	if got := (SingscoreStable{}).Needs().Genes; !slices.Equal(got, want) {
		t.Errorf("the stable genes are %v, want %v", got, want)
	}
}
