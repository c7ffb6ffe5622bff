package ref

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// ten controls with mean 3, SD (n-1) 1.5275252316519468, median 3 and median
// absolute deviation 1
var ten = []float64{1, 1, 2, 2, 3, 3, 4, 4, 5, 5}

func twenty() []float64 { return append(slices.Clone(ten), ten...) }

func TestRules(t *testing.T) {
	patients := []float64{4.5, 6, 7, 8, 9, 3.5}
	for _, c := range []struct {
		rule  Rule
		s     Scores
		want  float64
		words string
	}{
		{Rule{}, Scores{Controls: ten}, 3 + 2*math.Sqrt(20.0/9), "mean + 2 SD of the healthy controls"},
		{Rule{K: 3}, Scores{Controls: ten}, 3 + 3*math.Sqrt(20.0/9), "mean + 3 SD"},
		{Rule{Kind: MedianMAD}, Scores{Controls: ten}, 3 + 2*1.4826, "median + 2 MAD"},
		// R: quantile(rep(c(1,1,2,2,3,3,4,4,5,5), 2), 0.95)
		{Rule{Kind: Percentile}, Scores{Controls: twenty()}, 5, "95th percentile"},
		{Rule{Kind: Percentile, K: 62}, Scores{Controls: twenty()}, 3.78, "62nd percentile"},
		{Rule{Kind: Fold}, Scores{Controls: ten, Ratio: true}, 6, "2 times the median"},
		{Rule{Kind: Fold}, Scores{Controls: ten}, 4, "2 times the median"}, // log scores: one more
		{Rule{Kind: Specificity, K: 0.8}, Scores{Controls: twenty()}, 4, "specificity of 80 %"},
		{Rule{Kind: Youden}, Scores{Controls: twenty(), Patients: slices.Repeat(patients, 4)}, 5.5, "Youden"},
		{Rule{Kind: Own, K: 2.466}, Scores{}, 2.466, "own value 2.466"},
		{Rule{Kind: Literature}, Scores{Published: Published{Cutoff: 2.466, Title: "Six-ISG score by TaqMan qPCR"}}, 2.466, "published cut-off, Six-ISG score"},
		{Rule{Log: true}, Scores{Controls: []float64{1, 2, 4, 8, 16}, Ratio: true}, math.Exp2(2 + 2*math.Sqrt(2.5)), "on log2"},
	} {
		got := c.rule.Derive(c.s)
		if math.Abs(float64(got.Value)-c.want) > 1e-12*c.want {
			t.Errorf("%v: %v, want %v (%s)", c.rule, got.Value, c.want, got.Why)
		}
		if !strings.Contains(got.Rule, c.words) {
			t.Errorf("%v is said as %q", c.rule, got.Rule)
		}
		if !(got.Lower <= got.Value && got.Value <= got.Upper) {
			t.Errorf("%v: %v is outside its interval %v to %v", c.rule, got.Value, got.Lower, got.Upper)
		}
		if circular := c.rule.Kind == Youden; got.Circular != circular {
			t.Errorf("%v: circular is %v", c.rule, got.Circular)
		}
		b, _ := json.Marshal(c.rule)
		var back Rule
		if json.Unmarshal(b, &back) != nil || back != c.rule {
			t.Errorf("%v does not survive JSON: %s", c.rule, b)
		}
	}
}

// TestNumber gives rules another number, as a person writes it.
func TestNumber(t *testing.T) {
	for _, c := range []struct {
		rule Rule
		x    float64
		want Rule
		say  string // the rule, or why not
	}{
		{Rule{}, 2.5, Rule{K: 2.5}, "mean + 2.5 SD of the healthy controls"},
		{Rule{K: 3, Log: true}, 2.5, Rule{K: 2.5, Log: true}, "mean + 2.5 SD of the healthy controls, on log2 of the score"},
		{Rule{Kind: MedianMAD, Band: Repeats}, 3, Rule{Kind: MedianMAD, K: 3, Band: Repeats}, "median + 3 MAD (x 1.4826) of the healthy controls, band from repeats"},
		{Rule{Kind: Percentile}, 97.5, Rule{Kind: Percentile, K: 97.5}, "97.5th percentile of the healthy controls"},
		{Rule{Kind: Percentile}, 99, Rule{Kind: Percentile, K: 99}, "99th percentile of the healthy controls"},
		{Rule{Kind: Fold}, 3, Rule{Kind: Fold, K: 3}, "3 times the median of the healthy controls"},
		{Rule{Kind: Specificity}, 97.5, Rule{Kind: Specificity, K: 0.975}, "specificity of 97.5 % among the healthy controls"},
		{Rule{}, 0, Rule{}, "one number is needed, from 0.5 to below 10 (standard deviations)"},
		{Rule{}, math.NaN(), Rule{}, "from 0.5 to below 10 (standard deviations)"},
		{Rule{Kind: Percentile}, 100, Rule{Kind: Percentile}, "from 50 to below 100 (percentile)"},
		{Rule{Kind: Fold}, -2, Rule{Kind: Fold}, "from 1 to below 100 (times the median)"},
		{Rule{Kind: Specificity}, 0.95, Rule{Kind: Specificity}, "from 50 to below 100 (specificity in %)"},
	} {
		got, err := c.rule.With(c.x)
		say := got.String()
		if err != nil {
			say = err.Error()
		}
		if got != c.want || !strings.HasSuffix(say, c.say) {
			t.Errorf("%v with %g is %+v, %s; want %+v, %s", c.rule, c.x, got, say, c.want, c.say)
		}
		if _, x := got.Number(); err == nil && x != c.x {
			t.Errorf("the number of %v is %g", got, x)
		}
	}
	for kind, n := range numbers {
		if name, x := (Rule{Kind: kind}).Number(); name != n.name || x < n.from || x >= n.to {
			t.Errorf("the usual number of %s is %g %s", kind, x, name)
		}
	}
	for _, kind := range []Kind{Youden, Mixture, Literature, Own} {
		if name, _ := (Rule{Kind: kind, K: 3}).Number(); name != "" {
			t.Errorf("%s has a number: %s", kind, name)
		}
	}
}

// TestRefused asks for cut-offs that the data do not carry.
func TestRefused(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 9))
	one := make([]float64, 80)
	for i := range one {
		one[i] = r.NormFloat64()
	}
	for _, c := range []struct {
		rule Rule
		s    Scores
		why  string
	}{
		{Rule{}, Scores{}, "no healthy control"},
		{Rule{}, Scores{Controls: ten[:3]}, "3 healthy controls; at least 5"},
		{Rule{}, Scores{Controls: []float64{2, 2, 2, 2, 2, 2}}, "the same in all"},
		{Rule{}, Scores{Controls: []float64{math.NaN(), 1, 2}}, "2 healthy controls"},
		{Rule{Kind: Percentile}, Scores{Controls: ten}, "at least 20"},
		{Rule{Kind: Youden}, Scores{Controls: ten}, "10 healthy controls; at least 20"},
		{Rule{Kind: Youden}, Scores{Controls: twenty(), Patients: ten}, "10 patients; at least 20"},
		{Rule{Kind: Youden}, Scores{Controls: twenty(), Patients: slices.Repeat([]float64{0, 0, 0.5, 0.4, 0.3}, 4)}, "no cut-off"},
		{Rule{Log: true}, Scores{Controls: ten}, "not a ratio"},
		{Rule{Log: true}, Scores{Controls: []float64{0, 1, 2, 3, 4}, Ratio: true}, "no logarithm"},
		{Rule{Kind: Percentile, K: 97.5}, Scores{Controls: twenty()}, "20 healthy controls; at least 40 are needed"},
		{Rule{Kind: Percentile, K: 99.9}, Scores{Controls: twenty()}, "at least 1000 are needed"},
		{Rule{Kind: Specificity, K: 0.99}, Scores{Controls: twenty()}, "at least 100 are needed"},
		{Rule{Kind: Percentile, K: 100}, Scores{Controls: twenty()}, "between 0 and 100"},
		{Rule{Kind: Specificity, K: 95}, Scores{Controls: twenty()}, "between 0 and 100"},
		{Rule{Band: Repeats}, Scores{Controls: ten}, "no healthy control was measured twice"},
		{Rule{Band: Repeats}, Scores{Controls: ten, Repeats: [][]float64{{1}, {2, math.NaN()}}}, "no healthy control was measured twice"},
		{Rule{Kind: Literature}, Scores{Controls: ten}, "no cut-off is published"},
		{Rule{Kind: Literature}, Scores{Published: Published{Cutoff: 2.466, Why: "it is for qPCR"}}, "it is for qPCR"},
		{Rule{Kind: Mixture}, Scores{Patients: one}, "no evidence of two groups"},
		{Rule{Kind: Mixture}, Scores{Patients: one[:8]}, "at least 20"},
	} {
		got := c.rule.Derive(c.s)
		if !got.Value.Missing() || !strings.Contains(got.Why, c.why) {
			t.Errorf("%v of %d controls, %d patients: %v, %q; want a refusal that says %q", c.rule, len(c.s.Controls), len(c.s.Patients), got.Value, got.Why, c.why)
		}
		if got.Class(3) != NotClassed || !math.IsNaN(got.Probability(3)) || !math.IsNaN(got.Distance(3)) {
			t.Errorf("%v: a score is judged without a cut-off", c.rule)
		}
	}
}

func TestMixtureRule(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var controls, patients []float64
	for range 20 {
		controls = append(controls, r.NormFloat64())
	}
	for i := range 60 {
		patients = append(patients, r.NormFloat64()+7*float64(i%3/1%2))
	}
	c := Rule{Kind: Mixture}.Derive(Scores{Controls: controls, Patients: patients})
	if c.Value < 2 || c.Value > 5 || !c.Circular {
		t.Errorf("groups at 0 and 7 are divided at %v (%s)", c.Value, c.Why)
	}
}

// TestClasses looks at scores around a cut-off.
func TestClasses(t *testing.T) {
	c := Rule{}.Derive(Scores{Controls: ten})
	again := Rule{}.Derive(Scores{Controls: ten})
	if c.Lower != again.Lower || c.Upper != again.Upper {
		t.Error("the same controls have two intervals")
	}
	last := -1.0
	for _, x := range []struct {
		score float64
		class Class
	}{{float64(c.Lower) - 0.01, Low}, {float64(c.Value), Indeterminate}, {float64(c.Upper) + 0.01, High}, {math.NaN(), NotClassed}} {
		if got := c.Class(x.score); got != x.class {
			t.Errorf("%v is %v, want %v", x.score, got, x.class)
		}
		if p := c.Probability(x.score); !math.IsNaN(x.score) {
			if p < last || p < 0 || p > 1 {
				t.Errorf("the probability of %v is %v", x.score, p)
			}
			last = p
		}
	}
	// a lopsided interval: its ends are as far as the class says
	k := Rule{}.Derive(Scores{Controls: []float64{1, 2, 4, 7, 11, 16}, Ratio: true})
	if u, l := k.Distance(float64(k.Upper)), k.Distance(float64(k.Lower)); math.Abs(u-1.959963984540054) > 1e-9 || math.Abs(l+1.959963984540054) > 1e-9 || !(k.Upper-k.Value > 2*(k.Value-k.Lower)) {
		t.Errorf("the ends of %v to %v are %v and %v standard errors from %v", k.Lower, k.Upper, l, u, k.Value)
	}
	if d := c.Distance(float64(c.Value)); d != 0 {
		t.Errorf("the cut-off is %v from itself", d)
	}
}

// TestCoverage counts how often the interval of a rule holds the true value of
// normal scores, and of ratios whose log2 is normal with an SD of 1.1; 95 % is
// what it states, and 300 runs tell that from under 90 %.
func TestCoverage(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	const runs = 300
	for _, c := range []struct {
		rule     Rule
		ratio    bool
		truth    float64
		n, least int
	}{
		{Rule{}, false, 2, 20, 270},
		{Rule{}, false, 2, 60, 275},
		// R: s <- 1.1 * log(2); exp(s^2/2) * (1 + 2 * sqrt(exp(s^2) - 1))
		{Rule{}, true, 3.7122795739, 8, 275},
		{Rule{}, true, 3.7122795739, 20, 275},
		{Rule{}, true, 3.7122795739, 60, 275},
		{Rule{Kind: Percentile}, false, 1.6448536269514722, 20, 270},
		{Rule{Kind: Percentile}, false, 1.6448536269514722, 60, 275},
	} {
		held := 0
		for range runs {
			x := make([]float64, c.n)
			for i := range x {
				if x[i] = r.NormFloat64(); c.ratio {
					x[i] = math.Exp2(1.1 * x[i])
				}
			}
			if k := c.rule.Derive(Scores{Controls: x, Ratio: c.ratio}); float64(k.Lower) <= c.truth && float64(k.Upper) >= c.truth {
				held++
			}
		}
		t.Logf("%v, %d controls: the interval holds the true cut-off in %d of %d runs", c.rule, c.n, held, runs)
		if held < c.least {
			t.Errorf("%v, %d controls: the interval holds the true cut-off in %d of %d runs", c.rule, c.n, held, runs)
		}
	}
}

// TestDistanceOfNothing: a median over whole genes has a cut-off at the end of
// its own interval but for rounding, and a score beyond it is no 10 to the 15
// standard errors away.
func TestDistanceOfNothing(t *testing.T) {
	c := Cutoff{Value: 0.5, Lower: 0.1, Upper: 0.5000000000000001}
	if d := c.Distance(3); !math.IsNaN(d) {
		t.Errorf("3 is %v standard errors above %v to %v", d, c.Value, c.Upper)
	}
	if d := c.Distance(0.1); math.Abs(d+1.959963984540054) > 1e-12 {
		t.Errorf("the lower end is %v standard errors away", d)
	}
}
