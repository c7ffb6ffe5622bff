//go:build !js

package main

import (
	"bytes"
	"crypto/sha256"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestReproducible builds both programs once more, from a copy of the source in
// another place: they are the programs that make build left, byte by byte. The
// copy has a comment more at the end of each file, another each time, so that
// nothing of ours can come out of Go's cache. make soak does so with two clones,
// each with a cache of its own, and everything that make dist makes.
func TestReproducible(t *testing.T) {
	dir := t.TempDir()
	for _, part := range []string{"app", "score"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join("..", part))); err != nil {
			t.Fatal(err)
		}
	}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" {
			return err
		}
		f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = f.WriteString("\n// built in " + dir + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go.mod", "go.sum"} {
		b, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	command := func(env []string, args ...string) {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(append(cmd.Environ(), "GOFLAGS="), env...)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v: %s", strings.Join(args, " "), err, said)
		}
	}
	build := func(name string, more ...string) {
		t.Helper()
		args := append([]string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", name}, more...)
		command([]string{"GOOS=js", "GOARCH=wasm"}, args...)
		want, err := os.ReadFile(filepath.Join("../web", name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%[1]s built again has the sum %[2]x, and web/%[1]s %[3]x: run make build, or find what differs", name, sha256.Sum256(got), sha256.Sum256(want))
		}
	}
	command(nil, "run", "./app/slim", "bin") // writes text: what it is built with changes no byte
	build("score.wasm", "./app/worker")
	build("app.wasm", "-modfile=bin/page.mod", "./app")
}

// TestPageIsOfTheModule compares the copy of go-app that the page is built with
// with the module, whose sum go.sum holds: no byte of what is there differs,
// nothing is missing but the server, and the one file that was added is ours.
func TestPageIsOfTheModule(t *testing.T) {
	const module = "github.com/maxence-charriere/go-app/v10"
	said := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("go", args...)
		cmd.Dir = ".."
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("go %s: %v: %s", strings.Join(args, " "), err, out)
		}
		return strings.TrimSpace(string(out))
	}
	from, version, _ := strings.Cut(said("list", "-m", "-f", "{{.Dir}} {{.Version}}", module), " ")
	sums, err := os.ReadFile("../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(sums), module+" "+version+" h1:") {
		t.Errorf("go.sum has no sum of %s %s", module, version)
	}
	if out := said("mod", "verify"); !strings.Contains(out, "all modules verified") {
		t.Errorf("go mod verify says %s", out)
	}
	to := "../bin/go-app"
	here := map[string]bool{}
	err = filepath.WalkDir(to, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(to, path)
		if err != nil {
			return err
		}
		here[filepath.ToSlash(name)] = true
		got, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		want, err := os.ReadFile(filepath.Join(from, name))
		switch {
		case filepath.ToSlash(name) == "pkg/app/resolver.go":
			if err == nil || len(got) > 500 {
				t.Errorf("%s is the module's, or more than a function", name)
			}
		case err != nil:
			t.Errorf("%s is not of the module", name)
		case !bytes.Equal(got, want):
			t.Errorf("%s differs from that of the module", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	missing := 0
	for _, part := range []string{"pkg/app", "pkg/errors"} {
		names, err := filepath.Glob(filepath.Join(from, part, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range names {
			if name := part + "/" + filepath.Base(path); !here[name] && !strings.HasSuffix(name, "_test.go") {
				missing++
			}
		}
	}
	if !here["pkg/app/component.go"] || missing != 4 {
		t.Errorf("%d files, without %d of the module, want without the 4 of the server", len(here), missing)
	}
}
