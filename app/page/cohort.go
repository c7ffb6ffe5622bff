package page

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/expr"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// cohortPage shows what follows from the scores of all people: groups, cut-off
// rules side by side, agreement of signatures, visits, the clinical table.
type cohortPage struct {
	base
	discordant, visits bool // all rows of these tables are shown
}

func (p *cohortPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Cohort - IFNscope")
	if app.IsClient && now.result != nil {
		now.showFigures(job.FigureROC, job.FigureComponents, job.FigureGenes, job.FigureSignatures, job.FigureAgreement, job.FigurePair, job.FigureVisits,
			job.FigureContributions, job.FigureCourse)
		now.compareCohort()
	}
}

func (p *cohortPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Cohort - IFNscope") }

func (p *cohortPage) Render() app.UI { return p.frame("/cohort", p.content) }

// compareCohort asks what follows from the signature and method that were chosen
// last, even before their scores are there.
func (s *session) compareCohort() {
	req := job.Cohort{Signature: s.view.Signature, Method: s.view.Method}
	s.do("Comparing", job.Request{Cohort: &req}, nil, func(r job.Reply) {
		s.cohort = r.Cohort
		s.drawFigures()
	})
}

func (p *cohortPage) content() []app.UI {
	c := now.cohort
	if now.result == nil {
		return nothing("Nothing is scored yet", "Open a file, check how it was read, and score it; or try the example.")
	}
	if c == nil {
		return []app.UI{app.Header().Class("page-head").Body(app.H1().Text("Cohort")), again(now.compareCohort)}
	}
	var method string
	for _, m := range now.result.Methods {
		if m.ID == c.Method {
			method = m.Name
		}
	}
	return []app.UI{
		app.Header().Class("page-head").Body(
			app.H1().Text("Cohort"),
			app.P().Class("lead").Text(c.Title+", "+method+". People are counted once, at their first visit, wherever they are compared."),
			app.P().Class("actions").Body(
				app.A().Class("button").Href(ui.At("/results")).Text("Choose another signature or method"),
				app.Button().ID("export-cohort").Type("button").Class("button").Text("Tables of this page (Excel)").OnClick(func(app.Context, app.Event) { now.takeCohort() }),
			),
			contents(cohortParts(c)),
		),
		ui.Slot(now.person != nil, func() app.UI { return personAside(now.person) }),
		ui.Slot(c.Groups != nil, func() app.UI { return groupTest(c.Groups) }),
		app.Div().Class("beside later").Body(
			showFigure(job.FigureROC, "Patients against healthy controls", "What every cut-off does. The ring is the cut-off in force."),
			showFigure(job.FigureComponents, "People by all signatures", "Principal components of the scores: who is alike by all signatures at once stands together. PC1 is what the signatures share."),
		),
		ui.Slot(len(c.Columns) > 0, func() app.UI { return aboveHeat(c) }),
		showFigure(job.FigureGenes, "Genes of the signature", "Rows are genes, columns people at their first visit; alike stand together (average linkage). Choose a column to open its sample."),
		showFigure(job.FigureSignatures, "All signatures", "Rows are signatures, each by the method that it was published with; columns are people at their first visit."),
		rulesOf(c),
		ui.Slot(len(c.Presets) > 0, func() app.UI { return presetsOf(c.Presets) }),
		ui.Slot(c.Controls.People > 0, func() app.UI { return controlsOf(c.Controls) }),
		showFigure(job.FigureAgreement, "Do the signatures rank patients alike?", "Spearman's rank correlation of every two signatures over the patients at their first visit. Choose a cell to compare the two."),
		showFigure(job.FigurePair, "Two signatures", "Their scores against each other, with the rank correlation and its 95 % interval."),
		agreement(c),
		discordance(c, p.discordant, func() { p.discordant = true }),
		ui.Slot(len(c.Visits.People) > 0, func() app.UI {
			return showFigure(job.FigureVisits, "Scores over the visits", "One line a person who came more than once; the band is where a score is indeterminate.")
		}),
		visitsOf(c, p.visits, func() { p.visits = true }),
		ui.Slot(c.Replicates.Sets > 0, func() app.UI { return replicatesOf(c.Replicates) }),
		clinical(c),
	}
}

// again offers what was cancelled, or did not come about, on a page that shows
// nothing else.
func again(ask func()) app.UI {
	return ui.Slot(now.busy == nil && now.failure != nil, func() app.UI {
		return app.P().Class("actions").Body(app.Button().ID("again").Type("button").Class("button").Text("Try again").OnClick(func(app.Context, app.Event) { ask() }))
	})
}

// takeCohort downloads the tables of the page.
func (s *session) takeCohort() {
	if s.cohort == nil {
		return // scored anew at this moment
	}
	s.download(job.Export{Kind: "cohort", Cohort: job.Cohort{Signature: s.cohort.Signature, Method: s.cohort.Method}})
}

// cohortParts are the parts of the page that are there, in order.
func cohortParts(c *job.CohortView) []part {
	var out []part
	add := func(there bool, id, label string) {
		if there {
			out = append(out, part{id, label})
		}
	}
	add(c.Groups != nil, "group-test", "Groups")
	add(true, "figure-"+job.FigureROC, "Patients against controls")
	add(true, "figure-"+job.FigureGenes, "Heat maps")
	add(true, "rules", "Cut-off rules")
	add(c.Controls.People > 0, "high-controls", "IFN-high controls")
	add(true, "agreement", "Agreement")
	add(true, "discordance", "Discordant samples")
	add(true, "visits", "Visits")
	add(c.Replicates.Sets > 0, "replicates", "Replicates")
	add(true, "clinical", "Clinical table")
	return out
}

// fewText says which groups have too few people for a comparison; empty if none.
func fewText(g *job.GroupTest) string {
	var few []string
	for i, n := range g.N {
		if n < stratify.MinPeople {
			few = append(few, ui.Plural(n, "person", "people")+" in "+g.Labels[i])
		}
	}
	if len(few) == 0 {
		return ""
	}
	return fmt.Sprintf("%s; at least %d are needed to be compared.", strings.Join(few, ", "), stratify.MinPeople)
}

func groupTest(g *job.GroupTest) app.UI {
	var who []string
	for i, l := range g.Labels {
		who = append(who, fmt.Sprintf("%s (%d)", l, g.N[i]))
	}
	if g.Test == "" {
		return app.Section().Class("card").ID("group-test").Body(app.H2().Text("Groups"), app.P().Text(strings.Join(who, ", ")+". "+fewText(g)))
	}
	exact := ""
	if g.Exact {
		exact = ", exact"
	}
	content := []app.UI{
		ui.Heading("Groups", "group-test", "p", "auc"),
		app.P().Body(app.Span().Text(strings.Join(who, ", ")+": "+g.Test+" P "), app.Strong().Text(pValue(g.P)), app.Span().Text(exact+".")),
	}
	if few := fewText(g); few != "" {
		content = append(content, app.P().Class("hint").Text("Left out: "+few))
	}
	if len(g.AUC) == 3 {
		content = append(content, app.P().Body(app.Span().Text("AUC "), app.Strong().ID("cohort-auc").Text(report.Interval(g.AUC[0], g.AUC[1], g.AUC[2])), app.Span().Text(" (95 %, DeLong on the logit scale).")))
	}
	if len(g.Pairs) > 0 {
		var rows [][]ui.Cell
		for _, p := range g.Pairs {
			rows = append(rows, []ui.Cell{{Text: p.A + " and " + p.B}, ui.Number(report.Interval(p.AUC[0], p.AUC[1], p.AUC[2])), ui.Number(pValue(p.P)), ui.Number(pValue(p.Adjusted))})
		}
		content = append(content, ui.Scroll("Pairs of groups", ui.Table("pairs", []string{"Dunn's test", "AUC of the first (95 %, DeLong, logit)", "P", "Adjusted"}, rows)))
	}
	return app.Section().Class("card").ID("group-test").Body(content...)
}

// pValue writes a probability for reading.
func pValue(p expr.Number) string {
	switch {
	case p.Missing():
		return "–"
	case p < 0.0001:
		return "< 0.0001"
	case p < 0.01:
		return fmt.Sprintf("%.4f", float64(p))
	}
	return fmt.Sprintf("%.2f", float64(p))
}
