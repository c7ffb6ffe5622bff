package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/markup"
)

// Cell is a cell of a Table.
type Cell struct {
	Text  string
	Hint  string // second line
	Class string // "num" for numbers, "wrap" for long text
	// Act makes the text a button that carries data-Act with the value Of, for a
	// handler around the table.
	Act, Of string
	// Tick makes the cell a box to tick, labelled Text, that carries data-Act.
	Tick, On, Off bool
}

// Number is a cell of a number that is already written.
func Number(s string) Cell { return Cell{Text: s, Class: "num"} }

// Table is a table in one piece of markup: a hundred rows made cell by cell
// would stop the page. The first cell of a row that is not a box is its head.
func Table(class string, head []string, rows [][]Cell) app.UI {
	var b strings.Builder
	markup.Write(&b, `<table class="?"><thead><tr>`, class)
	for i, h := range head {
		form := `<th scope="col">?</th>`
		if h == "" {
			form = `<td>?</td>`
		}
		if len(rows) > 0 && i < len(rows[0]) && strings.HasPrefix(rows[0][i].Class, "num") {
			form = `<th scope="col" class="num">?</th>`
		}
		markup.Write(&b, form, h)
	}
	b.WriteString(`</tr></thead><tbody>`)
	for _, row := range rows {
		b.WriteString(`<tr>`)
		headed := false
		for _, c := range row {
			open, end := `<td class="?">`, `</td>`
			if !headed && !c.Tick {
				headed = true
				open, end = `<th scope="row" class="?">`, `</th>`
			}
			markup.Write(&b, open, c.Class)
			c.write(&b)
			b.WriteString(end)
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString(`</tbody></table>`)
	return app.Raw(b.String())
}

func (c Cell) write(b *strings.Builder) {
	switch {
	case c.Tick:
		state := ""
		if c.On {
			state += " checked"
		}
		if c.Off {
			state += " disabled"
		}
		markup.Write(b, `<input type="checkbox" aria-label="?" data-?="?"`, c.Text, c.Act, c.Of)
		b.WriteString(state + `>`)
		return
	case c.Act != "":
		markup.Write(b, `<button type="button" class="link" data-?="?">?</button>`, c.Act, c.Of, c.Text)
	default:
		markup.Write(b, `?`, c.Text)
	}
	if c.Hint != "" {
		markup.Write(b, `<span class="hint line">?</span>`, c.Hint)
	}
}

// Scroll is a region that scrolls sideways, for a table that may be wider than
// the screen.
func Scroll(label string, content ...app.UI) app.HTMLDiv {
	return app.Div().Class("scroll").TabIndex(0).Role("region").Aria("label", label).Body(content...)
}

// Acted returns the value of data-act of the element that an event is of, or
// of one around it; empty if there is none.
func Acted(e app.Event, act string) string {
	t := e.Get("target").Call("closest", "[data-"+act+"]")
	if !t.Truthy() {
		return ""
	}
	return t.Call("getAttribute", "data-"+act).String()
}
