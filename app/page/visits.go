package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/cohort"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// visitsOf shows the scores of who came more than once; all of them if all is
// set, which more sets.
func visitsOf(c *job.CohortView, all bool, more func()) app.UI {
	v := c.Visits
	n := len(v.People)
	if n == 0 {
		return app.Section().Class("card later").ID("visits").Body(app.H2().Text("Visits"), app.P().Text("Nobody came more than once, as far as the file says. If visits are numbered in the names, say so under Check."))
	}
	t := visitTable{digits: changeDigits(v)}
	for _, p := range v.People {
		for _, x := range p.Points {
			t.beyond = t.beyond || x.Beyond
			t.neutralised = t.neutralised || !x.Neutralised.Missing()
		}
	}
	head := []string{"Person", "Scores by visit", "Change"}
	if t.neutralised {
		head = append(head, "Neutralised")
	}
	if t.beyond {
		head = append(head, "Beyond the reference change")
	}
	var rows [][]ui.Cell
	for _, p := range v.People[:most(n, all)] {
		rows = append(rows, t.row(p))
	}
	return app.Section().Class("card later").ID("visits").Body(
		ui.Heading("Visits", "visits", "icc", "change", "neutralised"),
		app.P().Text(visitText(v)),
		ui.Slot(v.Classed > 1, func() app.UI { return turns(v.Stable) }),
		app.P().Class("hint").Text(t.caption(v)),
		ui.Scroll("Visits", ui.Table("visits", head, rows)).OnClick(chooseSample),
		showAll("visits", "people", n, all, more),
	)
}

// visitTable is what the table of visits has to show: a column that would be
// empty for everybody is left out.
type visitTable struct {
	digits              int // of a change
	beyond, neutralised bool
}

// changeDigits returns the decimals that tell the changes of these people apart.
func changeDigits(v stratify.Visits) int {
	largest := 0.0
	for _, p := range v.People {
		if x := p.Points[len(p.Points)-1].Change; !x.Missing() {
			largest = max(largest, float64(x), -float64(x))
		}
	}
	return report.Decimals(largest / 10)
}

// row writes a person, from the first visit to the last.
func (t visitTable) row(p stratify.Trajectory) []ui.Cell {
	var values []string
	for _, x := range p.Points {
		mark := map[ref.Class]string{ref.High: "▲", ref.Indeterminate: "◆", ref.Low: "●"}[x.Class]
		values = append(values, strings.TrimSpace(x.Visit+" "+report.Short(x.Value)+mark))
	}
	last := p.Points[len(p.Points)-1]
	row := []ui.Cell{{Text: p.Subject, Act: "sample", Of: p.Points[0].Sample}, {Text: strings.Join(values, ", "), Class: "wrap"}, ui.Number(report.Fixed(last.Change, t.digits))}
	if t.neutralised {
		text := "–"
		if !last.Neutralised.Missing() {
			text = report.Fixed(last.Neutralised, 0) + " %"
		}
		row = append(row, ui.Number(text))
	}
	if t.beyond {
		text := ""
		if slices.ContainsFunc(p.Points, func(x stratify.Point) bool { return x.Beyond }) {
			text = "yes"
		}
		row = append(row, ui.Cell{Text: text})
	}
	return row
}

// caption says what the columns are, and why one is not there.
func (t visitTable) caption(v stratify.Visits) string {
	s := "Change is from the first visit to the last, of ratios the log2 of the quotient; that to every other visit is in the Excel file. "
	if t.neutralised {
		s += "Neutralised is how far a ratio to the healthy controls fell, the readout of anti-interferon trials; there is a dash where the first visit is not above the cut-off, since nothing is there to be neutralised. "
	} else {
		s += "Nobody has a neutralisation: it is given of scores that are ratios to the controls, where the first visit is above the cut-off. "
	}
	switch {
	case v.Change.Missing():
		s += "No control came twice, here or in a reference file, so that no reference change value can be given: how much a score varies without a reason is not known here."
	case t.beyond:
		s += fmt.Sprintf("Reference change value %s: a change beyond it is seen by chance once in twenty.", report.Short(v.Change))
	default:
		s += fmt.Sprintf("Reference change value %s: nobody's change is beyond it.", report.Short(v.Change))
	}
	return s
}

// share writes a share in per cent with its 95 % interval.
func share(k, n int) string {
	e := cohort.Share(k, n)
	return fmt.Sprintf("%.0f %%, %.0f to %.0f", 100*e.Value, 100*e.Lower, 100*e.Upper)
}

// turns shows from which class patients come to which.
func turns(s stratify.Stable) app.UI {
	head := []string{"At the first visit"}
	var rows [][]ui.Cell
	for i, from := range stratify.ByClass {
		head = append(head, "Last: "+from.String())
		row := []ui.Cell{{Text: sentenceStart(from.String())}}
		for k := range stratify.ByClass {
			row = append(row, ui.Number(ui.Count(s.Turns[i][k])))
		}
		rows = append(rows, row)
	}
	return ui.Scroll("Classes at the first and the last visit", ui.Table("turns", head, rows))
}

// visitText says how stable the score is over the visits.
func visitText(v stratify.Visits) string {
	s := ""
	switch {
	case v.Classed == 1 && v.Kept == 1:
		s = "The only patient with several visits keeps the call, high or not. "
	case v.Classed == 1:
		s = "The only patient with several visits changes the call, high or not. "
	case v.Classed > 1:
		s = fmt.Sprintf("%d of %d patients with several visits keep their call, high or not (%s), and %d their class of high, indeterminate and low (%s). ",
			v.Kept, v.Classed, share(v.Kept, v.Classed), v.Same, share(v.Same, v.Classed))
	}
	if n := len(v.People); n < stratify.MinPeople {
		return s + fmt.Sprintf("How much of the variance lies between patients is not said of %s; at least %d are needed.", ui.Plural(n, "patient", "patients"), stratify.MinPeople)
	}
	s += fmt.Sprintf("Share of the variance that lies between patients (ICC): %s.", report.Interval(v.ICC[0], v.ICC[1], v.ICC[2]))
	if v.Second.N > 0 {
		s += fmt.Sprintf(" From the first visit to the second the score of %s changes by %s in the middle (signed-rank test, P %s).",
			ui.Plural(v.Second.N, "patient", "patients"), report.Fixed(v.Second.Median, changeDigits(v)), pValue(v.Second.P))
	}
	return s
}
