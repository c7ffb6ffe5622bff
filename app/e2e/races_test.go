package e2e

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/runtime"
)

// TestEveryButton presses every button and link of every page, and of what is
// around it, twice at once: of one page as fast as it goes, of the next as the
// page keeps up, and of every page both ways in make soak. Whatever that asks
// for, nothing stops, nothing is lost, and the same scores come out afterwards.
func TestEveryButton(t *testing.T) {
	b := revisit(t)
	b.ready()
	before := b.example()
	pages := []string{"/", "/check", "/quality", "/results", "/cohort", "/pathway", "/report", "/signatures", "/methods", "/genotype", "/privacy", "/about", "/glossary"}
	pressed := 0
	// the dialog of the system waits for a person
	eval[bool](b, `(window.prints = 0, window.print = () => prints++, true)`)
	for i, p := range pages {
		ways := []bool{false, true} // without waiting between the buttons
		if os.Getenv("BUTTONS") != "all" {
			ways = ways[i%2 : i%2+1]
		}
		for _, hurry := range ways {
			for next, total := 0, 1; next < total; {
				b.goTo(p)
				b.wait("the report is laid out, if there is one", `!document.querySelector("#print[disabled]")`)
				// until the end, or until a button leads to another page
				at := eval[[]int](b, fmt.Sprintf(`(async () => {
					const turn = () => new Promise((r) => setTimeout(r));
					const all = () => [...document.querySelectorAll("main button, main summary, main a.button, main select, main input:not([type=file])")].slice(0, 100)
						.concat([...document.querySelectorAll("header.top button, footer button, dialog button, dialog input")]);
					let i = %d;
					for (; i < all().length && location.pathname === %q; i++) {
						const e = all()[i];
						if (e.matches("select")) {
							for (const o of [...e.options].slice(0, 2).concat(e.selectedOptions[0])) {
								e.value = o.value;
								e.dispatchEvent(new Event("change", { bubbles: true }));
							}
						} else {
							e.click();
							if (e.isConnected) { // a person cannot press what is gone
								e.dispatchEvent(new MouseEvent("dblclick", { bubbles: true }));
								e.click();
							}
						}
						if (!%v) await turn();
					}
					return [i, location.pathname === %q ? 0 : 100];
				})()`, next, p, hurry, p))
				pressed += at[0] - next
				if next, total = at[0], at[1]; pressed > 5000 {
					t.Fatal("the pages have no end")
				}
			}
			b.wait("the work is over", `!document.querySelector(".busy")`)
			for what, bad := range map[string]string{
				"the app stopped":      `document.body.classList.contains("failed") || !!document.getElementById("crash")?.textContent`,
				"the worker stopped":   `/computing process|computation was started/.test(document.body.innerText)`,
				"a defect shows":       `/runtime error|panic|goroutine|nil pointer|index out of range/.test(document.body.innerText)`,
				"the page was left":    `!document.querySelector("header.top")`,
				"something was pasted": `location.search !== ""`,
			} {
				if eval[bool](b, bad) {
					t.Fatalf("%s (in a hurry: %v): %s\n%s", p, hurry, what, b.state())
				}
			}
		}
	}
	prints := eval[int](b, `prints`)
	t.Logf("%d presses, %d of them to print", pressed, prints)
	if prints == 0 {
		t.Error("the buttons of the report were not pressed")
	}
	if pressed < 100 {
		t.Errorf("only %d buttons were pressed", pressed)
	}
	b.reload()
	if !bytes.Equal(before, b.example()) {
		t.Error("afterwards the example has other scores")
	}
}

// TestHaste changes two things at once, before the page has heard of the first,
// and has the browser say what no key says: both changes hold, and nothing stops.
func TestHaste(t *testing.T) {
	b := revisit(t)
	b.ready()
	b.example()
	// what is opened before the scores of another choice are there is of that choice
	another := func(n int, before, after string) string {
		t.Helper()
		return eval[string](b, fmt.Sprintf(`(() => {
			const press = (selector) => selector && document.querySelector(selector).click();
			press(%q);
			const e = document.querySelector("#signature"), o = [...e.options].filter(o => !o.selected && !/not measured/.test(o.text))[%d];
			e.value = o.value;
			e.dispatchEvent(new Event("change", { bubbles: true }));
			press(%q);
			return o.text;
		})()`, before, n, after))
	}
	chosen := another(0, "", "table.scores tbody tr button")
	b.wait("the sample is shown by "+chosen, fmt.Sprintf(`%q.endsWith(document.querySelector("#person tr.chosen button")?.title.split(", ")[0] ?? "-")`, chosen))
	chosen = another(1, "", "#report-one")
	b.wait("the report is of "+chosen, fmt.Sprintf(`%q.endsWith(document.querySelector("#paper figure svg title")?.textContent.split(" by group")[0] ?? "-")`, chosen))
	// a choice from a list of the browser's comes like this
	eval[bool](b, `document.body.dispatchEvent(new Event("keydown", { bubbles: true }))`)
	b.press("2\nCheck")
	set := func(selectors [2]string, values [2]string) {
		t.Helper()
		for _, s := range selectors {
			b.wait(s+" is there", fmt.Sprintf(`!!document.querySelector(%q)`, s))
		}
		eval[bool](b, fmt.Sprintf(`(() => {
			const set = (e, value) => { e.value = value; e.dispatchEvent(new Event("change", { bubbles: true })); };
			const first = document.querySelector(%q), second = document.querySelector(%q);
			set(first, %q);
			set(second, %q);
			return true;
		})()`, selectors[0], selectors[1], values[0], values[1]))
	}
	const left = `[...document.querySelectorAll(".samples select")].filter(e => e.value === "excluded").map(e => e.dataset.sample).join(" ")`
	b.wait("the samples are there", `document.querySelectorAll(".samples select").length > 1`)
	names := eval[[]string](b, `[...document.querySelectorAll(".samples select")].map(e => e.dataset.sample)`)
	set([2]string{`.samples select[data-sample="` + names[0] + `"]`, `.samples select[data-sample="` + names[1] + `"]`}, [2]string{"excluded", "excluded"})
	b.wait("both are left out", fmt.Sprintf(`!document.querySelector(".busy") && document.querySelector(".counts .excluded")?.innerText.replace(/\s+/g, " ").startsWith("2 left out") && %s === %q`, left, names[0]+" "+names[1]))
	// each can be had back
	for _, want := range []string{names[0], ""} {
		eval[bool](b, `document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "u", bubbles: true }))`)
		b.wait("it is had back", fmt.Sprintf(`%s === %q`, left, want))
	}
	b.press("4\nReport")
	b.wait("the report is there", `!!document.querySelector("#told input")`)
	ids := eval[[]string](b, `[...document.querySelectorAll("#told input")].slice(0, 2).map(e => "#" + CSS.escape(e.id))`)
	set([2]string{ids[0], ids[1]}, [2]string{"the first line", "the second line"})
	b.wait("both are in the report", `["the first line", "the second line"].every(x => document.getElementById("paper").textContent.includes(x))`)
	// a choice that is made while it is scored again holds
	b.press("3\nResults")
	b.wait("the scores are of what was open before", `!!document.querySelector("main .stale button")`)
	chosen = another(1, "main .stale button", "")
	b.wait("it is scored and "+chosen+" is shown", fmt.Sprintf(`!document.querySelector("main .stale, .busy") && document.querySelector("#signature")?.selectedOptions[0].text === %q`, chosen))
	b.press("Cohort: agreement, visits, cut-offs")
	b.wait("the cohort is that of "+chosen, fmt.Sprintf(`%q.endsWith(document.querySelector("main .lead")?.textContent.split(", ")[0] ?? "-")`, chosen))
}

// goTo shows a page of the app, also one that no link leads to.
func (b *tab) goTo(path string) {
	b.t.Helper()
	b.wait(path+" is shown", fmt.Sprintf(`(() => {
		const path = %q;
		if (location.pathname === path) return !!document.querySelector("main h1, main h2");
		const a = document.querySelector('a[href="' + path + '"]');
		if (a) {
			a.click();
		} else {
			history.pushState(null, "", path);
			dispatchEvent(new PopStateEvent("popstate"));
		}
		return false;
	})()`, path))
}

// used is the memory after a collection, in bytes: objects and arrays of
// JavaScript, and that of WebAssembly.
func (b *tab) used() float64 {
	b.t.Helper()
	call(b, heapprofiler.CollectGarbage, cdp.Empty{})
	u := call(b, runtime.GetHeapUsage, cdp.Empty{})
	return u.UsedSize + u.BackingStorageSize + eval[float64](b, `ifnscope.memory()`)
}

// TestCycles opens a cohort and puts it away again and again, fifty times in
// make soak. The page and the worker take no more memory than after the first
// few.
func TestCycles(t *testing.T) {
	b := visit(t, serve(t), "/")
	b.ready()
	samples := append(numbered("HC%d", 20), numbered("SLE%d", 60)...)
	file := b.file("cohort.tsv", whole(samples))
	w := b.attach("worker")
	cycles := 15
	if n, err := strconv.Atoi(os.Getenv("CYCLES")); err == nil {
		cycles = n
	}
	var page, worker []string
	var first, last [2]float64
	for i := range cycles {
		b.press("IFNscope")
		b.files(file)
		b.wait("the file is read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
		b.tap("#score:not([disabled])")
		b.wait("the results are shown", shown)
		b.press("2\nCheck")
		b.tap(`button[aria-label="Put away cohort.tsv"]`)
		b.wait("the file is put away", `!document.querySelector('button[aria-label="Put away cohort.tsv"]') && !document.querySelector(".busy")`)
		if last = [2]float64{b.used(), w.used()}; i == cycles/3 {
			first = last
		}
		page = append(page, fmt.Sprintf("%.1f", last[0]/1e6))
		worker = append(worker, fmt.Sprintf("%.1f", last[1]/1e6))
	}
	t.Logf("MB of the page: %s\nMB of the worker: %s", strings.Join(page, " "), strings.Join(worker, " "))
	for i, who := range []string{"page", "worker"} {
		if last[i] > first[i]*1.15+2e6 {
			t.Errorf("the %s had %.1f MB after a third of the cycles and has %.1f after %d", who, first[i]/1e6, last[i]/1e6, cycles)
		}
	}
}
