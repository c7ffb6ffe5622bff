package page

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// export gets a file from the worker and hands it to the browser to be saved.
func (s *session) export(kind string) {
	s.download(job.Export{Kind: kind, Sheet: job.Sheet{Program: client.Program()}})
}

// exportGMT downloads signatures as a GMT file.
func (s *session) exportGMT(ids []string) { s.download(job.Export{Kind: "gmt", Sets: ids}) }

// making is the bar of the file that is made to be downloaded, shown or not; nil
// while none is.
var making *job.Progress

// quick is how long a file may take before it is said that it is made: what is
// there at once needs no bar that comes and goes.
const quick = 300 * time.Millisecond

// download gets what is asked for from the worker and saves it. While one file
// is made, another press of a button asks for nothing.
func (s *session) download(x job.Export) {
	if s.client == nil || making != nil {
		return
	}
	bar := &job.Progress{Step: "Making the file"}
	making = bar
	wait := time.AfterFunc(quick, func() {
		s.change(func() {
			if making == bar && s.busy == nil {
				s.busy, s.since = bar, time.Now()
			}
		})
	})
	s.failure = nil
	s.request = s.client.Do(job.Request{Export: &x}, nil, func(r job.Reply) {
		if !r.Last() {
			return
		}
		s.change(func() {
			making = nil
			wait.Stop()
			if s.busy == bar {
				s.busy = nil
			}
			if s.failure = r.Error; r.Error != nil {
				app.Window().Get("ifnscope").Call("arrived", "failure")
				return
			}
			save(r.File)
		})
	})
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
	// a busy browser has not begun to take the bytes yet
	time.AfterFunc(time.Minute, func() { w.Get("URL").Call("revokeObjectURL", url) })
}

// showAndLook shows another view and, where a sample is open, its genes of the
// signature of that view.
func (s *session) showAndLook(v job.View) {
	if s.person == nil {
		s.show(v)
		return
	}
	s.view = v
	s.look(s.person.Sample.Name)
}

// taking is something that can be taken away: a kind of job.Export.
type taking struct{ kind, label, what string }

// downloads offers what can be taken away. Take may capture nothing that
// changes.
func downloads(kinds []taking, take func(kind string)) app.UI {
	return app.Section().Class("card downloads").Body(
		app.H2().Text("Download"),
		app.Ul().Body(app.Range(kinds).Slice(func(i int) app.UI {
			k := kinds[i]
			return app.Li().Body(
				app.Button().ID("export-"+k.kind).Type("button").Class("take").
					OnClick(func(app.Context, app.Event) { take(k.kind) }, app.EventScope(k.kind)).
					Body(ui.Arrow(), app.Strong().Text(k.label), app.Span().Class("hint").Text(k.what)),
			)
		})),
	)
}

// exports are those of the scores.
func exports() app.UI {
	return downloads([]taking{
		{"xlsx", "Scores (Excel)", "By sample, one by one, and where they come from; gene names stay names."},
		{"tsv", "All scores (TSV)", "One line a score, with cut-off, class and genes; the head says where it comes from."},
		{"csv", "All scores (CSV)", "The same with commas."},
		{"wide", "Scores by sample (TSV)", "One line a sample, one column a signature."},
		{"json", "Report (JSON)", "Everything, with the settings that repeat the run; the form is documented."},
		{"methods", "Methods text", "Paragraphs for a paper, with the references."},
		{"bibtex", "Citations (BibTeX)", "The sources of signatures, methods and terms."},
		{"ris", "Citations (RIS)", "The same for EndNote, Zotero and others."},
		{"sets", "Gene sets (GMT)", "The signatures that were scored."},
		{"r", "Repeat it in R (zip)", "Matrix, controls, sets and a script that computes the scores with the R packages and says by how much they differ. Holds expression values."},
	}, now.take)
}

// take downloads one of the exports.
func (s *session) take(kind string) {
	if kind != "sets" {
		s.export(kind)
		return
	}
	var ids []string
	for _, x := range s.result.Signatures {
		ids = append(ids, x.ID)
	}
	s.exportGMT(ids)
}
