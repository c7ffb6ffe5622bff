package chart

import (
	"fmt"
	"math"
)

// Merge is one step of a clustering: the clusters A and B become one. The first
// n numbers are the things themselves, n + k is the cluster of the kth merge.
type Merge struct {
	A, B   int
	Height float64
}

// tree draws a dendrogram of n leaves. Place returns the position of a leaf
// along the map; base is where the leaves stand and top where the highest merge
// does. Merges narrower than a pixel are left out.
func tree(s *svg, merges []Merge, n int, place func(leaf int) float64, base, top float64, upright bool) {
	if len(merges) == 0 || len(merges) != n-1 {
		return
	}
	highest := 0.0
	for _, m := range merges {
		if drawable(m.Height) {
			highest = max(highest, m.Height)
		}
	}
	if highest == 0 {
		highest = 1
	}
	at := make([]float64, n+len(merges))     // along the map
	height := make([]float64, n+len(merges)) // pixels
	for i := range n {
		at[i], height[i] = place(i), base
	}
	s.WriteString(`<path class="c-tree" d="`)
	for k, m := range merges {
		h := m.Height
		if !drawable(h) {
			h = highest
		}
		y := base + h/highest*(top-base)
		at[n+k], height[n+k] = (at[m.A]+at[m.B])/2, y
		if math.Abs(at[m.A]-at[m.B]) < 1 {
			continue
		}
		if upright {
			fmt.Fprintf(s, "M%s %sV%sH%sV%s", px(at[m.A]), px(height[m.A]), px(y), px(at[m.B]), px(height[m.B]))
		} else {
			fmt.Fprintf(s, "M%s %sH%sV%sH%s", px(height[m.A]), px(at[m.A]), px(y), px(at[m.B]), px(height[m.B]))
		}
	}
	fmt.Fprintf(s, `" fill="none" stroke="%s" stroke-width="1"/>`, faint)
}
