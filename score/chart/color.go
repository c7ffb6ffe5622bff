package chart

import (
	"math"
	"strconv"
)

// The scales of heat maps were made for this package by going through OKLab
// (Ottosson 2020, https://bottosson.github.io/posts/oklab/) in equal steps: from
// blue over a near white to vermilion, which people with any of the common
// colour vision deficiencies tell apart, and from light to dark in one hue.
var (
	diverging = []string{
		"#0b3a66", "#184c7b", "#255f91", "#3272a8", "#3f86bf", "#6fa1cc", "#9bbdd9", "#c7d8e4", "#f4f3ef", "#f1d9c8", "#edbfa1", "#e7a579", "#e08a4f", "#cb713e", "#b5582d", "#a03f1c", "#8a2408",
	}
	sequential = []string{
		"#f2f5f3", "#d6e6e3", "#b9d7d3", "#9cc8c3", "#7fb9b3", "#69a9a8", "#52999c", "#3a8991", "#1b7a86", "#166a7a", "#125b6d", "#0e4c61", "#0a3d55",
	}
)

// categories are the colours of the levels of a track (Okabe & Ito 2008, Color
// Universal Design, https://jfly.uni-koeln.de/color/), the yellow last: it is
// the faintest on white.
var categories = []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c8c8c", "#f0e442"}

// Scale turns values into colours.
type Scale struct {
	Low, High float64 // values beyond take the outer colour
	Diverging bool    // around the middle of Low and High
}

func (c Scale) colors() []string {
	if c.Diverging {
		return diverging
	}
	return sequential
}

// bin returns the index of the colour of a value, -1 if it is missing.
func (c Scale) bin(v float64) int {
	if math.IsNaN(v) {
		return -1
	}
	n := len(c.colors())
	if c.High <= c.Low {
		return n / 2
	}
	t := (min(max(v, c.Low), c.High) - c.Low) / (c.High - c.Low)
	return min(int(t*float64(n)), n-1)
}

// inkOn returns the colour of text on a colour: the one with more contrast.
func inkOn(color string) string {
	n, err := strconv.ParseUint(color[1:], 16, 32)
	if err != nil {
		return ink
	}
	// relative luminance, WCAG 2.2
	var l float64
	for i, w := range [...]float64{0.2126, 0.7152, 0.0722} {
		v := float64(n>>(16-8*i)&255) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		l += w * v
	}
	if l < 0.18 { // where contrast with white and with black is equal
		return "#fff"
	}
	return ink
}
