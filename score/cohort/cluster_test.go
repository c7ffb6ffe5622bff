package cohort

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestClusterAsR compares with R 4.2.2: hclust(dist(m), "average") of eight
// points, whose merge matrix names leaves by negative numbers from 1.
func TestClusterAsR(t *testing.T) {
	m := [][]float64{{0.22, 1.9, 1.17}, {-0.54, 1.78, -0.04}, {0.89, 0.57, -0.1}, {0.6, 0.02, -0.28}, {1.64, 0.38, 1.54}, {0.69, -0.05, 0.17}, {-1.28, 0.03, 1.31}, {-0.21, 0.17, 1.29}}
	d := make([][]float64, len(m))
	for i, a := range m {
		for _, b := range m {
			d[i] = append(d[i], math.Sqrt((a[0]-b[0])*(a[0]-b[0])+(a[1]-b[1])*(a[1]-b[1])+(a[2]-b[2])*(a[2]-b[2])))
		}
	}
	want := []Merge{
		{3, 5, 0.46421977553740645}, {2, 8, 0.67624855089892488}, {6, 7, 1.07930533214656177}, {0, 1, 1.43391073641283540},
		{4, 9, 1.88730978853217302}, {10, 12, 2.15693575627750089}, {11, 13, 2.21525720154963635},
	}
	got := Cluster(d)
	for i, w := range want {
		if got[i].A != w.A || got[i].B != w.B {
			t.Fatalf("merge %d is of %d and %d, R joins %d and %d", i, got[i].A, got[i].B, w.A, w.B)
		}
		near(t, "height", got[i].Height, w.Height, 1e-12)
	}
	if l := Leaves(got); !slices.Equal(l, []int{0, 1, 6, 7, 4, 2, 3, 5}) {
		t.Errorf("leaves %v, R has 0 1 6 7 4 2 3 5", l)
	}
}

// A thing of which nothing is known is joined last.
func TestClusterMissing(t *testing.T) {
	nan := math.NaN()
	l := Leaves(Cluster([][]float64{{0, nan, 1}, {nan, 0, nan}, {1, nan, 0}}))
	if !slices.Equal(l, []int{1, 0, 2}) {
		t.Errorf("leaves %v", l)
	}
	if l := Leaves(Cluster([][]float64{{0}})); !slices.Equal(l, []int{0}) {
		t.Errorf("leaves of one thing: %v", l)
	}
}

// plain is the same by the definition: the nearest two are looked for among all.
func plain(d [][]float64) []Merge {
	n := len(d)
	members := make([][]int, n)
	id := make([]int, n)
	for i := range members {
		members[i], id[i] = []int{i}, i
	}
	var out []Merge
	for len(members) > 1 {
		a, b, least := 0, 0, math.Inf(1)
		for i := range members {
			for j := i + 1; j < len(members); j++ {
				var sum float64
				for _, x := range members[i] {
					for _, y := range members[j] {
						sum += d[x][y]
					}
				}
				if v := sum / float64(len(members[i])*len(members[j])); v < least-1e-12 {
					a, b, least = i, j, v
				}
			}
		}
		out = append(out, Merge{min(id[a], id[b]), max(id[a], id[b]), least})
		members[a], id[a] = append(members[a], members[b]...), n+len(out)-1
		members, id = slices.Delete(members, b, b+1), slices.Delete(id, b, b+1)
	}
	return out
}

// Remembering what is nearest to every row changes nothing, ties included.
func TestClusterPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	for run := range 40 {
		n := 2 + r.IntN(24)
		x := make([][]float64, n)
		for i := range x {
			x[i] = []float64{r.NormFloat64(), r.NormFloat64()}
			if run%2 == 0 { // many equal distances
				x[i] = []float64{float64(r.IntN(4)), 0}
			}
		}
		d := Distances(x)
		got, want := Cluster(d), plain(d)
		for i := range want {
			if got[i].A != want[i].A || got[i].B != want[i].B || math.Abs(got[i].Height-want[i].Height) > 1e-9 {
				t.Fatalf("run %d, %d things, merge %d: %v, want %v", run, n, i, got[i], want[i])
			}
		}
	}
}

func TestDistances(t *testing.T) {
	d := Distances([][]float64{{0, 0, nan}, {3, 4, 1}, {nan, nan, 2}})
	near(t, "distance", d[0][1], 5/math.Sqrt2, 1e-15)
	near(t, "of what both have", d[1][2], 1, 1e-15)
	if !math.IsNaN(d[0][2]) || d[1][0] != d[0][1] || d[2][2] != 0 {
		t.Errorf("distances %v", d)
	}
}

// BenchmarkCluster orders 2,000 patients by 40 genes.
func BenchmarkCluster(b *testing.B) {
	r := rand.New(rand.NewPCG(9, 2))
	x := make([][]float64, 2000)
	for i := range x {
		for range 40 {
			x[i] = append(x[i], r.NormFloat64())
		}
	}
	for b.Loop() {
		Cluster(Distances(x))
	}
}
