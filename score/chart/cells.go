package chart

import (
	"fmt"
	"math"
)

// The places of a heat map are its tracks and its cells, line by line as they
// are drawn.

func (h heat) len() int { return len(h.columns) * (len(h.Tracks) + len(h.rows)) }

func (h heat) place(i int) Place {
	n := len(h.columns)
	line, c := i/n, i%n
	step := (h.right - h.left) / float64(n)
	j := h.columns[c]
	p := Place{Index: i, X: h.left + (float64(c)+0.5)*step, W: step, Row: -1, Column: j}
	if j < len(h.Samples) {
		p.Sample = h.Samples[j]
	}
	if line < len(h.Tracks) {
		t := h.Tracks[line]
		p.Y, p.H = h.top-trackLine*(float64(len(h.Tracks)-line)-0.5)-1, trackLine-2
		p.Label = fmt.Sprintf("%s, %s: %s", h.Columns[j], t.Label, t.value(j))
		return p
	}
	r := line - len(h.Tracks)
	k := h.rows[r]
	p.Row, p.Y, p.H = k, h.top+(float64(r)+0.5)*h.row, h.row
	p.Label = fmt.Sprintf("%s, %s: %s", h.Columns[j], h.Rows[k], short(h.Values[k][j]))
	return p
}

func (h heat) at(x, y float64) int {
	n := len(h.columns)
	head := trackLine * float64(len(h.Tracks))
	if x < h.left || x >= h.right || y < h.top-head || y >= h.bottom {
		return -1
	}
	c := min(int((x-h.left)/(h.right-h.left)*float64(n)), n-1)
	line := int((y - h.top + head) / trackLine)
	if y >= h.top {
		line = len(h.Tracks) + min(int((y-h.top)/h.row), len(h.rows)-1)
	}
	return line*n + c
}

func (h heat) step(from int, k Key) int {
	n := len(h.columns)
	line, c := from/n, from%n
	switch k {
	case Left:
		c = max(c-1, 0)
	case Right:
		c = min(c+1, n-1)
	case Up:
		line = max(line-1, 0)
	case Down:
		line = min(line+1, h.len()/n-1)
	}
	return line*n + c
}

// of returns the whole column of a sample.
func (h heat) of(sample string) []Place {
	var out []Place
	for c, j := range h.columns {
		if j < len(h.Samples) && h.Samples[j] == sample {
			p := h.place(c)
			p.H = math.Max(h.bottom-h.top+trackLine*float64(len(h.Tracks)), 1)
			p.Y = h.bottom - p.H/2
			out = append(out, p)
		}
	}
	return out
}
