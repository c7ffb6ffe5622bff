package cohort

import "math"

// Merge is one step of a clustering: the clusters A and B become one. The first
// n numbers are the things themselves, n + k is the cluster of the kth merge.
type Merge struct {
	A, B   int
	Height float64 // distance of A and B
}

// Cluster joins the nearest two clusters of n things until one is left, the
// distance of clusters being the mean of those of their members (UPGMA, R:
// hclust(d, "average")). d is symmetric, n x n; a missing distance counts as
// infinite. Of equal distances the first pair is joined. There are n-1 merges.
func Cluster(d [][]float64) []Merge {
	n := len(d)
	dist := make([][]float64, n)
	for i := range d {
		dist[i] = make([]float64, n)
		for j, v := range d[i] {
			if math.IsNaN(v) {
				v = math.Inf(1)
			}
			dist[i][j] = v
		}
	}
	name, size := make([]int, n), make([]float64, n) // of the cluster that stands in row i; size 0 if joined away
	for i := range name {
		name[i], size[i] = i, 1
	}
	var out []Merge
	for len(out) < n-1 {
		a, b := -1, -1
		for i := range n {
			for j := i + 1; j < n; j++ {
				if size[i] > 0 && size[j] > 0 && (a < 0 || dist[i][j] < dist[a][b]) {
					a, b = i, j
				}
			}
		}
		out = append(out, Merge{min(name[a], name[b]), max(name[a], name[b]), dist[a][b]})
		for k := range n {
			if k != a && k != b && size[k] > 0 {
				v := (size[a]*dist[a][k] + size[b]*dist[b][k]) / (size[a] + size[b])
				dist[a][k], dist[k][a] = v, v
			}
		}
		name[a], size[a], size[b] = n+len(out)-1, size[a]+size[b], 0
	}
	return out
}

// Leaves returns the n things in the order of a dendrogram, in which no lines
// cross: of every merge the older part first (R: hclust's order).
func Leaves(merges []Merge) []int {
	n := len(merges) + 1
	var out []int
	var walk func(int)
	walk = func(c int) {
		if c < n {
			out = append(out, c)
			return
		}
		walk(merges[c-n].A)
		walk(merges[c-n].B)
	}
	walk(2*n - 2)
	return out
}
