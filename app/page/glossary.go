package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/ui"
)

// glossaryPage explains the words, each with an address of its own.
type glossaryPage struct{ base }

func (p *glossaryPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Glossary - IFNscope")
	if word := ctx.Page().URL().Fragment; app.IsClient && ui.IsTerm(word) {
		app.Window().Get("ifnscope").Call("arrived", word)
	}
}

func (p *glossaryPage) OnPreRender(ctx app.Context) {
	ctx.Page().SetTitle("Glossary - IFNscope")
	ctx.Page().SetDescription("The words of IFNscope: ISG expression score and signature, cut-off, indeterminate, z-score, coverage, in the terms of EULAR.")
}

func (p *glossaryPage) Render() app.UI { return p.frame("/glossary", glossary) }

func glossary() []app.UI {
	terms := ui.Terms()
	return []app.UI{
		app.Header().Class("page-head").Body(
			app.H1().Text("Glossary"),
			app.P().Class("lead").Text("The words of this program. Those marked EULAR are the terms of its task force (Rodríguez-Carrio et al., Ann Rheum Dis 2023;82:754), in our words."),
		),
		app.Section().Class("card prose").Body(
			app.Dl().Class("words").Body(app.Range(terms).Slice(func(i int) app.UI {
				t := terms[i]
				return app.Div().ID(t.ID).TabIndex(-1).Body(
					app.Dt().Body(app.Span().Text(t.Name), app.If(t.EULAR, func() app.UI { return app.Span().Class("tag").Text("EULAR") })),
					app.Dd().Text(t.Meaning))
			})),
		),
	}
}
