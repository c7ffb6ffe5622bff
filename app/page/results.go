package page

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/report"
	"ifnscope/score/sample"
	"ifnscope/score/stratify"
)

// resultsPage shows the scores.
type resultsPage struct{ base }

func (p *resultsPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Results - IFNscope")
	now.showFigures(resultFigures...)
}

// resultFigures are the figures of the results, and of a person among them.
var resultFigures = []string{job.FigureStrip, job.FigureContributions, job.FigureCourse}

func (p *resultsPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Results - IFNscope") }

func (p *resultsPage) Render() app.UI { return p.frame("/results", results) }

func results() []app.UI {
	r := now.result
	if r == nil {
		return nothing("Nothing is scored yet", "Open a file, check how it was read, and score it; or try the example.")
	}
	sg := signature(r, r.Signature)
	return []app.UI{
		app.Header().Class("page-head").Body(
			app.H1().Text("Results"),
			app.P().Class("lead").Text(now.whose),
			app.P().Class("actions").Body(
				app.Range(reports(r)).Slice(func(i int) app.UI { return reports(r)[i] }),
				app.A().Class("button").Href(ui.At("/cohort")).Body(longLabel("Cohort", ": agreement, visits, cut-offs")),
				app.A().ID("to-pathway").Class("button").Href(ui.At("/pathway")).Body(longLabel("Pathway", " profile")),
			),
			ui.Slot(now.stale, staleLine),
		),
		controls(r),
		showFigure(job.FigureStrip, sg.Title, "Each mark is a sample, each bar the median of its group. "+genesFound(sg)),
		app.Section().Class("aside").Aria("label", "Cut-off and groups").Body(cutoff(r), groups(r)),
		ui.Slot(now.person != nil, func() app.UI { return person(now.person) }),
		table(r),
		app.Section().Class("card").Body(app.H2().Text("Notes and steps"),
			app.If(len(r.Notes) > 0, func() app.UI { return ui.Notes(r.Notes) }),
			app.Ol().Class("trail").Body(app.Range(r.Trail).Slice(func(i int) app.UI { return app.Li().Text(r.Trail[i]) }))),
		exports(),
		saveControls(),
	}
}

// reports lead to the report: of the sample that is shown, of the only patient,
// else of the cohort.
func reports(r *job.Result) []app.UI {
	name := r.Only
	if now.person != nil {
		name = now.person.Sample.Name
	}
	if name == "" {
		return []app.UI{app.A().Class("button primary").Href(ui.At("/report")).Text("Report")}
	}
	of := func(id, class, label, sample string) app.UI {
		return app.Button().ID(id).Type("button").Class("button", class).Text(label).OnClick(func(app.Context, app.Event) { now.reportOf(sample) }, app.EventScope(id, sample))
	}
	return []app.UI{of("report-one", "primary", "Report of "+name, name), of("report-all", "", "Report of the cohort", "")}
}

// staleLine says that the scores are of what was open before.
func staleLine() app.UI {
	return app.P().Class("stale").Body(
		app.Span().Text("Files or choices were changed since these scores were computed. "),
		app.Button().Type("button").Class("button").Text("Score again").OnClick(func(app.Context, app.Event) { now.score() }),
	)
}

// who says whose scores these are.
func who(c *job.Check) string {
	var parts, names []string
	for _, x := range c.Samples.Counts {
		if x.Samples > 0 && x.Role != sample.Excluded {
			parts = append(parts, peopleAndSamples(x, roleTitle(x.Role, 1), roleTitle(x.Role, 2)))
		}
	}
	for _, f := range c.Files {
		if f.Error == "" && !f.Genetic {
			names = append(names, f.Name)
		}
	}
	return strings.Join(parts, ", ") + ", from " + strings.Join(names, " and ") + "."
}

func signature(r *job.Result, id string) report.Signature {
	for _, s := range r.Signatures {
		if s.ID == id {
			return s
		}
	}
	return report.Signature{}
}

func genesFound(s report.Signature) string {
	t := ""
	if s.Instead != "" {
		t = "The method that it was published with, " + s.Instead + ", was not run here. "
	}
	t += fmt.Sprintf("%d of %d genes found", len(s.Genes), s.Of())
	if len(s.Missing) > 0 {
		t += "; missing " + strings.Join(s.Missing, ", ")
	}
	return t + ". " + s.Citation
}

// controls choose what is shown.
func controls(r *job.Result) app.UI {
	var sigs, methods []ui.Choice
	for _, s := range r.Signatures {
		label := named(s)
		if len(s.Genes) == 0 {
			label += " (not measured)"
		}
		sigs = append(sigs, ui.Choice{Value: s.ID, Label: label})
	}
	sg := signature(r, r.Signature)
	for _, m := range r.Methods {
		label := m.Name
		if m.ID == sg.Method && sg.Instead == "" {
			label += " (published)"
		}
		methods = append(methods, ui.Choice{Value: m.ID, Label: label})
	}
	visits := []ui.Choice{{Value: job.VisitAll, Label: "all visits"}}
	if len(r.Visits) > 0 {
		visits = append(visits, ui.Choice{Value: job.VisitFirst, Label: job.VisitFirst})
		for _, v := range r.Visits {
			visits = append(visits, ui.Choice{Value: v, Label: "visit " + v})
		}
	}
	value := func(ctx app.Context) string { return ctx.JSSrc().Get("value").String() }
	return app.Section().Class("controls").Aria("label", "What is shown").Body(
		ui.Select("signature", "Signature", r.Signature, sigs, func(ctx app.Context, e app.Event) {
			v := now.view
			v.Signature, v.Method = value(ctx), ""
			now.showAndLook(v)
		}),
		ui.Select("method", "Method", r.Method, methods, func(ctx app.Context, e app.Event) {
			v := now.view
			if v.Signature == "" {
				v.Signature = now.result.Signature
			}
			v.Method = value(ctx)
			now.showAndLook(v)
		}),
		ui.Select("visit", "Visits", r.Visit, visits, func(ctx app.Context, e app.Event) {
			v := now.view
			v.Visit, v.Offset = value(ctx), 0
			now.show(v)
		}),
	)
}

// cutoff says what the classes rest on.
func cutoff(r *job.Result) app.UI {
	c := r.Cutoff
	if c.Value.Missing() {
		return app.Div().Class("card").Body(app.H2().Text("No cut-off"), app.P().Text(sentence(c.Why)),
			app.P().Class("hint").Text("Scores are shown; none is called high or low."))
	}
	interval := "95 % bootstrap interval of the cut-off"
	switch {
	case c.Repeated:
		interval = "Band of repeated measurements around the cut-off"
	case c.Normal:
		interval = "95 % interval of the cut-off for normal scores (too few controls for a bootstrap)"
	case c.LogNormal:
		interval = "95 % interval of the cut-off for ratios whose logarithm is normal"
	}
	from := "the controls of this file"
	if r.Reference != "" {
		from = "the reference file " + r.Reference
	}
	people := fmt.Sprintf("%d people (mean %s, SD %s).", c.N, report.Short(c.Mean), report.Short(c.SD))
	rule := sentenceStart(c.Rule) + ", " + people
	rests := fmt.Sprintf("%s: %s to %s. A score inside it is indeterminate. The cut-off is derived from %s.", interval, report.Short(c.Lower), report.Short(c.Upper), from)
	if c.Stated {
		rule = sentence(c.Rule)
		rests = "It was not derived from these scores and has no interval: a score above it is high, below it low. For comparison, " + from + ": " + people
	}
	return app.Div().Class("card").Body(
		app.H2().Body(app.Span().Text("Cut-off"), ui.Help("cut-off", "cut-off", "interval", "indeterminate")),
		app.P().ID("cutoff").Class("big").Text(report.Short(c.Value)),
		app.P().Text(rule),
		app.P().Class("hint").Text(rests),
	)
}

func sentenceStart(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func sentence(s string) string { return sentenceStart(s) + "." }

func groups(r *job.Result) app.UI {
	return app.Div().Class("card").Body(
		app.H2().Body(app.Span().Text("Groups"), ui.Help("groups", "median", "class", "indeterminate")),
		ui.Scroll("Groups", app.Table().ID("groups").Body(
			app.THead().Body(app.Tr().Body(
				app.Th().Scope("col").Text("Group"), num("Samples"), num("Median (IQR)"), num("High"), num("Indeterminate"), num("Low"),
			)),
			app.TBody().Body(app.Range(r.Groups).Slice(func(i int) app.UI {
				g := r.Groups[i]
				n := ui.Count(g.Samples)
				if g.People != g.Samples {
					n = fmt.Sprintf("%d of %d people", g.Samples, g.People)
				}
				return app.Tr().Body(
					app.Th().Scope("row").Text(g.Label),
					app.Td().Class("num").Text(n),
					app.Td().Class("num").Text(middle(g)),
					app.Td().Class("num").Text(ui.Count(g.High)), app.Td().Class("num").Text(ui.Count(g.Indeterminate)), app.Td().Class("num").Text(ui.Count(g.Low)),
				)
			})),
		)),
		app.If(!r.AUC.Missing(), func() app.UI {
			return app.P().Body(app.Span().Text("AUC of patients against controls: "), app.Strong().ID("auc").Text(fmt.Sprintf("%.3f", float64(r.AUC))), ui.Help("auc", "auc"),
				app.If(repeats(r), func() app.UI {
					return app.Span().Class("hint").Text(" Repeat visits count several times; choose one visit, or the first of each person.")
				}))
		}),
	)
}

// middle is the median with the middle half, which a handful does not have.
func middle(g job.GroupStat) string {
	if g.Samples < stratify.MinPeople {
		return report.Short(g.Median)
	}
	return fmt.Sprintf("%s (%s to %s)", report.Short(g.Median), report.Short(g.Q1), report.Short(g.Q3))
}

// num heads a column of numbers.
func num(label string) app.UI { return app.Th().Scope("col").Class("num").Text(label) }

func repeats(r *job.Result) bool {
	for _, g := range r.Groups {
		if g.People != g.Samples {
			return true
		}
	}
	return false
}

// pick shows the sample whose mark was clicked.
func pick(ctx app.Context, e app.Event) {
	g := e.Get("target").Call("closest", "[data-sample]")
	if g.Truthy() {
		now.look(g.Call("getAttribute", "data-sample").String())
	}
}
