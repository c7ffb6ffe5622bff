package ui

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/score/note"
)

// Notes lists notes, the severest first.
func Notes(log note.Log) app.UI {
	var sorted note.Log
	for l := note.Severe; ; l-- {
		for _, n := range log {
			if n.Level == l {
				sorted = append(sorted, n)
			}
		}
		if l == note.Info {
			break
		}
	}
	return app.Ul().Class("notes").Body(app.Range(sorted).Slice(func(i int) app.UI {
		n := sorted[i]
		return app.Li().Class("note", n.Level.String()).Body(
			app.Span().Class("level").Text(levelWord(n.Level)),
			app.If(n.Subject != "", func() app.UI { return app.Strong().Text(n.Subject + ": ") }),
			app.Span().Text(n.Text),
		)
	}))
}

func levelWord(l note.Level) string {
	switch l {
	case note.Severe:
		return "Withheld"
	case note.Warning:
		return "Caution"
	}
	return "Note"
}

// Failure shows an error in a card that can be put away.
func Failure(e *job.Error, dismiss app.EventHandler) app.UI {
	head := map[string]string{
		job.ErrorFile:      "This file could not be used",
		job.ErrorUser:      "That could not be done",
		job.ErrorCancelled: "Cancelled",
		job.ErrorPanic:     "A defect in IFNscope",
		job.ErrorStopped:   "The computation stopped",
	}[e.Kind]
	return app.Div().ID("failure").TabIndex(-1).Class("failure", e.Kind).Role("alert").Body(
		app.Div().Body(app.Strong().Text(head), app.P().Text(e.Text)),
		app.Button().Type("button").Class("quiet").Text("Dismiss").OnClick(dismiss),
	)
}

// Busy shows what is being done, how much of it, and how long it will take, with
// a way to stop it.
func Busy(p job.Progress, left string, cancel app.EventHandler) app.UI {
	bar := app.Progress()
	text := p.Step
	if p.Total > 0 {
		bar.Max(p.Total).Value(p.Done)
		if p.Total >= 1<<20 { // bytes
			text += ", " + Bytes(p.Done) + " of " + Bytes(p.Total)
		} else if p.Total > 1 {
			text += ", " + Count(int(p.Done)) + " of " + Count(int(p.Total))
		}
	} else if p.Done > 1<<20 {
		text += ", " + Bytes(p.Done)
	}
	return app.Div().Class("busy").Role("status").Aria("live", "polite").Body(
		app.Span().Class("step").Text(text),
		app.Span().Class("hint").Aria("live", "off").Text(left),
		bar.Aria("label", p.Step),
		app.Button().Type("button").Class("quiet").Text("Cancel").OnClick(cancel),
	)
}

// Offer shows something that can be done now or left.
func Offer(text, label string, take app.EventHandler) app.UI {
	return app.Div().Class("offer").Role("status").Body(
		app.P().Text(text),
		app.Button().Type("button").Class("quiet").Text(label).OnClick(take),
	)
}
