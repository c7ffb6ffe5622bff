package page

import (
	"fmt"
	"slices"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/client"
	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/ref"
	"ifnscope/score/sample"
)

// session is what is open. It lives as long as the browser's tab and nowhere
// else.
type session struct {
	client *client.Client
	status client.Status

	check      *job.Check
	people     *job.PeoplePage
	asked      job.People // for which people is the answer
	result     *job.Result
	whose      string // whose scores the result holds, see who
	view       job.View
	person     *job.PersonView
	cohort     *job.CohortView
	pathway    *job.PathwayView
	quality    *job.QualityView
	sheet      *job.SheetView
	laid       job.Sheet // what the sheet answers
	kept       *kept
	days       int // for which a session would be kept
	wanted     *restoring
	sealing    sealing
	library    library
	about      ref.About                        // of a reference file that is saved
	aboutWrong string                           // what is wrong with it
	shownFile  string                           // of many files, the one that is shown in full
	find       struct{ samples, scores string } // as typed, ahead of the answer
	stale      bool                             // something was changed since the result was computed
	saved      bool                             // the work was taken away or kept since then

	drawings map[string]*drawing // figures, by name
	showing  []string            // those of the page
	pending  []string            // those that are being drawn
	other    string              // signature that the one shown is compared with

	genotype *job.GenotypeView
	asking   job.Genotype // what the genotypes answer

	busy    *job.Progress // of the request that is waited for
	since   time.Time     // that its step has been going on
	keys    bool          // the keyboard shortcuts are on
	request int
	failure *job.Error
	undo    []sample.Assignment

	updated bool   // a new version of the app waits
	goTo    string // page to show next
	visited bool   // a page has been shown
	watches []*watch
}

// watch is a mounted page that follows the session.
type watch struct{ ctx app.Context }

// now is the session of this tab. On the server it stays empty.
var now = &session{asked: job.People{Limit: 25}, view: job.View{Limit: 25}, days: 7, keys: true}

// follow shows every change of the session in a page until it is dismounted.
func (s *session) follow(ctx app.Context) *watch {
	if app.IsClient && s.client == nil {
		s.client = client.New()
		s.client.Status = func(st client.Status) { s.change(func() { s.hear(st) }) }
		starter := app.Window().Get("ifnscope")
		s.updated = starter.Get("updated").Truthy()
		starter.Set("onupdate", app.FuncOf(func(app.Value, []app.Value) any {
			s.change(func() { s.updated = true })
			return nil
		}))
		s.settle()
		s.listen()
	}
	w := &watch{ctx}
	s.watches = append(s.watches, w)
	return w
}

// unsaved reports whether a reload would lose work: scores of a person's own
// files that were neither saved with the session nor kept on this device.
func (s *session) unsaved() bool {
	return s.result != nil && s.check != nil && !s.check.Synthetic && !s.saved
}

func (s *session) leave(w *watch) {
	s.watches = slices.DeleteFunc(s.watches, func(x *watch) bool { return x == w })
}

// change changes the session and shows it.
func (s *session) change(f func()) {
	f()
	if app.IsClient {
		starter().Set("unsaved", s.unsaved())
	}
	for _, w := range s.watches {
		w.ctx.Dispatch(func(ctx app.Context) {
			if s.goTo != "" {
				p := s.goTo
				s.goTo = ""
				ctx.Navigate(ui.At(p))
			}
		})
	}
}

func (s *session) hear(st client.Status) {
	s.status = st
	switch {
	case st.Restored:
		s.failure = &job.Error{Kind: job.ErrorStopped, Text: "The computation was started again and your files were read again. What you see is as it was."}
		s.forget()
		s.drawFigures()
	case st.Failed != "":
		s.busy = nil
		s.failure = &job.Error{Kind: job.ErrorStopped, Text: st.Failed}
	}
}

// do asks the worker for something. While it works, its progress is shown
// after title; then takes the reply if it is not an error.
func (s *session) do(title string, req job.Request, files []client.File, then func(job.Reply)) {
	s.try(title, req, files, then, func(e *job.Error) {
		s.failure = e
		app.Window().Get("ifnscope").Call("arrived", "failure")
	})
}

// try is do with a place of its own for what goes wrong.
func (s *session) try(title string, req job.Request, files []client.File, then func(job.Reply), fail func(*job.Error)) {
	if s.client == nil {
		return
	}
	s.change(func() {
		s.failure = nil
		if title != "" {
			s.busy, s.since = &job.Progress{Step: title}, time.Now()
		}
	})
	s.request = s.client.Do(req, files, func(r job.Reply) {
		s.change(func() {
			switch {
			case !r.Last():
				if title != "" {
					if s.busy == nil || s.busy.Step != r.Progress.Step {
						s.since = time.Now()
					}
					s.busy = r.Progress
				}
			case r.Session != nil:
				s.busy = nil
				s.wanted = &restoring{view: *r.Session, files: files, passphrase: req.Open.Passphrase}
				s.goTo = "/"
			case r.Error != nil:
				s.busy = nil
				fail(r.Error)
			default:
				if title != "" {
					s.busy = nil
				}
				then(r)
			}
		})
	})
}

// quietly asks the worker for something that no person waits for with a bar of
// progress; then takes the reply, also an error.
func (s *session) quietly(req job.Request, then func(job.Reply)) {
	if s.client == nil {
		return
	}
	s.client.Do(req, nil, func(r job.Reply) {
		if r.Last() {
			s.change(func() { then(r) })
		}
	})
}

// left says how long the step that is waited for will take, from how long it has
// taken; empty where that cannot be told yet.
func (s *session) left() string {
	p := s.busy
	past := time.Since(s.since)
	if p.Total == 0 || p.Done == 0 || past < time.Second || 20*p.Done < p.Total {
		return ""
	}
	rest := time.Duration(float64(past) * float64(p.Total-p.Done) / float64(p.Done))
	if rest > 90*time.Second {
		return fmt.Sprintf("about %d min left", int(rest.Round(time.Minute)/time.Minute))
	}
	return fmt.Sprintf("about %d s left", int(rest.Round(time.Second)/time.Second))
}

// cancel stops what is waited for.
func (s *session) cancel() {
	if s.client != nil && s.busy != nil {
		s.client.Cancel(s.request)
	}
}

// open reads files, or the example if there are none, and shows what was read.
func (s *session) open(files []client.File, add bool) {
	req := job.Open{Add: add, Example: len(files) == 0}
	for _, f := range files {
		req.Files = append(req.Files, job.FileRef{Name: f.Name, Size: f.Size})
	}
	s.do("Opening", job.Request{Open: &req}, files, func(r job.Reply) {
		s.arrive(r)
		if req.Example {
			s.score()
		}
	})
}

// checked takes a new state of what is open.
func (s *session) checked(r job.Reply) {
	s.check = r.Check
	s.genotype, s.asking = nil, job.Genotype{}
	s.stale, s.saved = s.result != nil, false
	if s.check.Table == nil {
		s.people = nil
		return
	}
	s.ask(s.asked)
}

// ask gets a part of the table of samples.
func (s *session) ask(p job.People) {
	looked := p.Query != s.asked.Query
	s.do("", job.Request{People: &p}, nil, func(r job.Reply) {
		s.people, s.asked = r.People, p
		if looked {
			say(ui.Plural(r.People.Total, "row", "rows"))
		}
	})
}

// correct changes how the files are understood.
func (s *session) correct(c job.Correct) {
	s.do("Reading again", job.Request{Correct: &c}, nil, func(r job.Reply) {
		if c.Remove != "" {
			s.undo = nil
		}
		s.checked(r)
	})
}

// assign says who the samples are; the assignment before can be had back.
func (s *session) assign(a sample.Assignment) {
	before := s.check.Samples.Assignment
	s.do("", job.Request{Assign: &job.Assign{Assignment: a}}, nil, func(r job.Reply) {
		s.undo = append(s.undo, before)
		s.checked(r)
	})
}

func (s *session) undoAssign() {
	n := len(s.undo)
	if n == 0 {
		return
	}
	a := s.undo[n-1]
	s.undo = s.undo[:n-1]
	s.do("", job.Request{Assign: &job.Assign{Assignment: a}}, nil, s.checked)
}
