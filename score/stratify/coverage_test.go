package stratify

import (
	"math"
	"math/rand/v2"
	"testing"

	"ifnscope/score/cohort"
)

// TestToldCoverage holds what [told] says of the interval of kappa, and what the
// page says of it: of 6,000 draws of 20 to 100 patients of whom either signature
// calls 13 to 50 % high, which is the same as 50 to 87 %, it holds the truth in 90.5 %
// of those that have one, or more.
func TestToldCoverage(t *testing.T) {
	least, most := 1.0, 0.0
	for _, n := range []int{20, 40, 62, 100} {
		for _, p := range []float64{0.13, 0.3, 0.5} {
			for _, kappa := range []float64{0, 0.4, 0.7, 0.9} {
				r := rand.New(rand.NewPCG(3, 14))
				held, given := 0, 0
				both := p*p + kappa*p*(1-p)
				a, b := make([]int, n), make([]int, n)
				for range 6000 {
					for i := range a {
						a[i], b[i] = 0, 0
						switch u := r.Float64(); {
						case u < both:
							a[i], b[i] = 1, 1
						case u < p:
							a[i] = 1
						case u < 2*p-both:
							b[i] = 1
						}
					}
					e, _, _ := cohort.Kappa(a, b, 2)
					if !told(a, b) || math.IsNaN(e.Lower) {
						continue
					}
					given++
					if e.Lower <= kappa && kappa <= e.Upper {
						held++
					}
				}
				if given < 600 {
					continue
				}
				share := float64(held) / float64(given)
				least, most = min(least, share), max(most, share)
				if share < 0.905 {
					t.Errorf("%d patients, %g of them high, kappa %g: held in %.1f %% of %d", n, p, kappa, 100*share, given)
				}
			}
		}
	}
	t.Logf("held in %.1f to %.1f %%", 100*least, 100*most)
}
