package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// UpSet draws which sets share how many members: a column of a bar and dots
// for every group of members that are in exactly the same sets, and a row with
// a bar of its size for every set (Lex 2014, doi:10.1109/TVCG.2014.2346248).
type UpSet struct {
	Frame
	Sets    []SetBar
	Groups  []SetGroup // in the order in which they are drawn
	Most    int        // groups drawn, 0 for 24; the footer counts the rest
	Unit    string     // what a member is: "genes"
	Columns float64    // pixels of a column, 0 for 24
}

// SetBar is a set and the number of its members.
type SetBar struct {
	Label string
	Size  int
}

// SetGroup is a group of members that are in the sets In, by index, and in no
// other. Label is the text of its tooltip, such as the names of the members.
type SetGroup struct {
	In    []int
	Size  int
	Label string
}

// colours of the dots and bars
const (
	filled = "#2f5d8a"
	empty  = "#dfe5ea"
)

// Draw draws the figure. Its size follows from the groups. An index of a group that no set has is left out.
func (u UpSet) Draw() Drawing {
	const labels, sizes, row, bars, top = 130, 90, 22, 150, 24
	step, most := u.Columns, u.Most
	if step == 0 {
		step = 24
	}
	if most == 0 {
		most = 24
	}
	groups := u.Groups[:min(most, len(u.Groups))]
	left := float64(labels + sizes + 24)
	base := float64(top + bars)
	width := max(left+float64(len(groups))*step+12, 420)
	bottom := base + 12 + float64(len(u.Sets))*row
	if more := len(u.Groups) - len(groups); more > 0 {
		u.Footer = strings.TrimSpace(fmt.Sprintf("%s Smaller groups that are not drawn: %d.", u.Footer, more))
	}
	height := bottom + 9 + u.foot(width)
	s := u.open(width, height)

	largest, largestSet := 1, 1
	for _, g := range groups {
		largest = max(largest, g.Size)
	}
	for _, b := range u.Sets {
		largestSet = max(largestSet, b.Size)
	}
	y := func(i int) float64 { return base + 12 + (float64(i)+0.5)*row }
	for i, b := range u.Sets {
		w := sizes * float64(b.Size) / float64(largestSet)
		fmt.Fprintf(s, `<g class="c-set"><rect class="c-bar" x="%s" y="%s" width="%s" height="%s" fill="%s"/><title>%s</title></g>`,
			px(labels+sizes-w), px(y(i)-7), px(w), px(14), filled, esc(fmt.Sprintf("%s: %d %s", b.Label, b.Size, u.Unit)))
		s.text("c-ink", ink, "start", 4, y(i)+4, clip(b.Label, 18), "")
		s.text("c-faint", faint, "end", labels+sizes-w-4, y(i)+4, strconv.Itoa(b.Size), ` font-size="10"`)
	}
	s.line("c-grid", grid, left-6, base, width-6, base, 1, "")
	var pts points
	for k, g := range groups {
		x, h := left+(float64(k)+0.5)*step, bars*float64(g.Size)/float64(largest)
		pts.add(Place{X: x, Y: base - h/2, W: step, H: h, Label: g.Label})
		u.column(s, g, x, base, h, y)
	}
	s.text("c-faint", faint, "start", 4, top-8, u.Unit+" in exactly these sets", ` font-size="10"`)
	return u.drawing(s, width, height, pts)
}

// column draws one group: its bar above the base, its dots below.
func (u UpSet) column(s *svg, g SetGroup, x, base, height float64, y func(int) float64) {
	fmt.Fprintf(s, `<g class="c-group"><rect class="c-bar" x="%s" y="%s" width="14" height="%s" fill="%s"/>`, px(x-7), px(base-height), px(height), filled)
	s.text("c-ink", ink, "middle", x, base-height-4, strconv.Itoa(g.Size), ` font-size="10"`)
	first, last := -1, -1
	for i := range u.Sets {
		color, class := empty, "c-dot-off"
		if slices.Contains(g.In, i) {
			color, class = filled, "c-dot"
			if first < 0 {
				first = i
			}
			last = i
		}
		fmt.Fprintf(s, `<circle class="%s" cx="%s" cy="%s" r="5" fill="%s"/>`, class, px(x), px(y(i)), color)
	}
	if last > first {
		s.line("c-dot-line", filled, x, y(first), x, y(last), 2, "")
	}
	fmt.Fprintf(s, `<title>%s</title></g>`, esc(g.Label))
}

// Table returns one row a group.
func (u UpSet) Table() Table {
	t := Table{Columns: heads([]string{"In exactly", "Which"}, cmp.Or(u.Unit, "members"))}
	for _, g := range u.Groups {
		var in []string
		for i, b := range u.Sets {
			if slices.Contains(g.In, i) {
				in = append(in, b.Label)
			}
		}
		t.Rows = append(t.Rows, []string{strings.Join(in, ", "), g.Label, strconv.Itoa(g.Size)})
	}
	return t
}
