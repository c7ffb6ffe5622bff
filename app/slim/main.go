//go:build !js

// Command slim writes go-app without its server, and a go.mod that names it,
// for the build of the page:
//
//	slim DIR
//	go build -modfile=DIR/page.mod ./app
//
// go-app keeps what runs in a browser and what serves it in one package. What
// serves brings net/http: a sixth of the page's program, and an HTTP client in a
// page that is to send nothing.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const goApp = "github.com/maxence-charriere/go-app/v10"

// server are the files of pkg/app that a page does without: the handler, the
// writing of a static site, where a server keeps its resources, and what stands
// for the second of these in a browser.
var server = []string{"http.go", "static.go", "resource.go", "wasm.go"}

// resolver is the one thing in them that a page calls.
const resolver = `package app

// clientResourceResolver returns where a resource is: at the address that the
// page gives, since its site keeps nothing elsewhere.
func clientResourceResolver(string) func(string) string {
	return func(location string) string { return location }
}
`

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: slim DIR")
		os.Exit(2)
	}
	if err := slim(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "slim:", err)
		os.Exit(1)
	}
}

func slim(dir string) error {
	// it says where the module lies only once it is there
	if _, err := command("mod", "download", goApp); err != nil {
		return err
	}
	from, err := command("list", "-m", "-f", "{{.Dir}}", goApp)
	if err != nil {
		return err
	}
	to := filepath.Join(dir, "go-app")
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	for _, part := range []string{"pkg/app", "pkg/errors"} {
		if err := os.CopyFS(filepath.Join(to, part), os.DirFS(filepath.Join(from, part))); err != nil {
			return err
		}
	}
	for _, name := range server {
		if err := os.Remove(filepath.Join(to, "pkg/app", name)); err != nil {
			return err // another version of go-app: look at what is in it
		}
	}
	if err := os.WriteFile(filepath.Join(to, "pkg/app/resolver.go"), []byte(resolver), 0o644); err != nil {
		return err
	}
	mod := filepath.Join(dir, "page.mod")
	for of, name := range map[string]string{filepath.Join(to, "go.mod"): filepath.Join(from, "go.mod"), mod: "go.mod", filepath.Join(dir, "page.sum"): "go.sum"} {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(of, b, 0o644); err != nil {
			return err
		}
	}
	_, err = command("mod", "edit", "-replace", goApp+"=./"+filepath.ToSlash(to), mod)
	return err
}

func command(args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
