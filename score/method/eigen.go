package method

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"
	lapack "gonum.org/v1/gonum/lapack/gonum"
)

// largestEigen returns the largest eigenvalue of a symmetric matrix, of which
// the lower triangle is used, and its eigenvector, of length 1. The matrix is
// overwritten. It returns false if there is none, which happens to numbers that
// are not finite.
//
// The matrix is made tridiagonal and its eigenvalues are taken without their
// vectors, which would be most of the work; the one vector is found by inverse
// iteration (Golub and Van Loan, Matrix Computations, 8.2.2).
func largestEigen(c blas64.Symmetric) (value float64, vector []float64, ok bool) {
	n := c.N
	var l lapack.Implementation
	d, e, tau := make([]float64, n), make([]float64, n), make([]float64, n)
	work := []float64{0}
	l.Dsytrd(blas.Lower, n, c.Data, c.Stride, d, e, tau, work, -1)
	work = make([]float64, int(work[0]))
	l.Dsytrd(blas.Lower, n, c.Data, c.Stride, d, e, tau, work, len(work))
	values, off := append([]float64(nil), d...), append([]float64(nil), e...)
	if !l.Dsterf(n, values, off) {
		return nan, nil, false
	}
	value = values[n-1]
	x := inverseIteration(d, e[:n-1], value)
	if x == nil {
		return nan, nil, false
	}
	// back through the reflections that made the matrix tridiagonal
	for i := n - 2; i >= 0; i-- {
		v := func(k int) float64 {
			if k == i+1 {
				return 1
			}
			return c.Data[k*c.Stride+i]
		}
		var dot float64
		for k := i + 1; k < n; k++ {
			dot += v(k) * x[k]
		}
		for k := i + 1; k < n; k++ {
			x[k] -= tau[i] * dot * v(k)
		}
	}
	return value, x, true
}

// inverseIteration returns the eigenvector of a tridiagonal matrix, d its
// diagonal and e what is beside it, at an eigenvalue, or nil if there is none.
func inverseIteration(d, e []float64, value float64) []float64 {
	n := len(d)
	var l lapack.Implementation
	x := make([]float64, n)
	for i := range x {
		x[i] = 1 // any start that is not at right angles will do
	}
	// the matrix less the eigenvalue must not be singular to the last bit
	shift := value + 4*math.Abs(value)*0x1p-52
	for range 3 {
		low, middle, up := append([]float64(nil), e...), make([]float64, n), append([]float64(nil), e...)
		for i, v := range d {
			middle[i] = v - shift
		}
		if !l.Dgtsv(n, 1, low, middle, up, x, 1) {
			return nil
		}
		length := floats.Norm(x, 2)
		if !(length > 0) || math.IsInf(length, 0) {
			return nil
		}
		floats.Scale(1/length, x)
	}
	return x
}
