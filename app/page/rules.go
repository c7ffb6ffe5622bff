package page

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// rulesOf shows the cut-off rules side by side. A click puts one in force.
func rulesOf(c *job.CohortView) app.UI {
	head := []string{"Rule", "Cut-off (95 %)", "High", "Indeterminate", "Low", "Other class"}
	hint := "The same scores by every rule, with the patients that it makes high, indeterminate and low. The 95 % interval is by bootstrap; where there are fewer than 20 controls, and for the mean of ratios, it takes scores for normal and ratios for log-normal. Other class is how many of them have another of the three classes than by the rule in force."
	followed := len(c.Visits.People) > 0
	if followed {
		head = append(head, "Keep their class")
		hint += " Keep their class is how many of who came more than once have the same of the three at all visits."
	}
	var rows [][]ui.Cell
	for i, r := range c.Rules {
		name := sentenceStart(r.Cutoff.Rule)
		hint := ""
		if r.InUse {
			hint = "In force."
		}
		if r.Cutoff.Circular {
			hint = strings.TrimSpace(hint + " Derived from the patients that it judges.")
		}
		row := []ui.Cell{{Text: name, Hint: hint, Class: "wrap", Act: "rule", Of: fmt.Sprint(i)}}
		if r.Cutoff.Value.Missing() {
			row[0].Hint = sentence(r.Cutoff.Why)
			if r.Rule.Kind == ref.Literature {
				row[0].Act = "" // it would leave every score without a class
			}
			row = append(row, ui.Number("–"), ui.Number("–"), ui.Number("–"), ui.Number("–"), ui.Number("–"))
		} else {
			row = append(row, ui.Number(report.Interval(r.Cutoff.Value, r.Cutoff.Lower, r.Cutoff.Upper)), ui.Number(ui.Count(r.High)), ui.Number(ui.Count(r.Band)), ui.Number(ui.Count(r.Low)), ui.Number(ui.Count(r.Other)))
		}
		if followed {
			kept := "–"
			if n := r.Visits.Classed; n > 0 {
				kept = fmt.Sprintf("%d of %d", r.Visits.Same, n)
			}
			row = append(row, ui.Number(kept))
		}
		rows = append(rows, row)
	}
	return app.Section().Class("card").ID("rules").Body(
		ui.Heading("Cut-off rules, side by side", "rules", "cut-off", "interval", "indeterminate"),
		app.P().Class("hint").Text(hint+" Choose a rule to put it in force for all signatures; an own value, below, is for this score alone."),
		ui.Scroll("Cut-off rules", ui.Table("rules", head, rows)).
			OnClick(func(_ app.Context, e app.Event) {
				var i int
				if _, err := fmt.Sscan(ui.Acted(e, "rule"), &i); err == nil && now.cohort != nil && i < len(now.cohort.Rules) {
					now.useRule(now.cohort.Rules[i].Rule)
				}
			}),
		ruleNumber(c),
		ownCutoff(c),
		app.P().ID("sensitivity").Text(strings.TrimSpace(sensitivityText(c.Sensitivity)+" "+sameText(c))),
		ui.Slot(c.Sensitivity.Change > 0, func() app.UI { return stepsOf(c.Sensitivity) }),
	)
}

// stepsOf shows how many patients are above the cut-off in force at five places of
// its interval.
func stepsOf(s stratify.Sensitivity) app.UI {
	n := len(s.Steps)
	digits := report.Places((s.Steps[0].Cutoff+s.Steps[n-1].Cutoff)/2, s.Steps[0].Cutoff, s.Steps[n-1].Cutoff)
	head, row := []string{"Cut-off at"}, []ui.Cell{{Text: "Patients above"}}
	for i := range 5 {
		x := s.Steps[i*(n-1)/4]
		head, row = append(head, report.Fixed(x.Cutoff, digits)), append(row, ui.Number(ui.Count(x.Above)))
	}
	return ui.Scroll("Patients above the cut-off across its interval", ui.Table("moved", head, [][]ui.Cell{row}))
}

// sensitivityText says how many calls depend on where in its interval the cut-off
// lies.
func sensitivityText(s stratify.Sensitivity) string {
	n := len(s.Steps)
	if n == 0 {
		return "There is no cut-off in force."
	}
	lower, upper := s.Steps[0], s.Steps[n-1]
	if lower.Cutoff == upper.Cutoff {
		return fmt.Sprintf("The cut-off in force has no interval across which it could move; %d of %d patients are above it.", lower.Above, s.People)
	}
	digits := report.Places((lower.Cutoff+upper.Cutoff)/2, lower.Cutoff, upper.Cutoff)
	text := fmt.Sprintf("As the cut-off in force moves across its interval, from %s to %s, ", report.Fixed(lower.Cutoff, digits), report.Fixed(upper.Cutoff, digits))
	switch s.Change {
	case 0:
		return text + fmt.Sprintf("the number of patients above it stays at %d of %d.", lower.Above, s.People)
	case 1:
		return text + fmt.Sprintf("the number of patients above it goes from %d to %d of %d: 1 call depends on it.", lower.Above, upper.Above, s.People)
	}
	return text + fmt.Sprintf("the number of patients above it goes from %d to %d of %d: %d calls depend on it.", lower.Above, upper.Above, s.People, s.Change)
}

// sameText says how many patients have one class whatever the rule; nothing where
// fewer than two rules have a cut-off.
func sameText(c *job.CohortView) string {
	rules := 0
	for _, r := range c.Rules {
		if !r.Cutoff.Value.Missing() {
			rules++
		}
	}
	if rules < 2 {
		return ""
	}
	return fmt.Sprintf("%d of %d patients have the same class by all %d rules that have a cut-off.", c.SameByAll, c.Sensitivity.People, rules)
}

// useRule scores again with another cut-off rule and comes back. An own value of
// the score that is shown makes room for it.
func (s *session) useRule(r ref.Rule) {
	if r.Kind == ref.Own {
		return // it is in force
	}
	s.library.number, s.library.numberNot = "", ""
	s.library.choice.Cutoff = r
	s.library.choice.OwnCutoffs = s.otherCutoffs()
	s.scoreThen(s.compareCohort)
}

// inForce is the rule of the score that is shown.
func inForce(c *job.CohortView) ref.Rule {
	for _, r := range c.Rules {
		if r.InUse {
			return r.Rule
		}
	}
	return ref.Rule{Kind: ref.Own} // it is on a logarithm that this score does not have
}

// ruleNumber lets a person give the rule in force another number, if it has one to
// choose.
func ruleNumber(c *job.CohortView) app.UI {
	name, x := inForce(c).Number()
	l := &now.library
	return ui.Slot(name != "", func() app.UI {
		return app.Form().Class("own-cutoff").Body(
			app.Div().Class("field").Body(
				app.Label().For("rule-number").Text("Rule in force: "+name),
				app.Input().ID("rule-number").Type("text").Attr("inputmode", "decimal").AutoComplete(false).Placeholder(fmt.Sprint(x)).Value(l.number).Aria("describedby", "rule-number-wrong").Aria("invalid", l.numberNot != "").
					OnInput(func(ctx app.Context, e app.Event) { now.library.number = ctx.JSSrc().Get("value").String() }),
			),
			app.Button().ID("use-rule-number").Type("submit").Class("button").Text("Use this number"),
			app.P().Class("hint").Text("For all signatures, as the rule is: 2.5 or 3 standard deviations, the 97.5th or 99th percentile, three times the median. Choosing a rule above brings its usual number back."),
			ui.Wrong("rule-number-wrong", l.numberNot),
		).OnSubmit(func(_ app.Context, e app.Event) {
			e.PreventDefault()
			now.useNumber()
		})
	})
}

// useNumber puts the rule in force with the number that was typed.
func (s *session) useNumber() {
	if s.cohort == nil {
		return // scored anew at this moment
	}
	x, err := number(s.library.number)
	if err != nil {
		x = math.NaN() // which no rule has, and it says what it has
	}
	r, err := inForce(s.cohort).With(x)
	if err != nil {
		s.change(func() { s.library.numberNot = sentence(err.Error()) })
		return
	}
	s.useRule(r)
}

// number reads a number with a decimal point or comma.
func number(text string) (float64, error) {
	return strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
}

// ownCutoff lets a person state the cut-off of the score that is shown: what their
// laboratory has found for it.
func ownCutoff(c *job.CohortView) app.UI {
	l := &now.library
	stated := len(now.otherCutoffs()) < len(l.choice.OwnCutoffs)
	return app.Form().Class("own-cutoff").Body(
		app.Div().Class("field").Body(
			app.Label().For("own-cutoff").Text("Own cut-off for this score"),
			app.Input().ID("own-cutoff").Type("text").Attr("inputmode", "decimal").AutoComplete(false).Value(l.cutoff).Aria("describedby", "own-cutoff-wrong").Aria("invalid", l.cutoffNot != "").
				OnInput(func(ctx app.Context, e app.Event) { now.library.cutoff = ctx.JSSrc().Get("value").String() }),
		),
		app.Button().ID("use-own-cutoff").Type("submit").Class("button").Text("Use it"),
		ui.Slot(stated, func() app.UI {
			return app.Button().ID("drop-own-cutoff").Type("button").Class("button").Text("Back to the rule").
				OnClick(func(app.Context, app.Event) { now.stateCutoff(now.otherCutoffs()) })
		}),
		app.P().Class("hint").Text("What your laboratory found for this very assay. It has no interval here, and is forgotten when files, or how they are read, change."),
		ui.Wrong("own-cutoff-wrong", l.cutoffNot),
	).OnSubmit(func(_ app.Context, e app.Event) {
		e.PreventDefault()
		now.useOwnCutoff()
	})
}

// useOwnCutoff takes what was typed, with a decimal point or comma.
func (s *session) useOwnCutoff() {
	if s.cohort == nil {
		return // scored anew at this moment
	}
	l := &s.library
	v, err := number(l.cutoff)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		s.change(func() { l.cutoffNot = "A cut-off is one number in the unit of the score, for example 2.47." })
		return
	}
	s.stateCutoff(append(s.otherCutoffs(), report.OwnCutoff{Signature: s.cohort.Signature, Method: s.cohort.Method, Value: v}))
}

// stateCutoff scores again with these own values and comes back.
func (s *session) stateCutoff(own []report.OwnCutoff) {
	s.library.cutoff, s.library.cutoffNot = "", ""
	s.library.choice.OwnCutoffs = own
	s.scoreThen(s.compareCohort)
}

// otherCutoffs are the own values of other scores than the one that is shown.
func (s *session) otherCutoffs() []report.OwnCutoff {
	return slices.DeleteFunc(slices.Clone(s.library.choice.OwnCutoffs), func(o report.OwnCutoff) bool {
		return s.cohort != nil && o.Signature == s.cohort.Signature && o.Method == s.cohort.Method
	})
}
