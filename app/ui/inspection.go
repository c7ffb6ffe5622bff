package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/score/qc"
	"ifnscope/score/report"
)

// mostFlags is how many flags are listed.
const mostFlags = 200

// Flags lists what is out of its range. A button carries data-leave with the
// place of its flag.
func Flags(flagged []qc.Check) []app.UI {
	head := Heading("Flags", "flags", "limit")
	if len(flagged) == 0 {
		return []app.UI{head, app.P().Text("Every figure is in its range.")}
	}
	var rows [][]Cell
	for i, k := range flagged[:min(len(flagged), mostFlags)] {
		of, act := Cell{Text: k.Sample}, Cell{Text: "Leave out", Act: "leave", Of: fmt.Sprint(i)}
		if k.Sample == "" {
			of, act = Cell{Text: "whole table"}, Cell{}
		}
		what := Cell{Text: k.Figure, Class: "wrap"}
		if k.With != "" {
			what.Hint = k.With
		}
		rows = append(rows, []Cell{of, what, Number(figure(k.Value)), {Text: strings.TrimSpace(k.Good.String() + " " + k.Unit)}, {Text: gradeWord(k.Grade)}, act})
	}
	out := []app.UI{head, app.P().Class("hint").Text(Plural(len(flagged), "figure is", "figures are") + " out of range. Leaving a sample out writes the figure down as the reason."),
		Scroll("Flags", Table("flags", []string{"Sample", "Figure", "Value", "Should be", "Grade", ""}, rows))}
	if len(flagged) > mostFlags {
		out = append(out, app.P().Class("hint").Text(fmt.Sprintf("The first %d of %d.", mostFlags, len(flagged))))
	}
	return out
}

// LeftOut lists the samples that are left out, each with its reason. A button
// carries data-back with the name of the sample.
func LeftOut(samples []job.LeftOut) []app.UI {
	var rows [][]Cell
	for _, s := range samples {
		back := Cell{Text: "with its group, under Check"}
		if s.ByHand {
			back = Cell{Text: "Take back", Act: "back", Of: s.Sample}
		}
		rows = append(rows, []Cell{{Text: s.Sample}, {Text: s.Reason, Class: "wrap"}, back})
	}
	return []app.UI{app.H2().Text("Left out"), Scroll("Samples left out", Table("left-out", []string{"Sample", "Reason", ""}, rows))}
}

// HighControls says which healthy controls are high among themselves, and what
// they do to the cut-off.
func HighControls(c qc.Controls) app.UI {
	text := fmt.Sprintf("None of %s is above 2 SD of the others by the mean z of %s.", Plural(c.People, "healthy control", "healthy controls"), strings.Join(c.Genes, ", "))
	if n := len(c.High); n > 0 {
		text = fmt.Sprintf("Above 2 SD of the others by the mean z of %s: %s, %d of %s. The cut-off (%s) is %s (%s to %s) with them, and %d of %d patients lie above it at their first visit; without them it is %s (%s to %s), with %d. "+
			"Each cut-off is on the scale of its own controls. A healthy person can have a high ISG score: this is no reason to leave anybody out by itself.",
			strings.Join(c.Genes, ", "), strings.Join(c.High, ", "), n, Plural(c.People, "healthy control", "healthy controls"),
			c.With.Rule, report.Short(c.With.Value), report.Short(c.With.Lower), report.Short(c.With.Upper), c.PatientsWith, c.Patients,
			report.Short(c.Without.Value), report.Short(c.Without.Lower), report.Short(c.Without.Upper), c.PatientsWithout)
	}
	return app.Section().Class("card").ID("high-controls").Body(Heading("Controls that are high", "high", "controls", "z"), app.P().Text(text))
}

// Sexes counts the samples by the sex of their genes and the recorded one.
func Sexes(counts []job.SexCount) app.UI {
	var rows [][]Cell
	for _, c := range counts {
		recorded := c.Recorded
		if recorded == "" {
			recorded = "not recorded"
		}
		rows = append(rows, []Cell{{Text: c.Told}, {Text: recorded}, Number(Count(c.Samples))})
	}
	return app.Section().Class("card").ID("sexes").Body(app.H2().Text("Sex"),
		Scroll("Sex of the samples", Table("sexes", []string{"By XIST and the genes of Y", "In the sample table", "Samples"}, rows)))
}

// Judged describes every figure over the samples, and says what was not judged.
func Judged(summaries []qc.Summary, undone []string) app.UI {
	var rows [][]Cell
	for _, s := range summaries {
		rows = append(rows, []Cell{{Text: s.Figure, Class: "wrap"}, Number(Count(s.Samples)), Number(Count(s.Flagged)), Number(figure(s.Low)), Number(figure(s.Median)), Number(figure(s.High)),
			{Text: strings.TrimSpace(s.Good.String() + " " + s.Unit)}, {Text: s.Source, Class: "wrap"}})
	}
	return app.Section().Class("card later").ID("judged").Body(
		Heading("What was judged", "judged", "limit"),
		app.Ul().Class("notes").Body(app.Range(undone).Slice(func(i int) app.UI { return app.Li().Class("note info").Text(undone[i]) })),
		Scroll("Figures and their limits", Table("judged", []string{"Figure", "Values", "Flagged", "Lowest", "Median", "Highest", "Should be", "Limit from"}, rows)),
	)
}
