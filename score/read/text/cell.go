package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	plain := true // nothing is to be done
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return strings.Map(folded, s)
		}
		plain = plain && (c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
	}
	if plain {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b = append(b, c)
		case c >= 'A' && c <= 'Z':
			b = append(b, c-'A'+'a')
		}
	}
	return string(b)
}

func folded(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return unicode.ToLower(r)
	}
	return -1
}

// latin writes the letters that look or read like Latin ones as those.
var latin = strings.NewReplacer("т", "t", "Т", "t", "ᴛ", "t", "с", "c", "С", "c", "Δ", "d", "∆", "d", "δ", "d")

// FoldLatin is Fold for names in which instruments write Cт with a Cyrillic т
// (U+0442), and ΔCт with a delta.
func FoldLatin(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return Fold(latin.Replace(s))
		}
	}
	return Fold(s)
}

// undetermined are folded words for a measurement that found nothing.
var undetermined = map[string]bool{"undetermined": true, "undet": true, "undetected": true, "notdetected": true, "nd": true, "noct": true, "nocq": true, "nocp": true, "noamp": true, "noamplification": true}

// Undetermined reports whether a cell says that nothing was found, by a word or
// as "> 40", the last cycle. Such a value is censored: it is missing, and never
// the last cycle.
func Undetermined[T string | []byte](cell T) bool {
	s := string(cell)
	if rest, above := strings.CutPrefix(s, ">"); above {
		n := []byte(strings.Replace(Trim(rest), ",", ".", 1))
		_, ok := Numbers{}.Parse(n)
		return ok && !Missing(n)
	}
	return len(s) < 40 && !strings.ContainsAny(s, "0123456789") && undetermined[FoldLatin(s)]
}
