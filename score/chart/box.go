package chart

import (
	"fmt"
	"strconv"
	"strings"
)

// Boxes shows the distribution of values within each of many samples: the
// median, the middle half, and the middle 90 % of its values. With few samples
// each has a box; where they stand closer than three pixels, the boxes flow into
// ribbons, in which a sample apart is a spike.
type Boxes struct {
	Frame
	YLabel string
	Boxes  []Box // in the order in which they are drawn
	Marks  []Mark
}

// Box is the distribution of one sample.
type Box struct {
	Sample                    string
	Label                     string  // in words, for a tooltip
	Low, Q1, Median, Q3, High float64 // quantiles 0.05, 0.25, 0.5, 0.75, 0.95
	Mark                      int     // index in Boxes.Marks
	Named                     bool    // its name is written below
}

// Draw draws the figure. Samples without a median are left out.
func (p Boxes) Draw() Drawing {
	width, height := p.size(720, 320)
	a := area{left: 56, top: 14, right: width - 12, bottom: height - 40 - p.foot(width)}
	s := p.open(width, height)
	var in []Box
	var all []float64
	used := map[int]bool{}
	for _, b := range p.Boxes {
		if drawable(b.Low + b.Median + b.High) {
			in, all = append(in, b), append(all, b.Low, b.High)
			used[b.Mark] = true
		}
	}
	if len(used) > 0 {
		a.top += legend(s, p.Marks, used, nil, a.left, 12, a.right-a.left)
	}
	y := newAxis(all, a.bottom, a.top, false)
	a.yAxis(s, y, p.YLabel)
	step := (a.right - a.left) / float64(max(len(in), 1))
	x := func(i int) float64 { return a.left + (float64(i)+0.5)*step }
	if step >= 3 {
		boxes(s, in, p.Marks, x, min(0.72*step, 22), y)
	} else {
		ribbons(s, in, p.Marks, x, step, y)
	}
	var pts points
	for i, b := range in {
		pts.add(Place{X: x(i), Y: (y.at(b.Low) + y.at(b.High)) / 2, W: step, H: y.at(b.Low) - y.at(b.High), Sample: b.Sample, Label: b.Label})
	}
	p.names(s, in, a, x)
	s.text("c-faint", faint, "start", a.left, a.bottom+28, strconv.Itoa(len(in))+" samples: median, middle half and middle 90 % of the values of each", ` font-size="11"`)
	return p.drawing(s, width, height, pts)
}

// boxes draws one box a sample: whiskers, box and median of each mark in one
// path.
func boxes(s *svg, in []Box, marks []Mark, x func(int) float64, w float64, y axis) {
	for k := -1; k < len(marks); k++ {
		var whiskers, body, median strings.Builder
		for i, b := range in {
			if b.Mark != k && (k >= 0 || b.Mark < len(marks) && b.Mark >= 0) {
				continue
			}
			fmt.Fprintf(&whiskers, "M%s %sV%s", px(x(i)), px(y.at(b.Low)), px(y.at(b.High)))
			fmt.Fprintf(&body, "M%s %sh%sV%sh%sz", px(x(i)-w/2), px(y.at(b.Q1)), px(w), px(y.at(b.Q3)), px(-w))
			fmt.Fprintf(&median, "M%s %sh%s", px(x(i)-w/2), px(y.at(b.Median)), px(w))
		}
		if body.Len() == 0 {
			continue
		}
		m := markOf(marks, k)
		fmt.Fprintf(s, `<g class="c-box c-%s"><path class="c-line" d="%s" fill="none" stroke="%s" stroke-width="1"/>`, esc(m.Class), whiskers.String(), m.Color)
		if m.Shape == Ring { // an open mark is an open box
			fmt.Fprintf(s, `<path class="c-stroke" d="%s" fill="#fff" stroke="%s" stroke-width="1"/><path class="c-line" d="%s" fill="none" stroke="%s" stroke-width="1.6"/></g>`, body.String(), m.Color, median.String(), m.Color)
			continue
		}
		fmt.Fprintf(s, `<path class="c-fill" d="%s" fill="%s"/><path class="c-notch" d="%s" fill="none" stroke="#fff" stroke-width="1.6"/></g>`, body.String(), m.Color, median.String())
	}
}

// ribbons draws the same of samples that stand closer than a box needs, and
// what they are as a line of colour below them.
func ribbons(s *svg, in []Box, marks []Mark, x func(int) float64, step float64, y axis) {
	ribbon := func(class, color string, low, high func(Box) float64) {
		var d strings.Builder
		for i, b := range in {
			d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0])
			d.WriteString(px(x(i)) + " " + px(y.at(high(b))))
		}
		for i := len(in) - 1; i >= 0; i-- {
			d.WriteString("L" + px(x(i)) + " " + px(y.at(low(in[i]))))
		}
		fmt.Fprintf(s, `<path class="%s" d="%sZ" fill="%s"/>`, class, d.String(), color)
	}
	ribbon("c-ribbon-wide", "#d3dee6", func(b Box) float64 { return b.Low }, func(b Box) float64 { return b.High })
	ribbon("c-ribbon", "#9db9cd", func(b Box) float64 { return b.Q1 }, func(b Box) float64 { return b.Q3 })
	var d strings.Builder
	for i, b := range in {
		d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0])
		d.WriteString(px(x(i)) + " " + px(y.at(b.Median)))
	}
	fmt.Fprintf(s, `<path class="c-median" d="%s" fill="none" stroke="%s" stroke-width="1"/>`, d.String(), ink)
	for from := 0; from < len(in); {
		to := from + 1
		for to < len(in) && in[to].Mark == in[from].Mark {
			to++
		}
		m := markOf(marks, in[from].Mark)
		fmt.Fprintf(s, `<g class="c-%s"><rect class="c-fill" x="%s" y="%s" width="%s" height="5" fill="%s"/></g>`, esc(m.Class), px(x(from)-step/2), px(y.from+2), px(float64(to-from)*step), m.Color)
		from = to
	}
}

// names writes the names that are wanted below their boxes, where they stand
// apart.
func (p Boxes) names(s *svg, in []Box, a area, x func(int) float64) {
	free := a.left
	for i, b := range in {
		w := letter * float64(len([]rune(clip(b.Sample, 18))))
		if !b.Named || x(i)-w/2 < free {
			continue
		}
		at, anchor := x(i), "middle"
		if at+w/2 > a.right {
			at, anchor = a.right, "end"
		}
		s.text("c-ink", ink, anchor, at, a.bottom+16, clip(b.Sample, 18), ` font-size="10"`)
		free = x(i) + w/2 + 6
	}
}

// Table returns one row a sample.
func (p Boxes) Table() Table {
	t := Table{Columns: heads([]string{"Sample", "Mark"}, "5 %", "25 %", "Median", "75 %", "95 %")}
	for _, b := range p.Boxes {
		t.Rows = append(t.Rows, []string{b.Sample, markOf(p.Marks, b.Mark).Label, number(b.Low), number(b.Q1), number(b.Median), number(b.Q3), number(b.High)})
	}
	return t
}
