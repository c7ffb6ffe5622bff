package page

import (
	"fmt"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/sample"
)

// reasons are offered where a person says why a sample is left out; any other can
// be typed.
var reasons = []string{
	"failed quality control", "outlier", "wrongly labelled or exchanged", "measured twice", "infection or vaccination when it was taken",
	"interferon or a drug against it", "healthy control with a high ISG score", "not of this study",
}

// mostSet is how many samples that were found are given a role at once.
const mostSet = 500

// setFound gives one role to all samples that a search found.
func setFound(n int) app.UI {
	choices := append([]ui.Choice{{Value: "", Label: "choose"}}, roleChoices...)
	return ui.Select("set-found", fmt.Sprintf("Set the %s found to", ui.Plural(n, "sample", "samples")), "", choices, func(ctx app.Context, e app.Event) {
		var r sample.Role
		if v := ctx.JSSrc().Get("value").String(); v != "" && r.UnmarshalText([]byte(v)) == nil {
			ctx.JSSrc().Set("value", "") // the next choice is one too
			now.setFound(r)
		}
	})
}

// setFound asks which samples the search finds, and gives them the role.
func (s *session) setFound(r sample.Role) {
	s.do("", job.Request{People: &job.People{Query: s.asked.Query, Limit: mostSet}}, nil, func(found job.Reply) {
		b := s.assignment()
		for _, x := range found.People.Rows {
			if r == sample.Excluded {
				b = b.LeaveOut(x.Name, "left out together with others") // what was looked for may be a name
			} else {
				b = b.Give(x.Name, r)
			}
		}
		s.assign(b)
	})
}

// sampleTable shows the samples, a part at a time, each with its role.
func sampleTable() app.UI {
	p := now.people
	if p == nil {
		return app.Div().Hidden(true)
	}
	return app.Div().Class("samples later").Body(
		app.Div().Class("table-head").Body(
			app.H3().Text("Samples"),
			ui.Search("find-sample", "Find a sample, person, group or visit", now.find.samples, func(q string) {
				now.find.samples = q
				x := now.asked
				x.Query, x.Offset = q, 0
				now.ask(x)
			}),
		),
		ui.Slot(now.asked.Query != "" && p.Total > 0 && p.Total <= mostSet, func() app.UI { return setFound(p.Total) }),
		ui.Options("reasons", reasons),
		ui.Scroll("Samples", ui.SampleTable(p.Rows, roleChoices, now.check.Samples.Assignment)).
			OnChange(func(_ app.Context, e app.Event) {
				target, a := e.Get("target"), now.assignment()
				value := target.Get("value").String()
				if name := target.Get("dataset").Get("reason"); name.Truthy() {
					now.assign(a.LeaveOut(name.String(), strings.TrimSpace(value)))
					return
				}
				var role sample.Role
				if role.UnmarshalText([]byte(value)) == nil {
					now.assign(a.Give(target.Get("dataset").Get("sample").String(), role))
				}
			}),
		ui.Pager(p.Offset, now.asked.Limit, p.Total, func(offset int) {
			x := now.asked
			x.Offset = offset
			now.ask(x)
		}),
	)
}
