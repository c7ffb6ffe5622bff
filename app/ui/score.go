package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/score/expr"
	"ifnscope/score/markup"
	"ifnscope/score/ref"
	"ifnscope/score/report"
)

// ScoreCell is a table cell with a score. The style sheet adds the sign of its
// class, a shape, and says it in words to a screen reader.
func ScoreCell(x expr.Number, c ref.Class) app.UI {
	td := app.Td().Class("num score").Text(report.Short(x))
	if c != ref.NotClassed {
		td.Class(c.String()).Title(c.String())
	}
	return td
}

// Column is a signature in a ScoreTable.
type Column struct{ ID, Short, Title string }

// ScoreTable shows a part of the scores. It is one piece of markup: a thousand
// cells made one by one would stop the page. The name of a sample carries
// data-sample, the head of a column data-sort, for a handler around the table.
func ScoreTable(t job.ScoreTable, columns []Column, v job.View) app.UI {
	var b strings.Builder
	b.WriteString(`<table class="scores"><thead><tr>`)
	head := func(c Column) {
		dir := "none"
		switch {
		case c.ID == v.Sort && v.Ascending:
			dir = "ascending"
		case c.ID == v.Sort:
			dir = "descending"
		}
		markup.Write(&b, `<th scope="col" aria-sort="?"><button type="button" class="sort ?" data-sort="?" title="?">?</button></th>`, dir, dir, c.ID, c.Title, c.Short)
	}
	head(Column{"sample", "Sample", "Sort by name"})
	head(Column{"group", "Group", "Sort by group"})
	head(Column{"visit", "Visit", "Sort by visit"})
	for _, c := range columns {
		head(c)
	}
	b.WriteString(`</tr></thead><tbody>`)
	for _, r := range t.Rows {
		b.WriteString(`<tr`)
		if r.Name == v.Outline {
			b.WriteString(` class="chosen"`)
		}
		markup.Write(&b, `><th scope="row"><button type="button" class="link" data-sample="?">?</button></th><td>?</td><td>?</td>`, r.Name, r.Name, r.Group, r.Visit)
		for _, c := range r.Cells {
			if c.Class == ref.NotClassed {
				markup.Write(&b, `<td class="num score">?</td>`, report.Short(c.Value))
			} else {
				markup.Write(&b, `<td class="num score ?" title="?">?</td>`, c.Class.String(), c.Class.String(), report.Short(c.Value))
			}
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString(`</tbody></table>`)
	return app.Raw(b.String())
}
