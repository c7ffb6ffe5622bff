package e2e

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var speed = flag.Bool("speed", false, "measure what a person waits for; on a machine that does nothing else")

// TestSpeed prints how long a person waits, the best and the middle of five.
// Nothing is asserted: what it says depends on the machine.
func TestSpeed(t *testing.T) {
	if !*speed {
		return // make bench-open asks for it
	}
	took := map[string][]float64{}
	clock := func(what string, f func()) {
		begin := time.Now()
		f()
		took[what] = append(took[what], time.Since(begin).Seconds())
	}
	// usable is true when a press on the example would be heard
	usable := `!document.getElementById("app-wasm-loader") && !!document.querySelector("#example:not([disabled])")`
	large := cloud(20000, 330)
	for range 5 {
		s := serveAlone(t)
		b := visit(t, s, "/privacy", optimising) // starts the browser; the next page is a first visit in a new window
		b.ready()
		eval[bool](b, `caches.keys().then(k => Promise.all(k.map(n => caches.delete(n)))).then(() => navigator.serviceWorker.getRegistrations()).then(r => Promise.all(r.map(x => x.unregister()))).then(() => true)`)
		b.run(chromedp.Navigate("about:blank"))
		clock("cold open", func() {
			b.run(chromedp.Navigate(s.url + "/"))
			b.wait("the page is usable", usable)
		})
		clock("first score of the example after it", func() {
			b.click("#example")
			b.wait("the example is scored", `location.pathname === "/results" && !!document.querySelector("#auc")`)
		})
		b.run(chromedp.Navigate(s.url + "/"))
		b.ready()
		clock("second visit", func() {
			b.run(chromedp.Reload())
			b.wait("the page is usable", usable)
		})
		s.stop()
		clock("second visit, offline", func() {
			b.run(chromedp.Reload())
			b.wait("the page is usable", usable)
		})
		expression, samples := cohort(t)
		tasks := b.record(func() {
			clock("GSE49454: from the drop to the check table", func() {
				b.drop(expression, samples)
				b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
			})
			clock("GSE49454: from there to the results", func() {
				b.tap("#score")
				b.wait("the results are shown", `location.pathname === "/results" && !!document.querySelector("#auc")`)
			})
		})
		took["GSE49454: longest task of the page's thread"] = append(took["GSE49454: longest task of the page's thread"], tasks.cpu.Seconds())
		file := b.file("large.tsv", large)
		clock(fmt.Sprintf("%d MB of text: from the choice to the check table", len(large)>>20), func() {
			b.press("1\nOpen")
			b.files(file)
			b.wait("the file is read", `location.pathname === "/check" && document.body.textContent.includes("large.tsv")`)
		})
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		chromedp.Cancel(b.ctx)
	}
	for _, what := range slices.Sorted(maps.Keys(took)) {
		x := slices.Sorted(slices.Values(took[what]))
		t.Logf("%-60s best %.3f s, median %.3f s", what, x[0], x[len(x)/2])
	}
}
