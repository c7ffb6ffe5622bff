package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/expr"
	"ifnscope/score/pathway"
	"ifnscope/score/report"
)

// pathwayPage shows the profile of the interferon pathway, of the cohort or of
// the patient who was looked at.
type pathwayPage struct{ base }

func (p *pathwayPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Pathway - IFNscope")
	if app.IsClient && now.result != nil {
		now.showFigures(job.FigurePathwayMap, job.FigurePathwayStrip, job.FigurePathwayPlane, job.FigurePathwayAxes)
		req := job.Pathway{}
		if now.person != nil {
			req.Sample = now.person.Sample.Name
		}
		now.profile(req, "")
	}
}

func (p *pathwayPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Pathway - IFNscope") }

func (p *pathwayPage) Render() app.UI { return p.frame("/pathway", pathwayContent) }

// profile asks for a profile and lets the keyboard go on at the part arrive.
func (s *session) profile(req job.Pathway, arrive string) {
	title := ""
	if s.pathway == nil {
		title = "Reading the pathway"
	}
	s.do(title, job.Request{Pathway: &req}, nil, func(r job.Reply) {
		s.pathway = r.Pathway
		s.drawFigures()
		if arrive != "" {
			app.Window().Get("ifnscope").Call("arrived", arrive)
		}
	})
}

// profiled returns the sample that a view is of, empty for the cohort.
func profiled(v *job.PathwayView) string {
	if v == nil || v.Sample == nil {
		return ""
	}
	return v.Sample.Name
}

func pathwayContent() []app.UI {
	if now.result == nil {
		return nothing("Nothing is scored yet", "Open a file, check how it was read, and score it; or try the example.")
	}
	v := now.pathway
	if v == nil {
		return []app.UI{app.Header().Class("page-head").Body(app.H1().Text("Interferon pathway")), again(func() { now.profile(job.Pathway{}, "") })}
	}
	return []app.UI{
		pathwayHead(v),
		showFigure(job.FigurePathwayMap, "Where in the pathway", "From the inducers down to the organs. The colour is the value that is printed in the node; hatched is what is not measured, or what blood cannot tell. Choose a node to see its genes, values, drugs and sources."),
		pathwayNode(v),
		showFigure(job.FigurePathwayStrip, "Axes", "SD above the controls: the mean over the genes of an axis of how far each lies from the mean of the controls. The line is Student's interval over the genes; a single gene has none."),
		pathwayAxes(v),
		pathwayCard(v),
		showFigure(job.FigurePathwayPlane, "Which interferons: type I and type II", "Type III, and the subtypes of type I, cannot be told from expression. Choose a mark to see the profile of its sample."),
		pathwayTypes(v),
		pathwayCells(v),
		pathwayFeedback(v),
		pathwayOrgans(v),
		pathwayDrugs(v),
		pathwayStability(v),
		pathwayIssues(v),
		pathwaySensing(v),
		showFigure(job.FigurePathwayAxes, "People by all axes", "Rows are axes, columns people at their first visit; alike stand together. Choose a column to see its profile."),
		pathwayList(v),
		pathwayDownloads(),
	}
}

func pathwayHead(v *job.PathwayView) app.UI {
	head, lead := "Interferon pathway of the cohort", ui.Plural(v.Patients, "patient", "patients")+" at their first visit"
	if v.Sample != nil {
		head, lead = "Interferon pathway of "+job.PersonOf(*v.Sample), roleTitle(v.Sample.Role, 1)
		if v.Sample.Group != "" {
			lead += ", " + v.Sample.Group
		}
	}
	measured := fmt.Sprintf("measured against %s", v.Against)
	if v.Controls > 0 {
		measured += fmt.Sprintf(" (%d)", v.Controls)
	}
	return app.Header().Class("page-head").Body(
		app.H1().Text(head),
		app.P().Class("lead").Text(lead+", "+measured+"."),
		ui.Slot(v.Summary != "", func() app.UI { return app.P().ID("pathway-summary").Class("summary").Text(v.Summary) }),
		ui.Slot(v.Relative, func() app.UI {
			return app.P().Class("note", "warning").Text("There are no healthy controls: values say where a sample stands among these, not how far from healthy.")
		}),
		ui.Slot(len(v.Confounders) > 0, func() app.UI { return confounders(v.Confounders) }),
		app.P().Class("hint").Text("Each axis stands for itself; they are never added up. An axis that does not pass its gate is said to be not measurable."),
		app.P().Class("actions").Body(
			ui.Slot(v.Sample != nil, func() app.UI {
				return app.Button().Type("button").ID("to-cohort").Class("button").Text("All patients").OnClick(func(app.Context, app.Event) { now.profile(job.Pathway{}, "main") })
			}),
			app.A().Class("button").Href(ui.At("/results")).Text("Back to the results"),
		),
	)
}

// openNode opens a node of the map, and lets the keyboard go on there.
func (s *session) openNode(id string) {
	if s.pathway != nil {
		s.profile(job.Pathway{Sample: profiled(s.pathway), Node: id}, "node")
	}
}

// pathwayNode shows the node that was chosen.
func pathwayNode(v *job.PathwayView) app.UI {
	i := slices.IndexFunc(v.Nodes, func(n pathway.Node) bool { return n.ID == v.Node })
	return ui.Slot(i >= 0, func() app.UI { return nodeCard(v, v.Nodes[i]) })
}

func nodeCard(v *job.PathwayView, n pathway.Node) app.UI {
	body := []app.UI{
		app.Div().Class("card-head").Body(
			app.H2().Text(n.Title),
			app.Button().Type("button").Class("quiet").Text("Close").OnClick(func(app.Context, app.Event) {
				now.profile(job.Pathway{Sample: profiled(now.pathway)}, "figure-"+job.FigurePathwayMap)
			}),
		),
		app.P().Body(app.Strong().ID("node-value").Text(n.Text), app.Span().Text(after(". ", n.Why))),
	}
	if n.Text != "" && n.Place.Text != "" {
		body = append(body, app.P().Text(n.Place.Text))
	}
	if a := axisOf(v, n); a != nil {
		body = append(body, app.P().Class("hint").Text(axisText(a)))
	}
	body = append(body, app.P().Class("hint").Text("Source: "+n.Source+"."))
	if len(v.Genes) > 0 {
		head := []string{"Gene", "log2", "z", "rho with the ISG score", "What it does"}
		if v.Sample == nil {
			head[1], head[2] = "log2 (median)", "z (median)"
		}
		var rows [][]ui.Cell
		for _, g := range v.Genes {
			rows = append(rows, []ui.Cell{{Text: g.Symbol}, ui.Number(report.Short(g.Value)), ui.Number(report.Short(g.Z)), ui.Number(rhoText(g.Rho)), {Text: g.Role, Hint: g.Source, Class: "wrap"}})
		}
		body = append(body, ui.Scroll("Genes of "+n.Title, ui.Table("genes", head, rows)))
	}
	if len(n.Drugs) > 0 {
		body = append(body, app.H3().Text("Drugs that act here"), drugTable("Drugs at "+n.Title, n.Drugs))
	}
	return app.Section().Class("card").ID("node").TabIndex(-1).Aria("label", n.Title).Body(body...)
}

// after is a text after another, nothing if there is none.
func after(before, s string) string {
	if s == "" {
		return ""
	}
	return before + sentenceStart(strings.TrimSpace(s))
}

func axisOf(v *job.PathwayView, n pathway.Node) *pathway.Axis {
	if n.Measure != "axis" {
		return nil
	}
	for i := range v.Axes {
		if v.Axes[i].ID == n.Of {
			return &v.Axes[i]
		}
	}
	return nil
}

// rhoText writes a correlation.
func rhoText(r expr.Number) string {
	if r.Missing() {
		return "–"
	}
	return fmt.Sprintf("%.2f", float64(r))
}

// axisText says how an axis is made.
func axisText(a *pathway.Axis) string {
	s := fmt.Sprintf("%d of %d genes: %s. ", len(a.Genes), a.Of(), a.Formula)
	if a.Coherence.Genes > 1 && !a.Coherence.Rho.Missing() {
		s += fmt.Sprintf("Mean rank correlation of its genes %.2f over %d people. ", float64(a.Coherence.Rho), a.Coherence.People)
	}
	if len(a.Missing) > 0 {
		s += "Missing or constant: " + strings.Join(a.Missing, ", ") + ". "
	}
	return s + after("", a.Caveat)
}

// pathwayAxes shows how every axis is made.
func pathwayAxes(v *job.PathwayView) app.UI {
	head := []string{"Axis", "Value (95 % over its genes)", "Healthy (5 to 95 %)", "Patients (5 to 95 %)", "AUC, patients against healthy", "Genes", "Coherence"}
	if v.Sample == nil {
		head = slices.Delete(head, 1, 2)
	}
	var rows [][]ui.Cell
	for i := range v.Axes {
		a := &v.Axes[i]
		row := []ui.Cell{{Text: a.Title, Hint: cmp.Or(after("Not measurable: ", a.Why), a.Caveat), Class: "wrap"}}
		if v.Sample != nil {
			value := "–"
			if len(a.Values) == 1 {
				x := a.Values[0]
				value = report.Interval(x.Value, x.Lower, x.Upper)
			}
			row = append(row, ui.Number(value))
		}
		row = append(row, ui.Number(rangeText(a.Controls)), ui.Number(rangeText(a.Patients)), ui.Number(report.Interval(a.AUC[0], a.AUC[1], a.AUC[2])),
			ui.Number(fmt.Sprintf("%d of %d", len(a.Genes), a.Of())), ui.Number(rhoText(a.Coherence.Rho)))
		rows = append(rows, row)
	}
	return app.Section().Class("card later").ID("axes").Body(
		app.Details().Body(app.Summary().Text("How each axis is made, and its gate"), ui.Scroll("Axes", ui.Table("profile", head, rows))),
	)
}
