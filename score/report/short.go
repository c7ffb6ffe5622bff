package report

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"ifnscope/score/expr"
)

// nothing is what is written as 0: a score of that size is the rounding of its
// arithmetic.
const nothing = 1e-7

// Short writes a number for reading: three significant digits, fewer of a small
// one, and no exponent.
func Short(x expr.Number) string {
	switch a := math.Abs(float64(x)); {
	case math.IsNaN(a):
		return "–"
	case a < nothing:
		return "0"
	case a < 1e-4:
		return Fixed(x, 1-int(math.Floor(math.Log10(a))))
	}
	return Fixed(x, decimals(x))
}

// decimals is how many of them Short writes of numbers of the size of x.
func decimals(x expr.Number) int {
	switch a := math.Abs(float64(x)); {
	case a >= 100:
		return 0
	case a >= 10:
		return 1
	case a >= 0.1:
		return 2
	}
	return 4
}

// Fixed writes a number with so many decimals; where they are all 0 it has no
// sign.
func Fixed(x expr.Number, decimals int) string {
	if x.Missing() {
		return "–"
	}
	s := strconv.FormatFloat(float64(x), 'f', decimals, 64)
	if rest, minus := strings.CutPrefix(s, "-"); minus && strings.Trim(rest, "0.") == "" {
		return rest
	}
	return s
}

// Interval writes a number with its interval. All three have the decimals that
// the width of the interval gives a meaning to: -0.45 (-0.65 to 0.00), not a
// limit of -1.68e-06.
func Interval(v, lower, upper expr.Number) string {
	width := float64(upper - lower)
	switch {
	case math.IsNaN(width) || v.Missing():
		return Short(v)
	case width <= 0 && v == lower:
		return Short(v)
	case width <= 0 || math.IsInf(width, 0):
		return fmt.Sprintf("%s (%s to %s)", Short(v), Short(lower), Short(upper))
	}
	n := Places(v, lower, upper)
	return fmt.Sprintf("%s (%s to %s)", Fixed(v, n), Fixed(lower, n), Fixed(upper, n))
}

// Places is how many decimals Interval writes.
func Places(v, lower, upper expr.Number) int {
	return max(Decimals(float64(upper-lower)), min(2, decimals(v)))
}

// Decimals is how many of them tell numbers apart that lie within a width: two
// significant digits of it.
func Decimals(width float64) int {
	if !(width > nothing) || math.IsInf(width, 0) {
		return 2
	}
	return max(0, 1-int(math.Floor(math.Log10(width))))
}
