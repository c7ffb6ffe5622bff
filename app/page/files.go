package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/read"
)

// fewFiles is the number of files up to which each has a card of its own.
const fewFiles = 6

// files shows how every file was read. Of many, what could not be read is told
// in full, and the file that was clicked; the others stand in a table.
func files(c *job.Check) app.UI {
	cards := c.Files
	if len(c.Files) > fewFiles {
		cards = slices.DeleteFunc(slices.Clone(c.Files), func(f job.FileView) bool { return f.Error == "" && f.Name != now.shownFile })
	}
	return app.Section().Class("card").Body(
		app.H2().Text("Files"),
		app.Div().Class("files").Body(app.Range(cards).Slice(func(i int) app.UI { return file(c, cards[i]) })),
		ui.Slot(len(c.Files) > fewFiles, func() app.UI { return fileTable(c) }),
		app.P().Class("actions").Body(
			app.Label().Class("button").For("more-files").Text("Add a file"),
			app.Input().ID("more-files").Class("visually-hidden").Type("file").Multiple(true).OnChange(chosen),
			app.Label().Class("button").For("more-folder").Text("Add a folder"),
			app.Input().ID("more-folder").Class("visually-hidden").Type("file").Attr("webkitdirectory", true).OnChange(chosen),
		),
	)
}

// fileTable lists the files that were read.
func fileTable(c *job.Check) app.UI {
	var rows [][]ui.Cell
	for _, f := range c.Files {
		if f.Error != "" {
			continue
		}
		var said []string
		for _, n := range f.Notes {
			said = append(said, n.Text)
		}
		away := ui.Cell{}
		if !c.Synthetic {
			away = ui.Cell{Text: "Put away", Act: "away", Of: f.Name}
		}
		rows = append(rows, []ui.Cell{{Text: f.Name, Hint: strings.Join(said, " "), Class: "wrap", Act: "file", Of: f.Name}, {Text: f.Summary.Title}, ui.Number(ui.Count(f.Rows) + " x " + ui.Count(f.Columns)), away})
	}
	return ui.Scroll("Files", ui.Table("files-table", []string{"File", "Read as", "Rows x columns", ""}, rows)).Class("tall").
		OnClick(func(_ app.Context, e app.Event) {
			if name := ui.Acted(e, "away"); name != "" {
				now.correct(job.Correct{Remove: name})
			}
			if name := ui.Acted(e, "file"); name != "" {
				now.change(func() { now.shownFile = name })
			}
		})
}

func file(c *job.Check, f job.FileView) app.UI {
	remove := app.Button().Type("button").Class("quiet").Text("Put away").Aria("label", "Put away "+f.Name).
		OnClick(func(app.Context, app.Event) { now.correct(job.Correct{Remove: f.Name}) }, app.EventScope(f.Name))
	if f.Error != "" {
		return app.Article().Class("file bad").Body(
			app.H3().Text(f.Name), app.P().Class("error").Text(f.Error), remove)
	}
	what := fmt.Sprintf("%s of %s: %s", f.Summary.Title, ui.Bytes(f.Size), ui.Plural(f.Rows, "row", "rows")+" x "+ui.Plural(f.Columns, "sample", "samples"))
	if f.Summary.Options.Kind == read.Samples {
		what = fmt.Sprintf("Sample table, %s: %s, %s", f.Summary.Title, ui.Plural(f.Rows, "row", "rows"), ui.Plural(f.Columns, "column", "columns"))
	}
	if f.Summary.Options.Kind == read.Platform {
		what = fmt.Sprintf("%s of %s: the gene of %s", f.Summary.Title, ui.Bytes(f.Size), ui.Plural(f.Rows, "probe", "probes"))
	}
	if f.Summary.Format == "reference" {
		what = fmt.Sprintf("%s of %s: %s, %s", f.Summary.Title, ui.Bytes(f.Size), ui.Plural(f.Columns, "healthy control", "healthy controls"), ui.Plural(f.Rows, "gene", "genes"))
	}
	if f.Summary.Format == "pgs" {
		what = fmt.Sprintf("%s, %s", f.Summary.Title, ui.Plural(f.Rows, "variant", "variants"))
	}
	return app.Article().Class("file").Body(
		app.H3().Text(f.Name),
		app.P().Text(what),
		app.Dl().Class("evidence").Body(app.Range(f.Summary.Evidence).Slice(func(i int) app.UI {
			e := f.Summary.Evidence[i]
			return app.Div().Body(app.Dt().Text(e.What), app.Dd().Body(app.Strong().Text(e.Guess), app.Span().Text(" "+e.Why)))
		})),
		app.If(correctable(f), func() app.UI { return corrections(f) }),
		preview(f),
		app.If(len(f.Notes) > 0, func() app.UI { return ui.Notes(f.Notes) }),
		app.P().Class("hash").Body(app.Span().Text("sha256 "), app.Code().Text(f.SHA256)),
		app.If(f.Genetic && now.genotyped(), func() app.UI {
			return app.P().Body(app.A().Class("button").Href(ui.At("/genotype")).Text("See the genotypes"))
		}),
		app.If(!c.Synthetic, func() app.UI { return remove }),
	)
}

// correctable reports whether there is anything to choose.
func correctable(f job.FileView) bool {
	s := f.Summary
	return s.Format == "delim" || s.Format == "sheet" || s.Format == "gct" || len(s.Sheets) > 1 || len(s.Columns) > 1 || len(f.Identifiers) > 0
}

// corrections lets a person overrule how a file was read: which sheet, which
// column, how a text was split, and what is left out of it.
func corrections(f job.FileView) app.UI {
	o := f.Summary.Options
	set := func(change func(*read.Options, string)) func(app.Context, app.Event) {
		return func(ctx app.Context, e app.Event) {
			opt := o
			change(&opt, ctx.JSSrc().Get("value").String())
			now.correct(job.Correct{File: f.Name, Options: &opt})
		}
	}
	scope := app.EventScope(f.Name, fmt.Sprint(o))
	var fields []app.UI
	text, table := f.Summary.Format == "delim", f.Summary.Format == "delim" || f.Summary.Format == "sheet"
	if len(f.Summary.Sheets) > 1 {
		fields = append(fields, ui.Select(f.Name+"-sheet", "Sheet", o.Sheet, choices(f.Summary.Sheets),
			set(func(opt *read.Options, v string) { *opt = read.Options{Sheet: v, Identifiers: opt.Identifiers} }), scope))
	}
	if len(f.Summary.Columns) > 1 {
		label := "Values"
		if o.Kind == read.Platform {
			label = "Genes named by"
		}
		fields = append(fields, ui.Select(f.Name+"-column", label, o.Column, choices(f.Summary.Columns),
			set(func(opt *read.Options, v string) { opt.Column = v }), scope))
	}
	if table {
		fields = append(fields, ui.Select(f.Name+"-kind", "Content", string(o.Kind), []ui.Choice{{Value: string(read.Expression), Label: "Expression values"}, {Value: string(read.Samples), Label: "Sample table"}},
			set(func(opt *read.Options, v string) {
				*opt = read.Options{Kind: read.Kind(v), Delimiter: opt.Delimiter, DecimalComma: opt.DecimalComma, Sheet: opt.Sheet, Identifiers: opt.Identifiers}
			}), scope))
	}
	if text {
		fields = append(fields,
			ui.Select(f.Name+"-sep", "Separator", o.Delimiter, []ui.Choice{{Value: "tab", Label: "Tab"}, {Value: "comma", Label: "Comma"}, {Value: "semicolon", Label: "Semicolon"}, {Value: "pipe", Label: "Pipe"}},
				set(func(opt *read.Options, v string) {
					*opt = read.Options{Kind: opt.Kind, Delimiter: v, Identifiers: opt.Identifiers}
				}), scope),
			ui.Select(f.Name+"-dec", "Decimals", o.DecimalComma, []ui.Choice{{Value: "no", Label: "1.5"}, {Value: "yes", Label: "1,5"}},
				set(func(opt *read.Options, v string) { opt.DecimalComma = v }), scope))
	}
	if len(f.Identifiers) > 0 {
		fields = append(fields, ui.Select(f.Name+"-identifiers", "Personal columns", o.Identifiers, []ui.Choice{{Value: "", Label: "Leave out"}, {Value: "keep", Label: "Keep"}},
			set(func(opt *read.Options, v string) { opt.Identifiers = v }), scope))
	}
	if table && o.Kind == read.Expression {
		fields = append(fields, ui.Select(f.Name+"-genes", "Genes in", o.GenesIn, []ui.Choice{{Value: "rows", Label: "Rows"}, {Value: "columns", Label: "Columns"}, {Value: "long", Label: "One value a row"}},
			set(func(opt *read.Options, v string) { opt.GenesIn = v }), scope))
	}
	if (table || f.Summary.Format == "gct") && o.Kind == read.Expression && o.GenesIn == "rows" {
		var columns []ui.Choice
		for _, name := range f.Summary.Preview[0] {
			columns = append(columns, ui.Choice{Value: name, Label: name})
		}
		fields = append(fields, ui.Select(f.Name+"-id", "Genes are named in", o.IDColumn, columns,
			set(func(opt *read.Options, v string) { opt.IDColumn = v }), scope))
	}
	return app.Details().Class("correct").Body(app.Summary().Text("Read it differently"), app.Div().Class("fields").Body(fields...))
}

// choices are the names that can be chosen among.
func choices(names []string) []ui.Choice {
	c := make([]ui.Choice, len(names))
	for i, n := range names {
		c[i] = ui.Choice{Value: n, Label: n}
	}
	return c
}

func preview(f job.FileView) app.UI {
	return ui.Slot(len(f.Summary.Preview) > 0, func() app.UI {
		return app.Details().Body(
			app.Summary().Text("First cells"),
			ui.Scroll("First cells of "+f.Name, ui.Preview(f.Summary.Preview)),
		)
	})
}
