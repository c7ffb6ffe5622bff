package e2e

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// server is the built server.
type server struct {
	url   string
	cmd   *exec.Cmd
	close func() // of a server that is no program
}

// shared is the server of every test that does not stop it. It keeps nothing of
// who asked, so that no test is told of another, and it unpacks the site once.
var shared struct {
	once sync.Once
	*server
	err error
}

func TestMain(m *testing.M) {
	code := m.Run()
	closeStanding()
	if shared.server != nil {
		shared.stop()
	}
	os.Exit(code)
}

// serve returns the shared server.
func serve(t *testing.T) *server {
	t.Helper()
	shared.once.Do(func() { shared.server, shared.err = start("../..", "127.0.0.1:0") })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.server
}

// serveAlone starts a server that the test may stop, on a free port.
func serveAlone(t *testing.T) *server {
	t.Helper()
	return serveDir(t, "../..", "127.0.0.1:0")
}

// serveDir starts a server of the web folder of dir.
func serveDir(t *testing.T, dir, addr string) *server {
	t.Helper()
	s, err := start(dir, addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.stop)
	return s
}

// start runs the built server and waits until it says where it is.
func start(dir, addr string) (*server, error) {
	cmd := exec.Command("../../bin/ifnscope", "-addr", addr, "-dir", dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%w: run make build first", err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("the server did not say where it is: %w", err)
	}
	return &server{url: strings.TrimSpace(line[strings.Index(line, "http"):]), cmd: cmd}, nil
}

// stop ends the server. It may be called twice.
func (s *server) stop() {
	if s.close != nil {
		s.close()
		return
	}
	if s.cmd.ProcessState == nil {
		s.cmd.Process.Kill()
		s.cmd.Wait()
	}
}

// through serves the site by way of a function that is asked first, and returns
// whether it has answered; it may also hold an answer back.
func through(t *testing.T, first func(w http.ResponseWriter, r *http.Request) bool) *server {
	t.Helper()
	at, err := url.Parse(serve(t).url)
	if err != nil {
		t.Fatal(err)
	}
	site := httputil.NewSingleHostReverseProxy(at)
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !first(w, r) {
			site.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(h.Close)
	return &server{url: h.URL, close: h.Close}
}

// ofItsOwn are requests that Chromium sends by itself: its form filling, sign-in,
// push messages and the look for newer parts of itself, where it lives for
// minutes; and the look for a newer service worker, whose address says nothing.
// A page that asked for these would be seen as a page.
func ofItsOwn(s *server, r *http.Request) bool {
	switch r.Method {
	case http.MethodConnect:
		switch r.Host {
		case "content-autofill.googleapis.com:443", "accounts.google.com:443", "android.clients.google.com:443", "update.googleapis.com:443":
			return true
		}
	case http.MethodPost:
		return strings.HasPrefix(r.URL.String(), "http://update.googleapis.com/service/update2/json?")
	case http.MethodGet:
		return r.URL.String() == s.url+"/app-worker.js"
	}
	return false
}

// proxy starts a proxy through which the whole browser goes.
func (b *tab) proxy(s *server) string {
	p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { b.pass(s, w, r) }))
	b.t.Cleanup(p.Close)
	return p.URL
}

// pass keeps every request that reaches the proxy: of the page, of workers, of
// the service worker and of the browser itself. It passes on what is asked of s.
func (b *tab) pass(s *server, w http.ResponseWriter, r *http.Request) {
	if !ofItsOwn(s, r) {
		b.mu.Lock()
		b.requests = append(b.requests, "browser "+r.Method+" "+r.URL.String())
		b.mu.Unlock()
	}
	if !strings.HasPrefix(r.URL.String(), s.url+"/") && (b.other == "" || !strings.HasPrefix(r.URL.String(), b.other+"/")) {
		http.Error(w, "not the site", http.StatusForbidden)
		return
	}
	r.RequestURI = ""
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		http.Error(w, "the server has been stopped", http.StatusBadGateway)
		return
	}
	defer res.Body.Close()
	for k, v := range res.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(res.StatusCode)
	io.Copy(w, res.Body) // the browser may have lost interest
}

// watch keeps what the worker and the service worker try to ask for as well,
// even if it is forbidden and never reaches the network.
func (b *tab) watch() {
	b.t.Helper()
	for _, kind := range []string{"worker", "service_worker"} {
		b.attach(kind)
	}
}

// find returns what the browser runs of a kind.
func (b *tab) find(kind string) []*target.Info {
	b.t.Helper()
	all, err := chromedp.Targets(b.ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(i *target.Info) bool { return string(i.Type) != kind })
}

// attach returns the worker of a kind, so that it can be looked into.
func (b *tab) attach(kind string) *tab {
	b.t.Helper()
	all := b.find(kind)
	if len(all) == 0 {
		b.t.Fatalf("there is no %s", kind)
	}
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithTargetID(all[0].TargetID), chromedp.WithDetachOnCancel(), chromedp.WithListener(b.hear))
	b.t.Cleanup(cancel)
	// the first run attaches, for as long as its context lasts
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`typeof WorkerGlobalScope === "function"`)); err != nil {
		b.t.Fatalf("the %s does not answer: %v", kind, err)
	}
	return &tab{t: b.t, ctx: ctx, dir: b.dir}
}

// mark returns a mark for sent.
func (b *tab) mark() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.requests)
}

// sent returns what was asked of the network since mark was taken.
func (b *tab) sent(mark int) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.requests[mark:]...)
}
