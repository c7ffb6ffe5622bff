package chart

import (
	"fmt"
	"math"
)

// Track is a line above a heat map that says something of its columns: the
// index of a level, negative for none, or a number.
type Track struct {
	Label  string
	Levels []string
	Colors []string // of the levels; nil for some that no track before has
	Level  []int
	Values []float64 // where there are no levels
}

// track draws one line above the map.
func (h *heat) track(s *svg, t Track, top float64) {
	colors, scale := t.Colors, t.scale()
	if t.Levels == nil {
		colors = sequential
	}
	bins := make([]pen, len(colors))
	missing := false
	h.runs(func(c int) int {
		if t.Levels == nil {
			return scale.bin(h.pooled(t.Values, c))
		}
		return h.commonest(t.Level, c)
	}, func(bin, from, to int) {
		if bin < 0 {
			missing = true
			return
		}
		bins[bin].run(from, to, 0)
	})
	if missing {
		h.hatch(s, top, trackLine-2)
	}
	h.paint(s, bins, colors, top, trackLine-2)
	s.text("c-ink", ink, "start", h.right+5, top+10, clip(t.Label, 22), ` font-size="11"`)
}

// commonest returns the level that most of the columns have that are drawn as
// column c of pixels, the first of equals.
func (h *heat) commonest(levels []int, c int) int {
	best, most := -1, 0
	n := map[int]int{}
	for k := c * h.pool; k < min((c+1)*h.pool, len(h.columns)); k++ {
		l := levels[h.columns[k]]
		if n[l]++; n[l] > most {
			best, most = l, n[l]
		}
	}
	return best
}

// hatch marks a line of the map as missing, wherever nothing is drawn on it.
func (h *heat) hatch(s *svg, top, height float64) {
	h.missing = true
	fmt.Fprintf(s, `<rect x="%s" y="%s" width="%s" height="%s" fill="url(#%s-missing)"/>`, px(h.left), px(top), px(h.right-h.left), px(height), esc(h.ID))
}

// colored returns the tracks with colours for all of their levels: as long as
// there are some, none is that of another track.
func colored(tracks []Track) []Track {
	out := make([]Track, len(tracks))
	next := 0
	for i, t := range tracks {
		if t.Levels != nil && len(t.Colors) < len(t.Levels) {
			t.Colors = nil
			for range t.Levels {
				t.Colors = append(t.Colors, categories[next%len(categories)])
				next++
			}
		}
		out[i] = t
	}
	return out
}

// scale is that of a track of numbers.
func (t Track) scale() Scale {
	c := Scale{Low: math.Inf(1), High: math.Inf(-1)}
	for _, v := range t.Values {
		if drawable(v) {
			c.Low, c.High = min(c.Low, v), max(c.High, v)
		}
	}
	return c
}

// value says what a track holds of a column.
func (t Track) value(j int) string {
	if t.Levels == nil {
		return short(t.Values[j])
	}
	if l := t.Level[j]; l >= 0 && l < len(t.Levels) {
		return t.Levels[l]
	}
	return "missing"
}
