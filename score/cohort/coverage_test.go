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
						if e := s.draw(r, n); e.Lower <= s.truth && s.truth <= e.Upper {
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
