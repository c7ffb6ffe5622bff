// Package page holds the pages of the app, one file a route. A page keeps no
// data of its own: what is open stands in the session, which all pages share,
// and everything that takes time is asked of the worker.
package page

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// Routes makes the pages known. It is called in the browser and on the server,
// which renders them once.
func Routes() {
	app.Route("/", func() app.Composer { return &openPage{} })
	app.Route("/check", func() app.Composer { return &checkPage{} })
	app.Route("/quality", func() app.Composer { return &qualityPage{} })
	app.Route("/results", func() app.Composer { return &resultsPage{} })
	app.Route("/report", func() app.Composer { return &reportPage{} })
	app.Route("/cohort", func() app.Composer { return &cohortPage{} })
	app.Route("/pathway", func() app.Composer { return &pathwayPage{} })
	app.Route("/signatures", func() app.Composer { return &signaturesPage{} })
	app.Route("/methods", func() app.Composer { return &methodsPage{} })
	app.Route("/genotype", func() app.Composer { return &genotypePage{} })
	app.Route("/glossary", func() app.Composer { return &glossaryPage{} })
	app.Route("/privacy", func() app.Composer { return &privacyPage{} })
	app.Route("/about", func() app.Composer { return &aboutPage{} })
}

// Paths returns the addresses of the pages.
func Paths() []string {
	return []string{"/", "/check", "/quality", "/results", "/report", "/cohort", "/pathway", "/signatures", "/methods", "/genotype", "/glossary", "/privacy", "/about"}
}
