package chart

import (
	"fmt"
	"math"
)

// Bars shows signed values as bars from zero, one a line.
type Bars struct {
	Frame
	XLabel string
	Bars   []Bar // from the top down
	Most   int   // bars drawn, 0 for 40; the rest is counted below
}

// Bar is one value. A missing one has a name and no bar.
type Bar struct {
	Name  string
	Value float64
	Label string // in words, for a tooltip
}

const barLine = 17

// Draw draws the bars. Their height follows from their number.
func (p Bars) Draw() Drawing {
	most := p.Most
	if most == 0 {
		most = 40
	}
	bars := p.Bars[:min(most, len(p.Bars))]
	width, _ := p.size(480, 0)
	names := 40.0
	var values []float64
	for _, b := range bars {
		names = max(names, 7.4*float64(len([]rune(clip(b.Name, 18))))+8)
		if drawable(b.Value) {
			values = append(values, b.Value)
		}
	}
	const number = 44 // beside a bar
	a := area{left: names + number, top: 6, right: width - number}
	a.bottom = a.top + barLine*float64(len(bars))
	height := a.bottom + 46 + p.foot(width)
	more := len(p.Bars) - len(bars)
	if more > 0 {
		height += 16
	}
	s := p.open(width, height)
	x := newAxis(append(values, 0), a.left, a.right, false)
	a.xAxis(s, x, p.XLabel)
	var pts points
	zero := x.at(0)
	for i, b := range bars {
		y := a.top + (float64(i)+0.5)*barLine
		s.text("c-ink", ink, "end", names-4, y+4, clip(b.Name, 18), ` font-size="11"`)
		if !drawable(b.Value) {
			s.text("c-faint", faint, "start", zero+4, y+4, "missing", ` font-size="10"`)
			pts.add(Place{X: zero, Y: y, W: a.right - a.left, H: barLine, Label: b.Label})
			continue
		}
		end := x.at(b.Value)
		class, color, anchor, at := "c-up", "#b8431f", "start", end+4
		if b.Value < 0 {
			class, color, anchor, at = "c-down", "#1f6fa8", "end", end-4
		}
		fmt.Fprintf(s, `<rect class="%s" x="%s" y="%s" width="%s" height="%d" fill="%s"><title>%s</title></rect>`, class, px(min(zero, end)), px(y-6), px(max(math.Abs(end-zero), 0.5)), 12, color, esc(b.Label))
		s.text("c-faint", faint, anchor, at, y+4, short(b.Value), ` font-size="10"`)
		pts.add(Place{X: (zero + end) / 2, Y: y, W: math.Abs(end - zero), H: barLine, Label: b.Label})
	}
	s.line("c-median", ink, zero, a.top, zero, a.bottom, 1, "")
	if more > 0 {
		s.text("c-faint", faint, "start", 8, a.bottom+54, fmt.Sprintf("%d more are in the table.", more), ` font-size="11"`)
	}
	return p.drawing(s, width, height, pts)
}

// Table returns one row a bar.
func (p Bars) Table() Table {
	name := p.XLabel
	if name == "" {
		name = "Value"
	}
	t := Table{Columns: heads([]string{"Name"}, name)}
	for _, b := range p.Bars {
		t.Rows = append(t.Rows, []string{b.Name, number(b.Value)})
	}
	return t
}
