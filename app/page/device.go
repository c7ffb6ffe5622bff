package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// kept is what of a session is kept on this device, in its browser.
type kept struct {
	files        int
	bytes        int64
	saved, until string // days, as the device writes them
}

func (k *kept) what() string {
	if k.files == 0 {
		return "the example"
	}
	return ui.Plural(k.files, "file", "files")
}

// device is web/device.js.
func device() app.Value { return app.Window().Get("ifnscopeDevice") }

// then calls f with the outcome of a promise, or shows why there is none.
func (s *session) then(promise app.Value, f func(app.Value)) {
	var good, bad app.Func
	release := func() {
		good.Release()
		bad.Release()
	}
	good = app.FuncOf(func(_ app.Value, args []app.Value) any {
		release()
		s.change(func() { f(args[0]) })
		return nil
	})
	bad = app.FuncOf(func(_ app.Value, args []app.Value) any {
		release()
		s.change(func() {
			s.busy = nil
			s.failure = &job.Error{Kind: job.ErrorUser, Text: "The browser does not let this page keep it, or has no room (" + args[0].Get("message").String() + "). Save the session as a file instead."}
		})
		return nil
	})
	promise.Call("then", good, bad)
}

// settle opens what the device hands over and looks whether something is kept.
func (s *session) settle() {
	device().Call("receive", app.FuncOf(func(_ app.Value, args []app.Value) any {
		s.change(func() {})
		openFiles(filesOf(args[0]))
		return nil
	}))
	s.then(device().Call("look"), s.looked)
}

func (s *session) looked(v app.Value) {
	s.kept = nil
	if v.Truthy() {
		s.kept = &kept{v.Get("files").Int(), int64(v.Get("bytes").Float()), v.Get("saved").String(), v.Get("until").String()}
	}
}

// keep keeps the session with its data on this device for some days.
func (s *session) keep(days int) {
	s.do("Keeping", job.Request{Export: &job.Export{Kind: "packed", Sheet: s.laid}}, nil, func(r job.Reply) {
		bytes := app.Window().Get("Uint8Array").New(len(r.File.Data))
		app.CopyBytesToJS(bytes, r.File.Data)
		files := len(s.check.Files)
		if s.check.Synthetic {
			files = 0 // the example needs none
		}
		s.then(device().Call("keep", bytes, files, days), func(v app.Value) {
			s.looked(v)
			s.saved = s.kept != nil
		})
	})
}

// erase deletes what is kept.
func (s *session) erase() { s.then(device().Call("clear"), s.looked) }

// resume opens what is kept.
func (s *session) resume() {
	s.then(device().Call("take"), func(f app.Value) {
		list := app.Window().Get("Array").Call("of", f)
		s.open(filesOf(list), false)
	})
}

// keptCard shows what is kept and how to open and delete it.
func keptCard() app.UI {
	k := now.kept
	return app.Section().Class("card").ID("kept").Body(
		app.H2().Text("Kept on this device"),
		app.P().Text("A session of "+k.what()+" ("+ui.Bytes(k.bytes)+"), kept on "+k.saved+". It is deleted when the app is first opened after "+k.until+". Whoever uses this browser can open it."),
		app.P().Class("actions").Body(
			app.Button().ID("resume").Type("button").Class("button").Text("Open it").OnClick(func(app.Context, app.Event) { now.resume() }),
			app.Button().ID("forget").Type("button").Class("button").Text("Delete all that is kept").OnClick(func(app.Context, app.Event) { now.erase() }),
		),
	)
}
