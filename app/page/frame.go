package page

import (
	"cmp"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/ui"
)

// base is what every page has in common: it follows the session, and files can
// be dropped anywhere on it.
type base struct {
	app.Compo
	watch *watch
	title string // of the page
	shown int    // from shell to whole
}

func (b *base) OnMount(ctx app.Context) { b.watch = now.follow(ctx) }

func (b *base) OnDismount() { now.leave(b.watch) }

// OnResize draws the figures of the page again if they do not have its width.
func (b *base) OnResize(app.Context) { now.drawFigures() }

// arrived is called when the page has been gone to.
//
// Only the shell is shown at first: to change the address, the browser lays out
// the page at once. The content follows a frame later, and what begins below
// the screen in two more frames, so that no step holds up the page for long.
func (b *base) arrived(ctx app.Context, title string) {
	ctx.Page().SetTitle(title)
	b.title = strings.TrimSuffix(title, " - IFNscope")
	if app.IsServer {
		return
	}
	now.showing = nil
	if !now.visited {
		now.visited, b.shown = true, whole
		return
	}
	app.Window().Get("ifnscope").Call("arrived", "main")
	b.show(ctx, first)
}

// How much of a page is shown.
const (
	shell = iota
	first // the first parts of the content
	second
	whole
)

// laid is how many parts of the content are shown before all of it is.
var laid = map[int]int{first: 3, second: 5}

// show shows more of the page after the next frame, until all of it is shown.
func (b *base) show(ctx app.Context, shown int) {
	var frame app.Func
	frame = app.FuncOf(func(app.Value, []app.Value) any {
		ctx.Dispatch(func(ctx app.Context) {
			frame.Release()
			if b.shown = shown; shown < whole {
				b.show(ctx, shown+1)
			}
		})
		return nil
	})
	app.Window().Get("ifnscope").Call("afterFrame", frame)
}

// within are the steps that pages without a step of their own belong to.
var within = map[string]string{"/quality": "/check", "/cohort": "/results", "/pathway": "/results"}

// parts are those pages, as the step names them.
var parts = map[string]string{"/quality": "quality", "/cohort": "cohort", "/pathway": "pathway"}

// frame puts the shell around the content of a page.
func (b *base) frame(path string, content func() []app.UI) app.UI {
	s := ui.Shell{
		Path: cmp.Or(within[path], path),
		Steps: []ui.Step{
			{Path: "/", Label: "Open", Open: true},
			{Path: "/check", Label: "Check", Open: now.check != nil},
			{Path: "/results", Label: "Results", Open: now.result != nil},
			{Path: "/report", Label: "Report", Open: now.result != nil},
		},
		Synthetic: now.check != nil && now.check.Synthetic,
		Locked:    client.Locked(),
		Title:     cmp.Or(b.title, "IFNscope"),
		Theme:     switchTheme,
		Keys:      func(app.Context, app.Event) { now.showKeys() },
	}
	for i := range s.Steps {
		if within[path] == s.Steps[i].Path {
			s.Steps[i].Part = parts[path]
		}
	}
	if path == "/check" && now.check != nil && now.check.Problem == "" {
		s.Score = func(_ app.Context, e app.Event) {
			e.PreventDefault()
			starter().Call("arrived", "score")
		}
	}
	if now.genotyped() {
		s.Steps = append(s.Steps, ui.Step{Path: "/genotype", Label: "Genotype", Open: true})
	}
	body := []app.UI{
		ui.Slot(now.updated, func() app.UI {
			return ui.Offer("A new version of IFNscope is ready. It is used when you open the app next time.", "Reload into it now",
				func(app.Context, app.Event) { app.Window().Get("ifnscope").Call("update") })
		}),
		ui.Slot(now.failure != nil, func() app.UI {
			return ui.Failure(now.failure, func(app.Context, app.Event) { now.change(func() { now.failure = nil }) })
		}),
		ui.Slot(now.busy != nil, func() app.UI {
			return ui.Busy(*now.busy, now.left(), func(app.Context, app.Event) { now.cancel() })
		}),
	}
	if b.shown > shell || !now.visited {
		c := content()
		if n := laid[b.shown]; n > 0 {
			c = c[:min(len(c), n)]
		}
		body = append(body, c...)
	}
	return app.Div().Class("page").
		OnDrop(func(ctx app.Context, e app.Event) {
			starter().Call("dropped", e.Get("dataTransfer")).Then(func(list app.Value) {
				ctx.Dispatch(func(app.Context) { openFiles(filesOf(list)) })
			})
		}).
		Body(
			s.Wrap(body...),
			ui.KeyList(now.keys, turnKeys),
			app.Div().Class("dropping").Aria("hidden", "true").Body(app.P().Text("Drop the files anywhere")),
		)
}

// openFiles opens files beside those that are open: an expression table and
// its sample table may come one after the other. Another expression table is
// other work: the worker then puts away what was open.
func openFiles(files []client.File) {
	if len(files) == 0 {
		return
	}
	if now.wanted != nil {
		now.supply(files)
		return
	}
	add := now.check != nil && !now.check.Synthetic
	now.open(files, add)
}

// filesOf returns the files of a browser's list. They are called by their
// names; of a folder in which several have one name, as salmon's quant.sf, by
// their paths in it. Hidden files of a folder are left out.
func filesOf(list app.Value) []client.File {
	if !list.Truthy() {
		return nil
	}
	var out []client.File
	var paths []string
	times := map[string]int{}
	for i := range list.Get("length").Int() {
		f := list.Index(i)
		name, path := f.Get("name").String(), ""
		for _, key := range []string{"webkitRelativePath", "path"} {
			if v := f.Get(key); v.Truthy() {
				path = v.String()
			}
		}
		if strings.HasPrefix(name, ".") && strings.Contains(path, "/") {
			continue
		}
		times[name]++
		paths = append(paths, path)
		out = append(out, client.File{Name: name, Size: int64(f.Get("size").Float()), Ref: native(f)})
	}
	for i, f := range out {
		if times[f.Name] > 1 && paths[i] != "" {
			out[i].Name = paths[i]
		}
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
