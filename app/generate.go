//go:build !js

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"sort"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/page"
)

// program is the path of the page's program without its hash.
const program = "/web/app.wasm"

// generate adds what go-app generates: the pages, its script and the service
// worker. The version is a hash of all files, so that the same files are the
// same version everywhere. Base is the path that the site lives at, without its
// last slash: "" at the root of a host.
func (s *site) generate(web fs.FS, base string, sum []byte) error {
	worker, err := fs.ReadFile(web, serviceWorker)
	if err != nil {
		return err
	}
	page.Routes()
	h := sha256.New()
	h.Write(sum)
	h.Write(worker)
	for _, p := range page.Paths() {
		b, err := render(s.handler("", "", nil), p)
		if err != nil {
			return err
		}
		h.Write(b)
	}
	h.Write([]byte(base))
	s.version = hex.EncodeToString(h.Sum(nil))[:16]

	var resources []string
	for p := range s.files {
		if p != "/robots.txt" && p != s.hashed[program] {
			resources = append(resources, p)
		}
	}
	resources = append(resources, page.Paths()...)
	sort.Strings(resources)
	// the service worker finds its files from where it is itself
	sw, err := get(s.handler(s.version, string(worker), resources), "/app-worker.js")
	if err != nil {
		return err
	}
	s.add("/app-worker.js", ".js", bytes.ReplaceAll(sw, []byte(program), []byte(s.hashed[program])))
	app := s.handler(s.version, "", nil)
	app.Resources = goapp.PrefixedLocation(base)
	for _, p := range page.Paths() {
		b, err := render(app, p)
		if err != nil {
			return err
		}
		s.add(p, ".html", b)
	}
	script, err := get(app, "/app.js")
	if err != nil {
		return err
	}
	// our own starter starts both, see wasm_exec.js
	for _, start := range []string{"goappInitServiceWorker();", "goappInitWebAssembly();"} {
		if bytes.Count(script, []byte("\n"+start)) != 1 {
			return fmt.Errorf("go-app's app.js does not call %s as expected", start)
		}
		script = bytes.Replace(script, []byte("\n"+start), nil, 1)
	}
	// go-app lists the program by the name that it gives it
	script = bytes.ReplaceAll(script, []byte(program), []byte(s.hashed[program]))
	s.add("/app.js", ".js", script)
	return nil
}

// handler returns go-app's generator of pages. It is never served: the site
// asks it for what it has, once.
func (s *site) handler(version, worker string, resources []string) *goapp.Handler {
	if version == "" {
		version = "0"
	}
	// the page is told the names of what is large
	var names []string
	for _, p := range slices.Sorted(maps.Keys(s.hashed)) {
		names = append(names, strings.TrimPrefix(p, "/")+"="+strings.TrimPrefix(s.hashed[p], "/"))
	}
	return &goapp.Handler{
		RawHeaders:            []string{`<meta name="ifnscope-files" content="` + strings.Join(names, " ") + `">`},
		Name:                  "IFNscope",
		ShortName:             "IFNscope",
		Title:                 "IFNscope",
		Description:           "Published ISG expression scores from your own files, computed on your own device.",
		Lang:                  "en",
		BackgroundColor:       "#f5f7f8",
		ThemeColor:            "#0a5a69",
		LoadingLabel:          "Loading",
		Version:               version,
		ServiceWorkerTemplate: worker,
		Scripts:               []string{"/web/device.js defer"},
		CacheableResources:    resources,
		Icon: goapp.Icon{
			Default:  "/web/icon-192.png",
			Large:    "/web/icon-512.png",
			SVG:      "/web/icon.svg",
			Maskable: "/web/icon-maskable.png",
		},
	}
}

var (
	tag       = regexp.MustCompile(`<[a-z][a-z0-9-]*(?:\s+[a-zA-Z:-]+(?:="[^"]*")?)+\s*/?>`)
	attribute = regexp.MustCompile(`\s+[a-zA-Z:-]+(?:="[^"]*")?`)
	ownURL    = regexp.MustCompile(`<meta content="[^"]*" property="og:(?:url|image)">\s*`)
)

// render returns a page. go-app writes attributes in any order, so they are
// sorted: the same page is the same bytes. The addresses of the page and of its
// picture are left out: the site does not know where it will be.
func render(h http.Handler, p string) ([]byte, error) {
	b, err := get(h, p)
	if err != nil {
		return nil, err
	}
	b = tag.ReplaceAllFunc(b, func(t []byte) []byte {
		at := attribute.FindAll(t, -1)
		head, tail := t[:bytes.IndexAny(t, " \t\n")], t[len(t)-1:]
		if t[len(t)-2] == '/' {
			tail = t[len(t)-2:]
		}
		for i := range at {
			at[i] = append([]byte(" "), bytes.TrimSpace(at[i])...)
		}
		slices.SortFunc(at, bytes.Compare)
		return slices.Concat(head, bytes.Join(at, nil), tail)
	})
	b = ownURL.ReplaceAll(b, nil)
	// the policy stands in the page as well, for a host that sends no headers;
	// who may frame a page cannot be said there
	own, _, _ := strings.Cut(policy, "; frame-ancestors")
	return bytes.Replace(b, []byte("<head>"), []byte(`<head><meta http-equiv="Content-Security-Policy" content="`+own+`"><meta name="referrer" content="no-referrer">`), 1), nil
}

// get asks a handler for one path.
func get(h http.Handler, p string) ([]byte, error) {
	r := &http.Request{Method: http.MethodGet, URL: &url.URL{Path: p}, Header: http.Header{}, Host: "localhost"}
	w := &recorder{header: http.Header{}, status: http.StatusOK}
	h.ServeHTTP(w, r)
	if w.status != http.StatusOK {
		return nil, fmt.Errorf("rendering %s: status %d", p, w.status)
	}
	return w.body.Bytes(), nil
}

type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }
