package norm

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/oracle"
)

// tight is the relative difference within which every table of a closed
// formula is met; values below 1 are compared as if they were 1.
const tight = 1e-10

// input returns a table of the oracle as a matrix.
func input(t testing.TB, name string, u expr.Unit) *expr.Matrix {
	t.Helper()
	tab := oracle.Read(t, name)
	var data []float64
	for _, r := range tab.Values {
		data = append(data, r...)
	}
	m, err := expr.New(tab.Rows, tab.Columns, u, gene.Namespace{Kind: gene.Symbol}, data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// meet compares the rows of m that a table holds with it, and reports.
func meet(t *testing.T, method, table string, m *expr.Matrix, tolerance float64) {
	t.Helper()
	want := oracle.Read(t, table)
	var got [][]float64
	for _, name := range want.Rows {
		i := slices.Index(m.Genes(), name)
		if i < 0 {
			t.Fatalf("%s: no row %q", table, name)
		}
		got = append(got, m.Row(i))
	}
	d := oracle.Difference(got, want.Values, 1)
	oracle.Report(t, method, table, d)
	if !(d <= tolerance) {
		t.Errorf("%s differs from %s by %.2g, want at most %.2g", method, table, d, tolerance)
	}
}

// column compares numbers of samples with a column of a table, and reports.
func column(t *testing.T, method, table, name string, got []float64) {
	t.Helper()
	want := oracle.Read(t, table)
	k := slices.Index(want.Columns, name)
	for j := range got {
		d := oracle.Difference([][]float64{got[j : j+1]}, [][]float64{want.Values[j][k : k+1]}, 0)
		if !(d <= tight) {
			t.Errorf("%s of %s is %v, want %v", method, want.Rows[j], got[j], want.Values[j][k])
		}
	}
	var w []float64
	for _, r := range want.Values {
		w = append(w, r[k])
	}
	oracle.Report(t, method, table+" "+name, oracle.Difference([][]float64{got}, [][]float64{w}, 0))
}

func must[T any](t testing.TB) func(T, error) T {
	return func(x T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
}

func TestOracleCounts(t *testing.T) {
	m := input(t, "input/counts_C_2000x24.tsv", expr.Counts)
	total := must[Sizes](t)(Totals(m))
	tmm := must[Sizes](t)(TMM(m))
	factor := slices.Clone(tmm.Of)
	for j := range factor {
		factor[j] /= total.Of[j]
	}
	column(t, "library size", "norm/edgeR_normfactors.tsv", "lib.size", total.Of)
	column(t, "TMM", "norm/edgeR_normfactors.tsv", "TMM", factor)
	ratio, pos := must[Sizes](t)(Ratio(m)), must[Sizes](t)(PosCounts(m))
	column(t, "ratio", "norm/DESeq2_sizefactors.tsv", "ratio", ratio.Of)
	column(t, "poscounts", "norm/DESeq2_sizefactors.tsv", "poscounts", pos.Of)

	log2 := func(m *expr.Matrix) *expr.Matrix { return must[*expr.Matrix](t)(Log2(m)) }
	meet(t, "log2(CPM + 1)", "norm/log2_CPMplus1.tsv", log2(CPM(m, total)), tight)
	meet(t, "CPM, TMM", "norm/edgeR_CPM_TMM.tsv", CPM(m, tmm), tight)
	meet(t, "log CPM", "norm/edgeR_logCPM_libsize_prior2.tsv", LogCPM(m, total, 2), tight)
	meet(t, "log CPM, TMM", "norm/edgeR_logCPM_TMM_prior2.tsv", LogCPM(m, tmm, 2), tight)
	meet(t, "ratio, log2(x + 1)", "norm/DESeq2_normcounts_log2p1.tsv", log2(Divide(m, ratio)), tight)
	meet(t, "ratio, log2(x + 1)", "norm/DESeq2_normTransform.tsv", log2(Divide(m, ratio)), tight)
}

// TestOracleVST asks separately for the three steps of DESeq2: the closed
// formula given its coefficients, the trend given its gene-wise dispersions,
// and the dispersions themselves.
func TestOracleVST(t *testing.T) {
	m := input(t, "input/counts_C_2000x24.tsv", expr.Counts)
	size := must[Sizes](t)(Ratio(m))
	coef := oracle.Read(t, "norm/DESeq2_disp_coefs.tsv").Values[0]
	trend := Trend{coef[0], coef[1]}
	closed := m.Step("closed form", expr.Log2, each(m, func(x float64, j int) float64 { return trend.Stabilise(x / size.Of[j]) }))
	meet(t, "VST, given its trend", "norm/DESeq2_vst_blind_parametric.tsv", closed, tight)

	table := oracle.Read(t, "norm/DESeq2_genewise.tsv")
	var mean, dispersion []float64
	for _, r := range table.Values {
		mean, dispersion = append(mean, r[0]), append(dispersion, r[1])
	}
	got := must[Trend](t)(FitTrend(mean, dispersion))
	d := oracle.Difference([][]float64{{got.Asymptotic, got.Extra}}, [][]float64{coef}, 0)
	oracle.Report(t, "trend, given dispersions", "norm/DESeq2_disp_coefs.tsv", d)
	if !(d <= tight) {
		t.Errorf("trend %v, want %v", got, coef)
	}

	gotMean, gotDispersion, err := Dispersions(m, size)
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range gotMean {
		if d := oracle.Difference([][]float64{{x}}, [][]float64{{mean[i]}}, 0); d > tight {
			t.Errorf("mean of %s is %v, want %v", table.Rows[i], x, mean[i])
		}
	}
	// The search ends where a step gains less than a millionth of log
	// likelihood. At two genes of this table the decision hangs on the last
	// bits of lgamma, and their dispersions differ by up to 1e-7; the others
	// that enter the trend agree to 1e-10.
	worst, far := 0.0, 0
	for i, x := range gotDispersion {
		w := dispersion[i]
		switch {
		case math.IsNaN(x) && math.IsNaN(w):
		case x <= 100*minDispersion && w <= 100*minDispersion:
			// flat likelihoods, which do not enter the trend
		default:
			d := oracle.Difference([][]float64{{x}}, [][]float64{{w}}, 0)
			worst = max(worst, d)
			if !(d <= tight) {
				far++
			}
		}
	}
	oracle.Report(t, "gene-wise dispersion", "norm/DESeq2_genewise.tsv", worst)
	if !(worst <= 1e-7) || far > 2 {
		t.Errorf("%d dispersions differ by more than %g, the worst by %.2g", far, tight, worst)
	}
	meet(t, "VST", "norm/DESeq2_vst_blind_parametric.tsv", must[*expr.Matrix](t)(VST(m)), tight)
}

func TestOracleQuantile(t *testing.T) {
	a := input(t, "input/expr_A_200x12_ties.tsv", expr.Log2)
	meet(t, "quantile, ties shared", "norm/limma_quantile_ties_A.tsv", Quantile(a, TiesShare), tight)
	meet(t, "quantile, ties shared", "norm/preprocessCore_quantile_A.tsv", Quantile(a, TiesShare), tight)
	n := input(t, "input/expr_N_200x12_NA.tsv", expr.Log2)
	meet(t, "quantile, ties shared", "norm/limma_quantile_ties_NA.tsv", Quantile(n, TiesShare), tight)

	// limma tells equal values apart by the order in which R's quicksort, which
	// is not stable, leaves them; we by their row. So the values that a group
	// of equal ones is given are compared, not which row was given which.
	want := oracle.Read(t, "norm/limma_quantile_noties_A.tsv")
	got := Quantile(a, TiesBreak)
	genes, samples := a.Dims()
	var g, w [][]float64
	for j := range samples {
		before := a.Column(nil, j)
		sorted := func(after []float64) []float64 {
			o := order(before)
			slices.SortFunc(o, func(a, b int32) int {
				return cmp.Or(cmp.Compare(before[a], before[b]), cmp.Compare(after[a], after[b]))
			})
			s := make([]float64, genes)
			for k, i := range o {
				s[k] = after[i]
			}
			return s
		}
		limma := make([]float64, genes)
		for i := range limma {
			limma[i] = want.Values[i][j]
		}
		g, w = append(g, sorted(got.Column(nil, j))), append(w, sorted(limma))
	}
	d := oracle.Difference(g, w, 1)
	oracle.Report(t, "quantile, ties by row", want.Name+" (by group of ties)", d)
	if !(d <= tight) {
		t.Errorf("quantile, ties by row, differs by %.2g", d)
	}
}

func TestOracleReferenceGenes(t *testing.T) {
	ct := input(t, "input/ct_8x12.tsv", expr.Ct)
	meet(t, "dCt", "simple/qpcr_dct.tsv", must[*expr.Matrix](t)(DCt(ct, []string{"GAPDH", "HPRT1"})), tight)
}

func TestOracleNanoString(t *testing.T) {
	m := input(t, "nanostring/raw_counts.tsv", expr.Counts)
	positive := must[*expr.Matrix](t)(PositiveControls(m))
	both := must[*expr.Matrix](t)(HousekeepingFactors(positive, []string{"ACTB", "GAPDH", "HPRT1", "TBP"}))
	factor := make([]float64, 8)
	for j := range factor {
		factor[j] = positive.At(0, j) / (m.At(0, j) + 1)
	}
	row(t, "positive control factor", "nanostring/nsolver_factors.tsv", "posFactor", factor)
	for j := range factor {
		factor[j] = both.At(0, j) / positive.At(0, j)
	}
	row(t, "housekeeping factor", "nanostring/nsolver_factors.tsv", "hkFactor", factor)
	log2 := both.Step("log2", expr.Log2, each(both, func(x float64, _ int) float64 { return math.Log2(x) }))
	meet(t, "nSolver, log2", "nanostring/nsolver_log2.tsv", log2, tight)
}

// row compares numbers of samples with a row of a table, and reports.
func row(t *testing.T, method, table, name string, got []float64) {
	t.Helper()
	d := oracle.Difference([][]float64{got}, [][]float64{oracle.Read(t, table).Row(t, name)}, 0)
	oracle.Report(t, method, table+" "+name, d)
	if !(d <= tight) {
		t.Errorf("%s differs from %s by %.2g", method, table, d)
	}
}

func TestOracleCollapse(t *testing.T) {
	m := input(t, "input/probes_8x12.tsv", expr.Log2)
	mp := &gene.Mapping{Rows: make([]gene.Match, 8)}
	for i, l := range strings.Split(strings.TrimSpace(string(oracle.Bytes(t, "input/probes_map.tsv"))), "\n") {
		probe, symbol, _ := strings.Cut(l, "\t")
		mp.Rows[i] = gene.Match{ID: probe, Symbol: symbol, How: gene.ByID}
	}
	for table, rule := range map[string]Rule{
		"norm/WGCNA_collapseRows_MaxMean.tsv": HighestMean,
		"norm/probe_maxmean.tsv":              HighestMean,
		"norm/limma_avereps.tsv":              Mean,
	} {
		c, _, err := Collapse(m, mp, rule, Choice{})
		if err != nil {
			t.Fatal(err)
		}
		meet(t, "collapse, "+string(rule), table, c, tight)
	}
}
