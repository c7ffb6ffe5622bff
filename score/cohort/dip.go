package cohort

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Dip returns the dip of values: the largest distance of their distribution
// function from the nearest one that has a single mode (Hartigan & Hartigan
// 1985, doi:10.1214/aos/1176346577; R: diptest::dip). Missing values are left
// out. It is NaN if there are none.
func Dip(values []float64) float64 {
	x := Present(values)
	if len(x) == 0 {
		return math.NaN()
	}
	slices.Sort(x)
	return dip(x)
}

// dip follows section 5 of the paper: the modal interval shrinks as long as the
// two hulls over it lie further apart than the distance found so far. Heights
// are counts: the distribution function rises from i to i+1 at x[i].
func dip(x []float64) float64 {
	lo, hi := 0, len(x)-1
	d := 1.0
	for x[lo] < x[hi] {
		below, above := hull(x, lo, hi, 1), hull(x, lo, hi, -1)
		gap, newLo, newHi := widest(x, below, above)
		if gap < d {
			break
		}
		d = max(d, fall(x, below, 0, newLo, 1), fall(x, above, newHi, hi, -1))
		if newLo == lo && newHi == hi {
			break
		}
		lo, hi = newLo, newHi
	}
	return d / float64(2*len(x))
}

// hull returns the vertices between lo and hi of the greatest convex minorant
// of the points (x[i], i), side 1, or of the least concave majorant, side -1.
func hull(x []float64, lo, hi int, side float64) []int {
	v := []int{lo}
	for i := lo + 1; i <= hi; i++ {
		for len(v) > 1 {
			a, b := v[len(v)-2], v[len(v)-1]
			// b stays if the slope grows (falls) behind it
			turn := (x[i]-x[b])*float64(b-a) - (x[b]-x[a])*float64(i-b)
			if side*turn < 0 {
				break
			}
			v = v[:len(v)-1]
		}
		v = append(v, i)
	}
	return v
}

// height returns the height of a hull at x[i].
func height(x []float64, v []int, i int) float64 {
	k, found := slices.BinarySearch(v, i)
	if found {
		return float64(i)
	}
	a, b := v[k-1], v[k]
	if x[a] == x[b] {
		return float64(b)
	}
	return float64(a) + (x[i]-x[a])*float64(b-a)/(x[b]-x[a])
}

// widest returns the largest distance between the hulls at their inner
// vertices, the last of equals, and the modal interval that it leaves.
func widest(x []float64, below, above []int) (gap float64, lo, hi int) {
	first, last := below[0], below[len(below)-1]
	gap, lo, hi = 0, first, last
	if len(below) == 2 && len(above) == 2 {
		return 1, lo, hi
	}
	inner := append(slices.Clone(below[1:len(below)-1]), above[1:len(above)-1]...)
	slices.Sort(inner)
	for _, i := range slices.Compact(inner) {
		g := height(x, above, i) + 1 - height(x, below, i)
		if g < gap {
			continue
		}
		gap = g
		k, isBelow := slices.BinarySearch(below, i)
		if !isBelow {
			k--
		}
		lo = below[k]
		k, _ = slices.BinarySearch(above, i)
		hi = above[k]
	}
	return gap, lo, hi
}

// fall returns the largest distance of the distribution function from a hull
// between the vertices from and to, at least 1.
func fall(x []float64, v []int, from, to int, side float64) float64 {
	most := 1.0
	for k := 1; k < len(v); k++ {
		a, b := v[k-1], v[k]
		if side > 0 && b > to || side < 0 && a < from || x[a] == x[b] {
			continue
		}
		slope := float64(b-a) / (x[b] - x[a])
		for i := a; i <= b; i++ {
			most = max(most, side*(float64(i-a)-(x[i]-x[a])*slope)+1)
		}
	}
	return most
}

// draws is the number of uniform samples that a dip is compared with.
const draws = 2000

// DipTest tests that values have a single mode. The statistic is the dip; P is
// the share of 2,000 uniform samples of the same size whose dip is as large
// (R: dip.test(simulate.p.value = TRUE)), drawn with a fixed seed. It is NaN
// for fewer than four values.
func DipTest(values []float64) Test {
	x := Present(values)
	t := Test{N: len(x), Statistic: Dip(x), P: math.NaN()}
	if len(x) < 4 {
		return t
	}
	r := rand.New(rand.NewPCG(1985, 13))
	u := make([]float64, len(x))
	reached := 0
	for range draws {
		for i := range u {
			u[i] = r.Float64()
		}
		slices.Sort(u)
		if dip(u) >= t.Statistic {
			reached++
		}
	}
	t.P = float64(reached) / draws
	return t
}
