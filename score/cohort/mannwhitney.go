package cohort

import "math"

// MannWhitney compares two independent groups (R: wilcox.test). The statistic
// is U of a: the number of pairs in which a is above b, ties counting one
// half.
//
// P is exact where both groups have fewer than 50 values and no two are equal;
// otherwise it is that of the normal approximation, with the corrections for
// ties and for continuity (Hollander, Wolfe & Chicken 2014, section 4.1). It
// is NaN if either group is empty or all values are equal.
func MannWhitney(a, b []float64) Test {
	a, b = Present(a), Present(b)
	na, nb := len(a), len(b)
	t := Test{N: na + nb, Statistic: math.NaN(), P: math.NaN()}
	if na == 0 || nb == 0 {
		return t
	}
	r, ties := ranks(append(append([]float64(nil), a...), b...))
	var sum float64
	for _, x := range r[:na] {
		sum += x
	}
	u := sum - float64(na*(na+1))/2
	t.Statistic = u
	if ties == 0 && na < 50 && nb < 50 {
		t.Exact = true
		t.P = exactU(u, na, nb)
		return t
	}
	n := float64(na + nb)
	mean := float64(na*nb) / 2
	sd := math.Sqrt(float64(na*nb) / 12 * (n + 1 - ties/(n*(n-1))))
	if sd == 0 {
		return t
	}
	d := u - mean
	switch {
	case d > 0:
		d -= 0.5
	case d < 0:
		d += 0.5
	}
	t.P = min(1, twoSided(d/sd))
	return t
}

// exactU returns the two-sided p of U of groups without ties: twice the
// smaller tail, at most 1.
func exactU(u float64, na, nb int) float64 {
	// ways[k] is the number of arrangements with U = k, by the recurrence of
	// Mann & Whitney 1947: the generating function is a Gaussian binomial
	top := na * nb
	ways := make([]float64, top+1)
	ways[0] = 1
	for i := 1; i <= na; i++ {
		// times (1 - q^(nb+i)) / (1 - q^i)
		for k := top; k >= nb+i; k-- {
			ways[k] -= ways[k-nb-i]
		}
		for k := i; k <= top; k++ {
			ways[k] += ways[k-i]
		}
	}
	var total, low float64
	k := int(u)
	tail := min(k, top-k)
	for i, w := range ways {
		total += w
		if i <= tail {
			low += w
		}
	}
	return min(1, 2*low/total)
}
