package page

import (
	"slices"
	"strings"
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
	personOn   string // path of the page that the person was opened on
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
	column     string                           // of the sample table, of which is said what it holds
	shownFile  string                           // of many files, the one that is shown in full
	find       struct{ samples, scores string } // as typed, ahead of the answer
	stale      bool                             // something was changed since the result was computed
	saved      bool                             // the work was taken away or kept since then

	drawings map[string]*drawing // figures, by name
	showing  []string            // those of the page
	pending  []string            // those that are being drawn
	other    string              // signature that the one shown is compared with
	above    string              // columns above the heat maps of the cohort, see job.Draw

	genotype *job.GenotypeView
	asking   job.Genotype // what the genotypes answer

	busy    *job.Progress // of the request that is waited for
	since   time.Time     // that its step has been going on
	keys    bool          // the keyboard shortcuts are on
	request int           // that is waited for
	failure *job.Error
	undo    []sample.Assignment

	assigned  sample.Assignment // that was asked for last
	assigning int               // how many are under way

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
		s.library.choice.OwnCutoffs = nil // the unit of a score may be another now
		s.checked(r)
	})
}

// assignment says who the samples are, with what was changed last: a change may
// be made before the answer to the one before is there.
func (s *session) assignment() sample.Assignment {
	if s.assigning > 0 {
		return s.assigned
	}
	return s.check.Samples.Assignment
}

// assign says who the samples are; the assignment before can be had back.
func (s *session) assign(a sample.Assignment) {
	before := s.assignment()
	s.reassign(a, func() { s.undo = append(s.undo, before) })
}

// reassign asks for an assignment and calls done when it is in force.
func (s *session) reassign(a sample.Assignment, done func()) {
	s.assigned = a
	s.assigning++
	s.try("", job.Request{Assign: &job.Assign{Assignment: a}}, nil, func(r job.Reply) {
		s.assigning--
		done()
		s.checked(r)
	}, func(e *job.Error) {
		s.assigning--
		s.fail(e)
	})
}

func (s *session) undoAssign() {
	n := len(s.undo)
	if n == 0 {
		return
	}
	a := s.undo[n-1]
	s.undo = s.undo[:n-1]
	s.reassign(a, func() {})
}

// score computes the scores of what is chosen and shows them.
func (s *session) score() { s.scoreThen(func() { s.goTo = "/results" }) }

// scoreThen computes the scores and goes on with then.
func (s *session) scoreThen(then func()) {
	v := s.view
	v.Outline = ""
	req := s.library.choice
	req.View = v
	s.do("Scoring", job.Request{Score: &req}, nil, func(r job.Reply) {
		s.result, s.stale, s.person, s.cohort, s.pathway, s.sheet, s.above = r.Result, false, nil, nil, nil, nil, ""
		s.view.Outline = "" // the rest may have been chosen meanwhile
		s.laid.Sample = r.Result.Only
		s.forget()
		s.whose, s.saved = who(s.check), false
		then()
		say("Scores ready: " + ready(s.check) + ".")
	})
}

// say has a screen reader say something.
func say(text string) { starter().Call("say", text) }

// ready counts the people who were scored: "40 patients, 20 healthy controls".
func ready(c *job.Check) string {
	var parts []string
	for _, role := range []sample.Role{sample.Patient, sample.Control, sample.Unassigned} {
		for _, x := range c.Samples.Counts {
			if x.Role == role && x.People > 0 {
				parts = append(parts, ui.Count(x.People)+" "+roleTitle(role, x.People))
			}
		}
	}
	return strings.Join(parts, ", ")
}

// show shows another view of the result. What a person asks for next builds
// upon it, even before the answer is there.
func (s *session) show(v job.View) {
	looked := v.Query != s.view.Query
	s.view = v
	s.do("", job.Request{View: &v}, nil, func(r job.Reply) {
		s.result = r.Result
		if looked {
			say(ui.Plural(r.Result.Table.Total, "row", "rows"))
		}
		s.drawFigures()
	})
}

// look shows a sample, with its genes of the signature that was chosen last.
func (s *session) look(name string) {
	p := job.Person{Sample: name, Signature: s.view.Signature, Method: s.view.Method}
	s.do("", job.Request{Person: &p}, nil, func(r job.Reply) {
		s.person, s.personOn = r.Person, app.Window().URL().Path
		app.Window().Get("ifnscope").Call("arrived", "person")
		v := s.view
		v.Outline = r.Person.Sample.Name
		s.show(v)
		s.locate(v.Outline)
	})
}
