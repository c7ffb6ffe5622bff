package chart

import (
	"fmt"
	"html"
	"strconv"
	"strings"
	"unicode"
)

// svg collects the text of a figure.
type svg struct {
	strings.Builder
}

// newSVG opens a figure of the given size in pixels.
func newSVG(width, height float64, id, title, desc string) *svg {
	s := &svg{}
	fmt.Fprintf(s, `<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="%s-t %s-d" width="%s" height="%s" viewBox="0 0 %s %s" font-family="system-ui, sans-serif" font-size="12">`,
		esc(id), esc(id), px(width), px(height), px(width), px(height))
	fmt.Fprintf(s, `<title id="%s-t">%s</title><desc id="%s-d">%s</desc>`, esc(id), esc(title), esc(id), esc(desc))
	return s
}

// done closes the figure and returns its text.
func (s *svg) done() string {
	s.WriteString("</svg>")
	return s.String()
}

func (s *svg) line(class, stroke string, x1, y1, x2, y2, width float64, more string) {
	fmt.Fprintf(s, `<line class="%s" x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%s"%s/>`, class, px(x1), px(y1), px(x2), px(y2), stroke, px(width), more)
}

func (s *svg) text(class, fill, anchor string, x, y float64, text, more string) {
	fmt.Fprintf(s, `<text class="%s" x="%s" y="%s" fill="%s" text-anchor="%s"%s>%s</text>`, class, px(x), px(y), fill, anchor, more, esc(text))
}

// px formats a length to a tenth of a pixel, without a useless .0.
func px(v float64) string {
	t := strconv.FormatFloat(v, 'f', 1, 64)
	t = strings.TrimSuffix(t, ".0")
	if t == "-0" {
		return "0"
	}
	return t
}

// esc makes text safe inside an element or a quoted attribute. Dropped are
// control characters, which XML 1.0 does not have, and those that turn the
// direction of what follows, with which one name could pass for another.
func esc(s string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == 0xfffe, r == 0xffff, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s))
}

// wrap breaks a text into lines of at most n characters, at spaces; a longer
// word stands alone.
func wrap(text string, n int) []string {
	var lines []string
	for word := range strings.FieldsSeq(text) {
		last := len(lines) - 1
		if last >= 0 && len([]rune(lines[last]))+1+len([]rune(word)) <= n {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}

// clip shortens a label to n characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
