//go:build !js

package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"ifnscope/app/page"
)

// TestStatic writes the site to a folder: the same files with the same bytes.
func TestStatic(t *testing.T) {
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := run("", "..", dir, "/", "", ""); err != nil {
		t.Fatal(err)
	}
	n := 0
	err = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Ext(name) != ".br" && filepath.Ext(name) != ".gz" {
			n++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// every page but the first twice, and _headers
	if want := len(s.files) + len(page.Paths()) - 1 + 1; n != want {
		t.Errorf("%d files are written, want %d", n, want)
	}
	rules, err := os.ReadFile(filepath.Join(dir, "_headers"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/*\n  Content-Security-Policy: " + policy + "\n", "  Referrer-Policy: no-referrer\n", "/web/worker.js\n  Content-Security-Policy: " + workerPolicy + "\n", hashed(t, "/web/app.wasm") + "\n  Cache-Control: " + forever + "\n"} {
		if !strings.Contains(string(rules), want) {
			t.Errorf("_headers lacks %q", want)
		}
	}
	for p, name := range map[string]string{"/": "index.html", "/check": "check.html", hashed(t, "/web/score.wasm"): strings.TrimPrefix(hashed(t, "/web/score.wasm"), "/"), "/app-worker.js": "app-worker.js", "/app.css": "app.css"} {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(b, s.files[p].body) {
			t.Errorf("%s differs from what is served at %s", name, p)
		}
	}
}

// TestLarge asserts that the large files are told by the page under names with
// the hashes of their content, and that what was packed of another content is
// not sent.
func TestLarge(t *testing.T) {
	page := string(body(t, ask(t, "GET", "/", nil)))
	for _, plain := range []string{"/web/app.wasm", "/web/score.wasm", "/web/genes.txt"} {
		at := hashed(t, plain)
		if !strings.Contains(page, strings.TrimPrefix(plain, "/")+"="+strings.TrimPrefix(at, "/")) {
			t.Errorf("the page does not tell %s", at)
		}
		sum := fmt.Sprintf("%x", sha256.Sum256(body(t, ask(t, "GET", at, nil))))
		if !strings.Contains(at, "."+sum[:16]+".") {
			t.Errorf("%s has the sum %s", at, sum)
		}
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "web"), os.DirFS("../web")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "web", "genes.txt"), bytes.Repeat([]byte("other\n"), 1000), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := newSite(os.DirFS(filepath.Join(dir, "web")), "")
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(brotli.NewReader(bytes.NewReader(s.files[s.hashed["/web/genes.txt"]].packed["br"])))
	if err != nil || !bytes.HasPrefix(b, []byte("other\n")) {
		t.Errorf("what was packed of the old file is sent for the new one: %q, %v", b[:min(len(b), 20)], err)
	}
}

// TestZip writes the same site to an archive, and one for a path of a host.
func TestZip(t *testing.T) {
	name := filepath.Join(t.TempDir(), "ifnscope.zip")
	if err := run("", "..", name, "/lab/ifnscope/", "", ""); err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	text := func(name string) string {
		f, err := z.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, p := range []string{"index.html", "check/index.html", "check.html"} {
		b := text(p)
		for _, at := range regexp.MustCompile(`(?:href|src)="(/[^"]*)"`).FindAllStringSubmatch(b, -1) {
			if !strings.HasPrefix(at[1], "/lab/ifnscope") {
				t.Errorf("%s leads to %s", p, at[1])
			}
		}
	}
	if sw := text("app-worker.js"); !strings.Contains(sw, `"`+hashed(t, "/web/score.wasm")+`"`) || strings.Contains(sw, "{{") {
		t.Error("the service worker keeps other files")
	}
	if err := run("", "..", "", "/x", "", ""); err == nil {
		t.Error("the server takes a base")
	}
}

// TestPayload holds what a first visit loads, as make build packs it, to a
// budget: what is added must be worth its weight. make dist packs it 15 %
// smaller.
func TestPayload(t *testing.T) {
	const budget = 5_800_000
	s, err := built()
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for p, f := range s.files {
		if strings.HasSuffix(p, ".png") {
			continue // an icon is fetched when the app is installed
		}
		if z, ok := f.packed["br"]; ok {
			total += len(z)
		} else {
			total += len(f.body)
		}
	}
	t.Logf("%d bytes with Brotli", total)
	if total > budget {
		t.Errorf("a first visit loads %d bytes, more than %d: see make size", total, budget)
	}
}
