//go:build !js

package main

import (
	"archive/zip"
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
	prefix  string // of all addresses, "/ifnscope", empty at the root of a host
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

// newSite reads web/ below dir and renders the pages, for a host on which they
// live below the path prefix.
func newSite(dir, prefix string) (*site, error) {
	s := &site{files: map[string]*file{}, prefix: prefix}
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

// write writes the site to a folder, or to an archive where the name ends with
// .zip, for any host of static files. Pages become .html files, and once more
// folders with an index.html, as other hosts look for them. The headers stand in
// the file _headers, as Netlify and Cloudflare Pages read it; the policy of the
// worker is set by the service worker where the host sends none.
func (s *site) write(to string) error {
	var b strings.Builder
	b.WriteString("/*\n  Content-Security-Policy: " + policy + "\n")
	for _, k := range slices.Sorted(maps.Keys(headers)) {
		fmt.Fprintf(&b, "  %s: %s\n", k, headers[k])
	}
	b.WriteString("/web/worker.js\n  Content-Security-Policy: " + workerPolicy + "\n")
	out := map[string][]byte{"_headers": []byte(b.String())}
	for p, f := range s.files {
		switch {
		case p == "/":
			out["index.html"] = f.body
		case path.Ext(p) == "":
			out[p[1:]+".html"], out[p[1:]+"/index.html"] = f.body, f.body
		default:
			out[p[1:]] = f.body
		}
	}
	if strings.HasSuffix(to, ".zip") {
		return writeZip(to, out)
	}
	for name, body := range out {
		name = filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// writeZip writes files to an archive; the same files are the same bytes.
func writeZip(name string, files map[string][]byte) error {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range slices.Sorted(maps.Keys(files)) {
		w, err := z.Create(n)
		if err != nil {
			return err
		}
		w.Write(files[n]) // a bytes.Buffer does not fail
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}
