package page

import (
	"maps"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/report"
)

// reportPage shows a report as it is printed, of the cohort or of one sample,
// with what only the laboratory can say.
type reportPage struct{ base }

func (p *reportPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Report - IFNscope")
	if app.IsClient && now.result != nil {
		now.lay(now.laid)
	}
}

func (p *reportPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Report - IFNscope") }

func (p *reportPage) Render() app.UI { return p.frame("/report", reportContent) }

// lay asks for a report of the signature and method that were chosen last.
func (s *session) lay(r job.Sheet) {
	r.Signature, r.Method, r.Program = s.view.Signature, s.view.Method, client.Program()
	before := s.laid
	s.laid = r // what is written next builds upon it, even before the answer is there
	s.try("", job.Request{Sheet: &r}, nil, func(x job.Reply) { s.sheet = x.Sheet }, func(e *job.Error) {
		s.laid = before
		s.fail(e)
	})
}

// reportOf goes to the report of a sample.
func (s *session) reportOf(name string) {
	s.change(func() { s.laid.Sample, s.sheet, s.goTo = name, nil, "/report" })
}

// tell writes down what only the laboratory knows. It is printed, and part of a
// session that is saved.
func (s *session) tell(key, value string) {
	r := s.laid
	r.Told = maps.Clone(r.Told)
	if r.Told == nil {
		r.Told = map[string]string{}
	}
	r.Told[key] = value
	s.lay(r)
}

func reportContent() []app.UI {
	if now.result == nil {
		return nothing("Nothing to report yet", "Open a file, check how it was read, and score it; or try the example.")
	}
	return []app.UI{
		app.Header().Class("page-head").Body(
			app.H1().Text("Report"),
			app.P().Class("lead").Text("The first page is of a person, or of the cohort, made for A4 and Letter; on the pages after it stand how it was done, the reporting checklist and where every number comes from."),
			app.P().Class("actions").Body(
				app.Button().ID("print").Disabled(now.sheet == nil).Type("button").Class("button primary").Text("Print, or save as PDF").OnClick(func(app.Context, app.Event) { printed("all") }),
				app.Button().ID("print-first").Disabled(now.sheet == nil).Type("button").Class("button").Text("Print page 1 only").OnClick(func(app.Context, app.Event) { printed("first") }),
				app.Button().ID("export-report").Type("button").Class("button").Text("Download (HTML)").OnClick(func(app.Context, app.Event) {
					now.download(job.Export{Kind: "report", Sheet: now.laid})
				}),
			),
			ui.Slot(now.stale, staleLine),
		),
		ui.Slot(now.sheet != nil, func() app.UI { return whose(now.sheet) }),
		ui.Slot(now.sheet != nil, func() app.UI { return told(now.sheet) }),
		ui.Slot(now.sheet != nil, func() app.UI {
			return app.Section().Class("paper").ID("paper").Aria("label", "The report").Body(app.Raw(`<div>` + now.sheet.Markup + `</div>`))
		}),
		exports(),
		saving(),
	}
}

// printed prints the report: all of it, or its first page. What is said of the
// pages is taken back when the printing is over.
func printed(pages string) {
	w := app.Window()
	said := w.Get("document").Get("documentElement").Get("dataset")
	said.Set("print", pages)
	var over app.Func
	over = app.FuncOf(func(app.Value, []app.Value) any {
		said.Set("print", "all")
		over.Release()
		return nil
	})
	w.Call("addEventListener", "afterprint", over, map[string]any{"once": true})
	w.Call("print")
}

// whose chooses of whom the report is.
func whose(v *job.SheetView) app.UI {
	return app.Section().Class("controls").Aria("label", "Whose report").Body(
		app.Div().Class("field").Body(
			app.Label().For("report-sample").Text("Of one sample; empty for the cohort"),
			app.Input().ID("report-sample").Type("search").Value(now.laid.Sample).List("report-samples").Placeholder("the cohort").AutoComplete(false).Spellcheck(false).
				OnChange(func(ctx app.Context, e app.Event) {
					name := ctx.JSSrc().Get("value").String()
					r := now.laid
					if r.Sample = name; name == "" || now.sheet == nil || slices.Contains(now.sheet.Samples, name) {
						now.lay(r)
						return
					}
					now.change(func() {
						now.failure = &job.Error{Kind: job.ErrorUser, Text: "No sample of the run is named like that. Choose one from the list, or empty the field for the cohort."}
					})
				}),
			ui.Options("report-samples", v.Samples),
		),
	)
}

// told asks for what the files do not say.
func told(v *job.SheetView) app.UI {
	var asked []report.Item
	open := 0
	for _, it := range v.Items {
		if it.Asked {
			asked = append(asked, it)
			if it.Value == "" {
				open++
			}
		}
	}
	return app.Section().Class("card").ID("told").Body(
		app.Details().Body(
			app.Summary().Text("What only the laboratory knows: "+ui.Plural(open, "line is", "lines are")+" not reported yet"),
			app.P().Class("hint").Text("What is written here is printed in the report and the checklist. It stays in the memory of this tab, and in a session that you save. Write no name of a person."),
			app.Div().Class("fields").Body(app.Range(asked).Slice(func(i int) app.UI {
				it := asked[i]
				id := "told-" + it.Key
				return app.Div().Class("field").Body(
					app.Label().For(id).Text(it.Title),
					app.Input().ID(id).Type("text").Value(it.Value).Placeholder(it.Hint).AutoComplete(false).OnChange(func(ctx app.Context, e app.Event) {
						now.tell(it.Key, ctx.JSSrc().Get("value").String())
					}, app.EventScope("told", it.Key)),
					ui.Slot(it.Answer != "", func() app.UI { return app.P().Class("error").Role("status").Text(it.Answer) }),
				)
			})),
		),
	)
}
