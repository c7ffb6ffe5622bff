package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
)

// aboveHeat chooses the columns of the sample table that stand above the heat
// maps.
func aboveHeat(c *job.CohortView) app.UI {
	shown := aboveNow(c)
	return app.Details().ID("above-heat").Class("card").Body(
		app.Summary().Text("Columns above the heat maps"),
		app.P().Class("hint").Text("Beside the group and the class, four at most are drawn, in the order of the table."),
		app.Div().Class("checks").Body(app.Range(c.Columns).Slice(func(i int) app.UI {
			name := c.Columns[i]
			return app.Label().Class("check").Body(
				app.Input().Type("checkbox").Checked(slices.Contains(shown, name)).OnChange(func(app.Context, app.Event) { now.putAbove(name) }, app.EventScope("above", name)),
				app.Span().Text(name),
			)
		})),
	)
}

// aboveNow are the columns that are chosen, or those that stand there unless
// others are.
func aboveNow(c *job.CohortView) []string {
	if now.above == "" {
		return c.Above
	}
	return strings.Split(strings.Trim(now.above, none), none)
}

// putAbove puts a column above the heat maps, or takes it away.
func (s *session) putAbove(name string) {
	if s.cohort == nil {
		return // scored anew at this moment
	}
	chosen := slices.Clone(aboveNow(s.cohort))
	if i := slices.Index(chosen, name); i >= 0 {
		chosen = slices.Delete(chosen, i, i+1)
	} else {
		chosen = append(chosen, name)
	}
	s.change(func() { s.above = cmp.Or(strings.Join(chosen, none), none) })
	s.drawFigures()
}

// none stands between the names of columns, and where there are none.
const none = "\t"
