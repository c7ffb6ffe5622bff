package page

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// restoring is a session that needs something before it can be opened.
type restoring struct {
	view       job.SessionView
	files      []client.File // the session, and those that came beside it
	passphrase string
	wrong      string // what is wrong with the passphrase
}

// supply opens the session again, with more files.
func (s *session) supply(more []client.File) {
	r := s.wanted
	if r == nil {
		return
	}
	for _, f := range more {
		r.files = slices.DeleteFunc(r.files, func(x client.File) bool { return x.Name == f.Name })
		r.files = append(r.files, f)
	}
	s.reopen(r.files, r.passphrase)
}

// unseal opens the session with the passphrase that was typed.
func (s *session) unseal() {
	w := s.wanted
	if w == nil {
		return
	}
	if w.passphrase == "" {
		s.change(func() { w.wrong = "Type the passphrase that the session was saved with." })
		return
	}
	s.supply(nil)
}

// reopen opens files among which is a session.
func (s *session) reopen(files []client.File, passphrase string) {
	req := job.Open{Passphrase: passphrase}
	for _, f := range files {
		req.Files = append(req.Files, job.FileRef{Name: f.Name, Size: f.Size})
	}
	s.try("Opening", job.Request{Open: &req}, files, s.arrive, func(e *job.Error) {
		w := s.wanted
		if w == nil || !w.view.Sealed {
			s.failure = e
			app.Window().Get("ifnscope").Call("arrived", "failure")
			return
		}
		w.wrong = e.Text
		app.Window().Get("ifnscope").Call("arrived", "passphrase")
	})
}

// arrive takes what was opened: files, or a session with what was decided.
func (s *session) arrive(r job.Reply) {
	s.undo, s.wanted = nil, nil // of other files
	if r.Restored == nil {
		s.library.choice.OwnCutoffs = nil // they were for other data
		s.checked(r)
		s.goTo = "/check"
		return
	}
	s.result, s.person, s.cohort, s.sheet, s.quality = nil, nil, nil, nil, nil
	s.library.catalogue, s.library.choice, s.laid = nil, job.Score{}, job.Sheet{Told: r.Restored.Told}
	s.checked(r)
	s.goTo = "/check"
	if x := r.Restored.Score; x != nil {
		s.library.choice, s.view = *x, x.View
		s.score()
	}
}

// wantedCard asks for what the session needs.
func wantedCard() app.UI {
	r := now.wanted
	return app.Section().Class("card").ID("wanted").Body(
		app.H2().Text("A session"),
		app.P().Text(needs(r.view)),
		ui.Slot(r.view.Sealed, func() app.UI {
			return app.Form().Body(
				app.Div().Class("field short").Body(
					app.Label().For("passphrase").Text("Passphrase"),
					app.Input().ID("passphrase").Type("password").AutoComplete(false).Aria("describedby", "passphrase-wrong").Aria("invalid", r.wrong != "").OnInput(func(ctx app.Context, e app.Event) {
						if w := now.wanted; w != nil {
							w.passphrase = ctx.JSSrc().Get("value").String()
						}
					}),
				),
				ui.Wrong("passphrase-wrong", r.wrong),
				app.P().Class("actions").Body(app.Button().ID("unseal").Type("submit").Class("button primary").Text("Open")),
			).OnSubmit(func(_ app.Context, e app.Event) {
				e.PreventDefault()
				now.unseal()
			})
		}),
		ui.Slot(len(r.view.Files) > 0, func() app.UI {
			var rows [][]ui.Cell
			for _, f := range r.view.Files {
				state := "missing"
				switch {
				case f.Found:
					state = "here"
				case f.Other:
					state = "another file of this name is here: its content differs"
				}
				rows = append(rows, []ui.Cell{{Text: f.Name, Hint: "sha256 " + f.SHA256, Class: "wrap"}, ui.Number(ui.Bytes(f.Size)), {Text: state, Class: "wrap"}})
			}
			return app.Div().Body(
				ui.Scroll("Files of the session", ui.Table("wanted-files", []string{"File", "Size", ""}, rows)),
				app.P().Class("actions").Body(
					app.Label().Class("button primary").For("wanted-input").Text("Choose its files"),
					app.Input().ID("wanted-input").Class("visually-hidden").Type("file").Multiple(true).OnChange(func(ctx app.Context, e app.Event) {
						now.supply(filesOf(ctx.JSSrc().Get("files")))
						ctx.JSSrc().Set("value", "")
					}),
				),
			)
		}),
		app.Button().Type("button").Class("quiet").Text("Leave it").OnClick(func(app.Context, app.Event) { now.change(func() { now.wanted = nil }) }),
	)
}

func needs(v job.SessionView) string {
	if v.Sealed {
		return "This session is encrypted, and holds its files. Type the passphrase that it was saved with."
	}
	return "This session was saved by IFNscope " + v.Version + " without data. Choose the files that it names; they are told by their content, whatever they are called now."
}
