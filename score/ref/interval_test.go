package ref

import (
	"math"
	"strings"
	"testing"
)

// TestBandFromRepeats puts the variation of repeated measurements around a
// cut-off. R: s <- sqrt(mean(d^2 / 2)) of the differences d of each pair, which
// is anova(lm(x ~ factor(person)))'s residual standard error.
func TestBandFromRepeats(t *testing.T) {
	repeats := [][]float64{{1, 2}, {3, 3.5}, {2, 2.5}, {7}}
	s := math.Sqrt((1 + 0.25 + 0.25) / 6)
	c := Rule{Band: Repeats}.Derive(Scores{Controls: ten, Repeats: repeats})
	if !near(c.Value-c.Lower, 1.959963984540054*s) || !near(c.Upper-c.Value, 1.959963984540054*s) {
		t.Errorf("%v (%v to %v), want a band of 1.96 x %v", c.Value, c.Lower, c.Upper, s)
	}
	if !strings.HasSuffix(c.Rule, ", band from repeats") {
		t.Errorf("it is said as %q", c.Rule)
	}
	// at the end of the band: R's pnorm(1.959963984540054) = 0.975
	for score, want := range map[float64]float64{float64(c.Value): 0.5, float64(c.Upper): 0.975, float64(c.Lower): 0.025} {
		if p := c.Probability(score); math.Abs(p-want) > 1e-9 {
			t.Errorf("the probability of %v is %v, want %v", score, p, want)
		}
	}
	// ratios vary on log2: a twofold difference in every pair
	c = Rule{Band: Repeats}.Derive(Scores{Controls: ten, Repeats: [][]float64{{1, 2}, {4, 8}}, Ratio: true})
	f := math.Exp2(1.959963984540054 * math.Sqrt(0.5))
	if !near(c.Upper/c.Value, f) || !near(c.Value/c.Lower, f) {
		t.Errorf("%v (%v to %v), want a band of a factor %v", c.Value, c.Lower, c.Upper, f)
	}
}

func near[F ~float64](got F, want float64) bool {
	return math.Abs(float64(got)-want) <= 1e-12*math.Abs(want)
}

// TestCentile compares the interval of a percentile with the ranks that R
// gives: qbinom(c(0.025, 0.975), 100, 0.95) is 90 and 99.
func TestCentile(t *testing.T) {
	x := make([]float64, 100)
	for i := range x {
		x[i] = float64(i + 1) // its own rank
	}
	c := Rule{Kind: Percentile}.Derive(Scores{Controls: x})
	if c.Lower < 90 || c.Lower > 91 || c.Upper < 99 || c.Upper > 100 {
		t.Errorf("the interval is %v to %v, want ranks 90 to 91 and 99 to 100", c.Lower, c.Upper)
	}
	// of twenty, the 95th percentile may lie above all: 0.95^20 is 0.358
	c = Rule{Kind: Percentile}.Derive(Scores{Controls: x[:20]})
	if p := c.Probability(20); math.Abs(p-(1-0.3584859224085419)) > 0.01 || c.Upper <= 20 {
		t.Errorf("up to %v, and below the largest control with probability %v", c.Upper, p)
	}
	// a rising scale changes nothing but the scale
	ratios := make([]float64, 40)
	for i := range ratios {
		ratios[i] = math.Exp2(x[i] / 8)
	}
	plain := Rule{Kind: Percentile}.Derive(Scores{Controls: ratios, Ratio: true})
	log := Rule{Kind: Percentile, Log: true}.Derive(Scores{Controls: ratios, Ratio: true})
	if plain.Upper < log.Upper*0.9 || plain.Upper > log.Upper*1.1 {
		t.Errorf("the upper end is %v, on log2 %v", plain.Upper, log.Upper)
	}
}
