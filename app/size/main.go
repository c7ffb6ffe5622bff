//go:build !js

// Command size says what a WebAssembly program weighs and which packages weigh
// it, by the names that a build without -ldflags=-s keeps.
//
//	size PROGRAM.wasm
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
)

// shown is the number of packages that are listed.
const shown = 25

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: size PROGRAM.wasm")
		os.Exit(2)
	}
	if err := size(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "size:", err)
		os.Exit(1)
	}
}

func size(name string) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var br, gz bytes.Buffer
	w := brotli.NewWriterLevel(&br, brotli.BestCompression)
	w.Write(b) // a bytes.Buffer does not fail
	w.Close()
	z, _ := gzip.NewWriterLevel(&gz, gzip.BestCompression) // a level that exists
	z.Write(b)
	z.Close()
	fmt.Printf("%s: %d bytes, %d gzip, %d brotli, with its names\n", name, len(b), gz.Len(), br.Len())
	p, err := read(b)
	if err != nil {
		return err
	}
	fmt.Printf("%9d code\n%9d data: text, tables, types, and where every instruction came from\n", p.code, p.data)
	packages := slices.SortedFunc(maps.Keys(p.packages), func(x, y string) int {
		return cmp.Or(cmp.Compare(p.packages[y], p.packages[x]), cmp.Compare(x, y))
	})
	for _, n := range packages[:min(shown, len(packages))] {
		fmt.Printf("%9d %s\n", p.packages[n], n)
	}
	return nil
}

// program is what a module consists of, in bytes.
type program struct {
	code, data int
	packages   map[string]int // code by package
}

// The sections of a module that are looked at (WebAssembly core specification
// 2.0, section 5.5.2), and the kind of an import that is a function.
const (
	custom, imports, code, data = 0, 2, 10, 11
	function, table, memory     = 0, 1, 2
)

var errModule = errors.New("not a module as Go builds them")

// read measures a module.
func read(b []byte) (program, error) {
	p := program{packages: map[string]int{}}
	if !bytes.HasPrefix(b, []byte("\x00asm\x01\x00\x00\x00")) {
		return p, errModule
	}
	var bodies []int
	names := map[int]string{}
	first := 0 // index of the first function that is no import
	for r := (reader{b: b[8:]}); len(r.b) > 0 && !r.bad; {
		id := r.byte()
		s := reader{b: r.take(r.number())}
		switch id {
		case imports:
			for range s.number() {
				s.take(s.number())
				s.take(s.number())
				switch s.byte() {
				case function:
					s.number()
					first++
				case table:
					s.byte()
					s.limits()
				case memory:
					s.limits()
				default:
					s.take(2)
				}
			}
		case code:
			p.code = len(s.b)
			for range s.number() {
				n := s.number()
				s.take(n)
				bodies = append(bodies, n)
			}
		case data:
			p.data = len(s.b)
		case custom:
			if string(s.take(s.number())) != "name" {
				continue
			}
			for len(s.b) > 0 && !s.bad {
				kind := s.byte()
				sub := reader{b: s.take(s.number())}
				if kind != 1 { // names of functions
					continue
				}
				for range sub.number() {
					i := sub.number()
					names[i] = string(sub.take(sub.number()))
				}
			}
		}
		if s.bad {
			return p, errModule
		}
	}
	for i, n := range bodies {
		p.packages[packageOf(names[first+i])] += n
	}
	return p, nil
}

// packageOf returns the package of a function as Go names it in a module,
// "encoding_json.Marshal".
func packageOf(name string) string {
	name, _, _ = strings.Cut(name, "[")
	name, _, _ = strings.Cut(name, ".")
	return cmp.Or(name, "(no name)")
}

// reader takes a module apart. What is read beyond its end is nothing, and bad
// is set.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads an unsigned LEB128, which is Go's varint.
func (r *reader) number() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > 1<<31 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

// limits passes over the bounds of a table or memory.
func (r *reader) limits() {
	if r.byte()&1 == 1 {
		r.number()
	}
	r.number()
}
