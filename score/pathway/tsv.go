package pathway

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ifnscope/score/expr"
	"ifnscope/score/stratify"
	"ifnscope/score/tsv"
)

// WriteTSV writes one line a sample with every axis, its interval and what the
// card says, below the header of the run and one line an axis. What is not
// measurable is NA. The axes are not to be added up.
func (p *Profile) WriteTSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	p.header(b)
	head := []string{"sample", "subject", "visit", "group", "role"}
	for _, a := range p.Axes {
		head = append(head, a.ID, a.ID+"_lower", a.ID+"_upper", a.ID+"_genes")
	}
	tsv.WriteRow(b, append(head, "inducer_type", "card", "summary")...)
	for j, s := range p.Samples {
		row := []string{s.Name, s.Subject, s.Visit, s.Group, s.Role.String()}
		for _, a := range p.Axes {
			if !a.Measurable() {
				row = append(row, "NA", "NA", "NA", "0")
				continue
			}
			v := a.Values[j]
			row = append(row, digits(v.Value), digits(v.Lower), digits(v.Upper), strconv.Itoa(v.Used))
		}
		typ, card := string(NotStated), string(NotStated)
		if p.Cards != nil {
			typ, card = p.Cards[j].Type, p.Cards[j].Text()
		}
		tsv.WriteRow(b, append(row, typ, card, p.Summary(j))...)
	}
	return b.Flush()
}

// WriteAssociationsTSV writes the relation of every axis with every column,
// those that could not be told included: rho or AUC; at the same age and sex the
// odds ratio of one standard deviation of the axis, or of numbers its change; and
// over all visits, with a level of every person's own, the change of the axis.
func (p *Profile) WriteAssociationsTSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	p.header(b)
	tsv.WriteRow(b, "axis", "column", "kind", "statistic", "n", "yes", "effect", "lower", "upper", "p", "q", "at_same", "at_same_value", "at_same_lower", "at_same_upper", "all_visits", "all_visits_lower", "all_visits_upper", "not_told")
	for _, a := range p.Associations {
		statistic := ""
		if a.Why == "" {
			statistic = effectName(a)
		}
		row := []string{a.Axis, a.Column, string(a.Of), statistic, strconv.Itoa(a.N), strconv.Itoa(a.Yes), digits(a.Effect), digits(a.Lower), digits(a.Upper), digits(a.P), digits(a.Adjusted)}
		tsv.WriteRow(b, append(append(append(row, equal(a.Equal)...), slope(a.Visits)...), a.Why)...)
	}
	return b.Flush()
}

// equal writes a relation at the same age and sex: for yes and no the odds ratio
// of one standard deviation of the axis, for numbers the change of the axis.
func equal(s *stratify.Slope) []string {
	if s == nil {
		return []string{"NA", "NA", "NA", "NA"}
	}
	return append([]string{strings.Join(s.For, " and ")}, slope(s)...)
}

// slope writes a coefficient with its interval.
func slope(s *stratify.Slope) []string {
	if s == nil {
		return []string{"NA", "NA", "NA"}
	}
	return []string{digits(s.Value), digits(s.Lower), digits(s.Upper)}
}

func (p *Profile) header(b *bufio.Writer) {
	p.in.Report.WriteHeader(b)
	put := func(key, format string, args ...any) {
		fmt.Fprintf(b, "# %s: %s\n", key, tsv.Clean(fmt.Sprintf(format, args...)))
	}
	put("profile", "axes of the interferon pathway, each on its own; they are not to be added up")
	put("against", "%s", p.Against)
	for _, c := range p.Columns {
		if c.Said {
			put("column", "%q holds %s: a person said so", c.Name, c.said())
		}
	}
	put("gate", "at least %g %% of the genes, and for marker sets a mean rank correlation of %g or more over %d people or more, each once; thresholds are ours", 100*minShare, minCoherence, minPeople)
	for _, a := range p.Axes {
		state := "measurable"
		if !a.Measurable() {
			state = "not measurable: " + a.Why
		}
		put("axis", "%s %s; %s; %d of %d genes; %s; %s", a.ID, a.Title, state, len(a.Genes), a.Of(), a.Formula, strings.TrimSuffix(a.Source, "."))
	}
}

// said is what a column holds, in words.
func (c Column) said() string {
	if c.Kind == Other {
		return "nothing that is used"
	}
	return c.Title
}

func digits(x expr.Number) string {
	if x.Missing() {
		return "NA"
	}
	return strconv.FormatFloat(float64(x), 'g', -1, 64)
}
