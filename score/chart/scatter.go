package chart

import (
	"cmp"
	"fmt"
)

// Spot is one sample of a scatter plot.
type Spot struct {
	Sample string
	Label  string // in words, for a tooltip
	X, Y   float64
	Mark   int    // index in Scatter.Marks
	Name   string // written beside the spot; empty for none
}

// Scatter is a plot of samples by two values.
type Scatter struct {
	Frame
	XLabel, YLabel string
	XLog, YLog     bool // base-2 logarithmic values
	Spots          []Spot
	Marks          []Mark
	Note           string // such as a correlation with its interval; above the plot
	XLine, YLine   *Band  // cut-offs
}

// Draw draws the plot, the marks in use explained above it. Spots with a missing
// or infinite value are left out and counted below.
func (p Scatter) Draw() Drawing {
	width, height := p.size(720, 420)
	a := area{left: 56, top: 32, right: width - 12, bottom: height - 46 - p.foot(width)}
	s := p.open(width, height)
	xs, ys := p.XLine.values(), p.YLine.values()
	var in []Spot
	used := map[int]bool{}
	logs := [2]axis{{log: p.XLog}, {log: p.YLog}}
	for _, q := range p.Spots {
		if !drawable(logs[0].scale(q.X)) || !drawable(logs[1].scale(q.Y)) {
			continue
		}
		in, xs, ys = append(in, q), append(xs, q.X), append(ys, q.Y)
		used[q.Mark] = true
	}
	if len(used) > 0 {
		a.top = 14 + legend(s, p.Marks, used, nil, a.left, 12, a.right-a.left)
	}
	for _, line := range wrap(p.Note, int((a.right-a.left)/letter)) {
		s.text("c-ink", ink, "start", a.left, a.top+2, line, "")
		a.top += 16
	}
	x, y := newAxis(xs, a.left, a.right, p.XLog), newAxis(ys, a.bottom, a.top, p.YLog)
	a.yAxis(s, y, p.YLabel)
	a.xAxis(s, x, p.XLabel)
	p.YLine.draw(s, a, y)
	if c := p.XLine; c != nil && drawable(c.Value) {
		s.line("c-cut", cut, x.at(c.Value), a.top, x.at(c.Value), a.bottom, 1.5, dashed)
	}
	var pts points
	var spots []spot
	for _, q := range in {
		spots = append(spots, spot{x.at(q.X), y.at(q.Y), q.Mark, q.Sample, q.Label, false})
	}
	drawSpots(s, spots, p.Marks, &pts)
	for _, q := range in { // above all spots
		q.write(s, x.at(q.X), y.at(q.Y), a.right)
	}
	p.YLine.write(s, a, y)
	if n := len(p.Spots) - len(in); n > 0 {
		s.text("c-faint", faint, "end", a.right, a.bottom+36, fmt.Sprintf("%d without a value", n), ` font-size="10"`)
	}
	return p.drawing(s, width, height, pts)
}

// write writes the name of a spot beside it, to the left where it would go
// beyond the end of the plot.
func (q Spot) write(s *svg, x, y, end float64) {
	if q.Name == "" {
		return
	}
	name, anchor, at := clip(q.Name, 24), "start", x+2*radius
	if at+6.2*float64(len([]rune(name))) > end {
		anchor, at = "end", x-2*radius
	}
	s.text("c-ink c-halo", ink, anchor, at, y+4, name, ` font-size="11"`+halo)
}

// Table returns one row a spot.
func (p Scatter) Table() Table {
	t := Table{Columns: heads([]string{"Sample", "Mark"}, cmp.Or(p.XLabel, "X"), cmp.Or(p.YLabel, "Y"))}
	for _, q := range p.Spots {
		t.Rows = append(t.Rows, []string{q.Sample, markOf(p.Marks, q.Mark).Label, number(q.X), number(q.Y)})
	}
	return t
}
