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

// person shows all scores of one sample and the genes of one of them.
func person(p *job.PersonView) app.UI {
	s := p.Sample
	head := s.Name
	var about []string
	if s.Subject != s.Name {
		about = append(about, "person "+s.Subject)
	}
	if s.Visit != "" {
		about = append(about, "visit "+s.Visit)
	}
	if s.Group != "" && !strings.EqualFold(s.Group, roleTitle(s.Role, 1)) {
		about = append(about, s.Group)
	}
	about = append(about, roleTitle(s.Role, 1))
	scored, unscored := split(p)
	return app.Section().Class("card person").ID("person").TabIndex(-1).Aria("label", "Sample "+head).Body(
		app.Div().Class("card-head").Body(
			app.H2().Text(head),
			app.Button().Type("button").ID("to-profile").Class("quiet").Text("Pathway profile").OnClick(func(app.Context, app.Event) {
				now.change(func() { now.goTo = "/pathway" })
			}),
			app.Button().ID("report-person").Type("button").Class("quiet").Text("Report").OnClick(func(app.Context, app.Event) { now.reportOf(s.Name) }, app.EventScope("report", s.Name)),
			app.Button().Type("button").Class("quiet").Text("Close").OnClick(func(app.Context, app.Event) {
				now.change(func() { now.person = nil })
				v := now.view
				v.Outline = ""
				now.show(v)
			}),
		),
		app.P().Class("hint").Text(strings.Join(about, ", ")),
		verdict(p),
		app.If(len(p.Other) > 0, func() app.UI {
			return app.P().Body(app.Span().Text("Other samples of this person: "), app.Range(p.Other).Slice(func(i int) app.UI {
				name := p.Other[i]
				return app.Button().Type("button").Class("link").Text(name).OnClick(func(app.Context, app.Event) {
					now.look(name)
				}, app.EventScope("other", name))
			}))
		}),
		app.If(p.Clinical.High+p.Clinical.Indeterminate+p.Clinical.Low > 0, func() app.UI {
			return app.P().ID("agreed").Body(app.Span().Text(p.Clinical.Agreement()+" Below each cut-off stand the distance of the score from it, in standard errors of the cut-off, and the probability of lying above it: both know the uncertainty of the controls, not that of the sample. "), ui.Help("distance", "distance", "probability"))
		}),
		app.If(len(p.Confounders) > 0, func() app.UI { return confounders(p.Confounders) }),
		app.Div().Class("pair", "wide-first").Body(
			app.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "Scores of "+s.Name).Body(app.Table().Class("all").Body(
				app.THead().Body(app.Tr().Body(app.Th().Scope("col").Text("Signature"), num("Score"), num("Cut-off (95 %)"), num("Genes"))),
				app.TBody().Body(app.Range(scored).Slice(func(i int) app.UI {
					x := scored[i]
					tr := app.Tr()
					if x.Signature == p.Signature {
						tr.Class("chosen")
					}
					cut := "–"
					if !x.Cutoff.Value.Missing() {
						cut = report.Interval(x.Cutoff.Value, x.Cutoff.Lower, x.Cutoff.Upper)
					}
					return tr.Body(
						app.Th().Scope("row").Body(app.Button().Type("button").Class("link").Title(x.Title+", "+x.Name).Text(x.Short).OnClick(func(app.Context, app.Event) {
							v := now.view
							v.Signature, v.Method = x.Signature, ""
							now.showAndLook(v)
						}, app.EventScope("genes of", x.Signature, s.Name))),
						ui.ScoreCell(x.Value, x.Class),
						app.Td().Class("num").Body(app.Span().Text(cut), app.Span().Class("hint line").Text(sure(x))),
						app.Td().Class("num").Text(fmt.Sprintf("%d of %d", x.Used, x.Of)),
					)
				})),
			)),
			genes(p),
		),
		app.If(len(unscored) > 0, func() app.UI {
			return app.Details().Body(app.Summary().Text(ui.Plural(len(unscored), "signature has", "signatures have")+" no score here, for want of genes"), app.P().Class("hint").Text(strings.Join(unscored, ", ")+"."))
		}),
		app.Div().Class("beside").Body(
			showFigure(job.FigureContributions, "What drives the score", "Contribution: "+p.Meaning+"."),
			showFigure(job.FigureCourse, "Over the visits", "The line of this person stands out among those of the others who came more than once."),
		),
	)
}

// split returns the scores that the sample has, with the one whose genes are
// shown, and names the others with the genes that were found.
func split(p *job.PersonView) (scored []job.PersonScore, unscored []string) {
	for _, x := range p.Scores {
		if x.Value.Missing() && x.Signature != p.Signature {
			unscored = append(unscored, fmt.Sprintf("%s (%d of %d)", x.Short, x.Used, x.Of))
			continue
		}
		scored = append(scored, x)
	}
	return scored, unscored
}

// verdict says in words where the score that is shown lies.
func verdict(p *job.PersonView) app.UI {
	for _, x := range p.Scores {
		if x.Signature != p.Signature || x.Class == ref.NotClassed {
			continue
		}
		where := fmt.Sprintf(" (cut-off %s", report.Short(x.Cutoff.Value))
		if x.Cutoff.Banded() {
			where += fmt.Sprintf(", indeterminate from %s to %s", report.Short(x.Cutoff.Lower), report.Short(x.Cutoff.Upper))
		}
		return app.P().ID("verdict").Body(app.Strong().Text(fmt.Sprintf("%s: %s, %s", x.Short, report.Short(x.Value), x.Class)), app.Span().Text(where+")."))
	}
	return app.P().ID("verdict").Class("hint").Text("This score is not called high or low: there is no cut-off for it.")
}

// confounders lists what beside the disease may have moved a score.
func confounders(list []stratify.Confounder) app.UI {
	return app.Ul().Class("notes").ID("confounders").Body(app.Range(list).Slice(func(i int) app.UI {
		c := list[i]
		return app.Li().Class("note", "info").Body(app.Span().Class("level").Text("Note"), app.Strong().Text(c.What+" "+c.Value+": "), app.Span().Text(c.Text))
	}))
}

// sure says how far a score is from its cut-off, and how sure it is that it lies
// above; nothing where the cut-off has no interval. A few thousand resamples
// cannot tell 100 % from a little less.
func sure(x job.PersonScore) string {
	if x.Distance.Missing() || x.Probability.Missing() {
		return ""
	}
	p := 100 * float64(x.Probability)
	above := fmt.Sprintf("%.0f %%", p)
	switch {
	case p > 99:
		above = "> 99 %"
	case p < 1:
		above = "< 1 %"
	}
	return fmt.Sprintf("%+.1f SE, above: %s", float64(x.Distance), above)
}

// genes lists what every gene of the signature adds to the score.
func genes(p *job.PersonView) app.UI {
	title := p.Signature
	for _, x := range p.Scores {
		if x.Signature == p.Signature {
			title = x.Title
		}
	}
	return app.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "Genes of "+title).Body(
		app.H3().Body(app.Span().Text("Genes of "+title), ui.Help("genes", "z", "contribution")),
		app.Table().Class("genes").Body(
			app.THead().Body(app.Tr().Body(app.Th().Scope("col").Text("Gene"), num("log2"), num("z"), num("Contribution"))),
			app.TBody().Body(app.Range(p.Genes).Slice(func(i int) app.UI {
				g := p.Genes[i]
				return app.Tr().Body(
					app.Th().Scope("row").Text(g.Symbol),
					app.Td().Class("num").Text(report.Short(g.Value)),
					app.Td().Class("num").Text(report.Short(g.Z)),
					app.Td().Class("num").Text(report.Short(g.Adds)),
				)
			})),
		),
	)
}
