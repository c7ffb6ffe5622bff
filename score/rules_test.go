package score_test

import (
	"math"
	"testing"

	"ifnscope/score/ref"
)

// TestCutoffRules holds every rule's cut-off of the main real cohort and its
// interval: of the six genes by fold change, which is a ratio, and of the four by
// mean z; 20 controls, the first visit of 62 patients. R 4.2.2 returned the numbers
// for the same scores x and p and, beside its own formulas, the same draws of the
// generator (see ref/testdata/boot.R); q is quantile(..., type = 4) of 2,000.
//
//	mean-sd     mean(x) + k*sd(x); of z studentised as in boot.R; of the ratio, with l <- log2(x) and 20 normal z,
//	            s <- sd(l)/sd(z), q(2^(mean(l) - mean(z)*s) * exp((s*log(2))^2/2) * (1 + k*sqrt(expm1((s*log(2))^2))))
//	log         2^(mean(l) + 2*sd(l)), studentised on l
//	median-mad  median(x) + 2*mad(x), corrected as in boot.R
//	percentile  quantile(x, .95), and specificity sort(x)[19]: between the kth and the next of sort(x) by pbinom(k, 20, .95),
//	            above the last by the studentised mean + qnorm(.95) SD, of the ratio on l
//	fold        2*median(x), of z median(x) + 1, q of resamples
//	youden      as in boot.R, of 20 controls and 62 patients
//	mixture     uniroot of where the components are equally likely, of the ratio on log2; the fit by EM from nine
//	            starts, whose likelihood is that of mclust 6.0.0 (model V), and by it in 200 resamples
//
// EM stops at a likelihood, which leaves the eighth digit of the mixture open.
func TestCutoffRules(t *testing.T) {
	nan := math.NaN()
	fold, z := [2]string{"crow6", "median-fc"}, [2]string{"ifngs4", "mean-z"}
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	for _, x := range []struct {
		score [2]string
		rule  ref.Rule
		want  [3]float64 // the cut-off, the ends of its interval
		by    float64
	}{
		{fold, ref.Rule{Kind: ref.MeanSD}, [3]float64{1.9231187394781384, 1.533221380456826, 2.5224352201802569}, 1e-12},
		{fold, ref.Rule{Kind: ref.MeanSD, K: 3}, [3]float64{2.3349549630616018, 1.806434875138154, 3.1385717154752313}, 1e-12},
		{fold, ref.Rule{Kind: ref.MeanSD, Log: true}, [3]float64{2.0164262072842036, 1.503962431926348, 3.8478528935597351}, 1e-12},
		{fold, ref.Rule{Kind: ref.MedianMAD}, [3]float64{1.4037297131266178, 1.1975681577835191, 2.0823540469415764}, 1e-12},
		{fold, ref.Rule{Kind: ref.Percentile}, [3]float64{1.8249845511217815, 1.4501760990335069, 3.1981607182900036}, 1e-12},
		{fold, ref.Rule{Kind: ref.Fold}, [3]float64{2.0083026816933698, 1.7897652088977869, 2.2074712688866587}, 1e-12},
		{fold, ref.Rule{Kind: ref.Specificity}, [3]float64{1.798740807720925, 1.4501760990335069, 3.1981607182900036}, 1e-12},
		{fold, ref.Rule{Kind: ref.Youden}, [3]float64{3.9451692502324267, 1.7553965506655591, 4.706620542796105}, 1e-12},
		{fold, ref.Rule{Kind: ref.Mixture}, [3]float64{2.7756181666042639, 1.4223657937850929, 3.4335920179377037}, 1e-7},
		{fold, ref.Rule{Kind: ref.Literature}, [3]float64{nan, nan, nan}, 0},
		{fold, ref.Rule{Kind: ref.Own, K: 2.5}, [3]float64{2.5, 2.5, 2.5}, 0},
		{z, ref.Rule{Kind: ref.MeanSD}, [3]float64{1.5691899959207958, 0.96891332725711721, 2.5303475940282025}, 1e-12},
		{z, ref.Rule{Kind: ref.MeanSD, K: 3}, [3]float64{2.3537849938811934, 1.5480036677374831, 3.6482738866780782}, 1e-12},
		{z, ref.Rule{Kind: ref.MeanSD, Log: true}, [3]float64{nan, nan, nan}, 0},
		{z, ref.Rule{Kind: ref.MedianMAD}, [3]float64{1.454550275403109, 0.42045889832881361, 2.7956379362757282}, 1e-12},
		{z, ref.Rule{Kind: ref.Percentile}, [3]float64{1.1755750142515407, 0.83165312254023538, 2.1843659937640241}, 1e-12},
		{z, ref.Rule{Kind: ref.Fold}, [3]float64{0.84654519706514142, 0.58057886408510995, 1.3940164348638096}, 1e-12},
		{z, ref.Rule{Kind: ref.Specificity}, [3]float64{1.1484719225178597, 0.83165312254023538, 2.1843659937640241}, 1e-12},
		{z, ref.Rule{Kind: ref.Youden}, [3]float64{2.1335319554182153, 1.8314701537244198, 2.6756691604047429}, 1e-12},
		{z, ref.Rule{Kind: ref.Mixture}, [3]float64{2.104130816373873, 1.195780936548974, 3.794133925862333}, 1e-7},
		{z, ref.Rule{Band: ref.Repeats}, [3]float64{nan, nan, nan}, 0}, // no control came twice
	} {
		opt := c.opt
		opt.Signatures, opt.Methods, opt.Cutoff = x.score[:1], x.score[1:], x.rule
		res, ok := c.run(t, opt).Result(x.score[0], x.score[1]+"/1")
		if !ok {
			t.Fatalf("no result of %v", x.score)
		}
		k := res.Cutoff
		for i, got := range []float64{float64(k.Value), float64(k.Lower), float64(k.Upper)} {
			if math.IsNaN(got) != math.IsNaN(x.want[i]) || math.Abs(got-x.want[i]) > x.by*math.Abs(x.want[i]) {
				t.Errorf("%s by %s: %v, R says %v (%s)", k.Rule, x.score[0], got, x.want[i], []string{"the cut-off", "lower end", "upper end"}[i])
			}
		}
		if refused := math.IsNaN(x.want[0]); refused != (k.Why != "") || k.N != 20 {
			t.Errorf("%s by %s: of %d controls, why %q", k.Rule, x.score[0], k.N, k.Why)
		}
	}
}
