package e2e

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

const shown = `location.pathname === "/results" && !!document.querySelector("#auc") && !document.querySelector(".busy")`

// example scores the example and returns the table that is saved of it.
func (b *tab) example() []byte {
	b.t.Helper()
	b.press("IFNscope")
	b.click("#example")
	b.wait("the example is scored", shown)
	b.click("#export-tsv")
	scores := b.download("ifnscope-scores.tsv")
	b.remove("ifnscope-scores.tsv")
	return scores
}

// dies ends the worker when it next lets its loop turn.
func (b *tab) dies() {
	b.t.Helper()
	eval[bool](b.attach("worker"), `(globalThis.turn = () => (close(), new Promise(() => {})), true)`)
}

// TestOutOfMemory gives WebAssembly too little memory for a large table. It is
// said, the last result stays, and smaller files are scored as before.
func TestOutOfMemory(t *testing.T) {
	b := blank(t, serve(t), chromedp.Flag("js-flags", "--liftoff-only --wasm-max-mem-pages=2000")) // 131 MB, where the values alone take 96
	b.open("/")
	b.ready()
	before := b.example()
	b.press("IFNscope")
	b.files(b.file("large.tsv", table(append(numbered("background-%d", 30_000), isgs...), numbered("S%d", 400))))
	b.text("The computing process stopped")
	b.text("started again")
	b.wait("it is over", `!document.querySelector(".busy")`)
	b.press("3\nResults")
	b.wait("the last result is shown", `!!document.querySelector("#auc")`)
	if !bytes.Equal(before, b.example()) {
		t.Error("afterwards the example has other scores")
	}
}

// TestFileChanges changes a file, and takes it away, after it was opened. As
// long as it is not read again nothing happens; when the worker had to be
// started again it is said, and the last result stays.
func TestFileChanges(t *testing.T) {
	b := revisit(t)
	b.ready()
	for what, change := range map[string]func(name string) error{
		"changed":    func(name string) error { return os.WriteFile(name, whole(numbered("HC%d", 9)), 0o644) },
		"taken away": os.Remove,
	} {
		t.Run(what, func(t *testing.T) {
			b.t = t
			samples := append(numbered("HC%d", 6), numbered("SLE%d", 6)...)
			name := b.file("cohort.tsv", whole(samples))
			b.press("IFNscope")
			b.files(name)
			b.wait("the file is read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
			b.tap("#score:not([disabled])")
			b.wait("the results are shown", shown)
			auc := eval[string](b, `document.querySelector("#auc").textContent`)
			if err := change(name); err != nil {
				t.Fatal(err)
			}
			b.dies()
			b.press("2\nCheck")
			b.tap("#score:not([disabled])")
			b.text("What was open could not be opened again: cohort.tsv: the file cannot be read")
			b.press("3\nResults")
			b.wait("the last result is shown", `!!document.querySelector("#auc")`)
			if again := eval[string](b, `document.querySelector("#auc").textContent`); again != auc {
				t.Errorf("the AUC was %s and is %s", auc, again)
			}
			b.example()
		})
	}
}

// TestHidden freezes the tab, as a browser does with one that is not looked
// at, and the worker with it, in the middle of the work: the last result stays.
// When the tab comes back, the work is brought to its end.
func TestHidden(t *testing.T) {
	b := revisit(t)
	b.ready()
	w := b.attach("worker")
	b.drop(extract())
	b.wait("the files are read", `location.pathname === "/check" && !!document.querySelector("#score:not([disabled])")`)
	b.tap("#score:not([disabled])")
	b.wait("the results are shown", shown)
	before := b.take("#export-tsv", "ifnscope-scores.tsv")
	auc := eval[string](b, `document.querySelector("#auc").textContent`)

	// the worker waits at its next turn, so that the work is not over too soon
	eval[bool](w, `(globalThis.turned = new Promise((reached) => {
		const turn = globalThis.turn;
		globalThis.turn = () => (reached(true), globalThis.turn = turn, new Promise((go) => { globalThis.goOn = go; }));
	}), true)`)
	eval[bool](b, `(window.lives = [], ["freeze", "resume"].forEach((name) => document.addEventListener(name, () => lives.push(name))), true)`)
	b.press("2\nCheck")
	b.tap("#score:not([disabled])")
	eval[bool](w, `turned`)
	b.press("3\nResults")
	const working = `!!document.querySelector("#auc") && !!document.querySelector(".busy")`
	b.wait("the last result is shown while it is computed anew", working)
	call(b, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: "frozen"})
	if now := eval[string](b, `lives.join() + ", " + document.visibilityState`); now != "freeze, hidden" {
		t.Errorf("the tab is: %s", now)
	}
	if now := eval[string](b, `document.querySelector("#auc").textContent`); now != auc || !eval[bool](b, working) {
		t.Errorf("in the frozen tab the AUC is %s, and was %s", now, auc)
	}
	call(b, page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: "active"})
	eval[bool](w, `(goOn(), true)`)
	b.wait("the work goes on unseen", `lives.join() === "freeze,resume" && `+shown)
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.text("62 patients (157 samples)")
	if !bytes.Equal(before, b.take("#export-tsv", "ifnscope-scores.tsv")) {
		t.Error("the scores are others than before")
	}
}

// TestQuota leaves the browser no room to keep the app: it works online.
func TestQuota(t *testing.T) {
	s := serve(t)
	b := blank(t, s)
	size := 1000.0
	call(b, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: s.url, QuotaSize: &size})
	b.open("/")
	b.example()
	if kept := eval[int](b, `caches.keys().then(async (l) => { let n = 0; for (const k of l) n += (await (await caches.open(k)).keys()).length; return n; })`); kept > 20 {
		t.Errorf("%d files were kept without room", kept)
	}
}

// TestOfflineMidLoad cuts the line while the page is being loaded. It is said,
// and another try succeeds.
func TestOfflineMidLoad(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("../../bin/ifnscope", "-static", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var cut atomic.Bool
	cut.Store(true)
	files := http.FileServer(http.Dir(dir))
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if cut.Load() && strings.HasPrefix(r.URL.Path, "/web/app.") {
			w.Header().Set("Content-Type", "application/wasm")
			w.Header().Set("Content-Length", "9000000")
			w.Write([]byte("\x00asm\x01\x00\x00\x00"))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
		files.ServeHTTP(w, r)
	}))
	defer h.Close()
	b := blank(t, &server{url: h.URL, close: h.Close})
	b.run(chromedp.Navigate(h.URL + "/"))
	b.text("IFNscope could not be loaded")
	b.text("Reload the page")
	b.text("Research use only. Not for diagnostic procedures.")
	cut.Store(false)
	b.reload()
	b.example()
}

// TestGeneTableFails takes the gene table off the line on a first visit. Opening
// something says what is wrong and what to do, the page goes on, and another try
// succeeds once the table can be had.
func TestGeneTableFails(t *testing.T) {
	var cut atomic.Bool
	cut.Store(true)
	b := visit(t, through(t, func(w http.ResponseWriter, r *http.Request) bool {
		gone := cut.Load() && strings.HasPrefix(r.URL.Path, "/web/genes.")
		if gone {
			http.Error(w, "", http.StatusServiceUnavailable)
		}
		return gone
	}), "/")
	// it has failed already: the answer is there as soon as it is asked for
	b.wait("the gene table was asked for", `performance.getEntriesByType("resource").some(e => /\/genes\.[0-9a-f]+\.txt$/.test(e.name) && e.responseStatus === 503)`)
	for range 2 {
		b.click("#example")
		b.text("The gene table could not be loaded (web/genes.txt: Service Unavailable). Try again while online.")
		b.click(".failure button")
		b.wait("it is put away", `!document.querySelector(".failure")`)
	}
	cut.Store(false)
	b.example()
}

// TestClock lets the clock of the device stand at another time, and run back.
func TestClock(t *testing.T) {
	s := serve(t)
	b := revisit(t)
	b.ready()
	right := b.example()
	b = blank(t, s)
	const wrong = `(() => { let n = 4e12; const D = Date; globalThis.Date = class extends D { constructor(...a) { a.length ? super(...a) : super(n -= 1e6); } static now() { return n -= 1e6; } }; return true; })()`
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: wrong})
	b.open("/")
	b.ready()
	eval[bool](b.attach("worker"), wrong)
	if !bytes.Equal(right, b.example()) {
		t.Error("the scores depend on the clock")
	}
}
