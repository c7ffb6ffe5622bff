package e2e

import (
	"flag"
	"fmt"
	"testing"
)

var (
	screenshots = flag.Bool("screenshots", false, "write a picture of every page that is asked about its width to screenshots")
	pictures    = flag.Bool("pictures", false, "write the pictures of the README to web/pictures")
)

// screens are the sizes that the pages are looked at in.
var screens = []struct {
	name          string
	width, height int64
}{{"1280", 1280, 900}, {"390", 390, 844}}

// TestPictures asserts that no page is wider than its screen, not even one of 320
// pixels, with the example and with the real cohort. With -screenshots it takes
// pictures of them for people to look at.
func TestPictures(t *testing.T) {
	for _, data := range []string{"example", "cohort"} {
		t.Run(data, func(t *testing.T) {
			b := revisit(t)
			shot := func(page string) {
				t.Helper()
				b.shot(data+"-"+page, func() {})
				if *pictures && data == "example" {
					b.readme(page)
				}
			}
			if data == "example" {
				shot("open")
				b.press("Privacy")
				b.text("Where your data are")
				shot("privacy")
				b.press("About")
				b.text("What it is not")
				shot("about")
				b.press("Glossary")
				b.text("The words of this program.")
				shot("glossary")
				b.press("IFNscope")
				b.click("#example")
			} else {
				b.drop(extract())
				b.text("Samples and people")
				shot("check")
				b.press("Quality of the samples")
				b.wait("the samples are compared", `!!document.getElementById("judged")`)
				shot("quality")
				b.press("Back to Check")
				b.tap("#score:not([disabled])")
			}
			b.text("All samples")
			shot("results")
			b.press("4\nReport")
			b.wait("the report is there", `!!document.querySelector(".report")`)
			shot("report")
			b.press("3\nResults")
			b.text("All samples")
			b.tap("table.scores tbody tr:first-child button")
			b.wait("a sample is shown", `!!document.getElementById("person")`)
			shot("person")
			b.press("Cohort: agreement, visits, cut-offs")
			b.wait("the cohort is shown", `!!document.getElementById("clinical")`)
			shot("cohort")
			if data == "example" {
				b.press("Signatures")
				b.click("[data-open=crow6]")
				b.click("#compare-clinical")
				b.wait("the overlap is drawn", `!!document.querySelector("#overlap svg")`)
				shot("signatures")
				b.press("Methods")
				b.text("Within a cohort")
				eval[bool](b, `document.querySelector("article.method button").click(), true`)
				b.wait("the example is worked", `!!document.querySelector(".detail")`)
				shot("methods")
				b.press("2\nCheck")
				b.text("Samples and people")
				shot("check")
			}
		})
	}
}

// shot asserts that what is shown fits the screens, once laid says that it is laid
// out there, and takes pictures of it if they are wanted.
func (b *tab) shot(name string, laid func()) {
	b.t.Helper()
	for _, v := range screens {
		b.look(v.width, v.height, "light")
		laid()
		b.fits(name, v.width)
		if !*screenshots {
			continue
		}
		for _, theme := range []string{"light", "dark"} {
			b.look(v.width, v.height, theme)
			laid()
			// as high as the page, so that what sticks to the screen stands at its place
			b.look(v.width, eval[int64](b, `new Promise(r => setTimeout(() => r(document.documentElement.scrollHeight), 300))`), theme)
			b.shoot(fmt.Sprintf("../../screenshots/%s-%s-%s.png", name, v.name, theme))
		}
	}
	b.look(320, 640, "light")
	b.fits(name, 320)
	b.look(1280, 900, "light")
}

// fits asserts that nothing of the page is beyond its screen to the side, and
// that what can be pressed is 24 pixels high and wide at least (WCAG 2.2, 2.5.8;
// links in running text are exempt).
func (b *tab) fits(page string, width int64) {
	b.t.Helper()
	if small := eval[string](b, `[...document.querySelectorAll("button, select, summary, nav a, input:not(.visually-hidden)")].filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()]).filter(([e, r]) => r.width > 0 && (r.width < 24 || r.height < 24)).map(([e, r]) => e.outerHTML.slice(0, 80) + " " + r.width + "x" + r.height).slice(0, 5).join("\n")`); small != "" {
		b.t.Errorf("%s at %d has small targets:\n%s", page, width, small)
	}
	if w := eval[int64](b, `document.documentElement.scrollWidth`); w > width {
		b.t.Errorf("%s at %d is %d pixels wide: %s", page, width, w, eval[string](b, fmt.Sprintf(`[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > %d && !e.closest(".scroll, .chart-box")).map(e => e.tagName + "." + e.className).slice(0, 5).join(" ")`, width)))
	}
}

// readmes are the pictures of the README.
var readmes = []struct {
	page, name, theme string
	width, height     int64
}{
	{"results", "results-light", "light", 1280, 1160},
	{"results", "results-dark", "dark", 1280, 1160},
	{"results", "phone-light", "light", 390, 1160},
	{"check", "check-light", "light", 1280, 900},
}

// readme writes the pictures of a page that the README shows.
func (b *tab) readme(page string) {
	for _, r := range readmes {
		if r.page != page {
			continue
		}
		b.look(r.width, r.height, r.theme)
		eval[bool](b, `new Promise(r => (window.scrollTo(0, 0), setTimeout(() => r(true), 400)))`)
		b.shoot("../../web/pictures/" + r.name + ".png")
	}
	b.look(1280, 900, "light")
}
