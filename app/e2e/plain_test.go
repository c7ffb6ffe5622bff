package e2e

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
)

// plain serves the written site below a path, from a host that sends no header
// of its own and knows no page but the first.
func plain(t *testing.T, base string) *server {
	t.Helper()
	dir, below := t.TempDir(), strings.TrimSuffix(base, "/")
	if out, err := exec.Command("../../bin/ifnscope", "-static", dir, "-base", below).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if _, err := os.Stat(filepath.Join(dir, "check", "index.html")); err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(http.StripPrefix(below, http.FileServer(http.Dir(dir))))
	t.Cleanup(h.Close)
	return &server{url: h.URL + below, close: h.Close}
}

// TestPlainHost uses the app from a folder, at the root of a host and below a
// path: it can be installed, the page has its policy, the worker inherits it,
// nothing is sent, and every page has its address and works offline.
func TestPlainHost(t *testing.T) {
	for _, base := range []string{"/", "/lab/ifn/"} {
		t.Run(base, func(t *testing.T) {
			s := plain(t, base)
			b := visit(t, s, "/")
			b.ready()
			b.wait("the page has cut itself off", `!!window.ifnscopeLocked`)
			b.guard()
			mark := b.mark()
			b.files(b.file("cohort.tsv", whole(append(numbered("HC%d", 6), numbered("SLE%d", 6)...))))
			b.wait("the file is read", `location.pathname.endsWith("/check") && !!document.querySelector("#score:not([disabled])")`)
			b.tap("#score:not([disabled])")
			b.results("the results are shown")
			b.lockedFirst()
			b.reported()
			if sent := b.sent(mark); len(sent) > 0 {
				t.Errorf("after the files were opened these were asked for: %v", sent)
			}
			w := b.attach("worker")
			for what, try := range map[string]string{
				"fetch":     `fetch(new URL("/app.css", %ORIGIN%)).then(() => false, () => true)`,
				"XHR":       `new Promise((r) => { const x = new XMLHttpRequest(); x.onload = () => r(false); x.onerror = () => r(true); x.open("GET", new URL("/app.css", %ORIGIN%)); x.send(); })`,
				"WebSocket": `new Promise((r) => { try { const x = new WebSocket("ws://localhost:1/"); x.onerror = () => r(true); x.onopen = () => r(false); } catch { r(true); } })`,
			} {
				try = string(bytes.ReplaceAll([]byte(try), []byte("%ORIGIN%"), []byte(`"`+s.url+`"`)))
				if !eval[bool](w, try) {
					t.Errorf("the worker may connect by %s", what)
				}
				if !eval[bool](b, try) {
					t.Errorf("the page may connect by %s", what)
				}
			}
			b.press("Privacy")
			b.text("The page has cut itself off the network")
			if at := eval[string](b, `location.pathname`); at != base+"privacy" {
				t.Errorf("the page Privacy is at %s", at)
			}
			if e := call(b, page.GetInstallabilityErrors, cdp.Empty{}).InstallabilityErrors; len(e) > 0 {
				t.Errorf("not installable: %s", e[0].ErrorID)
			}
			s.stop()
			b.reload()
			b.text("Where your data are")
			b.press("IFNscope")
			if at := eval[string](b, `location.pathname`); at != base {
				t.Errorf("the first page is at %s", at)
			}
			b.reload()
			b.click("#example")
			b.results("the example is scored offline")
			b.press("2\nCheck")
			b.wait("a page has the address of the path", `location.pathname === "`+base+`check"`)
			b.reload()
			b.text("Nothing is open yet")
		})
	}
}

// TestUpdateOfCachingHost puts a new version, with another program, on a host
// that lets browsers cache everything for a day. What is taken over is the new
// version throughout: no page of it is an old one, which names the old program.
func TestUpdateOfCachingHost(t *testing.T) {
	web := t.TempDir()
	if out, err := exec.Command("cp", "-r", "../../web", web).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	write := func() string {
		t.Helper()
		dir := t.TempDir()
		if out, err := exec.Command("../../bin/ifnscope", "-dir", web, "-static", dir).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return dir
	}
	var served atomic.Value
	served.Store(write())
	for name, more := range map[string]string{"app.css": "\nbody { scroll-margin-top: 7px; }\n", "app.wasm": "\x00\x02\x01x"} { // a section that says nothing
		f, err := os.OpenFile(filepath.Join(web, "web", name), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString(more); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	newer := write()
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=86400")
		http.FileServer(http.Dir(served.Load().(string))).ServeHTTP(w, r)
	}))
	t.Cleanup(h.Close)
	b := visit(t, &server{url: h.URL, close: h.Close}, "/")
	b.ready()
	served.Store(newer)
	b.reload()
	b.text("A new version of IFNscope is ready.")
	b.press("Reload into it now")
	b.reloads()
	for _, page := range []string{"/", "/check", "/privacy"} {
		b.goTo(page)
		b.reload()
		b.wait(page+" is that of the new version", isNew)
		program := eval[string](b, `new URL(ifnscope.url("web/app.wasm")).pathname`)
		if _, err := os.Stat(filepath.Join(newer, program)); err != nil {
			t.Errorf("%s names a program that the new version does not have: %v", page, err)
		}
	}
	b.press("IFNscope")
	b.click("#example")
	b.results("the example is scored")
}
