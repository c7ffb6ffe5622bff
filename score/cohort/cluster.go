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
	next := make([]int, n)                           // of every row the first of the nearest rows after it, -1 if there is none
	look := func(i int) {
		next[i] = -1
		for j := i + 1; j < n; j++ {
			if size[j] > 0 && (next[i] < 0 || dist[i][j] < dist[i][next[i]]) {
				next[i] = j
			}
		}
	}
	for i := range name {
		name[i], size[i] = i, 1
	}
	for i := range next {
		look(i)
	}
	var out []Merge
	for len(out) < n-1 {
		a := -1
		for i, j := range next {
			if size[i] > 0 && j >= 0 && (a < 0 || dist[i][j] < dist[a][next[a]]) {
				a = i
			}
		}
		b := next[a]
		out = append(out, Merge{min(name[a], name[b]), max(name[a], name[b]), dist[a][b]})
		for k := range n {
			if k != a && k != b && size[k] > 0 {
				v := (size[a]*dist[a][k] + size[b]*dist[b][k]) / (size[a] + size[b])
				dist[a][k], dist[k][a] = v, v
			}
		}
		name[a], size[a], size[b] = n+len(out)-1, size[a]+size[b], 0
		// what was nearest to a row is still so, unless it was one of the two
		for k := range b {
			switch {
			case size[k] == 0:
			case k == a || next[k] == a || next[k] == b:
				look(k)
			case k < a && (dist[k][a] < dist[k][next[k]] || dist[k][a] == dist[k][next[k]] && a < next[k]):
				next[k] = a
			}
		}
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
