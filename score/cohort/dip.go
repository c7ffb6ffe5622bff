package cohort

import (
	"math"
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

// DipTest tests that values have a single mode. The statistic is the dip; P is
// the share of uniform samples of the same size whose dip is as large (R:
// diptest::dip.test), from [dipTable]: 0.001 stands for what is less. It is NaN
// for fewer than four values. Equal values make the dip larger, and values that
// were rounded coarsely have more modes than what was measured.
func DipTest(values []float64) Test {
	t := Test{N: len(Present(values)), Statistic: Dip(values), P: math.NaN()}
	if t.N >= dipSizes[0] {
		t.P = dipP(t.Statistic, t.N)
	}
	return t
}

// dipP interpolates between the sizes of the table, linearly in 1/sqrt(n), and
// between its dips.
func dipP(d float64, n int) float64 {
	root := math.Sqrt(float64(n))
	d = math.Round(d*root*1e4) / 1e4 // to the digits of the table: the least dip has a share of its own
	k := 1
	for k < len(dipSizes)-1 && dipSizes[k] < n {
		k++
	}
	a, b := 1/math.Sqrt(float64(dipSizes[k-1])), 1/math.Sqrt(float64(dipSizes[k]))
	w := min(1, (a-1/root)/(a-b)) // more than the last size are taken for it
	at := func(i int) float64 { return dipTable[k-1][i] + w*(dipTable[k][i]-dipTable[k-1][i]) }
	last := len(dipTail) - 1
	if d > at(last) {
		return dipTail[last]
	}
	i := 0
	for i < last && d > at(i) {
		i++
	}
	if i == 0 {
		return 1
	}
	return dipTail[i-1] + (d-at(i-1))/(at(i)-at(i-1))*(dipTail[i]-dipTail[i-1])
}

// dipSamples is the number of uniform samples behind every row of the table.
const dipSamples = 100000

// dipTail are the shares of samples whose dip is at least that in the table.
var dipTail = [...]float64{1, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001}

// dipSizes are the sizes of the samples of the rows of dipTable, which holds
// sqrt(n) times their dips as BenchmarkDipTable drew them with a fixed seed.
var dipSizes = [...]int{4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 1000, 2000}

var dipTable = [len(dipSizes)][len(dipTail)]float64{
	{0.2500, 0.2500, 0.2500, 0.2500, 0.2500, 0.2500, 0.2500, 0.2500, 0.2645, 0.3153, 0.3750, 0.4146, 0.4481, 0.4638, 0.4746, 0.4836, 0.4887},
	{0.2236, 0.2236, 0.2236, 0.2236, 0.2236, 0.2438, 0.2722, 0.3004, 0.3294, 0.3597, 0.3951, 0.4165, 0.4324, 0.4395, 0.4431, 0.4455, 0.4464},
	{0.2041, 0.2041, 0.2041, 0.2261, 0.2541, 0.2787, 0.3013, 0.3226, 0.3440, 0.3658, 0.3896, 0.4036, 0.4397, 0.4721, 0.4975, 0.5236, 0.5386},
	{0.1890, 0.1930, 0.2170, 0.2495, 0.2734, 0.2938, 0.3118, 0.3285, 0.3451, 0.3618, 0.3831, 0.4245, 0.4642, 0.4879, 0.5056, 0.5258, 0.5361},
	{0.1768, 0.2089, 0.2320, 0.2614, 0.2821, 0.2991, 0.3141, 0.3279, 0.3409, 0.3548, 0.4010, 0.4350, 0.4693, 0.4898, 0.5069, 0.5274, 0.5518},
	{0.1667, 0.2198, 0.2416, 0.2672, 0.2853, 0.3000, 0.3126, 0.3241, 0.3376, 0.3686, 0.4094, 0.4408, 0.4733, 0.4959, 0.5207, 0.5490, 0.5662},
	{0.1581, 0.2271, 0.2464, 0.2696, 0.2856, 0.2983, 0.3092, 0.3227, 0.3471, 0.3753, 0.4123, 0.4414, 0.4779, 0.5038, 0.5281, 0.5544, 0.5739},
	{0.1446, 0.2344, 0.2506, 0.2694, 0.2820, 0.2956, 0.3157, 0.3354, 0.3566, 0.3815, 0.4161, 0.4503, 0.4901, 0.5146, 0.5361, 0.5680, 0.5863},
	{0.1344, 0.2362, 0.2488, 0.2675, 0.2883, 0.3062, 0.3231, 0.3409, 0.3600, 0.3847, 0.4261, 0.4592, 0.4969, 0.5255, 0.5496, 0.5789, 0.6029},
	{0.1494, 0.2363, 0.2545, 0.2775, 0.2954, 0.3115, 0.3280, 0.3472, 0.3688, 0.3952, 0.4349, 0.4701, 0.5128, 0.5408, 0.5669, 0.5989, 0.6234},
	{0.1697, 0.2436, 0.2601, 0.2831, 0.3021, 0.3194, 0.3371, 0.3560, 0.3779, 0.4050, 0.4461, 0.4824, 0.5252, 0.5560, 0.5842, 0.6168, 0.6435},
	{0.1659, 0.2493, 0.2668, 0.2906, 0.3097, 0.3277, 0.3461, 0.3654, 0.3877, 0.4155, 0.4586, 0.4965, 0.5419, 0.5731, 0.6018, 0.6406, 0.6657},
	{0.1710, 0.2534, 0.2708, 0.2948, 0.3144, 0.3325, 0.3508, 0.3701, 0.3928, 0.4218, 0.4656, 0.5047, 0.5506, 0.5822, 0.6128, 0.6516, 0.6762},
	{0.1732, 0.2562, 0.2738, 0.2983, 0.3179, 0.3365, 0.3549, 0.3746, 0.3978, 0.4272, 0.4727, 0.5126, 0.5588, 0.5923, 0.6242, 0.6646, 0.6927},
	{0.1801, 0.2597, 0.2775, 0.3019, 0.3218, 0.3404, 0.3595, 0.3801, 0.4033, 0.4326, 0.4779, 0.5187, 0.5670, 0.6010, 0.6293, 0.6680, 0.6987},
	{0.1541, 0.2619, 0.2800, 0.3041, 0.3240, 0.3427, 0.3617, 0.3821, 0.4057, 0.4359, 0.4805, 0.5209, 0.5694, 0.6034, 0.6357, 0.6761, 0.7033},
	{0.1789, 0.2641, 0.2820, 0.3069, 0.3269, 0.3459, 0.3650, 0.3855, 0.4093, 0.4394, 0.4856, 0.5261, 0.5771, 0.6100, 0.6416, 0.6853, 0.7195},
	{0.1797, 0.2670, 0.2855, 0.3102, 0.3300, 0.3490, 0.3685, 0.3893, 0.4134, 0.4431, 0.4892, 0.5305, 0.5793, 0.6134, 0.6439, 0.6820, 0.7127},
	{0.1836, 0.2691, 0.2874, 0.3124, 0.3330, 0.3518, 0.3711, 0.3918, 0.4160, 0.4461, 0.4923, 0.5342, 0.5828, 0.6176, 0.6541, 0.6969, 0.7260},
	{0.1760, 0.2717, 0.2898, 0.3146, 0.3349, 0.3543, 0.3733, 0.3942, 0.4187, 0.4494, 0.4954, 0.5378, 0.5875, 0.6213, 0.6553, 0.6966, 0.7226},
}
