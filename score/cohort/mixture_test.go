package cohort

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestTwo counts how often groups of one and of two are called two, of 200
// samples each. Two components tell skewed and flat groups better than one, so
// that it is the dip that holds them to its level.
func TestTwo(t *testing.T) {
	for _, c := range []struct {
		name        string
		n           int
		draw        func(r *rand.Rand, i int) float64
		least, most int
	}{
		{"normal", 40, func(r *rand.Rand, _ int) float64 { return r.NormFloat64() }, 0, 6},
		{"exponential", 40, func(r *rand.Rand, _ int) float64 { return r.ExpFloat64() }, 0, 12},
		{"one to seven, 5 apart", 78, func(r *rand.Rand, i int) float64 { return float64(i%8/7*5) + r.NormFloat64() }, 160, 200},
		{"log-normal", 78, func(r *rand.Rand, _ int) float64 { return math.Exp2(r.NormFloat64()) }, 0, 6},
		{"uniform", 200, func(r *rand.Rand, _ int) float64 { return r.Float64() }, 0, 20},
		// as the scores of GSE49454: a third low, the means 5 spreads apart
		{"two groups", 78, func(r *rand.Rand, i int) float64 {
			if i%3 == 0 {
				return 0.5 * r.NormFloat64()
			}
			return 3.6 + 0.8*r.NormFloat64()
		}, 180, 200},
	} {
		r := rand.New(rand.NewPCG(4, 85))
		two := 0
		x := make([]float64, c.n)
		for range 200 {
			for i := range x {
				x[i] = c.draw(r, i)
			}
			if Mixed2(x).Two() {
				two++
			}
		}
		if two < c.least || two > c.most {
			t.Errorf("%s: %d of 200 samples of %d are called two", c.name, two, c.n)
		}
	}
}

// TestLikeliest takes samples in which the split that leaves the least spread
// leads to a likelihood that is not the largest, and BIC to one component in
// place of two, with the log-likelihood of mclust::Mclust(x, G = 2, modelNames =
// "V", control = emControl(tol = c(1e-12, 1e-12), itmax = c(1e5, 1e5))), which
// begins at the median: exponential and normal values, set.seed(5).
func TestLikeliest(t *testing.T) {
	for i, c := range []struct {
		like float64
		x    []float64
	}{
		{-35.6987683, []float64{-0.292, -0.031, 0.143, -1.067, 0.198, 0.573, 0.414, -0.525, 0.481, -3.353, 0.775, -0.918, 0.597, 0.689, 0.137, 3.962, 2.107, 1.459, 3.606, 5.031}},
		{-28.57008327, []float64{1.932, 0.441, 1.447, 2.921, 1.035, 1.77, 1.577, 5.603, 1.562, 0.173, 1.344, 3.103, 0.367, 0.218, 1.907, 0.75, 0.069, 0.096, 1.032, 0.137}},
	} {
		m := Mixed2(c.x)
		if m.LogLik < c.like-1e-8 || m.BIC2 > m.BIC1 {
			t.Errorf("sample %d: the log-likelihood is %v, R says %v; BIC is %v for one, %v for two", i, m.LogLik, c.like, m.BIC1, m.BIC2)
		}
		// no unit makes a difference
		y := make([]float64, len(c.x))
		for k, v := range c.x {
			y[k] = 1e6 + 1e3*v
		}
		near(t, "D in another unit", Mixed2(y).Ashman, m.Ashman, 1e-8)
	}
}

func BenchmarkMixed2(b *testing.B) {
	r := rand.New(rand.NewPCG(4, 85))
	var all [][]float64
	for range 100 {
		x := normals(r, 78, 0, 0.5)
		for i := range x {
			if i%3 > 0 {
				x[i] = 3.6 + 1.6*x[i]
			}
		}
		all = append(all, x)
	}
	for b.Loop() {
		for _, x := range all {
			Mixed2(x)
		}
	}
}
