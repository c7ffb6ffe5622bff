package desk

import (
	"strings"
	"testing"

	"ifnscope/app/job"
	"ifnscope/score/gene/human"
	"ifnscope/score/ref"
	"ifnscope/score/report"
)

// TestCohort compares the real cohort by the six genes, and looks at one patient.
func TestCohort(t *testing.T) {
	c := &clerk{t: t, desk: Desk{Genes: human.Table()}}
	fs := gse49454(t)
	c.do(opening(false, fs...), fs...)
	c.do(job.Request{Score: &job.Score{}})
	v := c.do(job.Request{Cohort: &job.Cohort{Signature: "crow6", Method: "median-fc/1"}}).Cohort
	kinds := map[ref.Kind]job.RuleView{}
	for _, r := range v.Rules {
		kinds[r.Rule.Kind] = r
		if n := r.High + r.Band + r.Low; r.Cutoff.Value.Missing() != (n == 0) || n > 62 {
			t.Errorf("%s judges %d patients: %+v", r.Cutoff.Rule, n, r.Cutoff)
		}
		if r.Rule.Band == ref.Repeats {
			t.Error("no control came twice, yet there is a band from repeats")
		}
	}
	// 19 of the 20 controls lie at or below the cut-off of a specificity of 95 %, which
	// is the second highest of them and below the percentile of the distribution
	if r, p := kinds[ref.Specificity], kinds[ref.Percentile]; r.Cutoff.Value.Missing() || r.Cutoff.Value > p.Cutoff.Value || !(r.Cutoff.Lower < r.Cutoff.Upper) {
		t.Errorf("fixed specificity: %+v, percentile %+v", r.Cutoff, p.Cutoff)
	}
	// every rule judges the visits, and by the one in force nobody has another class;
	// by the six genes nobody has by any rule
	for _, r := range v.Rules {
		if r.Cutoff.Value.Missing() {
			if r.Other != 0 || r.Visits.Classed != 0 {
				t.Errorf("%s has no cut-off and judges %+v", r.Cutoff.Rule, r.Visits)
			}
			continue
		}
		if r.InUse && (r.Other != 0 || r.Visits != v.Visits.Stable) || r.Visits.Classed != 48 || r.Visits.Same > r.Visits.Kept {
			t.Errorf("%s: %d of another class, over visits %+v", r.Cutoff.Rule, r.Other, r.Visits)
		}
	}
	if v.SameByAll != 62 || v.Rules[0].Visits.Classed != 48 || v.Rules[0].Visits.Same != 42 {
		t.Errorf("six genes: %d patients have one class by all rules, %+v over visits", v.SameByAll, v.Rules[0].Visits)
	}
	// by the five genes of Erasmus, whose controls vary much, few have one class, and
	// no more than any rule leaves with that of the one in force
	five := c.do(job.Request{Cohort: &job.Cohort{Signature: "erasmus5"}}).Cohort
	most := 0
	for _, r := range five.Rules {
		most = max(most, r.Other)
	}
	if five.SameByAll != 9 || most != 34 || five.SameByAll > 62-most {
		t.Errorf("five genes: %d patients have one class by all rules, %d another by one of them", five.SameByAll, most)
	}
	// a value of one's own stands first among the rules, of the score that it is for
	c.do(job.Request{Score: &job.Score{OwnCutoffs: []report.OwnCutoff{{Signature: "erasmus5", Method: five.Method, Value: 9.5}}}})
	own := c.do(job.Request{Cohort: &job.Cohort{Signature: "erasmus5", Method: five.Method}}).Cohort.Rules
	if r := own[0]; r.Rule.Kind != ref.Own || !r.InUse || r.Cutoff.Value != 9.5 || r.Band != 0 || r.High+r.Low != 62 || own[1].InUse {
		t.Errorf("the own value: %+v, then %+v", r, own[1])
	}
	if r := c.do(job.Request{Cohort: &job.Cohort{Signature: "crow6", Method: "median-fc/1"}}).Cohort.Rules; len(r) != len(v.Rules) || !r[0].InUse {
		t.Errorf("of another score the rules are %d, and were %d", len(r), len(v.Rules))
	}
	// so does the rule in force with a number that is not among those compared, which
	// is stated wherever the rule is
	c.do(job.Request{Score: &job.Score{Cutoff: ref.Rule{Kind: ref.Fold, K: 3}}})
	three := c.do(job.Request{Cohort: &job.Cohort{Signature: "crow6", Method: "median-fc/1"}}).Cohort.Rules
	if r := three[0]; len(three) != len(v.Rules)+1 || r.Rule.K != 3 || !r.InUse || !(r.Cutoff.Value > kinds[ref.Fold].Cutoff.Value) || r.High > kinds[ref.Fold].High {
		t.Errorf("three times the median: %+v of %d rules", r, len(three))
	}
	for _, kind := range []string{"methods", "tsv", "json"} {
		if b := c.do(job.Request{Export: &job.Export{Kind: kind}}).File.Data; !strings.Contains(string(b), "3 times the median of the healthy controls") {
			t.Errorf("%s does not state the rule", kind)
		}
	}
	c.do(job.Request{Score: &job.Score{}})
	if r := kinds[ref.Literature]; !r.Cutoff.Value.Missing() || !strings.Contains(r.Cutoff.Why, "it is for qPCR, and the data are of log2 expression") {
		t.Errorf("the published cut-off is taken over to another assay: %+v", r.Cutoff)
	}
	if len(v.Presets) != 1 || v.Presets[0].Rule || v.Presets[0].Cutoff != 0 || len(v.Presets[0].Why) == 0 {
		t.Errorf("published assays: %+v", v.Presets)
	}
	if len(v.Controls.High) != 1 || v.Controls.High[0].Subject != "C3VS1n1" || v.Controls.Without == nil || v.Controls.Without.N != 19 {
		t.Errorf("IFN-high controls: %+v", v.Controls)
	}
	if p := v.Controls.Without; p.Value == v.Controls.With.Value || v.Controls.Undone != "" {
		t.Errorf("the cut-off without an IFN-high control is %+v", p)
	}
	// the mean of z rises without it, since it widened the spread that they are
	// measured in
	z := job.Request{Cohort: &job.Cohort{Signature: "crow6", Method: "mean-z/1"}}
	if w := c.do(z).Cohort.Controls.Without; report.Interval(w.Value, w.Lower, w.Upper) != "1.36 (0.93 to 2.11)" {
		t.Errorf("mean z without the IFN-high control: %s", report.Interval(w.Value, w.Lower, w.Upper))
	}
	if v := c.do(job.Request{Export: &job.Export{Kind: "cohort", Cohort: *z.Cohort}}).File; len(v.Data) == 0 {
		t.Error("no workbook")
	}
	if v.Replicates.Sets != 0 || v.Visits.Second.N != 48 {
		t.Errorf("%d sets of replicates, %d second visits", v.Replicates.Sets, v.Visits.Second.N)
	}

	p := c.do(job.Request{Person: &job.Person{Sample: "GSM1199511", Signature: "crow6"}}).Person
	if n := p.Clinical.High + p.Clinical.Indeterminate + p.Clinical.Low; n < 5 || n != len(p.Clinical.Classes) || n >= len(p.Scores) {
		t.Errorf("judged by %d clinical scores of %d signatures", n, len(p.Scores))
	}
	for _, x := range p.Scores {
		if x.Class == ref.High && (!(x.Distance > 0) || !(x.Probability > 0.97)) || x.Class == ref.Low && (!(x.Distance < 0) || !(x.Probability < 0.03)) {
			t.Errorf("%s is %v at %v standard errors, probability %v", x.Signature, x.Class, x.Distance, x.Probability)
		}
	}
	if len(p.Confounders) != 1 || p.Confounders[0].What != "cs mg/d" || p.Confounders[0].Value != "20" {
		t.Errorf("confounders: %+v", p.Confounders)
	}
	// what a person says of a column counts here too
	for _, x := range []struct{ column, key, want string }{{"cs mg/d", "", ""}, {"csa", "vaccination", "csa"}} {
		c.do(job.Request{Correct: &job.Correct{Holds: &job.Holds{Column: x.column, Key: x.key}}})
		got := c.do(job.Request{Person: &job.Person{Sample: "GSM1199511"}}).Person.Confounders
		if (x.want == "") != (len(got) == 0) || len(got) > 0 && (got[0].What != x.want || !strings.HasPrefix(got[0].Text, "a vaccination")) {
			t.Errorf("%s said to hold %q: confounders %+v", x.column, x.key, got)
		}
	}

	// with other files open nothing more is scored without the control; what was, stays
	c.do(job.Request{Correct: &job.Correct{Remove: fs[1].Name}})
	if x := c.do(z).Cohort.Controls; x.Without == nil || x.Undone != "" {
		t.Errorf("what was scored is gone: %+v", x)
	}
	z.Cohort.Signature = "trieste6"
	if x := c.do(z).Cohort.Controls; x.Without != nil || !strings.Contains(x.Undone, "score again") {
		t.Errorf("other files are scored in place of those of the result: %+v", x)
	}
}
