package page

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/ui"
)

// listen hears the keyboard shortcuts.
func (s *session) listen() {
	app.Window().Get("document").Call("addEventListener", "keydown", app.FuncOf(func(_ app.Value, args []app.Value) any {
		e := args[0]
		// a choice from a list or what the browser fills in comes as a keydown
		// without any key
		if !s.keys || e.Get("key").Type() != app.TypeString || e.Get("ctrlKey").Truthy() || e.Get("metaKey").Truthy() || e.Get("altKey").Truthy() || typing(e.Get("target")) {
			return nil
		}
		if s.pressed(e.Get("key").String()) {
			e.Call("preventDefault")
		}
		return nil
	}))
}

// typing reports whether keys that are pressed at an element are its own. A
// button that chooses files and a box to tick take no letters.
func typing(target app.Value) bool {
	return target.Truthy() && target.Get("closest").Truthy() && target.Call("closest", "input:not([type=file], [type=checkbox]), textarea, select, [contenteditable], dialog[open]").Truthy()
}

// pressed does what a key stands for, and reports whether it stands for
// anything.
func (s *session) pressed(key string) bool {
	switch key {
	case "?":
		s.showKeys()
		return true
	case "/":
		field := app.Window().Get("document").Call("querySelector", "main input[type=search]")
		if !field.Truthy() {
			return false
		}
		field.Call("focus")
		return true
	case "r":
		if !app.Window().GetElementByID("score").Truthy() {
			return false
		}
		starter().Call("arrived", "score")
		return true
	case "u":
		s.undoAssign()
		return true
	}
	i := slices.IndexFunc(ui.Keys, func(k ui.Key) bool { return k.Key == key && k.Path != "" })
	if i < 0 {
		return false
	}
	s.change(func() { s.goTo = ui.Keys[i].Path })
	return true
}

// showKeys shows the list of the shortcuts.
func (s *session) showKeys() {
	if d := app.Window().GetElementByID("keys"); d.Truthy() && !d.Get("open").Bool() {
		d.Call("showModal")
	}
}

// turnKeys turns the shortcuts on or off.
func turnKeys(ctx app.Context, e app.Event) {
	on := ctx.JSSrc().Get("checked").Bool()
	now.change(func() { now.keys = on })
}
