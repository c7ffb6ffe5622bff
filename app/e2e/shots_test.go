package e2e

import (
	"fmt"
	"testing"
)

// TestPictures takes a picture of every page in both themes and two widths,
// with the example open, for people to look at. It asserts that no page is
// wider than the screen.
func TestPictures(t *testing.T) {
	s := serve(t)
	b := visit(t, s, "/")
	for _, v := range []struct {
		name          string
		width, height int64
	}{{"1280", 1280, 900}, {"390", 390, 844}} {
		for _, theme := range []string{"light", "dark"} {
			b.look(v.width, v.height, theme)
			shot := func(page string) {
				t.Helper()
				if w := eval[int](b, `document.documentElement.scrollWidth`); int64(w) > v.width {
					t.Errorf("%s at %d is %d pixels wide", page, v.width, w)
				}
				eval[bool](b, `window.scrollTo(0, 0), true`)
				b.shoot(fmt.Sprintf("%s-%s-%s", page, v.name, theme))
			}
			b.press("IFNscope")
			b.text("Open a file")
			shot("open")
			b.click("#example")
			b.text("All samples")
			shot("results")
			b.click("table.scores tbody tr:first-child button")
			b.wait("a sample is shown", `!!document.getElementById("person")`)
			shot("person")
			b.press("2\nCheck")
			b.text("Samples and people")
			shot("check")
			b.press("Privacy")
			b.text("Where your data are")
			shot("privacy")
			b.press("About")
			b.text("What it is not")
			shot("about")
		}
	}
}
