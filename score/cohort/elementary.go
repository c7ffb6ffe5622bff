package cohort

import "math"

// exp and ln give the same bits natively and in WebAssembly: math.Exp and
// math.Log are assembly on amd64, which rounds otherwise.

func exp(x float64) float64 { return math.Exp2(x * math.Log2E) }

func ln(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 1) {
		return math.Log(x)
	}
	frac, e := math.Frexp(x)
	if frac < math.Sqrt2/2 {
		frac, e = 2*frac, e-1
	}
	return math.Log1p(frac-1) + float64(e)*math.Ln2
}
