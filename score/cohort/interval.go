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
