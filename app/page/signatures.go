package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// signaturesPage shows the published signatures: their genes, where each list
// comes from, what the open table has of them, and how they overlap. A person
// chooses here which ones are scored, and brings their own.
type signaturesPage struct{ base }

func (p *signaturesPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Signatures - IFNscope")
	if app.IsClient {
		now.showFigures(job.FigureOverlap)
		a := now.library.asked
		if id := ctx.Page().URL().Fragment; id != "" && id != "main" {
			a.Signature = id
		}
		now.lookUp(a)
	}
}

func (p *signaturesPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Signatures - IFNscope") }

func (p *signaturesPage) Render() app.UI { return p.frame("/signatures", signatures) }

func signatures() []app.UI {
	l := &now.library
	c := l.catalogue
	out := []app.UI{app.Header().Class("page-head").Body(
		app.H1().Text("Signatures"),
		app.P().Class("lead").Text("Published interferon gene sets, each with where its list was read and what was changed. No list is here of which no source was read."),
		ui.Slot(c != nil, func() app.UI {
			return chosenLine(len(l.signatures()), "signature is scored", "signatures are scored", l.choice.Signatures != nil, func() { l.choice.Signatures = nil })
		}),
	)}
	if c == nil {
		return out
	}
	out = append(out, ui.Slot(c.Detail != nil, func() app.UI { return signatureDetail(c.Detail) }))
	out = append(out, lookFor(c))
	var groups []app.UI // in a place of their own, so that another moves nothing that has the focus
	for _, g := range c.Groups[:min(l.laid, len(c.Groups))] {
		groups = append(groups, ui.Slot(slices.ContainsFunc(g.Entries, func(e job.SignatureEntry) bool { return !e.Hidden }), func() app.UI { return signatureGroup(c, g) }))
	}
	out = append(out, app.Div().Class("groups").Body(groups...))
	if l.laid < len(c.Groups) {
		return out
	}
	return append(out, overlap(c), own(c))
}

// lookFor looks for signatures, and takes all that are published away.
func lookFor(c *job.CatalogueView) app.UI {
	n := len(now.library.shown())
	return app.Section().Class("card").ID("look-for").Body(
		app.Div().Class("table-head").Body(
			ui.Search("find-signature", "Find a signature, gene or author", now.library.find, func(q string) {
				now.library.find = q
				a := now.library.asked
				a.Query = q
				now.lookUp(a)
			}),
			app.Span().Class("hint").Text(ui.Plural(n, "signature", "signatures")),
			app.P().Class("actions").Body(
				app.Button().ID("all-gmt").Type("button").Class("quiet").Text("Whole catalogue (GMT)").OnClick(func(app.Context, app.Event) {
					var ids []string
					for _, e := range now.library.entries() {
						if !e.Own {
							ids = append(ids, e.ID)
						}
					}
					now.exportGMT(ids)
				}),
				app.Button().ID("all-json").Type("button").Class("quiet").Text("With sources (JSON)").OnClick(func(app.Context, app.Event) { now.export("catalogue") }),
			),
		),
	)
}

func signatureGroup(c *job.CatalogueView, g job.SignatureGroup) app.UI {
	l := &now.library
	scored := l.signatures()
	var rows [][]ui.Cell
	for _, e := range g.Entries {
		if e.Hidden {
			continue
		}
		n := ui.Count(e.Genes)
		if c.Data {
			n = fmt.Sprintf("%d of %d found", e.Found, e.Genes)
		}
		hint := e.Warning
		if !e.Scored {
			hint = strings.TrimSpace("Not measured as mRNA: listed, not scored. " + hint)
		}
		if e.Short != e.Title {
			hint = strings.TrimSpace(e.Title + ". " + hint)
		}
		rows = append(rows, []ui.Cell{
			{Tick: true, Text: "Score " + e.Title, Act: "score", Of: e.ID, On: slices.Contains(scored, e.ID), Off: !e.Scored},
			{Tick: true, Text: "Compare " + e.Title, Act: "compare", Of: e.ID, On: slices.Contains(l.asked.Overlap, e.ID)},
			{Text: e.Short, Hint: hint, Act: "open", Of: e.ID, Class: "wrap"},
			{Text: e.Class}, {Text: n, Class: "num"},
		})
	}
	return app.Section().Class("card").Body(
		app.H2().Text(g.Title),
		ui.Scroll(g.Title, ui.Table("catalogue", []string{"Score", "Compare", "Signature", "Interferon", "Genes"}, rows)).
			OnChange(func(_ app.Context, e app.Event) {
				if id := ui.Acted(e, "score"); id != "" {
					now.chooseSignature(id)
				}
				if id := ui.Acted(e, "compare"); id != "" {
					now.compare(id)
				}
			}).
			OnClick(func(_ app.Context, e app.Event) {
				if id := ui.Acted(e, "open"); id != "" {
					now.openSignature(id)
				}
			}),
	)
}

// openSignature shows one signature in full, at the top of the page.
func (s *session) openSignature(id string) {
	a := s.library.asked
	a.Signature = id
	s.lookUp(a)
	if id != "" {
		starter().Call("arrived", "signature-detail")
	}
}

// compare takes a signature into the comparison, or out of it.
func (s *session) compare(id string) {
	a := s.library.asked
	var all []string
	for _, e := range s.library.entries() {
		all = append(all, e.ID)
	}
	a.Overlap = toggled(a.Overlap, id, all)
	s.lookUp(a)
}

// compareAll compares the given signatures.
func (s *session) compareAll(entries []job.SignatureEntry) {
	a := s.library.asked
	a.Overlap = nil
	for _, e := range entries {
		a.Overlap = append(a.Overlap, e.ID)
	}
	s.lookUp(a)
}

func signatureDetail(d *job.SignatureDetail) app.UI {
	l := &now.library
	mine := slices.ContainsFunc(l.entries(), func(e job.SignatureEntry) bool { return e.ID == d.ID && e.Own })
	copyLabel := "Copy the genes"
	if l.copied == d.ID {
		copyLabel = "Copied"
	}
	return app.Section().Class("card").ID("signature-detail").TabIndex(-1).Aria("label", d.Title).Body(
		app.Div().Class("card-head").Body(
			app.H2().Text(d.Title),
			app.Button().Type("button").Class("quiet").Text("Close").OnClick(func(app.Context, app.Event) { now.openSignature("") }),
		),
		app.Div().Class("pair").Body(
			app.Div().Body(
				factList(d.About),
				app.P().Class("actions").Body(
					app.Button().ID("copy-genes").Type("button").Class("button").Text(copyLabel).OnClick(func(app.Context, app.Event) { copyGenes(d) }, app.EventScope("copy", d.ID)),
					app.Button().ID("gmt").Type("button").Class("button").Text("Download (GMT)").OnClick(func(app.Context, app.Event) { now.exportGMT([]string{d.ID}) }, app.EventScope("gmt", d.ID)),
					ui.Slot(!mine, func() app.UI {
						return app.A().ID("link").Class("button").Href(ui.At("/signatures") + "#" + d.ID).Text("Link")
					}),
					ui.Slot(mine, func() app.UI {
						return app.Button().Type("button").Class("button").Text("Put away").OnClick(func(app.Context, app.Event) { now.removeOwn(d.ID) }, app.EventScope("away", d.ID))
					}),
				),
			),
			genesOf(d),
		),
	)
}

// genesOf lists the genes of a signature, with what the open table has of them.
func genesOf(d *job.SignatureDetail) app.UI {
	found, printed := false, false
	for _, g := range d.Genes {
		found, printed = found || len(g.Rows) > 0, printed || g.Published != ""
	}
	head := []string{"Gene"}
	if printed {
		head = append(head, "Printed as")
	}
	if found {
		head = append(head, "In your table")
	}
	var rows [][]ui.Cell
	for _, g := range d.Genes {
		name := g.Symbol
		if g.Down {
			name += " (down)"
		}
		row := []ui.Cell{{Text: name}}
		if printed {
			row = append(row, ui.Cell{Text: g.Published})
		}
		if found {
			row = append(row, ui.Cell{Text: rowsOf(g), Class: "wrap"})
		}
		rows = append(rows, row)
	}
	return ui.Scroll("Genes of "+d.Title, ui.Table("genes tall", head, rows)).Class("tall")
}

func rowsOf(g job.GeneDetail) string {
	if len(g.Rows) == 0 {
		return "not found"
	}
	s := strings.Join(g.Rows, ", ")
	if g.How != "approved" && g.How != "id" {
		s += " (" + g.How + ")"
	}
	return s
}

// copyGenes puts the genes on the clipboard, one a line.
func copyGenes(d *job.SignatureDetail) {
	var lines []string
	for _, g := range d.Genes {
		name := g.Symbol
		if g.Down {
			name += "-"
		}
		lines = append(lines, name)
	}
	if c := app.Window().Get("navigator").Get("clipboard"); c.Truthy() {
		c.Call("writeText", strings.Join(lines, "\n"))
		now.change(func() { now.library.copied = d.ID })
	}
}

// overlap compares the signatures that are ticked.
func overlap(c *job.CatalogueView) app.UI {
	l := &now.library
	o := c.Overlap
	return app.Section().Class("card").ID("overlap").Body(
		app.H2().Text("Overlap"),
		app.P().Class("hint").Text("Tick Compare beside the signatures to see which genes they share. Scores of sets that share most of their genes agree because of that."),
		app.P().Class("actions").Body(
			app.Button().ID("compare-clinical").Type("button").Class("button").Text("Compare the clinical scores").OnClick(func(app.Context, app.Event) { now.compareAll(c.Groups[0].Entries) }),
			ui.Slot(len(l.asked.Overlap) > 0, func() app.UI {
				return app.Button().Type("button").Class("button").Text("Compare none").OnClick(func(app.Context, app.Event) { now.compareAll(nil) })
			}),
			ui.Slot(o != nil, func() app.UI {
				return app.Button().Type("button").Class("button").Text("Download these (GMT)").OnClick(func(app.Context, app.Event) { now.exportGMT(now.library.asked.Overlap) })
			}),
		),
		ui.Slot(o != nil, func() app.UI { return overlapOf(o) }),
	)
}

func overlapOf(o *job.OverlapView) app.UI {
	var shared, parts [][]ui.Cell
	for i, name := range o.Shorts {
		row := []ui.Cell{{Text: name}}
		for _, n := range o.Shared[i] {
			row = append(row, ui.Number(ui.Count(n)))
		}
		shared = append(shared, row)
	}
	for _, x := range o.Parts {
		parts = append(parts, []ui.Cell{{Text: strings.Join(x.In, ", "), Class: "wrap"}, ui.Number(ui.Count(len(x.Genes))), {Text: strings.Join(x.Genes, " "), Class: "wrap"}})
	}
	return app.Div().Body(
		app.P().Text(fmt.Sprintf("%s, %s in all.", ui.Plural(len(o.IDs), "signature", "signatures"), ui.Plural(o.Symbols, "gene", "different genes"))),
		showFigure(job.FigureOverlap, "Genes that they share", "A column for every group of genes that are in exactly the same signatures, the largest first."),
		app.H3().Text("Genes in common"),
		ui.Scroll("Genes in common", ui.Table("shared", append([]string{""}, o.Shorts...), shared)),
		app.H3().Text("Genes by the signatures that have them"),
		ui.Scroll("Genes by signatures", ui.Table("parts", []string{"Only in", "Genes", "Which"}, parts)),
	)
}
