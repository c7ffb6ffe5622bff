package ui

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/markup"
)

// Choice is one entry of a select.
type Choice struct{ Value, Label string }

// Select is a labelled select. The scope of its handler must tell apart what
// the handler has captured.
func Select(id, label, value string, choices []Choice, set app.EventHandler, scope ...app.EventOption) app.UI {
	return app.Div().Class("field").Body(
		app.Label().For(id).Text(label),
		app.Select().ID(id).Body(app.Range(choices).Slice(func(i int) app.UI {
			c := choices[i]
			return app.Option().Value(c.Value).Text(c.Label).Selected(c.Value == value)
		})).OnChange(set, scope...),
	)
}

// Wrong says beside a field what is wrong with what was typed; the field names
// it by its id (aria-describedby).
func Wrong(id, text string) app.UI {
	return Slot(text != "", func() app.UI { return app.P().ID(id).Class("error").Role("alert").Text(text) })
}

// Search is a field that looks for something when its text is changed. Find
// may capture nothing that changes: its handler is set once.
func Search(id, label, value string, find func(string)) app.UI {
	return app.Div().Class("field search").Body(
		app.Label().Class("visually-hidden").For(id).Text(label),
		app.Input().ID(id).Type("search").Placeholder(label).Value(value).AutoComplete(false).Spellcheck(false).
			OnInput(func(ctx app.Context, e app.Event) { find(ctx.JSSrc().Get("value").String()) }),
	)
}

// Pager moves through a table of total rows, limit at a time. To may capture
// nothing else that changes.
func Pager(offset, limit, total int, to func(offset int)) app.UI {
	if total <= limit {
		return app.P().Class("pager").Text(Plural(total, "row", "rows"))
	}
	scope := app.EventScope(offset, limit, total)
	return app.Div().Class("pager").Body(
		app.Button().Type("button").Class("quiet").Text("Previous").Disabled(offset == 0).
			OnClick(func(app.Context, app.Event) { to(max(0, offset-limit)) }, scope),
		app.Span().Text(fmt.Sprintf("%s to %s of %s", Count(offset+1), Count(min(offset+limit, total)), Count(total))),
		app.Button().Type("button").Class("quiet").Text("Next").Disabled(offset+limit >= total).
			OnClick(func(app.Context, app.Event) { to(offset + limit) }, scope),
	)
}

// Options are the entries that a field offers while somebody types, in one
// piece of markup: there may be thousands.
func Options(id string, values []string) app.UI {
	var b strings.Builder
	markup.Write(&b, `<datalist id="?">`, id)
	for _, v := range values {
		markup.Write(&b, `<option value="?"></option>`, v)
	}
	b.WriteString(`</datalist>`)
	return app.Raw(b.String())
}
