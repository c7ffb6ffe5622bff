package text

import (
	"bytes"
	"math"
	"strconv"
)

// Numbers reads numbers as laboratories write them.
type Numbers struct {
	// Comma says that the decimal separator is a comma; points between digits
	// are then thousand separators.
	Comma bool
}

// missing are the words that stand for a missing value.
var missing = map[string]bool{
	"": true, "NA": true, "N/A": true, "n/a": true, "na": true, "NaN": true, "nan": true, "NAN": true, "null": true, "NULL": true,
	"#N/A": true, "#NV": true, "-": true, ".": true, "?": true, "None": true, "none": true, "missing": true, "nd": true, "ND": true, "n.d.": true,
}

// Missing reports whether the field stands for a missing value.
func Missing(b []byte) bool { return missing[string(b)] }

// pow10 are the powers of ten that a float64 holds exactly.
var pow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// Parse returns the number in a field, NaN if the field stands for a missing
// value, and false if it is neither. Infinities are not numbers that were
// measured and are refused.
//
// The result is the float64 nearest to the decimal number, bit for bit that of
// strconv.ParseFloat: with a mantissa below 2^53 and a power of ten below
// 10^22 both operands are exact, so that one division rounds once (Clinger,
// PLDI 1990, doi:10.1145/93542.93557); everything else goes to strconv.
func (n Numbers) Parse(b []byte) (float64, bool) {
	if v, _, more, ok := n.Next(b, 0); ok && !more {
		return v, true
	}
	return n.slow(b)
}

// Next is Cut and Parse in one for the first field of a line, if that is plain
// digits with or without a sign and a point; else ok is false.
func (n Numbers) Next(line []byte, sep byte) (v float64, rest []byte, more, ok bool) {
	point, _ := n.marks()
	i, neg := 0, false
	if len(line) > 0 && (line[0] == '-' || line[0] == '+') {
		neg = line[0] == '-'
		i = 1
	}
	var mantissa uint64
	digits, whole := 0, -1
	for ; i < len(line); i++ {
		c := line[i]
		if d := c - '0'; d <= 9 {
			mantissa = mantissa*10 + uint64(d)
			digits++
			continue
		}
		if c != point || c == sep || whole >= 0 {
			break
		}
		whole = digits
	}
	scale := 0
	if whole >= 0 {
		scale = digits - whole
	}
	if i < len(line) && line[i] != sep || digits == 0 || digits > 18 || mantissa >= 1<<53 || scale >= len(pow10) {
		return 0, nil, false, false
	}
	v = float64(mantissa) / pow10[scale]
	if neg {
		v = -v
	}
	if i == len(line) {
		return v, nil, false, true
	}
	return v, line[i+1:], true, true
}

// marks returns what stands before the decimals, and between thousands.
func (n Numbers) marks() (point, group byte) {
	if n.Comma {
		return ',', '.'
	}
	return '.', ','
}

// slow reads what Parse cannot: missing values, exponents, long mantissas and
// thousand separators.
func (n Numbers) slow(b []byte) (float64, bool) {
	point, group := n.marks()
	if Missing(b) {
		return math.NaN(), true
	}
	b = Ungap(b)
	whole := len(b) // where the digits before the point end
	for i, c := range b {
		switch {
		case c == point || c == 'e' || c == 'E':
			whole = min(whole, i)
		case c >= '0' && c <= '9', c == '-', c == '+', c == group:
		default:
			return 0, false // a word, hexadecimal, an infinity
		}
	}
	if bytes.IndexByte(b[whole:], group) >= 0 {
		return 0, false
	}
	s := make([]byte, 0, len(b))
	if bytes.IndexByte(b[:whole], group) >= 0 {
		var ok bool
		if s, ok = ungroup(s, b[:whole], group); !ok {
			return 0, false
		}
	} else {
		s = append(s, b[:whole]...)
	}
	for _, c := range b[whole:] {
		if c == point {
			c = '.'
		}
		s = append(s, c)
	}
	v, err := strconv.ParseFloat(string(s), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, false
	}
	return v, true
}

// ungroup appends the whole number b without its thousand separators: one to
// three digits, then groups of three. No thousands begin with 0: 0,823 is a
// decimal, in a table of the other kind.
func ungroup(dst, b []byte, group byte) ([]byte, bool) {
	if b[0] == '-' || b[0] == '+' {
		dst, b = append(dst, b[0]), b[1:]
	}
	if len(b) > 0 && b[0] == '0' {
		return dst, false
	}
	for i, part := range bytes.Split(b, []byte{group}) {
		if len(part) == 0 || len(part) > 3 || i > 0 && len(part) < 3 {
			return dst, false
		}
		dst = append(dst, part...)
	}
	return dst, true
}

// gaps are what stands between thousands beside points and commas: blanks, the
// no-break ones (U+00A0, U+202F, and the byte of Windows-1252), the thin one
// and apostrophes.
var gaps = []string{" ", "\u00a0", "\u202f", "\u2009", "'", "\u2019", "\xa0"}

func gapOf(b []byte) string {
	for _, g := range gaps {
		if bytes.HasPrefix(b, []byte(g)) {
			return g
		}
	}
	return ""
}

// Ungap returns a number without the blanks or apostrophes between its
// thousands, 1234,5 of 1 234,5, and anything else as it is.
func Ungap(b []byte) []byte {
	i := 0
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		i = 1
	}
	out := append(make([]byte, 0, len(b)), b[:i]...)
	between, run := "", 0 // digits of this group
	for ; i < len(b); i++ {
		if b[i] >= '0' && b[i] <= '9' {
			out = append(out, b[i])
			run++
			continue
		}
		g := gapOf(b[i:])
		if g == "" {
			break
		}
		if run == 0 || run > 3 || out[len(out)-run] == '0' && between == "" || between != "" && (run != 3 || g != between) {
			return b
		}
		between, run = g, 0
		i += len(g) - 1
	}
	if between == "" || run != 3 {
		return b
	}
	return append(out, b[i:]...)
}
