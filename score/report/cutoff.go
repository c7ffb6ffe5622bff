package report

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/ref"
)

// withheld reports whether too few genes of a signature were found for a score.
func (r *Report) withheld(s Signature) bool { return s.Coverage() < r.Settings.MinCoverage }

// underived says which signatures have a score and no cut-off, by why there is
// none, in words; have counts those that have one. Each signature is looked at
// by the method that is shown first.
func (r *Report) underived() (have int, without string) {
	var whys []string
	of := map[string][]string{}
	for _, s := range r.Signatures {
		res, ok := r.Result(s.ID, s.Method)
		switch {
		case !ok || r.withheld(s):
			continue
		case !res.Cutoff.Value.Missing():
			have++
			continue
		}
		if !slices.Contains(whys, res.Cutoff.Why) {
			whys = append(whys, res.Cutoff.Why)
		}
		of[res.Cutoff.Why] = append(of[res.Cutoff.Why], s.Short)
	}
	var parts []string
	for _, w := range whys {
		if have > 0 || len(whys) > 1 {
			w = strings.Join(of[w], ", ") + ": " + w
		}
		parts = append(parts, w)
	}
	return have, strings.Join(parts, "; ")
}

// own lists the values that were stated in place of a rule, "3 for MxA"; empty if
// none was. A method is named where it is not the one that is shown first. Alone
// is true where nothing that is shown first is judged by the rule.
func (r *Report) own() (text string, alone bool) {
	have, _ := r.underived()
	var parts []string
	for _, o := range r.Settings.OwnCutoffs {
		s, ok := r.Signature(o.Signature)
		if !ok {
			continue
		}
		part := fmt.Sprintf("%g for %s", o.Value, s.Short)
		if o.Method != s.Method {
			part += " by " + o.Method
		} else if !r.withheld(s) {
			have--
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", "), len(parts) > 0 && have == 0
}

// band says what lies around a cut-off of the run, in which a score is
// indeterminate; empty if nothing does.
func (r *Report) band() string {
	if _, alone := r.own(); alone {
		return ""
	}
	switch {
	case r.Settings.Cutoff.Band == ref.Repeats:
		return "band of repeated measurements"
	case r.Settings.Cutoff.Kind == ref.Own, r.Settings.Cutoff.Kind == ref.Literature:
		return ""
	case r.Settings.Cutoff.Kind == ref.Youden: // BenchmarkCoverage of package ref
		return "95 % bootstrap interval over people (approximate: in simulations of 20 and more of either group it held the truth in 90 to 95 % of cases)"
	}
	some := func(is func(ref.Cutoff) bool) bool {
		return slices.ContainsFunc(r.Results, func(x Result) bool { return is(x.Cutoff) })
	}
	normal, ratios := some(func(c ref.Cutoff) bool { return c.Normal }), some(func(c ref.Cutoff) bool { return c.LogNormal })
	switch {
	case normal && ratios:
		return "95 % interval for normal scores or, of ratios, a normal logarithm"
	case normal:
		return "95 % interval for normal scores (too few controls for a bootstrap)"
	case ratios && some(func(c ref.Cutoff) bool { return !c.Value.Missing() && !c.LogNormal }):
		return "95 % interval, of the bootstrap or, for ratios, of a normal logarithm"
	case ratios:
		return "95 % interval for ratios whose logarithm is normal"
	}
	return "95 % bootstrap interval over people"
}

// cutoffText says by what the scores were judged: the rule with what lies around
// it, or that there is no cut-off, and why.
func (r *Report) cutoffText() string {
	have, without := r.underived()
	if have == 0 {
		if without == "" {
			return "none: no score was computed"
		}
		return fmt.Sprintf("none: %s (the rule was %s)", without, r.Settings.Cutoff)
	}
	s := r.cutoffFact()
	if b := r.band(); b != "" {
		s += "; " + b + ", inside which a score is indeterminate"
	}
	if without != "" {
		s += "; none for " + without
	}
	if slices.ContainsFunc(r.Results, func(x Result) bool { return x.Cutoff.Circular }) {
		s += "; circular: the scores that are judged entered the derivation"
	}
	return s
}

// cutoffFact is cutoffText in a few words, for the head of a page.
func (r *Report) cutoffFact() string {
	if have, _ := r.underived(); have == 0 {
		return r.cutoffText()
	}
	own, alone := r.own()
	switch {
	case own == "":
		return r.Settings.Cutoff.String()
	case alone:
		return "own value " + own
	}
	return r.Settings.Cutoff.String() + "; own value " + own
}

// cutoffSentences is cutoffText for the methods section of a paper.
func (r *Report) cutoffSentences() string {
	have, without := r.underived()
	if have == 0 {
		if without == "" {
			without = "no score was computed"
		}
		return "No cut-off was derived: " + without + ". Scores were not called high or low."
	}
	own, alone := r.own()
	s := "Cut-off: own value " + own + "; a score above it was called high, below it low."
	if !alone {
		s = fmt.Sprintf("Cut-off: %s", r.Settings.Cutoff)
		switch b := r.band(); {
		case b == "":
			s += "; a score above it was called high, below it low."
		case r.Settings.Cutoff.Band == ref.Repeats:
			s += fmt.Sprintf(", with a %s; a score inside the band was called indeterminate, above it high, below it low.", b)
		default:
			s += fmt.Sprintf(", with a %s; a score inside the interval was called indeterminate, above it high, below it low.", b)
		}
		if own != "" {
			s += " In its place stands an own value: " + own + "; a score above that was called high, below it low."
		}
	}
	if without != "" {
		s += " No cut-off was derived for " + without + "."
	}
	return s
}
