package page

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
)

// export gets a file from the worker and hands it to the browser to be saved.
func (s *session) export(kind string) {
	s.do("", job.Request{Export: &job.Export{Kind: kind}}, nil, func(r job.Reply) { save(r.File) })
}

// exportGMT downloads signatures as a GMT file.
func (s *session) exportGMT(ids []string) {
	s.do("", job.Request{Export: &job.Export{Kind: "gmt", Sets: ids}}, nil, func(r job.Reply) { save(r.File) })
}

// save offers a file as a download. Its bytes go from memory to the disk; the
// address of the download names nothing of it.
func save(f *job.File) {
	w := app.Window()
	bytes := w.Get("Uint8Array").New(len(f.Data))
	app.CopyBytesToJS(bytes, f.Data)
	blob := w.Get("Blob").New([]any{bytes}, map[string]any{"type": f.Type})
	url := w.Get("URL").Call("createObjectURL", blob)
	a := w.Get("document").Call("createElement", "a")
	a.Set("href", url)
	a.Set("download", f.Name)
	a.Call("click")
	w.Get("URL").Call("revokeObjectURL", url)
}

// showAndLook shows another view and, where a sample is open, its genes of the
// signature of that view.
func (s *session) showAndLook(v job.View) {
	if s.person == nil {
		s.show(v)
		return
	}
	s.view = v
	s.look(job.Person{Sample: s.person.Sample.Name, Signature: v.Signature, Method: v.Method})
}
