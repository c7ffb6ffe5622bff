package e2e

import (
	"fmt"
	"net/http"
	"net/http/httptest"
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
	b := revisit(t)
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
