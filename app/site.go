//go:build !js

package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"

	"ifnscope/score/report"
)

// site is everything that can be asked for, by path, ready to be sent.
type site struct {
	files   map[string]*file
	hashed  map[string]string // paths of what is large, without and with the hash
	version string
}

// file is one answer.
type file struct {
	kind   string            // content type
	body   []byte            // as it is
	packed map[string][]byte // by content encoding: "br", "gzip"
	etag   string            // weak: the same for every encoding
	hashed bool              // its name has the hash of its content: it never changes
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

// large are the files of which a page is told the names with their hashes, so
// that they are fetched once and for all. The rest is small and is asked for
// anew by its ETag.
func large(name string) bool { return path.Ext(name) == ".wasm" || name == "genes.txt" }

// newSite reads the files of web/ and renders the pages, which say where on a
// host the site is: below base, "" for the root.
func newSite(web fs.FS, base string) (*site, error) {
	s := &site{files: map[string]*file{}, hashed: map[string]string{}}
	sum := sha256.New()
	err := fs.WalkDir(web, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "pictures" { // of the README
				return fs.SkipDir
			}
			return nil
		}
		kind := kinds[path.Ext(name)]
		if kind == "" || name == serviceWorker || strings.HasPrefix(path.Base(name), ".") {
			return nil
		}
		b, err := fs.ReadFile(web, name)
		if err != nil {
			return err
		}
		if name == "app.css" {
			b = append(b, report.Style...) // a report looks the same on a page
		}
		f := &file{kind: kind, body: b, packed: map[string][]byte{}}
		f.unpack(web, name)
		at := "/web/" + name
		if r, ok := root[name]; ok {
			at = r
		}
		fmt.Fprintf(sum, "%s %x\n", at, sha256.Sum256(b))
		if large(name) {
			h := sha256.Sum256(b)
			plain := at
			at = strings.TrimSuffix(at, path.Ext(at)) + "." + hex.EncodeToString(h[:8]) + path.Ext(at)
			s.hashed[plain], f.hashed = at, true
		}
		s.files[at] = f
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, need := range []string{"/wasm_exec.js", "/web/app.wasm", "/web/score.wasm", "/web/genes.txt"} {
		if s.files[need] == nil && s.hashed[need] == "" {
			return nil, fmt.Errorf("%s is missing: build the app first (make build)", need)
		}
	}
	if err := s.generate(web, base, sum.Sum(nil)); err != nil {
		return nil, err
	}
	for _, f := range s.files {
		h := sha256.Sum256(f.body)
		f.etag = `W/"` + hex.EncodeToString(h[:16]) + `"`
		f.pack()
	}
	return s, nil
}

// unpack takes what make build packed, if it is this file that was packed.
func (f *file) unpack(web fs.FS, name string) {
	for enc, by := range map[string]func(io.Reader) (io.Reader, error){
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	} {
		z, err := fs.ReadFile(web, name+suffix[enc])
		if err != nil {
			continue
		}
		r, err := by(bytes.NewReader(z))
		if err != nil {
			continue
		}
		if b, err := io.ReadAll(r); err == nil && bytes.Equal(b, f.body) {
			f.packed[enc] = z
		}
	}
}

// suffix is how a packed file is called.
var suffix = map[string]string{"br": ".br", "gzip": ".gz"}

func (s *site) add(p, ext string, b []byte) {
	s.files[p] = &file{kind: kinds[ext], body: b, packed: map[string][]byte{}}
}

// pack compresses what is worth it and was not packed by make build.
func (f *file) pack() {
	if len(f.body) < 1024 || f.kind == "image/png" || len(f.packed) == len(suffix) {
		return
	}
	var b, g bytes.Buffer
	z, _ := gzip.NewWriterLevel(&g, gzip.BestCompression)
	for enc, w := range map[string]struct {
		io.WriteCloser
		out *bytes.Buffer
	}{"br": {brotli.NewWriterLevel(&b, 5), &b}, "gzip": {z, &g}} {
		w.Write(f.body) // a bytes.Buffer does not fail
		w.Close()
		if w.out.Len() < len(f.body) {
			f.packed[enc] = w.out.Bytes()
		}
	}
}

// write writes the site to a folder, or to an archive where the name ends with
// .zip, for any host of static files. Pages become .html files, and once more
// folders with an index.html, as other hosts look for them. The headers, which
// make the worker's policy, stand in the file _headers, as Netlify and Cloudflare
// Pages read it. On a host that sends none, the policy of the page stands in it,
// and the page cuts itself off before it starts the worker, which inherits that.
// Beside each file lies what it is compressed, as nginx (gzip_static) and others
// take it.
func (s *site) write(to string) error {
	var b strings.Builder
	b.WriteString("/*\n  Content-Security-Policy: " + policy + "\n")
	for _, k := range slices.Sorted(maps.Keys(headers)) {
		fmt.Fprintf(&b, "  %s: %s\n", k, headers[k])
	}
	b.WriteString("/web/worker.js\n  Content-Security-Policy: " + workerPolicy + "\n")
	for _, p := range slices.Sorted(maps.Values(s.hashed)) {
		b.WriteString(p + "\n  Cache-Control: " + forever + "\n")
	}
	out := map[string][]byte{"_headers": []byte(b.String())}
	for p, f := range s.files {
		names := []string{p[1:]}
		switch {
		case p == "/":
			names = []string{"index.html"}
		case path.Ext(p) == "":
			names = []string{p[1:] + ".html", p[1:] + "/index.html"}
		}
		for _, name := range names {
			out[name] = f.body
			for enc, z := range f.packed {
				out[name+suffix[enc]] = z
			}
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
