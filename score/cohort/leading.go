package cohort

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
	lapack "gonum.org/v1/gonum/lapack/gonum"
)

// Leading returns the n largest eigenvalues of x'x, the matrix of the products
// of the columns of x (rows of one length), the largest first, and their
// eigenvectors, of length 1: as many as there are above 1e-9 of the trace. The
// sign of a vector is arbitrary. It panics if a number is not finite.
//
// It is the method of Lanczos with full reorthogonalisation (Golub and Van Loan,
// Matrix Computations, 10.3): the matrix is never made. A step reads x once, and
// where the first components stand out, a few dozen steps find them to the last
// bits, of whatever size x is.
func Leading(x [][]float64, n int) (values []float64, vectors [][]float64) {
	if len(x) == 0 || len(x[0]) == 0 {
		return nil, nil
	}
	var trace float64
	for _, row := range x {
		trace += floats.Dot(row, row)
	}
	if math.IsNaN(trace) || math.IsInf(trace, 0) {
		panic("cohort: eigenvectors of numbers that are not finite")
	}
	if trace == 0 {
		return nil, nil
	}
	l := lanczos{x: x, rng: rand.New(rand.NewPCG(0x1a2c, 0x05))}
	for check := 4; ; check += max(4, check/8) {
		whole := false // the basis holds all that any row has
		for len(l.d) < check && !whole {
			whole = !l.step()
		}
		y := l.leading(n)
		for len(y) > 0 && y[len(y)-1].value <= 1e-9*trace {
			y = y[:len(y)-1]
		}
		if !whole && (len(y) < n || !l.settled(y)) {
			continue
		}
		for _, p := range y {
			v := make([]float64, len(x[0]))
			for k, b := range l.basis {
				floats.AddScaled(v, p.vector[k], b)
			}
			values, vectors = append(values, p.value), append(vectors, v)
		}
		return values, vectors
	}
}

// lanczos is the matrix x'x as it is seen from an orthonormal basis: tridiagonal,
// with d on its diagonal and e beside it.
type lanczos struct {
	x     [][]float64
	basis [][]float64
	d, e  []float64
	next  []float64 // of length e[len(d)-1], at right angles to the basis
	rng   *rand.Rand
}

// step makes the basis one longer. It returns false if there is nothing left that
// it does not hold.
func (l *lanczos) step() bool {
	q, m := l.next, len(l.d)
	if m == 0 || l.e[m-1] <= 0x1p-52*l.d[0] {
		// At the start, or where all that can be reached from it is held, it
		// begins among the rows, so that what none of them has is never seen.
		q = make([]float64, len(l.x[0]))
		for _, row := range l.x {
			floats.AddScaled(q, l.rng.Float64()-0.5, row)
		}
		length := floats.Norm(q, 2)
		l.clear(q)
		l.clear(q) // rounding leaves some the first time
		if floats.Norm(q, 2) <= 1e-12*length {
			return false
		}
		if m > 0 {
			l.e[m-1] = 0
		}
	}
	floats.Scale(1/floats.Norm(q, 2), q)
	l.basis = append(l.basis, q)
	l.next = make([]float64, len(q))
	square(l.next, 1, l.x, q)
	l.d = append(l.d, floats.Dot(l.next, q))
	floats.AddScaled(l.next, -l.d[m], q)
	if m > 0 {
		floats.AddScaled(l.next, -l.e[m-1], l.basis[m-1])
	}
	l.clear(l.next) // of what rounding left along the basis
	l.e = append(l.e, floats.Norm(l.next, 2))
	return true
}

// clear takes what lies along the basis off v.
func (l *lanczos) clear(v []float64) { square(v, -1, l.basis, v) }

// square adds f x'x q to dst, four rows of x at a time. Where dst is q, each
// four see what those before have done.
func square(dst []float64, f float64, x [][]float64, q []float64) {
	dst = dst[:len(q)]
	i := 0
	for ; i+4 <= len(x); i += 4 {
		a, b, c, d := x[i][:len(q)], x[i+1][:len(q)], x[i+2][:len(q)], x[i+3][:len(q)]
		var p, r, s, t float64
		for j, v := range q {
			p += a[j] * v
			r += b[j] * v
			s += c[j] * v
			t += d[j] * v
		}
		p, r, s, t = f*p, f*r, f*s, f*t
		for j := range dst {
			dst[j] += p*a[j] + r*b[j] + s*c[j] + t*d[j]
		}
	}
	for ; i < len(x); i++ {
		floats.AddScaled(dst, f*floats.Dot(x[i], q), x[i])
	}
}

// pair is an eigenvalue of the tridiagonal matrix with its eigenvector.
type pair struct {
	value  float64
	vector []float64
}

// leading returns the n largest eigenvalues of the tridiagonal matrix.
func (l *lanczos) leading(n int) []pair {
	m := len(l.d)
	values, beside := append([]float64(nil), l.d...), append([]float64(nil), l.e[:m-1]...)
	var implementation lapack.Implementation
	if !implementation.Dsterf(m, values, beside) {
		panic("cohort: no eigenvalues of finite numbers")
	}
	var y []pair
	for k := m - 1; k >= max(0, m-n); k-- {
		y = append(y, pair{values[k], l.inverse(values[k], y)})
	}
	return y
}

// inverse returns the eigenvector of an eigenvalue of the tridiagonal matrix by
// inverse iteration (Golub and Van Loan, 8.2.2), at right angles to those that
// were found before.
func (l *lanczos) inverse(value float64, before []pair) []float64 {
	m := len(l.d)
	var implementation lapack.Implementation
	off := 0x1p-50 * floats.Max(l.d) // from the eigenvalue, where the matrix is singular
	v := make([]float64, m)
	for i := range v {
		v[i] = 1 + l.rng.Float64() // any start that is not at right angles will do
	}
	start := make([]float64, m)
	for range 3 {
		copy(start, v)
		for {
			low, middle, up := append([]float64(nil), l.e[:m-1]...), make([]float64, m), append([]float64(nil), l.e[:m-1]...)
			for i, d := range l.d {
				middle[i] = d - (value + off)
			}
			if implementation.Dgtsv(m, 1, low, middle, up, v, 1) && !math.IsInf(floats.Norm(v, 2), 1) {
				break
			}
			// A pivot was 0 to the last bit: a little further off. It ends where
			// the shift is above all eigenvalues, at the latest.
			copy(v, start)
			off *= 2
		}
		for _, p := range before {
			floats.AddScaled(v, -floats.Dot(v, p.vector), p.vector)
		}
		floats.Scale(1/floats.Norm(v, 2), v)
	}
	return v
}

// settled reports whether the eigenvectors would not change by more than
// rounding if the basis were longer: what each leaves outside of it is nothing
// beside its eigenvalue.
func (l *lanczos) settled(y []pair) bool {
	m := len(l.d)
	for _, p := range y {
		if !(math.Abs(l.e[m-1]*p.vector[m-1]) <= 0x1p-52*p.value) {
			return false
		}
	}
	return true
}
