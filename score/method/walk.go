package method

import (
	"math"
	"slices"
)

// walk is the running sum of an enrichment score along the genes of a sample
// from the highest to the lowest: it climbs at the genes of the set and falls
// at the others.
type walk struct {
	up, down   float64 // largest and smallest value, 0 at the start
	upAt       int     // place of the largest, 0 for the start
	downAt     int
	fall       float64 // at a gene outside the set
	steps      float64 // sum of the weights of the set
	background int     // genes outside the set
}

// along walks past the genes of a set at the given places, 1 for the highest
// of n genes, in ascending order; step gives the weight of a place. Between
// the genes of the set the walk falls evenly, so that only they are visited.
//
// If all weights are 0, which happens to one gene in the middle of the sample,
// the steps are equal.
func along(places []int32, n int, step func(place int32) float64) walk {
	k := len(places)
	w := walk{background: n - k, fall: 1 / float64(n-k)}
	for _, q := range places {
		w.steps += step(q)
	}
	var climbed float64
	for i, q := range places {
		// the genes outside the set before this one
		fallen := float64(int(q)-1-i) * w.fall
		if v := climbed - fallen; v < w.down {
			w.down, w.downAt = v, int(q)-1
		}
		climbed += w.share(step(q), k)
		if v := climbed - fallen; v > w.up {
			w.up, w.upAt = v, int(q)
		}
	}
	return w
}

// share is the part of the climb of a gene with a weight, one of k.
func (w *walk) share(weight float64, k int) float64 {
	if w.steps == 0 {
		return 1 / float64(k)
	}
	return weight / w.steps
}

// within is what the gene at a place, one of k, adds to the value of the walk
// at another place: its step if it lies before, less an equal share of the
// fall until there.
func (w *walk) within(at int, place int32, weight float64, k int, places []int32) float64 {
	before := 0
	for _, q := range places {
		if int(q) <= at {
			before++
		}
	}
	v := -float64(at-before) * w.fall / float64(k)
	if int(place) <= at {
		v += w.share(weight, k)
	}
	return v
}

// power returns x^t for x > 0 with the same bits everywhere, which math.Pow
// does not promise.
func power(x, t float64) float64 {
	switch t {
	case 1:
		return x
	case 0.25:
		return math.Sqrt(math.Sqrt(x))
	case 0.5:
		return math.Sqrt(x)
	case 0.75:
		s := math.Sqrt(x)
		return s * math.Sqrt(s)
	}
	if x == 0 {
		return 0
	}
	return math.Exp2(t * math.Log1p(x-1) * math.Log2E)
}

// split sorts the places of the genes of a set by direction; 0 is the place of
// a gene that is left out.
func split(dst *[2][]int32, set *Set, places []int32) {
	dst[0], dst[1] = dst[0][:0], dst[1][:0]
	for k, q := range places {
		if q > 0 {
			s := side(set.Weights[k])
			dst[s] = append(dst[s], q)
		}
	}
	slices.Sort(dst[0])
	slices.Sort(dst[1])
}

// side is 0 for a gene that goes up and 1 for one that goes down.
func side(w float64) int {
	if w < 0 {
		return 1
	}
	return 0
}
