package stratify

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"ifnscope/score/cohort"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/sample"
)

// Association is the relation of a score with one column of the clinical table,
// over the first visit of every patient.
type Association struct {
	Column string `json:"column"`
	// Kind is "number", compared by Spearman's correlation, "yes or no", compared
	// by the area under the ROC curve, or "groups", compared by Kruskal and Wallis.
	Kind     string      `json:"kind"`
	N        int         `json:"n"`                  // patients with a value and a score
	Yes      int         `json:"yes,omitempty"`      // of a yes-or-no column
	Positive string      `json:"positive,omitempty"` // the value that counts as yes
	Groups   int         `json:"groups,omitempty"`   // that are compared
	Effect   expr.Number `json:"effect"`             // rho, AUC, or the share of variance between groups
	Lower    expr.Number `json:"lower"`
	Upper    expr.Number `json:"upper"`
	P        expr.Number `json:"p"`
	Adjusted expr.Number `json:"adjusted"` // by Benjamini and Hochberg over the columns
	// Tau is Kendall's of a column of numbers, and Partial the correlation of
	// Spearman at the same age and sex, as far as the data carry it.
	Tau     *Slope `json:"tau,omitempty"`
	Partial *Slope `json:"partial,omitempty"`
	// Equal is the relation at the same age and sex, and Visits that over all
	// visits of all patients, as far as the data carry them; see adjusted and
	// mixed. Scores that are ratios enter both as their log2.
	Equal *Slope `json:"equal,omitempty"`
	// Classes is the table of high or not against a yes-or-no column.
	Classes *Classes `json:"classes,omitempty"`
	Visits  *Slope   `json:"visits,omitempty"`
}

// minEach is the least number of patients on either side of a yes-or-no column,
// and minNumbers of values in a column of numbers, from which a relation is
// looked at.
const (
	minEach    = MinPeople
	minNumbers = 8
)

// Associate relates the score of a result to every column of the clinical
// table, which has one row a sample of the report, in its order. Columns that
// are neither numbers nor of a few values are left out, and those in skip. ratio
// says that the scores are ratios.
func Associate(r *report.Report, res *report.Result, t *sample.Table, ratio bool, skip ...string) []Association {
	if t == nil {
		return nil
	}
	d := r.Design()
	js, all := first(d, sample.Patient), d.With(sample.Patient)
	scores := values(res, js)
	linear, visits := linearised(scores, ratio), linearised(values(res, all), ratio)
	person := at(d.Subject, all)
	class := make([]ref.Class, len(js))
	for k, j := range js {
		class[k] = res.Scores[j].Class
	}
	equal := covariates(t, js)
	var out []Association
	var p []float64
	for _, name := range t.Columns() {
		if slices.Contains(skip, name) {
			continue
		}
		cells, repeated := at(t.Column(name), js), at(t.Column(name), all)
		a, ok := associate(name, scores, cells)
		if !ok {
			continue
		}
		if a.Kind != "groups" {
			others := slices.DeleteFunc(slices.Clone(equal), func(v cohort.Variable) bool { return v.Name == name })
			a.Equal = adjusted(linear, a.numbers(cells), a.Positive != "", others)
			if a.Positive == "" {
				a.Tau = correlation(cohort.Kendall(scores, a.numbers(cells)))
				a.Partial = partial(scores, a.numbers(cells), others)
			}
			if positive, _ := yesOrNo(repeated); positive == a.Positive {
				a.Visits = mixed(visits, a.numbers(repeated), person)
			}
		}
		if a.Positive != "" {
			a.Classes = classes(class, cells, a.Positive)
		}
		out = append(out, a)
		p = append(p, float64(a.P))
	}
	for i, q := range cohort.Adjust(p) {
		out[i].Adjusted = expr.Number(q)
	}
	return out
}

// associate relates scores to the cells of one column.
func associate(name string, scores []float64, cells []string) (Association, bool) {
	a, ok := relation(name, scores, cells)
	a.Column = name
	return a, ok
}

func relation(name string, scores []float64, cells []string) (Association, bool) {
	if positive, ok := yesOrNo(cells); ok {
		var yes, no []float64
		for i, c := range cells {
			switch {
			case c == "" || math.IsNaN(scores[i]):
			case c == positive:
				yes = append(yes, scores[i])
			default:
				no = append(no, scores[i])
			}
		}
		if len(yes) < minEach || len(no) < minEach {
			return Association{}, false
		}
		e := cohort.AUCInterval(yes, no)
		return Association{Kind: "yes or no", N: len(yes) + len(no), Yes: len(yes), Positive: positive,
			Effect: expr.Number(e.Value), Lower: expr.Number(e.Lower), Upper: expr.Number(e.Upper), P: expr.Number(cohort.MannWhitney(yes, no).P)}, true
	}
	numbers, ok := numeric(cells)
	if !ok || isNominal(name) {
		return grouped(scores, cells)
	}
	c := cohort.Spearman(scores, numbers)
	if c.N < minNumbers || math.IsNaN(c.Value) {
		return Association{}, false
	}
	return Association{Kind: "number", N: c.N, Effect: expr.Number(c.Value), Lower: expr.Number(c.Lower), Upper: expr.Number(c.Upper), P: expr.Number(c.P)}, true
}

// nominal are words of columns whose numbers are names.
var nominal = []string{"batch", "charge", "lot", "plate", "platte", "chip", "array", "cartridge", "lane", "run", "lauf", "site", "centre", "center", "zentrum"}

// isNominal reports whether the name of a column has one of these words:
// platelets are none.
func isNominal(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) })
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(nominal, w) })
}

// numbers returns the cells of the column as numbers, yes as 1 and no as 0.
func (a Association) numbers(cells []string) []float64 {
	if a.Positive != "" {
		return zeroOne(cells, a.Positive)
	}
	x, _ := numeric(cells)
	return x
}

// yesOrNo reports whether the cells that are filled have two values, and which
// of them means yes: one of the usual words, then low, then the other of one
// that means no, else the rarer of two words.
func yesOrNo(cells []string) (positive string, ok bool) {
	n := map[string]int{}
	var order []string
	for _, c := range cells {
		if c != "" {
			if n[c] == 0 {
				order = append(order, c)
			}
			n[c]++
		}
	}
	if len(order) != 2 {
		return "", false
	}
	slices.Sort(order)
	for _, means := range []sample.Answer{sample.Yes, sample.Low} {
		for _, v := range order {
			if sample.Answered(v) == means {
				return v, true
			}
		}
	}
	for i, v := range order {
		if sample.Answered(v) == sample.No {
			return order[1-i], true
		}
	}
	if n[order[1]] < n[order[0]] {
		return order[1], true
	}
	return order[0], true
}

// numeric returns the cells as numbers, missing ones and a few words as NaN,
// and false if under nine in ten of the filled cells are numbers, or all are
// the same.
func numeric(cells []string) ([]float64, bool) {
	x := make([]float64, len(cells))
	filled, numbers := 0, 0
	different := map[float64]bool{}
	for i, c := range cells {
		x[i] = math.NaN()
		if c == "" {
			continue
		}
		filled++
		if v, err := strconv.ParseFloat(c, 64); err == nil && !math.IsInf(v, 0) {
			x[i] = v
			if !math.IsNaN(v) {
				numbers++
				different[v] = true
			}
		}
	}
	return x, 10*numbers >= 9*filled && len(different) > 1
}
