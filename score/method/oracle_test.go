package method

import (
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/oracle"
	"ifnscope/score/sig"
)

// The inputs of the oracle tables by the letters in their names.
var inputs = map[string]string{
	"A":      "input/expr_A_200x12_ties.tsv",
	"ANT":    "input/expr_B_200x12_noties.tsv",
	"D":      "input/expr_D_187x12_odd_p.tsv",
	"N":      "input/expr_N_200x12_NA.tsv",
	"logCnz": "input/expr_logCnz_2000x24.tsv",
}

// a case is one oracle table and the method that must meet it.
type oracleCase struct {
	method Method
	table  string
	input  string // letters of inputs
	// except names rows that hold a defect of the program, with what is right
	// instead
	except map[string]exception
	// tolerance is 1e-10 if not another
	tolerance float64
	// upToSign says that the sign of a row is arbitrary
	upToSign bool
	// withheld says that the program gives no score of a set with a missing
	// value, where we score what was measured
	withheld bool
	// complete leaves out the rows of the input with a missing value
	complete bool
}

type exception struct {
	why  string
	want func(got, program float64) bool
}

func isNaN(got, _ float64) bool { return math.IsNaN(got) }

var unmeasured = map[string]exception{"allmissing": {"UCell gives 0 to a set without a measured gene", isNaN}}

// oneGene is what SVD of the row of a single gene, turned into a column,
// returns.
var oneGene = map[string]exception{"one": {"GSVA gives 1 or -1 to every sample where the set is one gene",
	func(got, program float64) bool { return math.Abs(program) == 1 && math.Abs(got) < 0.9 }}}

func oracleCases() []oracleCase {
	var cases []oracleCase
	add := func(m Method, table, input string, opt ...func(*oracleCase)) {
		c := oracleCase{method: m, table: table, input: input, tolerance: 1e-10}
		for _, o := range opt {
			o(&c)
		}
		cases = append(cases, c)
	}
	tol := func(x float64) func(*oracleCase) { return func(c *oracleCase) { c.tolerance = x } }
	sign := func(c *oracleCase) { c.upToSign = true }
	withheld := func(c *oracleCase) { c.withheld = true }
	complete := func(c *oracleCase) { c.complete = true }
	except := func(e map[string]exception) func(*oracleCase) { return func(c *oracleCase) { c.except = e } }

	for _, in := range []string{"A", "ANT", "D"} {
		for _, version := range []string{"gsva146/", "gsva15331/"} {
			maxDiff := map[string]string{"gsva146/": "mxdiffF", "gsva15331/": "maxDiffF"}[version]
			add(GSVA{}, version+"gsva_gauss_"+in, in)
			add(GSVA{MaxDeviation: true}, version+"gsva_gauss_"+maxDiff+"_"+in, in)
			add(GSVA{AbsRanking: true}, version+"gsva_gauss_abs_"+in, in)
			add(GSVA{Tau: 0.25}, version+"gsva_gauss_tau0.25_"+in, in)
			add(GSVA{Kernel: ECDF}, version+"gsva_none_"+in, in)
			add(SSGSEA{Range: true}, version+"ssgsea_norm_"+in, in)
			add(SSGSEA{}, version+"ssgsea_raw_"+in, in, tol(1e-12))
			add(ZScore{}, version+"zscore_"+in, in)
			add(PLAGE{}, version+"plage_"+in, in, sign, except(oneGene))
		}
		add(GSVA{}, "gsva15331/gsva_auto_"+in, in)
		add(SSGSEA{Alpha: 0.75}, "gsva146/ssgsea_raw_alpha0.75_"+in, in, tol(1e-12))
		for _, t := range []Ties{TiesMin, TiesAverage, TiesMax} {
			add(Singscore{Ties: t}, "singscore/up_centered_"+t.String()+"_"+in, in)
		}
		add(Singscore{Uncentred: true}, "singscore/up_uncentered_"+in, in)
		add(Singscore{Undirected: true}, "singscore/unknownDirection_"+in, in)
		add(SingscoreStable{Genes: []string{"ACTB", "GAPDH", "HPRT1", "18S"}}, "singscore/stable_hk4_"+in, in)
	}
	for _, in := range []string{"A", "ANT"} {
		add(UCell{Impute: true}, "ucell/impute_maxRank1500_"+in, in, except(unmeasured))
		add(UCell{}, "ucell/skip_maxRank1500_"+in, in, except(unmeasured))
		add(UCell{MaxRank: 100, Impute: true}, "ucell/impute_maxRank100_"+in, in, except(unmeasured))
		// hacksig ranks ties by their average
		add(Singscore{Uncentred: true, Ties: TiesAverage}, "hacksig/singscore_up_"+in, in)
	}
	add(AUCell{}, "aucell/auc_5pct_ANT", "ANT")
	add(AUCell{}, "aucell/auc_5pct_D", "D")
	add(AUCell{MaxRank: 50}, "aucell/auc_max50_ANT", "ANT")
	// hacksig keeps the halves of average ranks, which only ties have
	add(SSGSEA{}, "hacksig/ssgsea_raw_ANT", "ANT", tol(1e-12))
	add(ZScore{}, "hacksig/zscore_ANT", "ANT")
	add(ZScore{}, "hacksig/zscore_A", "A", except(map[string]exception{"const_in": {
		"hacksig divides by the root of a number that counts genes without variance",
		func(got, program float64) bool { return math.Abs(got*math.Sqrt(2)-program*math.Sqrt(4)) < 1e-12 }}}))

	// missing values
	add(GSVA{}, "gsva146/NA_gsva", "N", complete)
	add(ZScore{}, "gsva146/NA_zscore", "N", complete)
	add(PLAGE{}, "gsva146/NA_plage", "N", complete, sign, except(oneGene))
	add(SSGSEA{}, "gsva15331/NA_na.rm_ssgsea_raw", "N", tol(1e-12))
	add(SSGSEA{Range: true}, "gsva15331/NA_na.rm_ssgsea_norm", "N")
	add(ZScore{}, "gsva15331/NA_zscore", "N", withheld)
	add(UCell{MaxRank: 100, Impute: true}, "ucell/NA_maxRank100", "N", except(unmeasured))

	// counts
	for _, version := range []string{"gsva146/", "gsva15331/"} {
		add(GSVA{}, version+"gsva_gauss_logC", "logC", roundingNoise(version))
		add(SSGSEA{Range: true}, version+"ssgsea_norm_logC", "logC")
		add(GSVA{Kernel: Poisson}, version+"gsva_pois_C", "C", tol(1e-8), except(equalCounts))
	}
	add(GSVA{Kernel: Poisson}, "gsva15331/gsva_auto_C", "C", tol(1e-8), except(equalCounts))
	add(ZScore{}, "gsva146/zscore_logC", "logC")
	add(PLAGE{}, "gsva146/plage_logC", "logC", sign, except(oneGene))
	add(SSGSEA{Range: true}, "gsva146/ssgsea_norm_C_counts", "C")
	add(UCell{Impute: true}, "ucell/impute_maxRank1500_C", "C")
	add(AUCell{}, "aucell/auc_5pct_C_seed1", "rankC")
	return cases
}

// roundingNoise excepts the scores of GSVA 1.53.31 after logCPM: it keeps the
// 92 genes without a read, which differ by 3e-15 between samples and are ranked
// by that.
func roundingNoise(version string) func(*oracleCase) {
	return func(c *oracleCase) {
		if version != "gsva15331/" {
			return
		}
		near := exception{"GSVA 1.53.31 ranks genes that differ by rounding only", func(got, program float64) bool {
			d := math.Abs(got - program)
			return d < 0.12 && d > 0
		}}
		c.except = map[string]exception{"four": near, "s21": near, "s97": near, "dn10": near, "one": near}
	}
}

// frame returns an input with its sets.
func frame(t testing.TB, input string, complete bool) *Frame {
	t.Helper()
	sets := signatures(oracle.Sets(t, "input/genesets.gmt"))
	var m *expr.Matrix
	switch input {
	case "C", "logC", "rankC", "logCnz":
		sets = signatures(oracle.Sets(t, "input/genesets_C.gmt"))
	}
	switch input {
	case "C":
		m = table(t, "input/counts_C_2000x24.tsv", expr.Log2)
	case "logC":
		m = logCPM(t)
	case "rankC":
		// what AUCell ranked by lot, turned back into values without ties
		compared["aucell/ranks_C_seed1.tsv"] = true
		m = table(t, "aucell/ranks_C_seed1.tsv", expr.Log2)
		var data []float64
		for i := range m.Genes() {
			for _, r := range m.Row(i) {
				data = append(data, -r)
			}
		}
		m = m.Step("minus rank", expr.Log2, data)
	default:
		m = table(t, inputs[input], expr.Log2)
	}
	if complete {
		var genes []string
		var rows [][]float64
		for i, g := range m.Genes() {
			if !slices.ContainsFunc(m.Row(i), math.IsNaN) {
				genes, rows = append(genes, g), append(rows, m.Row(i))
			}
		}
		m = matrix(t, genes, m.Samples(), expr.Log2, rows)
	}
	f := NewFrame(m, sets, nil)
	if input == "C" {
		f.Counts = m
	}
	return f
}

// logCPM returns log2 counts per million of the counts of the oracle as edgeR
// computes them: prior count 2, TMM factors. The committed table of them holds
// every tenth gene.
func logCPM(t testing.TB) *expr.Matrix {
	t.Helper()
	counts := oracle.Read(t, "input/counts_C_2000x24.tsv")
	factors := oracle.Read(t, "norm/edgeR_normfactors.tsv")
	lib := make([]float64, len(counts.Columns))
	var mean float64
	for j, s := range counts.Columns {
		lib[j] = factors.Row(t, s)[0] * factors.Row(t, s)[1]
		mean += lib[j] / float64(len(lib))
	}
	for _, row := range counts.Values {
		for j, y := range row {
			prior := 2 * lib[j] / mean
			row[j] = math.Log2((y + prior) / (lib[j] + 2*prior) * 1e6)
		}
	}
	return matrix(t, counts.Rows, counts.Columns, expr.Log2, counts.Values)
}

// equalCounts excepts the scores of the Poisson kernel of sets with genes of
// few counts. Genes with the same counts in different samples have the same
// estimate; GSVA tells them apart by the rounding of its sums, we by their
// rows. testOraclePoissonTies shows that its scores are among those that the
// order of such genes allows.
var equalCounts = map[string]exception{"s97": anyOrder, "dn10": anyOrder}

var anyOrder = exception{"GSVA tells genes with the same counts apart by rounding",
	func(got, program float64) bool { return math.Abs(got-program) < 2e-3 }}

func testOraclePoissonTies(t *testing.T) {
	counts := table(t, "input/counts_C_2000x24.tsv", expr.Log2)
	sets := signatures(oracle.Sets(t, "input/genesets_C.gmt"))
	sets = slices.DeleteFunc(sets, func(s *sig.Signature) bool { return s.ID != "s97" && s.ID != "dn10" })
	var lo, hi [][]float64
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		m := permuted(t, counts, rng.Perm(len(counts.Genes())))
		f := NewFrame(m, sets, nil)
		f.Counts = m
		v := values(scores(t, GSVA{Kernel: Poisson}, f))
		if lo == nil {
			lo, hi = v, values(scores(t, GSVA{Kernel: Poisson}, f))
		}
		for i := range v {
			for j, x := range v[i] {
				lo[i][j], hi[i][j] = min(lo[i][j], x), max(hi[i][j], x)
			}
		}
	}
	want := read(t, "gsva146/gsva_pois_C.tsv")
	for i, s := range sets {
		for j, w := range want.Row(t, s.ID) {
			// 20 orders do not reach the ends
			if margin := hi[i][j] - lo[i][j]; w < lo[i][j]-margin || w > hi[i][j]+margin {
				t.Errorf("%s %s: %v is not between %v and %v", s.ID, want.Columns[j], w, lo[i][j], hi[i][j])
			}
		}
	}
}

// stated returns the differences that the page About states, by method.
func stated(t *testing.T) map[string]float64 {
	t.Helper()
	b, err := os.ReadFile("../../app/page/agreement.tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]float64{}
	for line := range strings.Lines(string(b)) {
		x := strings.Split(strings.TrimSpace(line), "\t")
		if len(x) != 4 || x[0] == "method" {
			continue
		}
		if out[x[1]], err = strconv.ParseFloat(x[3], 64); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func testOracleTables(t *testing.T) {
	said := stated(t)
	met := map[string]float64{} // the largest difference by method
	t.Logf("%-32s %-44s %s", "method", "table", "largest relative difference")
	for _, c := range oracleCases() {
		want := read(t, c.table+".tsv")
		f := frame(t, c.input, c.complete)
		got := scores(t, c.method, f)
		var most float64
		for r, name := range want.Rows {
			i := slices.IndexFunc(f.Sets, func(s Set) bool { return s.Signature.ID == name })
			if i < 0 {
				t.Fatalf("%s has a row %q that is no set", c.table, name)
			}
			w, g := want.Values[r], values(got[i : i+1])[0]
			if e, ok := c.except[name]; ok {
				for j, v := range g {
					if !e.want(v, w[j]) {
						t.Errorf("%s %s %s %s: %v and %v, where %s", c.method.ID(), c.table, name, want.Columns[j], v, w[j], e.why)
					}
				}
				continue
			}
			if c.upToSign && g[0]*w[0] < 0 {
				for j := range w {
					w[j] = -w[j]
				}
			}
			for j := range w {
				if c.withheld && math.IsNaN(w[j]) {
					if math.IsNaN(g[j]) == (got[i][j].Used > 0) {
						t.Errorf("%s %s %s %s: %v of %d genes", c.method.ID(), c.table, name, want.Columns[j], g[j], got[i][j].Used)
					}
					w[j], g[j] = 0, 0
				}
			}
			d := oracle.Difference([][]float64{g}, [][]float64{w}, 1e-3)
			most = max(most, d)
			if d > c.tolerance {
				t.Errorf("%s %s row %s: differs by %.2g\n got %v\nwant %v", c.method.ID(), c.table, name, d, g, w)
			}
		}
		oracle.Report(t, c.method.ID(), c.table, most)
		id, _, _ := strings.Cut(c.method.ID(), " ")
		met[id] = max(met[id], most)
	}
	for id, d := range said {
		limit := 1.05 // the last digit is rounded
		if runtime.GOARCH != "wasm" {
			limit = 2 // gonum's assembly sums in another order
		}
		if x, ok := met[id]; !ok || x > limit*d || x < d/2 {
			t.Errorf("About says that %s differs by %.1e; it does by %.1e", id, d, x)
		}
	}
}
