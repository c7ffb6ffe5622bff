//go:build !js

package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"ifnscope/score/report"
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
		if rel == "app.css" {
			b = append(b, report.Style...) // a report looks the same on a page
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

// write writes the site to a folder, for any host of static files. Pages
// become .html files. The headers, which make the worker's policy, stand in
// the file _headers, as Netlify and Cloudflare Pages read it; another host
// must be told to send them.
func (s *site) write(dir string) error {
	var b strings.Builder
	b.WriteString("/*\n  Content-Security-Policy: " + policy + "\n")
	for _, k := range slices.Sorted(maps.Keys(headers)) {
		fmt.Fprintf(&b, "  %s: %s\n", k, headers[k])
	}
	b.WriteString("/web/worker.js\n  Content-Security-Policy: " + workerPolicy + "\n")
	if err := os.WriteFile(filepath.Join(dir, "_headers"), []byte(b.String()), 0o644); err != nil {
		return err
	}
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
