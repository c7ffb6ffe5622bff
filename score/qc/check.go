package qc

import (
	"fmt"
	"math"

	"ifnscope/score/expr"
)

// Grade says whether a figure is in its range.
type Grade uint8

const (
	Unknown    Grade = iota // the figure is NaN: nothing to judge
	Good                    // in its range
	Borderline              // outside it, and not beyond the wider one
	Bad                     // beyond both
)

var grades = [...]string{"unknown", "good", "borderline", "bad"}

// String returns "unknown", "good", "borderline" or "bad".
func (g Grade) String() string {
	if int(g) < len(grades) {
		return grades[g]
	}
	return fmt.Sprintf("grade(%d)", uint8(g))
}

// MarshalText writes the grade as String does.
func (g Grade) MarshalText() ([]byte, error) { return []byte(g.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (g *Grade) UnmarshalText(b []byte) error {
	for i, s := range grades {
		if s == string(b) {
			*g = Grade(i)
			return nil
		}
	}
	return fmt.Errorf("qc: unknown grade %q", b)
}

// Range is a closed range of numbers; an end that is NaN is open.
type Range struct {
	Low  expr.Number `json:"low"`
	High expr.Number `json:"high"`
}

// Contains reports whether v is in the range. NaN is in none.
func (r Range) Contains(v float64) bool {
	return !math.IsNaN(v) && !(v < float64(r.Low)) && !(v > float64(r.High))
}

// AtLeast returns the range from low up.
func AtLeast(low float64) Range { return Range{expr.Number(low), expr.Number(math.NaN())} }

// AtMost returns the range up to high.
func AtMost(high float64) Range { return Range{expr.Number(math.NaN()), expr.Number(high)} }

// Between returns the range from low to high.
func Between(low, high float64) Range { return Range{expr.Number(low), expr.Number(high)} }

// Limit is what a figure is judged by.
type Limit struct {
	Figure string // what is measured, in words
	Unit   string // of the figure: "cycles", "counts"; empty for a ratio
	Good   Range
	// Borderline is a range around Good; where it is the zero Range there is
	// nothing between good and bad.
	Borderline Range
	Source     string // where the limit is from
}

// Check is one figure of one sample, or of one gene, or of the whole run.
type Check struct {
	Sample string      `json:"sample,omitempty"`
	Gene   string      `json:"gene,omitempty"`
	With   string      `json:"with,omitempty"` // the sample that it is compared with
	Figure string      `json:"figure"`
	Unit   string      `json:"unit,omitempty"`
	Value  expr.Number `json:"value"` // NaN if it could not be had
	Good   Range       `json:"good"`
	Grade  Grade       `json:"grade"`
	Source string      `json:"source"`
}

// Check judges a value by the limit.
func (l Limit) Check(sample, gene string, v float64) Check {
	c := Check{Sample: sample, Gene: gene, Figure: l.Figure, Unit: l.Unit, Value: expr.Number(v), Good: l.Good, Source: l.Source}
	switch {
	case math.IsNaN(v):
		c.Grade = Unknown
	case l.Good.Contains(v):
		c.Grade = Good
	case l.Borderline != Range{} && l.Borderline.Contains(v):
		c.Grade = Borderline
	default:
		c.Grade = Bad
	}
	return c
}

// Worst returns the worst grade of the checks; Unknown if there are none.
func Worst(checks []Check) Grade {
	var w Grade
	for _, c := range checks {
		w = max(w, c.Grade)
	}
	return w
}

// Of names what the figure is of: a sample, a gene, or a gene in a sample.
func (c Check) Of() string {
	switch {
	case c.Gene == "":
		return c.Sample
	case c.Sample == "":
		return c.Gene
	}
	return c.Gene + " in " + c.Sample
}

// String returns the figure with its value and its range:
// "binding density: 2.4 spots per square micrometre, should be 0.05 to 2.25".
func (c Check) String() string {
	unit := ""
	if c.Unit != "" {
		unit = " " + c.Unit
	}
	with := ""
	if c.With != "" {
		with = ", " + c.With
	}
	return fmt.Sprintf("%s%s: %.4g%s, should be %s", c.Figure, with, float64(c.Value), unit, c.Good)
}

// String returns "0.05 to 2.25", "at least 2" or "at most 0.5".
func (r Range) String() string {
	switch {
	case r.High.Missing():
		return fmt.Sprintf("at least %.4g", float64(r.Low))
	case r.Low.Missing():
		return fmt.Sprintf("at most %.4g", float64(r.High))
	}
	return fmt.Sprintf("%.4g to %.4g", float64(r.Low), float64(r.High))
}
