package page

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// controlsOf names the IFN-high controls and shows the cut-off with and without
// them.
func controlsOf(c stratify.Controls) app.UI {
	rule := fmt.Sprintf("A control counts as IFN-high above the median + %d MAD of the controls (x 1.4826, of ratios on log2)", ref.HighLimit)
	switch {
	case c.Limit.Missing():
		rule = fmt.Sprintf("Whether one of %s is IFN-high cannot be said: at least %d with different scores are needed.", ui.Plural(c.People, "control", "controls"), ref.MinControls)
	case len(c.High) == 0:
		rule += fmt.Sprintf(", here %s. None of %d is.", report.Short(c.Limit), c.People)
	default:
		rule += fmt.Sprintf(", here %s. Nobody is left out of the cut-off for it: decide under Check, and say why.", report.Short(c.Limit))
	}
	content := []app.UI{ui.Heading("IFN-high controls", "high-controls", "controls", "cut-off"), app.P().Class("hint").Text(rule)}
	if len(c.High) > 0 {
		var who []string
		for _, p := range c.High {
			who = append(who, fmt.Sprintf("%s (%s)", p.Subject, report.Short(p.Score)))
		}
		content = append(content,
			app.P().Body(app.Span().Text(fmt.Sprintf("%d of %d controls: ", len(c.High), c.People)), app.Strong().Text(strings.Join(who, ", ")), app.Span().Text(".")))
	}
	if c.Without != nil {
		content = append(content,
			ui.Scroll("Cut-off with and without the IFN-high controls", ui.Table("", []string{"Cut-off in force", "Controls", "Value (95 %)", "Patients above"}, [][]ui.Cell{
				withRow("With them", c.With, c.Above), withRow("Without them", *c.Without, c.AboveWithout),
			})),
			app.P().Class("hint").Text("Without them everything is scored again as if they were left out under Check: what they did to the mean and spread of every gene is gone too, and the scores of patients are others."))
	}
	if c.Undone != "" {
		content = append(content, app.P().Class("hint").Text("The cut-off without them is not shown. "+sentence(c.Undone)))
	}
	return app.Section().Class("card").ID("high-controls").Body(content...)
}

func withRow(name string, c ref.Cutoff, above int) []ui.Cell {
	if c.Value.Missing() {
		return []ui.Cell{{Text: name, Hint: sentence(c.Why)}, ui.Number(ui.Count(c.N)), ui.Number("–"), ui.Number("–")}
	}
	return []ui.Cell{{Text: name}, ui.Number(ui.Count(c.N)), ui.Number(report.Interval(c.Value, c.Lower, c.Upper)), ui.Number(ui.Count(above))}
}

// presetsOf shows the assays that were published with the signature, and what
// stands against taking over their rule and their number.
func presetsOf(all []job.Preset) app.UI {
	var rows [][]ui.Cell
	for _, p := range all {
		holds := "no"
		switch {
		case p.Cutoff != 0:
			holds = fmt.Sprintf("yes, with its cut-off of %g", p.Cutoff)
		case p.Rule:
			holds = "its method and rule, on controls of your own"
		}
		why := ""
		if len(p.Why) > 0 {
			why = sentence(strings.Join(p.Why, "; "))
		}
		rows = append(rows, []ui.Cell{{Text: p.Title, Hint: p.Source, Class: "wrap"}, {Text: holds, Class: "wrap"}, {Text: why, Class: "wrap"}})
	}
	return app.Section().Class("card").ID("presets").Body(
		app.H2().Text("Published assays of this signature"),
		app.P().Class("hint").Text("A published cut-off holds for the assay, tissue, genes and controls that it was derived with, and for no others. The tissue is that of the sample table or stated under Check, the controls from the name of a reference file."),
		ui.Scroll("Published assays", ui.Table("", []string{"Assay", "Holds here", "What stands against it"}, rows)),
	)
}

// replicatesOf says how far replicate arrays agree.
func replicatesOf(r stratify.Replicates) app.UI {
	text := fmt.Sprintf("%d samples are replicates of %s. They vary with a standard deviation of %s", r.Samples, ui.Plural(r.Sets, "visit", "visits"), report.Short(r.Within))
	if !r.CV.Missing() {
		text += fmt.Sprintf(" (log2), a coefficient of variation of %.0f %%", float64(r.CV))
	}
	text += "."
	if !r.Bias.Missing() {
		text += fmt.Sprintf(" From the first replicate to the second the score changes by %s in the mean; 95 %% of the differences lie between %s and %s (Bland and Altman).", report.Short(r.Bias), report.Short(r.Low), report.Short(r.High))
	}
	return app.Section().Class("card").ID("replicates").Body(ui.Heading("Replicates", "replicates", "change"), app.P().Text(text))
}
