package cohort

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// BenchmarkCoverage prints how often the 95 % interval of a statistic holds the
// truth of simulated people, of 1,000 cohorts each.
func BenchmarkCoverage(b *testing.B) {
	const runs = 1000
	type simulation struct {
		name  string
		truth float64
		draw  func(r *rand.Rand, n int) Estimate
		sizes []int
	}
	var all []simulation
	for _, d := range []float64{0, 1, 2} { // patients d SD above as many controls
		all = append(all, simulation{fmt.Sprintf("auc/d=%g", d), distuv.UnitNormal.CDF(d / math.Sqrt2), func(r *rand.Rand, n int) Estimate {
			return AUCInterval(normals(r, n, d, 1), normals(r, n, 0, 1))
		}, []int{6, 10, 20, 40, 100}})
	}
	for _, rho := range []float64{0, 0.5, 0.8} { // of Pearson; that of ranks is 6/pi asin(rho/2)
		all = append(all, simulation{fmt.Sprintf("spearman/rho=%g", rho), 6 / math.Pi * math.Asin(rho/2), func(r *rand.Rand, n int) Estimate {
			x, y := normals(r, n, 0, 1), normals(r, n, 0, math.Sqrt(1-rho*rho))
			for i := range y {
				y[i] += rho * x[i]
			}
			return Spearman(x, y).Estimate
		}, []int{6, 10, 20, 40, 100}})
		all = append(all, simulation{fmt.Sprintf("kendall/rho=%g", rho), 2 / math.Pi * math.Asin(rho), func(r *rand.Rand, n int) Estimate {
			x, y := normals(r, n, 0, 1), normals(r, n, 0, math.Sqrt(1-rho*rho))
			for i := range y {
				y[i] += rho * x[i]
			}
			return Kendall(x, y).Estimate
		}, []int{6, 10, 20, 40, 100}})
		all = append(all, simulation{fmt.Sprintf("partial/rho=%g", rho), 6 / math.Pi * math.Asin(rho/2), func(r *rand.Rand, n int) Estimate {
			x, y, z := normals(r, n, 0, 1), normals(r, n, 0, math.Sqrt(1-rho*rho)), normals(r, n, 0, 1)
			for i := range y {
				y[i] += rho * x[i]
			}
			return PartialSpearman(x, y, z).Estimate
		}, []int{6, 10, 20, 40, 100}})
	}
	for _, p := range []float64{0.5, 0.3} { // share of both classifications in the one class
		for _, kappa := range []float64{0, 0.4, 0.7, 0.9} {
			all = append(all, simulation{fmt.Sprintf("kappa=%g/share=%g", kappa, p), kappa, func(r *rand.Rand, n int) Estimate {
				return kappaOf(r, n, p, kappa)
			}, []int{20, 40, 62, 100}})
		}
	}
	for _, icc := range []float64{0.3, 0.6, 0.9} { // two visits each
		all = append(all, simulation{fmt.Sprintf("icc/%g", icc), icc, func(r *rand.Rand, n int) Estimate {
			people := make([][]float64, n)
			for i := range people {
				people[i] = normals(r, 2, math.Sqrt(icc)*r.NormFloat64(), math.Sqrt(1-icc))
			}
			return Repeated(people).ICC
		}, []int{6, 10, 20, 40, 100}})
	}
	for _, icc := range []float64{0.2, 0.5, 0.8} { // three visits each
		for _, within := range []bool{true, false} {
			name := "between"
			if within {
				name = "within"
			}
			all = append(all, simulation{fmt.Sprintf("mixed-%s/icc=%g", name, icc), 0, func(r *rand.Rand, n int) Estimate {
				var y, x []float64
				var person []string
				for i := range n {
					who, a := r.NormFloat64(), math.Sqrt(icc)*r.NormFloat64()
					for range 3 {
						v := who
						if within {
							v = r.NormFloat64()
						}
						y, x, person = append(y, a+math.Sqrt(1-icc)*r.NormFloat64()), append(x, v), append(person, fmt.Sprint(i))
					}
				}
				m, err := Mixed(y, person, Variable{"x", x})
				if err != nil {
					return missing()
				}
				return m.Coefficients[1].Estimate
			}, []int{8, 12, 20, 48}})
		}
	}
	for _, s := range all {
		for _, n := range s.sizes {
			b.Run(fmt.Sprintf("%s/n=%d", s.name, n), func(b *testing.B) {
				held := 0
				for b.Loop() {
					r := rand.New(rand.NewPCG(3, 14))
					held = 0
					for range runs {
						e := s.draw(r, n)
						for e.Value == 1 && math.IsNaN(e.Lower) { // no interval is given
							e = s.draw(r, n)
						}
						if e.Lower <= s.truth && s.truth <= e.Upper {
							held++
						}
					}
				}
				b.ReportMetric(100*float64(held)/runs, "%held")
			})
		}
	}
}

func normals(r *rand.Rand, n int, mean, sd float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = mean + sd*r.NormFloat64()
	}
	return x
}

// kappaOf draws n pairs of two classes, of which share p has the one by either
// side, and which agree as kappa says.
func kappaOf(r *rand.Rand, n int, p, kappa float64) Estimate {
	both := p*p + kappa*p*(1-p)
	a, b := make([]int, n), make([]int, n)
	for i := range a {
		switch u := r.Float64(); {
		case u < both:
			a[i], b[i] = 1, 1
		case u < p:
			a[i] = 1
		case u < 2*p-both:
			b[i] = 1
		}
	}
	e, _, _ := Kappa(a, b, 2)
	return e
}

// TestKappaCoverage holds the interval of kappa to what it states, where the rarer
// class has some 20 of 62 pairs: 93 to 97 % of 4,000 draws.
func TestKappaCoverage(t *testing.T) {
	for _, kappa := range []float64{0.4, 0.7, 0.9} {
		r := rand.New(rand.NewPCG(3, 14))
		held, given := 0, 0
		for range 4000 {
			if e := kappaOf(r, 62, 0.3, kappa); !math.IsNaN(e.Lower) {
				given++
				if e.Lower <= kappa && kappa <= e.Upper {
					held++
				}
			}
		}
		if share := float64(held) / float64(given); share < 0.93 || share > 0.97 {
			t.Errorf("the interval holds a kappa of %g in %.1f %% of %d", kappa, 100*share, given)
		}
	}
}
