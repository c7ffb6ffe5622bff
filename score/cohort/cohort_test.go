package cohort

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var nan = math.NaN()

func TestAUC(t *testing.T) {
	for _, c := range []struct {
		what      string
		high, low []float64
		want      float64
	}{
		{"apart", []float64{3, 4}, []float64{1, 2}, 1},
		{"reversed", []float64{1, 2}, []float64{3, 4}, 0},
		{"all tied", []float64{1, 1}, []float64{1, 1, 1}, 0.5},
		// 5 beats 3 and ties 5; 3 ties 3 and loses to 5: (1 + 0.5 + 0.5 + 0) / 4
		{"by hand", []float64{5, 3}, []float64{3, 5}, 0.5},
		// pairs won: 2>1; 2=2 twice a half; 4 beats all three: (1+0.5+0.5+3)/6
		{"ties by hand", []float64{2, 4}, []float64{1, 2, 2}, 5.0 / 6},
		{"missing left out", []float64{nan, 2, 4}, []float64{1, 2, nan, 2}, 5.0 / 6},
		{"infinite", []float64{math.Inf(1)}, []float64{1}, 1},
	} {
		if got := AUC(c.high, c.low); got != c.want {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
	if !math.IsNaN(AUC(nil, []float64{1})) || !math.IsNaN(AUC([]float64{1}, []float64{nan})) {
		t.Error("AUC of an empty group is a number")
	}
}

// Exchanging the groups gives the complement, and counting pairs the same.
func TestAUCProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		a, b := make([]float64, 1+r.IntN(20)), make([]float64, 1+r.IntN(20))
		for i := range a {
			a[i] = float64(r.IntN(8))
		}
		for i := range b {
			b[i] = float64(r.IntN(8))
		}
		var won float64
		for _, x := range a {
			for _, y := range b {
				switch {
				case x > y:
					won++
				case x == y:
					won += 0.5
				}
			}
		}
		pairs := float64(len(a) * len(b))
		if got := AUC(a, b); math.Abs(got-won/pairs) > 1e-15 || math.Abs(got+AUC(b, a)-1) > 1e-15 {
			t.Fatalf("AUC(%v, %v) is %v, want %v", a, b, got, won/pairs)
		}
	}
}

func TestQuantile(t *testing.T) {
	x := []float64{40, nan, 10, 20, 30} // R: quantile(c(10,20,30,40), p, type = 7)
	for p, want := range map[float64]float64{0: 10, 0.25: 17.5, 0.5: 25, 0.75: 32.5, 0.9: 37, 1: 40} {
		if got := Quantile(x, p); math.Abs(got-want) > 1e-14 {
			t.Errorf("quantile %v is %v, want %v", p, got, want)
		}
	}
	if !slices.EqualFunc(x, []float64{40, nan, 10, 20, 30}, func(a, b float64) bool { return a == b || a != a && b != b }) {
		t.Errorf("the values were changed: %v", x)
	}
	if got := Quantile([]float64{7}, 0.5); got != 7 {
		t.Errorf("median of one value is %v", got)
	}
	if !math.IsNaN(Quantile([]float64{nan}, 0.5)) {
		t.Error("quantile of no value is a number")
	}
}

func TestSpearman(t *testing.T) {
	for _, c := range []struct {
		what string
		x, y []float64
		want float64
	}{
		{"rising", []float64{1, 2, 3}, []float64{10, 100, 1000}, 1},
		{"falling", []float64{1, 2, 3}, []float64{3, 2, 1}, -1},
		// without ties 1 - 6 sum d^2 / (n (n^2-1)): d = 0, 1, -1, 0 gives 1 - 12/60
		{"by hand", []float64{1, 2, 3, 4}, []float64{1, 3, 2, 4}, 0.8},
		// ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5 / sqrt(4.5 * 5)
		{"ties by hand", []float64{1, 2, 2, 3}, []float64{1, 2, 3, 4}, 4.5 / math.Sqrt(22.5)},
		{"missing pairs", []float64{1, nan, 2, 3, 4}, []float64{1, 9, 3, 2, 4}, 0.8},
		{"missing on either side", []float64{1, 2, 3, 4, 0}, []float64{1, 3, 2, 4, nan}, 0.8},
	} {
		if got := Spearman(c.x, c.y); math.Abs(got-c.want) > 1e-15 {
			t.Errorf("%s: %v, want %v", c.what, got, c.want)
		}
	}
	for what, v := range map[string]float64{
		"nothing":  Spearman(nil, nil),
		"one pair": Spearman([]float64{1}, []float64{2}),
		"constant": Spearman([]float64{1, 1, 1}, []float64{1, 2, 3}),
		"no pair":  Spearman([]float64{1, nan}, []float64{nan, 2}),
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s: %v, want NaN", what, v)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("slices of two lengths: no panic")
		}
	}()
	Spearman([]float64{1}, nil)
}
