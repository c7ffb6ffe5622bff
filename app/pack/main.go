//go:build !js

// Command pack writes beside every file of a folder that is worth it the same
// file compressed, as name.br and name.gz, for the server to send.
//
//	pack DIR          in half a second
//	pack -best DIR    as small as it gets, which takes a minute
//
// What was packed as well from the same bytes before is kept: the file
// packed.sum in the folder tells.
package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
)

// worth are the kinds of files that become smaller.
var worth = map[string]bool{".wasm": true, ".js": true, ".css": true, ".txt": true, ".svg": true}

// Brotli level 5 makes the 10 MB of the program that computes 2.41 MB in 0.4
// seconds, level 11 2.07 MB in 38.
const quick, best = 5, brotli.BestCompression

func main() {
	small := flag.Bool("best", false, "as small as it gets")
	flag.Parse()
	level := quick
	if *small {
		level = best
	}
	if err := pack(flag.Arg(0), level); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(dir string, level int) error {
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		return err
	}
	list := filepath.Join(dir, "packed.sum")
	before, err := os.ReadFile(list)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	var sums strings.Builder
	for _, name := range names {
		if !worth[filepath.Ext(name)] {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		line := func(level int) string {
			return fmt.Sprintf("%s %x %d\n", filepath.Base(name), sha256.Sum256(b), level)
		}
		switch {
		case strings.Contains(string(before), line(best)) && exist(name):
			sums.WriteString(line(best))
			continue
		case strings.Contains(string(before), line(level)) && exist(name):
			sums.WriteString(line(level))
			continue
		}
		if err := write(name+".br", b, func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, level) }); err != nil {
			return err
		}
		if err := write(name+".gz", b, func(w io.Writer) io.WriteCloser {
			z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // a level that exists
			return z
		}); err != nil {
			return err
		}
		sums.WriteString(line(level))
	}
	return os.WriteFile(list, []byte(sums.String()), 0o644)
}

func exist(name string) bool {
	_, br := os.Stat(name + ".br")
	_, gz := os.Stat(name + ".gz")
	return br == nil && gz == nil
}

func write(name string, b []byte, by func(io.Writer) io.WriteCloser) error {
	var out bytes.Buffer
	w := by(&out)
	if _, err := w.Write(b); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(name, out.Bytes(), 0o644)
}
