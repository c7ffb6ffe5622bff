package chart

import "fmt"

// area is the inside of a plot, in pixels.
type area struct{ left, top, right, bottom float64 }

// halo is the outline of text that stands on marks.
const halo = ` paint-order="stroke" stroke="#fff" stroke-width="3" stroke-linejoin="round"`

// yAxis draws the lines, numbers and name of a vertical axis.
func (a area) yAxis(s *svg, y axis, label string) {
	for _, t := range y.ticks(6) {
		s.line("c-grid", grid, a.left, y.at(t.value), a.right, y.at(t.value), 1, "")
		s.text("c-faint", faint, "end", a.left-7, y.at(t.value)+4, t.label, "")
	}
	middle := px((a.top + a.bottom) / 2)
	s.text("c-ink", ink, "middle", 14, (a.top+a.bottom)/2, clip(label, int((a.bottom-a.top)/6.2)), fmt.Sprintf(` transform="rotate(-90 14 %s)"`, middle))
}

// xAxis draws the lines, numbers and name of a horizontal axis.
func (a area) xAxis(s *svg, x axis, label string) {
	for _, t := range x.ticks(max(3, int((a.right-a.left)/80))) {
		s.line("c-grid", grid, x.at(t.value), a.top, x.at(t.value), a.bottom, 1, "")
		s.text("c-faint", faint, "middle", x.at(t.value), a.bottom+16, t.label, "")
	}
	s.text("c-ink", ink, "middle", (a.left+a.right)/2, a.bottom+36, clip(label, int((a.right-a.left)/6.2)), "")
}

// dashed is the line of a cut-off.
const dashed = ` stroke-dasharray="6 4"`

// Band is a band across a plot around a line: a cut-off with its interval.
type Band struct {
	Value, Lower, Upper float64
	Label               string
}

// draw draws the band; what stands on it is drawn after it.
func (b *Band) draw(s *svg, a area, y axis) {
	if b == nil || !drawable(b.Value) {
		return
	}
	if drawable(b.Lower) && drawable(b.Upper) {
		fmt.Fprintf(s, `<rect class="c-band" x="%s" y="%s" width="%s" height="%s" fill="%s"/>`, px(a.left), px(y.at(b.Upper)), px(a.right-a.left), px(max(y.at(b.Lower)-y.at(b.Upper), 0.5)), band)
	}
	s.line("c-cut", cut, a.left, y.at(b.Value), a.right, y.at(b.Value), 1.5, dashed)
}

// write writes the name of the band above its line, over what stands there.
func (b *Band) write(s *svg, a area, y axis) {
	if b == nil || !drawable(b.Value) {
		return
	}
	s.text("c-cut-text c-halo", cut, "end", a.right-2, y.at(b.Value)-5, b.Label, halo)
}

// values returns what an axis must hold for the band to be seen.
func (b *Band) values() []float64 {
	if b == nil {
		return nil
	}
	return []float64{b.Value, b.Lower, b.Upper}
}
