package page

import (
	"slices"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// own takes a person's own gene sets.
func own(c *job.CatalogueView) app.UI {
	l := &now.library
	value := func(ctx app.Context) string { return ctx.JSSrc().Get("value").String() }
	return app.Section().Class("card").ID("own").Body(
		app.H2().Text("Your own gene sets"),
		app.P().Class("hint").Text("The text of a GMT or GMX file, or one gene a line: GENE- goes down, GENE and a number is a weight. Every name is checked; clones, dates, withdrawn and repeated names are reported. The sets stay in the memory of this tab."),
		app.Div().Class("field").Body(
			app.Label().For("own-name").Text("Name, for a plain list"),
			app.Input().ID("own-name").Type("text").Value(l.ownName).AutoComplete(false).OnInput(func(ctx app.Context, e app.Event) { l.ownName = value(ctx) }),
		),
		app.Div().Class("field").Body(
			app.Label().For("own-text").Text("Genes"),
			app.Textarea().ID("own-text").Rows(5).Spellcheck(false).Aria("describedby", "own-wrong").Aria("invalid", l.ownWrong != "").Text(l.ownText).OnInput(func(ctx app.Context, e app.Event) { l.ownText = value(ctx) }),
		),
		ui.Wrong("own-wrong", l.ownWrong),
		app.Button().ID("own-add").Type("button").Class("button").Text("Add").OnClick(func(app.Context, app.Event) { now.addOwn() }),
		ui.Slot(l.ownSaid != "", func() app.UI {
			return app.Div().ID("own-said").TabIndex(-1).Role("group").Aria("label", "What became of the set").Body(
				app.P().Text(l.ownSaid), ui.Slot(len(c.Notes) > 0, func() app.UI { return ui.Notes(c.Notes) }))
		}),
	)
}

// addOwn reads the text of the box as a person's own gene sets.
func (s *session) addOwn() {
	l := &s.library
	before := len(l.own())
	s.try("", job.Request{OwnSets: &job.OwnSets{Name: l.ownName, Text: l.ownText}}, nil, func(r job.Reply) {
		l.ownText, l.ownName, l.ownWrong = "", "", ""
		s.stale = s.result != nil
		l.catalogue = r.Catalogue
		l.ownSaid = "Replaced, and scored with the others."
		if n := len(l.own()) - before; n > 0 {
			l.ownSaid = ui.Plural(n, "set is", "sets are") + " added, and scored with the others."
		}
		s.lookUp(l.asked)
		starter().Call("arrived", "own-said")
	}, func(e *job.Error) {
		l.ownWrong, l.ownSaid = e.Text, ""
		starter().Call("arrived", "own-text")
	})
}

// removeOwn puts one of the person's own sets away.
func (s *session) removeOwn(id string) {
	l := &s.library
	s.do("", job.Request{OwnSets: &job.OwnSets{Remove: id}}, nil, func(job.Reply) {
		without := func(ids []string) []string { return slices.DeleteFunc(ids, func(x string) bool { return x == id }) }
		l.choice.Signatures, l.asked.Overlap = without(l.choice.Signatures), without(l.asked.Overlap)
		if len(l.choice.Signatures) == 0 {
			l.choice.Signatures = nil // the defaults, as the worker takes it
		}
		if l.asked.Signature == id {
			l.asked.Signature = ""
		}
		l.ownSaid = ""
		s.stale = s.result != nil
		s.lookUp(l.asked)
	})
}

// own returns the person's own sets.
func (l *library) own() []job.SignatureEntry {
	return slices.DeleteFunc(l.entries(), func(e job.SignatureEntry) bool { return !e.Own })
}
