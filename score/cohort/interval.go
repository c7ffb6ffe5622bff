package cohort

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Estimate is a number with its 95 % interval; NaN where there is none.
type Estimate struct {
	Value, Lower, Upper float64
}

// z975 is the 97.5th percentile of the standard normal distribution.
var z975 = distuv.UnitNormal.Quantile(0.975)

// missing is an estimate that cannot be computed.
func missing() Estimate { return Estimate{math.NaN(), math.NaN(), math.NaN()} }

// twoSided returns the two-sided p of a standard normal deviate.
func twoSided(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

// Test is the outcome of a test of no difference or no relation.
type Test struct {
	N         int     // values used
	Statistic float64 // what it is, the test says
	P         float64 // two-sided
	Exact     bool    // P is exact, not an approximation for large n
}

// Share returns k of n with the interval of Wilson 1927,
// doi:10.1080/01621459.1927.10502953 (R: prop.test(correct = FALSE)), which stays
// between 0 and 1 and has a width where all or none do. It is NaN for n of 0.
func Share(k, n int) Estimate {
	if n == 0 {
		return missing()
	}
	m, p := float64(n), float64(k)/float64(n)
	z := z975 * z975
	middle := (p + z/(2*m)) / (1 + z/m)
	half := z975 * math.Sqrt(p*(1-p)/m+z/(4*m*m)) / (1 + z/m)
	return Estimate{p, max(0, middle-half), min(1, middle+half)}
}
