package text

import (
	"bufio"
	"strconv"
	"strings"
	"unicode"
)

// WriteRow writes cells with tabs between them and ends the line. A cell that a
// spreadsheet would compute, =1+1, has a ' before it, and what would leave its
// cell is a blank. Errors are those of b, which keeps them for Flush.
func WriteRow(b *bufio.Writer, cells ...string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(inert(Clean(c)))
	}
	b.WriteByte('\n')
}

// Clean keeps a cell on its line and in its column, and its text in the order
// in which it is written.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == 0x2028 || r == 0x2029 || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s)
}

// inert puts a ' before a cell that a spreadsheet would take for a formula, or
// a reader for a comment: one that begins with = + - @ or # and is no number.
func inert(s string) string {
	t := strings.TrimLeft(s, " ")
	if t == "" || !strings.ContainsRune("=+-@#", rune(t[0])) {
		return s
	}
	if _, err := strconv.ParseFloat(t, 64); err == nil {
		return s
	}
	return "'" + s
}
