package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Slot is a place that holds an element when there is something to show and is
// empty otherwise. The elements of a page are matched with those before by
// their place, so that what comes after an [app.If] is made anew whenever that
// turns; what comes after a Slot stays as it is.
func Slot(shown bool, what func() app.UI) app.UI {
	return app.Div().Class("slot").Body(app.If(shown, what))
}
