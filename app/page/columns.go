package page

import (
	"fmt"
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/pathway"
)

// asNamed is the choice that takes back what a person said of a column.
const asNamed = "\x00name"

// columns shows what the columns of the sample table are taken to hold, and
// lets a person say otherwise of one of them.
func columns(s job.SampleView) app.UI {
	if len(s.Columns) == 0 {
		return app.Div().Hidden(true)
	}
	known := 0
	var rows [][]ui.Cell
	for _, c := range s.Columns {
		holds := ui.Cell{Text: "–", Hint: c.Why}
		if c.Title != "" {
			known++
			holds.Text = c.Title
		}
		switch a := s.Assignment; c.Name {
		case a.GroupColumn:
			holds = ui.Cell{Text: "the group"}
		case a.SubjectColumn:
			holds = ui.Cell{Text: "the person"}
		case a.VisitColumn:
			holds = ui.Cell{Text: "the visit"}
		}
		rows = append(rows, []ui.Cell{{Text: c.Name}, ui.Number(ui.Count(c.Values)), ui.Number(ui.Count(c.Filled)), holds})
	}
	return app.Section().Class("card").ID("columns").Body(
		app.H2().Text("Columns of the sample table"),
		app.P().Class("hint").Text(fmt.Sprintf("Known by name: %d of %s. What they hold is used under Pathway (organs, disease activity, antibodies, complement, cytokines, drugs), beside a patient's scores (dose, infection, vaccination) and under Quality (batch). No score depends on it.",
			known, ui.Plural(len(s.Columns), "column", "columns"))),
		app.Details().Body(
			app.Summary().Text("What each is taken for"),
			ui.Scroll("Columns of the sample table", ui.Table("", []string{"Column", "Values", "Filled", "Holds"}, rows)),
		),
		holds(s),
	)
}

// holds lets a person choose a column and what it holds.
func holds(s job.SampleView) app.UI {
	i := max(0, slices.IndexFunc(s.Columns, func(c job.ColumnView) bool { return c.Name == now.column }))
	c := s.Columns[i]
	var names []ui.Choice
	for _, x := range s.Columns {
		names = append(names, ui.Choice{Value: x.Name, Label: x.Name})
	}
	what := []ui.Choice{{Value: "", Label: "none of these"}}
	if c.Said {
		what = append(what, ui.Choice{Value: asNamed, Label: "what its name tells"})
	}
	for _, x := range pathway.Choices() {
		what = append(what, ui.Choice{Value: x.Key, Label: fmt.Sprintf("%s (%s)", x.Title, x.Kind)})
	}
	return app.Div().Class("pair").Body(
		app.Div().Body(ui.Select("holds-column", "Column", c.Name, names, func(ctx app.Context, e app.Event) {
			v := ctx.JSSrc().Get("value").String()
			now.change(func() { now.column = v })
		})),
		app.Div().Body(
			ui.Select("holds", "It holds", c.Holds, what, func(ctx app.Context, e app.Event) {
				v := ctx.JSSrc().Get("value").String()
				h := job.Holds{Column: c.Name, Key: v}
				if v == asNamed {
					h.Key, h.Forget = "", true
				}
				now.correct(job.Correct{Holds: &h})
			}, app.EventScope("holds", c.Name)),
			ui.Slot(c.Why != "", func() app.UI { return app.P().Class("why").Text(sentence(c.Why)) }),
		),
	)
}
