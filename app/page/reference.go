package page

import (
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/sample"
)

// saveControls saves the healthy controls of the run as a reference file,
// against which single patients are scored later.
func saveControls() app.UI {
	people := 0
	for _, c := range now.check.Samples.Counts {
		if c.Role == sample.Control {
			people = c.People
		}
	}
	if people == 0 || now.check.Reference != "" || now.check.Synthetic {
		return app.Div().Hidden(true)
	}
	field := func(id, label, placeholder string, value *string) app.UI {
		return app.Div().Class("field").Body(
			app.Label().For(id).Text(label),
			app.Input().ID(id).Type("text").Value(*value).Placeholder(placeholder).AutoComplete(false).Aria("describedby", "ref-wrong").
				OnInput(func(ctx app.Context, e app.Event) { *value = ctx.JSSrc().Get("value").String() }),
		)
	}
	a := &now.about
	return app.Section().Class("card later").ID("save-controls").Body(
		ui.Heading("Keep your controls", "keep", "controls"),
		app.P().Class("hint").Text("Saved as a reference file, these healthy controls stay the measure: open it beside the file of a single patient, and that patient has the very scores they would have inside this cohort. The controls are numbered in it, not named. Assay, lot and date are compared with what the file of the patient states of its own, and a difference is told; another kind of assay (array, RNA-seq, qPCR, NanoString) is refused where both are known."),
		app.Div().Class("fields").Body(
			field("ref-name", "Name", "Healthy controls", &a.Name),
			field("ref-assay", "Assay", "kit, platform, RNA-seq or array", &a.Assay),
			field("ref-lot", "Lot", "reagents, code set", &a.Lot),
			field("ref-date", "Date, as YYYY-MM-DD", "2026-11-25", &a.Date),
		),
		ui.Wrong("ref-wrong", now.aboutWrong),
		app.Button().ID("save-reference").Type("button").Class("button").Text("Save the reference file").OnClick(func(app.Context, app.Event) {
			now.change(func() { now.aboutWrong = wrongDate(now.about.Date) })
			if now.aboutWrong == "" {
				now.saveReference()
			}
		}),
	)
}

// wrongDate says what is wrong with the date of a reference file, which may be
// left out; empty if nothing is. Files of several laboratories are told apart by
// it, so that it is written one way only.
func wrongDate(date string) string {
	if _, err := time.Parse(time.DateOnly, date); date != "" && err != nil {
		return "The date is not written as YYYY-MM-DD, for example 2026-11-25."
	}
	return ""
}

func (s *session) saveReference() {
	s.do("Saving", job.Request{Export: &job.Export{Kind: "reference", About: s.about}}, nil, func(r job.Reply) { save(r.File) })
}
