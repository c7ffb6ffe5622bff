package chart

import (
	"cmp"
	"fmt"
	"strings"
)

// Mark is the look of a point: its shape, colour and class.
type Mark struct {
	Class string // of the style sheet: "high"
	Shape Shape
	Color string
	Label string // in the legend
}

// Shape is the outline of a mark.
type Shape uint8

const (
	Circle Shape = iota
	Ring
	TriangleUp
	Diamond
	Square
)

const (
	radius = 3.6 // of a mark, in pixels
	// mostMarks is how many marks are elements of their own. Thousands of
	// elements would hold up the page that shows them.
	mostMarks = 400
)

// plain is the mark of what has none.
var plain = Mark{Class: "unclassed", Color: faint, Label: "other"}

func markOf(marks []Mark, i int) Mark {
	if i >= 0 && i < len(marks) {
		return marks[i]
	}
	return plain
}

// spot is a mark that is to be drawn.
type spot struct {
	x, y          float64
	mark          int
	sample, label string
	outline       bool
}

// draw draws spots, of which all are marks of pts too.
func drawSpots(s *svg, spots []spot, marks []Mark, pts *points) {
	for _, q := range spots {
		pts.add(Place{X: q.x, Y: q.y, Sample: q.sample, Label: cmp.Or(q.label, q.sample)})
		if q.outline {
			fmt.Fprintf(s, `<circle class="c-outline" cx="%s" cy="%s" r="%s" fill="none" stroke="%s" stroke-width="2"/>`, px(q.x), px(q.y), px(2.2*radius), ink)
		}
	}
	if len(spots) <= mostMarks {
		for _, q := range spots {
			m := markOf(marks, q.mark)
			fmt.Fprintf(s, `<g class="c-point c-%s" data-sample="%s">`, esc(m.Class), esc(q.sample))
			m.path(s, m.d(q.x, q.y))
			fmt.Fprintf(s, `<title>%s</title></g>`, esc(q.label))
		}
		return
	}
	for i := -1; i < len(marks); i++ {
		var d strings.Builder
		for _, q := range spots {
			if q.mark == i || i < 0 && q.mark >= len(marks) || i < 0 && q.mark < 0 {
				d.WriteString(markOf(marks, i).d(q.x, q.y))
			}
		}
		if d.Len() == 0 {
			continue
		}
		m := markOf(marks, i)
		fmt.Fprintf(s, `<g class="c-points c-%s">`, esc(m.Class))
		m.path(s, d.String())
		s.WriteString("</g>")
	}
}

// path writes the path d in the look of the mark.
func (m Mark) path(s *svg, d string) {
	if m.Shape == Ring {
		fmt.Fprintf(s, `<path class="c-stroke" d="%s" fill="#fff" stroke="%s" stroke-width="1.6"/>`, d, m.Color)
		return
	}
	fmt.Fprintf(s, `<path class="c-fill" d="%s" fill="%s"/>`, d, m.Color)
}

// d returns the outline of the mark around a point, as path data.
func (m Mark) d(x, y float64) string {
	const r = radius
	switch m.Shape {
	case TriangleUp:
		return fmt.Sprintf("M%s %sl%s %sh%sz", px(x), px(y-1.25*r), px(1.15*r), px(2.1*r), px(-2.3*r))
	case Diamond:
		return fmt.Sprintf("M%s %sl%s %sl%s %sl%s %sz", px(x), px(y-1.3*r), px(1.3*r), px(1.3*r), px(-1.3*r), px(1.3*r), px(-1.3*r), px(-1.3*r))
	case Square:
		return fmt.Sprintf("M%s %sh%sv%sh%sz", px(x-0.9*r), px(y-0.9*r), px(1.8*r), px(1.8*r), px(-1.8*r))
	}
	return fmt.Sprintf("M%s %sa%s %s 0 1 0 %s 0a%s %s 0 1 0 %s 0z", px(x-r), px(y), px(r), px(r), px(2*r), px(r), px(r), px(-2*r))
}

// legendHeight is that of one line of a legend.
const legendHeight = 18

// legend explains the marks in use and the band, which may be nil, from y on, in
// as many lines as the width needs, and returns the height of it.
func legend(s *svg, marks []Mark, used map[int]bool, b *Band, x, y, width float64) float64 {
	if len(marks) == 0 {
		return 0
	}
	at, line := x, 0.0
	next := func(w float64) {
		if at > x && at+w-12 > x+width {
			at, line = x, line+1
		}
	}
	for i := -1; i < len(marks); i++ {
		if !used[i] {
			continue
		}
		m := markOf(marks, i)
		w := 30 + 6.2*float64(len([]rune(m.Label)))
		next(w)
		fmt.Fprintf(s, `<g class="c-%s">`, esc(m.Class))
		m.path(s, m.d(at+4, y+line*legendHeight))
		s.WriteString("</g>")
		s.text("c-faint", faint, "start", at+12, y+4+line*legendHeight, m.Label, ` font-size="11"`)
		at += w
	}
	if b != nil && drawable(b.Value) && b.Label != "" {
		next(40 + letter*float64(len([]rune(b.Label))))
		s.line("c-cut", cut, at, y+line*legendHeight, at+22, y+line*legendHeight, 1.5, dashed)
		s.text("c-cut-text", cut, "start", at+28, y+4+line*legendHeight, b.Label, ` font-size="11"`)
	}
	return (line + 1) * legendHeight
}
