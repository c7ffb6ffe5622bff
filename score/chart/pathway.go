package chart

import (
	"fmt"
	"strings"
)

// Pathway is a map: stages from top to bottom, and in each the nodes of that
// stage, which act on others. A node prints its value and is coloured by it;
// one that has none is hatched.
//
// On a page every node can be reached with the keyboard and carries its name in
// the attribute data-node.
type Pathway struct {
	Frame
	Stages []PathwayStage
	Chosen string // node that is outlined
	Scale  string // what the colours are of: "SD above the healthy controls"
}

// PathwayStage is one line of the map.
type PathwayStage struct {
	Title string
	Nodes []PathwayNode
}

// PathwayNode is one node of the map.
type PathwayNode struct {
	ID       string
	Title    string
	Text     string // its value, or why there is none, in few words
	Measured bool
	Level    int // of Shades: -2 to 3, 0 in the middle
	Badge    string
	To       []string // nodes that it acts on
	Blocks   []string // nodes that it inhibits
}

// Shades are the colours of the levels -2 to 3, from blue over white to orange,
// which everybody tells apart who cannot tell red from green; dark text stands
// on all of them.
var Shades = []struct{ Color, Label string }{
	{"#7fb2dc", "below -2"}, {"#c7dff1", "-2 to -1"}, {"#ffffff", "-1 to 1"}, {"#fbe0b8", "1 to 2"}, {"#f5b669", "2 to 4"}, {"#e08a35", "above 4"},
}

// Shade returns the colour of a level.
func Shade(level int) string { return Shades[max(0, min(level+2, len(Shades)-1))].Color }

// Sizes of a map in pixels. Below narrow its stages stand above their nodes and
// only they are joined by arrows.
const (
	nodeHeight = 62.0
	nodeGap    = 12.0
	stageGap   = 30.0
	stageLabel = 118.0
	nodeLeast  = 112.0
	nodeMost   = 178.0
	narrow     = 800.0
)

type box struct{ x, y, w float64 }

// Draw draws the map. Its height follows from the stages.
func (p Pathway) Draw() Drawing {
	width, _ := p.size(960, 0)
	wide := width >= narrow
	at, rows, bottom := p.layout(width, wide)
	s := &svg{}
	below := p.legend(s, width, bottom+6)
	height := max(below+8+p.foot(width), 48)
	s.Reset()
	fmt.Fprintf(s, `<svg xmlns="http://www.w3.org/2000/svg" class="chart pathway" role="group" aria-labelledby="%s-t %s-d" width="%s" height="%s" viewBox="0 0 %s %s" font-family="system-ui, sans-serif" font-size="12">`,
		esc(p.ID), esc(p.ID), px(width), px(height), px(width), px(height))
	fmt.Fprintf(s, `<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`, esc(p.ID), esc(p.Title), esc(p.ID), esc(p.Desc))
	fmt.Fprintf(s, `<defs><pattern id="%s-h" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="7" height="7" fill="#f2f4f6"/><path d="M0 0V7" stroke="#c3ccd3" stroke-width="2"/></pattern></defs>`, esc(p.ID))
	for i, st := range p.Stages {
		if wide {
			s.text("c-faint", faint, "start", 0, rows[i]+nodeHeight/2+4, st.Title, ` font-weight="600"`)
		} else {
			s.text("c-faint", faint, "start", 0, rows[i]-8, st.Title, ` font-weight="600"`)
		}
	}
	if wide {
		for _, st := range p.Stages {
			for _, n := range st.Nodes {
				for _, to := range n.To {
					p.edge(s, at, n.ID, to, false)
				}
				for _, to := range n.Blocks {
					p.edge(s, at, n.ID, to, true)
				}
			}
		}
	}
	var pts points
	for _, st := range p.Stages {
		for _, n := range st.Nodes {
			b := at[n.ID]
			p.node(s, n, b)
			pts.add(Place{X: b.x + b.w/2, Y: b.y + nodeHeight/2, W: b.w, H: nodeHeight, Label: n.says(), Row: len(pts)})
		}
	}
	p.legend(s, width, bottom+6)
	return p.drawing(s, width, height, pts)
}

// says is a node in words.
func (n PathwayNode) says() string {
	said := n.Title + ": " + n.Text
	if n.Badge != "" {
		said += ", " + n.Badge
	}
	return said
}

// Table returns one row a node.
func (p Pathway) Table() Table {
	t := Table{Columns: heads([]string{"Stage", "Node", "Value", "Measured", "Drugs", "Acts on", "Inhibits"})}
	for _, st := range p.Stages {
		for _, n := range st.Nodes {
			measured := "no"
			if n.Measured {
				measured = "yes"
			}
			t.Rows = append(t.Rows, []string{st.Title, n.Title, n.Text, measured, n.Badge, strings.Join(n.To, " "), strings.Join(n.Blocks, " ")})
		}
	}
	return t
}

// layout places the nodes, and returns the top of every stage and the bottom of
// the map.
func (p Pathway) layout(width float64, wide bool) (at map[string]box, rows []float64, bottom float64) {
	at = map[string]box{}
	left, y := 0.0, 12.0
	if wide {
		left = stageLabel
	}
	for _, st := range p.Stages {
		if !wide {
			y += 20
		}
		rows = append(rows, y)
		room := width - left - 2
		per := max(1, min(len(st.Nodes), int((room+nodeGap)/(nodeLeast+nodeGap))))
		lines := max(1, (len(st.Nodes)+per-1)/per)
		per = max(1, (len(st.Nodes)+lines-1)/lines) // lines of about one length
		w := min(nodeMost, (room-float64(per-1)*nodeGap)/float64(per))
		for i, n := range st.Nodes {
			line, k := i/per, i%per
			inLine := min(per, len(st.Nodes)-line*per)
			x := left + 1
			if wide { // in the middle
				x += (room - float64(inLine)*w - float64(inLine-1)*nodeGap) / 2
			}
			at[n.ID] = box{x + float64(k)*(w+nodeGap), y + float64(line)*(nodeHeight+nodeGap), w}
		}
		y += float64(lines)*(nodeHeight+nodeGap) - nodeGap
		if wide {
			y += stageGap
		} else {
			y += 14
		}
	}
	return at, rows, y - 14
}

// edge draws how one node acts on another: from its lower edge to the upper one
// of a node further down, or around from the side within a stage.
func (p Pathway) edge(s *svg, at map[string]box, from, to string, blocks bool) {
	a, b := at[from], at[to]
	if a.w == 0 || b.w == 0 {
		return
	}
	x1, y1, x2, y2, up := a.x+a.w/2, a.y+nodeHeight, b.x+b.w/2, b.y-3, 1.0
	d := fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x1), px(y1), px(x1), px(y1+stageGap*0.7), px(x2), px(y2-stageGap*0.7), px(x2), px(y2))
	if b.y <= a.y { // in its own stage, or back
		y2, up = b.y+nodeHeight+3, -1
		d = fmt.Sprintf("M%s %sC%s %s %s %s %s %s", px(x1), px(y1), px(x1), px(max(y1, y2)+stageGap*0.6), px(x2), px(max(y1, y2)+stageGap*0.6), px(x2), px(y2))
	}
	if blocks {
		fmt.Fprintf(s, `<path class="c-block" d="%s" fill="none" stroke="%s" stroke-width="1.3" stroke-dasharray="4 3"/>`, d, cut)
		s.line("c-block", cut, x2-6, y2, x2+6, y2, 2.5, "")
		return
	}
	fmt.Fprintf(s, `<path class="c-edge" d="%s" fill="none" stroke="#9fabb5" stroke-width="1.2"/>`, d)
	fmt.Fprintf(s, `<path class="c-arrow" d="M%s %sl-4 %sh8Z" fill="%s"/>`, px(x2), px(y2+2*up), px(-7*up), faint)
}

// node draws one node. Its text is dark on every shade, in every theme.
func (p Pathway) node(s *svg, n PathwayNode, b box) {
	fill := fmt.Sprintf("url(#%s-h)", esc(p.ID))
	if n.Measured {
		fill = Shade(n.Level)
	}
	class, stroke, thick := "c-shape", "#8593a0", 1.0
	if n.ID == p.Chosen {
		class, stroke, thick = "c-chosen", ink, 3
	}
	fmt.Fprintf(s, `<g class="c-node" tabindex="0" role="button" data-node="%s">`, esc(n.ID))
	fmt.Fprintf(s, `<rect class="%s" x="%s" y="%s" width="%s" height="%s" rx="7" fill="%s" stroke="%s" stroke-width="%s"/>`, class, px(b.x), px(b.y), px(b.w), px(nodeHeight), fill, stroke, px(thick))
	lines := wrap(n.Title, max(8, int((b.w-12)/7.1)))
	if len(lines) > 2 {
		lines = []string{lines[0], clip(strings.Join(lines[1:], " "), max(8, int((b.w-12)/7.1)))}
	}
	// one text, whose words are the name of the button
	fmt.Fprintf(s, `<text class="c-on" fill="%s" text-anchor="middle">`, ink)
	y := b.y + 19
	for _, l := range lines {
		fmt.Fprintf(s, `<tspan x="%s" y="%s" font-weight="600">%s</tspan> `, px(b.x+b.w/2), px(y), esc(l))
		y += 14
	}
	style := ""
	if !n.Measured {
		style = ` font-style="italic"`
	}
	fmt.Fprintf(s, `<tspan x="%s" y="%s"%s>%s</tspan> </text>`, px(b.x+b.w/2), px(b.y+nodeHeight-10), style, esc(clip(n.Text, max(8, int((b.w-8)/6)))))
	if n.Badge != "" {
		w := 6.2*float64(len([]rune(n.Badge))) + 8
		fmt.Fprintf(s, `<rect x="%s" y="%s" width="%s" height="14" rx="7" fill="#2f4858"/>`, px(b.x+b.w-w+4), px(b.y-10), px(w))
		s.text("c-badge", "#ffffff", "middle", b.x+b.w-w/2+4, b.y+0.5, n.Badge, ` font-size="10"`)
	}
	s.WriteString("</g>")
}

// legend explains the colours, from y on, and returns where it ends.
func (p Pathway) legend(s *svg, width, y float64) float64 {
	for _, line := range wrap(p.Scale, int(width/6.2)) {
		s.text("c-faint", faint, "start", 0, y+9, line, "")
		y += 15
	}
	x := 0.0
	item := func(fill, label string) {
		w := 30 + 6.8*float64(len(label))
		if x+w > width {
			x, y = 0, y+18
		}
		fmt.Fprintf(s, `<rect x="%s" y="%s" width="14" height="12" fill="%s" stroke="#8593a0"/>`, px(x+1), px(y+2), fill)
		s.text("c-faint", faint, "start", x+19, y+12, label, "")
		x += w
	}
	for _, sh := range Shades {
		item(sh.Color, sh.Label)
	}
	item(fmt.Sprintf("url(#%s-h)", esc(p.ID)), "not measured")
	return y + 18
}
