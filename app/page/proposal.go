package page

import (
	"fmt"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/sample"
)

// groupWhy says what the groups were proposed from, offers the proposal back
// where another choice is in force, and what may be controls where none were
// found by name.
func groupWhy(s job.SampleView) app.UI {
	a, p := s.Assignment, s.Proposed
	none := p.GroupColumn == "" && !p.GroupPrefix
	text := "Proposed from " + s.GroupWhy + "."
	if none {
		text = sentence(s.GroupWhy)
	}
	other := !none && (a.GroupColumn != p.GroupColumn || a.GroupPrefix != p.GroupPrefix)
	if other {
		text += " Not in force: something else was chosen."
	}
	return app.Div().Body(
		app.P().Class("why").Text(text),
		ui.Slot(other, func() app.UI {
			return app.Button().Type("button").Class("quiet").Text("Use the proposed groups").OnClick(func(app.Context, app.Event) {
				b, p := now.assignment(), now.check.Samples.Proposed
				b.GroupColumn, b.GroupPrefix, b.Roles = p.GroupColumn, p.GroupPrefix, p.Roles
				now.assign(b)
			})
		}),
		ui.Slot(none && a.GroupColumn == "" && len(s.Candidates) > 0, func() app.UI {
			return app.Div().Class("candidates").Body(app.Span().Class("why").Text("These may be controls. Are they healthy people, measured with the same assay?"),
				app.Range(s.Candidates).Slice(func(i int) app.UI {
					c := s.Candidates[i]
					return app.Button().Type("button").Class("quiet").Text(fmt.Sprintf("Take %q of %q as controls (%d)", c.Value, c.Column, c.Samples)).
						OnClick(func(app.Context, app.Event) { now.takeControls(c) }, app.EventScope("candidate", c.Column, c.Value))
				}))
		}),
	)
}

// takeControls assigns the samples with a value as healthy controls. Who the
// others of its column are is for the person to say.
func (s *session) takeControls(c sample.Candidate) {
	b := s.assignment()
	b.GroupColumn, b.GroupPrefix, b.Roles = c.Column, false, map[string]sample.Role{c.Value: sample.Control}
	s.assign(b)
}

// subjectWhy says what the people were proposed from, and offers the proposal
// back where another choice is in force.
func subjectWhy(s job.SampleView) app.UI {
	a, p := s.Assignment, s.Proposed
	other := a.SubjectColumn != p.SubjectColumn || a.SubjectPattern != p.SubjectPattern || a.VisitColumn != p.VisitColumn
	text := "Proposed: " + s.SubjectWhy + "."
	if other {
		text += " Not in force: something else was chosen, or decided before this sample table was opened."
	}
	return app.Div().Body(
		app.P().Class("why").Text(text),
		ui.Slot(other, func() app.UI {
			return app.Button().Type("button").Class("quiet").Text("Use the proposed people").OnClick(func(app.Context, app.Event) {
				b, p := now.assignment(), now.check.Samples.Proposed
				b.SubjectColumn, b.SubjectPattern, b.VisitColumn = p.SubjectColumn, p.SubjectPattern, p.VisitColumn
				now.assign(b)
			})
		}),
	)
}
