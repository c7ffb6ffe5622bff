package text

import (
	"strings"
	"unicode"
)

// Cell returns cell i of a row, empty if the row has none.
func Cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return row[i]
}

// Clip shortens a cell to 40 bytes, for a message.
func Clip(b []byte) string {
	if len(b) > 40 {
		return string(b[:40]) + "..."
	}
	return string(b)
}

// Fold brings a name to lower-case letters and digits, so that names that
// differ in case and punctuation alone are equal.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
