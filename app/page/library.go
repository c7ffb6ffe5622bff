package page

import (
	"math"
	"slices"
	"strconv"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/job"
	"ifnscope/app/ui"
	"ifnscope/score/report"
)

// library is what a person can look up and choose from: the signatures and the
// methods. Empty choices stand for the defaults.
type library struct {
	catalogue *job.CatalogueView
	asked     job.Catalogue
	methods   []job.MethodView
	choice    job.Score
	ownText   string
	ownName   string
	ownWrong  string // what is wrong with what was added
	ownSaid   string // what became of it
	cutoff    string // own cut-off that is typed
	cutoffNot string // what is wrong with it
	number    string // of the cut-off rule in force, that is typed
	numberNot string // what is wrong with it
	find      string // what is looked for, ahead of the answer
	copied    string // signature whose genes were copied last
	laid      int    // groups of the catalogue that are on the page
}

// lookUp gets the signatures as asked.
func (s *session) lookUp(c job.Catalogue) {
	s.do("", job.Request{Catalogue: &c}, nil, func(r job.Reply) {
		looked := c.Query != s.library.asked.Query
		s.library.catalogue, s.library.asked = r.Catalogue, c
		if looked {
			say(ui.Plural(len(s.library.shown()), "signature", "signatures"))
		}
		s.drawFigures()
		if s.library.laid == 0 {
			s.layGroups()
		}
	})
}

// layGroups puts a group of the catalogue more on the page after each frame, until
// all are there: so many rows at once would hold it up.
func (s *session) layGroups() {
	l := &s.library
	if l.catalogue == nil { // a session was opened meanwhile, and looks them up again
		l.laid = 0
		return
	}
	if l.laid >= len(l.catalogue.Groups) {
		l.laid = math.MaxInt // also of sets that a person adds later
		return
	}
	var frame app.Func
	frame = app.FuncOf(func(app.Value, []app.Value) any {
		frame.Release()
		s.change(func() { l.laid++ })
		s.layGroups()
		return nil
	})
	starter().Call("afterFrame", frame)
}

// shown returns the entries that are looked for.
func (l *library) shown() []job.SignatureEntry {
	return slices.DeleteFunc(l.entries(), func(e job.SignatureEntry) bool { return e.Hidden })
}

// describe gets the methods.
func (s *session) describe() {
	s.do("", job.Request{Methods: &job.Methods{}}, nil, func(r job.Reply) { s.library.methods = r.Methods })
}

// entries returns every signature of the catalogue.
func (l *library) entries() []job.SignatureEntry {
	var out []job.SignatureEntry
	if l.catalogue != nil {
		for _, g := range l.catalogue.Groups {
			out = append(out, g.Entries...)
		}
	}
	return out
}

// signatures returns the ids of the chosen signatures, the defaults if nothing
// is chosen.
func (l *library) signatures() []string {
	if l.choice.Signatures != nil {
		return l.choice.Signatures
	}
	var ids []string
	for _, e := range l.entries() {
		if e.Default {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// chosenMethods returns the ids of the chosen methods, the defaults if nothing
// is chosen.
func (l *library) chosenMethods() []string {
	if l.choice.Methods != nil {
		return l.choice.Methods
	}
	var ids []string
	for _, m := range l.methods {
		if m.Default {
			ids = append(ids, m.ID)
		}
	}
	return ids
}

// chooseSignature takes a signature among those that are scored, or out of
// them. The last one stays: a run scores something.
func (s *session) chooseSignature(id string) {
	l := &s.library
	var all []string
	for _, e := range l.entries() {
		all = append(all, e.ID)
	}
	s.change(func() {
		if ids := toggled(l.signatures(), id, all); len(ids) > 0 {
			l.choice.Signatures = ids
			s.stale = s.result != nil
		}
	})
}

// chooseMethod is chooseSignature for methods.
func (s *session) chooseMethod(id string) {
	l := &s.library
	var all []string
	for _, m := range l.methods {
		all = append(all, m.ID)
	}
	s.change(func() {
		if ids := toggled(l.chosenMethods(), id, all); len(ids) > 0 {
			l.choice.Methods = ids
			s.stale = s.result != nil
		}
	})
}

// toggled returns ids with id added in the order of all, or without it.
func toggled(ids []string, id string, all []string) []string {
	var out []string
	for _, x := range all {
		if slices.Contains(ids, x) != (x == id) {
			out = append(out, x)
		}
	}
	return out
}

// chosenLine says how many are chosen and offers the defaults back.
func chosenLine(n int, one, many string, changed bool, reset func()) app.UI {
	how := ", the defaults."
	if changed {
		how = ", as you chose."
	}
	return app.P().Class("chosen-line").Body(
		app.Span().Body(app.Strong().Text(ui.Plural(n, one, many)), app.Span().Text(how)),
		ui.Slot(changed, func() app.UI {
			return app.Button().Type("button").Class("quiet").Text("Back to the defaults").OnClick(func(app.Context, app.Event) {
				now.change(func() {
					reset()
					now.stale = now.result != nil
				})
			}, app.EventScope(many))
		}),
		ui.Slot(now.check != nil && now.check.Table != nil, func() app.UI { return app.A().Class("button").Href(ui.At("/check")).Text("Go on to Check") }),
	)
}

// named is a signature in a menu: the name that tables and figures have first.
func named(s report.Signature) string {
	if s.Short == "" || s.Short == s.Title {
		return s.Title
	}
	return s.Short + ": " + s.Title
}

// longLabel is a label whose second part has no room on a phone.
func longLabel(short, more string) app.UI {
	return app.Span().Body(app.Text(short), app.Span().Class("more-words").Text(more))
}

// factList lists what is known of something.
func factList(facts []job.Fact) app.UI {
	return app.Dl().Class("evidence").Body(app.Range(facts).Slice(func(i int) app.UI {
		f := facts[i]
		return app.Div().Body(app.Dt().Text(f.Name), app.Dd().Body(
			app.If(f.Name == "DOI" && f.Text != "", func() app.UI { return doiLink(f.Text) }).Else(func() app.UI { return app.Span().Text(f.Text) })))
	}))
}

// doiLink leads to a publication, in a tab of its own. The page itself connects
// to nothing: it is the person who goes there, and no referrer goes along.
func doiLink(doi string) app.UI {
	return app.A().Href("https://doi.org/" + doi).Target("_blank").Rel("noreferrer").Text("doi:" + doi)
}

// coverages are the shares of genes below which a score may be withheld. The
// last is under that of one gene in any set.
var coverages = []ui.Choice{
	{Value: "0", Label: "under half (the default)"}, {Value: "0.7", Label: "under 70 %"}, {Value: "1", Label: "not all"}, {Value: "0.001", Label: "none: show all others with a warning"},
}

// scoredLine says on Check what will be scored, and leads to the choice.
func scoredLine() app.UI {
	l := &now.library
	say := func(ids []string, what string) string {
		if ids == nil {
			return "the default " + what
		}
		return ui.Count(len(ids)) + " " + what + " of your choice"
	}
	return app.Section().Class("card").Body(
		app.H2().Text("What is scored"),
		app.P().Text("By "+say(l.choice.Signatures, "signatures")+" and "+say(l.choice.Methods, "methods")+"."),
		ui.Select("coverage", "A score is withheld where of the signature's genes were measured", strconv.FormatFloat(l.choice.MinCoverage, 'g', -1, 64), coverages,
			func(ctx app.Context, e app.Event) {
				v, err := strconv.ParseFloat(ctx.JSSrc().Get("value").String(), 64)
				if err != nil {
					return // a select has only the values it was given
				}
				now.change(func() {
					l.choice.MinCoverage = v
					now.stale = now.result != nil
				})
			}),
		app.P().Class("hint").Text("Under 70 %, or with any gene missing of a set of six or fewer, a score is shown with a warning. What you choose stands in the report."),
		app.P().Class("actions").Body(
			app.A().Class("button").Href(ui.At("/signatures")).Text("Choose signatures"),
			app.A().Class("button").Href(ui.At("/methods")).Text("Choose methods"),
		),
	)
}
