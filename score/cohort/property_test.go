package cohort

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var nan = math.NaN()

// TestFisherDefinition holds the odds ratio and its interval to what they are:
// with the odds ratio the expected first cell is the one seen, and with each
// end of the interval the tail beyond it has probability 0.025.
func TestFisherDefinition(t *testing.T) {
	for _, tab := range []TwoByTwo{{12, 5, 4, 14}, {1, 9, 8, 2}, {3, 3, 3, 3}, {20, 1, 15, 9}} {
		f := tab.Fisher()
		m, n, k := tab.BothYes+tab.FirstOnly, tab.SecondOnly+tab.Neither, tab.BothYes+tab.SecondOnly
		// weights of the noncentral hypergeometric distribution by whole numbers
		weight := func(odds float64) (w []float64, lo int) {
			lo = max(0, k-n)
			for i := lo; i <= min(k, m); i++ {
				w = append(w, choose(m, i)*choose(n, k-i)*math.Pow(odds, float64(i)))
			}
			return w, lo
		}
		part := func(odds float64, in func(i int) float64) float64 {
			w, lo := weight(odds)
			var s, total float64
			for i, v := range w {
				s += v * in(lo+i)
				total += v
			}
			return s / total
		}
		x := tab.BothYes
		near(t, "expected cell", part(f.Odds.Value, func(i int) float64 { return float64(i) }), float64(x), 1e-9)
		near(t, "upper tail", part(f.Odds.Lower, func(i int) float64 { return step(i >= x) }), 0.025, 1e-9)
		near(t, "lower tail", part(f.Odds.Upper, func(i int) float64 { return step(i <= x) }), 0.025, 1e-9)
	}
}

func step(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func choose(n, k int) float64 {
	c := 1.0
	for i := range k {
		c = c * float64(n-i) / float64(i+1)
	}
	return math.Round(c)
}

// TestMissing adds missing values, which change nothing.
func TestMissing(t *testing.T) {
	am := append([]float64{nan}, append(append([]float64(nil), a...), nan)...)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"Mann-Whitney", MannWhitney(am, b).P, MannWhitney(a, b).P},
		{"AUC", AUC(am, b), AUC(a, b)},
		{"quantile", Quantile(am, 0.3), Quantile(a, 0.3)},
		{"dip", Dip(am), Dip(a)},
		{"mixture", Mixed2(append([]float64{nan}, two...)).LogLik, Mixed2(two).LogLik},
		{"Spearman", Spearman(append(x[:8:8], nan, 3), append(y[:8:8], 2, nan)).P, Spearman(x, y).P},
		{"Kruskal-Wallis", KruskalWallis([][]float64{am, b, {nan}}).P, KruskalWallis([][]float64{a, b}).P},
		{"repeats", Repeated([][]float64{{1, 2, nan}, {3, 5}, {nan}}).ICC.Value, Repeated([][]float64{{1, 2}, {3, 5}}).ICC.Value},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v with missing values, %v without", c.name, c.got, c.want)
		}
	}
}

// TestNothing asks for statistics of too little: they are missing, and nothing
// panics.
func TestNothing(t *testing.T) {
	flat := []float64{2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2}
	for name, v := range map[string]float64{
		"Mann-Whitney of nothing":   MannWhitney(nil, b).P,
		"Mann-Whitney of one value": MannWhitney(flat, flat).P,
		"Kruskal-Wallis, one group": KruskalWallis([][]float64{a}).P,
		"AUC of nothing":            AUC(nil, b),
		"interval of one":           AUCInterval([]float64{3}, b).Lower,
		"Spearman of two":           Spearman(x[:2], y[:2]).Value,
		"Spearman of a constant":    Spearman(flat[:8], y).Value,
		"Kendall of a constant":     Kendall(flat[:8], y).Value,
		"Kendall, interval of four": Kendall(x[:4], y[:4]).Lower,
		"Kendall, interval of 1":    Kendall(x, x).Upper,
		"partial of the same":       PartialSpearman(x, y, x).Value,
		"ICC, nobody twice":         Repeated([][]float64{{1}, {2}}).ICC.Value,
		"mixture of a constant":     Mixed2(flat).LogLik,
		"mixture of five":           Mixed2(a[:5]).LogLik,
		"dip of nothing":            Dip(nil),
		"dip test of three":         DipTest(a[:3]).P,
		"Bland-Altman of one":       BlandAltman(x[:1], y[:1]).Low,
		"signed rank of the same":   SignedRank(x, x).P,
		"quantile of nothing":       Quantile(nil, 0.5),
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s is %v", name, v)
		}
	}
	if _, err := Linear(y, Variable{"x", x}, Variable{"twice", x}); !errors.Is(err, ErrCollinear) {
		t.Errorf("a repeated variable: %v", err)
	}
	if _, err := Linear(nil); !errors.Is(err, ErrCollinear) {
		t.Errorf("no observation: %v", err)
	}
	if _, err := Logistic([]float64{0, 0, 0, 1, 1, 1, 1, 1}, Variable{"x", []float64{1, 2, 3, 4, 5, 6, 7, 8}}); !errors.Is(err, ErrSeparated) {
		t.Errorf("outcomes told apart without error: %v", err)
	}
	if _, err := Logistic([]float64{0, 0, 0, 1, 1, 1}, Variable{"x", []float64{1, 2, 3, 3, 4, 5}}); !errors.Is(err, ErrSeparated) {
		t.Errorf("outcomes told apart but for equal values: %v", err)
	}
	if _, err := Logistic([]float64{1, 1, 1, 1, 1, 1}, Variable{"x", []float64{1, 2, 3, 3, 4, 5}}); !errors.Is(err, ErrSeparated) {
		t.Errorf("one outcome only: %v", err)
	}
	if _, err := Logistic([]float64{0, 1, 0, 1, 1, 1}, Variable{"x", []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1}}); !errors.Is(err, ErrCollinear) {
		t.Errorf("a column that does not vary: %v", err)
	}
	if f := (TwoByTwo{0, 0, 3, 4}).Fisher(); f.P != 1 || !math.IsNaN(f.Odds.Value) {
		t.Errorf("an empty margin: %v", f)
	}
}

// TestShapes checks what must hold whatever the values.
func TestShapes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 200 {
		n := 4 + r.IntN(40)
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i], y[i] = math.Round(4*r.NormFloat64())/4, math.Round(4*r.NormFloat64())/4
		}
		// the two groups change places
		near(t, "AUC turned", AUC(x, y), 1-AUC(y, x), 1e-12)
		near(t, "Mann-Whitney turned", MannWhitney(x, y).P, MannWhitney(y, x).P, 1e-12)
		// ranks do not know the scale
		ex := make([]float64, n)
		for i, v := range x {
			ex[i] = math.Exp2(v)
		}
		if g, w := Spearman(ex, y).Value, Spearman(x, y).Value; g != w && !(math.IsNaN(g) && math.IsNaN(w)) {
			t.Fatalf("rho of 2^x is %v, of x %v", g, w)
		}
		// of every pair whether the two stand alike
		var s float64
		for i := range n {
			for j := range i {
				s += sign(x[i]-x[j]) * sign(y[i]-y[j])
			}
		}
		all := float64(n*(n-1)) / 2
		near(t, "tau", Kendall(x, y).Value, s/math.Sqrt((all-tieSums(x).pairs/2)*(all-tieSums(y).pairs/2)), 1e-12)
		near(t, "tau turned", Kendall(y, x).Value, Kendall(x, y).Value, 1e-12)
		near(t, "exact and counted AUC", MannWhitney(x, y).Statistic/float64(n*n), AUC(x, y), 1e-12)
		d := Dip(x)
		if d < 0.5/float64(n)-1e-15 || d > 0.25+1e-12 {
			t.Fatalf("the dip of %d values is %v", n, d)
		}
		for i := 1; i < len(ROC(x, y)); i++ {
			p, q := ROC(x, y)[i-1], ROC(x, y)[i]
			if q.Sensitivity > p.Sensitivity || q.Specificity < p.Specificity {
				t.Fatal("the ROC curve turns back")
			}
		}
	}
}

// TestNominal asks whether data of one group are called one group, and whether
// tests of no difference reject at the rate that they state.
func TestNominal(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 3))
	const runs = 400
	var two, dip, mw, covered int
	for range runs {
		x, y := make([]float64, 40), make([]float64, 25)
		for i := range x {
			x[i] = r.NormFloat64()
		}
		for i := range y {
			y[i] = r.NormFloat64()
		}
		if Mixed2(x).Two() {
			two++
		}
		if MannWhitney(x, y).P < 0.05 {
			mw++
		}
		if e := AUCInterval(x, y); e.Lower <= 0.5 && e.Upper >= 0.5 {
			covered++
		}
	}
	for range runs {
		x := normals(r, 30, 0, 1)
		if DipTest(x).P < 0.05 {
			dip++
		}
	}
	if two > runs/20 {
		t.Errorf("one group is called two in %d of %d runs", two, runs)
	}
	if dip > runs/20 { // uniform values are the ones that it rejects at 0.05
		t.Errorf("the dip test finds two modes in %d of %d runs", dip, runs)
	}
	if mw < runs/40 || mw > runs/12 {
		t.Errorf("Mann-Whitney rejects in %d of %d runs at 0.05", mw, runs)
	}
	if covered < runs*93/100 || covered > runs*97/100 {
		t.Errorf("the interval of the AUC covers in %d of %d runs", covered, runs)
	}
}

// TestUnits asks that neither the unit of a column nor its zero changes what is
// said of it, in all three regressions.
func TestUnits(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 40))
	const n = 30
	x, y, yes := normals(r, n, 0, 1), normals(r, n, 0, 1), make([]float64, n)
	var person []string
	for i := range x {
		person = append(person, string(rune('a'+i/3)))
		y[i] += x[i]
		yes[i] = step(y[i]+r.NormFloat64() > 0)
	}
	for _, c := range []struct{ zero, unit float64 }{{250000, 80000}, {1970, 15}, {2.5e11, 8e10}, {-3, 1e-9}, {1e6, 1}} {
		z := make([]float64, n)
		for i, v := range x {
			z[i] = c.zero + c.unit*v
		}
		for name, fit := range map[string]func(x []float64) (*Regression, error){
			"linear":   func(x []float64) (*Regression, error) { return Linear(y, Variable{"x", x}) },
			"logistic": func(x []float64) (*Regression, error) { return Logistic(yes, Variable{"x", x}) },
			"mixed": func(x []float64) (*Regression, error) {
				m, err := Mixed(y, person, Variable{"x", x})
				if err != nil {
					return nil, err
				}
				return &m.Regression, nil
			},
			// the outcome in that unit: the same P
			"linear of it": func(x []float64) (*Regression, error) { return Linear(x, Variable{"y", y}) },
			"mixed of it": func(x []float64) (*Regression, error) {
				m, err := Mixed(x, person, Variable{"y", y})
				if err != nil {
					return nil, err
				}
				return &m.Regression, nil
			},
		} {
			small, err := fit(x)
			if err != nil {
				t.Fatal(name, err)
			}
			large, err := fit(z)
			if err != nil {
				t.Errorf("%s, %v: %v", name, c, err)
				continue
			}
			a, b := small.Coefficients[1], large.Coefficients[1]
			near(t, name+": P", b.P, a.P, 1e-7)
			near(t, name+": relative SE", b.SE/b.Value, a.SE/a.Value, 1e-7)
		}
	}
}

// TestSeparated holds the logistic regression of one column to what separation
// is: all values of one outcome are at or above all of the other.
func TestSeparated(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 28))
	seen := 0
	for range 500 {
		n := 6 + r.IntN(10)
		x, yes := make([]float64, n), make([]float64, n)
		var high, low []float64
		for i := range x {
			x[i] = math.Round(2*math.Exp2(3*r.NormFloat64())) / 2
			if yes[i] = step(math.Log2(x[i]+1)+2*r.NormFloat64() > 1); yes[i] == 1 {
				high = append(high, x[i])
			} else {
				low = append(low, x[i])
			}
		}
		if slices.Min(x) == slices.Max(x) {
			continue
		}
		want := len(high) == 0 || len(low) == 0 || slices.Min(high) >= slices.Max(low) || slices.Min(low) >= slices.Max(high)
		if want {
			seen++
		}
		if _, err := Logistic(yes, Variable{"x", x}); errors.Is(err, ErrSeparated) != want || err != nil && !want {
			t.Errorf("%v against %v: %v", high, low, err)
		}
	}
	if seen < 20 {
		t.Errorf("only %d of 500 are separated", seen)
	}
}
