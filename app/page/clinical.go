package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// clinical shows the columns of the sample table against the score, the
// strongest relation first.
func clinical(c *job.CohortView) app.UI {
	if len(c.Clinical) == 0 {
		return app.Section().Class("card later").ID("clinical").Body(app.H2().Text("Clinical table"), app.P().Text("No column of a sample table can be compared with the score: bring one with numbers or yes and no."))
	}
	sorted := slices.Clone(c.Clinical)
	slices.SortStableFunc(sorted, func(a, b stratify.Association) int {
		switch {
		case a.P < b.P:
			return -1
		case a.P > b.P:
			return 1
		}
		return 0
	})
	var equal []string
	visits, classes, groups := false, false, false
	for _, a := range sorted {
		if a.Equal != nil && len(a.Equal.For) > len(equal) {
			equal = a.Equal.For
		}
		visits, classes, groups = visits || a.Visits != nil, classes || a.Classes != nil, groups || a.Kind == "groups"
	}
	head := []string{"Column", "Patients", "Relation (95 %)", "P", "Adjusted"}
	hint := "Every column of the sample table against the score, patients at their first visit: Spearman's rho for numbers, below it Kendall's tau, and AUC for yes and no (0.5 is no relation). P is adjusted for the number of columns by Benjamini and Hochberg."
	if groups {
		hint += " Of a column of several groups, such as batches, the share of the variance of ranks that lies between them, with the P of Kruskal and Wallis."
	}
	if classes {
		hint += " Below the patients stands how many have a yes among those with a high score and among the others, and below the relation the odds ratio of that with Fisher's exact test."
	}
	if len(equal) > 0 {
		head = append(head, "Same "+strings.Join(equal, " and "))
		hint += " At the same " + strings.Join(equal, " and ") + ": of numbers the change of the score with one unit (linear regression) and below it the partial rho, of yes and no the odds ratio (OR) of one standard deviation of the score (logistic regression), where there are enough patients."
	}
	if visits {
		head = append(head, "All visits (mixed model)")
		hint += " Over all visits: the change of the score with one unit, or from no to yes, every patient having a level of their own (random intercept)."
	}
	var rows [][]ui.Cell
	for _, a := range sorted {
		n := ui.Count(a.N)
		what, odds := "rho", ""
		if a.Tau != nil {
			what += "; tau " + report.Interval(a.Tau.Value, a.Tau.Lower, a.Tau.Upper)
		}
		switch a.Kind {
		case "yes or no":
			n = fmt.Sprintf("%d of %d %s", a.Yes, a.N, a.Positive)
			what, odds = "AUC", "OR "
		case "groups":
			n = fmt.Sprintf("%d in %d groups", a.N, a.Groups)
			what = "of the variance"
		}
		count := ui.Number(n)
		if c := a.Classes; c != nil {
			count.Hint = fmt.Sprintf("high %d of %d, else %d of %d", c.HighYes, c.High, c.RestYes, c.Rest)
			what += "; " + oddsText(c)
		}
		row := []ui.Cell{{Text: a.Column}, count, {Text: report.Interval(a.Effect, a.Lower, a.Upper), Hint: what, Class: "num"}, ui.Number(pValue(a.P)), ui.Number(pValue(a.Adjusted))}
		if len(equal) > 0 {
			cell := slopeCell(odds, a.Equal)
			if p := a.Partial; p != nil {
				cell.Hint += fmt.Sprintf("; rho %s, P %s", report.Interval(p.Value, p.Lower, p.Upper), pValue(p.P))
			}
			row = append(row, cell)
		}
		if visits {
			row = append(row, slopeCell("", a.Visits))
		}
		rows = append(rows, row)
	}
	return app.Section().Class("card later").ID("clinical").Body(
		ui.Heading("What goes with the score", "clinical", "rho", "tau", "auc", "odds", "p"),
		app.P().Class("hint").Text(hint+" An association is no cause, and no risk of a person."),
		ui.Scroll("Clinical columns", ui.Table("clinical", head, rows)),
	)
}

// oddsText writes the odds ratio of a yes among patients with a high score.
func oddsText(c *stratify.Classes) string {
	odds := report.Interval(c.Odds, c.Lower, c.Upper)
	switch {
	case c.Lower.Missing():
		odds = "–"
	case c.Upper.Missing():
		odds = "at least " + report.Short(c.Lower)
	}
	return fmt.Sprintf("OR %s, P %s", odds, pValue(c.P))
}

// slopeCell writes a coefficient, with its P and what it is of below.
func slopeCell(what string, s *stratify.Slope) ui.Cell {
	if s == nil {
		return ui.Number("–")
	}
	c := ui.Number(what + report.Interval(s.Value, s.Lower, s.Upper))
	c.Hint = fmt.Sprintf("P %s, %d", pValue(s.P), s.N)
	if s.People > 0 {
		c.Hint += fmt.Sprintf(" of %d people", s.People)
	}
	return c
}
