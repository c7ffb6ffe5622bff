package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// TestContrast shows every page to those who asked their device for more
// contrast, and for colours of their own: whatever takes the keyboard shows that
// it has it, what can be pressed can be told from the page, and no page is wider
// than its screen.
func TestContrast(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.click("#example")
	b.wait("the example is scored", shown)
	for path, there := range map[string]string{
		"/":           `!!document.getElementById("example")`,
		"/check":      `!!document.querySelector("select[data-sample]")`,
		"/quality":    `!!document.getElementById("judged")`,
		"/results":    `!!document.querySelector("table.scores tbody button") && !!document.querySelector("figure svg.chart")`,
		"/cohort":     `!!document.getElementById("clinical")`,
		"/pathway":    `!!document.querySelector("#figure-pathway-map [data-node=pdc]")`,
		"/report":     `!!document.querySelector(".report")`,
		"/signatures": `!!document.querySelector("[data-open=crow6]")`,
		"/methods":    `!!document.querySelector("article.method button")`,
		"/privacy":    `!!document.getElementById("policies")`,
		"/about":      `!!document.getElementById("licences")`,
		"/glossary":   `!!document.querySelector(".words")`,
	} {
		b.goTo(path)
		b.wait(path+" is whole", there)
		for _, wish := range []*emulation.MediaFeature{{Name: "prefers-contrast", Value: "more"}, {Name: "forced-colors", Value: "active"}} {
			where := path + " with " + wish.Name
			for _, width := range []int64{1280, 390} {
				b.look(width, 900, "light", wish)
				b.fits(where, width)
			}
			if !eval[bool](b, fmt.Sprintf(`matchMedia("(%s: %s)").matches`, wish.Name, wish.Value)) {
				t.Fatalf("%s is not emulated", wish.Name)
			}
			b.look(1280, 900, "light", wish)
			eval[bool](b, `(document.querySelector(".skip").focus(), true)`)
			b.key("Tab") // whoever uses the keyboard is shown where it is
			if bad := eval[[]string](b, `(() => {
				const bad = [];
				const seen = (c) => c !== "transparent" && !/^rgba\(.*, 0\)$/.test(c);
				for (const e of document.querySelectorAll("a[href], button, select, input, textarea, summary, [tabindex='0']")) {
					if (e.disabled || !e.checkVisibility() || e.closest("dialog")) continue;
					e.focus({preventScroll: true});
					if (document.activeElement !== e) continue; // of a group, one at a time
					const s = getComputedStyle(e.classList.contains("visually-hidden") && e.labels?.[0] || e);
					if (s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 2 || !seen(s.outlineColor)) bad.push(e.outerHTML.slice(0, 100) + ": " + s.outline);
				}
				return bad.slice(0, 3);
			})()`); len(bad) > 0 {
				t.Errorf("%s: these do not show that they have the focus: %q", where, bad)
			}
		}
		b.look(1280, 900, "light")
	}
}
