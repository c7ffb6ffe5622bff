package ref

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"ifnscope/score/cohort"
)

// BenchmarkCoverage prints how often the 95 % interval of each rule holds the
// true cut-off of simulated controls, of 1,000 cohorts each: normal scores, and
// ratios whose log2 is normal. The truth is that of the distribution.
func BenchmarkCoverage(b *testing.B) {
	const runs = 1000
	const z95 = 1.6448536269514722
	normal := func(r *rand.Rand) float64 { return r.NormFloat64() }
	ratio := func(r *rand.Rand) float64 { return math.Exp2(0.5 * r.NormFloat64()) }
	// the spread of the controls of Rice 2013, interquartile range .43 to 1.20
	wide := func(r *rand.Rand) float64 { return math.Exp2(1.1 * r.NormFloat64()) }
	// mean + 2 SD, and median + 2 MAD, of ratios whose log2 has this SD
	meanSD := func(sd float64) float64 {
		s := sd * math.Ln2
		return math.Exp(s*s/2) * (1 + 2*math.Sqrt(math.Expm1(s*s)))
	}
	for _, c := range []struct {
		name  string
		rule  Rule
		draw  func(*rand.Rand) float64
		ratio bool
		truth float64
	}{
		{"mean-sd", Rule{}, normal, false, 2},
		{"mean-sd-2.5", Rule{K: 2.5}, normal, false, 2.5},
		{"mean-sd-log", Rule{Log: true}, ratio, true, 2},
		{"mean-sd-ratio", Rule{}, ratio, true, meanSD(0.5)},
		{"mean-sd-wide", Rule{}, wide, true, meanSD(1.1)},
		{"median-mad-ratio", Rule{Kind: MedianMAD}, ratio, true, 1 + 2*mad*0.230278280309251},
		{"median-mad-wide", Rule{Kind: MedianMAD}, wide, true, 1 + 2*mad*0.4791116663461395},
		{"median-mad", Rule{Kind: MedianMAD}, normal, false, 2},
		{"percentile", Rule{Kind: Percentile}, normal, false, z95},
		{"percentile-97.5", Rule{Kind: Percentile, K: 97.5}, normal, false, 1.959963984540054},
		{"percentile-ratio", Rule{Kind: Percentile}, ratio, true, math.Exp2(0.5 * z95)},
		{"specificity", Rule{Kind: Specificity}, normal, false, z95},
		{"fold", Rule{Kind: Fold}, ratio, true, 2},
		{"youden", Rule{Kind: Youden}, normal, false, 1},         // as many patients, 2 above
		{"youden-unequal", Rule{Kind: Youden}, normal, false, 1}, // three times as many
		// as many patients, half of them 4 above: .75 phi(x) = .25 phi(x - 4)
		{"mixture", Rule{Kind: Mixture}, normal, false, 2 + math.Log(3)/4},
	} {
		for _, n := range []int{6, 10, 20, 40, 100} {
			if n < c.rule.controls() {
				continue
			}
			b.Run(fmt.Sprintf("%s/n=%d", c.name, n), func(b *testing.B) {
				var held, below, above, refused int
				var width float64
				for b.Loop() {
					r := rand.New(rand.NewPCG(3, 14))
					held, below, above, refused, width = 0, 0, 0, 0, 0
					x := make([]float64, n)
					for range runs {
						for i := range x {
							x[i] = c.draw(r)
						}
						s := Scores{Controls: x, Ratio: c.ratio}
						for i := range x {
							switch {
							case c.name == "youden-unequal":
								s.Patients = append(s.Patients, 2+c.draw(r), 2+c.draw(r), 2+c.draw(r))
							case c.rule.Kind == Youden:
								s.Patients = append(s.Patients, 2+c.draw(r))
							case c.rule.Kind == Mixture:
								s.Patients = append(s.Patients, float64(i%2*4)+c.draw(r))
							}
						}
						k := c.rule.Derive(s)
						if k.Why != "" {
							refused++
							continue
						}
						width += float64(k.Upper - k.Lower)
						switch {
						case float64(k.Upper) < c.truth:
							below++
						case float64(k.Lower) > c.truth:
							above++
						default:
							held++
						}
					}
				}
				derived := float64(runs - refused)
				b.ReportMetric(100*float64(held)/derived, "%held")
				b.ReportMetric(100*float64(below)/derived, "%below")
				b.ReportMetric(100*float64(above)/derived, "%above")
				b.ReportMetric(100*float64(refused)/runs, "%refused")
				b.ReportMetric(width/derived, "width")
			})
		}
	}
}

// BenchmarkOneGroup prints how often people of one group are called two, of 1,000
// cohorts each: by the two components alone, and by the rule, which also asks half
// of its resamples.
func BenchmarkOneGroup(b *testing.B) {
	const runs = 1000
	for _, c := range []struct {
		name string
		draw func(*rand.Rand) float64
	}{
		{"normal", (*rand.Rand).NormFloat64},
		{"exponential", (*rand.Rand).ExpFloat64},
		{"uniform", (*rand.Rand).Float64},
	} {
		for _, n := range []int{20, 40, 78, 200} {
			b.Run(fmt.Sprintf("%s/n=%d", c.name, n), func(b *testing.B) {
				var two, called int
				x := make([]float64, n)
				for b.Loop() {
					r := rand.New(rand.NewPCG(4, 85))
					two, called = 0, 0
					for range runs {
						for i := range x {
							x[i] = c.draw(r)
						}
						if !cohort.Mixed2(x).Two() {
							continue
						}
						two++
						if k := (Rule{Kind: Mixture}).Derive(Scores{Patients: x}); k.Why == "" {
							called++
						}
					}
				}
				b.ReportMetric(100*float64(two)/runs, "%two")
				b.ReportMetric(100*float64(called)/runs, "%called")
			})
		}
	}
}
