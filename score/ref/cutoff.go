package ref

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"

	"ifnscope/score/expr"
)

// Rule is a way to derive a cut-off from the scores of healthy controls.
type Rule struct {
	// K is the number of standard deviations above the mean; 0 stands for 2,
	// the rule of most published ISG expression scores (Rice 2017,
	// doi:10.1007/s10875-016-0359-1).
	K float64 `json:"k,omitempty"`
}

// k returns the number of standard deviations.
func (r Rule) k() float64 {
	if r.K == 0 {
		return 2
	}
	return r.K
}

// String states the rule in words.
func (r Rule) String() string { return fmt.Sprintf("mean + %g SD of the healthy controls", r.k()) }

// value applies the rule. x holds at least two numbers.
func (r Rule) value(x []float64) float64 {
	mean, sd := stat.MeanStdDev(x, nil)
	return mean + r.k()*sd
}

// Class is where a score lies with regard to a cut-off.
type Class uint8

const (
	NotClassed    Class = iota // no cut-off, or no score
	Low                        // below the interval of the cut-off
	Indeterminate              // inside it
	High                       // above it
)

var classes = [...]string{"not classed", "low", "indeterminate", "high"}

// String returns "low", "high" and so on.
func (c Class) String() string { return classes[c] }

// MarshalText writes the class as String does.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (c *Class) UnmarshalText(b []byte) error {
	for i, s := range classes {
		if s == string(b) {
			*c = Class(i)
			return nil
		}
	}
	return fmt.Errorf("ref: unknown class %q", b)
}

// Cutoff is a cut-off with what it rests on. Value is NaN where there is none,
// and Why says why.
type Cutoff struct {
	Rule  string      `json:"rule"`
	N     int         `json:"n"`    // control people with a score
	Mean  expr.Number `json:"mean"` // of their scores
	SD    expr.Number `json:"sd"`
	Value expr.Number `json:"value"` // the cut-off
	Lower expr.Number `json:"lower"` // 95 % bootstrap interval of the cut-off
	Upper expr.Number `json:"upper"`
	Why   string      `json:"why,omitempty"`
}

// MinControls is the least number of control people from which a cut-off is
// derived. Two standard deviations of fewer say nothing; EULAR asks for the
// number to be stated, and 20 are usual.
const MinControls = 5

const (
	resamples = 2000
	// seed makes the bootstrap repeatable: the same scores have the same
	// interval on every machine.
	seed1, seed2 = 0x1f4e, 0x5c09e
)

// Derive returns the cut-off of rule r from the scores of control people, one
// a person; missing scores are left out. The interval is the 2.5th to the
// 97.5th percentile of the rule over 2,000 bootstrap samples of the people
// (Efron & Tibshirani 1993, chapter 13), with a fixed seed.
func (r Rule) Derive(scores []float64) Cutoff {
	x := make([]float64, 0, len(scores))
	for _, v := range scores {
		if !math.IsNaN(v) {
			x = append(x, v)
		}
	}
	nan := expr.Number(math.NaN())
	c := Cutoff{Rule: r.String(), N: len(x), Mean: nan, SD: nan, Value: nan, Lower: nan, Upper: nan}
	if len(x) > 1 {
		mean, sd := stat.MeanStdDev(x, nil)
		c.Mean, c.SD = expr.Number(mean), expr.Number(sd)
	}
	switch {
	case len(x) == 0:
		c.Why = "no healthy control has this score"
		return c
	case len(x) < MinControls:
		c.Why = fmt.Sprintf("%d healthy controls; at least %d are needed", len(x), MinControls)
		return c
	case Constant(x):
		c.Why = "the score is the same in all healthy controls"
		return c
	}
	c.Value = expr.Number(r.value(x))
	rng := rand.New(rand.NewPCG(seed1, seed2))
	b := make([]float64, resamples)
	y := make([]float64, len(x))
	for i := range b {
		for k := range y {
			y[k] = x[rng.IntN(len(x))]
		}
		b[i] = r.value(y)
	}
	slices.Sort(b)
	c.Lower = expr.Number(stat.Quantile(0.025, stat.LinInterp, b, nil))
	c.Upper = expr.Number(stat.Quantile(0.975, stat.LinInterp, b, nil))
	return c
}

// Class says where a score lies: high above the interval of the cut-off, low
// below it, indeterminate inside. A missing score, or a cut-off without a
// value, is not classed.
func (c Cutoff) Class(score float64) Class {
	switch {
	case math.IsNaN(score) || c.Value.Missing():
		return NotClassed
	case score > float64(c.Upper):
		return High
	case score < float64(c.Lower):
		return Low
	}
	return Indeterminate
}
