package cohort

// Products returns the product of every two rows of x, which have one length.
func Products(x [][]float64) [][]float64 {
	const block = 32 // rows of a thousand numbers, which the cache next to the processor holds
	out := make([][]float64, len(x))
	for i := range out {
		out[i] = make([]float64, len(x))
	}
	for lo := 0; lo < len(x); lo += block {
		hi := min(lo+block, len(x))
		for j := range hi {
			for i := lo; i < hi; i += 4 {
				// four at a time, so that no sum waits for the one before
				a, b, c, d := x[i], x[min(i+1, hi-1)], x[min(i+2, hi-1)], x[min(i+3, hi-1)]
				out[i][j], out[min(i+1, hi-1)][j], out[min(i+2, hi-1)][j], out[min(i+3, hi-1)][j] = four(x[j], a, b, c, d)
			}
		}
	}
	for i := range out {
		for j := range i {
			out[j][i] = out[i][j]
		}
	}
	return out
}

// four returns the products of x with each of the other four.
func four(x, a, b, c, d []float64) (p, q, r, s float64) {
	a, b, c, d = a[:len(x)], b[:len(x)], c[:len(x)], d[:len(x)]
	for k, v := range x {
		p += a[k] * v
		q += b[k] * v
		r += c[k] * v
		s += d[k] * v
	}
	return p, q, r, s
}
