package page

import (
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
)

// methodsPage explains every method, from the tables of the code itself, and
// lets a person choose which ones score.
type methodsPage struct {
	base
	open map[string]bool // methods that are shown in full
}

func (p *methodsPage) OnNav(ctx app.Context) {
	p.arrived(ctx, "Methods - IFNscope")
	if app.IsClient {
		now.describe()
		if at := ctx.Page().URL().Fragment; strings.HasPrefix(at, "method-") {
			app.Window().Get("ifnscope").Call("arrived", at)
		}
	}
}

func (p *methodsPage) OnPreRender(ctx app.Context) { ctx.Page().SetTitle("Methods - IFNscope") }

func (p *methodsPage) Render() app.UI { return p.frame("/methods", p.content) }

func (p *methodsPage) content() []app.UI {
	l := &now.library
	chosen := l.chosenMethods()
	var alone, controls, cohort []app.UI
	for _, m := range l.methods {
		card := p.card(m, slices.Contains(chosen, m.ID))
		switch {
		case m.Depends:
			cohort = append(cohort, card)
		case slices.Contains(m.Needs, "healthy controls"):
			controls = append(controls, card)
		default:
			alone = append(alone, card)
		}
	}
	out := []app.UI{app.Header().Class("page-head").Body(
		app.H1().Text("Methods"),
		app.P().Class("lead").Text("How a set of genes becomes a number. The defaults are right for most files; every score on the results page names the method that made it."),
		ui.Slot(len(l.methods) > 0, func() app.UI {
			return chosenLine(len(chosen), "method scores", "methods score", l.choice.Methods != nil, func() { l.choice.Methods = nil })
		}),
	)}
	for _, g := range []struct {
		title, text string
		cards       []app.UI
	}{
		{"The sample alone", "Safe for one patient: nothing but the sample enters.", alone},
		{"Against healthy controls", "Safe for one patient: the controls are fixed, and another patient changes nothing.", controls},
		{"Within a cohort", "A score depends on the other samples of the run, and may change when one is added.", cohort},
	} {
		if len(g.cards) > 0 {
			out = append(out, app.Section().Class("methods").Body(append([]app.UI{app.H2().Text(g.title), app.P().Class("hint").Text(g.text)}, g.cards...)...))
		}
	}
	return out
}

func (p *methodsPage) card(m job.MethodView, on bool) app.UI {
	id := slug(m.ID)
	return app.Article().Class("card method").ID("method-"+id).Body(
		app.Div().Class("card-head").Body(
			app.H3().Text(m.Name),
			app.Label().Class("tick").Body(
				app.Input().ID("use-"+id).Type("checkbox").Checked(on).Aria("label", "Use "+m.Name).OnChange(func(app.Context, app.Event) { now.chooseMethod(m.ID) }, app.EventScope("use", m.ID)),
				app.Span().Text("Use"),
			),
		),
		app.P().Text(m.Sentence),
		app.P().Class("hint").Text(source(m)),
		ui.Slot(m.Obstacle != "", func() app.UI { return app.P().Class("obstacle").Text("Not for the open file: " + m.Obstacle + ".") }),
		app.Button().Type("button").Class("quiet").Aria("expanded", p.open[m.ID]).Text("Formula, parameters and a worked example").
			OnClick(func(app.Context, app.Event) {
				if p.open == nil {
					p.open = map[string]bool{}
				}
				p.open[m.ID] = !p.open[m.ID]
			}, app.EventScope("open", m.ID)),
		ui.Slot(p.open[m.ID], func() app.UI { return methodDetail(m) }),
	)
}

// source is the line below a method's sentence.
func source(m job.MethodView) string {
	s := m.Source + ". " + strings.ToUpper(m.Cohort[:1]) + m.Cohort[1:] + "."
	if len(m.Needs) > 0 {
		s += " Needs " + strings.Join(m.Needs, "; ") + "."
	}
	return s
}

// methodDetail shows all that the code says of a method.
func methodDetail(m job.MethodView) app.UI {
	content := []app.UI{factList([]job.Fact{
		{Name: "Formula", Text: m.Formula},
		{Name: "Scale", Text: m.Scale},
		{Name: "Contribution", Text: m.Contribution},
		{Name: "Source", Text: m.Source},
		{Name: "DOI", Text: m.DOI},
		{Name: "In R", Text: m.R},
		{Name: "Id", Text: m.ID},
	})}
	if len(m.Parameters) > 0 {
		var rows [][]ui.Cell
		for _, x := range m.Parameters {
			rows = append(rows, []ui.Cell{{Text: x.Name}, {Text: x.Value}, {Text: x.Meaning, Class: "wrap"}})
		}
		content = append(content, ui.Scroll("Parameters of "+m.Name, ui.Table("parameters", []string{"Parameter", "Value", "Meaning"}, rows)))
	}
	if e := m.Example; e != nil {
		var rows [][]ui.Cell
		for _, r := range e.Rows {
			row := []ui.Cell{{Text: r[0]}}
			for _, x := range r[1:] {
				row = append(row, ui.Number(x))
			}
			rows = append(rows, row)
		}
		content = append(content, app.H4().Text("Worked example"), app.P().Class("hint").Text(e.Text),
			ui.Scroll("Worked example of "+m.Name, ui.Table("example", e.Columns, rows)), app.P().Body(app.Strong().Text("Score: "+e.Score)))
	}
	return app.Div().Class("detail").Body(content...)
}

// slug makes the id of an element from that of a method.
func slug(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, strings.ToLower(id))
}
