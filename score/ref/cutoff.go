package ref

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
)

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
	Lower expr.Number `json:"lower"` // 95 % bootstrap interval; inside it a score is indeterminate
	Upper expr.Number `json:"upper"`
	// Circular says that the scores that are judged entered the derivation, so
	// that the cut-off fits them better than it would fit others.
	Circular bool `json:"circular,omitempty"`
	// Normal says that the interval takes the scores of the controls, or their
	// log2 for a rule on that, for normal: there are too few for a bootstrap.
	Normal bool `json:"normal,omitempty"`
	// LogNormal says that it takes them for ratios whose logarithm is normal,
	// while the rule itself is on the ratios.
	LogNormal bool `json:"logNormal,omitempty"`
	// Repeated says that Lower and Upper are the band of repeated measurements
	// around the cut-off in place of its interval.
	Repeated bool `json:"repeated,omitempty"`
	// Stated says that the value is a person's own or a published one: it was not
	// derived from these scores.
	Stated bool   `json:"stated,omitempty"`
	Why    string `json:"why,omitempty"`

	draws []float64 // of the bootstrap, sorted
}

// MinControls is the least number of control people from which a cut-off is
// derived. Two standard deviations of fewer say nothing; EULAR asks for the
// number to be stated, and 20 are usual.
const MinControls = 5

const (
	resamples = 2000
	// fewer for the mixture, each of which is a fit of its own
	mixtureResamples = 200
	// seeds make the bootstrap repeatable: the same scores have the same
	// interval on every machine.
	seed1, seed2 = 0x1f4e, 0x5c09e
)

// Scores are what a cut-off is derived from, one a person; missing ones are
// left out.
type Scores struct {
	Controls []float64
	Patients []float64 // for the rules that need them
	Ratio    bool      // the scores are ratios, which a rule may take the log2 of
	// Repeats are the scores of every control person's samples, for a band from
	// their variation.
	Repeats [][]float64
	// Within is their standard deviation in place of them, of a reference file,
	// as [Within] returns it; 0 if nobody was measured twice.
	Within float64
	// Most is the largest score that there can be; 0 if there is none.
	Most float64
	// Published is what a published cut-off says of these scores.
	Published Published
}

// Published is a cut-off of the literature, or why there is none.
type Published struct {
	Cutoff float64
	Title  string // of the assay that it belongs to
	Why    string // it does not hold for the scores; empty if it does
}

// Derive returns the cut-off of rule r with a bootstrap interval over the
// people, controls and patients apart, with a fixed seed. For mean + k SD it is
// studentised (Efron & Tibshirani 1993, section 12.5), since the percentiles of
// the bootstrap are too narrow for a handful of controls: of 20 normal ones they
// hold the true value in 87 % of cases, the studentised interval in 94 %. For
// median + k MAD the percentiles are corrected for their bias. Of either, fewer
// than 20 controls are taken for normal, see [gaussian]; ratios are taken for
// log-normal, however many they are for mean + k SD, see [ratioPlus]. For a percentile it is
// that of the order statistics, see [centile]. For the other rules it is the
// 2.5th to the 97.5th percentile. A person's own value and a published one have
// none. BenchmarkCoverage tells how often each interval holds the truth.
//
// With Band set to Repeats, the band around the value is the variation of
// repeated measurements instead.
func (r Rule) Derive(s Scores) Cutoff {
	nan := expr.Number(math.NaN())
	kind := kinds[r.Kind.index()]
	if r.Kind == Mixture && s.Ratio {
		r.Log = true // the tail of one group of ratios looks like a second
	}
	controls, patients := cohort.Present(s.Controls), cohort.Present(s.Patients)
	c := Cutoff{Rule: r.String(), N: len(controls), Mean: nan, SD: nan, Value: nan, Lower: nan, Upper: nan, Circular: kind.patients}
	if len(controls) > 1 {
		mean, sd := stat.MeanStdDev(controls, nil)
		c.Mean, c.SD = expr.Number(mean), expr.Number(sd)
	}
	if c.Why = r.refuse(s, controls, patients); c.Why != "" {
		return c
	}
	back := func(x float64) float64 { return x }
	if r.Log {
		controls, patients = log2(controls), log2(patients)
		back = math.Exp2
	}
	v, why := r.value(controls, patients, s.Ratio)
	if r.Kind == Literature {
		if s.Published.Title != "" {
			c.Rule += ", " + s.Published.Title
		}
		v, why = s.Published.value()
	}
	if math.IsNaN(v) {
		c.Why = why
		return c
	}
	c.Value = expr.Number(back(v))
	if r.Band == Repeats {
		c.repeats(s)
		return c
	}
	if r.Kind == Own || r.Kind == Literature {
		c.Stated = true
		c.Lower, c.Upper = c.Value, c.Value
		return c
	}
	few := len(controls) < handful
	classical := func(x []float64) (float64, float64) { return stat.MeanStdDev(x, nil) }
	ratios := s.Ratio && !r.Log && slices.Min(controls) > 0
	switch {
	case ratios && (r.Kind == MeanSD || r.Kind == ""):
		c.LogNormal = true
		c.draws = gaussian(log2(controls), classical, ratioPlus(r.k()))
	case ratios && few && r.Kind == MedianMAD:
		c.LogNormal = true
		c.draws = gaussian(log2(controls), Robust, ratioPlusMAD(r.k()))
	case few && (r.Kind == MeanSD || r.Kind == ""):
		c.Normal = true
		c.draws = gaussian(controls, classical, plus(r.k()))
	case few && r.Kind == MedianMAD:
		c.Normal = true
		c.draws = gaussian(controls, Robust, plus(r.k()))
	case r.Kind == MeanSD || r.Kind == "":
		c.draws = studentised(controls, r.k())
	case r.Kind == Percentile:
		c.draws = centile(controls, r.k()/100, s.Ratio && !r.Log)
	case r.Kind == Specificity:
		c.draws = centile(controls, r.k(), s.Ratio && !r.Log)
	default:
		var n int
		if c.draws, n = r.bootstrap(controls, patients, s.Ratio); r.Kind == Mixture && n < mixtureResamples/2 {
			c.Why = fmt.Sprintf("two groups are seen in %d of %d bootstrap samples only: calling them high and low is not supported", n, mixtureResamples)
			c.Value, c.draws = nan, nil
			return c
		}
	}
	for i, x := range c.draws {
		c.draws[i] = back(x)
	}
	lower, upper := stat.Quantile(0.025, stat.LinInterp, c.draws, nil), stat.Quantile(0.975, stat.LinInterp, c.draws, nil)
	if r.Kind == MedianMAD && !few {
		lower, upper = corrected(c.draws, float64(c.Value))
	}
	c.Lower, c.Upper = expr.Number(lower), expr.Number(upper)
	// the cut-off lies inside its interval, whatever a skewed bootstrap says
	c.Lower, c.Upper = min(c.Lower, c.Value), max(c.Upper, c.Value)
	if math.IsInf(float64(c.Upper), 1) {
		c.Why = "the controls vary so much that the cut-off could be anything: no score could be called high"
		c.Value, c.Lower, c.Upper, c.draws = nan, nan, nan, nil
	}
	if s.Most > 0 && float64(c.Upper) >= s.Most {
		c.Why = fmt.Sprintf("the controls vary so much that its interval, %.3g to %.3g, reaches the largest score that there is, %g: no score could be called high", float64(c.Lower), float64(c.Upper), s.Most)
		c.Value, c.Lower, c.Upper, c.draws = nan, nan, nan, nil
	}
	return c
}

// numbered writes a number of people: "1 patient", "3 patients".
func numbered(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// refuse says why the rule has no value for these scores; empty if it may.
func (r Rule) refuse(s Scores, controls, patients []float64) string {
	kind := kinds[r.Kind.index()]
	switch {
	case kind.controls > 0 && len(controls) == 0:
		return "no healthy control has this score"
	case len(controls) < r.controls():
		return fmt.Sprintf("%s; at least %d are needed", numbered(len(controls), "healthy control"), r.controls())
	case kind.controls > 0 && Constant(controls):
		return "the score is the same in all healthy controls"
	case r.Kind == Youden && len(patients) < kind.controls:
		return fmt.Sprintf("%s; at least %d are needed", numbered(len(patients), "patient"), kind.controls)
	case r.Log && !s.Ratio:
		return "the score is not a ratio, so it has no logarithm"
	case r.Log && slices.ContainsFunc(append(slices.Clone(controls), patients...), func(x float64) bool { return x <= 0 }):
		return "a score of 0 or less has no logarithm"
	case r.Kind == Fold && r.k() <= 0:
		return "a fold is above 0"
	case (r.Kind == Percentile && (r.k() <= 0 || r.k() >= 100)) || (r.Kind == Specificity && (r.k() <= 0 || r.k() >= 1)):
		return "a percentile lies between 0 and 100"
	case r.Band == Repeats && math.IsNaN(within(s)):
		return "no healthy control was measured twice, so that the band cannot come from repeats"
	}
	return ""
}

// Banded reports whether there is anything around the cut-off in which a score
// is indeterminate: a person's own value and a published one have nothing.
func (c Cutoff) Banded() bool { return c.Lower < c.Upper }

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

// Probability returns the share of the bootstrap cut-offs that lie below a
// score: how sure it is that the score is above the cut-off, given the controls
// at hand. Where the band comes from repeats it is the probability, from the
// normal distribution, that the person's mean over repeats is above. It is NaN
// where there is no cut-off or no score.
func (c Cutoff) Probability(score float64) float64 {
	switch {
	case math.IsNaN(score) || c.Value.Missing():
		return math.NaN()
	case len(c.draws) == 0 && c.Banded():
		// digits that do not depend on how a machine computes e to the x
		return math.Round(1e9*distuv.UnitNormal.CDF(c.Distance(score))) / 1e9
	case len(c.draws) == 0:
		if score > float64(c.Value) {
			return 1
		}
		return 0
	}
	n, _ := slices.BinarySearch(c.draws, score)
	return float64(n) / float64(len(c.draws))
}

// Distance returns how far a score lies above the cut-off, in standard errors
// of the cut-off: from there to the end of its interval on the side of the
// score, by 1.96, since an interval may be lopsided. Within the interval it is
// between -1.96 and 1.96. It is NaN where there is no cut-off, no score or no
// interval on that side.
func (c Cutoff) Distance(score float64) float64 {
	se := float64(c.Upper-c.Value) / normal975
	if score < float64(c.Value) {
		se = float64(c.Value-c.Lower) / normal975
	}
	// what rounding leaves of a side that is nothing is no unit
	if !(se > 1e-9*float64(c.Upper-c.Lower)) {
		return math.NaN()
	}
	return (score - float64(c.Value)) / se
}

func log2(x []float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = math.Log2(v)
	}
	return out
}
