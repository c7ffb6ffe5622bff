package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/expr"
	"ifnscope/score/pathway"
	"ifnscope/score/ref"
	"ifnscope/score/report"
)

func rangeText(d ref.Distribution) string {
	if d.N == 0 {
		return "–"
	}
	return fmt.Sprintf("%s (%s to %s)", report.Short(d.Median), report.Short(d.P5), report.Short(d.P95))
}

// pathwayCard shows the serology: of a patient line by line, of a cohort how
// many have which type.
func pathwayCard(v *job.PathwayView) app.UI {
	body := []app.UI{app.H2().Text("Inducers: antibodies and complement")}
	switch {
	case v.Card != nil:
		var rows [][]ui.Cell
		for _, l := range v.Card.Lines {
			ratio := ""
			if !l.Ratio.Missing() {
				ratio = fmt.Sprintf("%.2f x the limit", float64(l.Ratio))
			}
			rows = append(rows, []ui.Cell{{Text: l.Title, Hint: l.Column}, {Text: string(l.State)}, ui.Number(l.Value), ui.Number(ratio)})
		}
		body = append(body,
			app.P().ID("inducer-type").Body(app.Span().Text("Type of inducer: "), app.Strong().Text(v.Card.Type), app.Span().Text(". Antibodies to RNA-binding proteins (Ro60, La, Sm, U1 RNP): "+rbpText(v.Card)+". Ro52 is not one of them.")),
			ui.Scroll("Antibodies and complement", ui.Table("profile", []string{"", "State", "Value", "To the limit"}, rows)),
			app.P().Class("hint").Text("A number is judged where a limit of the normal range is told: in the name of the column, \"anti-dsDNA (IU/mL, ULN 15)\" or \"C3 (g/L, 0.9-1.8)\", or in a column of its own. No weights are fitted."),
		)
		if v.Card.AntiIFN == pathway.Positive {
			body = append(body, app.P().Class("note", "warning").Text("Antibodies against interferon lower ISG expression: they qualify a low score (4.2 % of 501 patients had neutralising ones, PMC9873953)."))
		}
	case v.Types != nil:
		var rows [][]ui.Cell
		for _, t := range v.Types {
			rows = append(rows, []ui.Cell{{Text: t.Type}, ui.Number(ui.Count(t.People))})
		}
		body = append(body, ui.Scroll("Types of inducer", ui.Table("profile", []string{"Type of inducer", "Patients"}, rows)))
	default:
		body = append(body, app.P().Text("There is no clinical table, so that nothing is known of antibodies and complement."))
	}
	return app.Section().Class("card later").ID("serology").Body(body...)
}

func rbpText(c *pathway.Card) string {
	if c.Stated == 0 {
		return "not stated"
	}
	return fmt.Sprintf("%d of the %d that are stated", c.RBP, c.Stated)
}

// pathwayTypes shows the interferons that were measured, and the modules.
func pathwayTypes(v *job.PathwayView) app.UI {
	var rows [][]ui.Cell
	for _, m := range v.Measured {
		if m.Kind != pathway.Cytokine {
			continue
		}
		value, group := "–", ""
		if len(m.Values) == 1 {
			value = report.Short(m.Values[0])
			if m.Key == "ifna" {
				group = pathway.SimoaGroup(float64(m.Values[0]), m.Unit)
			}
		}
		rows = append(rows, []ui.Cell{{Text: m.Title, Hint: m.Column}, ui.Number(value), {Text: group}})
	}
	body := []app.UI{ui.Heading("Interferons and modules", "modules", "axis", "z"), app.P().Class("hint").Text(modules(v))}
	if len(rows) > 0 {
		body = append(body, ui.Scroll("Cytokines", ui.Table("profile", []string{"Measured", "Value", "Group (PMC5413335)"}, rows)))
	} else {
		body = append(body, app.P().Text("No interferon was measured itself."))
	}
	return app.Section().Class("card later").ID("types").Body(body...)
}

// modules says which of the three interferon modules are up in a patient.
func modules(v *job.PathwayView) string {
	if v.Sample == nil {
		return ""
	}
	var up, down []string
	for _, a := range v.Axes {
		if strings.HasPrefix(a.ID, "m") && len(a.Values) == 1 && slices.Contains([]string{"m1.2", "m3.4", "m5.12"}, a.ID) {
			if a.Values[0].Value > 2 {
				up = append(up, a.Short)
			} else {
				down = append(down, a.Short)
			}
		}
	}
	switch {
	case len(up)+len(down) == 0:
		return ""
	case len(up) == 0:
		return "No interferon module is above 2 SD."
	}
	s := "Modules above 2 SD: " + strings.Join(up, ", ")
	if len(down) > 0 {
		s += "; not " + strings.Join(down, ", ")
	}
	return s + " (order of activation by Chiche 2014, doi:10.1002/art.38628)."
}

// pathwayCells shows counts beside the axes of the same cells, and how the ISG
// score goes with composition.
func pathwayCells(v *job.PathwayView) app.UI {
	var counts, links [][]ui.Cell
	for _, m := range v.Measured {
		if m.Kind != pathway.Count && m.Kind != pathway.Laboratory {
			continue
		}
		row := []ui.Cell{{Text: m.Title, Hint: m.Column}}
		if v.Sample != nil {
			value := "–"
			if len(m.Values) == 1 {
				value = report.Short(m.Values[0])
				if len(m.Share) == 1 && !m.Share[0].Missing() {
					value += fmt.Sprintf(" (%.0f %%)", float64(m.Share[0]))
				}
			}
			row = append(row, ui.Number(value))
		}
		axis, rho := "", "–"
		if m.Axis != "" {
			axis, rho = short(v, m.Axis), report.Interval(m.Rho[0], m.Rho[1], m.Rho[2])
		}
		counts = append(counts, append(row, ui.Cell{Text: axis}, ui.Number(rho), ui.Number(fmt.Sprint(m.N))))
	}
	for _, l := range v.Composition.Rows {
		links = append(links, []ui.Cell{{Text: l.Name}, ui.Number(ui.Count(l.N)), ui.Number(report.Interval(l.Rho, l.Lower, l.Upper))})
	}
	body := []app.UI{ui.Heading("Cells and laboratory", "cells", "axis", "rho")}
	if len(counts) > 0 {
		head := []string{"Measured", "Axis", "Agreement (rho)", "Samples"}
		if v.Sample != nil {
			head = slices.Insert(head, 1, "Count (share of leukocytes)")
		}
		body = append(body, app.P().Class("hint").Text("Measured counts come before what transcripts say of the same cells; their agreement over the samples of patients tells how far an axis can be trusted here."), ui.Scroll("Measured cells", ui.Table("profile", head, counts)))
	} else {
		body = append(body, app.P().Text("No cells were counted: what transcripts say of them cannot be checked here."))
	}
	if len(links) > 0 {
		body = append(body, app.Details().Body(app.Summary().Text("The ISG score and the composition of the blood"),
			app.P().Class("hint").Text("Over the patients at their first visit. Lymphopenia is a consequence of interferon, so that an adjustment for cells can take out the signal; it is offered and not made."),
			ui.Scroll("Composition", ui.Table("profile", []string{"The ISG score with", "Patients", "rho (95 %)"}, links)),
			app.P().Text(adjusted(v))))
	}
	return app.Section().Class("card later").ID("cells").Body(body...)
}

// adjusted says what the score would be at the same composition.
func adjusted(v *job.PathwayView) string {
	c := v.Composition
	if len(c.By) == 0 {
		return "There are too few patients for a score at the same composition."
	}
	s := fmt.Sprintf("At the same composition (%s): rho with the score as it is %s", strings.Join(c.By, ", "), rhoText(c.Rho))
	if len(c.Adjusted) == 1 {
		s += "; this sample has " + report.Short(c.Adjusted[0])
	}
	return s + "."
}

func short(v *job.PathwayView, id string) string {
	for _, a := range v.Axes {
		if a.ID == id {
			return a.Short
		}
	}
	return id
}

// pathwayFeedback shows what of the regulators is left after the score.
func pathwayFeedback(v *job.PathwayView) app.UI {
	f := v.Feedback
	body := []app.UI{ui.Heading("Negative feedback, exploratory", "feedback", "residual"),
		app.P().Class("hint").Text("USP18, ISG15 and SOCS1 are interferon-stimulated themselves, so that their expression repeats the score. Only what is left after the score is shown, with its reliability over visits. It is no verdict on anybody.")}
	if f.Why != "" {
		return app.Section().Class("card later").ID("feedback").Body(append(body, app.P().Text("Not shown: "+f.Why+"."))...)
	}
	head := []string{"Regulator", "rho with the score", "Reliability (ICC)"}
	if v.Sample != nil {
		head = append(head, "Left, in SD of what is left")
	}
	var rows [][]ui.Cell
	for _, r := range f.Rows {
		name := r.Gene
		if r.ISG {
			name += " (ISG)"
		}
		row := []ui.Cell{{Text: name, Hint: r.Action + ". " + r.Source, Class: "wrap"}, ui.Number(rhoText(r.Rho)), ui.Number(report.Interval(r.ICC[0], r.ICC[1], r.ICC[2]))}
		if v.Sample != nil {
			left := expr.Number(0)
			if len(r.Values) == 1 {
				left = r.Values[0] / r.Deviation
			}
			row = append(row, ui.Number(report.Short(left)))
		}
		rows = append(rows, row)
	}
	body = append(body, app.P().Text(fmt.Sprintf("Fitted over %d patients at their first visit.", f.N)), app.Details().Body(app.Summary().Text("Regulators"), ui.Scroll("Regulators", ui.Table("profile", head, rows))))
	return app.Section().Class("card later").ID("feedback").Body(body...)
}
