package norm

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/gene"
)

var controls = []string{"POS_A(128)", "POS_B(32)"}
var references = []string{"HK1", "HK2"}

// table returns a matrix of the unit with two positive controls, two reference
// genes and other genes, values drawn with a fixed seed. Counts vary with the
// dispersion 0.1 + 2 / mean, and the last gene has none.
func table(t testing.TB, u expr.Unit, genes, samples int) *expr.Matrix {
	t.Helper()
	r := rand.New(rand.NewPCG(7, uint64(genes*samples)))
	names := append(slices.Clone(controls), references...)
	for i := len(names); i < genes; i++ {
		names = append(names, fmt.Sprintf("G%d", i))
	}
	depth := make([]float64, samples)
	people := make([]string, samples)
	for j := range depth {
		depth[j] = 0.5 + 2*r.Float64()
		people[j] = fmt.Sprintf("S%02d", j+1)
	}
	data := make([]float64, 0, genes*samples)
	for i := range genes {
		level := math.Exp2(12 * r.Float64())
		for j := range samples {
			sd := math.Sqrt(math.Log(1.1+2/level)) * math.Log2E
			x := level * depth[j] * math.Exp2(sd*r.NormFloat64())
			switch u {
			case expr.Counts:
				if x = math.Floor(x); i == genes-1 {
					x = 0
				}
				if i < 4 {
					x++ // a control is never without a count
				}
			case expr.Log2, expr.DCt, expr.Ct:
				x = math.Log2(x + 1)
			}
			data = append(data, x)
		}
	}
	m, err := expr.New(names, people, u, gene.Namespace{Kind: gene.Symbol}, data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// apply does all of a normalisation but for the joining of rows.
func apply(n Normalisation, m *expr.Matrix) (*expr.Matrix, error) {
	m, err := n.Rows(m)
	if err != nil {
		return nil, err
	}
	if m, err = n.Genes(m, references); err != nil {
		return nil, err
	}
	if m.Unit() != n.To {
		return nil, fmt.Errorf("the unit is %v, not %v", m.Unit(), n.To)
	}
	return Log2(m)
}

// every calls f with every normalisation of every unit, and the outcome for
// a table of that unit.
func every(t *testing.T, f func(t *testing.T, n Normalisation, m, log2 *expr.Matrix)) {
	for _, u := range expr.Units() {
		for _, n := range Choices(u) {
			t.Run(u.String()+" "+n.ID, func(t *testing.T) {
				m := table(t, u, 300, 9)
				f(t, n, m, must[*expr.Matrix](t)(apply(n, m)))
			})
		}
	}
}

func TestEveryChoiceEndsInLog2(t *testing.T) {
	every(t, func(t *testing.T, n Normalisation, m, log2 *expr.Matrix) {
		if log2.Unit() != expr.Log2 {
			t.Errorf("ends in %v", log2.Unit())
		}
		if m.Unit() != expr.Log2 && len(log2.Trail()) == 0 {
			t.Error("the trail is empty")
		}
		for i := range m.Genes() {
			for j, x := range log2.Row(i) {
				if math.IsNaN(x) || math.IsInf(x, 0) {
					t.Fatalf("%s of %s is %v, from %v", m.Genes()[i], m.Samples()[j], x, m.At(i, j))
				}
			}
		}
	})
}

// TestCohortIsTold takes samples away: what is not marked Cohort keeps its
// values bit for bit, and what is does not.
func TestCohortIsTold(t *testing.T) {
	every(t, func(t *testing.T, n Normalisation, m, log2 *expr.Matrix) {
		some, err := m.SelectSamples([]int{1, 4, 6})
		if err != nil {
			t.Fatal(err)
		}
		got := must[*expr.Matrix](t)(apply(n, some))
		changed := false
		for i := range m.Genes() {
			for k, j := range []int{1, 4, 6} {
				changed = changed || got.At(i, k) != log2.At(i, j)
			}
		}
		if changed != n.Cohort {
			t.Errorf("values change with the other samples: %v; marked: %v", changed, n.Cohort)
		}
	})
}

func TestOrderOfSamplesDoesNotMatter(t *testing.T) {
	every(t, func(t *testing.T, n Normalisation, m, log2 *expr.Matrix) {
		turned := []int{3, 8, 0, 5, 1, 7, 2, 6, 4}
		p, err := m.SelectSamples(turned)
		if err != nil {
			t.Fatal(err)
		}
		got := must[*expr.Matrix](t)(apply(n, p))
		for i := range m.Genes() {
			for k, j := range turned {
				// sums over samples in another order
				if a, b := got.At(i, k), log2.At(i, j); math.Abs(a-b) > 1e-9 {
					t.Fatalf("%s of %s is %v, and %v in another order", m.Genes()[i], m.Samples()[j], b, a)
				}
			}
		}
	})
}

// TestOrderWithinASampleIsKept is what makes methods that rank indifferent to
// the normalisation. Intensities count from where they were raised to 1.
func TestOrderWithinASampleIsKept(t *testing.T) {
	every(t, func(t *testing.T, n Normalisation, m, log2 *expr.Matrix) {
		m = must[*expr.Matrix](t)(n.Rows(m))
		for j := range m.Samples() {
			before, after := m.Column(nil, j), log2.Column(nil, j)
			if m.Unit() == expr.Ct {
				for i := range before {
					before[i] = -before[i]
				}
			}
			o := order(before)
			for k := 1; k < len(o); k++ {
				if after[o[k]] < after[o[k-1]] {
					t.Fatalf("sample %s: %v < %v becomes %v > %v", m.Samples()[j], before[o[k-1]], before[o[k]], after[o[k-1]], after[o[k]])
				}
			}
		}
	})
}

func TestMissingStaysMissing(t *testing.T) {
	every(t, func(t *testing.T, n Normalisation, m, _ *expr.Matrix) {
		var data []float64
		for i := range m.Genes() {
			for j, x := range m.Row(i) {
				if i > 3 && (i*7+j*3)%11 == 0 {
					x = math.NaN()
				}
				data = append(data, x)
			}
		}
		holes := m.Step("holes", m.Unit(), data)
		got := must[*expr.Matrix](t)(apply(n, holes))
		for i := range m.Genes() {
			for j, x := range got.Row(i) {
				if math.IsNaN(x) != math.IsNaN(holes.At(i, j)) {
					t.Fatalf("%s of %s is %v, from %v", m.Genes()[i], m.Samples()[j], x, holes.At(i, j))
				}
			}
		}
	})
}

// TestDepth doubles every count of one sample: CPM does not change, and no
// normalisation moves it by more than the rounding of low counts.
func TestDepth(t *testing.T) {
	m := table(t, expr.Counts, 300, 9)
	deeper := m.Step("deeper", expr.Counts, each(m, func(x float64, j int) float64 {
		if j == 2 {
			return 2 * x
		}
		return x
	}))
	a, b := CPM(m, must[Sizes](t)(Totals(m))), CPM(deeper, must[Sizes](t)(Totals(deeper)))
	for i := range m.Genes() {
		if !slices.Equal(a.Row(i), b.Row(i)) {
			t.Errorf("CPM of %s: %v and %v", m.Genes()[i], a.Row(i), b.Row(i))
		}
	}
	// what size is said to be must double against the others'
	for name, size := range map[string]func(*expr.Matrix) (Sizes, error){"ratio": Ratio, "TMM": TMM} {
		s, d := must[Sizes](t)(size(m)), must[Sizes](t)(size(deeper))
		if q := (d.Of[2] / d.Of[0]) / (s.Of[2] / s.Of[0]); math.Abs(q-2) > 0.02 {
			t.Errorf("%s: twice the counts are %.4f times the size", name, q)
		}
	}
}

func TestGeneWithoutReads(t *testing.T) {
	every(t, func(t *testing.T, n Normalisation, m, log2 *expr.Matrix) {
		if m.Unit() != expr.Counts || n.References {
			return
		}
		last := log2.Row(len(m.Genes()) - 1)
		if slices.Max(last)-slices.Min(last) > 1e-12 {
			t.Errorf("a gene without reads varies: %v", last)
		}
	})
}

func TestQuantileGivesOneDistribution(t *testing.T) {
	m := table(t, expr.Log2, 300, 9)
	for _, ties := range []TieRule{TiesShare, TiesBreak} {
		q := Quantile(m, ties)
		first := slices.Sorted(slices.Values(q.Column(nil, 0)))
		for j := range m.Samples() {
			if !slices.Equal(slices.Sorted(slices.Values(q.Column(nil, j))), first) {
				t.Errorf("%s: sample %d has another distribution", ties, j+1)
			}
		}
		again := Quantile(q, ties)
		for i := range m.Genes() {
			for j, x := range again.Row(i) {
				if math.Abs(x-q.At(i, j)) > 1e-12 {
					t.Fatalf("%s: a second normalisation changes %v to %v", ties, q.At(i, j), x)
				}
			}
		}
	}
}

// TestLaneAlone: the factors of nSolver do nothing for one lane, and the
// ratio to housekeeping genes is the same alone and, of the nSolver values,
// among others.
func TestLaneAlone(t *testing.T) {
	m := table(t, expr.Counts, 30, 6)
	alone, err := m.SelectSamples([]int{4})
	if err != nil {
		t.Fatal(err)
	}
	one := must[*expr.Matrix](t)(HousekeepingFactors(must[*expr.Matrix](t)(PositiveControls(alone)), references))
	for i := range m.Genes() {
		if got, want := one.At(i, 0), alone.At(i, 0)+1; got != want {
			t.Errorf("%s alone is %v, want %v", m.Genes()[i], got, want)
		}
	}
	free := must[*expr.Matrix](t)(Housekeeping(alone, references))
	both := must[*expr.Matrix](t)(HousekeepingFactors(must[*expr.Matrix](t)(PositiveControls(m)), references))
	level := (math.Log2(both.At(2, 4)) + math.Log2(both.At(3, 4))) / 2
	for i := range m.Genes() {
		if got, want := free.At(i, 0), math.Log2(both.At(i, 4))-level; math.Abs(got-want) > 1e-12 {
			t.Errorf("%s is %v by itself and %v among others", m.Genes()[i], got, want)
		}
	}
}

func TestWhatCannotBeNormalised(t *testing.T) {
	two := func(a, b, c, d float64) *expr.Matrix {
		m, err := expr.New([]string{"HK1", "G"}, []string{"left", "right"}, expr.Counts, gene.Namespace{}, []float64{a, b, c, d})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	inf, nan := math.Inf(1), math.NaN()
	refer := func(f func(*expr.Matrix, []string) (*expr.Matrix, error), genes ...string) func(*expr.Matrix) error {
		return func(m *expr.Matrix) error { _, err := f(m, genes); return err }
	}
	sizes := func(f func(*expr.Matrix) (Sizes, error)) func(*expr.Matrix) error {
		return func(m *expr.Matrix) error { _, err := f(m); return err }
	}
	matrix := func(f func(*expr.Matrix) (*expr.Matrix, error)) func(*expr.Matrix) error {
		return func(m *expr.Matrix) error { _, err := f(m); return err }
	}
	one, err := two(1, 2, 3, 4).SelectSamples([]int{0})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name string
		err  error
		want string
	}{
		{"empty library", sizes(Totals)(two(1, 0, 2, 0)), "sample right has no counts at all; exclude it"},
		{"empty library, TMM", sizes(TMM)(two(0, 1, 0, 2)), "sample left has no counts"},
		{"missing library", sizes(Totals)(two(1, nan, 2, nan)), "sample right has no counts"},
		{"negative", sizes(Totals)(two(1, 2, 3, -4)), "G of sample right is -4, which is not a count"},
		{"infinite", sizes(Ratio)(two(1, inf, 3, 4)), "which is not a count"},
		{"no gene without a zero", sizes(Ratio)(two(0, 2, 3, 0)), "choose another normalisation"},
		{"VST of one sample", matrix(VST)(one), "at least two samples"},
		{"VST of equal samples", matrix(VST)(two(5, 5, 7, 7)), "do not vary more than chance"},
		{"no reference gene", refer(Housekeeping)(two(1, 2, 3, 4)), "no reference gene is chosen"},
		{"reference gene not there", refer(Housekeeping, "HK1", "ACTB")(two(1, 2, 3, 4)), "ACTB is not in the table"},
		{"no positive controls", matrix(PositiveControls)(two(1, 2, 3, 4)), "no positive controls"},
		{"factor of a missing gene", refer(HousekeepingFactors, "HK1")(two(1, nan, 3, 4)), "sample right lacks a value"},
		{"log2 of counts", matrix(Log2)(two(1, 2, 3, 4)), "without a normalisation"},
	} {
		if x.err == nil || !strings.Contains(x.err.Error(), x.want) {
			t.Errorf("%s: error is %v, want one with %q", x.name, x.err, x.want)
		}
	}
	// a lane whose reference gene has no count has failed, and has no values
	h := must[*expr.Matrix](t)(Housekeeping(two(9, 0, 3, 4), []string{"HK1"}))
	if math.IsNaN(h.At(1, 0)) || !math.IsNaN(h.At(1, 1)) {
		t.Errorf("a reference gene without a count gives %v", h.Row(1))
	}
}
