package chart

import (
	"cmp"
	"fmt"
	"strings"
)

// Courses shows values of people over their visits, one line a person.
type Courses struct {
	Frame
	Visits  []string // from left to right
	YLabel  string
	Log     bool
	Courses []Course
	Marks   []Mark
	Cutoff  *Band
	Strong  string // person whose line stands out, or empty
}

// Course is one person's values.
type Course struct {
	Name  string
	Steps []Step
}

// Step is one value.
type Step struct {
	Visit  int // index in Courses.Visits
	Value  float64
	Sample string
	Label  string
	Mark   int
}

// Draw draws the figure. Values that are missing break no line: it goes on to
// the next.
func (p Courses) Draw() Drawing {
	width, height := p.size(720, 360)
	a := area{left: 56, top: 14, right: width - 12, bottom: height - 34 - p.foot(width)}
	s := p.open(width, height)
	all := p.Cutoff.values()
	used := map[int]bool{}
	logs := axis{log: p.Log}
	for _, c := range p.Courses {
		for _, q := range c.Steps {
			if drawable(logs.scale(q.Value)) {
				all = append(all, q.Value)
				used[q.Mark] = true
			}
		}
	}
	if len(used) > 0 {
		a.top += legend(s, p.Marks, used, p.Cutoff, a.left, 12, a.right-a.left)
	}
	y := newAxis(all, a.bottom, a.top, p.Log)
	a.yAxis(s, y, p.YLabel)
	step := (a.right - a.left) / float64(max(len(p.Visits), 1))
	x := func(i int) float64 { return a.left + (float64(i)+0.5)*step }
	k := thin(step, 36)
	for i := 0; i < len(p.Visits); i += k {
		s.line("c-grid", grid, x(i), a.top, x(i), a.bottom, 1, "")
		s.text("c-ink", ink, "middle", x(i), a.bottom+20, clip(p.Visits[i], max(4, int(step*float64(k)/7))), "")
	}
	p.Cutoff.draw(s, a, y)
	var others, strong strings.Builder
	var spots []spot
	for _, c := range p.Courses {
		d := &others
		if c.Name == p.Strong && p.Strong != "" {
			d = &strong
		}
		begun := false
		for _, q := range c.Steps {
			if !drawable(y.scale(q.Value)) || q.Visit < 0 || q.Visit >= len(p.Visits) {
				continue
			}
			d.WriteString(map[bool]string{true: "L", false: "M"}[begun])
			d.WriteString(px(x(q.Visit)) + " " + px(y.at(q.Value)))
			begun = true
			spots = append(spots, spot{x(q.Visit), y.at(q.Value), q.Mark, q.Sample, q.Label, false})
		}
	}
	if others.Len() > 0 {
		fmt.Fprintf(s, `<path class="c-course" d="%s" fill="none" stroke="%s" stroke-width="1" stroke-opacity="0.45"/>`, others.String(), faint)
	}
	if strong.Len() > 0 {
		fmt.Fprintf(s, `<path class="c-course-strong" d="%s" fill="none" stroke="%s" stroke-width="2.5"/>`, strong.String(), ink)
	}
	var pts points
	drawSpots(s, spots, p.Marks, &pts)
	return p.drawing(s, width, height, pts)
}

// Table returns one row a value.
func (p Courses) Table() Table {
	t := Table{Columns: heads([]string{"Person", "Sample", "Visit", "Mark"}, cmp.Or(p.YLabel, "Value"))}
	for _, c := range p.Courses {
		for _, q := range c.Steps {
			visit := ""
			if q.Visit >= 0 && q.Visit < len(p.Visits) {
				visit = p.Visits[q.Visit]
			}
			t.Rows = append(t.Rows, []string{c.Name, q.Sample, visit, markOf(p.Marks, q.Mark).Label, number(q.Value)})
		}
	}
	return t
}
