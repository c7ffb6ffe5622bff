package report

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
)

// judged is a report whose two signatures have the cut-offs that are given.
func judged(rule ref.Rule, cutoffs ...ref.Cutoff) *Report {
	r := small()
	r.Settings.Cutoff = rule
	r.Signatures[1].Method = "mean-z/1"
	for i, s := range r.Signatures {
		res, _ := r.Result(s.ID, s.Method)
		res.Cutoff = cutoffs[i]
	}
	return r
}

// stated is a report in which a person stated a value for the second signature.
func stated(v float64, r *Report) *Report {
	s := r.Signatures[1]
	r.Settings.OwnCutoffs = []OwnCutoff{{s.ID, s.Method, v}}
	return r
}

// A cut-off that was not derived is not described as if it had been, wherever
// the report speaks of it.
func TestNoCutoff(t *testing.T) {
	nan := expr.Number(math.NaN())
	none := func(why string) ref.Cutoff {
		return ref.Cutoff{Rule: "mean + 2 SD", Value: nan, Lower: nan, Upper: nan, Why: why}
	}
	some := ref.Cutoff{Rule: "mean + 2 SD", Value: 1, Lower: 0.5, Upper: 2}
	few := "3 healthy controls have this score; at least 5 are needed"
	for _, c := range []struct {
		report *Report
		says   []string
		never  string
	}{
		{judged(ref.Rule{}, none(few), none(few)), []string{"No cut-off was derived: " + few + ". Scores were not called high or low.", "none: " + few, "No cut-off was derived, so that no score is called high or low."}, "interval"},
		{judged(ref.Rule{}, none(few), none("other")), []string{"No cut-off was derived: IFNGS 4: " + few + "; MxA: other."}, "interval"},
		{judged(ref.Rule{}, some, none(few)), []string{"mean + 2 SD of the healthy controls, with a 95 % bootstrap interval", "No cut-off was derived for MxA: " + few + ".", "; none for MxA: " + few}, "No cut-off was derived: "},
		{judged(ref.Rule{}, some, some), []string{"a score inside the interval was called indeterminate"}, "No cut-off"},
		{judged(ref.Rule{}, some, ref.Cutoff{Rule: "mean + 2 SD", Value: 1, Lower: 0.5, Upper: 2, Normal: true}), []string{"with a 95 % interval for normal scores (too few controls for a bootstrap); a score inside"}, "over people"},
		{stated(3, judged(ref.Rule{}, some, some)), []string{"In its place stands an own value: 3 for MxA; a score above that was called high", "mean + 2 SD of the healthy controls; own value 3 for MxA; 95 % bootstrap interval"}, "Cut-off: own value"},
		{stated(3, judged(ref.Rule{}, none(few), some)), []string{"Cut-off: own value 3 for MxA; a score above it was called high, below it low. No cut-off was derived for IFNGS 4: " + few + "."}, "bootstrap"},
		{judged(ref.Rule{Kind: ref.Own, K: 3}, some, some), []string{"Cut-off: own value 3; a score above it was called high"}, "bootstrap"},
		{judged(ref.Rule{Kind: ref.Youden}, some, some), []string{"approximate: in simulations of 20 and more of either group it held the truth in 90 to 95 % of cases); a score inside the interval"}, "band of"},
		{judged(ref.Rule{Band: ref.Repeats}, some, some), []string{"band of repeated measurements; a score inside the band"}, "bootstrap"},
	} {
		var head bytes.Buffer
		if err := c.report.WriteWideTSV(&head); err != nil {
			t.Fatal(err)
		}
		line := ""
		for l := range strings.Lines(head.String()) {
			if strings.HasPrefix(l, "# cut-off rule: ") {
				line = l
			}
		}
		checklist := ""
		for _, it := range c.report.Checklist(nil) {
			if it.Key == "cutoff" {
				checklist = it.Value
			}
		}
		sheet := &Sheet{Report: c.report, Person: &Person{Sample: 3}}
		_, closing, _ := strings.Cut(sheet.Markup(), "mean (SD) of their scores. ")
		closing, _, _ = strings.Cut(closing, " EULAR")
		text := c.report.MethodsText("")[2] + "\n" + checklist + "\n" + line + "\n" + closing
		for _, want := range c.says {
			if !strings.Contains(text, want) {
				t.Errorf("%v: it is not said that %q:\n%s", c.report.Settings.Cutoff, want, text)
			}
		}
		if strings.Contains(text, c.never) {
			t.Errorf("%v: it is said that %q:\n%s", c.report.Settings.Cutoff, c.never, text)
		}
		if checklist == "" || !strings.Contains(line, checklist) {
			t.Errorf("the head of exports and the checklist differ: %q and %q", line, checklist)
		}
	}
}

// The program is cited as itself, and the review that it follows as the review.
func TestCitesItself(t *testing.T) {
	r := small()
	all := r.Citations("0123abcd")
	if all[0].Key != "ifnscope" || all[1].Key != "ronnblom2019" {
		t.Fatalf("the first are %q and %q", all[0].Key, all[1].Key)
	}
	bib, ris := BibTeX(all[:1]), RIS(all[:1])
	for _, want := range []string{"@software{ifnscope,", "version = {1.2.3}", "sha256 0123abcd", "Apache-2.0"} {
		if !strings.Contains(bib, want) {
			t.Errorf("BibTeX lacks %q:\n%s", want, bib)
		}
	}
	for _, want := range []string{"TY  - COMP\r\n", "ET  - 1.2.3\r\n", "sha256 0123abcd"} {
		if !strings.Contains(ris, want) {
			t.Errorf("RIS lacks %q:\n%s", want, ris)
		}
	}
	for _, never := range []string{"author", "doi", "url", "AU  -", "DO  -", "UR  -"} {
		if strings.Contains(bib+ris, never) {
			t.Errorf("the program has been given a %q", never)
		}
	}
	if text := r.MethodsText("")[0]; !strings.Contains(text, "IFNscope 1.2.3 [1]; it follows the review of Rönnblom and Leonard [2]") {
		t.Errorf("the methods say %q", text)
	}
}
