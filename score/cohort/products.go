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
		for j := 0; j < hi; j += 2 {
			// Two times four rows, so that no sum waits for the one before. At the
			// ends the last row stands in for those that are not there.
			j1 := min(j+1, hi-1)
			for i := lo; i < hi; i += 4 {
				i1, i2, i3 := min(i+1, hi-1), min(i+2, hi-1), min(i+3, hi-1)
				p, q := eight(x[j], x[j1], x[i], x[i1], x[i2], x[i3])
				out[i][j], out[i1][j], out[i2][j], out[i3][j] = p[0], p[1], p[2], p[3]
				out[i][j1], out[i1][j1], out[i2][j1], out[i3][j1] = q[0], q[1], q[2], q[3]
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

// eight returns the products of x and of y with each of the other four.
func eight(x, y, a, b, c, d []float64) (p, q [4]float64) {
	y, a, b, c, d = y[:len(x)], a[:len(x)], b[:len(x)], c[:len(x)], d[:len(x)]
	var p0, p1, p2, p3, q0, q1, q2, q3 float64
	for k, v := range x {
		w, a, b, c, d := y[k], a[k], b[k], c[k], d[k]
		p0 += a * v
		p1 += b * v
		p2 += c * v
		p3 += d * v
		q0 += a * w
		q1 += b * w
		q2 += c * w
		q3 += d * w
	}
	return [4]float64{p0, p1, p2, p3}, [4]float64{q0, q1, q2, q3}
}
