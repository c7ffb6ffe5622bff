package page

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/sample"
)

// checkPage shows how the files were understood, every guess with its evidence
// and one click from correction.
type checkPage struct{ base }

func (p *checkPage) OnNav(ctx app.Context) { p.arrived(ctx, "Check - IFNscope") }

func (p *checkPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Check - IFNscope") }

func (p *checkPage) Render() app.UI { return p.frame("/check", check) }

func check() []app.UI {
	c := now.check
	if c == nil {
		return nothing("Nothing is open yet", "Open a file, or try the example; here you then see how it was read.")
	}
	content := []app.UI{
		app.Header().Class("page-head").Body(
			app.H1().Text("Check how your files were read"),
			app.P().Class("lead").Text("Every guess is shown with its evidence. Correct what is wrong; nothing is scored before you say so."),
		),
		files(c),
	}
	if c.Table != nil {
		content = append(content, values(c), people(c), qualityLine(c), scoredLine())
	}
	return append(content,
		ui.Slot(len(c.Quality) > 0, func() app.UI { return ui.Quality(c.Quality) }),
		ui.Slot(len(c.Notes) > 0, func() app.UI {
			return app.Section().Class("card").Body(app.H2().Text("Notes"), ui.Notes(c.Notes))
		}),
		goOn(c))
}

// nothing is the page of a step that has no data yet.
func nothing(head, text string) []app.UI {
	return []app.UI{app.Section().Class("empty").Body(
		app.H1().Text(head),
		app.P().Class("lead").Text(text),
		app.Div().Class("actions").Body(
			app.A().Class("button primary").Href("/").Text("Open a file"),
			app.Button().Type("button").Class("button").Text("Try the example").OnClick(example),
		),
	)}
}

func files(c *job.Check) app.UI {
	return app.Section().Class("card").Body(
		app.H2().Text("Files"),
		app.Div().Class("files").Body(app.Range(c.Files).Slice(func(i int) app.UI { return file(c, c.Files[i]) })),
		app.P().Body(
			app.Label().Class("button").For("more-files").Text("Add a file"),
			app.Input().ID("more-files").Class("visually-hidden").Type("file").Multiple(true).OnChange(chosen),
		),
	)
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
			return app.P().Body(app.A().Class("button").Href("/genotype").Text("See the genotypes"))
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
		fields = append(fields, ui.Select(f.Name+"-genes", "Genes in", o.GenesIn, []ui.Choice{{Value: "rows", Label: "Rows"}, {Value: "columns", Label: "Columns"}},
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
			app.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", "First cells of "+f.Name).Body(ui.Preview(f.Summary.Preview)),
		)
	})
}

// values shows the unit and the names, and how much of every signature is
// there.
func values(c *job.Check) app.UI {
	t := c.Table
	var units []ui.Choice
	for _, u := range expr.Units()[1:] {
		units = append(units, ui.Choice{Value: u.String(), Label: u.Title()})
	}
	if t.Unit == expr.Unknown {
		units = append([]ui.Choice{{Value: "unknown", Label: "Choose the unit"}}, units...)
	}
	names := []ui.Choice{}
	seen := map[string]bool{}
	add := func(n gene.Namespace) {
		if !seen[n.String()] {
			seen[n.String()] = true
			names = append(names, ui.Choice{Value: n.String(), Label: n.Title()})
		}
	}
	add(t.Namespace)
	for _, g := range t.Namespaces {
		add(g.Namespace)
	}
	for _, k := range []gene.Kind{gene.Symbol, gene.Ensembl, gene.Entrez, gene.RefSeq, gene.UniProt} {
		add(gene.Namespace{Kind: k})
	}
	for _, p := range gene.Platforms() {
		add(gene.Namespace{Kind: gene.Probe, Platform: p.ID})
	}
	var why string
	for _, g := range t.Namespaces {
		if g.Namespace == t.Namespace {
			why = g.Evidence
		}
	}
	return app.Section().Class("card").Body(
		app.H2().Text("Values and names"),
		app.Div().Class("pair").Body(
			app.Div().Body(
				ui.Select("unit", "The values are", t.Unit.String(), units, func(ctx app.Context, e app.Event) {
					var u expr.Unit
					if u.UnmarshalText([]byte(ctx.JSSrc().Get("value").String())) == nil {
						now.correct(job.Correct{Unit: &u})
					}
				}),
				app.P().Class("why").Text(strings.Join(t.UnitGuess.Evidence, "; ")+"."),
			),
			app.Div().Body(
				ui.Select("namespace", "The rows are named by", t.Namespace.String(), names, func(ctx app.Context, e app.Event) {
					var n gene.Namespace
					if n.UnmarshalText([]byte(ctx.JSSrc().Get("value").String())) == nil {
						now.correct(job.Correct{Namespace: &n})
					}
				}),
				app.P().Class("why").Text(why+"."),
			),
		),
		normalisation(t),
		app.P().ID("mapped").Body(
			app.Strong().Text(ui.Count(t.Mapped)+" of "+ui.Plural(t.Rows, "row", "rows")),
			app.Span().Text(" were mapped to approved gene symbols ("+rules(t.Rules)+"). "),
			app.If(t.Missing > 0, func() app.UI { return app.Span().Text(ui.Plural(t.Missing, "value is", "values are") + " missing.") }),
		),
		app.H3().Text("Genes of the signatures"),
		app.Ul().Class("coverage").Body(app.Range(t.Signatures).Slice(func(i int) app.UI { return coverage(t.Signatures[i]) })),
		app.P().Class("hint").Text("Gene table: "+t.GeneTable+"."),
	)
}

// normalisation lets a person choose how samples are made comparable, where the
// unit leaves a choice, and the reference genes.
func normalisation(t *job.TableView) app.UI {
	if len(t.Normalisations) == 0 {
		return app.Div().Hidden(true)
	}
	var choices []ui.Choice
	var chosen job.NormalisationView
	for _, n := range t.Normalisations {
		label := n.Title
		if n.Cohort {
			label += " (depends on the other samples)"
		}
		choices = append(choices, ui.Choice{Value: n.ID, Label: label})
		if n.ID == t.Normalisation {
			chosen = n
		}
	}
	return app.Div().Class("pair").Body(
		app.Div().Body(
			ui.Select("normalisation", "Samples are made comparable by", t.Normalisation, choices, func(ctx app.Context, e app.Event) {
				v := ctx.JSSrc().Get("value").String()
				now.correct(job.Correct{Normalisation: &v})
			}),
			app.P().Class("why").Text(chosen.Sentence+" "+chosen.Source),
		),
		app.Div().Body(
			app.Div().Class("field").Body(
				app.Label().For("references").Text("Reference (housekeeping) genes"),
				app.Input().ID("references").Type("text").Value(strings.Join(t.References, " ")).Placeholder("none found").Spellcheck(false).AutoComplete(false).
					OnChange(func(ctx app.Context, e app.Event) {
						genes := strings.FieldsFunc(ctx.JSSrc().Get("value").String(), func(r rune) bool { return r == ' ' || r == ',' || r == ';' })
						now.correct(job.Correct{References: &genes})
					}),
			),
			app.P().Class("why").Text("Used by the normalisations and methods that need them. Clear the field for the usual ones."),
		),
	)
}

func rules(r []job.RuleRows) string {
	var s []string
	for _, x := range r {
		s = append(s, fmt.Sprintf("%s %s", ui.Count(x.Rows), x.Rule))
	}
	return strings.Join(s, ", ")
}

func coverage(c job.Coverage) app.UI {
	class := "full"
	switch {
	case c.Found == 0:
		class = "none"
	case c.Found < c.Of:
		class = "part"
	}
	text := fmt.Sprintf("%d of %d", c.Found, c.Of)
	return app.Li().Class(class).Title(c.Title).Body(
		app.Strong().Text(c.Short), app.Span().Text(" "+text),
		app.If(len(c.Missing) > 0, func() app.UI {
			m := c.Missing
			if len(m) > 8 {
				m = append(m[:8:8], fmt.Sprintf("and %d more", len(c.Missing)-8))
			}
			return app.Span().Class("missing").Text(" missing " + strings.Join(m, " "))
		}),
	)
}

// goOn is the way to the scores, or says what stands in it.
func goOn(c *job.Check) app.UI {
	if c.Problem != "" {
		return app.Section().Class("go").Body(app.P().Class("error").Role("status").Text(c.Problem))
	}
	var controls, patients job.RoleCount
	for _, r := range c.Samples.Counts {
		switch r.Role {
		case sample.Control:
			controls = r
		case sample.Patient:
			patients = r
		}
	}
	label := "Score"
	if now.result != nil {
		label = "Score again"
	}
	return app.Section().Class("go").Body(
		app.P().Body(
			app.If(c.Reference != "", func() app.UI {
				return app.Span().Text("Scored against the reference file: " + c.Reference + ". ")
			}).ElseIf(controls.People == 0, func() app.UI {
				return app.Span().Class("error").Text("No healthy controls are assigned: scores that are measured against controls are left out, and no sample is called high or low. Assign them above, or go on without. ")
			}).Else(func() app.UI {
				return app.Span().Text(fmt.Sprintf("%s against %s. ", peopleAndSamples(patients, "patient", "patients"), peopleAndSamples(controls, "healthy control", "healthy controls")))
			}),
			app.If(now.stale, func() app.UI { return app.Span().Class("hint").Text("The results shown are from before your changes.") }),
		),
		app.Button().ID("score").Type("button").Class("button primary").Disabled(now.busy != nil).Text(label).
			OnClick(func(app.Context, app.Event) { now.score() }),
	)
}

func peopleAndSamples(r job.RoleCount, one, many string) string {
	s := ui.Plural(r.People, one, many)
	if r.Samples != r.People {
		s += " (" + ui.Plural(r.Samples, "sample", "samples") + ")"
	}
	return s
}
