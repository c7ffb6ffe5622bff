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
	"ifnscope/score/expr"
	"ifnscope/score/ref"
	"ifnscope/score/report"
	"ifnscope/score/stratify"
)

// cohortPage shows what follows from the scores of all people: groups, cut-off
// rules side by side, agreement of signatures, visits, the clinical table.
type cohortPage struct {
	base
	discordant, visits bool // all rows of these tables are shown
}

func (p *cohortPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Cohort - IFNscope")
	if app.IsClient && now.result != nil {
		now.showFigures(job.FigureROC, job.FigureComponents, job.FigureGenes, job.FigureSignatures, job.FigureAgreement, job.FigurePair, job.FigureVisits,
			job.FigureContributions, job.FigureCourse)
		now.compareCohort()
	}
}

func (p *cohortPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Cohort - IFNscope") }

func (p *cohortPage) Render() app.UI { return p.frame("/cohort", p.content) }

// compareCohort asks what follows from the signature and method that are shown.
func (s *session) compareCohort() {
	req := job.Cohort{Signature: s.result.Signature, Method: s.result.Method}
	s.do("Comparing", job.Request{Cohort: &req}, nil, func(r job.Reply) {
		s.cohort = r.Cohort
		s.drawFigures()
	})
}

func (p *cohortPage) content() []app.UI {
	c := now.cohort
	if now.result == nil {
		return nothing("Nothing is scored yet", "Open a file, check how it was read, and score it; or try the example.")
	}
	if c == nil {
		return []app.UI{app.Header().Class("page-head").Body(app.H1().Text("Cohort")), again(now.compareCohort)}
	}
	var method string
	for _, m := range now.result.Methods {
		if m.ID == c.Method {
			method = m.Name
		}
	}
	return []app.UI{
		app.Header().Class("page-head").Body(
			app.H1().Text("Cohort"),
			app.P().Class("lead").Text(c.Title+", "+method+". People are counted once, at their first visit, wherever they are compared."),
			app.P().Class("actions").Body(
				app.A().Class("button").Href(ui.At("/results")).Text("Choose another signature or method"),
				app.Button().ID("export-cohort").Type("button").Class("button").Text("Tables of this page (Excel)").OnClick(func(app.Context, app.Event) { now.takeCohort() }),
			),
			contents(cohortParts(c)),
		),
		ui.Slot(now.person != nil, func() app.UI { return personAside(now.person) }),
		ui.Slot(c.Groups != nil, func() app.UI { return groupTest(c.Groups) }),
		app.Div().Class("beside later").Body(
			showFigure(job.FigureROC, "Patients against healthy controls", "What every cut-off does. The ring is the cut-off in force."),
			showFigure(job.FigureComponents, "People by all signatures", "Principal components of the scores: who is alike by all signatures at once stands together. PC1 is what the signatures share."),
		),
		ui.Slot(len(c.Columns) > 0, func() app.UI { return aboveHeat(c) }),
		showFigure(job.FigureGenes, "Genes of the signature", "Rows are genes, columns people at their first visit; alike stand together (average linkage). Choose a column to open its sample."),
		showFigure(job.FigureSignatures, "All signatures", "Rows are signatures, each by the method that it was published with; columns are people at their first visit."),
		rulesOf(c),
		ui.Slot(len(c.Presets) > 0, func() app.UI { return presetsOf(c.Presets) }),
		ui.Slot(c.Controls.People > 0, func() app.UI { return controlsOf(c.Controls) }),
		showFigure(job.FigureAgreement, "Do the signatures rank patients alike?", "Spearman's rank correlation of every two signatures over the patients at their first visit. Choose a cell to compare the two."),
		showFigure(job.FigurePair, "Two signatures", "Their scores against each other, with the rank correlation and its 95 % interval."),
		agreement(c),
		discordance(c, p.discordant, func() { p.discordant = true }),
		ui.Slot(len(c.Visits.People) > 0, func() app.UI {
			return showFigure(job.FigureVisits, "Scores over the visits", "One line a person who came more than once; the band is where a score is indeterminate.")
		}),
		visitsOf(c, p.visits, func() { p.visits = true }),
		ui.Slot(c.Replicates.Sets > 0, func() app.UI { return replicatesOf(c.Replicates) }),
		clinical(c),
	}
}

// again offers what was cancelled, or did not come about, on a page that shows
// nothing else.
func again(ask func()) app.UI {
	return ui.Slot(now.busy == nil && now.failure != nil, func() app.UI {
		return app.P().Class("actions").Body(app.Button().ID("again").Type("button").Class("button").Text("Try again").OnClick(func(app.Context, app.Event) { ask() }))
	})
}

// takeCohort downloads the tables of the page.
func (s *session) takeCohort() {
	if s.cohort == nil {
		return // scored anew at this moment
	}
	s.download(job.Export{Kind: "cohort", Cohort: job.Cohort{Signature: s.cohort.Signature, Method: s.cohort.Method}})
}

// cohortParts are the parts of the page that are there, in order.
func cohortParts(c *job.CohortView) []part {
	var out []part
	add := func(there bool, id, label string) {
		if there {
			out = append(out, part{id, label})
		}
	}
	add(c.Groups != nil, "group-test", "Groups")
	add(true, "figure-"+job.FigureROC, "Patients against controls")
	add(true, "figure-"+job.FigureGenes, "Heat maps")
	add(true, "rules", "Cut-off rules")
	add(c.Controls.People > 0, "high-controls", "IFN-high controls")
	add(true, "agreement", "Agreement")
	add(true, "discordance", "Discordant samples")
	add(true, "visits", "Visits")
	add(c.Replicates.Sets > 0, "replicates", "Replicates")
	add(true, "clinical", "Clinical table")
	return out
}

// fewText says which groups have too few people for a comparison; empty if none.
func fewText(g *job.GroupTest) string {
	var few []string
	for i, n := range g.N {
		if n < stratify.MinPeople {
			few = append(few, ui.Plural(n, "person", "people")+" in "+g.Labels[i])
		}
	}
	if len(few) == 0 {
		return ""
	}
	return fmt.Sprintf("%s; at least %d are needed to be compared.", strings.Join(few, ", "), stratify.MinPeople)
}

func groupTest(g *job.GroupTest) app.UI {
	var who []string
	for i, l := range g.Labels {
		who = append(who, fmt.Sprintf("%s (%d)", l, g.N[i]))
	}
	if g.Test == "" {
		return app.Section().Class("card").ID("group-test").Body(app.H2().Text("Groups"), app.P().Text(strings.Join(who, ", ")+". "+fewText(g)))
	}
	exact := ""
	if g.Exact {
		exact = ", exact"
	}
	content := []app.UI{
		ui.Heading("Groups", "group-test", "p", "auc"),
		app.P().Body(app.Span().Text(strings.Join(who, ", ")+": "+g.Test+" P "), app.Strong().Text(pValue(g.P)), app.Span().Text(exact+".")),
	}
	if few := fewText(g); few != "" {
		content = append(content, app.P().Class("hint").Text("Left out: "+few))
	}
	if len(g.AUC) == 3 {
		content = append(content, app.P().Body(app.Span().Text("AUC "), app.Strong().ID("cohort-auc").Text(report.Interval(g.AUC[0], g.AUC[1], g.AUC[2])), app.Span().Text(" (95 %, DeLong on the logit scale).")))
	}
	if len(g.Pairs) > 0 {
		var rows [][]ui.Cell
		for _, p := range g.Pairs {
			rows = append(rows, []ui.Cell{{Text: p.A + " and " + p.B}, ui.Number(report.Interval(p.AUC[0], p.AUC[1], p.AUC[2])), ui.Number(pValue(p.P)), ui.Number(pValue(p.Adjusted))})
		}
		content = append(content, ui.Scroll("Pairs of groups", ui.Table("pairs", []string{"Dunn's test", "AUC of the first (95 %, DeLong, logit)", "P", "Adjusted"}, rows)))
	}
	return app.Section().Class("card").ID("group-test").Body(content...)
}

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

// pValue writes a probability for reading.
func pValue(p expr.Number) string {
	switch {
	case p.Missing():
		return "–"
	case p < 0.0001:
		return "< 0.0001"
	case p < 0.01:
		return fmt.Sprintf("%.4f", float64(p))
	}
	return fmt.Sprintf("%.2f", float64(p))
}
