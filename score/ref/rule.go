package ref

import (
	"fmt"
	"math"
	"slices"

	"ifnscope/score/cohort"
)

// Kind is a way to derive a cut-off.
type Kind string

const (
	// MeanSD is the mean of the healthy controls plus K standard deviations: the
	// rule of most published ISG expression scores (Rice 2017,
	// doi:10.1007/s10875-016-0359-1), with K = 2.
	MeanSD Kind = "mean-sd"
	// Percentile is the Kth percentile of the healthy controls, 95 by default
	// (the interferon signature metric, Kennedy 2015,
	// doi:10.1136/lupus-2014-000080). There is no such percentile of fewer controls
	// than leave one above it: 20 for the 95th, 40 for the 97.5th.
	Percentile Kind = "percentile"
	// MedianMAD is the median of the healthy controls plus K times 1.4826 times
	// their median absolute deviation, K = 2: MeanSD for controls some of whom
	// are IFN-high.
	MedianMAD Kind = "median-mad"
	// Fold is K times the median of the healthy controls, K = 2 (the 21-gene
	// score of the sifalimumab trials, Yao 2010, doi:10.1186/ar2887).
	Fold Kind = "fold"
	// Youden is the cut-off with the largest sum of sensitivity and specificity
	// for patients against controls. Of fewer than 20 of either its interval holds
	// the truth in 88 to 91 % of cases (BenchmarkCoverage), and there is none; of 20
	// controls and three times as many patients in 90 %, which the report says.
	Youden Kind = "youden"
	// Specificity is the lowest cut-off below which the share K of the healthy
	// controls lies, 0.95 by default. It needs as many as a percentile.
	Specificity Kind = "specificity"
	// Mixture is the value at which two normal components of all scores are
	// equally likely; there is none where one component describes them as well.
	Mixture Kind = "mixture"
	// Literature is the cut-off that was published for the very assay, genes and
	// controls, where they are those of the scores; see sig.Preset.
	Literature Kind = "literature"
	// Own is K itself, a person's own value.
	Own Kind = "own"
)

// kinds describes every kind: its usual K, the least number of controls, and
// whether the scores of patients enter.
var kinds = []struct {
	kind     Kind
	k        float64
	controls int
	patients bool
}{
	{MeanSD, 2, MinControls, false},
	{MedianMAD, 2, MinControls, false},
	{Percentile, 95, 20, false},
	{Fold, 2, MinControls, false},
	{Specificity, 0.95, 20, false},
	{Youden, 0, 20, true},
	{Mixture, 0, 0, true},
	{Literature, 0, 0, false},
	{Own, 0, 0, false},
}

func (k Kind) index() int {
	for i := range kinds {
		if kinds[i].kind == k {
			return i
		}
	}
	return 0 // the zero value is MeanSD
}

// Band is where the band around a cut-off comes from in which a score is
// indeterminate.
type Band string

const (
	FromInterval Band = ""        // the 95 % interval of the cut-off
	Repeats      Band = "repeats" // 1.96 standard deviations of repeated measurements of a control
)

// Rule is a way to derive a cut-off, with its number. It is plain data: the
// record of what a person chose. The zero value is the mean of the healthy
// controls plus two standard deviations.
type Rule struct {
	Kind Kind    `json:"kind,omitempty"`
	K    float64 `json:"k,omitempty"`   // 0 stands for the usual one
	Log  bool    `json:"log,omitempty"` // on the log2 of scores that are ratios
	Band Band    `json:"band,omitempty"`
}

// numbers describes the number of the rules that a person may give another: what
// it is called and from where to below where it lies. A wider one is a slip: 25
// standard deviations make nobody high.
var numbers = map[Kind]struct {
	name     string
	from, to float64
	per      float64 // of what a person writes, in K
}{
	MeanSD:      {"standard deviations", 0.5, 10, 1},
	MedianMAD:   {"MAD", 0.5, 10, 1},
	Percentile:  {"percentile", 50, 100, 1},
	Fold:        {"times the median", 1, 100, 1},
	Specificity: {"specificity in %", 50, 100, 100},
}

// Number returns what the number of a rule is called, and the one in force as a
// person writes it; the name is empty if the rule has none to choose.
func (r Rule) Number() (name string, x float64) {
	n, ok := numbers[kinds[r.Kind.index()].kind]
	if !ok {
		return "", 0
	}
	return n.name, r.k() * n.per
}

// With returns the rule with another number, as a person writes it, or an error
// that says which it can have. It panics if the rule has none to choose.
func (r Rule) With(x float64) (Rule, error) {
	n, ok := numbers[kinds[r.Kind.index()].kind]
	if !ok {
		panic("ref: a rule without a number")
	}
	if !(x >= n.from && x < n.to) {
		return r, fmt.Errorf("one number is needed, from %g to below %g (%s)", n.from, n.to, n.name)
	}
	r.K = x / n.per
	return r, nil
}

// controls returns the least number of controls from which the rule has a value:
// for a percentile as many as leave one above it.
func (r Rule) controls() int {
	least := kinds[r.Kind.index()].controls
	share := r.k()
	switch r.Kind {
	case Percentile:
		share /= 100
	case Specificity:
	default:
		return least
	}
	if share <= 0 || share >= 1 {
		return least // there is no such percentile, whoever is measured
	}
	return max(least, int(math.Ceil(1/(1-share)-1e-6)))
}

// k returns the number in force.
func (r Rule) k() float64 {
	if r.K == 0 {
		return kinds[r.Kind.index()].k
	}
	return r.K
}

// String states the rule in words.
func (r Rule) String() string {
	s := ""
	switch r.Kind {
	case Percentile:
		s = fmt.Sprintf("%g%s percentile of the healthy controls", r.k(), ordinal(r.k()))
	case MedianMAD:
		s = fmt.Sprintf("median + %g MAD (x 1.4826) of the healthy controls", r.k())
	case Fold:
		s = fmt.Sprintf("%g times the median of the healthy controls", r.k())
	case Specificity:
		s = fmt.Sprintf("specificity of %g %% among the healthy controls", 100*r.k())
	case Youden:
		s = "largest sum of sensitivity and specificity, patients against healthy controls (Youden)"
	case Mixture:
		s = "where two Gaussian components of all scores are equally likely"
	case Literature:
		s = "published cut-off"
	case Own:
		s = fmt.Sprintf("own value %g", r.k())
	default:
		s = fmt.Sprintf("mean + %g SD of the healthy controls", r.k())
	}
	if r.Log {
		s += ", on log2 of the score"
	}
	if r.Band == Repeats {
		s += ", band from repeats"
	}
	return s
}

func ordinal(k float64) string {
	if k != math.Trunc(k) || int(k)%100/10 == 1 {
		return "th"
	}
	switch int(k) % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

// value applies the rule to scores of controls and patients, missing ones left
// out, on the scale of the rule. It is NaN where the rule has no value; why says
// so in words if there is more to say.
func (r Rule) value(controls, patients []float64, ratio bool) (v float64, why string) {
	switch r.Kind {
	case Percentile:
		return cohort.Quantile(controls, r.k()/100), ""
	case MedianMAD:
		centre, spread := Robust(controls)
		return centre + r.k()*spread, ""
	case Fold:
		if ratio && !r.Log {
			return r.k() * Median(controls), ""
		}
		return Median(controls) + math.Log2(r.k()), ""
	case Specificity:
		sorted := slices.Clone(controls)
		slices.Sort(sorted)
		n := int(math.Ceil(r.k() * float64(len(sorted))))
		return sorted[min(max(n, 1), len(sorted))-1], ""
	case Youden:
		o, ok := cohort.Youden(cohort.ROC(patients, controls))
		if !ok || math.IsInf(o.Cutoff, 0) {
			return math.NaN(), "no cut-off tells patients from healthy controls"
		}
		return o.Cutoff, ""
	case Mixture:
		m := cohort.Mixed2(append(slices.Clone(controls), patients...))
		if !m.Two() {
			return math.NaN(), noTwoGroups(m)
		}
		return m.Boundary, ""
	case Own:
		return r.k(), ""
	}
	v, _ = meanPlus(controls, r.k())
	return v, ""
}

// mad makes the median absolute deviation of normal data their standard
// deviation.
const mad = 1.4826

func noTwoGroups(m cohort.Mixture) string {
	if m.N < 20 {
		return fmt.Sprintf("%d scores: at least 20 are needed to look for two groups", m.N)
	}
	why := ""
	switch small := min(m.Low.Share, m.High.Share); {
	case m.BIC2 >= m.BIC1 || m.Ashman <= 2:
		why = fmt.Sprintf("BIC %.1f for one group, %.1f for two; Ashman's D %.1f", m.BIC1, m.BIC2, m.Ashman)
	case small < 0.1:
		why = fmt.Sprintf("the smaller of two components has %.0f %% of them, which is a tail and no group", 100*small)
	case m.Dip.P >= 0.05:
		why = fmt.Sprintf("BIC %.1f for one group, %.1f for two, as of one that is skewed or flat: the dip test finds no second mode, P %.2f", m.BIC1, m.BIC2, m.Dip.P)
	default:
		why = fmt.Sprintf("one component spreads %.1f times as wide as the other, which is a tail and no group", max(m.Low.SD/m.High.SD, m.High.SD/m.Low.SD))
	}
	return fmt.Sprintf("no evidence of two groups among %d scores (%s): calling them high and low is not supported", m.N, why)
}
