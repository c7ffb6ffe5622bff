package chart

import (
	"math"
	"strconv"
)

// Figure is a drawing and the values behind it.
type Figure interface {
	Draw() Drawing
	Table() Table
}

// Frame is what all figures have.
type Frame struct {
	ID     string // unique on a page
	Title  string
	Desc   string
	Width  float64 // pixels, 0 for the figure's own
	Height float64 // pixels, 0 for the figure's own
	Footer string  // below the figure; for one that is taken away
}

// size returns the size with what is left open filled in.
func (f Frame) size(width, height float64) (float64, float64) {
	if f.Width > 0 {
		width = f.Width
	}
	if f.Height > 0 {
		height = f.Height
	}
	return width, height
}

// open begins a figure of a given size.
func (f Frame) open(width, height float64) *svg {
	return newSVG(width, height, f.ID, f.Title, f.Desc)
}

// foot returns the height of the footer in a figure of a given width.
func (f Frame) foot(width float64) float64 {
	return footLine * float64(len(wrap(f.Footer, int((width-16)/footLetter))))
}

// a line of a footer, and the width of a letter in it
const (
	footLine   = 13
	footLetter = 5.4
)

// drawing writes the footer and ends the figure.
func (f Frame) drawing(s *svg, width, height float64, p places) Drawing {
	lines := wrap(f.Footer, int((width-16)/footLetter))
	for i, line := range lines {
		s.text("c-faint", faint, "start", 8, height-6-footLine*float64(len(lines)-1-i), line, ` font-size="10"`)
	}
	return Drawing{Title: f.Title, SVG: s.done(), Width: width, Height: height, places: p}
}

// Drawing is the text of a figure and what stands where in it.
type Drawing struct {
	Title         string
	SVG           string
	Width, Height float64
	places        places
}

// Place is a mark of a figure: a point with its middle, or a cell with its
// extent.
type Place struct {
	Index  int
	X, Y   float64 // middle, in pixels
	W, H   float64 // of a cell, 0 for a point
	Sample string  // empty if it is of no sample
	Label  string  // name and value in words
	Row    int     // of a cell of a heat map, as listed; -1 of a track
	Column int
}

// Key is a step from mark to mark.
type Key uint8

const (
	Right Key = iota
	Left
	Up
	Down
	Home
	End
)

// places are the marks of a figure.
type places interface {
	len() int
	place(i int) Place
	at(x, y float64) int      // -1 where there is none
	step(from int, k Key) int // from any mark
	of(sample string) []Place
}

// Len returns the number of marks.
func (d Drawing) Len() int {
	if d.places == nil {
		return 0
	}
	return d.places.len()
}

// At returns the mark at or next to a point, false if none is near.
func (d Drawing) At(x, y float64) (Place, bool) {
	if d.Len() == 0 || math.IsNaN(x+y) {
		return Place{}, false
	}
	i := d.places.at(x, y)
	if i < 0 {
		return Place{}, false
	}
	return d.places.place(i), true
}

// Step returns the mark that a key leads to, the first from an index that is
// none; false if there is no mark at all.
func (d Drawing) Step(from int, k Key) (Place, bool) {
	n := d.Len()
	switch {
	case n == 0:
		return Place{}, false
	case from < 0 || from >= n || k == Home:
		return d.places.place(0), true
	case k == End:
		return d.places.place(n - 1), true
	}
	return d.places.place(d.places.step(from, k)), true
}

// Of returns the marks of a sample.
func (d Drawing) Of(sample string) []Place {
	if d.Len() == 0 || sample == "" {
		return nil
	}
	return d.places.of(sample)
}

// reach is how far from a point its mark is still meant, in pixels.
const reach = 14

// points are marks in no order: the keys lead through them as they are listed.
type points []Place

func (p points) len() int          { return len(p) }
func (p points) place(i int) Place { return p[i] }

func (p points) at(x, y float64) int {
	best, found := math.Inf(1), -1
	for i, q := range p {
		dx := max(math.Abs(x-q.X)-q.W/2, 0)
		dy := max(math.Abs(y-q.Y)-q.H/2, 0)
		d := math.Hypot(dx, dy)
		if limit := float64(reach); d < best && d <= limit {
			best, found = d, i
		}
	}
	return found
}

func (p points) step(from int, k Key) int {
	if k == Left || k == Up {
		return max(from-1, 0)
	}
	return min(from+1, len(p)-1)
}

func (p points) of(sample string) (out []Place) {
	for _, q := range p {
		if q.Sample == sample {
			out = append(out, q)
		}
	}
	return out
}

// add adds a mark.
func (p *points) add(q Place) {
	q.Index = len(*p)
	*p = append(*p, q)
}

// Table holds the values behind a figure, one row for each of what it shows.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Column is the head of a column.
type Column struct {
	Name   string
	Number bool
}

// heads returns columns of text and, after them, columns of numbers.
func heads(text []string, numbers ...string) []Column {
	var out []Column
	for _, n := range text {
		out = append(out, Column{Name: n})
	}
	for _, n := range numbers {
		out = append(out, Column{Name: n, Number: true})
	}
	return out
}

// number writes a value of a table, empty if it is missing. Six digits are
// more than any figure shows.
func number(v float64) string {
	if math.IsNaN(v) {
		return ""
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

// short writes a value for a label.
func short(v float64) string {
	switch a := math.Abs(v); {
	case math.IsNaN(v):
		return "missing"
	case a != 0 && (a < 0.01 || a >= 100000):
		return strconv.FormatFloat(v, 'g', 3, 64)
	case a < 100:
		return strconv.FormatFloat(v, 'f', 2, 64)
	}
	return strconv.FormatFloat(v, 'f', 1, 64)
}

// drawable reports whether a value has a place in a figure.
func drawable(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
