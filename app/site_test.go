//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"

	"ifnscope/app/page"
)

// built is the site of the checkout, as make build leaves it.
var built = sync.OnceValues(func() (*site, error) { return newSite(os.DirFS("../web"), "") })

func ask(t *testing.T, method, target string, header map[string]string) *http.Response {
	t.Helper()
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(method, "/", strings.NewReader("a body that nobody reads"))
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(target, "?")
	for k, v := range header {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

// hashed returns the path of a large file, as a page is told it.
func hashed(t *testing.T, plain string) string {
	t.Helper()
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	if s.hashed[plain] == "" {
		t.Fatalf("%s has no name with a hash", plain)
	}
	return s.hashed[plain]
}

func body(t *testing.T, r *http.Response) []byte {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestHeaders asks for every file, and for one that is not there: each answer
// carries the policy and the other headers.
func TestHeaders(t *testing.T) {
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for p := range s.files {
		r := ask(t, "GET", p, nil)
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") == "" {
			t.Errorf("%s: status %d, type %q", p, r.StatusCode, r.Header.Get("Content-Type"))
		}
	}
	for _, p := range []string{"/", "/check", hashed(t, "/web/app.wasm"), "/web/worker.js", "/nowhere"} {
		r := ask(t, "GET", p, nil)
		for k, v := range headers {
			if k == "Cache-Control" && p == hashed(t, "/web/app.wasm") {
				v = "public, max-age=31536000, immutable"
			}
			if got := r.Header.Get(k); got != v {
				t.Errorf("%s: %s is %q, want %q", p, k, got, v)
			}
		}
		if len(r.Cookies()) > 0 {
			t.Errorf("%s sets a cookie", p)
		}
		csp := r.Header.Get("Content-Security-Policy")
		want := policy
		if p == "/web/worker.js" {
			want = workerPolicy
		}
		if csp != want {
			t.Errorf("%s: the policy is %q", p, csp)
		}
		for _, bad := range []string{"unsafe-inline", "unsafe-eval'", "http:", "https:", "*"} {
			if strings.Contains(strings.ReplaceAll(csp, "'wasm-unsafe-eval'", ""), bad) {
				t.Errorf("%s: the policy allows %s", p, bad)
			}
		}
	}
	if !strings.Contains(workerPolicy, "connect-src 'none'") {
		t.Error("the worker may connect")
	}
}

func TestMethods(t *testing.T) {
	get, head := ask(t, "GET", "/app.css", nil), ask(t, "HEAD", "/app.css", nil)
	if head.StatusCode != http.StatusOK || len(body(t, head)) != 0 {
		t.Errorf("HEAD: status %d", head.StatusCode)
	}
	for _, k := range []string{"Content-Length", "Content-Type", "ETag"} {
		if get.Header.Get(k) == "" || get.Header.Get(k) != head.Header.Get(k) {
			t.Errorf("%s: GET says %q, HEAD %q", k, get.Header.Get(k), head.Header.Get(k))
		}
	}
	for _, m := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"} {
		r := ask(t, m, "/", nil)
		if r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: status %d", m, r.StatusCode)
		}
	}
}

// TestNothingElse asks for what is not part of the site.
func TestNothingElse(t *testing.T) {
	for _, p := range []string{"/nowhere", "/web", "/web/", "/../go.mod", "/web/../go.mod", "/web/../../go.mod", "/web/%2e%2e/go.mod", "//app.css", "/web/app.wasm", "/web/app.wasm.br", "/web/embed.go", "/web/packed.sum", "/web/service-worker.js",
		"/web/app.css", "/web/pictures/results-light.png", "/web/.gitignore", "/Check", "/check/", "/index.html", `/web\app.wasm`, ""} {
		if r := ask(t, "GET", p, nil); r.StatusCode != http.StatusNotFound {
			t.Errorf("%q: status %d, want 404", p, r.StatusCode)
		}
	}
	plain := body(t, ask(t, "GET", "/app.css", nil))
	if asked := body(t, ask(t, "GET", "/app.css?gene=IFI27&name=x", nil)); !bytes.Equal(plain, asked) {
		t.Error("a query changes the answer")
	}
}

func TestNotModified(t *testing.T) {
	genes := hashed(t, "/web/genes.txt")
	first := ask(t, "GET", genes, nil)
	again := ask(t, "GET", genes, map[string]string{"If-None-Match": first.Header.Get("ETag")})
	if again.StatusCode != http.StatusNotModified || len(body(t, again)) != 0 {
		t.Errorf("status %d for what is known already", again.StatusCode)
	}
	if r := ask(t, "GET", genes, map[string]string{"If-None-Match": `W/"another"`}); r.StatusCode != http.StatusOK {
		t.Errorf("status %d for another version", r.StatusCode)
	}
}

func TestEncodings(t *testing.T) {
	genes := hashed(t, "/web/genes.txt")
	plain := body(t, ask(t, "GET", genes, nil))
	for _, x := range []struct{ accept, want string }{
		{"gzip", "gzip"}, {"deflate, GZIP;q=0.8", "gzip"}, {"", ""}, {"gzip;q=0", ""}, {"identity", ""}, {"gzipped", ""},
		{"gzip, deflate, br, zstd", "br"}, {"br;q=0, gzip", "gzip"}, {"br", "br"},
	} {
		r := ask(t, "GET", genes, map[string]string{"Accept-Encoding": x.accept})
		b := body(t, r)
		if got := r.Header.Get("Content-Encoding"); got != x.want {
			t.Errorf("%q is answered in %q, want %q", x.accept, got, x.want)
			continue
		}
		if x.want == "br" {
			var err error
			if b, err = io.ReadAll(brotli.NewReader(bytes.NewReader(b))); err != nil {
				t.Fatal(err)
			}
		}
		if x.want == "gzip" {
			z, err := gzip.NewReader(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if b, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(b, plain) {
			t.Errorf("%q: the content differs", x.accept)
		}
	}
	if r := ask(t, "GET", "/web/icon-192.png", map[string]string{"Accept-Encoding": "gzip"}); r.Header.Get("Content-Encoding") != "" {
		t.Error("a picture is compressed twice")
	}
}

// TestStarter asserts that /wasm_exec.js is the toolchain's own runtime
// support, byte by byte, and then ours.
func TestStarter(t *testing.T) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	toolchain, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "lib/wasm/wasm_exec.js"))
	if err != nil {
		t.Fatal(err)
	}
	ours, err := os.ReadFile("../wasm_exec.js")
	if err != nil {
		t.Fatal(err)
	}
	served := body(t, ask(t, "GET", "/wasm_exec.js", nil))
	if !bytes.HasPrefix(served, toolchain) {
		t.Error("/wasm_exec.js does not begin with the toolchain's: run make build")
	}
	if !bytes.HasSuffix(served, ours) {
		t.Error("/wasm_exec.js does not end with ours: run make build")
	}
	if len(served) != len(toolchain)+len(ours) {
		t.Error("/wasm_exec.js holds more than the two")
	}
}

// doi is a link to a publication.
var doi = regexp.MustCompile(`<a href="https://doi\.org/10\.[^"]+" rel="noreferrer" target="_blank">`)

// TestPages asserts that every page is rendered, in words, before any program
// runs, and that it loads nothing from elsewhere. A publication is linked to: it
// is a person who goes there, in another tab, and no referrer goes along.
func TestPages(t *testing.T) {
	for _, p := range page.Paths() {
		b := string(body(t, ask(t, "GET", p, nil)))
		for _, want := range []string{"Research use only. Not for diagnostic procedures.", "<h1>", `<html lang="en">`, "/wasm_exec.js"} {
			if !strings.Contains(b, want) {
				t.Errorf("%s lacks %q", p, want)
			}
		}
		b = doi.ReplaceAllString(b, "<a>")
		for _, bad := range []string{" style=", "<style", "onclick=", "http://", "https://"} {
			if i := strings.Index(b, bad); i >= 0 {
				t.Errorf("%s has %q", p, b[i:min(len(b), i+80)])
			}
		}
	}
	if b := string(body(t, ask(t, "GET", "/", nil))); !strings.Contains(b, "your files never leave this device") {
		t.Error("the first page does not say that files stay here")
	}
}

// TestKept asserts that the service worker keeps every file that is served.
func TestKept(t *testing.T) {
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	sw := string(body(t, ask(t, "GET", "/app-worker.js", nil)))
	if !strings.Contains(sw, "ifnscope-"+s.version) {
		t.Error("the cache is not named by the version")
	}
	_, list, _ := strings.Cut(sw, "const files = [")
	list, _, _ = strings.Cut(list, "]")
	for p := range s.files {
		if p == "/app-worker.js" || p == "/robots.txt" {
			continue
		}
		if strings.Count(list, `"`+p+`"`) != 1 {
			t.Errorf("%s is not kept once", p)
		}
	}
	for p := range strings.SplitSeq(list, ",") {
		if p = strings.Trim(p, `"`); s.files[p] == nil {
			t.Errorf("%s is to be kept and not served: nothing would be", p)
		}
	}
}

// TestVersion asserts that the version follows from the content, and only from
// that.
func TestVersion(t *testing.T) {
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "web"), os.DirFS("../web")); err != nil {
		t.Fatal(err)
	}
	same, err := newSite(os.DirFS(filepath.Join(dir, "web")), "")
	if err != nil {
		t.Fatal(err)
	}
	if same.version != s.version {
		t.Error("the same files are another version in another place")
	}
	if err := os.WriteFile(filepath.Join(dir, "web", "app.css"), []byte("body{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	other, err := newSite(os.DirFS(filepath.Join(dir, "web")), "")
	if err != nil {
		t.Fatal(err)
	}
	if other.version == s.version {
		t.Error("other files are the same version")
	}
	if err := os.Remove(filepath.Join(dir, "web", "score.wasm")); err != nil {
		t.Fatal(err)
	}
	if _, err := newSite(os.DirFS(filepath.Join(dir, "web")), ""); err == nil || !strings.Contains(err.Error(), "make build") {
		t.Errorf("without a program: %v", err)
	}
}
