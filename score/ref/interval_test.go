package ref

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// TestBandFromRepeats puts the variation of repeated measurements around a
// cut-off. R: s <- sqrt(mean(d^2 / 2)) of the differences d of each pair, which
// is anova(lm(x ~ factor(person)))'s residual standard error.
func TestBandFromRepeats(t *testing.T) {
	repeats := [][]float64{{1, 2}, {3, 3.5}, {2, 2.5}, {7}}
	s := math.Sqrt((1 + 0.25 + 0.25) / 6)
	c := Rule{Band: Repeats}.Derive(Scores{Controls: ten, Repeats: repeats})
	if !c.Repeated || !c.Banded() || c.Stated {
		t.Errorf("the band of repeats is not told from an interval: %+v", c)
	}
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

// TestCorrected compares the corrected percentiles with R's
//
//	z <- qnorm((40 + 0.5) / 102) # of 101 draws 40 are below the value and none is the same
//	quantile(0:100, pnorm(2 * z + qnorm(c(0.025, 0.975))), type = 4)
//
// and finds the plain ones where the value is the median of the draws.
func TestCorrected(t *testing.T) {
	draws := make([]float64, 101)
	for i := range draws {
		draws[i] = float64(i)
	}
	lower, upper := corrected(draws, 39.5)
	if math.Abs(lower-0.0000000000000) > 1e-8 || math.Abs(upper-92.4034984200872) > 1e-8 {
		t.Errorf("%.10f to %.10f, R says %v to %v", lower, upper, 0.0000000000000, 92.4034984200872)
	}
	lower, upper = corrected(draws, 50)
	if math.Abs(lower-1.525) > 1e-9 || math.Abs(upper-97.475) > 1e-9 {
		t.Errorf("without bias %v to %v", lower, upper)
	}
}

// TestHandful gives six controls the interval of normal people: that of the
// mean + 2 SD is x + s t / sqrt(n), t from the noncentral t distribution with
// n - 1 degrees and noncentrality 2 sqrt(n) (Hahn & Meeker 1991, section 4.4).
// R: qt(c(0.975, 0.025), 5, 2 * sqrt(6)) / sqrt(6), within the error of 2,000 draws.
func TestHandful(t *testing.T) {
	x := []float64{1, 2, 4, 7, 11, 16}
	mean, sd := stat.MeanStdDev(x, nil)
	c := Rule{}.Derive(Scores{Controls: x})
	if !c.Normal {
		t.Error("it is not said that the controls are taken for normal")
	}
	for _, e := range []struct{ got, want float64 }{{(float64(c.Lower) - mean) / sd, 1.02066750515}, {(float64(c.Upper) - mean) / sd, 5.20388470243}} {
		if math.Abs(e.got/e.want-1) > 0.06 {
			t.Errorf("an end of the interval lies %v SD above the mean, and %v by the noncentral t", e.got, e.want)
		}
	}
	// whatever the scale: twice the scores, twice the interval
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = 2*v + 1
	}
	for _, r := range []Rule{{}, {Kind: MedianMAD}} {
		a, b := r.Derive(Scores{Controls: x}), r.Derive(Scores{Controls: y})
		if math.Abs(float64(2*a.Lower+1-b.Lower)) > 1e-9 || math.Abs(float64(2*a.Upper+1-b.Upper)) > 1e-9 {
			t.Errorf("%s: %v to %v, of twice the scores %v to %v", a.Rule, a.Lower, a.Upper, b.Lower, b.Upper)
		}
	}
}

// TestMost gives no cut-off where its interval reaches the end of the scale,
// above which nobody could be high.
func TestMost(t *testing.T) {
	x := []float64{0, 5, 10, 60, 0, 3, 8, 95, 2, 0}
	c := Rule{}.Derive(Scores{Controls: x, Most: 100})
	if !c.Value.Missing() || c.Class(100) != NotClassed || !strings.Contains(c.Why, "no score could be called high") {
		t.Errorf("%+v", c)
	}
	if c = (Rule{}).Derive(Scores{Controls: ten, Most: 100}); c.Value.Missing() || c.Why != "" {
		t.Errorf("a cut-off below the end of the scale: %+v", c)
	}
}

// TestGaussianBits draws the same bits natively and in WebAssembly, for every
// handful.
func TestGaussianBits(t *testing.T) {
	h := fnv.New64a()
	for n := MinControls; n < handful; n++ {
		x := make([]float64, n)
		for i := range x {
			x[i] = float64(i * i)
		}
		for _, d := range gaussian(x, func(x []float64) (float64, float64) { return stat.MeanStdDev(x, nil) }, plus(2)) {
			binary.Write(h, binary.LittleEndian, d)
		}
	}
	if got := h.Sum64(); got != 0xf686db1e673c5ffa {
		t.Errorf("the draws have the sum %#x", got)
	}
}

// TestRatios compares the cut-offs of log-normal ratios with R, s the SD of
// their natural logarithm: exp(s^2/2) * (1 + 2 * sqrt(exp(s^2) - 1)), and
// uniroot(function(t) plnorm(1+t, 0, s) - plnorm(1-t, 0, s) - .5, c(0, 5)).
func TestRatios(t *testing.T) {
	for _, c := range []struct{ sd, mean, mad float64 }{{0.5, 1.82061290276, 0.2302782803}, {1.1, 3.7122795739, 0.4791116663}} {
		if got := ratioPlus(2)(0, c.sd); math.Abs(got-c.mean) > 1e-6 {
			t.Errorf("mean + 2 SD of ratios with an SD of %v is %v, want %v", c.sd, got, c.mean)
		}
		if got := (ratioPlusMAD(2)(0, c.sd) - 1) / 2 / mad; math.Abs(got-c.mad) > 1e-8 {
			t.Errorf("the MAD of ratios with an SD of %v is %v, want %v", c.sd, got, c.mad)
		}
		if got, want := ratioPlus(2)(3, c.sd), 8*ratioPlus(2)(0, c.sd); math.Abs(got-want) > 1e-12*want {
			t.Errorf("of ratios eight times as large it is %v, want %v", got, want)
		}
	}
	// what the interval says of one is that it takes them for log-normal
	c := Rule{}.Derive(Scores{Controls: ten, Ratio: true})
	if n := (Rule{}).Derive(Scores{Controls: ten}); !c.LogNormal || c.Normal || n.LogNormal || !n.Normal || c.Value != n.Value {
		t.Errorf("of ratios %+v, of scores %+v", c, n)
	}
	if c := (Rule{Log: true}).Derive(Scores{Controls: ten, Ratio: true}); c.LogNormal || !c.Normal {
		t.Errorf("on log2 %+v", c)
	}
}
