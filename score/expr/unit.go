package expr

import "fmt"

// Unit says what the numbers of a matrix are.
type Unit uint8

const (
	Unknown   Unit = iota
	Counts         // reads or molecules, whole numbers or estimates of them
	CPM            // counts per million
	TPM            // transcripts per million
	FPKM           // fragments per kilobase and million
	Intensity      // array or nCounter signal, linear
	Linear         // another linear scale, such as normalised counts
	Log2           // base-2 logarithm of any of the above
	Ct             // qPCR cycle, lower is more
	DCt            // Ct less the mean Ct of the reference genes
	RQ             // relative quantity, 2^-ddCt, linear
)

var units = [...]struct{ id, title string }{
	Unknown:   {"unknown", "not recognised"},
	Counts:    {"counts", "counts"},
	CPM:       {"cpm", "CPM"},
	TPM:       {"tpm", "TPM"},
	FPKM:      {"fpkm", "FPKM"},
	Intensity: {"intensity", "linear intensities"},
	Linear:    {"linear", "linear expression values"},
	Log2:      {"log2", "log2 expression"},
	Ct:        {"ct", "Ct (cycles)"},
	DCt:       {"dct", "dCt (cycles)"},
	RQ:        {"rq", "relative quantity"},
}

// Units returns every unit in order.
func Units() []Unit {
	u := make([]Unit, len(units))
	for i := range u {
		u[i] = Unit(i)
	}
	return u
}

// String returns the short name of the unit: "counts", "log2", "dct".
func (u Unit) String() string {
	if int(u) < len(units) {
		return units[u].id
	}
	return fmt.Sprintf("unit(%d)", uint8(u))
}

// Title returns the unit in words for a person.
func (u Unit) Title() string {
	if int(u) < len(units) {
		return units[u].title
	}
	return u.String()
}

// Log reports whether a difference in the unit is a log2 ratio, whatever its
// sign: log2 expression, Ct and dCt.
func (u Unit) Log() bool { return u == Log2 || u == Ct || u == DCt }

// Linear reports whether a quotient in the unit is a ratio.
func (u Unit) Linear() bool { return u != Unknown && !u.Log() }

// MarshalText writes the unit as String does.
func (u Unit) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (u *Unit) UnmarshalText(b []byte) error {
	for i := range units {
		if units[i].id == string(b) {
			*u = Unit(i)
			return nil
		}
	}
	return fmt.Errorf("expr: unknown unit %q", b)
}
