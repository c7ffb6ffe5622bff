package e2e

import (
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"ifnscope/score/demo"
)

// TestInstallable asks Chromium whether it would install the app, and what it
// found wrong with the manifest.
func TestInstallable(t *testing.T) {
	b := visit(t, serve(t), "/")
	b.ready()
	if r := call(b, page.GetInstallabilityErrors, cdp.Empty{}); len(r.InstallabilityErrors) > 0 {
		for _, e := range r.InstallabilityErrors {
			t.Errorf("not installable: %s %v", e.ErrorID, e.ErrorArguments)
		}
	}
	m := call(b, page.GetAppManifest, page.GetAppManifestParams{})
	for _, e := range m.Errors {
		t.Errorf("the manifest: %s", e.Message)
	}
	for _, want := range []string{".csv", ".tsv", ".gct", ".rcc", ".xlsx", ".vcf", "share_target", "maskable"} {
		if !strings.Contains(m.Data, want) {
			t.Errorf("the manifest lacks %s", want)
		}
	}
}

// TestLaunched opens files as the device hands them to the installed app.
func TestLaunched(t *testing.T) {
	b := visit(t, serve(t), "/")
	b.ready()
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		Object.defineProperty(window, "launchQueue", { value: { setConsumer(f) { window.launch = f } } })`})
	b.reload()
	b.wait("the app waits for files", `typeof launch === "function"`)
	expression, samples := demo.Files()[0], demo.Files()[1]
	eval[bool](b, fmt.Sprintf(`(launch({ files: [[%q, %q], [%q, %q]].map(([name, text]) => ({ getFile: async () => new File([text], name) })) }), true)`,
		expression.Name, demo.Bytes(expression.Name), samples.Name, demo.Bytes(samples.Name)))
	b.text("Samples and people")
	b.text("20 healthy controls")
}

// TestShared shares a file with the app as another app does. The form is
// answered on the device: no request of it reaches the network.
func TestShared(t *testing.T) {
	s := serve(t)
	b := visit(t, s, "/")
	b.ready()
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, `<form action="%s/share" method="post" enctype="multipart/form-data"><input type="file" name="files" multiple><button>Share</button></form>`, s.url)
	}))
	defer other.Close()
	b.other = other.URL
	b.run(chromedp.Navigate(other.URL))
	expression, samples := b.exampleFiles()
	b.files(expression, samples)
	b.run(chromedp.Click(chromedp.CSS("button")))
	b.reloads()
	b.text("Samples and people")
	b.text("20 healthy controls")
	if at := eval[string](b, `location.href`); at != s.url+"/check" {
		t.Errorf("the page is %s", at)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, r := range b.requests {
		if strings.HasPrefix(r, "browser POST "+s.url) || strings.HasPrefix(r, "browser POST "+other.URL) {
			t.Errorf("the file went to the network: %s", r)
		}
	}
}

// TestBelowAPath writes the site for a path of a host that knows no more than to
// hand out files, and uses it there, online, offline and after a reload.
func TestBelowAPath(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("../../bin/ifnscope", "-dir", "../..", "-static", filepath.Join(dir, "lab"), "-base", "/lab").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	mime.AddExtensionType(".wasm", "application/wasm")
	mime.AddExtensionType(".webmanifest", "application/manifest+json")
	host := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer host.Close()
	if _, err := os.Stat(filepath.Join(dir, "lab", "check", "index.html")); err != nil {
		t.Fatal(err)
	}
	b := visit(t, &server{url: host.URL}, "/lab/")
	b.ready()
	if e := call(b, page.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors; len(e) > 0 {
		t.Errorf("not installable: %s", e[0].ErrorID)
	}
	b.reload() // into the care of the service worker
	host.Close()
	b.click("#example")
	b.results("the results are shown")
	b.press("2\nCheck")
	b.wait("a page has the address of the path", `location.pathname === "/lab/check"`)
	b.reload()
	b.text("Nothing is open yet")
	b.press("IFNscope")
	b.wait("the first page is shown", `location.pathname === "/lab/"`)
	b.reload()
	b.click("#example")
	b.results("the results are shown again")
	// the host sends no policy: the worker has that of the page, which it inherits
	if blocked := eval[string](b.attach("worker"), `fetch("/lab/robots.txt").then(() => "connected", () => "blocked")`); blocked != "blocked" {
		t.Errorf("the worker %s", blocked)
	}
}
