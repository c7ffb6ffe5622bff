package chart

import (
	"fmt"
	"math"
)

// PathwayStrip draws the axes of one person, a line an axis, on the ranges of
// healthy people and of patients. Without a person it draws the ranges alone.
type PathwayStrip struct {
	Frame
	Rows   []PathwayRow
	Scale  string // of the values: "SD above the healthy controls"
	Person string // in the legend; empty if there is none
}

// PathwayRow is one axis. Ranges hold the 5th percentile, the median and the
// 95th; a missing one is not drawn.
type PathwayRow struct {
	Group    string // heading above the first row of it
	Label    string
	Why      string // it is not shown
	Value    float64
	Lower    float64
	Upper    float64
	Healthy  [3]float64
	Patients [3]float64
	Text     string // value in words
}

const (
	stripRow   = 26.0
	stripGroup = 22.0
)

// Draw draws the strip. The scale holds every range and value; an interval may
// end at its edge. A mark is a line.
func (p PathwayStrip) Draw() Drawing {
	width, _ := p.size(960, 0)
	left, right := min(190.0, 0.34*width), 74.0
	height := 46.0
	group := ""
	for _, r := range p.Rows {
		if r.Group != group {
			group = r.Group
			height += stripGroup
		}
		height += stripRow
	}
	bottom := height
	height += 44 + p.foot(width)
	var all []float64
	for _, r := range p.Rows {
		if r.Why == "" {
			all = append(all, r.Value, r.Healthy[0], r.Healthy[2], r.Patients[0], r.Patients[2], -2, 2)
		}
	}
	x := newAxis(all, left, width-right, false)
	s := p.open(width, height)
	var pts points
	p.legend(s, width)
	for _, t := range x.ticks(7) {
		s.line("c-grid", grid, x.at(t.value), 40, x.at(t.value), bottom, 1, "")
		s.text("c-faint", faint, "middle", x.at(t.value), bottom+15, t.label, "")
	}
	s.line("c-faint-line", faint, x.at(0), 40, x.at(0), bottom, 1, "")
	s.text("c-faint", faint, "middle", (left+width-right)/2, bottom+32, p.Scale, "")
	y := 46.0
	group = ""
	for _, r := range p.Rows {
		if r.Group != group {
			group = r.Group
			s.text("c-faint", faint, "start", 0, y+14, clip(group, int(width/6.5)), ` font-weight="600"`)
			y += stripGroup
		}
		p.row(s, r, x, left, width, y+stripRow/2)
		pts.add(Place{X: width / 2, Y: y + stripRow/2, W: width, H: stripRow - 2, Label: r.says(p.Person), Row: len(pts)})
		y += stripRow
	}
	return p.drawing(s, width, height, pts)
}

// says is a line in words.
func (r PathwayRow) says(person string) string {
	switch {
	case r.Why != "":
		return r.Label + ": " + r.Why
	case person == "":
		return fmt.Sprintf("%s: healthy %s (%s to %s), patients %s (%s to %s)", r.Label, short(r.Healthy[1]), short(r.Healthy[0]), short(r.Healthy[2]), short(r.Patients[1]), short(r.Patients[0]), short(r.Patients[2]))
	}
	return fmt.Sprintf("%s: %s; healthy %s to %s, patients %s to %s", r.Label, short(r.Value), short(r.Healthy[0]), short(r.Healthy[2]), short(r.Patients[0]), short(r.Patients[2]))
}

// Table returns one row a line.
func (p PathwayStrip) Table() Table {
	t := Table{Columns: heads([]string{"Part", "Axis", "Not shown"}, "Value", "Lower", "Upper", "Healthy P5", "Healthy median", "Healthy P95", "Patients P5", "Patients median", "Patients P95")}
	for _, r := range p.Rows {
		row := []string{r.Group, r.Label, r.Why}
		for _, v := range []float64{r.Value, r.Lower, r.Upper, r.Healthy[0], r.Healthy[1], r.Healthy[2], r.Patients[0], r.Patients[1], r.Patients[2]} {
			row = append(row, number(v))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (p PathwayStrip) row(s *svg, r PathwayRow, x axis, left, width, y float64) {
	s.text("c-ink", ink, "end", left-10, y+4, clip(r.Label, int((left-12)/6.4)), "")
	if r.Why != "" {
		s.text("c-faint", faint, "start", left+4, y+4, clip(r.Why, int((width-left-10)/6)), ` font-style="italic"`)
		return
	}
	span := func(class, color string, v [3]float64, at, h float64) {
		if math.IsNaN(v[0]) || math.IsNaN(v[2]) {
			return
		}
		fmt.Fprintf(s, `<rect class="%s" x="%s" y="%s" width="%s" height="%s" rx="2" fill="%s"/>`, class, px(x.at(v[0])), px(at), px(max(1, x.at(v[2])-x.at(v[0]))), px(h), color)
		if !math.IsNaN(v[1]) {
			s.line("c-median", ink, x.at(v[1]), at, x.at(v[1]), at+h, 1.5, "")
		}
	}
	span("c-healthy", "#cfd8df", r.Healthy, y-8, 7)
	span("c-sle", "#f2cfa4", r.Patients, y+1, 7)
	if math.IsNaN(r.Value) {
		if p.Person != "" {
			s.text("c-faint", faint, "end", width-2, y+4, "–", "")
		}
		return
	}
	if !math.IsNaN(r.Lower) {
		lo, hi := x.at(r.Lower), x.at(r.Upper)
		s.line("c-median", ink, lo, y, hi, y, 1.2, "")
	}
	fmt.Fprintf(s, `<path class="c-own" d="M%s %sl6 6l-6 6l-6 -6Z" fill="#0a5a69" stroke="#ffffff" stroke-width="1"><title>%s: %s</title></path>`, px(x.at(r.Value)), px(y-6), esc(r.Label), esc(r.Text))
	s.text("c-ink", ink, "end", width-2, y+4, r.Text, ` font-weight="600"`)
}

func (p PathwayStrip) legend(s *svg, width float64) {
	x := 0.0
	item := func(draw, label string) {
		s.WriteString(draw)
		s.text("c-faint", faint, "start", x+24, 14, label, "")
		x += 34 + 6.4*float64(len([]rune(label)))
	}
	item(fmt.Sprintf(`<rect class="c-healthy" x="%s" y="6" width="18" height="8" rx="2" fill="#cfd8df"/>`, px(x)), "healthy, 5 to 95 %")
	item(fmt.Sprintf(`<rect class="c-sle" x="%s" y="6" width="18" height="8" rx="2" fill="#f2cfa4"/>`, px(x)), "patients, 5 to 95 %")
	if p.Person != "" {
		if x+60 > width {
			x = 0
			fmt.Fprintf(s, `<path class="c-own" d="M%s 20l6 6l-6 6l-6 -6Z" fill="#0a5a69"/>`, px(x+9))
			s.text("c-faint", faint, "start", x+24, 30, clip(p.Person, 30), "")
			return
		}
		item(fmt.Sprintf(`<path class="c-own" d="M%s 4l6 6l-6 6l-6 -6Z" fill="#0a5a69"/>`, px(x+9)), clip(p.Person, 30))
	}
}
