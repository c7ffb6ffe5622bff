package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
)

// ScoreCell is a table cell with a score and the sign of its class. The class
// is told by the shape of the sign and, to a screen reader, in words.
func ScoreCell(x expr.Number, c ref.Class) app.UI {
	td := app.Td().Class("num score")
	if c == ref.NotClassed {
		return td.Text(report.Short(x))
	}
	mark := map[ref.Class]string{ref.High: "▲", ref.Indeterminate: "◆", ref.Low: "●"}[c]
	return td.Class(c.String()).Title(c.String()).Body(
		app.Span().Text(report.Short(x)),
		app.Span().Class("mark").Aria("hidden", "true").Text(mark),
		app.Span().Class("visually-hidden").Text(c.String()),
	)
}
