package page

import (
	"fmt"
	"maps"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/sample"
)

// people shows who the samples are taken to be and lets a person say
// otherwise: by a column, by its values, by a pattern in the names, by hand.
func people(c *job.Check) app.UI {
	s := c.Samples
	a := s.Assignment
	return app.Section().Class("card").ID("people").Body(
		app.Div().Class("card-head").Body(
			ui.Heading("Samples and people", "people", "controls"),
			app.If(len(now.undo) > 0, func() app.UI {
				return app.Button().Type("button").Class("quiet").Text("Undo").OnClick(func(app.Context, app.Event) { now.undoAssign() })
			}),
		),
		counts(s),
		ui.Slot(s.Key != "", func() app.UI {
			return app.P().ID("joined").Class("why").Text("The samples were joined by " + s.Key + ".")
		}),
		app.Div().Class("pair").Body(
			app.Div().Body(
				groupColumn(s),
				groupWhy(s),
				roles(s),
			),
			app.Div().Body(
				subjectColumn(s),
				app.Div().Class("field").Body(
					app.Label().For("pattern").Text("Pattern of person and visit"),
					app.Input().ID("pattern").Type("text").Value(a.SubjectPattern).Placeholder("{subject}V{visit}").Spellcheck(false).AutoComplete(false).
						OnChange(func(ctx app.Context, e app.Event) {
							b := now.assignment()
							b.SubjectPattern = strings.TrimSpace(ctx.JSSrc().Get("value").String())
							now.assign(b)
						}),
				),
				visitColumn(s),
				subjectWhy(s),
				app.If(len(s.Visits) > 0, func() app.UI {
					var v []string
					for _, x := range s.Visits {
						v = append(v, fmt.Sprintf("%s %s", x.Label, ui.Plural(x.Samples, "sample", "samples")))
					}
					return app.P().Class("hint").Text("Visits: " + strings.Join(v, ", "))
				}),
			),
		),
		sampleTable(),
	)
}

func counts(s job.SampleView) app.UI {
	return app.Ul().Class("counts").Body(app.Range(s.Counts).Slice(func(i int) app.UI {
		c := s.Counts[i]
		if c.Samples == 0 {
			return app.Li().Hidden(true)
		}
		return app.Li().Class(c.Role.String()).Body(
			app.Strong().Text(ui.Count(c.People)),
			app.Span().Text(" "+roleTitle(c.Role, c.People)),
			app.If(c.Samples != c.People, func() app.UI { return app.Span().Class("hint").Text(" " + ui.Plural(c.Samples, "sample", "samples")) }),
		)
	}))
}

func roleTitle(r sample.Role, n int) string {
	one, many := r.String(), r.String()
	switch r {
	case sample.Control:
		one, many = "healthy control", "healthy controls"
	case sample.Patient:
		one, many = "patient", "patients"
	case sample.Unassigned:
		one, many = "not assigned", "not assigned"
	case sample.Excluded:
		one, many = "left out", "left out"
	}
	if n == 1 {
		return one
	}
	return many
}

// personAside shows a person on a page that is of all of them: folded, unless
// the person was opened there.
func personAside(p *job.PersonView) app.UI {
	return app.Details().Class("aside-person").Open(now.personOn == app.Window().URL().Path).Body(
		app.Summary().Text("The sample that is chosen: "+p.Sample.Name),
		person(p),
	)
}

// columnChoices lists the columns of the sample table below a first choice
// that is none of them.
func columnChoices(s job.SampleView, first string, fits func(job.ColumnView) bool) []ui.Choice {
	out := []ui.Choice{{Value: "", Label: first}}
	for _, c := range s.Columns {
		if fits(c) {
			out = append(out, ui.Choice{Value: c.Name, Label: fmt.Sprintf("%s (%s)", c.Name, ui.Plural(c.Values, "value", "values"))})
		}
	}
	return out
}

func groupColumn(s job.SampleView) app.UI {
	a := s.Assignment
	choices := columnChoices(s, "none", func(c job.ColumnView) bool { return c.Values > 0 && c.Values <= 30 })
	if s.Prefixes > 1 && s.Prefixes <= 30 || a.GroupPrefix {
		choices = append(choices, ui.Choice{Value: "\x00prefix", Label: "the beginning of the sample names"})
	}
	value := a.GroupColumn
	if a.GroupPrefix {
		value = "\x00prefix"
	}
	return ui.Select("group-column", "Group from", value, choices, func(ctx app.Context, e app.Event) {
		b := now.assignment()
		v := ctx.JSSrc().Get("value").String()
		b.GroupColumn, b.GroupPrefix, b.Roles = v, false, nil
		if v == "\x00prefix" {
			b.GroupColumn, b.GroupPrefix = "", true
		}
		now.assign(b)
	})
}

// roles assigns a role to every value of the group.
func roles(s job.SampleView) app.UI {
	a := s.Assignment
	if a.GroupColumn == "" && !a.GroupPrefix {
		return app.P().Class("hint").Text("Without a group, assign samples one by one below.")
	}
	return ui.Scroll("Roles", app.Table().Class("roles").Body(
		app.THead().Body(app.Tr().Body(app.Th().Scope("col").Text("Value"), app.Th().Scope("col").Text("Samples"), app.Th().Scope("col").Text("These are"))),
		app.TBody().Body(app.Range(s.Groups).Slice(func(i int) app.UI {
			g := s.Groups[i]
			label := g.Value
			if label == "" {
				label = "(empty)"
			}
			return app.Tr().Body(
				app.Th().Scope("row").Text(label),
				app.Td().Class("num").Text(ui.Count(g.Samples)),
				app.Td().Body(roleSelect("role of "+label, g.Role, func(r sample.Role) {
					b := now.assignment()
					b.Roles = maps.Clone(b.Roles)
					if b.Roles == nil {
						b.Roles = map[string]sample.Role{}
					}
					b.Roles[g.Value] = r
					now.assign(b)
				}, app.EventScope("role", g.Value))),
			)
		})),
	))
}

var roleChoices = []ui.Choice{
	{Value: "control", Label: "Healthy controls"},
	{Value: "patient", Label: "Patients"},
	{Value: "unassigned", Label: "Not assigned"},
	{Value: "excluded", Label: "Left out"},
}

// roleSelect is a select without a visible label, for tables.
func roleSelect(label string, r sample.Role, set func(sample.Role), scope app.EventOption) app.UI {
	return app.Select().Aria("label", label).Class("role", r.String()).Body(app.Range(roleChoices).Slice(func(i int) app.UI {
		c := roleChoices[i]
		return app.Option().Value(c.Value).Text(c.Label).Selected(c.Value == r.String())
	})).OnChange(func(ctx app.Context, e app.Event) {
		var r sample.Role
		if r.UnmarshalText([]byte(ctx.JSSrc().Get("value").String())) == nil {
			set(r)
		}
	}, scope)
}

func subjectColumn(s job.SampleView) app.UI {
	a := s.Assignment
	return ui.Select("subject-column", "Person from", a.SubjectColumn, columnChoices(s, "the sample names", func(c job.ColumnView) bool { return c.Values > 1 }), func(ctx app.Context, e app.Event) {
		b := now.assignment()
		b.SubjectColumn = ctx.JSSrc().Get("value").String()
		b.SubjectPattern = ""
		now.assign(b)
	})
}

func visitColumn(s job.SampleView) app.UI {
	a := s.Assignment
	return ui.Select("visit-column", "Visit from", a.VisitColumn, columnChoices(s, "the pattern, or one visit", func(c job.ColumnView) bool { return c.Values > 1 && (c.Values <= 40 || c.Dates) }), func(ctx app.Context, e app.Event) {
		b := now.assignment()
		b.VisitColumn = ctx.JSSrc().Get("value").String()
		now.assign(b)
	})
}
