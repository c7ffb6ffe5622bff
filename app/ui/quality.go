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
		app.H2().Text("Quality of the assay"),
		app.P().Class("hint").Text(lead),
		Slot(len(flagged) > 0, func() app.UI { return figures("Figures out of their range", flagged) }),
		app.Details().Body(app.Summary().Text("All figures and where their limits are from"), figures("All quality figures", checks)),
	)
}

func figures(label string, checks []qc.Check) app.UI {
	heads := []string{"Of", "Figure", "Value", "Should be", "", "Limit from"}
	return app.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", label).Body(app.Table().Body(
		app.THead().Body(app.Tr().Body(app.Range(heads).Slice(func(i int) app.UI { return app.Th().Scope("col").Text(heads[i]) }))),
		app.TBody().Body(app.Range(checks).Slice(func(i int) app.UI {
			k := checks[i]
			return app.Tr().Body(
				app.Th().Scope("row").Text(k.Of()),
				app.Td().Text(k.Figure),
				app.Td().Class("num").Text(figure(k.Value)),
				app.Td().Text(strings.TrimSpace(k.Good.String()+" "+k.Unit)),
				app.Td().Text(gradeWord(k.Grade)),
				app.Td().Text(k.Source),
			)
		})),
	))
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
