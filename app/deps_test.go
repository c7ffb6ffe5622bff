//go:build !js

package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ifnscope/app/page"
)

// deps returns what a program for the browser consists of.
func deps(t *testing.T, program string, flags ...string) map[string]bool {
	t.Helper()
	cmd := exec.Command("go", append(append([]string{"list", "-deps"}, flags...), program)...)
	cmd.Env = append(cmd.Environ(), "GOOS=js", "GOARCH=wasm")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for p := range strings.FieldsSeq(string(out)) {
		all[p] = true
	}
	return all
}

// TestWorkerCannotSend asserts that the program that holds the data has nothing
// to send it with.
func TestWorkerCannotSend(t *testing.T) {
	d := deps(t, "ifnscope/app/worker")
	for bad, why := range map[string]string{
		"net/http":   "an HTTP client sends data",
		"net":        "a connection sends data",
		"crypto/tls": "nothing is sent, so nothing is encrypted for sending",
		"github.com/maxence-charriere/go-app/v10/pkg/app": "go-app brings net/http",
		"ifnscope/app/page":         "the worker draws no page",
		"ifnscope/app/client":       "the worker starts no worker",
		"ifnscope/score/gene/human": "the page hands the gene table over: it would be there twice",
	} {
		if d[bad] {
			t.Errorf("the worker contains %s: %s", bad, why)
		}
	}
	if !d["ifnscope/score/read/delim"] || !d["ifnscope/app/desk"] {
		t.Error("the worker lacks what it needs: the test looks at the wrong program")
	}
}

// TestPageHasNoClient asserts that the page, as make build builds it, has no
// HTTP client either: its browser's fetch, which the policy judges, is all
// there is.
func TestPageHasNoClient(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	d := deps(t, "ifnscope/app", "-modfile="+filepath.Join(root, "bin", "page.mod"))
	for _, bad := range []string{"net", "net/http", "crypto/tls"} {
		if d[bad] {
			t.Errorf("the page contains %s, which the server of go-app brings", bad)
		}
	}
	if !d["ifnscope/app/page"] {
		t.Error("the page lacks its pages: the test looks at the wrong program")
	}
}

// TestPageCannotCompute asserts that the page reads no file and computes no
// score: what it cannot do cannot hold it up.
func TestPageCannotCompute(t *testing.T) {
	d := deps(t, "ifnscope/app")
	for p := range d {
		room, format := strings.CutPrefix(p, "ifnscope/score/read/")
		format = format && room != "text" // encodings, which package read knows itself
		switch {
		case format, p == "ifnscope/app/desk", p == "ifnscope/score", p == "ifnscope/score/method", p == "ifnscope/score/gene/human", p == "compress/bzip2", p == "archive/zip":
			t.Errorf("the page contains %s, which belongs to the worker", p)
		}
	}
	if !d["ifnscope/app/page"] {
		t.Error("the page lacks its pages: the test looks at the wrong program")
	}
}

// TestParts asserts that the page About names every module that the programs
// and the server are built with, in its version, with its licence.
func TestParts(t *testing.T) {
	built := map[string]bool{}
	for _, x := range []struct{ program, goos, goarch string }{{"ifnscope/app", "js", "wasm"}, {"ifnscope/app/worker", "js", "wasm"}, {"ifnscope/app", "linux", "amd64"}} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}", x.program)
		cmd.Env = append(cmd.Environ(), "GOOS="+x.goos, "GOARCH="+x.goarch)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			if line = strings.TrimSpace(line); line != "" {
				built[line] = true
			}
		}
	}
	for _, p := range page.Parts() {
		if !strings.Contains(p.Text(), "opyright") || p.Licence == "" || p.For == "" {
			t.Errorf("%s has no licence", p.Name)
		}
		if p.Module != "" && !built[p.Module+" "+p.Version] {
			t.Errorf("%s %s is named and not built in", p.Module, p.Version)
		}
		delete(built, p.Module+" "+p.Version)
	}
	for m := range built {
		t.Errorf("%s is built in and not named", m)
	}
}

// TestRaceRooms asserts that make test asks the race detector of every room
// that starts a goroutine: the core computes without, and is not asked again.
func TestRaceRooms(t *testing.T) {
	makefile, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(makefile), "\nRACE  := ")
	list, _, _ = strings.Cut(list, "\n")
	asked := strings.Fields(list)
	var starting []string
	for _, room := range []string{"app", "score"} {
		err := filepath.WalkDir(filepath.Join("..", room), func(name string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_js.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			at := "./" + strings.TrimPrefix(filepath.ToSlash(filepath.Dir(name)), "../")
			ast.Inspect(f, func(n ast.Node) bool {
				_, starts := n.(*ast.GoStmt)
				if s, is := n.(*ast.SelectorExpr); is && s.Sel.Name == "Go" { // of a sync.WaitGroup and the like
					starts = true
				}
				if starts && !slices.Contains(starting, at) {
					starting = append(starting, at)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	// the browser is another process, which the detector does not see
	starting = slices.DeleteFunc(starting, func(room string) bool { return room == "./app/e2e" })
	slices.Sort(starting)
	if !slices.Equal(asked, starting) {
		t.Errorf("the race detector is asked of %q, goroutines are started in %q", asked, starting)
	}
}
