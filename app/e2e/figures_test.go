package e2e

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
)

// place is where something stands on the screen.
type place struct{ X, Y float64 }

// middle scrolls an element into view and returns its middle, once the page
// stands still.
func (b *tab) middle(selector string) place {
	b.t.Helper()
	b.wait(selector+" stands still", fmt.Sprintf(`(() => {
		const e = document.querySelector(%q);
		e?.scrollIntoView({block: "center"});
		const r = e?.getBoundingClientRect(), at = e ? [r.x, r.y, r.width, r.height].join() : "";
		const still = at !== "" && at === window.stood && !document.querySelector(".busy");
		window.stood = at;
		return still;
	})()`, selector))
	return eval[place](b, fmt.Sprintf(`(() => { const r = document.querySelector(%q).getBoundingClientRect(); return {X: r.x + r.width / 2, Y: r.y + r.height / 2} })()`, selector))
}

// point moves the mouse to a place.
func (b *tab) point(p place) {
	b.t.Helper()
	call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: "mouseMoved", X: p.X, Y: p.Y})
}

// clickAt clicks at a place with the mouse.
func (b *tab) clickAt(p place) {
	b.t.Helper()
	b.point(p)
	for _, kind := range []input.DispatchMouseEventType{"mousePressed", "mouseReleased"} {
		call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: p.X, Y: p.Y, Button: "left", ClickCount: 1})
	}
}

// said is what stands below a figure.
func (b *tab) said(figure string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf(`document.getElementById("said-%s").textContent`, figure))
}

// TestFigures points at marks, walks through them by keyboard, opens patients
// from figures, finds the same patient ringed in all of them and in the table,
// and takes figures away: an SVG, a picture of 300 dots an inch, and values.
func TestFigures(t *testing.T) {
	b := revisit(t)
	b.ready()
	mark := b.mark()
	b.click("#example")
	b.wait("the strip is drawn", `location.pathname === "/results" && !!document.querySelector("#figure-strip svg.chart")`)

	// the mouse
	const dot = `#figure-strip .c-point.c-high`
	name := eval[string](b, `document.querySelector("`+dot+`").dataset.sample`)
	at := b.middle(dot + " path")
	b.point(at)
	b.wait("the value is shown", fmt.Sprintf(`document.getElementById("said-strip").textContent.startsWith(%q) && document.querySelectorAll("#figure-strip .over .at").length === 1`, name+": "))
	if want := eval[string](b, `document.querySelector("`+dot+` title").textContent`); b.said("strip") != want {
		t.Errorf("below the figure stands %q, the mark says %q", b.said("strip"), want)
	}
	b.clickAt(at)
	b.wait("the sample is open", fmt.Sprintf(`document.querySelector("#person h2")?.textContent === %q`, name))
	b.wait("it is ringed", `document.querySelectorAll("#figure-strip .over .ring").length === 1`)
	b.wait("what drives its score is drawn", `!!document.querySelector("#figure-contributions svg.chart")`)
	b.wait("the row of the table is chosen", fmt.Sprintf(`[...document.querySelectorAll("table.scores tr.chosen")].every(r => r.cells[0].textContent === %q)`, name))

	// the table chooses in the figure
	other := eval[string](b, fmt.Sprintf(`[...document.querySelectorAll("table.scores tbody button")].map(e => e.dataset.sample).find(n => n !== %q)`, name))
	b.tap(fmt.Sprintf(`table.scores [data-sample=%q]`, other))
	b.wait("the other sample is open", fmt.Sprintf(`document.querySelector("#person h2")?.textContent === %q`, other))
	ringed := func(figure string) string {
		return fmt.Sprintf(`(() => {
			const ring = document.querySelector("#figure-%s .over .ring")?.getBoundingClientRect(), dot = document.querySelector('#figure-%[1]s [data-sample="%s"]')?.getBoundingClientRect();
			return !!ring && !!dot && Math.hypot(ring.x + ring.width / 2 - dot.x - dot.width / 2, ring.y + ring.height / 2 - dot.y - dot.height / 2) < 3;
		})()`, figure, other)
	}
	b.wait("the other sample is ringed at its mark", ringed("strip"))

	// the keyboard
	eval[bool](b, `(document.querySelector("#figure-strip .chart-box").focus(), true)`)
	b.key("ArrowRight")
	b.wait("the first mark is told", `!!document.querySelector("#figure-strip .over .at")`)
	first := b.said("strip")
	b.key("ArrowRight")
	b.wait("the next mark is told", fmt.Sprintf(`document.getElementById("said-strip").textContent !== %q`, first))
	next := b.said("strip")
	b.key("Enter")
	b.wait("Enter opens it", fmt.Sprintf(`%q.startsWith(document.querySelector("#person h2")?.textContent + ": ")`, next))

	// what is taken away
	b.click("#figure-strip [data-take=png]")
	shot := b.download("ifnscope-strip-" + eval[string](b, `document.getElementById("signature").value`) + ".png")
	img, err := png.DecodeConfig(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	if img.Width != 720*300/96 || img.Height < 1000 {
		t.Errorf("the picture is %d x %d", img.Width, img.Height)
	}
	k := bytes.Index(shot, []byte("pHYs"))
	if k < 0 || binary.BigEndian.Uint32(shot[k+4:]) != 11811 || binary.BigEndian.Uint32(shot[k+8:]) != 11811 || shot[k+12] != 1 {
		t.Error("the picture does not say that it has 300 dots an inch")
	}
	b.click("#figure-strip [data-take=values]")
	values := string(b.download("ifnscope-strip-" + eval[string](b, `document.getElementById("signature").value`) + ".tsv"))
	if !strings.HasPrefix(values, "# SYNTHETIC") || strings.Count(values, "\n") != 88+2 {
		t.Errorf("the values are %d lines", strings.Count(values, "\n"))
	}
	b.tap("#figure-strip details summary")
	b.wait("the values are shown", `document.querySelectorAll("#figure-strip table.values tbody tr").length === 25`)

	b.figuresOfCohort(other)
	for _, r := range b.sent(mark) {
		if !strings.HasPrefix(r, "Image blob:") {
			t.Errorf("after the example was opened this was asked for: %s", r)
		}
	}
}

// figuresOfCohort looks at the figures of the cohort page, where a sample is
// chosen.
func (b *tab) figuresOfCohort(chosen string) {
	b.t.Helper()
	b.press("Cohort: agreement, visits, cut-offs")
	for _, name := range []string{"roc", "components", "genes", "signatures", "agreement", "pair", "visits"} {
		b.wait(name+" is drawn", fmt.Sprintf(`!!document.querySelector("#figure-%s svg.chart")`, name))
	}
	// a column of the heat map opens a sample, which is then ringed elsewhere
	at := b.middle("#figure-genes .c-cells:last-of-type")
	b.point(at)
	b.wait("the cell is told", `!!document.querySelector("#figure-genes .over .at")`)
	name, _, _ := strings.Cut(b.said("genes"), ",")
	b.clickAt(at)
	b.wait("the sample is open", fmt.Sprintf(`document.querySelector("#person h2")?.textContent === %q`, name))
	for _, figure := range []string{"components", "genes", "signatures", "pair"} {
		b.wait("it is ringed in "+figure, fmt.Sprintf(`document.querySelectorAll("#figure-%s .over .ring").length === 1`, figure))
	}
	// a cell of the agreement map compares two signatures
	before := eval[string](b, `document.querySelector("#figure-pair svg.chart title").textContent`)
	box := eval[place](b, `(() => { const e = document.querySelector("#figure-agreement .c-cells"); e.scrollIntoView({block: "center"}); const r = e.getBoundingClientRect(); return {X: r.x + 60, Y: r.bottom - 12} })()`)
	b.clickAt(box)
	b.wait("the two are compared", fmt.Sprintf(`document.querySelector("#figure-pair svg.chart title").textContent !== %q`, before))
}
