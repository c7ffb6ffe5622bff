package cohort

import (
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"
)

func TestProducts(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 4))
	for _, rows := range []int{0, 1, 2, 5, 32, 33, 67} {
		x := make([][]float64, rows)
		for i := range x {
			x[i] = make([]float64, 21)
			for k := range x[i] {
				x[i][k] = rng.NormFloat64()
			}
		}
		for i, row := range Products(x) {
			for j, got := range row {
				near(t, "product", got, floats.Dot(x[i], x[j]), 1e-14)
			}
		}
	}
}

func BenchmarkProducts(b *testing.B) {
	x := bench(400, 1000)
	for b.Loop() {
		Products(x)
	}
}

// BenchmarkLeading is what PLAGE and the map of samples do to noise, in which no
// component stands out.
func BenchmarkLeading(b *testing.B) {
	x := bench(500, 500)
	for b.Loop() {
		Leading(x, 1)
	}
}

func bench(rows, columns int) [][]float64 {
	rng := rand.New(rand.NewPCG(5, 5))
	x := make([][]float64, rows)
	for i := range x {
		x[i] = make([]float64, columns)
		for k := range x[i] {
			x[i][k] = rng.NormFloat64()
		}
	}
	return x
}
