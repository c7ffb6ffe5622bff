package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take for one step on a slow machine. Nothing
// is asserted about it: a test that is right is much faster.
const patience = time.Minute

// tab is a page in a browser, with everything that it asked of the network.
type tab struct {
	t        *testing.T
	ctx      context.Context
	url      string
	mu       sync.Mutex
	requests []string // kind and address of what was asked of the network
	console  []string
	dialogs  []string // kinds of questions that the browser asked
	stays    bool     // the answer to the question whether to leave is no
	offered  []string // files that are chosen where a dialog asks for some
	dir      string   // of downloads
	other    string   // another site that the browser may visit
}

// flags start Chromium quietly, with no request of its own.
var flags = append(append([]chromedp.ExecAllocatorOption{}, chromedp.DefaultExecAllocatorOptions[:]...),
	chromedp.NoSandbox,
	chromedp.DisableGPU,
	chromedp.Flag("disable-quic", true),
	chromedp.Flag("no-first-run", true),
	chromedp.Flag("disable-background-networking", true),
	chromedp.Flag("disable-component-update", true),
	chromedp.Flag("disable-sync", true),
	// PreconnectToSearch: a frame that is refused makes it connect to its search engine
	chromedp.Flag("disable-features", "Translate,OptimizationHints,MediaRouter,PreconnectToSearch"),
	// what people have, not what is being tried out on some
	chromedp.Flag("disable-field-trial-config", true),
	// WebAssembly is compiled once and fast, and not again where it is hot, which
	// for most tests is more work than their own
	chromedp.Flag("js-flags", "--liftoff-only"),
)

// optimising lets the browser compile as it does for people.
var optimising = chromedp.Flag("js-flags", false)

// visit opens a path of the site in a new browser with an empty profile and
// waits until the app runs.
func visit(t *testing.T, s *server, path string, more ...chromedp.ExecAllocatorOption) *tab {
	t.Helper()
	return blank(t, s, more...).open(path)
}

// open opens a path of the site and waits until the app runs.
func (b *tab) open(path string) *tab {
	b.t.Helper()
	b.run(chromedp.Navigate(b.url + path))
	b.wait("the app runs", `!document.getElementById("app-wasm-loader")`)
	return b
}

// launch starts a browser with an empty profile, whose only way is a proxy, as
// soon as its context is used.
func launch(proxy string, more ...chromedp.ExecAllocatorOption) (context.Context, context.CancelFunc) {
	alloc, stop := chromedp.NewExecAllocator(context.Background(), append(append(flags[:len(flags):len(flags)], more...),
		chromedp.WindowSize(1280, 900), chromedp.ProxyServer(proxy), chromedp.Flag("proxy-bypass-list", "<-loopback>"))...)
	ctx, cancel := chromedp.NewContext(alloc)
	return ctx, func() { cancel(); stop() }
}

// blank opens a new browser with an empty profile, and no page yet.
func blank(t *testing.T, s *server, more ...chromedp.ExecAllocatorOption) *tab {
	t.Helper()
	b := &tab{t: t, url: s.url, dir: t.TempDir()}
	ctx, cancel := launch(b.proxy(s), more...)
	t.Cleanup(cancel)
	b.begin(ctx)
	return b
}

// begin listens to the tab of ctx, and takes its downloads.
func (b *tab) begin(ctx context.Context) {
	b.t.Helper()
	b.ctx = ctx
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		b.t.Fatal(err)
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, runtime.Enable, cdp.Empty{})
	if _, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: b.dir}); err != nil {
		b.t.Fatal(err)
	}
}

// ready waits until the app has everything that it will ever need: in memory,
// and for the next visit in the cache of the service worker.
func (b *tab) ready() {
	b.t.Helper()
	b.wait("everything is in memory", `performance.getEntriesByType("resource").some(e => /\/genes\.[0-9a-f]+\.txt$/.test(e.name))`)
	eval[bool](b, `navigator.serviceWorker.ready.then(() => true)`)
}

// hear keeps what the page asks of the network and says on its console.
func (b *tab) hear(ev any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := ev.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, string(e.Type)+" "+e.Request.URL)
	case *runtime.EventConsoleAPICalled:
		for _, a := range e.Args {
			b.console = append(b.console, string(a.Value)+a.Description)
		}
	case *page.EventJavascriptDialogOpening:
		b.dialogs = append(b.dialogs, string(e.Type))
		go chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: !b.stays}) // it would hold up the test
	case *page.EventFileChooserOpened:
		go b.choosingFiles(e)
	case *runtime.EventExceptionThrown:
		b.console = append(b.console, e.ExceptionDetails.Text+" "+describe(e.ExceptionDetails))
	}
}

// call sends a protocol command to the page.
func call[P, R any](b *tab, cmd cdp.Command[P, R], params P) R {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	r, err := chromedp.Call(ctx, cmd, params)
	if err != nil {
		b.t.Fatalf("%v\n%s", err, b.state())
	}
	return r
}

// run runs browser actions within the patience of one step.
func (b *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatalf("%v\n%s", err, b.state())
	}
}

// state says what the page shows, for a failed test.
func (b *tab) state() string {
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.pathname + "\n" + (document.getElementById("crash")?.textContent ?? "") + "\n" + document.body.innerText.slice(0, 3000)`))
	if err != nil {
		text = err.Error()
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return text + "\nconsole: " + strings.Join(b.console, "\n")
}

// wait waits until a JavaScript expression is true.
func (b *tab) wait(what, expr string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](expr, chromedp.WithPollingInterval(30*time.Millisecond), chromedp.WithPollingTimeout(patience))); err != nil {
		b.t.Fatalf("waiting until %s: %v\n%s", what, err, b.state())
	}
}

// results waits until the page of the results is there, which is laid out in
// parts: the table is the last.
func (b *tab) results(what string) {
	b.t.Helper()
	b.wait(what, `location.pathname.endsWith("/results") && !!document.querySelector("#auc") && !!document.querySelector("table.scores tbody button")`)
}

// text waits until the text of the page contains s, white space folded.
func (b *tab) text(s string) {
	b.t.Helper()
	js, _ := json.Marshal(strings.Join(strings.Fields(s), " "))
	b.wait("the page says "+s, fmt.Sprintf(`document.body.innerText.replace(/\s+/g, " ").includes(%s)`, js))
}

// eval returns the value of a JavaScript expression, or of its promise.
func eval[T any](b *tab, expr string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expr, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v\n%s", expr, err, b.state())
	}
	return v
}

// reload loads the page again and waits until the app runs.
func (b *tab) reload() {
	b.t.Helper()
	b.run(chromedp.Reload())
	b.wait("the app runs", `!document.getElementById("app-wasm-loader")`)
}

// reloads waits until the page has reloaded itself.
func (b *tab) reloads() {
	b.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		// a question to a page that is being replaced fails
		loaded, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`!document.getElementById("app-wasm-loader") && !ifnscope.updated`))
		if err == nil && loaded {
			return
		}
	}
	b.t.Fatalf("the page did not reload\n%s", b.state())
}

// remove deletes a download, so that the next of its name can be waited for.
func (b *tab) remove(name string) {
	b.t.Helper()
	if err := os.Remove(filepath.Join(b.dir, name)); err != nil {
		b.t.Fatal(err)
	}
}

// file writes a file for a test to choose.
func (b *tab) file(name string, content []byte) string {
	b.t.Helper()
	p := filepath.Join(b.t.TempDir(), name)
	if err := os.WriteFile(p, content, 0o644); err != nil {
		b.t.Fatal(err)
	}
	return p
}

// download waits for a downloaded file and returns its content.
func (b *tab) download(name string) []byte {
	b.t.Helper()
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		content, err := os.ReadFile(filepath.Join(b.dir, name))
		if err == nil && len(content) > 0 {
			return content
		}
		eval[bool](b, `new Promise(r => setTimeout(() => r(true), 30))`)
	}
	b.t.Fatalf("%s was not downloaded\n%s", name, b.state())
	return nil
}

// look sets the size of the screen, the theme, and what else a person asked
// their device for.
func (b *tab) look(width, height int64, theme string, more ...*emulation.MediaFeature) {
	b.t.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1, Mobile: width < 600})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: append(more, &emulation.MediaFeature{Name: "prefers-color-scheme", Value: theme}, &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})})
}

// shoot takes a picture of what the screen shows.
func (b *tab) shoot(file string) {
	b.t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.t.Fatal(err)
	}
	r := call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	if err := os.WriteFile(file, r.Data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// describe returns what an exception says of itself.
func describe(d *runtime.ExceptionDetails) string {
	if d.Exception == nil {
		return ""
	}
	return d.Exception.Description
}
