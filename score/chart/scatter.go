package chart

import (
	"fmt"
	"math"
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
	ID             string // unique on a page
	Title          string
	Desc           string
	XLabel, YLabel string
	Spots          []Spot
	Marks          []Mark
	Width          float64 // pixels, 0 for 720
	Height         float64 // pixels, 0 for 420
	Footer         string
}

// SVG draws the plot, the marks in use explained above it. Spots with a missing
// or infinite value are left out and counted below.
func (p Scatter) SVG() string {
	width, height := p.Width, p.Height
	if width == 0 {
		width = 720
	}
	if height == 0 {
		height = 420
	}
	const left, right, top = 56, 12, 32
	bottom := 46.0
	if p.Footer != "" {
		bottom += 16
	}
	s := newSVG(width, height, p.ID, p.Title, p.Desc)
	var xs, ys []float64
	var spots []Spot
	used := map[int]bool{}
	for _, q := range p.Spots {
		if v := q.X + q.Y; math.IsNaN(v) || math.IsInf(q.X, 0) || math.IsInf(q.Y, 0) {
			continue
		}
		spots, xs, ys = append(spots, q), append(xs, q.X), append(ys, q.Y)
		used[q.Mark] = true
	}
	legend(s, p.Marks, used, left, 12)
	x, y := newAxis(xs, left, width-right, false), newAxis(ys, height-bottom, top, false)
	for _, t := range y.ticks(6) {
		s.line("c-grid", grid, left, y.at(t.value), width-right, y.at(t.value), 1, "")
		s.text("c-faint", faint, "end", left-7, y.at(t.value)+4, t.label, "")
	}
	for _, t := range x.ticks(8) {
		s.line("c-grid", grid, x.at(t.value), top, x.at(t.value), height-bottom, 1, "")
		s.text("c-faint", faint, "middle", x.at(t.value), height-bottom+16, t.label, "")
	}
	s.text("c-ink", ink, "middle", 14, (top+height-bottom)/2, p.YLabel, fmt.Sprintf(` transform="rotate(-90 14 %s)"`, px((top+height-bottom)/2)))
	s.text("c-ink", ink, "middle", (left+width-right)/2, height-bottom+36, p.XLabel, "")
	for _, q := range spots {
		p.spot(s, q, x.at(q.X), y.at(q.Y))
	}
	for _, q := range spots { // above all spots
		q.write(s, x.at(q.X), y.at(q.Y), width-right)
	}
	if n := len(p.Spots) - len(spots); n > 0 {
		s.text("c-faint", faint, "end", width-right, height-bottom+36, fmt.Sprintf("%d without a value", n), ` font-size="10"`)
	}
	if p.Footer != "" {
		s.text("c-faint", faint, "start", left, height-6, p.Footer, ` font-size="10"`)
	}
	return s.done()
}

// radius is that of a spot.
const radius = 3.6

// spot draws one sample.
func (p Scatter) spot(s *svg, q Spot, x, y float64) {
	m := Mark{Color: faint}
	if q.Mark >= 0 && q.Mark < len(p.Marks) {
		m = p.Marks[q.Mark]
	}
	fmt.Fprintf(s, `<g class="c-point c-%s" data-sample="%s">`, esc(m.Class), esc(q.Sample))
	shape(s, m.Shape, m.Color, x, y, radius)
	fmt.Fprintf(s, `<title>%s</title></g>`, esc(q.Label))
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
	s.text("c-ink", ink, anchor, at, y+4, name, ` font-size="11"`)
}
