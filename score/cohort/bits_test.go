//go:build wasm || (amd64 && noasm)

package cohort

import (
	"fmt"
	"math"
	"testing"
)

// TestBits holds the bits of what is found step by step, where a difference in
// the last one could grow: they are the same natively and in WebAssembly.
func TestBits(t *testing.T) {
	m := Mixed2(two)
	e := AUCInterval(a, b)
	f := TwoByTwo{12, 5, 4, 14}.Fisher()
	g, err := Logistic([]float64{0, 1, 0, 1, 1, 0, 1, 0}, Variable{"x", x}, Variable{"z", z})
	if err != nil {
		t.Fatal(err)
	}
	v, err := Mixed(two[25:55], repeatedly(30, 3), Variable{"x", two[:30]})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%x", []uint64{
		math.Float64bits(m.LogLik), math.Float64bits(m.Boundary), math.Float64bits(m.Low.Mean), math.Float64bits(m.High.SD), math.Float64bits(m.Dip.P),
		math.Float64bits(e.Lower), math.Float64bits(e.Upper), math.Float64bits(f.Odds.Value),
		math.Float64bits(g.Coefficients[1].Value), math.Float64bits(g.Coefficients[2].SE),
		math.Float64bits(v.Coefficients[1].Value), math.Float64bits(v.Coefficients[1].SE), math.Float64bits(v.Between),
	})
	const want = "[c06287607d2a8572 400104e5c57af3ee bf814225de4e7400 3ff5f9d33fd62238 3fc9c6cc1802d32a 3fe25f1a722c1264 3fef8770d9f6065b 401f3d3e36c2e6cb 3fbbbb66809b3c95 3fd4e0b5c5be3149 3fc81277574f08ff 3fd454906a58e1c4 400257c08f30a1d0]"
	if got != want {
		t.Errorf("the bits are %s", got)
	}
}

// repeatedly names n measurements of people with visits each.
func repeatedly(n, visits int) []string {
	var person []string
	for i := range n {
		person = append(person, fmt.Sprint(i/visits))
	}
	return person
}
