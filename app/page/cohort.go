package page

import (
	"fmt"
	"math"
	"slices"
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
type cohortPage struct{ base }

func (p *cohortPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Cohort - IFNscope")
	if app.IsClient && now.result != nil {
		now.showFigures(job.FigureROC, job.FigureComponents, job.FigureGenes, job.FigureSignatures, job.FigureAgreement, job.FigurePair, job.FigureVisits,
			job.FigureContributions, job.FigureCourse)
		now.compareCohort()
	}
}

func (p *cohortPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Cohort - IFNscope") }

func (p *cohortPage) Render() app.UI { return p.frame("/cohort", cohortContent) }

// compareCohort asks what follows from the signature and method that are shown.
func (s *session) compareCohort() {
	req := job.Cohort{Signature: s.result.Signature, Method: s.result.Method}
	s.do("Comparing", job.Request{Cohort: &req}, nil, func(r job.Reply) {
		s.cohort = r.Cohort
		s.drawFigures()
	})
}

func cohortContent() []app.UI {
	c := now.cohort
	if now.result == nil {
		return nothing("Nothing is scored yet", "Open a file, check how it was read, and score it; or try the example.")
	}
	if c == nil {
		return []app.UI{app.Header().Class("page-head").Body(app.H1().Text("Cohort"))}
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
			app.P().Class("actions").Body(app.A().Class("button").Href(ui.At("/results")).Text("Choose another signature or method")),
		),
		ui.Slot(now.person != nil, func() app.UI { return personAside(now.person) }),
		ui.Slot(c.Groups != nil, func() app.UI { return groupTest(c.Groups) }),
		app.Div().Class("beside later").Body(
			showFigure(job.FigureROC, "Patients against healthy controls", "What every cut-off does. The ring is the cut-off in force."),
			showFigure(job.FigureComponents, "People by all signatures", "Principal components of the scores: who is alike by all signatures at once stands together. PC1 is what the signatures share."),
		),
		showFigure(job.FigureGenes, "Genes of the signature", "Rows are genes, columns people at their first visit; alike stand together (average linkage). Choose a column to open its sample."),
		showFigure(job.FigureSignatures, "All signatures", "Rows are signatures, each by the method that it was published with; columns are people at their first visit."),
		rulesOf(c),
		ui.Slot(len(c.Presets) > 0, func() app.UI { return presetsOf(c.Presets) }),
		ui.Slot(c.Controls.People > 0, func() app.UI { return controlsOf(c.Controls) }),
		showFigure(job.FigureAgreement, "Do the signatures rank patients alike?", "Spearman's rank correlation of every two signatures over the patients at their first visit. Choose a cell to compare the two."),
		showFigure(job.FigurePair, "Two signatures", "Their scores against each other, with the rank correlation and its 95 % interval."),
		agreement(c),
		ui.Slot(len(c.Visits.People) > 0, func() app.UI {
			return showFigure(job.FigureVisits, "Scores over the visits", "One line a person who came more than once; the band is where a score is indeterminate.")
		}),
		visitsOf(c),
		ui.Slot(c.Replicates.Sets > 0, func() app.UI { return replicatesOf(c.Replicates) }),
		clinical(c),
	}
}

func groupTest(g *job.GroupTest) app.UI {
	var who []string
	for i, l := range g.Labels {
		who = append(who, fmt.Sprintf("%s (%d)", l, g.N[i]))
	}
	exact := ""
	if g.Exact {
		exact = ", exact"
	}
	content := []app.UI{
		app.H2().Text("Groups"),
		app.P().Body(app.Span().Text(strings.Join(who, ", ")+": "+g.Test+" P "), app.Strong().Text(pValue(g.P)), app.Span().Text(exact+".")),
	}
	if len(g.AUC) == 3 {
		content = append(content, app.P().Body(app.Span().Text("AUC "), app.Strong().ID("cohort-auc").Text(interval(g.AUC[0], g.AUC[1], g.AUC[2])), app.Span().Text(" (95 % by DeLong).")))
	}
	if len(g.Pairs) > 0 {
		var rows [][]ui.Cell
		for _, p := range g.Pairs {
			rows = append(rows, []ui.Cell{{Text: p.A + " and " + p.B}, ui.Number(interval(p.AUC[0], p.AUC[1], p.AUC[2])), ui.Number(pValue(p.P)), ui.Number(pValue(p.Adjusted))})
		}
		content = append(content, ui.Scroll("Pairs of groups", ui.Table("pairs", []string{"Dunn's test", "AUC of the first (95 %, DeLong)", "P", "Adjusted"}, rows)))
	}
	return app.Section().Class("card").Body(content...)
}

// rulesOf shows the cut-off rules side by side. A click puts one in force.
func rulesOf(c *job.CohortView) app.UI {
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
			row = append(row, ui.Number("–"), ui.Number("–"), ui.Number("–"), ui.Number("–"))
		} else {
			row = append(row, ui.Number(interval(r.Cutoff.Value, r.Cutoff.Lower, r.Cutoff.Upper)), ui.Number(ui.Count(r.High)), ui.Number(ui.Count(r.Band)), ui.Number(ui.Count(r.Low)))
		}
		rows = append(rows, row)
	}
	s := c.Sensitivity
	text := "There is no cut-off in force."
	if n := len(s.Steps); n > 0 {
		text = fmt.Sprintf("As the cut-off in force moves across its interval, from %s to %s, the number of patients above it goes from %d to %d of %d: %d depend on it.",
			report.Short(s.Steps[0].Cutoff), report.Short(s.Steps[n-1].Cutoff), s.Steps[0].Above, s.Steps[n-1].Above, s.People, s.Change)
	}
	return app.Section().Class("card").ID("rules").Body(
		app.H2().Text("Cut-off rules, side by side"),
		app.P().Class("hint").Text("The same scores by every rule, with the 95 % bootstrap interval and the patients it makes high, indeterminate and low. Choose a rule to put it in force for all signatures."),
		ui.Scroll("Cut-off rules", ui.Table("rules", []string{"Rule", "Cut-off (95 %)", "High", "Indeterminate", "Low"}, rows)).
			OnClick(func(_ app.Context, e app.Event) {
				var i int
				if _, err := fmt.Sscan(ui.Acted(e, "rule"), &i); err == nil && i < len(now.cohort.Rules) {
					now.useRule(now.cohort.Rules[i].Rule)
				}
			}),
		app.P().ID("sensitivity").Text(text),
	)
}

// useRule scores again with another cut-off rule and comes back.
func (s *session) useRule(r ref.Rule) {
	s.library.choice.Cutoff = r
	s.scoreThen(s.compareCohort)
}

func agreement(c *job.CohortView) app.UI {
	a := c.Agreement
	var kappa [][]ui.Cell
	head := []string{""}
	for _, i := range a.Order {
		name := c.Shorts[i]
		head = append(head, name)
		k := []ui.Cell{{Text: name}}
		for _, j := range a.Order {
			k = append(k, shaded(a.Kappa[i][j]))
		}
		kappa = append(kappa, k)
	}
	content := []app.UI{
		app.H2().Text("Do the signatures agree?"),
		app.P().Class("hint").Text(fmt.Sprintf("%s at their first visit, each signature by the method that it was published with. Correlation says whether they are ranked alike, kappa whether they are called high alike. Signatures that rank patients alike stand together (average linkage of 1 - rho).", ui.Plural(a.People, "patient", "patients"))),
		app.H3().Text("Agreement beyond chance (Cohen's kappa, high against not high)"),
		ui.Scroll("Kappa of signatures", ui.Table("matrix", head, kappa)),
	}
	n := len(c.Discordant)
	text := fmt.Sprintf("No patient sample of %d is called high by one signature and low by another.", c.Patients)
	if n > 0 {
		text = fmt.Sprintf("%d of %d patient samples are called high by one signature and low by another.", n, c.Patients)
	}
	content = append(content, app.H3().Text("Discordant samples"), app.P().ID("discordant").Text(text))
	if n > 0 {
		const most = 30
		var rows [][]ui.Cell
		for _, p := range c.Discordant[:min(n, most)] {
			rows = append(rows, []ui.Cell{{Text: job.PersonOf(p.Sample), Act: "sample", Of: p.Name}, ui.Number(ui.Count(p.High)), ui.Number(ui.Count(p.Indeterminate)), ui.Number(ui.Count(p.Low)), {Text: lowBy(c, p), Class: "wrap"}})
		}
		content = append(content, ui.Scroll("Discordant samples", ui.Table("discordant", []string{"Sample", "High by", "Indeterminate", "Low by", "Low by which"}, rows)).
			OnClick(func(_ app.Context, e app.Event) {
				if name := ui.Acted(e, "sample"); name != "" {
					now.choose(name)
				}
			}))
		if n > most {
			content = append(content, app.P().Class("hint").Text(fmt.Sprintf("The first %d of %d; all are in the downloads of the results.", most, n)))
		}
	}
	return app.Section().Class("card later").ID("agreement").Body(content...)
}

func lowBy(c *job.CohortView, p stratify.Patient) string {
	var out []string
	for i, x := range p.Classes {
		if x == ref.Low {
			out = append(out, c.Shorts[i])
		}
	}
	return strings.Join(out, ", ")
}

// shaded is a number between -1 and 1 whose class tells how high it is.
func shaded(x expr.Number) ui.Cell {
	if x.Missing() {
		return ui.Number("–")
	}
	level := int(math.Floor(float64(x) * 5))
	return ui.Cell{Text: fmt.Sprintf("%.2f", float64(x)), Class: fmt.Sprintf("num shade-%d", max(0, min(level, 4)))}
}

func visitsOf(c *job.CohortView) app.UI {
	v := c.Visits
	if len(v.People) == 0 {
		return app.Section().Class("card later").ID("visits").Body(app.H2().Text("Visits"), app.P().Text("Nobody came more than once, as far as the file says. If visits are numbered in the names, say so under Check."))
	}
	change := "No control came twice, so that no reference change value can be given: how much a score varies without a reason is not known here."
	if !v.Change.Missing() {
		change = fmt.Sprintf("Reference change value %s: a change beyond it is seen by chance once in twenty.", report.Short(v.Change))
	}
	stable := ""
	if v.Classed > 0 {
		stable = fmt.Sprintf("%d of %d patients with several visits keep their call, high or not (%.0f %%). ", v.Kept, v.Classed, 100*float64(v.Kept)/float64(v.Classed))
	}
	second := ""
	if v.Second.N > 0 {
		second = fmt.Sprintf(" From the first visit to the second the score of %s changes by %s in the middle (signed-rank test, P %s).", ui.Plural(v.Second.N, "patient", "patients"), report.Short(v.Second.Median), pValue(v.Second.P))
	}
	var rows [][]ui.Cell
	const most = 40
	for _, p := range v.People[:min(len(v.People), most)] {
		var values []string
		var last stratify.Point
		for _, x := range p.Points {
			mark := map[ref.Class]string{ref.High: "▲", ref.Indeterminate: "◆", ref.Low: "●"}[x.Class]
			values = append(values, strings.TrimSpace(x.Visit+" "+report.Short(x.Value)+mark))
			last = x
		}
		beyond := ""
		if slices.ContainsFunc(p.Points, func(x stratify.Point) bool { return x.Beyond }) {
			beyond = "yes"
		}
		row := []ui.Cell{{Text: p.Subject}, {Text: strings.Join(values, ", "), Class: "wrap"}, ui.Number(report.Short(last.Change))}
		if !last.Neutralised.Missing() {
			row = append(row, ui.Number(fmt.Sprintf("%.0f %%", float64(last.Neutralised))))
		} else {
			row = append(row, ui.Number("–"))
		}
		rows = append(rows, append(row, ui.Cell{Text: beyond}))
	}
	return app.Section().Class("card later").ID("visits").Body(
		app.H2().Text("Visits"),
		app.P().Text(stable+fmt.Sprintf("Share of the variance that lies between patients (ICC): %s.", interval(v.ICC[0], v.ICC[1], v.ICC[2]))+second),
		app.P().Class("hint").Text(change+" Change is from the first visit to the last, of ratios the log2 of the quotient; neutralised is how far a ratio to the healthy controls fell, the readout of anti-interferon trials."),
		ui.Scroll("Visits", ui.Table("visits", []string{"Person", "Scores by visit", "Change", "Neutralised", "Beyond the reference change"}, rows)),
		ui.Slot(len(v.People) > most, func() app.UI {
			return app.P().Class("hint").Text(fmt.Sprintf("The first %d of %d people.", most, len(v.People)))
		}),
	)
}

// interval writes a number with its interval.
func interval(v, lower, upper expr.Number) string {
	if lower.Missing() {
		return report.Short(v)
	}
	return fmt.Sprintf("%s (%s to %s)", report.Short(v), report.Short(lower), report.Short(upper))
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
