package page

import (
	_ "embed"
	"runtime"
	"strings"

	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/ui"
)

// Part is something that IFNscope is built with.
type Part struct {
	Name, Module, Version string // the version as in go.mod, of the compiler for the standard library
	Licence               string
	For                   string
	text                  string // of the licence
}

// Text returns the text of the licence.
func (p Part) Text() string { return p.text }

// licences are the texts that must come with the programs.
//
//go:embed licences.txt
var licences string

// Parts are the modules that the page, the computing program and the server
// are built with.
func Parts() []Part {
	parts := []Part{
		{Name: "The Go standard library", Version: strings.TrimPrefix(runtime.Version(), "go"), Licence: "BSD 3-Clause", For: "everything"},
		{Name: "go-app", Module: "github.com/maxence-charriere/go-app/v10", Version: "v10.1.11", Licence: "MIT", For: "the page"},
		{Name: "gonum", Module: "gonum.org/v1/gonum", Version: "v0.17.0", Licence: "BSD 3-Clause", For: "statistics"},
		{Name: "uuid", Module: "github.com/google/uuid", Version: "v1.6.0", Licence: "BSD 3-Clause", For: "the page, through go-app"},
		{Name: "brotli", Module: "github.com/andybalholm/brotli", Version: "v1.2.8", Licence: "MIT", For: "the server"},
	}
	for i := range parts {
		_, rest, _ := strings.Cut(licences, "\n== "+parts[i].Name+"\n")
		text, _, _ := strings.Cut(rest, "\n== ")
		parts[i].text = strings.TrimSpace(text)
	}
	return parts
}

func licenceSection() app.UI {
	parts := Parts()
	return app.Section().Class("card later prose").ID("licences").Body(
		app.H2().Text("What it is built with"),
		app.P().Text("Each part is pinned to a version by its checksum. Signatures and variants carry their sources where they are shown."),
		ui.Scroll("Licences", app.Table().Body(
			app.THead().Body(app.Tr().Body(app.Th().Text("Part"), app.Th().Text("Version"), app.Th().Text("Licence"), app.Th().Text("For"))),
			app.TBody().Body(app.Range(parts).Slice(func(i int) app.UI {
				p := parts[i]
				return app.Tr().Body(app.Td().Text(p.Name), app.Td().Text(strings.TrimPrefix(p.Version, "v")), app.Td().Text(p.Licence), app.Td().Text(p.For))
			})),
		)),
		app.Range(parts).Slice(func(i int) app.UI {
			return app.Details().Body(app.Summary().Text("Licence of "+parts[i].Name), app.Pre().Class("licence").Text(parts[i].text))
		}),
	)
}
