package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/expr"
	"ifnscope/score/gene"
	"ifnscope/score/read"
	"ifnscope/score/ref"
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
		content = append(content, values(c), people(c), columns(c.Samples), qualityLine(c), scoredLine())
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
		app.P().Text("A reload of the page forgets your files. Save a session, on the page Report, to go on later."),
		app.Div().Class("actions").Body(
			app.A().Class("button primary").Href(ui.At("/")).Text("Open a file"),
			app.Button().Type("button").Class("button").Text("Try the example").OnClick(example),
		),
	)}
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
		ui.Heading("Values and names", "values", "normalisation"),
		app.Div().Class("pair").Body(
			app.Div().Body(
				ui.Select("unit", "The values are", t.Unit.String(), units, func(ctx app.Context, e app.Event) {
					var u expr.Unit
					if u.UnmarshalText([]byte(ctx.JSSrc().Get("value").String())) == nil {
						now.correct(job.Correct{Unit: &u})
					}
				}),
				app.P().Class("why").Text(strings.Join(t.UnitGuess.Evidence, "; ")+"."),
				unsure(t),
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
		tissue(t),
		mapped(t, slices.ContainsFunc(c.Files, func(f job.FileView) bool { return f.Summary.Options.Kind == read.Platform })),
		app.H3().Body(app.Span().Text("Genes of the signatures"), ui.Help("genes", "coverage", "withheld")),
		app.Ul().Class("coverage").Body(app.Range(t.Signatures).Slice(func(i int) app.UI { return coverage(t.Signatures[i]) })),
		app.P().Class("actions").Body(app.Button().ID("export-identifiers").Type("button").Class("button").Text("Download what became of every row (TSV)").
			OnClick(func(app.Context, app.Event) { now.export("identifiers") })),
		app.P().Class("hint").Text("Gene table: "+t.GeneTable+"."),
	)
}

// guessed reports whether the unit in force is a guess that could be another.
func guessed(t *job.TableView) bool { return !t.UnitSure && t.Unit != expr.Unknown }

// unsure asks a person about a unit that could be another.
func unsure(t *job.TableView) app.UI {
	return ui.Slot(guessed(t), func() app.UI {
		u := t.Unit
		return app.P().ID("unit-unsure").Class("error").Body(
			app.Text("This is a guess: other values can look the same. Choose what they are, or confirm it. "),
			app.Button().ID("unit-confirm").Type("button").Class("link").Text("They are "+u.Title()).
				OnClick(func(app.Context, app.Event) { now.correct(job.Correct{Unit: &u}) }))
	})
}

// mapped says how many rows are genes. Of an array only the probes of the
// catalogue's genes are known here, which is all that is needed, unless a
// platform table names them all.
func mapped(t *job.TableView, platform bool) app.UI {
	missing := app.If(t.Missing > 0, func() app.UI {
		return app.Span().Text(" " + ui.Plural(t.Missing, "value is", "values are") + " missing.")
	})
	if t.Namespace.Kind == gene.Probe && !platform {
		return app.P().ID("mapped").Body(
			app.Strong().Text(ui.Count(t.Mapped)+" of "+ui.Plural(t.Rows, "probe", "probes")),
			app.Span().Text(" measure genes of the catalogue, which are all that scores are made of. The others are kept as the background that ranks need. A platform table (GEO annot or SOFT) opened beside the file names them all."),
			missing)
	}
	return app.P().ID("mapped").Body(
		app.Strong().Text(ui.Count(t.Mapped)+" of "+ui.Plural(t.Rows, "row", "rows")),
		app.Span().Text(" were mapped to approved gene symbols ("+rules(t.Rules)+"). Rows that are not found enter no score, but the ranks of some methods."),
		missing)
}

// tissue lets a person say what the samples are of.
func tissue(t *job.TableView) app.UI {
	choices := []ui.Choice{{Value: "", Label: "not stated"}}
	for _, x := range t.Tissues {
		choices = append(choices, ui.Choice{Value: x, Label: x})
	}
	why := "A published cut-off holds for one tissue only. No score depends on it."
	if t.TissueTable != "" {
		why = "The sample table says " + t.TissueTable + ". " + why
	}
	return app.Div().Class("pair").Body(app.Div().Body(
		ui.Select("tissue", "The samples are of", t.Tissue, choices, func(ctx app.Context, e app.Event) {
			v := ctx.JSSrc().Get("value").String()
			now.correct(job.Correct{Tissue: &v})
		}),
		app.P().Class("why").Text(why),
	))
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
			app.If(c.Reference == "" && controls.People > 0 && controls.People < ref.MinControls, func() app.UI {
				return app.Span().Class("error").Text(fmt.Sprintf("Of fewer than %d no cut-off is derived: no sample will be called high or low. ", ref.MinControls))
			}),
			app.If(c.Table != nil && guessed(c.Table), func() app.UI {
				return app.Span().Class("error").Text("That the values are " + c.Table.Unit.Title() + " is a guess, on which every score depends: see Values and names. ")
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
