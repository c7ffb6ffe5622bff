package chart

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Point is one sample of a strip plot.
type Point struct {
	Sample string
	Label  string // value and class in words, for a tooltip
	Value  float64
	Mark   int // index in Strip.Marks
}

// Group is one column of a strip plot.
type Group struct {
	Label  string
	Points []Point
}

// Strip is a strip plot: one column of points a group, with the median of the
// group as a bar and a cut-off with its interval across all of them. Where a
// group has more points than its column can hold side by side, the column
// becomes a violin: the outline of their density, quartiles, and the points
// spread within it.
type Strip struct {
	Frame
	YLabel  string
	Log     bool // base-2 logarithmic values
	Groups  []Group
	Marks   []Mark
	Cutoff  *Band
	Legend  bool   // the marks in use are explained above the plot
	Outline string // sample that is ringed, or empty
}

// Colours of a figure that stands alone.
const (
	ink   = "#1d2730"
	faint = "#5b6873"
	grid  = "#dfe5ea"
	band  = "#f3e6d2"
	cut   = "#8a4b00"
	pale  = "#e9eef2"
)

// Draw draws the plot. Points with a missing value are left out and counted
// below their group.
func (p Strip) Draw() Drawing {
	width, height := p.size(720, 380)
	a := area{left: 56, top: 14, right: width - 12, bottom: height - 70 - p.foot(width)}
	s := p.open(width, height)
	if p.Legend {
		a.top += legend(s, p.Marks, p.used(), p.Cutoff, a.left, 12, a.right-a.left)
	}
	all := p.Cutoff.values()
	for _, g := range p.Groups {
		for _, pt := range g.Points {
			all = append(all, pt.Value)
		}
	}
	y := newAxis(all, a.bottom, a.top, p.Log)
	a.yAxis(s, y, p.YLabel)
	p.Cutoff.draw(s, a, y)
	var pts points
	var spots []spot
	var middles []func() // of the groups, above points that cover them
	w := (a.right - a.left) / float64(len(p.Groups))
	for i, g := range p.Groups {
		column, median := p.group(s, g, y, a.left+(float64(i)+0.5)*w, w, a.bottom)
		spots, middles = append(spots, column...), append(middles, median)
	}
	drawSpots(s, spots, p.Marks, &pts)
	for _, median := range middles {
		if median != nil {
			median()
		}
	}
	if !p.Legend {
		p.Cutoff.write(s, a, y)
	}
	return p.drawing(s, width, height, pts)
}

// group draws what stands behind the points of one column centred on x, and
// returns the points and, if they would cover its median, what draws that above them.
func (p Strip) group(s *svg, g Group, y axis, x, w, base float64) (spots []spot, above func()) {
	var values []float64
	missing := 0
	for _, pt := range g.Points {
		if !drawable(y.scale(pt.Value)) {
			missing++
			continue
		}
		values = append(values, pt.Value)
	}
	slices.Sort(values)
	off, crowded := swarm(g.Points, y, radius, w*0.46)
	half := min(w*0.3, 44)
	bar := func(q, half, thick float64) {
		at := y.at(quantile(values, q))
		if crowded { // it stands on points
			s.line("c-gap", "#fff", x-half-2, at, x+half+2, at, thick+3, "")
		}
		s.line("c-median", ink, x-half, at, x+half, at, thick, "")
	}
	switch {
	case crowded:
		v := newViolin(values, y)
		v.draw(s, x, w*0.46)
		off = v.spread(g.Points, w*0.43)
		above = func() {
			bar(0.25, half/2, 1)
			bar(0.5, half, 2)
			bar(0.75, half/2, 1)
		}
	case len(values) > 0:
		bar(0.5, half, 2)
	}
	s.text("c-ink", ink, "middle", x, base+20, clip(g.Label, max(6, int(w/7.2))), ` font-weight="600"`)
	s.text("c-faint", faint, "middle", x, base+36, "n = "+strconv.Itoa(len(values)), "")
	if missing > 0 {
		s.text("c-faint", faint, "middle", x, base+50, strconv.Itoa(missing)+" without a score", ` font-size="10"`)
	}
	for k, pt := range g.Points {
		if math.IsNaN(off[k]) {
			continue
		}
		spots = append(spots, spot{x + off[k], y.at(pt.Value), pt.Mark, pt.Sample, pt.Label, pt.Sample == p.Outline && p.Outline != ""})
	}
	return spots, above
}

// used returns the marks that the points use.
func (p Strip) used() map[int]bool {
	used := map[int]bool{}
	for _, g := range p.Groups {
		for _, pt := range g.Points {
			used[pt.Mark] = true
		}
	}
	return used
}

// Table returns one row a point.
func (p Strip) Table() Table {
	t := Table{Columns: heads([]string{"Group", "Sample", "Mark"}, cmp.Or(p.YLabel, "Value"))}
	for _, g := range p.Groups {
		for _, pt := range g.Points {
			t.Rows = append(t.Rows, []string{g.Label, pt.Sample, markOf(p.Marks, pt.Mark).Label, number(pt.Value)})
		}
	}
	return t
}

// swarm returns the horizontal offset of every point, NaN for points without a
// value: each point, from the lowest up, takes the place nearest to the middle
// where it touches no point that is already placed, or the middle if the
// column is full, which is reported.
func swarm(pts []Point, y axis, r, half float64) (off []float64, crowded bool) {
	off = make([]float64, len(pts))
	var order []int
	for k, pt := range pts {
		off[k] = math.NaN()
		if drawable(y.scale(pt.Value)) {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(pts[a].Value, pts[b].Value) })
	d := 2*r + 0.6
	steps := int(half / (d / 2))
	for n, k := range order {
		yk := y.at(pts[k].Value)
		off[k] = 0
		placed := false
	place:
		for i := range 2*steps + 1 {
			x := float64((i+1)/2) * d / 2
			if i%2 == 1 {
				x = -x
			}
			for q := n - 1; q >= 0; q-- {
				o := order[q]
				dy := yk - y.at(pts[o].Value)
				if math.Abs(dy) >= d {
					break
				}
				if dx := x - off[o]; dx*dx+dy*dy < d*d {
					continue place
				}
			}
			off[k], placed = x, true
			break
		}
		crowded = crowded || !placed
	}
	return off, crowded
}

// quantile returns a quantile of sorted values, of which there is at least one
// (R: type 7).
func quantile(sorted []float64, p float64) float64 {
	h := p * float64(len(sorted)-1)
	i := int(h)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}
