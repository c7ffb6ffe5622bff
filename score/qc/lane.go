package qc

import (
	"math"
	"strconv"
	"strings"
)

// Lane is what the quality of one NanoString lane is judged by.
type Lane struct {
	Sample            string
	FovCount, Counted float64 // fields of view wanted and imaged, NaN if not told
	BindingDensity    float64 // spots per square micrometre, NaN if not told
	Sprint            bool    // read by a SPRINT, whose limit differs
	Positive          []Spike
	Negative          []float64 // counts
	Housekeeping      []float64 // counts
}

// Spike is a positive control: how much was added, in fM, and its count.
type Spike struct{ Concentration, Count float64 }

// Concentration returns the fM in the name of a positive control:
// 0.5 for POS_E(0.5). It is NaN if the name has none.
func Concentration(name string) float64 {
	_, s, _ := strings.Cut(name, "(")
	v, err := strconv.ParseFloat(strings.TrimSuffix(s, ")"), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// FieldOfView is the share of the fields of view that were imaged.
func (l Lane) FieldOfView() float64 {
	if l.FovCount == 0 {
		return math.NaN()
	}
	return l.Counted / l.FovCount
}

// minSpike is the least concentration, in fM, of a positive control that has
// to follow the line: POS_F, 0.125 fM, is near the background
// (NanoStringNCTools, setQCFlags; NACHO, nacho_thresholds: POS_A to POS_E).
const minSpike = 0.5

// minCount replaces a count of 0 before its logarithm is taken
// (NanoStringNCTools, setQCFlags).
const minCount = 0.5

// Linearity is R2 of log2 count on log2 concentration of the positive
// controls from 0.5 fM up; NaN of fewer than three.
func (l Lane) Linearity() float64 {
	var x, y []float64
	for _, p := range l.Positive {
		if p.Concentration >= minSpike {
			x = append(x, math.Log2(p.Concentration))
			y = append(y, math.Log2(max(p.Count, minCount)))
		}
	}
	if len(x) < 3 {
		return math.NaN()
	}
	_, _, r2 := line(x, y)
	return r2
}

// Background returns the mean and the standard deviation (n-1) of the counts
// of the negative controls, NaN of fewer than two.
func (l Lane) Background() (mean, sd float64) { return MeanSD(l.Negative) }

// LimitOfDetection is how many standard deviations of the negative controls
// the positive control of 0.5 fM, POS_E, stands above their mean. NaN if the
// lane has no such control or no spread.
func (l Lane) LimitOfDetection() float64 {
	mean, sd := l.Background()
	for _, p := range l.Positive {
		if p.Concentration == minSpike && sd > 0 {
			return (p.Count - mean) / sd
		}
	}
	return math.NaN()
}

// HousekeepingMean is the geometric mean of the counts of the housekeeping
// genes, those of 0 raised to 0.5; NaN of none.
func (l Lane) HousekeepingMean() float64 {
	if len(l.Housekeeping) == 0 {
		return math.NaN()
	}
	s := 0.0
	for _, c := range l.Housekeeping {
		s += math.Log2(max(c, minCount))
	}
	return math.Exp2(s / float64(len(l.Housekeeping)))
}

// Detected is the number of housekeeping genes whose count is above the mean
// and two standard deviations of the negative controls; NaN if the lane has
// none of either.
func (l Lane) Detected() float64 {
	mean, sd := l.Background()
	if len(l.Housekeeping) == 0 || math.IsNaN(sd) {
		return math.NaN()
	}
	n := 0
	for _, c := range l.Housekeeping {
		if c > mean+2*sd {
			n++
		}
	}
	return float64(n)
}

const (
	nacho = "nSolver limits as in NACHO, nacho_thresholds (doi:10.1093/bioinformatics/btz647)"
	tools = "NanoStringNCTools, setQCFlags (doi:10.18129/B9.bioc.NanoStringNCTools)"
)

// The limits of a lane.
var (
	fieldOfView    = Limit{Figure: "fields of view imaged", Good: AtLeast(0.75), Source: nacho}
	density        = Limit{Figure: "binding density", Unit: "spots per square micrometre", Good: Between(0.05, 2.25), Source: nacho + ", MAX, FLEX and PRO"}
	densitySprint  = Limit{Figure: "binding density", Unit: "spots per square micrometre", Good: Between(0.1, 1.8), Source: nacho + ", SPRINT"}
	linearity      = Limit{Figure: "linearity of the positive controls (R2)", Good: AtLeast(0.95), Source: nacho}
	detection      = Limit{Figure: "POS_E above the negative controls", Unit: "standard deviations", Good: AtLeast(2), Source: nacho}
	housekeeping   = Limit{Figure: "geometric mean of the housekeeping genes", Unit: "counts", Good: AtLeast(100), Borderline: AtLeast(32), Source: tools}
	detected       = Limit{Figure: "housekeeping genes above the background", Unit: "genes", Good: AtLeast(3), Source: nacho}
	positiveFactor = Limit{Figure: "positive control factor", Good: Between(0.3, 3), Source: nacho}
	houseFactor    = Limit{Figure: "housekeeping factor", Good: Between(0.1, 10), Source: nacho}
)

// Checks judges the figures that a lane has on its own.
func (l Lane) Checks() []Check {
	d := density
	if l.Sprint {
		d = densitySprint
	}
	return []Check{
		fieldOfView.Check(l.Sample, "", l.FieldOfView()),
		d.Check(l.Sample, "", l.BindingDensity),
		linearity.Check(l.Sample, "", l.Linearity()),
		detection.Check(l.Sample, "", l.LimitOfDetection()),
		housekeeping.Check(l.Sample, "", l.HousekeepingMean()),
		detected.Check(l.Sample, "", l.Detected()),
	}
}

// Factors judges the normalisation factors of lanes that were normalised
// together; house may be nil. It panics if the lengths differ.
func Factors(samples []string, positive, house []float64) []Check {
	if len(positive) != len(samples) || house != nil && len(house) != len(samples) {
		panic("qc: factors and samples differ in length")
	}
	var checks []Check
	for j, s := range samples {
		checks = append(checks, positiveFactor.Check(s, "", positive[j]))
		if house != nil {
			checks = append(checks, houseFactor.Check(s, "", house[j]))
		}
	}
	return checks
}
