package expr

import (
	"math"
	"strconv"
)

// Number is a float64 that can be missing: NaN is written to JSON as null.
// Other numbers are written with the fewest digits that read back to the same
// bits.
type Number float64

// MarshalJSON writes the number, or null if it is NaN. An infinity, which JSON
// does not have, is written as a string.
func (x Number) MarshalJSON() ([]byte, error) {
	switch v := float64(x); {
	case math.IsNaN(v):
		return []byte("null"), nil
	case math.IsInf(v, 0):
		return strconv.AppendQuote(nil, strconv.FormatFloat(v, 'g', -1, 64)), nil
	default:
		return strconv.AppendFloat(nil, v, 'g', -1, 64), nil
	}
}

// UnmarshalJSON reads what MarshalJSON writes.
func (x *Number) UnmarshalJSON(b []byte) error {
	s := string(b)
	if s == "null" {
		*x = Number(math.NaN())
		return nil
	}
	if u, err := strconv.Unquote(s); err == nil {
		s = u
	}
	v, err := strconv.ParseFloat(s, 64)
	*x = Number(v)
	return err
}

// Missing reports whether the number is NaN.
func (x Number) Missing() bool { return math.IsNaN(float64(x)) }
