package score_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"ifnscope/score"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// TestWithout leaves the IFN-high control of the real cohort out, and gets what a
// person gets who excludes it by hand, whatever the method, the normalisation and
// the rule.
func TestWithout(t *testing.T) {
	c := open49454(t, "testdata/gse49454_extract.tsv.gz", "testdata/gse49454_samples.tsv")
	for _, x := range []struct {
		method, normalisation string
		rule                  ref.Rule
		ratio                 bool
	}{
		{"mean-z/1", "", ref.Rule{K: 2}, false},
		{"mean-z/1", "quantile", ref.Rule{Kind: ref.MedianMAD}, false},
		{"median-fc/1", "", ref.Rule{Kind: ref.Fold}, true},
		{"gsva/1", "", ref.Rule{K: 2}, false},
	} {
		opt := c.opt
		opt.Methods, opt.Normalisation, opt.Cutoff = []string{x.method}, x.normalisation, x.rule
		whole := c.run(t, opt)
		res, ok := whole.Result("crow6", x.method)
		if !ok {
			t.Fatalf("no score by %s", x.method)
		}
		high, names := stratify.HighControls(whole, res, x.ratio), []string{"C3VS1n1"}
		again, err := score.Without(context.Background(), c.in, whole, names, "crow6", x.method, nil)
		if err != nil {
			t.Fatal(err)
		}
		high.LeaveOut(again, "crow6", x.method)

		out := slices.IndexFunc(whole.Samples, func(s report.Sample) bool { return s.Subject == names[0] })
		opt.Assignment.ByHand = map[string]sample.Role{whole.Samples[out].Name: sample.Excluded}
		hand := c.run(t, opt)
		want, _ := hand.Result("crow6", x.method)
		if got := high.Without; fmt.Sprint(*got) != fmt.Sprint(want.Cutoff) || got.N != 19 {
			t.Errorf("%s: without %v the cut-off is %v (%v to %v), by hand %v (%v to %v)", x.method, names, got.Value, got.Lower, got.Upper, want.Cutoff.Value, want.Cutoff.Lower, want.Cutoff.Upper)
		}
		if got := stratify.HighControls(hand, want, x.ratio).Above; high.AboveWithout != got {
			t.Errorf("%s: %d patients above it, by hand %d", x.method, high.AboveWithout, got)
		}
		if high.Without.Value == high.With.Value {
			t.Errorf("%s: the cut-off stays at %v", x.method, high.With.Value)
		}
	}
}

// TestWithoutScore leaves so many controls out that there is no score any more.
func TestWithoutScore(t *testing.T) {
	var high stratify.Controls
	high.LeaveOut(&report.Report{}, "crow6", "mean-z/1")
	if w := high.Without; w == nil || !w.Value.Missing() || w.Why == "" {
		t.Errorf("of no score: %+v", w)
	}
}
