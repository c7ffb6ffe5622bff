package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// violin is the density of values along an axis.
type violin struct {
	y       axis
	at      []float64 // pixels, from the lowest value up
	density []float64 // 0 to 1
}

// newViolin estimates a density with a Gaussian kernel on the scale of the axis,
// of the width 0.9 min(SD, IQR / 1.34) n^(-1/5) (Silverman 1986, Density
// Estimation for Statistics and Data Analysis, equation 3.31). Values are sorted.
func newViolin(values []float64, y axis) violin {
	const steps = 64
	n := float64(len(values))
	var sum, squares float64
	scaled := make([]float64, len(values))
	for i, v := range values {
		scaled[i] = y.scale(v)
		sum += scaled[i]
	}
	for _, v := range scaled {
		squares += (v - sum/n) * (v - sum/n)
	}
	h := math.Sqrt(squares / max(n-1, 1))
	if iqr := quantile(scaled, 0.75) - quantile(scaled, 0.25); iqr > 0 {
		h = min(h, iqr/1.34)
	}
	h = max(0.9*h*math.Pow(n, -0.2), 1e-3*(y.hi-y.lo))
	v := violin{y: y}
	lo, hi, most := scaled[0], scaled[len(scaled)-1], 0.0
	for i := range steps + 1 {
		t := lo + (hi-lo)*float64(i)/steps
		var d float64
		for _, x := range scaled {
			z := (x - t) / h
			d += math.Exp(-z * z / 2)
		}
		most = max(most, d)
		v.at = append(v.at, y.from+(t-y.lo)/(y.hi-y.lo)*(y.to-y.from))
		v.density = append(v.density, d)
	}
	for i := range v.density {
		v.density[i] /= most
	}
	return v
}

// draw draws the outline around x.
func (v violin) draw(s *svg, x, half float64) {
	s.WriteString(`<path class="c-violin" d="M`)
	for i, d := range v.density {
		if i > 0 {
			s.WriteString("L")
		}
		fmt.Fprintf(s, "%s %s", px(x+half*d), px(v.at[i]))
	}
	for i := len(v.density) - 1; i >= 0; i-- {
		fmt.Fprintf(s, "L%s %s", px(x-half*v.density[i]), px(v.at[i]))
	}
	fmt.Fprintf(s, `Z" fill="%s"/>`, pale)
}

// spread returns the offsets of points within the outline: from the lowest up
// by the numbers of van der Corput, which leave no gaps and need no chance.
func (v violin) spread(pts []Point, half float64) []float64 {
	off := make([]float64, len(pts))
	var order []int
	for k, pt := range pts {
		off[k] = math.NaN()
		if drawable(v.y.scale(pt.Value)) {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(pts[a].Value, pts[b].Value) })
	first, last := v.at[0], v.at[len(v.at)-1]
	for n, k := range order {
		i := 0
		if first != last {
			i = int(math.Round((v.y.at(pts[k].Value) - first) / (last - first) * float64(len(v.at)-1)))
		}
		off[k] = half * v.density[min(max(i, 0), len(v.at)-1)] * (2*corput(n+1) - 1)
	}
	return off
}

// corput returns the nth number of van der Corput: the bits of n behind the
// point, in reverse.
func corput(n int) float64 {
	x, f := 0.0, 0.5
	for ; n > 0; n, f = n/2, f/2 {
		if n%2 == 1 {
			x += f
		}
	}
	return x
}
