package method

import (
	"math"
	"slices"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// TestMissing takes values out of one sample: its scores must be those of a
// table that lacks the rows.
func TestMissing(t *testing.T) {
	except := map[string]string{
		"ssgsea-range/1": "the range is that of all samples, which lack the rows too",
		"pc1/1":          "the weights are those of all genes of the set",
		"plage/1":        "the same",
	}
	gone := []string{"IFI44L", "IFIT1", "STAT1", "IRF9", "OAS2", "BG0001", "BG0003", "BG0044", "BG0101", "TBP", "RBM45"}
	const sample = 7
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		holes := make([][]float64, len(s.rows))
		var genes []string
		var rows [][]float64
		for i, row := range s.rows {
			holes[i] = slices.Clone(row)
			if slices.Contains(gone, s.genes[i]) {
				holes[i][sample] = nan
			} else {
				genes, rows = append(genes, s.genes[i]), append(rows, row)
			}
		}
		got := scores(t, m, s.frame(t, matrix(t, s.genes, s.samples, expr.Log2, holes), s.reference(t)))
		want := scores(t, m, s.frame(t, matrix(t, genes, s.samples, expr.Log2, rows), s.reference(t)))
		for i := range got {
			what := s.sigs[i].ID
			if _, ok := except[m.ID()]; !ok {
				equal(t, what, got[i][sample], want[i][sample], 1e-13)
			}
			if got[i][sample].Used != want[i][sample].Used {
				t.Errorf("%s: %d genes used, want %d", what, got[i][sample].Used, want[i][sample].Used)
			}
			if math.IsNaN(got[i][sample].Value) && !math.IsNaN(whole[i][sample].Value) {
				t.Errorf("%s: no score of the %d genes measured", what, got[i][sample].Used)
			}
		}
	})
}

// TestAllMissing scores sets of which nothing was measured: no score, never 0.
func TestAllMissing(t *testing.T) {
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		holes := make([][]float64, len(s.rows))
		crow := s.sigs[0].Symbols()
		for i, row := range s.rows {
			holes[i] = slices.Clone(row)
			if slices.Contains(crow, s.genes[i]) {
				holes[i][6] = nan
			}
		}
		f := s.frame(t, matrix(t, s.genes, s.samples, expr.Log2, holes), s.reference(t))
		f.Sets = append(f.Sets, Set{Signature: &sig.Signature{ID: "nothing"}, Missing: []string{"NOPE1", "NOPE2"}})
		got := scores(t, m, f)
		for j, x := range got[len(got)-1] {
			if !math.IsNaN(x.Value) || !math.IsNaN(x.Dispersion) || x.Used != 0 {
				t.Errorf("a set without a gene has the score %v in sample %d", x, j)
			}
		}
		if x := got[0][6]; !math.IsNaN(x.Value) || x.Used != 0 {
			t.Errorf("a set missing in a sample has the score %v there", x)
		}
		sc, err := m.Fit(f)
		if err != nil {
			t.Fatal(err)
		}
		var c Column
		c.Load(f.Matrix, 6)
		dst := make([]float64, len(f.Sets[0].Rows))
		sc.Contribution(dst, &c, 0)
		for i, x := range dst {
			if !math.IsNaN(x) {
				t.Errorf("the missing gene %s contributes %v", f.Matrix.Genes()[f.Sets[0].Rows[i]], x)
			}
		}
	})
}

// TestContributions puts the scores together from what the genes contribute.
func TestContributions(t *testing.T) {
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		f := s.frame(t, s.matrix(t), s.reference(t))
		sc, err := m.Fit(f)
		if err != nil {
			t.Fatal(err)
		}
		var c Column
		for j := range s.samples {
			c.Load(f.Matrix, j)
			for i, set := range f.Sets {
				adds := make([]float64, len(set.Rows))
				sc.Contribution(adds, &c, i)
				want := whole[i][j].Value
				if math.IsNaN(want) {
					continue
				}
				var got float64
				switch name(m) {
				case "median-log2", "median-fc":
					got = ref.Median(adds)
				case "housekeeping-geomean", "geomean-fc":
					got = math.Exp2(sumOf(adds))
				case "singscore", "singscore-stable":
					got = sumOf(adds) - 0.5
					if set.Signature.ID == "up and down" {
						got -= 0.5
					}
				case "ucell":
					got = max(0, sumOf(adds))
				case "chiche":
					continue // a count of modules is no sum over genes
				default:
					got = sumOf(adds)
				}
				if math.Abs(got-want) > 1e-10*max(1, math.Abs(want)) {
					t.Errorf("%s in %s: contributions make %v, the score is %v", set.Signature.ID, s.samples[j], got, want)
				}
			}
		}
	})
}

// TestConstant leaves out a gene that differs by rounding only.
func TestConstant(t *testing.T) {
	s := newSynthetic(150, 12)
	i := slices.Index(s.genes, "ISG15")
	for j := range s.rows[i] {
		s.rows[i][j] = 5 + float64(j%3)*1e-11
	}
	for _, m := range All() {
		f := s.frame(t, s.matrix(t), s.reference(t))
		sc, err := m.Fit(f)
		if err != nil {
			t.Fatal(err)
		}
		d, ok := sc.(Dropper)
		if !ok {
			continue
		}
		// 2^5 of the gene is constant as a count too, and so are other genes
		if n := d.Constant(); n != 1 && name(m) != "gsva-poisson" {
			t.Errorf("%s counts %d constant genes, want 1", m.ID(), n)
		}
		if x := scores(t, m, f)[3][0]; !math.IsNaN(x.Value) || x.Used != 0 {
			t.Errorf("%s: the score of a constant gene is %v", m.ID(), x)
		}
	}
}
