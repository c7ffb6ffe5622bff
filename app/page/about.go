package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/report"
)

// aboutPage says what the app is, what it is not, and in which words.
type aboutPage struct{ base }

func (p *aboutPage) OnNav(ctx app.Context) { p.arrived(ctx, "About - IFNscope") }

func (p *aboutPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("About - IFNscope") }

// words are the terms of the EULAR task force (Rodriguez-Carrio et al., Ann
// Rheum Dis 2023;82:754), as they are used here.
var words = []struct{ term, meaning string }{
	{"Interferon-stimulated gene (ISG)", "a gene that any kind of interferon raises; it may not be specific for type I interferon"},
	{"ISG expression score", "a number computed from the expression of a defined set of ISGs"},
	{"ISG expression signature", "a coordinated expression of ISGs, described in words: here high, low or indeterminate against stated controls"},
	{"Type I interferon pathway activation", "any evidence of a change in a component of the pathway; ISG expression is one kind of such evidence"},
	{"Indeterminate", "a score inside the interval of the cut-off: the controls at hand cannot tell on which side it lies"},
}

func (p *aboutPage) Render() app.UI { return p.frame("/about", about) }

func about() []app.UI {
	return []app.UI{
		app.Header().Class("page-head").Body(app.H1().Text("About IFNscope")),
		app.Section().Class("card prose").Body(
			app.P().Class("lead").Text("IFNscope computes published ISG expression scores from a laboratory's own files, against its own healthy controls, inside the browser."),
			app.P().Text("It follows Rönnblom & Leonard, Interferon pathway in SLE: one key to unlocking the mystery of the disease, Lupus Sci Med 2019;6:e000270, and the terms of the EULAR points to consider on interferon assays (2022)."),
			app.H2().Text("What it is not"),
			app.P().Body(app.Strong().Text(report.Disclaimer)),
			app.P().Text("EULAR states that these assays cannot currently be recommended for diagnostic purposes. A score says how much some genes are expressed; it does not say which interferon raised them, and infection, vaccination and treatment move it as well. A low score is no evidence that a treatment will not work. There is no gold standard, and published signatures can disagree."),
			app.H2().Text("Words"),
			app.Dl().Class("words").Body(app.Range(words).Slice(func(i int) app.UI {
				return app.Div().Body(app.Dt().Text(words[i].term), app.Dd().Text(words[i].meaning))
			})),
		),
		licenceSection(),
	}
}
