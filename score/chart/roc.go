package chart

import (
	"fmt"
	"strings"
)

// ROC shows what every cut-off does: the share of the high group above it
// against the share of the low group above it.
type ROC struct {
	Frame
	Curves []Curve
	Note   string // such as the area with its interval; below the curve
}

// Curve is one curve, its operating points from the lowest cut-off to the
// highest.
type Curve struct {
	Label  string
	Class  string // of the style sheet
	Color  string
	Points []Operating
	Marked int    // point that is marked, such as that of the cut-off in force; negative for none
	Name   string // of the point that is marked
}

// Operating is what one cut-off does.
type Operating struct {
	Cutoff                   float64
	Sensitivity, Specificity float64
}

func (o Operating) label() string {
	return fmt.Sprintf("above %s: sensitivity %.0f %%, specificity %.0f %%", short(o.Cutoff), 100*o.Sensitivity, 100*o.Specificity)
}

// dashes tell curves apart beside their colour.
var dashes = []string{"", ` stroke-dasharray="7 3"`, ` stroke-dasharray="2 3"`, ` stroke-dasharray="8 3 2 3"`}

// Draw draws the curves in a square.
func (p ROC) Draw() Drawing {
	width, _ := p.size(420, 0)
	a := area{left: 56, top: 14, right: width - 16}
	a.bottom = a.top + (a.right - a.left)
	lines := wrap(p.Note, int((a.right-a.left)/letter))
	height := a.bottom + 46 + 16*float64(len(lines)) + 8 + p.foot(width)
	if len(p.Curves) > 1 {
		height += legendHeight * float64(len(p.Curves))
	}
	s := p.open(width, height)
	x, y := axis{lo: 0, hi: 1, from: a.left, to: a.right}, axis{lo: 0, hi: 1, from: a.bottom, to: a.top}
	a.yAxis(s, y, "Sensitivity")
	a.xAxis(s, x, "1 - specificity")
	s.line("c-grid", grid, a.left, a.bottom, a.right, a.top, 1, ` stroke-dasharray="3 3"`)
	var pts points
	for i, c := range p.Curves {
		p.curve(s, c, dashes[i%len(dashes)], x, y, &pts)
	}
	at := a.bottom + 56
	for i, c := range p.Curves {
		if len(p.Curves) > 1 {
			fmt.Fprintf(s, `<g class="c-%s">`, esc(c.Class))
			s.line("c-line", c.Color, a.left, at-4, a.left+26, at-4, 2, dashes[i%len(dashes)])
			s.WriteString("</g>")
			s.text("c-ink", ink, "start", a.left+32, at, clip(c.Label, int((a.right-a.left-32)/letter)), ` font-size="11"`)
			at += legendHeight
		}
	}
	for _, line := range lines {
		s.text("c-ink", ink, "start", a.left, at, line, "")
		at += 16
	}
	return p.drawing(s, width, height, pts)
}

// curve draws one curve.
func (p ROC) curve(s *svg, c Curve, dash string, x, y axis, pts *points) {
	var d strings.Builder
	for i, o := range c.Points {
		d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0])
		d.WriteString(px(x.at(1-o.Specificity)) + " " + px(y.at(o.Sensitivity)))
		pts.add(Place{X: x.at(1 - o.Specificity), Y: y.at(o.Sensitivity), Label: strings.TrimPrefix(c.Label+", ", ", ") + o.label()})
	}
	fmt.Fprintf(s, `<g class="c-%s"><path class="c-line" d="%s" fill="none" stroke="%s" stroke-width="2" stroke-linejoin="round"%s/>`, esc(c.Class), d.String(), c.Color, dash)
	if c.Marked >= 0 && c.Marked < len(c.Points) {
		o := c.Points[c.Marked]
		cx, cy := x.at(1-o.Specificity), y.at(o.Sensitivity)
		fmt.Fprintf(s, `<circle class="c-stroke" cx="%s" cy="%s" r="5" fill="#fff" stroke="%s" stroke-width="2"/>`, px(cx), px(cy), c.Color)
		anchor, at := "start", cx+10
		if cx > (x.from+x.to)/2 {
			anchor, at = "end", cx-10
		}
		s.text("c-ink c-halo", ink, anchor, at, cy+16, c.Name, ` font-size="11"`+halo)
	}
	s.WriteString("</g>")
}

// Table returns one row an operating point.
func (p ROC) Table() Table {
	t := Table{Columns: heads([]string{"Curve"}, "Cut-off", "Sensitivity", "Specificity")}
	for _, c := range p.Curves {
		for _, o := range c.Points {
			t.Rows = append(t.Rows, []string{c.Label, number(o.Cutoff), number(o.Sensitivity), number(o.Specificity)})
		}
	}
	return t
}
