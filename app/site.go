//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	goapp "github.com/maxence-charriere/go-app/v10/pkg/app"

	"ifnscope/app/page"
)

// site is everything that can be asked for, by path, ready to be sent.
type site struct {
	files   map[string]*file
	version string
}

// file is one answer.
type file struct {
	kind   string            // content type
	body   []byte            // as it is
	packed map[string][]byte // by content encoding: "br", "gzip"
	etag   string            // weak: the same for every encoding
}

// kinds are the types of the files of the site. Files of other kinds are not
// part of it.
var kinds = map[string]string{
	".html":        "text/html; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".wasm":        "application/wasm",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".txt":         "text/plain; charset=utf-8",
	".webmanifest": "application/manifest+json",
}

// root are the files of web/ that are served at the root of the site, where
// the page and the service worker expect them.
var root = map[string]string{
	"app.css":              "/app.css",
	"wasm_exec.js":         "/wasm_exec.js",
	"manifest.webmanifest": "/manifest.webmanifest",
	"robots.txt":           "/robots.txt",
}

// serviceWorker is the template of /app-worker.js, in web/.
const serviceWorker = "service-worker.js"

// newSite reads web/ below dir and renders the pages.
func newSite(dir string) (*site, error) {
	s := &site{files: map[string]*file{}}
	web := filepath.Join(dir, "web")
	sum := sha256.New()
	err := filepath.WalkDir(web, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "pictures" { // of the README
				return filepath.SkipDir
			}
			return nil
		}
		rel, err := filepath.Rel(web, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		kind := kinds[path.Ext(rel)]
		if kind == "" || rel == serviceWorker || strings.HasPrefix(path.Base(rel), ".") {
			return nil
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		at := "/web/" + rel
		if r, ok := root[rel]; ok {
			at = r
		}
		f := &file{kind: kind, body: b, packed: map[string][]byte{}}
		if z, err := os.ReadFile(name + ".br"); err == nil {
			f.packed["br"] = z
		}
		s.files[at] = f
		fmt.Fprintf(sum, "%s %x\n", at, sha256.Sum256(b))
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, need := range []string{"/wasm_exec.js", "/web/app.wasm", "/web/score.wasm", "/web/genes.txt"} {
		if s.files[need] == nil {
			return nil, fmt.Errorf("%s is missing: build the app first (make build)", need)
		}
	}
	if err := s.generate(web, sum.Sum(nil)); err != nil {
		return nil, err
	}
	for _, f := range s.files {
		h := sha256.Sum256(f.body)
		f.etag = `W/"` + hex.EncodeToString(h[:16]) + `"`
		f.pack()
	}
	return s, nil
}

// generate adds what go-app generates: the pages, its script and the service
// worker. The version is a hash of all files, so that the same files are the
// same version everywhere.
func (s *site) generate(web string, sum []byte) error {
	worker, err := os.ReadFile(filepath.Join(web, serviceWorker))
	if err != nil {
		return err
	}
	page.Routes()
	h := sha256.New()
	h.Write(sum)
	h.Write(worker)
	for _, p := range page.Paths() {
		b, err := render(handler("", "", nil), p)
		if err != nil {
			return err
		}
		h.Write(b)
	}
	s.version = hex.EncodeToString(h.Sum(nil))[:16]

	var resources []string
	for p := range s.files {
		if p != "/robots.txt" {
			resources = append(resources, p)
		}
	}
	resources = append(resources, page.Paths()...)
	sort.Strings(resources)
	app := handler(s.version, string(worker), resources)
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
	s.add("/app.js", ".js", script)
	sw, err := get(app, "/app-worker.js")
	if err != nil {
		return err
	}
	s.add("/app-worker.js", ".js", sw)
	return nil
}

func (s *site) add(p, ext string, b []byte) {
	s.files[p] = &file{kind: kinds[ext], body: b, packed: map[string][]byte{}}
}

// pack compresses what is worth it.
func (f *file) pack() {
	if len(f.body) < 1024 || f.kind == "image/png" {
		return
	}
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	z.Write(f.body) // a bytes.Buffer does not fail
	z.Close()
	if b.Len() < len(f.body) {
		f.packed["gzip"] = b.Bytes()
	}
}

// handler returns go-app's generator of pages. It is never served: the site
// asks it for what it has, once.
func handler(version, worker string, resources []string) *goapp.Handler {
	if version == "" {
		version = "0"
	}
	return &goapp.Handler{
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
	return ownURL.ReplaceAll(b, nil), nil
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

// write writes the site to a folder, for any host of static files. Pages
// become .html files.
func (s *site) write(dir string) error {
	for p, f := range s.files {
		name := p
		switch {
		case p == "/":
			name = "/index.html"
		case path.Ext(p) == "":
			name = p + ".html"
		}
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.body, 0o644); err != nil {
			return err
		}
	}
	return nil
}
