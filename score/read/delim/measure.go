package delim

import (
	"fmt"
	"slices"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/read/text"
)

// measureUnits are the folded words that stand before or behind the name of a
// gene in the name of a column, as in IFI27_Ct, and the unit that they tell.
var measureUnits = map[string]expr.Unit{
	"ct": expr.Ct, "cq": expr.Ct, "cp": expr.Ct, "ctvalue": expr.Ct, "cqvalue": expr.Ct, "ctmean": expr.Ct, "cqmean": expr.Ct, "meanct": expr.Ct, "meancq": expr.Ct, "avgct": expr.Ct, "ctavg": expr.Ct, "rawct": expr.Ct,
	"dct": expr.DCt, "deltact": expr.DCt, "dcq": expr.DCt, "deltacq": expr.DCt, "dctmean": expr.DCt, "meandct": expr.DCt,
	"rq": expr.RQ, "nrq": expr.RQ, "2ddct": expr.RQ, "2dct": expr.RQ, "relativequantity": expr.RQ, "relativeexpression": expr.RQ, "relexpression": expr.RQ, "foldchange": expr.RQ,
	"log2": expr.Log2, "log2rq": expr.Log2, "log2expression": expr.Log2, "log2value": expr.Log2,
	"counts": expr.Counts, "count": expr.Counts, "cpm": expr.CPM, "tpm": expr.TPM, "fpkm": expr.FPKM,
	"value": expr.Unknown, "expression": expr.Unknown, "expr": expr.Unknown, "mrna": expr.Unknown,
}

// basic is the order in which one of several measures of a gene is taken.
var basic = []expr.Unit{expr.Ct, expr.DCt, expr.RQ, expr.Counts, expr.Log2}

// between are what may stand between the name of a gene and a measure.
const between = " _-.:|/()[]"

// measureOf cuts the name of a column into a gene and a measure.
func measureOf(h string) (gene, measure string, ok bool) {
	for i := range h {
		if i > 0 && strings.IndexByte(between, h[i]) >= 0 {
			rest := strings.Trim(h[i:], between)
			if _, known := measureUnits[text.FoldLatin(rest)]; known {
				return strings.Trim(h[:i], between), rest, true
			}
		}
	}
	for i := len(h) - 1; i > 0; i-- {
		if strings.IndexByte(between, h[i]) >= 0 {
			rest := strings.Trim(h[:i], between)
			if _, known := measureUnits[text.FoldLatin(rest)]; known {
				return strings.Trim(h[i:], between), rest, true
			}
		}
	}
	return "", "", false
}

// measures are the columns of a table that are named by a gene and what was
// measured of it.
type measures struct {
	guess   geneGuess
	genes   []string // by column, empty if it is no such column
	measure []string // by column
	kinds   []string // the different measures, the most basic first
}

// measured finds such columns.
func (l *layout) measured() measures {
	m := measures{genes: make([]string, len(l.header)), measure: make([]string, len(l.header))}
	var genes []string
	for i, h := range l.header {
		if l.columns[i].role != value || len(h) > 80 {
			continue
		}
		g, what, ok := measureOf(h)
		if !ok || g == "" {
			continue
		}
		m.genes[i], m.measure[i] = g, what
		if !slices.Contains(genes, g) {
			genes = append(genes, g)
		}
		if !slices.ContainsFunc(m.kinds, func(k string) bool { return text.FoldLatin(k) == text.FoldLatin(what) }) {
			m.kinds = append(m.kinds, what)
		}
	}
	slices.SortStableFunc(m.kinds, func(a, b string) int { return rank(a) - rank(b) })
	m.guess = likeGenes(genes, true)
	return m
}

func rank(measure string) int {
	if i := slices.Index(basic, measureUnits[text.FoldLatin(measure)]); i >= 0 {
		return i
	}
	return len(basic)
}

// choose takes the columns of one measure and names them by the genes alone.
// Those of the other measures are left out; what has no measure is no gene.
func (l *layout) choose(m measures) {
	if !m.guess.ok {
		return
	}
	what := m.kinds[0]
	if slices.Contains(m.kinds, l.opt.Column) {
		what = l.opt.Column
	}
	l.opt.Column = what
	if len(m.kinds) > 1 {
		l.choices = m.kinds
	}
	example := ""
	for i := range l.columns {
		switch c := &l.columns[i]; {
		case c.role != value:
		case m.genes[i] == "":
			c.role = label
			if words := strings.FieldsFunc(l.header[i], func(r rune) bool { return strings.ContainsRune(between, r) }); len(words) > 1 && isStatistic(words[len(words)-1]) {
				c.role = annotation
			}
		case text.FoldLatin(m.measure[i]) == text.FoldLatin(what):
			if example == "" {
				example = l.header[i]
			}
			l.header[i] = m.genes[i]
		default:
			c.role = annotation
		}
	}
	l.unit = measureUnits[text.FoldLatin(what)]
	guess := l.unit.Title()
	if l.unit == expr.Unknown {
		guess = what
	}
	l.note("values", guess, fmt.Sprintf("the columns are named like %q; the genes are named without it", example))
}
