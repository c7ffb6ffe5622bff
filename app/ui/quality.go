package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/expr"
	"ifnscope/score/qc"
)

// Quality shows the quality figures of a targeted assay: those out of their
// range first, and all of them on request, each with its value and its limits.
func Quality(checks []qc.Check) app.UI {
	var flagged []qc.Check
	for _, k := range checks {
		if k.Grade > qc.Good {
			flagged = append(flagged, k)
		}
	}
	lead := fmt.Sprintf("Of %s, %s out of range.", Plural(len(checks), "figure", "figures"), Plural(len(flagged), "is", "are"))
	return app.Section().Class("card").ID("quality").Body(
		Heading("Quality of the assay", "assay-quality", "limit"),
		app.P().Class("hint").Text(lead),
		Slot(len(flagged) > 0, func() app.UI { return figures("Figures out of their range", flagged) }),
		app.Details().Body(app.Summary().Text("All figures and where their limits are from"), figures("All quality figures", checks)),
	)
}

func figures(label string, checks []qc.Check) app.UI {
	var rows [][]Cell
	for _, k := range checks {
		rows = append(rows, []Cell{{Text: k.Of()}, {Text: k.Figure, Class: "wrap"}, Number(figure(k.Value)),
			{Text: strings.TrimSpace(k.Good.String() + " " + k.Unit)}, {Text: gradeWord(k.Grade)}, {Text: k.Source, Class: "wrap"}})
	}
	return Scroll(label, Table("quality", []string{"Of", "Figure", "Value", "Should be", "Grade", "Limit from"}, rows))
}

func figure(v expr.Number) string {
	if v.Missing() {
		return "–"
	}
	return fmt.Sprintf("%.4g", float64(v))
}

func gradeWord(g qc.Grade) string {
	switch g {
	case qc.Good:
		return "good"
	case qc.Borderline:
		return "borderline"
	case qc.Bad:
		return "out of range"
	}
	return "not measured"
}
