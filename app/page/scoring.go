package page

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/sample"
)

// score computes the scores of what is chosen and shows them.
func (s *session) score() { s.scoreThen(func() { s.goTo = "/results" }) }

// scoreThen computes the scores and goes on with then.
func (s *session) scoreThen(then func()) {
	v := s.view
	v.Outline = ""
	req := s.library.choice
	req.View = v
	s.do("Scoring", job.Request{Score: &req}, nil, func(r job.Reply) {
		s.result, s.view, s.stale, s.person, s.cohort, s.pathway, s.sheet = r.Result, v, false, nil, nil, nil, nil
		s.laid.Sample = ""
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

// look shows one sample.
func (s *session) look(p job.Person) {
	s.do("", job.Request{Person: &p}, nil, func(r job.Reply) {
		s.person = r.Person
		app.Window().Get("ifnscope").Call("arrived", "person")
		v := s.view
		v.Outline = r.Person.Sample.Name
		s.show(v)
		s.locate(v.Outline)
	})
}
