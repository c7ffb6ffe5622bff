package page

import (
	_ "embed"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/ui"
	"ifnscope/score/report"
)

// aboutPage says what the app is, and what it is not.
type aboutPage struct{ base }

func (p *aboutPage) OnNav(ctx app.Context) { p.arrived(ctx, "About - IFNscope") }

func (p *aboutPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("About - IFNscope") }

func (p *aboutPage) Render() app.UI { return p.frame("/about", about) }

// comparisons is how far the scores are from those of the R packages.
//
//go:embed agreement.tsv
var comparisons string

func about() []app.UI {
	return []app.UI{
		app.Header().Class("page-head").Body(app.H1().Text("About IFNscope")),
		imprint(),
		app.Section().Class("card prose").Body(
			app.P().Class("lead").Text("IFNscope computes published ISG expression scores from a laboratory's own files, against its own healthy controls, inside the browser."),
			app.P().Body(app.Span().Text("It follows Rönnblom & Leonard, Interferon pathway in SLE: one key to unlocking the mystery of the disease, Lupus Sci Med 2019;6:e000270, and the terms of the EULAR points to consider on interferon assays (Rodríguez-Carrio et al., Ann Rheum Dis 2023;82:754, published online in 2022, "),
				doiLink("10.1136/ard-2022-223628"), app.Span().Text(").")),
			app.H2().ID("not").Text("What it is not"),
			app.P().Body(app.Strong().Text(report.Disclaimer)),
			app.P().Text("EULAR states that these assays cannot currently be recommended for diagnostic purposes. A score says how much some genes are expressed; it does not say which interferon raised them, and infection, vaccination and treatment move it as well. A low score is no evidence that a treatment will not work. There is no gold standard, and published signatures can disagree."),
			app.P().Body(app.A().Class("button").Href(ui.At("/glossary")).Text("Glossary")),
		),
		validation(),
		licenceSection(),
	}
}

// imprint says which program this is, under which licence, and how to cite it.
func imprint() app.UI {
	row := func(name string, what ...app.UI) app.UI {
		return app.Div().Body(app.Dt().Text(name), app.Dd().Body(what...))
	}
	return app.Section().Class("card prose").ID("imprint").Body(
		app.H2().Text("This copy"),
		app.Dl().Class("evidence").Body(
			row("Version", app.Span().Text(report.Version+ui.Build())),
			row("Licence", app.Span().Text("Apache License 2.0: free to use, change and pass on, without warranty. "), textLink("/web/licence.txt", "Its text")),
			row("Authors", app.Span().Text("Not named in the licence; the history of the source says who wrote what.")),
			row("Source", app.Span().Text(sourceText)),
			row("How to cite", app.Span().Text(citation()+" With it, the sources of the signatures and methods that were used: Report gives them as BibTeX and RIS.")),
			row("Compared with", app.Span().Text("the R packages of its methods: "), app.A().Href(ui.At("/about")+"#compared").Text("how far it is from them")),
			row("Changes", textLink("/web/changes.txt", "What changed, by version")),
		),
	)
}

// sourceText says where the source is to be had. No address stands in it: a copy
// does not know where it came from.
const sourceText = "Whoever runs this copy can give it to you, and the licence lets them. It is plain Go; make dist builds these very programs from it, and make test runs every test."

// citation is how the program is named in a paper.
func citation() string {
	return "IFNscope, version " + report.Version + ui.Build() + ". Apache License 2.0. Give the SHA-256 of the programs too, which stand under Privacy: the same source gives the same."
}

// textLink leads to a text of the site, in a tab of its own: what is open here
// stays.
func textLink(path, text string) app.UI {
	return app.A().Href(ui.At(path)).Target("_blank").Rel("noopener").Text(text)
}

// validation shows how far the scores are from those of the R packages.
func validation() app.UI {
	var rows [][]ui.Cell
	for line := range strings.Lines(comparisons) {
		if x := strings.Split(strings.TrimSpace(line), "\t"); len(x) == 4 && x[0] != "method" {
			d := x[3]
			if d == "0" {
				d = "0, the same bits"
			}
			rows = append(rows, []ui.Cell{{Text: x[0]}, {Text: x[2], Class: "wrap"}, ui.Number(d)})
		}
	}
	return app.Section().Class("card later prose").ID("compared").TabIndex(-1).Body(
		app.H2().Text("What it was compared with"),
		app.P().Text("The scores of R packages for the same bytes: inputs of our own with ties, missing values and counts. The tests fail when a number here is exceeded."),
		ui.Scroll("Agreement with R packages", ui.Table("", []string{"Method", "R package", "Largest relative difference"}, rows)),
		app.P().Class("hint").Text("That the arithmetic is right does not say that a score is right for a patient. No clinical validation of this program has been done: see What it is not."),
	)
}
