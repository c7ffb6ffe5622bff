package method

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/oracle"
	"ifnscope/score/ref"
	"ifnscope/score/sig"
)

// synthetic is a cohort of our own making: continuous values without ties, five
// controls first, interferon genes higher in the patients. Only arithmetic with
// the same bits everywhere makes it.
type synthetic struct {
	genes, samples []string
	rows           [][]float64
	sigs           []*sig.Signature
}

func newSynthetic(background, samples int) *synthetic {
	modular, ok := sig.ByID("chiche-modular")
	if !ok {
		panic("no signature chiche-modular")
	}
	crow, _ := sig.ByID("crow6")
	s := &synthetic{genes: slices.Clone(modular.Symbols())}
	for _, g := range slices.Concat(crow.Symbols(), SingscoreStable{}.genes()[:8], []string{"HPRT1", "TBP"}) {
		if !slices.Contains(s.genes, g) {
			s.genes = append(s.genes, g)
		}
	}
	isg := len(modular.Genes)
	for i := range background {
		s.genes = append(s.genes, fmt.Sprintf("BG%04d", i))
	}
	for j := range samples {
		s.samples = append(s.samples, fmt.Sprintf("S%02d", j))
	}
	rng := rand.New(rand.NewPCG(4, 7))
	for i := range s.genes {
		row := make([]float64, samples)
		base := 2 + 9*rng.Float64()
		for j := range row {
			row[j] = base + rng.Float64() + rng.Float64() - 1
			if i < isg && j >= 5 {
				row[j] += float64(j%4) * rng.Float64()
			}
		}
		s.rows = append(s.rows, row)
	}
	s.sigs = append([]*sig.Signature{crow, modular}, signatures([]oracle.Set{
		{Name: "up and down", Genes: []string{"IFI44L", "RSAD2", "BG0001-", "BG0002-", "BG0005-", "STAT1"}},
		{Name: "one", Genes: []string{"ISG15"}},
		{Name: "background", Genes: []string{"BG0003", "BG0010", "BG0004", "BG0011"}},
	})...)
	return s
}

// reference returns the first five samples.
func (s *synthetic) reference(t testing.TB) *ref.Reference {
	return controls(t, matrix(t, s.genes, s.samples, expr.Log2, s.rows), 5)
}

// frame returns the frame of a matrix with all that any method needs.
func (s *synthetic) frame(t testing.TB, m *expr.Matrix, r *ref.Reference) *Frame {
	f := NewFrame(m, s.sigs, r)
	f.Housekeeping = f.Find([]string{"HPRT1", "TBP"})
	counts := make([]float64, 0, len(m.Genes())*len(m.Samples()))
	for i := range m.Genes() {
		for _, x := range m.Row(i) {
			counts = append(counts, math.Floor(math.Exp2(x)))
		}
	}
	f.Counts = m.Step("counts", expr.Counts, counts)
	return f
}

func (s *synthetic) matrix(t testing.TB) *expr.Matrix {
	return matrix(t, s.genes, s.samples, expr.Log2, s.rows)
}

// equal compares scores, missing ones with each other, within a relative
// tolerance.
func equal(t *testing.T, what string, got, want Score, tolerance float64) {
	t.Helper()
	d := oracle.Difference([][]float64{{got.Value, got.Dispersion}}, [][]float64{{want.Value, want.Dispersion}}, 1e-3)
	if d > tolerance || got.Used != want.Used {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// eachMethod runs a test for every method, with the scores of the whole cohort.
func eachMethod(t *testing.T, f func(t *testing.T, m Method, s *synthetic, whole [][]Score)) {
	s := newSynthetic(150, 12)
	for _, m := range All() {
		t.Run(strings.ReplaceAll(m.ID(), "/", " "), func(t *testing.T) {
			f(t, m, s, scores(t, m, s.frame(t, s.matrix(t), s.reference(t))))
		})
	}
}

func TestPermutedSamples(t *testing.T) {
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		order := rand.New(rand.NewPCG(1, 1)).Perm(len(s.samples))
		p, err := s.matrix(t).SelectSamples(order)
		if err != nil {
			t.Fatal(err)
		}
		tolerance := 0.0
		if m.Needs().Cohort {
			tolerance = 1e-11 // sums over samples are in another order
		}
		got := scores(t, m, s.frame(t, p, s.reference(t)))
		for i := range got {
			for k, j := range order {
				equal(t, fmt.Sprintf("%s in %s", s.sigs[i].ID, s.samples[j]), got[i][k], whole[i][j], tolerance)
			}
		}
	})
}

func TestPermutedGenes(t *testing.T) {
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		if m.Needs().Rows {
			return
		}
		order := rand.New(rand.NewPCG(1, 2)).Perm(len(s.genes))
		got := scores(t, m, s.frame(t, permuted(t, s.matrix(t), order), s.reference(t)))
		for i := range got {
			for j := range got[i] {
				equal(t, fmt.Sprintf("%s in %s", s.sigs[i].ID, s.samples[j]), got[i][j], whole[i][j], 0)
			}
		}
	})
}

// TestNeighbour removes a sample, and with it every dependence on it.
func TestNeighbour(t *testing.T) {
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		rest := make([]int, len(s.samples)-1)
		for j := range rest {
			rest[j] = j
		}
		p, err := s.matrix(t).SelectSamples(rest)
		if err != nil {
			t.Fatal(err)
		}
		changed := false
		for i, row := range scores(t, m, s.frame(t, p, s.reference(t))) {
			for j := range row {
				if m.Needs().Cohort {
					changed = changed || row[j].Value != whole[i][j].Value
				} else {
					equal(t, fmt.Sprintf("%s in %s", s.sigs[i].ID, s.samples[j]), row[j], whole[i][j], 0)
				}
			}
		}
		if m.Needs().Cohort && !changed {
			t.Error("it says that scores depend on the cohort, and none does")
		}
	})
}

func TestNeighbouringSignature(t *testing.T) {
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		f := s.frame(t, s.matrix(t), s.reference(t))
		keep := []int{1, 2}
		f.Sets = []Set{f.Sets[1], f.Sets[2]}
		changed := false
		for i, row := range scores(t, m, f) {
			for j := range row {
				if m.Needs().Sets {
					changed = changed || row[j].Value != whole[keep[i]][j].Value
				} else {
					equal(t, fmt.Sprintf("%s in %s", s.sigs[keep[i]].ID, s.samples[j]), row[j], whole[keep[i]][j], 0)
				}
			}
		}
		if m.Needs().Sets && !changed {
			t.Error("it says that scores depend on the signatures, and none does")
		}
	})
}

// TestOneSample scores every sample alone.
func TestOneSample(t *testing.T) {
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		if m.Needs().Cohort {
			if m.Needs().MinSamples < 2 {
				t.Error("it depends on the cohort, and says that one sample is one")
			}
			return
		}
		for j := range s.samples {
			p, err := s.matrix(t).SelectSamples([]int{j})
			if err != nil {
				t.Fatal(err)
			}
			for i, row := range scores(t, m, s.frame(t, p, s.reference(t))) {
				equal(t, fmt.Sprintf("%s in %s", s.sigs[i].ID, s.samples[j]), row[0], whole[i][j], 0)
			}
		}
	})
}

// TestMonotone holds for methods that know ranks only.
func TestMonotone(t *testing.T) {
	ranks := []string{"singscore/1", "singscore-undirected/1", "singscore-stable/1", "ssgsea/1", "ssgsea-range/1", "ucell/1", "aucell/1"}
	eachMethod(t, func(t *testing.T, m Method, s *synthetic, whole [][]Score) {
		if !slices.Contains(ranks, m.ID()) {
			return
		}
		var data []float64
		for _, row := range s.rows {
			for _, x := range row {
				data = append(data, x*x*x+x)
			}
		}
		got := scores(t, m, NewFrame(s.matrix(t).Step("x^3 + x", expr.Log2, data), s.sigs, nil))
		for i := range got {
			for j := range got[i] {
				if g, w := got[i][j], whole[i][j]; g.Value != w.Value && !(math.IsNaN(g.Value) && math.IsNaN(w.Value)) {
					t.Errorf("%s in %s: got %v, want %v", s.sigs[i].ID, s.samples[j], g, w)
				}
			}
		}
	})
}
