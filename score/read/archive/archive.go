// Package archive opens zip and tar archives that hold the files of one
// experiment. An archive is read into memory under limits that no real one
// comes near, so that a bomb is an error and not a dead page.
package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"ifnscope/score/read"
)

// The limits. An RCC file has 20 to 100 kB, the XML of a qPCR run some MB.
const (
	MaxStored  = 256 << 20 // bytes of the archive itself
	MaxEntry   = 64 << 20  // bytes of one file, decompressed
	MaxTotal   = 512 << 20 // bytes of all files that are read, decompressed
	MaxEntries = 10_000
)

// Entry is one file of an archive, decompressed also if it was gzip inside of
// the archive, as GEO packs them; its name then lacks the ending .gz.
type Entry struct {
	Name string
	Data []byte
}

// Is reports whether the first bytes are those of a zip or tar archive.
func Is(head []byte) bool { return isZip(head) || isTar(head) }

func isZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

// isTar looks for the magic of POSIX and GNU tar at its place.
func isTar(head []byte) bool {
	return len(head) >= 262 && string(head[257:262]) == "ustar"
}

// Read returns the files of an archive whose names are wanted, in the order of
// the archive, and the names of the others. The error is of type *read.Error
// where the archive is damaged or beyond the limits.
func Read(r io.Reader, want func(name string) bool) (entries []Entry, others []string, err error) {
	b, err := read.All(r, MaxStored)
	if err != nil {
		return nil, nil, err
	}
	c := collector{want: want}
	if isZip(b) {
		err = c.zip(b)
	} else {
		err = c.tar(b)
	}
	if err != nil {
		return nil, nil, err
	}
	return c.entries, c.others, nil
}

type collector struct {
	want    func(string) bool
	entries []Entry
	others  []string
	seen    int
	total   int
}

func (c *collector) zip(b []byte) error {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return damaged(err)
	}
	for _, f := range z.File {
		if f.FileInfo().IsDir() {
			continue
		}
		if f.Flags&1 != 0 {
			return &read.Error{Code: read.Unreadable, What: fmt.Sprintf("%s is encrypted", f.Name), WayOut: "Unpack the archive with its password and open the files"}
		}
		open := func() (io.Reader, error) { return f.Open() }
		if err := c.add(f.Name, open); err != nil {
			return err
		}
	}
	return nil
}

func (c *collector) tar(b []byte) error {
	t := tar.NewReader(bytes.NewReader(b))
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return damaged(err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		if err := c.add(h.Name, func() (io.Reader, error) { return t, nil }); err != nil {
			return err
		}
	}
}

// add reads one file if it is wanted.
func (c *collector) add(name string, open func() (io.Reader, error)) error {
	if c.seen++; c.seen > MaxEntries {
		return tooLarge(fmt.Sprintf("the archive has more than %d files", MaxEntries))
	}
	plain := strings.TrimSuffix(name, ".gz")
	if !c.want(plain) {
		c.others = append(c.others, name)
		return nil
	}
	r, err := open()
	if err != nil {
		return damaged(err)
	}
	b, err := limited(r, name)
	if err != nil {
		return err
	}
	if bytes.HasPrefix(b, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return damaged(err)
		}
		if b, err = limited(z, name); err != nil {
			return err
		}
		name = plain
	}
	if c.total += len(b); c.total > MaxTotal {
		return tooLarge(fmt.Sprintf("the files of the archive have more than %d MB together", MaxTotal>>20))
	}
	c.entries = append(c.entries, Entry{name, b})
	return nil
}

// limited reads one file up to the limit.
func limited(r io.Reader, name string) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxEntry+1))
	if err != nil {
		return nil, damaged(err)
	}
	if len(b) > MaxEntry {
		return nil, tooLarge(fmt.Sprintf("%s has more than %d MB, decompressed", name, MaxEntry>>20))
	}
	return b, nil
}

func tooLarge(what string) error {
	return &read.Error{Code: read.TooLarge, What: what, WayOut: "Unpack it and open the files that you need"}
}

func damaged(err error) error {
	var e *read.Error
	if errors.As(err, &e) {
		return err
	}
	return &read.Error{Code: read.Truncated, What: fmt.Sprintf("the archive is damaged or ends too early (%v)", err), WayOut: "Copy or download it again"}
}

// peekSize is how much of a file Peek shows, of the first peekFiles of them: of
// later ones it gives the name alone.
const (
	peekSize  = 1 << 10
	peekFiles = 200
)

// Peek returns the files that can be seen in the first bytes of an archive,
// each with the beginning of its data. It is for recognising what an archive
// holds and never fails: a head that is no archive has no files.
func Peek(head []byte) []Entry {
	switch {
	case isZip(head):
		return peekZip(head)
	case isTar(head):
		return peekTar(head)
	}
	return nil
}

// peekZip walks the local headers of a zip archive, whose table of contents
// stands at its end (PKWARE, APPNOTE 6.3.10, 4.3.7).
func peekZip(b []byte) []Entry {
	var entries []Entry
	for {
		i := bytes.Index(b, []byte("PK\x03\x04"))
		if i < 0 || len(b) < i+30 {
			return entries
		}
		b = b[i:]
		name := 30 + int(binary.LittleEndian.Uint16(b[26:]))
		data := name + int(binary.LittleEndian.Uint16(b[28:]))
		if data > len(b) {
			return entries
		}
		e := Entry{Name: string(b[30:name])}
		switch method := binary.LittleEndian.Uint16(b[8:]); {
		case len(entries) >= peekFiles:
		case method == zip.Store:
			e.Data = b[data:min(len(b), data+peekSize)]
		case method == zip.Deflate:
			// the head may end in the middle: what comes out is enough
			e.Data, _ = io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(b[data:])), peekSize))
		}
		entries = append(entries, e)
		b = b[data:]
	}
}

func peekTar(b []byte) []Entry {
	var entries []Entry
	t := tar.NewReader(bytes.NewReader(b))
	for {
		h, err := t.Next()
		if err != nil {
			return entries
		}
		data, _ := io.ReadAll(io.LimitReader(t, peekSize))
		entries = append(entries, Entry{h.Name, data})
	}
}
