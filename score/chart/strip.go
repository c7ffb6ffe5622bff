package chart

import (
	"fmt"
	"math"
	"slices"
	"strconv"
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

// Band is a horizontal band around a line: a cut-off with its interval.
type Band struct {
	Value, Lower, Upper float64
	Label               string
}

// Strip is a strip plot: one column of points a group, with the median of the
// group as a bar and a cut-off with its interval across all of them.
type Strip struct {
	ID      string // unique on a page
	Title   string
	Desc    string
	YLabel  string
	Log     bool // base-2 logarithmic values
	Groups  []Group
	Marks   []Mark
	Cutoff  *Band
	Width   float64 // pixels, 0 for 720
	Height  float64 // pixels, 0 for 380
	Legend  bool    // the marks in use are explained above the plot
	Footer  string
	Outline string // sample that is ringed, or empty
}

// Colours of a figure that stands alone.
const (
	ink   = "#1d2730"
	faint = "#5b6873"
	grid  = "#dfe5ea"
	band  = "#f3e6d2"
	cut   = "#8a4b00"
)

// SVG draws the plot. Points with a missing value are left out and counted
// below their group. The points of a group are laid out so that none covers
// another as long as there is room.
func (p Strip) SVG() string {
	width, height := p.Width, p.Height
	if width == 0 {
		width = 720
	}
	if height == 0 {
		height = 380
	}
	const left, right = 56, 12
	top, bottom := 14.0, 70.0
	if p.Legend {
		top += 18
	}
	if p.Footer != "" {
		bottom += 16
	}
	s := newSVG(width, height, p.ID, p.Title, p.Desc)
	if p.Legend {
		legend(s, p.Marks, p.used(), left, 12)
	}
	var all []float64
	for _, g := range p.Groups {
		for _, pt := range g.Points {
			all = append(all, pt.Value)
		}
	}
	if p.Cutoff != nil {
		all = append(all, p.Cutoff.Value, p.Cutoff.Lower, p.Cutoff.Upper)
	}
	y := newAxis(all, height-bottom, top, p.Log)
	for _, t := range y.ticks(6) {
		s.line("c-grid", grid, left, y.at(t.value), width-right, y.at(t.value), 1, "")
		s.text("c-faint", faint, "end", left-7, y.at(t.value)+4, t.label, "")
	}
	s.text("c-ink", ink, "middle", 14, (top+height-bottom)/2, p.YLabel, fmt.Sprintf(` transform="rotate(-90 14 %s)"`, px((top+height-bottom)/2)))
	if c := p.Cutoff; c != nil && !math.IsNaN(c.Value) {
		fmt.Fprintf(s, `<rect class="c-band" x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, px(left), px(y.at(c.Upper)), px(width-left-right), px(max(y.at(c.Lower)-y.at(c.Upper), 0.5)), band)
		s.line("c-cut", cut, left, y.at(c.Value), width-right, y.at(c.Value), 1.5, ` stroke-dasharray="6 4"`)
		s.text("c-cut-text", cut, "end", width-right-2, y.at(c.Value)-5, c.Label, "")
	}
	if n := len(p.Groups); n > 0 {
		w := (width - left - right) / float64(n)
		for i, g := range p.Groups {
			p.group(s, g, y, left+(float64(i)+0.5)*w, w, height-bottom)
		}
	}
	if p.Footer != "" {
		s.text("c-faint", faint, "start", left, height-6, p.Footer, ` font-size="10"`)
	}
	return s.done()
}

// group draws one column centred on x.
func (p Strip) group(s *svg, g Group, y axis, x, w, base float64) {
	const r = 3.6
	var values []float64
	missing := 0
	for _, pt := range g.Points {
		if v := y.scale(pt.Value); math.IsNaN(v) || math.IsInf(v, 0) {
			missing++
			continue
		}
		values = append(values, pt.Value)
	}
	if len(values) > 0 {
		m := y.at(median(values))
		half := min(w*0.3, 44)
		s.line("c-median", ink, x-half, m, x+half, m, 2, "")
	}
	for k, off := range swarm(g.Points, y, r, w*0.46) {
		pt := g.Points[k]
		if math.IsNaN(off) {
			continue
		}
		p.mark(s, pt, x+off, y.at(pt.Value), r)
	}
	label := clip(g.Label, max(6, int(w/8)))
	s.text("c-ink", ink, "middle", x, base+20, label, ` font-weight="600"`)
	s.text("c-faint", faint, "middle", x, base+36, "n = "+strconv.Itoa(len(values)), "")
	if missing > 0 {
		s.text("c-faint", faint, "middle", x, base+50, strconv.Itoa(missing)+" without a score", ` font-size="10"`)
	}
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

// legend explains the marks in use, in one line from x on.
func legend(s *svg, marks []Mark, used map[int]bool, x, y float64) {
	for i, m := range marks {
		if !used[i] {
			continue
		}
		fmt.Fprintf(s, `<g class="c-%s">`, esc(m.Class))
		shape(s, m.Shape, m.Color, x+4, y, 3.6)
		s.WriteString("</g>")
		s.text("c-faint", faint, "start", x+12, y+4, m.Label, ` font-size="11"`)
		x += 30 + 6.2*float64(len([]rune(m.Label)))
	}
}

func (p Strip) mark(s *svg, pt Point, x, y, r float64) {
	m := Mark{Color: faint}
	if pt.Mark >= 0 && pt.Mark < len(p.Marks) {
		m = p.Marks[pt.Mark]
	}
	fmt.Fprintf(s, `<g class="c-point c-%s" data-sample="%s">`, esc(m.Class), esc(pt.Sample))
	if pt.Sample == p.Outline && p.Outline != "" {
		fmt.Fprintf(s, `<circle class="c-outline" cx="%s" cy="%s" r="%s" fill="none" stroke="%s" stroke-width="2"/>`, px(x), px(y), px(2.2*r), ink)
	}
	shape(s, m.Shape, m.Color, x, y, r)
	fmt.Fprintf(s, `<title>%s</title></g>`, esc(pt.Label))
}

func shape(s *svg, sh Shape, color string, x, y, r float64) {
	switch sh {
	case Ring:
		fmt.Fprintf(s, `<circle class="c-stroke" cx="%s" cy="%s" r="%s" fill="#fff" stroke="%s" stroke-width="1.6"/>`, px(x), px(y), px(r), color)
	case TriangleUp:
		fmt.Fprintf(s, `<path class="c-fill" d="M%s %sL%s %sL%s %sZ" fill="%s"/>`, px(x), px(y-1.25*r), px(x+1.15*r), px(y+0.85*r), px(x-1.15*r), px(y+0.85*r), color)
	case Diamond:
		fmt.Fprintf(s, `<path class="c-fill" d="M%s %sL%s %sL%s %sL%s %sZ" fill="%s"/>`, px(x), px(y-1.3*r), px(x+1.3*r), px(y), px(x), px(y+1.3*r), px(x-1.3*r), px(y), color)
	case Square:
		fmt.Fprintf(s, `<rect class="c-fill" x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, px(x-0.9*r), px(y-0.9*r), px(1.8*r), px(1.8*r), color)
	default:
		fmt.Fprintf(s, `<circle class="c-fill" cx="%s" cy="%s" r="%s" fill="%s"/>`, px(x), px(y), px(r), color)
	}
}

// swarm returns the horizontal offset of every point, NaN for points without a
// value: each point, from the lowest up, takes the place nearest to the middle
// where it touches no point that is already placed, or the middle if the
// column is full.
func swarm(points []Point, y axis, r, half float64) []float64 {
	off := make([]float64, len(points))
	var order []int
	for k, pt := range points {
		off[k] = math.NaN()
		if v := y.scale(pt.Value); !math.IsNaN(v) && !math.IsInf(v, 0) {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch va, vb := points[a].Value, points[b].Value; {
		case va < vb:
			return -1
		case va > vb:
			return 1
		}
		return 0
	})
	d := 2*r + 0.6
	steps := int(half / (d / 2))
	for n, k := range order {
		yk := y.at(points[k].Value)
		off[k] = 0
	place:
		for i := range 2*steps + 1 {
			x := float64((i+1)/2) * d / 2
			if i%2 == 1 {
				x = -x
			}
			for q := n - 1; q >= 0; q-- {
				o := order[q]
				dy := yk - y.at(points[o].Value)
				if math.Abs(dy) >= d {
					break
				}
				if dx := x - off[o]; dx*dx+dy*dy < d*d {
					continue place
				}
			}
			off[k] = x
			break
		}
	}
	return off
}

// median returns the median of values, of which there is at least one.
func median(values []float64) float64 {
	v := slices.Clone(values)
	slices.Sort(v)
	n := len(v)
	return (v[(n-1)/2] + v[n/2]) / 2
}
