package page

import (
	"fmt"
	"math"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/stratify"
)

// agreement shows how far the signatures agree.
func agreement(c *job.CohortView) app.UI {
	a := c.Agreement
	var kappa [][]ui.Cell
	head := []string{""}
	for _, i := range a.Order {
		name := c.Shorts[i]
		head = append(head, name)
		k := []ui.Cell{{Text: name}}
		for _, j := range a.Order {
			cell := shaded(a.Kappa[i][j])
			if lower, upper := a.KappaLower[i][j], a.KappaUpper[i][j]; !lower.Missing() {
				cell.Hint = fmt.Sprintf("%.2f to %.2f", float64(lower), float64(upper))
			}
			k = append(k, cell)
		}
		kappa = append(kappa, k)
	}
	content := []app.UI{ui.Heading("Do the signatures agree?", "agreement", "rho", "kappa")}
	switch people := ui.Plural(a.People, "patient", "patients"); {
	case a.People < stratify.MinPeople:
		content = append(content, app.P().Text(fmt.Sprintf("%s; at least %d are needed.", people, stratify.MinPeople)))
	default:
		content = append(content,
			app.P().Class("hint").Text(people+" at their first visit, each signature by the method that it was published with. Correlation says whether they are ranked alike, kappa whether they are called high alike. Signatures that rank patients alike stand together (average linkage of 1 - rho)."),
			app.H3().Text("Agreement beyond chance (Cohen's kappa, high against not high)"),
			app.P().Class("hint").Text(fmt.Sprintf("Below a kappa stands its 95 %% interval (standard error of Fleiss, Cohen and Everitt 1969, on the scale of atanh). There is none where a signature calls fewer than %d patients high, or fewer than %d not high, where nobody has the rarer call of both, and where two agree on everybody. It is approximate: in simulations of 20 to 100 patients it held the true kappa in 91 to 100 %% of cases.", stratify.MinPeople, stratify.MinPeople)),
			ui.Scroll("Kappa of signatures", ui.Table("matrix", head, kappa)))
	}
	return app.Section().Class("card later").ID("agreement").Body(content...)
}

// discordance names the samples that the clinical type I scores judge
// differently; all of them if all is set, which more sets.
func discordance(c *job.CohortView, all bool, more func()) app.UI {
	n := len(c.Discordant)
	samples := ui.Plural(c.Patients, "patient sample", "patient samples")
	text := "None of " + samples + " is called high by one clinical type I score and low by another."
	switch {
	case len(c.Judges) < 2:
		text = "Fewer than two clinical type I scores have a cut-off here, so that none can contradict another."
	case n == 0 && c.Patients == 1:
		text = "The only patient sample is not called high by one clinical type I score and low by another."
	case n == 1:
		text = "1 of " + samples + " is called high by one clinical type I score and low by another."
	case n > 1:
		text = fmt.Sprintf("%d of %s are called high by one clinical type I score and low by another.", n, samples)
	}
	content := []app.UI{app.H2().Text("Discordant samples"), app.P().ID("discordant").Text(text)}
	if n > 0 {
		content = append(content, app.P().Class("hint").Text("Asked are the scores used on patients whose class in the catalogue is type I: "+strings.Join(c.Judges, ", ")+". A type II set that says something else is no contradiction. Those on whom most scores disagree come first, then in the order of the file."))
		var rows [][]ui.Cell
		for _, p := range c.Discordant[:most(n, all)] {
			rows = append(rows, []ui.Cell{{Text: job.PersonOf(p.Sample), Act: "sample", Of: p.Name}, ui.Number(ui.Count(p.High)), ui.Number(ui.Count(p.Indeterminate)), ui.Number(ui.Count(p.Low)), {Text: lowBy(c, p), Class: "wrap"}})
		}
		content = append(content, ui.Scroll("Discordant samples", ui.Table("discordant", []string{"Sample", "High by", "Indeterminate", "Low by", "Low by which"}, rows)).OnClick(chooseSample),
			showAll("discordant", "samples", n, all, more))
	}
	return app.Section().Class("card later").ID("discordance").Body(content...)
}

// chooseSample opens the sample whose name was pressed in a table.
func chooseSample(_ app.Context, e app.Event) {
	if name := ui.Acted(e, "sample"); name != "" {
		now.choose(name)
	}
}

func lowBy(c *job.CohortView, p stratify.Patient) string {
	var out []string
	for i, x := range p.Classes {
		if x == ref.Low {
			out = append(out, c.Judges[i])
		}
	}
	return strings.Join(out, ", ")
}

// shaded is a number between -1 and 1 whose class tells how high it is.
func shaded(x expr.Number) ui.Cell {
	if x.Missing() {
		return ui.Number("–")
	}
	level := int(math.Floor(float64(x) * 5))
	return ui.Cell{Text: fmt.Sprintf("%.2f", float64(x)), Class: fmt.Sprintf("num shade-%d", max(0, min(level, 4)))}
}
