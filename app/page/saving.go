package page

import (
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// sealing is the passphrase that is typed to save a session with its data.
type sealing struct {
	first, again string
	wrong        string // what is wrong with it, beside the fields
}

// leastPassphrase is how long a passphrase is at least, as the worker asks.
const leastPassphrase = 12

// judge says what is wrong with the passphrase; empty if nothing is.
func (x sealing) judge() string {
	switch {
	case x.first != x.again:
		return "The two passphrases differ. Type the same one twice."
	case len([]rune(x.first)) < leastPassphrase:
		return "The passphrase has fewer than 12 characters: take several words."
	}
	return ""
}

// keepings are for how many days a session can be kept on this device.
var keepings = []ui.Choice{{Value: "1", Label: "1 day"}, {Value: "7", Label: "7 days"}, {Value: "30", Label: "30 days"}}

// saving offers to take the work away, or to keep it here.
func saving() app.UI {
	x := &now.sealing
	typed := func(id, label string, to *string) app.UI {
		return app.Div().Class("field").Body(
			app.Label().For(id).Text(label),
			app.Input().ID(id).Type("password").Value(*to).AutoComplete(false).Aria("describedby", "seal-wrong").Aria("invalid", x.wrong != "").OnInput(func(ctx app.Context, e app.Event) { *to = ctx.JSSrc().Get("value").String() }),
		)
	}
	return app.Section().Class("card later").ID("saving").Body(
		app.H2().Text("Session"),
		app.P().Class("hint").Text("The record of what you decided: settings, roles, corrections, your own sets, and the sha256 of each file. Opened on another machine, with the same files, it gives the same report, byte for byte. It holds the names of samples that you decided about by hand."),
		app.P().Class("actions").Body(app.Button().ID("save-session").Type("button").Class("button").Text("Save the session, without data").OnClick(func(app.Context, app.Event) { now.saveSession("session", "") })),
		app.Details().ID("seal").Body(
			app.Summary().Text("Save it with the data, encrypted"),
			app.P().Class("hint").Text("AES-256 with a key from your passphrase (PBKDF2, 600 000 rounds), computed here by your browser. A passphrase that is lost cannot be had back."),
			app.Form().Body(
				app.Div().Class("fields").Body(typed("seal-1", "Passphrase, 12 characters or more", &x.first), typed("seal-2", "The same again", &x.again)),
				ui.Wrong("seal-wrong", x.wrong),
				app.Button().ID("save-sealed").Type("submit").Class("button").Text("Save the session with its data"),
			).OnSubmit(func(_ app.Context, e app.Event) {
				e.PreventDefault()
				now.change(func() { now.sealing.wrong = now.sealing.judge() })
				if now.sealing.wrong == "" {
					now.saveSession("sealed", now.sealing.first)
				}
			}),
		),
		app.Details().ID("keeping").Body(
			app.Summary().Text("Keep it on this device"),
			app.P().Class("hint").Text("With its data, in this browser's storage, not encrypted: not on a machine that others use. Nothing is kept unless you press the button."),
			app.Div().Class("fields").Body(
				ui.Select("keep-days", "For", strconv.Itoa(now.days), keepings, func(ctx app.Context, e app.Event) {
					now.days, _ = strconv.Atoi(ctx.JSSrc().Get("value").String())
				}),
			),
			app.Button().ID("keep").Type("button").Class("button").Text("Keep it").OnClick(func(app.Context, app.Event) { now.keep(now.days) }),
		),
		ui.Slot(now.kept != nil, keptCard),
	)
}

// saveSession downloads the session.
func (s *session) saveSession(kind, passphrase string) {
	s.do("Saving", job.Request{Export: &job.Export{Kind: kind, Passphrase: passphrase, Sheet: s.laid}}, nil, func(r job.Reply) {
		s.sealing, s.saved = sealing{}, true
		save(r.File)
	})
}
