package e2e

import (
	"flag"
	"fmt"
	"testing"
)

var pictures = flag.Bool("pictures", false, "write the pictures of the README to web/pictures")

// screens are the sizes that the pages are looked at in.
var screens = []struct {
	name          string
	width, height int64
}{{"1280", 1280, 900}, {"390", 390, 844}}

// TestPictures takes a picture of every page in both themes and two widths,
// with the example and with the real cohort, for people to look at. It asserts
// that no page is wider than its screen, not even one of 320 pixels.
func TestPictures(t *testing.T) {
	for _, data := range []string{"example", "cohort"} {
		t.Run(data, func(t *testing.T) {
			b := visit(t, serve(t), "/")
			shot := func(page string) {
				t.Helper()
				for _, v := range screens {
					for _, theme := range []string{"light", "dark"} {
						b.look(v.width, v.height, theme)
						b.fits(page, v.width)
						if *pictures && data == "example" {
							b.readme(page + "-" + v.name + "-" + theme)
						}
						// as high as the page, so that what sticks to the screen stands at its place
						b.look(v.width, eval[int64](b, `new Promise(r => setTimeout(() => r(document.documentElement.scrollHeight), 300))`), theme)
						b.shoot(fmt.Sprintf("../../screenshots/%s-%s-%s-%s.png", data, page, v.name, theme))
					}
				}
				b.look(320, 640, "light")
				b.fits(page, 320)
				b.look(1280, 900, "light")
			}
			if data == "example" {
				shot("open")
				b.press("Privacy")
				b.text("Where your data are")
				shot("privacy")
				b.press("About")
				b.text("What it is not")
				shot("about")
				b.press("IFNscope")
				b.click("#example")
			} else {
				b.drop(cohort(t))
				b.text("Samples and people")
				shot("check")
				b.click("#score")
			}
			b.text("All samples")
			shot("results")
			b.click("table.scores tbody tr:first-child button")
			b.wait("a sample is shown", `!!document.getElementById("person")`)
			shot("person")
			if data == "example" {
				b.press("2\nCheck")
				b.text("Samples and people")
				shot("check")
			}
		})
	}
}

// fits asserts that nothing of the page is beyond its screen to the side.
func (b *tab) fits(page string, width int64) {
	b.t.Helper()
	if w := eval[int64](b, `document.documentElement.scrollWidth`); w > width {
		b.t.Errorf("%s at %d is %d pixels wide: %s", page, width, w, eval[string](b, fmt.Sprintf(`[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > %d && !e.closest(".scroll, .chart-box")).map(e => e.tagName + "." + e.className).slice(0, 5).join(" ")`, width)))
	}
}

// readme writes the picture of the screen that the README shows, if it is one.
func (b *tab) readme(shot string) {
	name := map[string]string{"results-1280-light": "results-light", "results-1280-dark": "results-dark", "check-1280-light": "check-light", "results-390-light": "phone-light"}[shot]
	if name != "" {
		eval[bool](b, `new Promise(r => (window.scrollTo(0, 0), setTimeout(() => r(true), 400)))`)
		b.shoot("../../web/pictures/" + name + ".png")
	}
}
