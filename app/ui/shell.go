package ui

import (
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/score/report"
)

// Step is one of the stations of the way through the app.
type Step struct {
	Path, Label string
	Open        bool   // it can be gone to
	Part        string // of it that is shown, empty for the step itself
}

// At returns the address of a page of the site, which may live below a path.
// Where pages are rendered on the server, go-app puts the path in front itself.
func At(path string) string {
	if app.IsServer {
		return path
	}
	return strings.TrimSuffix(app.Getenv("GOAPP_ROOT_PREFIX"), "/") + path
}

// Shell is what surrounds every page.
type Shell struct {
	Path      string // of the page shown
	Steps     []Step
	Synthetic bool
	Locked    bool
	Title     string           // of the page, for who hears it
	Score     app.EventHandler // goes to the button that scores, nil where there is none
	Theme     app.EventHandler // switches between light and dark
	Keys      app.EventHandler // shows the keyboard shortcuts
}

// pages are the pages that are always open.
var pages = []Step{{Path: "/signatures", Label: "Signatures", Open: true}, {Path: "/methods", Label: "Methods", Open: true}, {Path: "/privacy", Label: "Privacy", Open: true}, {Path: "/about", Label: "About", Open: true}}

// Wrap puts the shell around the content of a page.
func (s Shell) Wrap(content ...app.UI) app.UI {
	return app.Div().Class("app").Body(
		app.A().Class("skip").Href("#main").Text("Skip to the content"),
		Slot(s.Score != nil, func() app.UI {
			return app.A().Class("skip").Href("#score").Text("Skip to the button Score").OnClick(s.Score)
		}),
		app.Header().Class("top").Body(
			app.A().Class("brand").Href(At("/")).Body(Logo(), app.Span().Text("IFNscope")),
			app.Nav().Class("steps").Aria("label", "Steps").Body(
				app.Ol().Body(app.Range(s.Steps).Slice(func(i int) app.UI { return s.step(i) })),
			),
			app.Nav().Class("more").Aria("label", "More").Body(
				app.Range(pages).Slice(func(i int) app.UI {
					a := app.A().Href(At(pages[i].Path)).Text(pages[i].Label)
					if pages[i].Path == s.Path {
						a.Aria("current", "page")
					}
					return a
				}),
				app.Button().Class("theme").Type("button").Aria("label", "Switch between light and dark").Title("Light or dark").OnClick(s.Theme).Body(halfMoon()),
			),
		),
		app.Aside().Class("strip").Aria("label", "Use").Body(
			app.Strong().Text(report.Disclaimer),
			app.Span().Class("lock").Body(s.lock()...),
		),
		app.If(s.Synthetic, func() app.UI {
			return app.Aside().Class("synthetic").Aria("label", "Synthetic").Text("Synthetic example: computed people, nobody's data.")
		}),
		app.Main().ID("main").TabIndex(-1).Aria("label", s.Title).Body(content...),
		app.Footer().Class("foot").Body(
			app.Span().Text("IFNscope "+report.Version+Build()),
			app.A().Href(At("/about")+"#not").Text("What this is not"),
			app.A().Href(At("/glossary")).Text("Glossary"),
			app.Button().ID("show-keys").Type("button").Class("link").Text("Keyboard (?)").OnClick(s.Keys),
		),
		app.P().ID("crash").Class("crash").Role("alert"),
	)
}

// Build is the version of the site, by its content; empty while it is rendered.
func Build() string {
	if v := app.Getenv("GOAPP_VERSION"); app.IsClient && len(v) >= 8 {
		return ", build " + v[:8]
	}
	return ""
}

func (s Shell) step(i int) app.UI {
	st := s.Steps[i]
	label := []app.UI{app.Span().Class("no").Text(i + 1), app.Span().Text(st.Label)}
	if !st.Open {
		return app.Li().Body(app.Span().Class("closed").Body(label...))
	}
	a := app.A().Href(At(st.Path)).Body(label...)
	if st.Path == s.Path {
		a.Aria("current", "step")
	}
	if st.Part != "" {
		a.Body(append(label, app.Span().Class("part").Text(st.Part))...)
	}
	return app.Li().Body(a)
}

func (s Shell) lock() []app.UI {
	if s.Locked {
		return []app.UI{padlock(true), app.Span().Text("Offline by choice: this page has cut itself off the network")}
	}
	return []app.UI{padlock(false), app.Span().Text("Files stay on this device")}
}

// Logo is the mark of the program: three bars of rising expression in a lens.
func Logo() app.UI {
	return app.Raw(`<svg class="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><circle cx="15" cy="15" r="12.5" fill="none" stroke="currentColor" stroke-width="2.5"/><path d="M24 24l6 6" stroke="currentColor" stroke-width="3" stroke-linecap="round"/><path d="M9.5 20v-4M15 20V11.5M20.5 20V8" stroke="currentColor" stroke-width="3" stroke-linecap="round"/></svg>`)
}

func halfMoon() app.UI {
	return app.Raw(`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/></svg>`)
}

func padlock(closed bool) app.UI {
	arc := `<path d="M5.5 8V6a3.5 3.5 0 0 1 6.6-1.6" fill="none" stroke="currentColor" stroke-width="1.6"/>`
	if closed {
		arc = `<path d="M5.5 8V6a3.5 3.5 0 0 1 7 0v2" fill="none" stroke="currentColor" stroke-width="1.6"/>`
	}
	return app.Raw(`<svg viewBox="0 0 18 18" width="15" height="15" aria-hidden="true"><rect x="3.5" y="8" width="11" height="7.5" rx="1.5" fill="currentColor"/>` + arc + `</svg>`)
}

// Arrow points down: a download.
func Arrow() app.UI {
	return app.Raw(`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M10 2.5v10M5.5 8.5l4.5 4.5 4.5-4.5M3 17h14" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>`)
}
