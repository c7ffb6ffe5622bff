package cohort

import "math"

// CV returns the coefficient of variation, a share, of positive values whose
// log2 has standard deviation s: sqrt(exp(s^2 ln(2)^2) - 1), that of a
// log-normal distribution (Quan & Shih, Biometrics 1996;52:1195). With the
// standard deviation within people of [Repeated] it is the coefficient of
// variation of repeated measurements.
func CV(s float64) float64 { return math.Sqrt(math.Exp2(s*s*math.Ln2) - 1) }
