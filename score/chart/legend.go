package chart

import (
	"fmt"
	"strconv"
)

// rowNames writes the names of the rows, as many as stand apart.
func (h *heat) rowNames(s *svg, width float64) {
	k := thin(h.row, 10)
	size := min(11, max(h.row*float64(k), 9))
	for r := 0; r < len(h.rows); r += k {
		name := clip(h.Rows[h.rows[r]], max(4, int((width-h.right-8)/letter)))
		s.text("c-ink", ink, "start", h.right+5, h.top+(float64(r)+0.5)*h.row+size/3, name, fmt.Sprintf(` font-size="%s"`, px(size)))
	}
}

// most names that are left out between two that are written: a reader counts
// from one to the next
const between = 3

// columnNames writes the names of the columns below the map, unless too many
// would be left out, and returns the height that they take.
func (h *heat) columnNames(s *svg) float64 {
	k := thin(h.cell, 11)
	if h.pool > 1 || k > between+1 || len(h.columns) == 0 {
		return 0
	}
	longest := 0
	for c := 0; c < len(h.columns); c += k {
		name := clip(h.Columns[h.columns[c]], 16)
		longest = max(longest, len([]rune(name)))
		x, y := px(h.left+(float64(c)+0.5)*h.cell+3.5), px(h.bottom+6)
		fmt.Fprintf(s, `<text class="c-ink" transform="translate(%s %s) rotate(-90)" fill="%s" text-anchor="end" font-size="10">%s</text>`, x, y, ink, esc(name))
	}
	return 8 + 5.8*float64(longest)
}

// flow places what explains a figure, from left to right and then below.
type flow struct{ left, right, x, y float64 }

// next returns where something of a width stands.
func (f *flow) next(w float64) (x, y float64) {
	if f.x > f.left && f.x+w > f.right {
		f.x, f.y = f.left, f.y+legendHeight
	}
	x = f.x
	f.x += w
	return x, f.y
}

// legends explains colours and tracks from y on and returns where they end.
func (h *heat) legends(s *svg, width, y float64) float64 {
	f := &flow{8, width - 8, 8, y + 12}
	h.ramp(s, f, h.Unit, h.Scale)
	if h.missing {
		x, y := f.next(80)
		fmt.Fprintf(s, `<rect x="%s" y="%s" width="12" height="12" fill="url(#%s-missing)"/>`, px(x), px(y-9), esc(h.ID))
		s.text("c-faint", faint, "start", x+17, y+1, "missing", ` font-size="11"`)
	}
	if n := len(h.columns); h.pool > 1 {
		note := fmt.Sprintf("%d columns, %d to a pixel: their mean, or what most are", n, h.pool)
		x, y := f.next(5.8 * float64(len(note)))
		s.text("c-faint", faint, "start", x, y+1, note, ` font-size="11"`)
	}
	for _, t := range h.Tracks {
		f.x, f.y = f.left, f.y+legendHeight
		if t.Levels == nil {
			h.ramp(s, f, t.Label, t.scale())
			continue
		}
		x, y := f.next(letter*float64(len([]rune(t.Label))) + 12)
		s.text("c-ink", ink, "start", x, y+1, t.Label, ` font-size="11"`)
		used := map[int]bool{}
		for _, l := range t.Level {
			used[l] = true
		}
		for i, l := range t.Levels {
			if !used[i] {
				continue
			}
			l = clip(l, 28)
			x, y := f.next(letter*float64(len([]rune(l))) + 30)
			fmt.Fprintf(s, `<rect x="%s" y="%s" width="12" height="12" fill="%s"/>`, px(x), px(y-9), t.Colors[i])
			s.text("c-faint", faint, "start", x+17, y+1, l, ` font-size="11"`)
		}
	}
	return f.y + 6
}

// ramp draws the colours of a scale with its ends.
func (h *heat) ramp(s *svg, f *flow, name string, c Scale) {
	colors := c.colors()
	low, high := strconv.FormatFloat(c.Low, 'g', 4, 64), strconv.FormatFloat(c.High, 'g', 4, 64)
	if c.Low > c.High {
		low, high = "–", "–"
	}
	const step = 7
	title := letter*float64(len([]rune(name))) + 8
	rest := letter*float64(len(low)+len(high)) + step*float64(len(colors)) + 32
	x, y := f.next(min(title+rest, f.right-f.left))
	s.text("c-ink", ink, "start", x, y+1, name, ` font-size="11"`)
	if x += title; x+rest > f.right { // a narrow figure has the colours below their name
		f.x, f.y = f.left, f.y+legendHeight
		x, y = f.next(rest)
	}
	s.text("c-faint", faint, "start", x, y+1, low, ` font-size="11"`)
	x += letter*float64(len(low)) + 4
	for i, color := range colors {
		fmt.Fprintf(s, `<rect x="%s" y="%s" width="%d" height="12" fill="%s"/>`, px(x+step*float64(i)), px(y-9), step, color)
	}
	s.text("c-faint", faint, "start", x+step*float64(len(colors))+4, y+1, high, ` font-size="11"`)
}
