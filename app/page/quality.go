package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// qualityPage compares the samples with each other and lets a person leave some
// out, each with its reason and a way back.
type qualityPage struct{ base }

func (p *qualityPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Quality - IFNscope")
	if app.IsClient && now.check != nil && now.check.Table != nil {
		now.quality = nil // of what was open before
		now.showFigures(job.FigureSamples, job.FigureBoxes)
		now.inspect()
	}
}

func (p *qualityPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Quality - IFNscope") }

func (p *qualityPage) Render() app.UI { return p.frame("/quality", qualityContent) }

// inspect asks for the quality of the samples.
func (s *session) inspect() {
	s.do("Comparing the samples", job.Request{Quality: &job.Quality{}}, nil, func(r job.Reply) {
		s.quality = r.Quality
		s.forget(job.FigureSamples, job.FigureBoxes)
		s.drawFigures()
	})
}

// leaveOut excludes a sample for a reason, or takes it back into the role that it
// had if there is none, and compares again.
func (s *session) leaveOut(name, reason string) {
	if a := s.assignment(); reason == "" {
		s.assign(a.TakeBack(name))
	} else {
		s.assign(a.LeaveOut(name, reason))
	}
	s.inspect()
}

// qualityLine leads from Check to the quality of the samples.
func qualityLine(c *job.Check) app.UI {
	return ui.Slot(c.Problem == "" && c.Table.Samples > 1, func() app.UI {
		return app.P().Class("actions").Body(
			app.A().ID("to-quality").Class("button").Href(ui.At("/quality")).Text("Quality of the samples"),
			app.Span().Class("hint").Text("Outliers, sex, duplicates, batches, IFN-high controls: compared when you ask for it."),
		)
	})
}

func qualityContent() []app.UI {
	if now.check == nil || now.check.Table == nil {
		return nothing("Nothing is open yet", "Open a file, or try the example; here you then see how its samples compare.")
	}
	q := now.quality
	if q == nil {
		return []app.UI{app.Header().Class("page-head").Body(app.H1().Text("Quality of the samples")), again(now.inspect)}
	}
	return []app.UI{
		app.Header().Class("page-head").Body(
			app.H1().Text("Quality of the samples"),
			app.P().Class("lead").Text(fmt.Sprintf("%s compared with each other, as they are scored. A flag asks for a look and leaves nothing out: that is yours to decide, and to take back.", ui.Plural(q.Samples, "sample", "samples"))),
			app.P().Class("actions").Body(
				app.A().Class("button").Href(ui.At("/check")).Text("Back to Check"),
				ui.Slot(len(now.undo) > 0, func() app.UI {
					return app.Button().ID("undo").Type("button").Class("button").Text("Undo the last change").OnClick(func(app.Context, app.Event) {
						now.undoAssign()
						now.inspect()
					})
				}),
			),
		),
		app.Section().Class("card").ID("flags").OnClick(func(_ app.Context, e app.Event) {
			var i int
			if _, err := fmt.Sscan(ui.Acted(e, "leave"), &i); err == nil && now.quality != nil && i < len(now.quality.Flagged) {
				now.leaveOut(now.quality.Flagged[i].Sample, now.quality.Flagged[i].String())
			}
		}).Body(ui.Flags(q.Flagged)...),
		ui.Slot(len(q.LeftOut) > 0, func() app.UI {
			return app.Section().Class("card").ID("left-out").OnClick(func(_ app.Context, e app.Event) {
				if name := ui.Acted(e, "back"); name != "" {
					now.leaveOut(name, "")
				}
			}).Body(ui.LeftOut(q.LeftOut)...)
		}),
		showFigure(job.FigureSamples, "Samples by principal components", "Each mark is a sample. What sets many samples apart, such as the interferon signature or neutrophils, spreads them along an axis and is no fault; a name stands at those that lie far from all."),
		showFigure(job.FigureBoxes, "Distribution of every sample", "The values of each sample as they are scored, in the order of the file. One that stands apart was perhaps measured or normalised otherwise; a name stands at those that are flagged."),
		ui.Slot(q.Controls.People > 0, func() app.UI { return ui.HighControls(q.Controls) }),
		ui.Slot(len(q.Sexes) > 0, func() app.UI { return ui.Sexes(q.Sexes) }),
		ui.Judged(q.Summaries, q.Undone),
	}
}
