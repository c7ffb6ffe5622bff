package cohort

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// TestLeading compares with all eigenvalues of the matrix itself: of noise,
// where none stands out, of a common signal, of more rows than columns and fewer,
// of rows that others are made of, and with more asked for than there are.
func TestLeading(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct {
		rows, columns, copies, n int
		signal                   float64
	}{
		{1, 40, 0, 1, 0}, {2, 40, 0, 1, 0}, {4, 120, 0, 1, 0}, {50, 120, 0, 1, 0}, {120, 50, 0, 1, 0}, {120, 120, 0, 3, 0},
		{120, 60, 0, 5, 1}, {20, 60, 0, 40, 0}, {60, 20, 0, 40, 0}, {30, 60, 20, 40, 0}, {30, 60, 20, 2, 0},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			common := make([]float64, c.columns)
			for j := range common {
				common[j] = rng.NormFloat64()
			}
			x := make([][]float64, c.rows)
			whole := mat.NewSymDense(c.columns, nil)
			for i := range x {
				x[i] = make([]float64, c.columns)
				for j := range x[i] {
					x[i][j] = rng.NormFloat64() + c.signal*common[j]
				}
				if i < c.copies { // each row three times
					copy(x[i], x[i-i%3])
				}
				if c.copies > 0 && i >= c.copies {
					floats.AddScaledTo(x[i], x[i-c.copies], 2, x[(i-c.copies)/3])
				}
				whole.SymRankOne(whole, 1, mat.NewVecDense(c.columns, x[i]))
			}
			var eigen mat.EigenSym
			if !eigen.Factorize(whole, false) {
				t.Fatal("no eigenvalues")
			}
			all := eigen.Values(nil) // ascending
			values, vectors := Leading(x, c.n)
			if len(values) > c.n || len(vectors) != len(values) {
				t.Fatalf("%d values with %d vectors, want %d", len(values), len(vectors), c.n)
			}
			if next := c.columns - 1 - len(values); len(values) < c.n && next >= 0 && all[next] > 2e-9*mat.Trace(whole) {
				t.Errorf("%d values, and the next is %v", len(values), all[next])
			}
			for k, v := range vectors {
				near(t, "value", values[k]/all[c.columns-1-k], 1, 1e-12)
				y := make([]float64, c.columns)
				for _, row := range x {
					floats.AddScaled(y, floats.Dot(row, v), row)
				}
				floats.AddScaled(y, -values[k], v)
				near(t, "what the matrix does to the vector", floats.Norm(y, 2)/values[0], 0, 1e-13)
				for l, w := range vectors[:k+1] {
					near(t, "product of vectors", floats.Dot(v, w), map[bool]float64{true: 1}[l == k], 1e-13)
				}
			}
		})
	}
}

// Equal eigenvalues have as many vectors; nothing has none.
func TestLeadingEqual(t *testing.T) {
	x := make([][]float64, 6)
	for i := range x {
		x[i] = make([]float64, 8)
		x[i][i] = 3
	}
	values, vectors := Leading(x, 4)
	if len(values) != 4 {
		t.Fatalf("%d values, want 4", len(values))
	}
	for k, v := range vectors {
		near(t, "value", values[k], 9, 1e-14)
		for l, w := range vectors[:k+1] {
			near(t, "product of vectors", floats.Dot(v, w), map[bool]float64{true: 1}[l == k], 1e-14)
		}
		near(t, "what no row has", math.Hypot(v[6], v[7]), 0, 1e-14)
	}
	if values, _ := Leading([][]float64{{0, 0}, {0, 0}}, 1); values != nil {
		t.Errorf("zeros have the values %v", values)
	}
	if values, _ := Leading(nil, 1); values != nil {
		t.Errorf("nothing has the values %v", values)
	}
}

// TestLeadingAlways finds the first component of many small matrices, in some of
// which a pivot of the inverse iteration is 0 to the last bit.
func TestLeadingAlways(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for k := range 3000 {
		x := make([][]float64, 2+k%40)
		for i := range x {
			x[i] = make([]float64, 3+k%61)
			for j := range x[i] {
				x[i][j] = r.NormFloat64()
			}
		}
		values, vectors := Leading(x, 1)
		v := vectors[0]
		image := make([]float64, len(v))
		for _, row := range x {
			floats.AddScaled(image, floats.Dot(row, v), row)
		}
		floats.AddScaled(image, -values[0], v)
		if off := floats.Norm(image, 2); !(off <= 1e-12*values[0]) {
			t.Fatalf("matrix %d: what is left of the first component is %g of %g", k, off, values[0])
		}
	}
}
