package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/ui"
)

// base is what every page has in common: it follows the session, and files can
// be dropped anywhere on it.
type base struct {
	app.Compo
	watch *watch
	over  bool // a file is being dragged over the page
}

func (b *base) OnMount(ctx app.Context) { b.watch = now.follow(ctx) }

func (b *base) OnDismount() { now.leave(b.watch) }

// frame puts the shell around a page.
func (b *base) frame(path string, content ...app.UI) app.UI {
	scored, opened := now.steps()
	s := ui.Shell{
		Path: path,
		Steps: []ui.Step{
			{Path: "/", Label: "Open", Open: true},
			{Path: "/check", Label: "Check", Open: opened},
			{Path: "/results", Label: "Results", Open: scored},
		},
		Synthetic: now.check != nil && now.check.Synthetic,
		Locked:    client.Locked(),
		Theme:     switchTheme,
	}
	head := []app.UI{
		app.If(now.failure != nil, func() app.UI {
			return ui.Failure(now.failure, func(app.Context, app.Event) { now.change(func() { now.failure = nil }) })
		}),
		app.If(now.busy != nil, func() app.UI {
			return ui.Busy(*now.busy, func(app.Context, app.Event) { now.cancel() })
		}),
	}
	return app.Div().Class("page").
		OnDragOver(func(_ app.Context, e app.Event) {
			e.PreventDefault()
			b.over = true
		}).
		OnDragLeave(func(ctx app.Context, e app.Event) {
			if !e.Get("relatedTarget").Truthy() {
				b.over = false
			}
		}).
		OnDrop(func(ctx app.Context, e app.Event) {
			e.PreventDefault()
			b.over = false
			openFiles(filesOf(e.Get("dataTransfer").Get("files")))
		}).
		Body(
			app.If(b.over, func() app.UI {
				return app.Div().Class("dropping").Aria("hidden", "true").Body(app.P().Text("Drop the files anywhere"))
			}),
			s.Wrap(append(head, content...)...),
		)
}

// openFiles opens files beside those that are open: an expression table and
// its sample table may come one after the other. A new expression table on top
// of one that has been scored starts afresh.
func openFiles(files []client.File) {
	if len(files) == 0 {
		return
	}
	add := now.check != nil && !now.check.Synthetic
	now.open(files, add)
}

// filesOf returns the files of a browser's FileList.
func filesOf(list app.Value) []client.File {
	var out []client.File
	if !list.Truthy() {
		return nil
	}
	for i := range list.Get("length").Int() {
		f := list.Index(i)
		out = append(out, client.File{Name: f.Get("name").String(), Size: int64(f.Get("size").Float()), Ref: ref(f)})
	}
	return out
}

// switchTheme turns light to dark and back for this visit.
func switchTheme(app.Context, app.Event) {
	root := app.Window().Get("document").Get("documentElement")
	dark := app.Window().Call("matchMedia", "(prefers-color-scheme: dark)").Get("matches").Bool()
	if t := root.Get("dataset").Get("theme"); t.Truthy() {
		dark = t.String() == "dark"
	}
	theme := "dark"
	if dark {
		theme = "light"
	}
	root.Get("dataset").Set("theme", theme)
}
