package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Key is a keyboard shortcut.
type Key struct{ Key, Does, Path string }

// Keys are the shortcuts; those with a path go there.
var Keys = []Key{
	{"1", "Open", "/"},
	{"2", "Check", "/check"},
	{"3", "Results", "/results"},
	{"4", "Report", "/report"},
	{"c", "Cohort", "/cohort"},
	{"s", "Signatures", "/signatures"},
	{"m", "Methods", "/methods"},
	{"g", "Glossary", "/glossary"},
	{"/", "Find a sample", ""},
	{"r", "To the button Score, on Check", ""},
	{"u", "Undo the last change of roles or exclusions", ""},
	{"?", "This list", ""},
}

// KeyList is a dialog with the shortcuts, and a switch to turn them off: they
// are single keys, which can be in the way of speech input (WCAG 2.1.4).
func KeyList(on bool, turn app.EventHandler) app.UI {
	return app.Dialog().ID("keys").Aria("labelledby", "keys-title").Body(
		app.H2().ID("keys-title").Text("Keyboard"),
		app.Table().Body(app.TBody().Body(app.Range(Keys).Slice(func(i int) app.UI {
			return app.Tr().Body(app.Th().Scope("row").Body(app.Kbd().Text(Keys[i].Key)), app.Td().Text(Keys[i].Does))
		}))),
		app.P().Body(
			app.Input().ID("keys-on").Type("checkbox").Checked(on).OnChange(turn),
			app.Label().For("keys-on").Text(" Shortcuts are on (not while you type)"),
		),
		app.Form().Method("dialog").Body(app.Button().Class("button").Text("Close")),
	)
}
