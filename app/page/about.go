package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/ui"
	"ifnscope/score/report"
)

// aboutPage says what the app is, and what it is not.
type aboutPage struct{ base }

func (p *aboutPage) OnNav(ctx app.Context) { p.arrived(ctx, "About - IFNscope") }

func (p *aboutPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("About - IFNscope") }

func (p *aboutPage) Render() app.UI { return p.frame("/about", about) }

func about() []app.UI {
	return []app.UI{
		app.Header().Class("page-head").Body(app.H1().Text("About IFNscope")),
		app.Section().Class("card prose").Body(
			app.P().Class("lead").Text("IFNscope computes published ISG expression scores from a laboratory's own files, against its own healthy controls, inside the browser."),
			app.P().Text("It follows Rönnblom & Leonard, Interferon pathway in SLE: one key to unlocking the mystery of the disease, Lupus Sci Med 2019;6:e000270, and the terms of the EULAR points to consider on interferon assays (2022)."),
			app.H2().ID("not").Text("What it is not"),
			app.P().Body(app.Strong().Text(report.Disclaimer)),
			app.P().Text("EULAR states that these assays cannot currently be recommended for diagnostic purposes. A score says how much some genes are expressed; it does not say which interferon raised them, and infection, vaccination and treatment move it as well. A low score is no evidence that a treatment will not work. There is no gold standard, and published signatures can disagree."),
			app.P().Body(app.A().Class("button").Href(ui.At("/glossary")).Text("Glossary")),
		),
		licenceSection(),
	}
}
