package cohort

import (
	"math"
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
