package page

import (
	"fmt"
	"maps"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/sample"
)

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
		b.ByHand, b.Reason = maps.Clone(b.ByHand), maps.Clone(b.Reason)
		if b.ByHand == nil {
			b.ByHand = map[string]sample.Role{}
		}
		for _, x := range found.People.Rows {
			b.ByHand[x.Name] = r
			delete(b.Reason, x.Name)
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
		ui.Scroll("Samples", ui.SampleTable(p.Rows, roleChoices)).
			OnChange(func(_ app.Context, e app.Event) {
				target := e.Get("target")
				var role sample.Role
				if role.UnmarshalText([]byte(target.Get("value").String())) != nil {
					return
				}
				b := now.assignment()
				b.ByHand = maps.Clone(b.ByHand)
				if b.ByHand == nil {
					b.ByHand = map[string]sample.Role{}
				}
				name := target.Get("dataset").Get("sample").String()
				b.ByHand[name] = role
				b.Reason = maps.Clone(b.Reason)
				delete(b.Reason, name) // it was of another decision
				now.assign(b)
			}),
		ui.Pager(p.Offset, now.asked.Limit, p.Total, func(offset int) {
			x := now.asked
			x.Offset = offset
			now.ask(x)
		}),
	)
}
