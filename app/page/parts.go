package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/ui"
)

// part is a part of a long page: the id of its element and what it is called.
type part struct{ id, label string }

// contents lists the parts of a page. A link leads to its part on the spot: the
// address stays as it is, since a new one would show the page anew.
func contents(parts []part) app.UI {
	return app.Nav().Class("actions").ID("contents").Aria("label", "On this page").Body(app.Range(parts).Slice(func(i int) app.UI {
		p := parts[i]
		return app.A().Href("#"+p.id).Text(p.label).OnClick(func(_ app.Context, e app.Event) {
			e.PreventDefault()
			e.StopImmediatePropagation()
			to := app.Window().GetElementByID(p.id)
			if !to.Truthy() {
				return
			}
			to.Call("setAttribute", "tabindex", "-1")
			to.Call("focus", map[string]any{"preventScroll": true})
			to.Call("scrollIntoView")
		}, app.EventScope(p.id))
	}))
}

// firstRows is how many rows of a long table are shown at first.
const firstRows = 30

// most is how many of n rows are shown.
func most(n int, all bool) int {
	if all {
		return n
	}
	return min(n, firstRows)
}

// showAll says how many of n rows are shown and offers the rest, where there
// is one.
func showAll(id, what string, n int, all bool, more func()) app.UI {
	return ui.Slot(n > most(n, all), func() app.UI {
		return app.P().Class("actions").Body(
			app.Span().Class("hint").Text(fmt.Sprintf("The first %d of %s.", firstRows, ui.Count(n))),
			app.Button().ID("all-"+id).Type("button").Class("button").Text(fmt.Sprintf("Show all %s %s", ui.Count(n), what)).OnClick(func(ctx app.Context, _ app.Event) {
				ctx.Dispatch(func(app.Context) { more() })
			}, app.EventScope(id)),
		)
	})
}
